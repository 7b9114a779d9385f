//! Changes in place: where posts go, that every other byte stays, and what is left when everything stops.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use chrono::NaiveDateTime;
use content_plan::edit::{Change, NewPost, Refusal, Step, Unwritten, Value, change, write, write_watched};
use content_plan::text::{FileId, Source, Sources, Span};
use proptest::prelude::*;
use similar::{ChangeTag, TextDiff};

fn moment(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a date and a time")
}

fn source(text: &str) -> (std::sync::Arc<Source>, FileId) {
    let sources = Sources::new();
    let file = sources.add("plan.toml", text.to_owned()).expect("a short text");
    (sources.get(file), file)
}

fn new(at: &str) -> Change {
    let keys = vec![("id", Value::Text("new".into())), ("category", Value::Text("branded".into()))];
    Change::Insert(NewPost { at: moment(at), keys })
}

fn changed(text: &str, changes: &[Change]) -> Result<String, Refusal> {
    let (source, file) = source(text);
    change(&source, file, changes)
}

fn with(text: &str, at: &str) -> String {
    changed(text, &[new(at)]).expect("a post can be added")
}

/// Lists the lines that a change adds, with the number of the line of the old text that they stand before.
fn added(old: &str, new: &str) -> Option<Vec<String>> {
    let diff = TextDiff::from_lines(old, new);
    let mut lines = Vec::new();
    for change in diff.iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => {}
            ChangeTag::Insert => lines.push(change.value().to_owned()),
            ChangeTag::Delete => return None,
        }
    }
    Some(lines)
}

const WEEK: &str = "# The week\n[plan]\nstart = 2026-11-23\n\n# Monday\n\n# The opening\n[[post]]\nid = \"a\"\nat = 2026-11-23 09:00\n[post.variants.x]\ntext = \"\"\"\n[[post]]\n# no comment\"\"\"\n# glued below\n\n# Tuesday\n\n[[post]] # a remark\nid = \"b\"\nat = \"2026-11-24 09:00\"\n\n[[post]]\nid = \"c\"\nat = 2026-11-24\n\n[rules]\npast = \"off\"\n";

#[test]
fn posts_go_where_their_time_is() {
    let before = |at: &str| {
        let text = with(WEEK, at);
        let start = text.find("[[post]]\nid = \"new\"").expect("the post is there");
        let end = text[start..].find("\"branded\"\n").expect("its last line") + start + "\"branded\"\n".len();
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        let (above, below) = (lines(&text[..start]), lines(&text[end..]));
        (above[above.len() - 2].clone(), above[above.len() - 1].clone(), below[0].clone(), below[1].clone())
    };
    let told = |at: &str| {
        let (a, b, c, d) = before(at);
        format!("{a}|{b}|NEW|{c}|{d}")
    };
    assert_eq!(told("2026-11-22 09:00"), "start = 2026-11-23||NEW||# Monday");
    assert_eq!(told("2026-11-23 08:00"), "# Monday||NEW||# The opening");
    assert_eq!(told("2026-11-23 18:00"), "# glued below||NEW||# Tuesday");
    assert_eq!(told("2026-11-24 08:00"), "# Tuesday||NEW||[[post]] # a remark");
    assert_eq!(told("2026-11-24 10:00"), "at = \"2026-11-24 09:00\"||NEW||[[post]]");
    assert_eq!(told("2026-11-25 10:00"), "at = 2026-11-24||NEW||[rules]");
}

#[test]
fn a_plan_without_posts_gets_its_first_at_the_end() {
    let post = "[[post]]\nid = \"new\"\nat = 2026-11-23 09:00:00\ncategory = \"branded\"";
    for (old, wanted) in [
        ("", format!("{post}\n")),
        ("\u{feff}", format!("\u{feff}{post}\n")),
        ("[plan]\n", format!("[plan]\n\n{post}\n")),
        ("[plan]", format!("[plan]\n\n{post}")),
        ("[plan]\r\n\r\n# Monday\r\n\r\n", format!("[plan]\n\n# Monday\n\n{post}\n\n").replace('\n', "\r\n")),
    ] {
        assert_eq!(with(old, "2026-11-23 09:00"), wanted);
    }
}

#[test]
fn headers_in_odd_spellings_are_headers() {
    let text = "[[ post ]]\nat = 2026-11-23 09:00\n  [[\"post\"]] # x\n  at = 2026-11-24 09:00\n[['p\\ost']]\na = 1\n";
    let now = with(text, "2026-11-23 10:00");
    assert!(now.starts_with("[[ post ]]\nat = 2026-11-23 09:00\n[[post]]\nid = \"new\"\n"), "{now}");
    let text = "[mix]\na = \"\"\"\n[[post]]\n\"\"\"\nb = [\n[[1]],\n]\n[[post]]\nat = 2026-11-23 09:00\n";
    assert!(
        with(text, "2026-11-23 10:00")
            .ends_with("09:00\n\n[[post]]\nid = \"new\"\nat = 2026-11-23 10:00:00\ncategory = \"branded\"\n")
    );
}

#[test]
fn a_table_of_a_post_that_stands_far_behind_stays_its_own() {
    let text = "[[post]]\nat = 2026-11-23 09:00\n[rules]\na = 1\n[post.variants.x]\nb = 1\n";
    let now = with(text, "2026-11-23 10:00");
    assert!(now.starts_with(text), "{now}");
}

#[test]
fn posts_in_a_list_in_brackets_are_refused_with_a_word() {
    for text in ["post = [{ at = 2026-11-23 09:00 }]\n", "post = []\n", "post = 1\n"] {
        let refusal = changed(text, &[new("2026-11-23 09:00")]).expect_err("it is refused");
        assert_eq!(refusal, Refusal::InlinePosts);
        assert!(refusal.to_string().contains("[[post]]"));
    }
    assert_eq!(changed("a = 1\nb = \n", &[new("2026-11-23 09:00")]), Err(Refusal::NotToml { line: 2 }));
}

#[test]
fn several_posts_at_one_place_stand_in_order_of_time() {
    let text = "[[post]]\nat = 2026-11-23 09:00\n\n[[post]]\nat = 2026-11-25 09:00\n";
    let now = changed(text, &[new("2026-11-24 12:00"), new("2026-11-23 12:00"), new("2026-11-24 09:00")]);
    let now = now.expect("they can be added");
    let times: Vec<&str> = now.lines().filter_map(|line| line.strip_prefix("at = ")).collect();
    assert_eq!(times.len(), 5);
    assert!(times.is_sorted(), "{now}");
    assert_eq!(now.matches("\n\n[[post]]").count(), 4, "{now}");
}

#[test]
fn a_late_post_and_an_early_one_stand_on_either_side_of_the_heading_between() {
    let changes = [new("2026-11-23 21:00"), new("2026-11-24 08:00")];
    let texts: Vec<String> = (0..20).map(|_| changed(WEEK, &changes).expect("posts can be added")).collect();
    assert!(texts.iter().all(|text| *text == texts[0]), "the same bytes each time");
    let place = |what: &str| texts[0].find(what).expect("it is there");
    assert!(place("2026-11-23 21:00") < place("# Tuesday") && place("# Tuesday") < place("2026-11-24 08:00"));
}

fn header(text: &str, number: usize) -> Span {
    let (start, _) = text.match_indices("[[post]]").nth(number).expect("there are as many posts");
    Span::new(source(text).1, start..start + "[[post]]".len())
}

#[test]
fn a_key_is_set_in_its_place_or_on_a_line_of_its_own() {
    let text = "[[post]] # one\n  id = \"a\" # stays\n  at = 2026-11-23 09:00  # moved\n  status = 'draft'\n[post.variants.x]\ntitle = \"x\"\n";
    let post = header(text, 0);
    let set = |key, value| Change::Set { post, key, value };
    let now = changed(
        text,
        &[
            set("at", Value::Moment(moment("2026-11-24 10:00"))),
            set("title", Value::Text("Кава".into())),
            set("idea", Value::Text("beans".into())),
        ],
    );
    let wanted = "[[post]] # one\n  id = \"a\" # stays\n  at = 2026-11-24 10:00:00  # moved\n  title = \"Кава\"\n  status = 'draft'\n  idea = \"beans\"\n[post.variants.x]\ntitle = \"x\"\n";
    assert_eq!(now.as_deref(), Ok(wanted));
    let empty = "[[post]]";
    let now =
        changed(empty, &[Change::Set { post: header(empty, 0), key: "promoted", value: Value::Bool(true) }]);
    assert_eq!(now.as_deref(), Ok("[[post]]\npromoted = true"));
    let gone = Span::new(source(text).1, 3..5);
    assert_eq!(changed(text, &[Change::Remove { post: gone }]), Err(Refusal::NoSuchPost));
}

#[test]
fn what_would_not_read_as_meant_is_refused() {
    let text = "a = \"b\"\nc = 1\n";
    let file = source(text).1;
    let replace = |range| Change::Replace { old: Span::new(file, range), value: Value::Bool(true) };
    assert_eq!(changed(text, &[replace(4..7)]).as_deref(), Ok("a = true\nc = 1\n"));
    for range in [0..1, 5..6, 4..8, 0..7, 13..13] {
        assert_eq!(changed(text, &[replace(range)]), Err(Refusal::NotKept));
    }
    assert_eq!(changed(text, &[replace(4..7), replace(4..7)]), Err(Refusal::Overlap));
}

#[test]
fn keys_are_as_wide_as_those_beside_them() {
    let text = "[[post]]\nid       = \"a\"\nat       = 2026-11-23 09:00:00\ncategory = \"branded\"\n";
    let now = with(text, "2026-11-23 10:00");
    let wanted = "\n[[post]]\nid       = \"new\"\nat       = 2026-11-23 10:00:00\ncategory = \"branded\"\n";
    assert_eq!(now, format!("{text}{wanted}"));
    let set = |key| Change::Set { post: header(text, 0), key, value: Value::Bool(true) };
    let now = changed(text, &[set("first_comment"), set("idea")]).expect("they can be set");
    assert!(now.ends_with("\nfirst_comment = true\nidea     = true\n"), "{now}");
}

#[test]
fn the_samples_take_a_post_at_any_time_and_give_it_back() {
    for name in ["cafe-month", "newsroom-week", "minimal", "exports"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("plans/{name}.toml"));
        let text = fs::read_to_string(path).expect("the sample is there");
        for at in [
            "2026-11-22 09:00",
            "2026-11-23 06:00",
            "2026-11-25 12:10",
            "2026-12-05 23:00",
            "2027-01-01 09:00",
        ] {
            let now = match changed(&text, &[new(at)]) {
                Err(Refusal::InlinePosts) => continue,
                now => now.expect("a post can be added"),
            };
            assert_eq!(added(&text, &now).map(|lines| lines.len()), Some(5), "{name} at {at}");
            let number = now
                .match_indices("[[post]]")
                .position(|(place, _)| now[place..].starts_with("[[post]]\nid = \"new\""));
            let post = header(&now, number.expect("the post is there"));
            assert_eq!(changed(&now, &[Change::Remove { post }]).as_ref(), Ok(&text), "{name} at {at}");
        }
    }
}

fn plans() -> impl Strategy<Value = String> {
    let post = (0_u32..4, 0_u32..24, 0..10_usize).prop_map(|(day, hour, form)| {
        let at = format!("at = 2026-11-{} {hour:02}:00", 23 + day);
        match form {
            0 => format!("[[ post ]]\n{at}\n"),
            1 => format!("# glued\n# twice\n[[post]] # remark\n{at}:00 # why\n# below\n"),
            2 => format!(
                "[[post]]\n{at}\ntext = '''\n[[post]]\n# x'''\n[post.variants.x]\ntext = \"\"\"\n\n#\"\"\"\n"
            ),
            3 => format!("  [[\"post\"]]\n  at = \"2026-11-{} {hour}:00\"\n", 23 + day),
            4 => format!("[[post]]\nat = 2026-11-{}\nhashtags = [\n# x\n  \"a\",\n]\n", 23 + day),
            5 => format!("[[post]]\n{at}\nvariants.x = {{ text = \"a\" }}\n"),
            6 => "[[post]]\n".to_owned(),
            _ => format!("[[post]]\nid = \"ї\"\n{at}\n"),
        }
    });
    let between = prop_oneof![
        4 => Just("\n"), 1 => Just(""), 1 => Just("\n\n"), 1 => Just("\n# Day\n\n"), 1 => Just("\n# Day\n  \n# more\n\n\n"), 1 => Just("  \n\t\n"),
    ];
    let start = prop_oneof![
        Just(""),
        Just("[plan]\nstart = 2026-11-23\n"),
        Just("# Plan\n\n[mix]\na = '''\n#'''\n"),
        Just("\n\n")
    ];
    let posts = proptest::collection::vec((between.clone(), post), 0..6);
    let end = prop_oneof![Just(""), Just("\n[rules]\na = 1\n"), Just("# end\n"), Just("\n\n# end\n\n")];
    (start, posts, between, end, any::<[bool; 3]>()).prop_map(
        |(start, posts, between, end, [wide, mark, open])| {
            let posts: String =
                posts.into_iter().flat_map(|(between, post)| [between.to_owned(), post]).collect();
            let mut text = format!("{start}{posts}{between}{end}");
            if open {
                text.truncate(text.trim_end_matches('\n').len());
            }
            if wide {
                text = text.replace('\n', "\r\n");
            }
            if mark { format!("\u{feff}{text}") } else { text }
        },
    )
}

fn is_open(text: &str) -> bool {
    !text.trim_start_matches('\u{feff}').is_empty() && !text.ends_with('\n')
}

proptest! {
    #[test]
    fn an_insertion_only_adds_lines_and_taking_it_out_gives_the_old_bytes(
        text in plans(),
        day in 22_u32..28,
        hour in 0_u32..24,
    ) {
        let now = with(&text, &format!("2026-11-{day} {hour:02}:00"));
        prop_assert_eq!(is_open(&text), !now.ends_with('\n'));
        let is_wide = text.contains("\r\n");
        let mixed = now.replace("\r\n", "").contains('\n');
        prop_assert!(!(is_wide && mixed), "{now:?}");
        let ended = if is_open(&text) { [format!("{text}\n"), format!("{now}\n")] } else { [text.clone(), now.clone()] };
        let ended = ended.map(|text| text.replace(['\r', '\u{feff}'], ""));
        let lines = added(&ended[0], &ended[1]);
        prop_assert!(lines.is_some(), "{now}");
        let number = now.match_indices("[[post]]").position(|(at, _)| now[at..].replace('\r', "").starts_with("[[post]]\nid = \"new\""));
        let post = header(&now, number.expect("the post is there"));
        prop_assert_eq!(changed(&now, &[Change::Remove { post }]), Ok(text));
    }
}

#[test]
fn a_hundred_thousand_posts_take_a_moment() {
    let mut text = "[plan]\nstart = 2026-11-23\n".to_owned();
    for number in 0..100_000 {
        let (hour, minute) = (number / 4200, number / 70 % 60);
        let _ =
            write!(text, "\n# p\n[[post]]\nid = \"p{number}\"\nat = 2026-11-23 {hour:02}:{minute:02}:00\n");
    }
    let many: Vec<Change> = (0..50).map(|minute| new(&format!("2026-11-23 12:{minute:02}"))).collect();
    let now = changed(&text, &many).expect("they can be added");
    assert_eq!(now.matches("[[post]]").count(), 100_050);
}

#[test]
fn a_file_is_replaced_only_as_it_was_read() {
    let place = tempfile::tempdir().expect("a folder");
    let path = place.path().join("plan.toml");
    fs::write(&path, "old").expect("it can be written");
    write(&path, "old", "new").expect("it can be replaced");
    assert_eq!(fs::read_to_string(&path).expect("it is there"), "new");
    assert!(matches!(write(&path, "old", "newer"), Err(Unwritten::Changed)));
    let late = write_watched(&path, "new", "newer", &mut |step| {
        if step == Step::Synced {
            fs::write(&path, "other").expect("it can be written");
        }
    });
    assert!(matches!(late, Err(Unwritten::Changed)));
    assert_eq!(fs::read_to_string(&path).expect("it is there"), "other");
    assert!(matches!(write(place.path(), "", "x"), Err(Unwritten::NoFile)));
    assert!(matches!(write(Path::new("/dev/null"), "", "x"), Err(Unwritten::NoFile)));
    assert!(matches!(write(&place.path().join("gone/plan.toml"), "", "x"), Err(Unwritten::Io(_))));
    assert_eq!(fs::read_dir(place.path()).expect("a folder").count(), 1, "nothing is left behind");
}

#[test]
#[cfg(unix)]
fn mode_and_links_stay_and_locks_are_heeded() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let place = tempfile::tempdir().expect("a folder");
    let (path, link) = (place.path().join("plan.toml"), place.path().join("link.toml"));
    fs::write(&path, "old").expect("it can be written");
    let mode = |mode| fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("a mode");
    mode(0o640);
    symlink("plan.toml", &link).expect("a link");
    write(&link, "old", "new").expect("it can be replaced");
    assert!(link.is_symlink());
    let now = fs::metadata(&path).expect("it is there").permissions().mode();
    assert_eq!((fs::read_to_string(&path).ok().as_deref(), now & 0o777), (Some("new"), 0o640));
    mode(0o440);
    assert!(matches!(write(&path, "new", "newer"), Err(Unwritten::ReadOnly)));
    assert_eq!(fs::read_dir(place.path()).expect("a folder").count(), 2, "nothing is left behind");
}

/// Tells the child which step to die at, and where.
const FATAL: (&str, &str) = ("PLAN_TEST_STEP", "PLAN_TEST_FILE");

#[test]
fn a_kill_at_any_step_leaves_the_old_file_or_the_new_one() {
    if let (Ok(step), Ok(path)) = (std::env::var(FATAL.0), std::env::var(FATAL.1)) {
        let _ = write_watched(Path::new(&path), "old", "new", &mut |now| {
            if format!("{now:?}") == step {
                std::process::abort();
            }
        });
        return;
    }
    let place = tempfile::tempdir().expect("a folder");
    let path = place.path().join("plan.toml");
    for (number, step) in Step::ALL.iter().enumerate() {
        fs::write(&path, "old").expect("it can be written");
        let own = std::env::current_exe().expect("the tests are a program");
        let name = "edit::a_kill_at_any_step_leaves_the_old_file_or_the_new_one";
        let mut child = Command::new(own);
        child.args(["--exact", name]).env(FATAL.0, format!("{step:?}")).env(FATAL.1, &path);
        let status = child.output().expect("it starts").status;
        assert!(!status.success(), "it dies at {step:?}");
        let wanted = if number < Step::ALL.len() - 2 { "old" } else { "new" };
        assert_eq!(fs::read_to_string(&path).expect("it is there"), wanted, "{step:?}");
    }
}
