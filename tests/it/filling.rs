//! `plan fill` from the outside: what it shows, what it writes, what it refuses.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use crate::cli::{command, folder, plan, told};

const HALF: &str = "[plan]\nstart = 2026-11-23\ndays = 1\nideas = \"bank.toml\"\n\n[cadence]\nper_day = { min = 1, max = 5 }\nreserve = 1\n\n[channels.telegram]\nnetwork = \"telegram\"\nslots = [09:00:00, 12:00:00]\n\n[channels.facebook]\nnetwork = \"facebook\"\nslots = [10:00:00, 15:00:00] # after school\n\n# The one that stands\n[[post]]\nid = \"open\"\nat = 2026-11-23 10:00:00\nchannels = [\"facebook\"]\ncategory = \"branded\"\ntitle = \"Ми відкрились ☕\"\n";
const BANK: &str = "[[idea]]\nid = \"snow\"\ncategory = \"emotional\"\nkind = \"photo\"\ntitle = \"Перший сніг ❄️\"\npriority = 2\n\n[[idea]]\nid = \"grind\"\ncategory = \"functional\"\ntitle = \"Який помел для чого\"\nchannels = [\"telegram\"]\n\n[[idea]]\nid = \"later\"\ncategory = \"functional\"\ntitle = \"Потім\"\nnot_before = 2026-12-01\n";

#[test]
fn a_day_is_shown_first_and_written_when_asked() {
    let place = folder(&[("plan.toml", HALF), ("bank.toml", BANK)]);
    let (code, out, err) = plan(place.path(), &["fill", "plan.toml", "--width", "80"]);
    assert_eq!((code, err.as_str()), (Some(0), "nothing is written: add --write\n"));
    insta::assert_snapshot!(out);
    assert_eq!(fs::read_to_string(place.path().join("plan.toml")).expect("it is there"), HALF);

    let (code, again, err) = plan(place.path(), &["fill", "plan.toml", "--width", "80", "--write"]);
    assert_eq!((code, err.as_str()), (Some(0), "plan.toml: 3 posts added\n"));
    assert_eq!(again, out);
    let (code, out, err) = plan(place.path(), &["fill", "plan.toml", "--write"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(!out.contains("@@") && out.starts_with("no free place"), "{out}");
}

#[test]
fn each_choice_is_explained() {
    let place = folder(&[("plan.toml", HALF), ("bank.toml", BANK)]);
    let (_, out, _) = plan(place.path(), &["fill", "plan.toml", "--explain", "--width", "100"]);
    let told = out.split_once("no filling is more even\n").expect("the gap is told").1;
    insta::assert_snapshot!(told);
}

#[test]
fn programs_get_the_same_as_data() {
    let place = folder(&[("plan.toml", HALF), ("bank.toml", BANK)]);
    let arguments = ["fill", "plan.toml", "--explain", "--output-format", "json"];
    let (code, out, _) = plan(place.path(), &arguments);
    assert_eq!(code, Some(0));
    let data: serde_json::Value = serde_json::from_str(&out).expect("it is JSON");
    insta::assert_snapshot!(serde_json::to_string_pretty(&data).expect("it was JSON"));
}

#[test]
fn only_ideas_leaves_hungry_places_empty() {
    let place = folder(&[("plan.toml", HALF), ("bank.toml", BANK)]);
    let (_, out, err) = plan(place.path(), &["fill", "plan.toml", "--only-ideas", "--write"]);
    assert_eq!(err, "plan.toml: 2 posts added\n");
    assert!(!out.contains("Idea needed"), "{out}");
    let (_, _, err) = plan(place.path(), &["fill", "plan.toml", "--only-ideas", "--write"]);
    assert_eq!(err, "", "again changes nothing");
}

#[test]
fn days_channels_and_numbers_narrow_it() {
    let place = folder(&[("plan.toml", HALF), ("bank.toml", BANK)]);
    let added = |arguments: &[&str]| {
        let arguments = [&["fill", "plan.toml", "--output-format", "json"], arguments].concat();
        let (_, out, _) = plan(place.path(), &arguments);
        let data: serde_json::Value = serde_json::from_str(&out).expect("it is JSON");
        let posts = data["posts"].as_array().expect("posts").clone();
        posts.iter().map(|post| post["at"].as_str().expect("a time")[11..16].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(added(&["--channel", "telegram"]), ["09:00", "12:00"]);
    assert_eq!(added(&["--per-day", "2"]), ["12:00"]);
    assert_eq!(added(&["--today", "2026-11-24"]), [""; 0]);
    assert_eq!(added(&["--from", "2026-11-24"]), [""; 0]);
}

#[test]
fn what_cannot_be_filled_is_refused_with_a_word() {
    let inline = "post = [{ at = 2026-11-23 10:00:00, category = \"branded\", title = \"x\" }]\n[plan]\nstart = 2026-11-23\ndays = 1\n";
    let broken = HALF.replace("category = \"branded\"", "category = \"brandet\"");
    let place = folder(&[
        ("plan.toml", HALF),
        ("bank.toml", BANK),
        ("inline.toml", inline),
        ("broken.toml", &broken),
    ]);
    let said = |arguments: &[&str]| {
        let (code, out, err) = plan(place.path(), arguments);
        assert_eq!(out, "", "{arguments:?}");
        (code, err)
    };
    let (code, err) = said(&["fill", "broken.toml"]);
    assert_eq!(code, Some(1));
    assert_eq!(err, "error: broken.toml has 1 error: mend it first; `plan check broken.toml` shows it\n");
    let (code, err) = said(&["fill", "inline.toml"]);
    assert!(code == Some(2) && err.contains("not written as `[[post]]`"), "{err}");
    let (code, err) = said(&["fill", "bank.toml"]);
    assert_eq!(
        (code, err.as_str()),
        (Some(2), "error: bank.toml is no plan: a plan has `[plan]` and posts\n")
    );
    let (code, err) = said(&["fill", "plan.toml", "--channel", "telegramm"]);
    let wanted = "error: no channel is called `telegramm`; did you mean `telegram`?\n";
    assert_eq!((code, err.as_str()), (Some(2), wanted));
    assert_eq!(said(&["fill", "missing.toml"]).0, Some(2));
    let ever = HALF.replace("start = 2026-11-23\ndays = 1", "start = 0001-01-01\nend = 9999-12-31");
    fs::write(place.path().join("ever.toml"), ever).expect("it can be written");
    let (code, err) = said(&["fill", "ever.toml"]);
    assert!(code == Some(2) && err.contains("3652059 working days, at most 50000"), "{err}");
    assert_eq!(said(&["fill", "."]), (Some(2), "error: . is a folder: name one plan\n".to_owned()));
}

#[test]
fn standard_input_comes_out_filled() {
    let place = folder(&[("bank.toml", BANK)]);
    let mut child = command(place.path())
        .args(["fill", "-", "--write"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(HALF.as_bytes()).expect("it reads");
    let (code, out, err) = told(child.wait_with_output().expect("it ends"));
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.starts_with("[plan]\nstart") && out.matches("[[post]]").count() == 4, "{out}");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let place = folder(&[("real/plan.toml", HALF), ("real/bank.toml", BANK), ("bank.toml", BANK)]);
    let link = place.path().join("plan.toml");
    std::os::unix::fs::symlink("real/plan.toml", &link).expect("a link can be made");
    let (code, _, err) = plan(place.path(), &["fill", "plan.toml", "--write"]);
    assert_eq!((code, err.as_str()), (Some(0), "plan.toml: 3 posts added\n"));
    assert!(link.symlink_metadata().expect("it is there").is_symlink());
    let text = fs::read_to_string(place.path().join("real/plan.toml")).expect("it is there");
    assert_eq!(text.matches("[[post]]").count(), 4);
}

#[test]
fn hostile_ideas_are_harmless_on_the_terminal_and_whole_in_the_file() {
    let hostile = "[[idea]]\nid = \"h\"\ncategory = \"emotional\"\ntitle = \"\\u001b[31mred\\u202e \\\" \\\\ ''' \\\"\\\"\\\"\"\ntext = \"one\\n[[post]]\\n\\\"\\\"\\\" # two\\n\\u0007\"\n";
    let place = folder(&[("plan.toml", HALF), ("bank.toml", hostile)]);
    let (_, out, _) = plan(place.path(), &["fill", "plan.toml", "--color", "always"]);
    let table = out.split_once("no filling").map_or(out.as_str(), |(table, _)| table);
    assert!(
        !table.contains("\u{1b}[31mred") && !out.contains('\u{7}') && !out.contains('\u{202e}'),
        "{out:?}"
    );
    plan(place.path(), &["fill", "plan.toml", "--write"]);
    let text = fs::read_to_string(place.path().join("plan.toml")).expect("it is there");
    let read: toml::Table = text.parse().expect("it is TOML");
    let posts = read["post"].as_array().expect("posts");
    let texts: Vec<_> = posts.iter().filter_map(|post| post.get("text")).collect();
    assert_eq!(texts.len(), 1);
    assert_eq!(texts[0].as_str(), Some("one\n[[post]]\n\"\"\" # two\n\u{7}"));
}

#[test]
fn ideas_used_elsewhere_are_used_up() {
    let used = "[plan]\nstart = 2026-11-16\ndays = 1\nideas = \"bank.toml\"\n[cadence]\nper_day = { min = 1, max = 3 }\n[[post]]\nid = \"snow\"\nat = 2026-11-16 10:00:00\ncategory = \"emotional\"\ntitle = \"Сніг\"\nidea = \"snow\"\n";
    let place = folder(&[("plan.toml", HALF), ("bank.toml", BANK), ("before.toml", used)]);
    let (_, alone, _) = plan(place.path(), &["fill", "plan.toml"]);
    let (_, beside, _) = plan(place.path(), &["fill", "plan.toml", "--besides", "before.toml"]);
    assert!(alone.contains("+idea = \"snow\"") && !beside.contains("+idea = \"snow\""), "{beside}");
}

#[test]
fn a_text_that_stands_already_is_kept_away() {
    let said = "text = \"Кіт сидить на підвіконні й дивиться на сніг, уже третій день, і нікому не хочеться надвір.\"\n";
    let standing = format!("{HALF}text = \"\"\nstatus = \"approved\"\n").replace("text = \"\"\n", said);
    let bank = format!(
        "[[idea]]\nid = \"cat\"\ncategory = \"emotional\"\ntitle = \"Кіт\"\nchannels = [\"facebook\"]\n{said}"
    );
    let place = folder(&[("plan.toml", &standing), ("bank.toml", &bank)]);
    let (code, out, _) = plan(place.path(), &["fill", "plan.toml", "--write"]);
    assert_eq!(code, Some(0));
    assert!(!out.contains("+idea = \"cat\""), "{out}");
    assert_eq!(plan(place.path(), &["check", "plan.toml"]).0, Some(0));
}

#[test]
fn old_hungry_posts_are_fed_only_where_it_was_asked_and_keep_what_was_written_on_them() {
    let hungry = "\n[[post]]\nid = \"hungry\"\nat = 2026-11-23 12:00:00\nchannels = [\"telegram\"]\ncategory = \"emotional\"\ntitle = \"Idea needed: emotional\"\nstatus = \"draft\"\n";
    let place = folder(&[("plan.toml", &format!("{HALF}{hungry}")), ("bank.toml", BANK)]);
    let fed = |arguments: &[&str]| {
        let arguments = [&["fill", "plan.toml", "--output-format", "json"], arguments].concat();
        let (_, out, _) = plan(place.path(), &arguments);
        let data: serde_json::Value = serde_json::from_str(&out).expect("it is JSON");
        data["fed"].as_array().expect("a list").len()
    };
    assert_eq!(fed(&[]), 1);
    assert_eq!(fed(&["--channel", "facebook"]), 0);
    assert_eq!(fed(&["--today", "2026-11-24"]), 0);
    let written = format!("{HALF}{hungry}link = \"https://mine.example/\"\n");
    fs::write(place.path().join("plan.toml"), written).expect("it can be written");
    assert_eq!(fed(&[]), 0, "whoever wrote more on it finishes it");
}

#[test]
fn pictures_of_a_bank_elsewhere_are_found_from_the_plan() {
    let bank = "[[idea]]\nid = \"cat\"\ncategory = \"emotional\"\ntitle = \"Кіт\"\nmedia = [{ file = \"media/cat.png\", alt = \"A cat\" }]\n";
    let half = HALF.replace("\"bank.toml\"", "\"../banks/bank.toml\"");
    let place = folder(&[("weeks/plan.toml", &half), ("banks/bank.toml", bank)]);
    fs::create_dir(place.path().join(".git")).expect("a repository");
    fs::create_dir(place.path().join("banks/media")).expect("a folder");
    let picture = fs::read("plans/media/holiday-hours.png").expect("a picture");
    fs::write(place.path().join("banks/media/cat.png"), picture).expect("it can be written");
    let (_, out, _) = plan(place.path(), &["fill", "weeks/plan.toml", "--write"]);
    assert!(out.contains("+media = [{ file = \"../banks/media/cat.png\", alt = \"A cat\" }]"), "{out}");
    assert_eq!(plan(place.path(), &["check", "weeks/plan.toml"]).0, Some(0));
}

#[test]
fn plans_beside_it_must_be_readable() {
    let place = folder(&[("plan.toml", HALF), ("bank.toml", BANK), ("broken.toml", "[plan]\nx = =\n")]);
    assert_eq!(plan(place.path(), &["fill", "plan.toml", "--besides", "missing.toml"]).0, Some(2));
    let (code, _, err) = plan(place.path(), &["fill", "plan.toml", "--besides", "broken.toml"]);
    assert_eq!(code, Some(0));
    assert!(
        err.starts_with("warning: broken.toml could not be read whole: ideas that it uses may be missed\n"),
        "{err}"
    );
}

#[test]
fn many_short_days_are_counted() {
    let plan_of_a_month =
        HALF.replace("days = 1", "days = 30").replace("min = 1", "min = 5").replace("max = 5", "max = 9");
    let place = folder(&[("plan.toml", &plan_of_a_month), ("bank.toml", BANK)]);
    let (_, out, _) = plan(place.path(), &["fill", "plan.toml"]);
    assert_eq!(out.matches(" of at least 5 posts: ").count(), 10, "{out}");
    assert!(out.contains("20 days more stay below their least"), "{out}");
}
