//! `plan check --fix` and `--diff`: what is certain is mended, nothing else moves, and again changes nothing.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use content_plan::check::{Options, Run, check};
use content_plan::diag::Level;
use content_plan::fix::{Fixed, fix};
use content_plan::read::{Disk, Input};
use content_plan::rules::Today;
use content_plan::text::Sources;
use proptest::prelude::*;

use crate::cli::{command, folder, plan, told};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/rules")
}

fn checked(text: &str, options: &Options<'_>) -> Run {
    check(&Sources::new(), &Disk, vec![Input::bytes(fixtures().join("plan.toml"), text)], options)
}

fn fixed(text: &str, options: &Options<'_>) -> (String, Fixed) {
    let fixed = fix(&Disk, &[Input::bytes(fixtures().join("plan.toml"), text)], options);
    let new = fixed.files.first().map_or_else(|| text.to_owned(), |file| file.new.clone());
    (new, fixed)
}

/// Counts findings above notes by rule.
fn counts(run: &Run) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for finding in run.report.findings.iter().filter(|finding| finding.level > Level::Note) {
        *counts.entry(finding.rule.name).or_default() += 1;
    }
    counts
}

/// Fixes a text, and holds the result to what was promised.
fn hold_promises(text: &str, options: &Options<'_>, what: &str) -> Fixed {
    let before = checked(text, options);
    let (new, done) = fixed(text, options);
    let after = checked(&new, options);
    let fixes = after.report.findings.iter().filter(|finding| finding.fix.is_some()).count();
    assert!(fixes <= done.left.len(), "{what}: {fixes} fixes are left of {:?}", done.done);
    let (was, is) = (counts(&before), counts(&after));
    let count = |counts: &BTreeMap<&str, usize>, rule: &str| counts.get(rule).copied().unwrap_or(0);
    assert!(count(&is, "syntax") <= count(&was, "syntax"), "{what}: {new}");
    if before.report.files.iter().all(|file| file.whole) {
        let more: Vec<_> = is.iter().filter(|(rule, now)| **now > count(&was, rule)).collect();
        assert!(more.is_empty(), "{what}: {more:?} after {:?}", done.done);
        assert!(after.report.files.iter().all(|file| file.whole), "{what}");
    }
    let (again, none) = fixed(&new, options);
    assert_eq!(again, new, "{what}: {:?}", none.done);
    assert!(none.done.is_empty(), "{what}");
    for place in &done.done {
        assert!(!place.past().starts_with("done: "), "{}", place.past());
    }
    done
}

#[test]
fn every_fixture_is_mended_and_stays_so() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/broken.toml");
    let entries = fs::read_dir(fixtures()).expect("the fixtures are there");
    let paths = entries.map(|entry| entry.expect("the folder can be listed").path()).chain([examples]);
    let mut fixes = 0;
    for path in paths.filter(|path| path.is_file()) {
        let text = fs::read_to_string(&path).expect("the fixture is text");
        let first = text.lines().next().unwrap_or_default();
        let today = first.strip_prefix("# today = ").and_then(|date| date.parse().ok()).map(Today::Date);
        let options = Options { today, strict: first == "# strict", ..Options::default() };
        let done = hold_promises(&text, &options, &path.display().to_string());
        assert!(done.left.is_empty(), "{}: {:?}", path.display(), done.left);
        fixes += done.done.len();
    }
    assert!(fixes > 100, "only {fixes} fixes were made");
}

const WEEK: &str = "\u{feff}# Тиждень ☕️\r\n[plan]\r\nstart = 2026-11-23\r\ndays = 2\r\n\r\n[channels.fb]\r\nnetwork = \"facebook\"\r\n\r\n[[post]] # перший\r\nat = 2026-11-23 9:30\r\ncategory = \"brandet\"\r\nchannels = [\"fb\"]\r\ntitel = \"Кава ☕️\"\r\ntext = \"\"\"\r\nДва\r\nрядки\"\"\"\r\n\r\n[[post]]\r\nid = \"b\"\r\nat = \"2026-11-24 10:00\" # string\r\ncategory = 'functional'\r\nallow = [\"past\", \"officialse\"]\r\nstatus = \"aproved\"";

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn a_mutated_plan_is_mended_as_far_as_that_is_certain(
        places in proptest::collection::vec((0..400_usize, 0..8_usize), 0..4),
    ) {
        let mut text = WEEK.to_owned();
        for (at, way) in places {
            let at = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            let next = text[at..].chars().next().map_or(0, char::len_utf8);
            match way {
                0 | 1 => text.replace_range(at..at + next, ""),
                2 => text.insert(at, '"'),
                3 => text.insert_str(at, "\r\n"),
                4 => text.insert(at, ']'),
                5 => text.insert(at, 'ї'),
                6 => text.insert_str(at, " = "),
                _ => text.replace_range(at..at + next, "x"),
            }
        }
        hold_promises(&text, &Options::default(), &text);
    }
}

#[test]
fn a_fix_moves_nothing_else() {
    let (new, done) = fixed(WEEK, &Options::default());
    let wanted = WEEK
        .replace("[[post]] # перший\r\n", "[[post]] # перший\r\nid = \"2026-11-23-0930\"\r\n")
        .replace("2026-11-23 9:30", "2026-11-23 09:30:00")
        .replace("brandet", "branded")
        .replace("titel", "title")
        .replace("officialse", "officialese")
        .replace("aproved", "approved");
    // The rules about the whole plan see it once it can be read: the `allow` silences nothing.
    let wanted = wanted.replace("allow = [\"past\", \"officialese\"]", "allow = [\"past\"]");
    assert_eq!(new, wanted);
    let said: Vec<String> =
        done.done.iter().map(|place| format!("{}: {}", place.line, place.past())).collect();
    assert_eq!(
        said,
        [
            "10: added `id = \"2026-11-23-0930\"`",
            "11: wrote `2026-11-23 09:30:00`",
            "12: wrote `branded`",
            "14: wrote `title`",
            "23: wrote `officialese`",
            "23: dropped `officialese`",
            "24: wrote `approved`",
        ]
    );
}

#[test]
fn a_fix_that_would_make_errors_is_left_and_the_others_are_made() {
    let text = "[plan]\nstart = 2026-11-23\n[channels.ig]\nnetwork = \"instagram\"\n[[post]]\nat = 2026-11-23 09:00:00\ncategory = \"branded\"\nmedia = [{ file = \"foto.jpg\", alt = \"A cup\" }]\n";
    let place = folder(&[("plan.toml", text), ("Foto.jpg", "no picture at all")]);
    let (code, _, err) = plan(place.path(), &["check", "--fix"]);
    let left = "plan.toml:9: left as it is: to write `Foto.jpg` would make new errors\n";
    let said = format!("plan.toml:6: added `id = \"2026-11-23-0900\"`\n{left}");
    assert_eq!((code, err.as_str()), (Some(1), said.as_str()));
    let (_, _, err) = plan(place.path(), &["check", "--fix"]);
    assert_eq!(err, left, "again changes nothing");
    let (code, _, err) = plan(place.path(), &["check", "--diff"]);
    assert_eq!((code, err), (Some(0), format!("{left}nothing to fix\n")));
}

#[test]
fn files_are_mended_with_what_they_extend() {
    let brand = "[mix]\ntolerence = 5\n";
    let week = "extends = \"brand.toml\"\n[plan]\nstart = 2026-11-23\ndays = 1\n[[post]]\nid = \"a\"\nat = 2026-11-23 09:00:00\ncategory = \"brandet\"\n";
    let place = folder(&[("a.toml", week), ("b.toml", week), ("brand.toml", brand)]);
    let read = |name: &str| fs::read_to_string(place.path().join(name)).expect("it is there");
    let (code, out, err) = plan(place.path(), &["check", "--diff", "a.toml", "b.toml"]);
    assert_eq!((code, err.as_str()), (Some(1), "3 fixes: `plan check --fix` makes them\n"));
    assert_eq!(
        out.matches(
            "--- brand.toml\n+++ brand.toml\n@@ -1,2 +1,2 @@\n [mix]\n-tolerence = 5\n+tolerance = 5\n"
        )
        .count(),
        1,
        "{out}"
    );
    assert_eq!((read("a.toml").as_str(), read("brand.toml").as_str()), (week, brand), "nothing is written");
    let (code, out, err) = plan(place.path(), &["check", "--fix", "a.toml", "b.toml"]);
    assert_eq!(
        err,
        "a.toml:8: wrote `branded`\nb.toml:8: wrote `branded`\nbrand.toml:2: wrote `tolerance`\n"
    );
    assert_eq!(code, Some(0), "{out}");
    assert_eq!(read("brand.toml"), "[mix]\ntolerance = 5\n");
    assert_eq!(read("b.toml"), week.replace("brandet", "branded"));
    let again = plan(place.path(), &["check", "--diff", "a.toml", "b.toml"]);
    assert_eq!(again, (Some(0), String::new(), "nothing to fix\n".to_owned()));
    assert_eq!(fs::read_dir(place.path()).expect("a folder").count(), 3, "nothing is left behind");
}

#[test]
fn standard_input_is_handed_on_with_its_fixes() {
    let place = folder(&[]);
    let run = |option: &str| {
        let mut child = command(place.path())
            .args(["check", option, "-", "--output-format", "concise"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        child.stdin.take().expect("a pipe").write_all(WEEK.as_bytes()).expect("it is read");
        told(child.wait_with_output().expect("it ends"))
    };
    let (code, out, err) = run("--fix");
    assert_eq!(code, Some(0), "{err}");
    assert_eq!(out, fixed(WEEK, &Options::default()).0);
    assert!(err.contains("<stdin>:12: wrote `branded`\n") && err.contains("<stdin>: 2 posts"), "{err}");
    let (code, out, _) = run("--diff");
    assert_eq!(code, Some(1));
    assert!(
        out.starts_with("--- <stdin>\n+++ <stdin>\n@@ ") && out.contains("\n-category = \"brandet\"\r\n"),
        "{out}"
    );
    assert!(out.contains("+status = \"approved\"\n\\ No newline at end of file\n"), "{out}");
}

#[test]
fn a_diff_obeys_nothing_that_a_plan_says() {
    let text = "[plan]\nstart = 2026-11-23\n[[post]]\nid = \"a\u{202e}\"\nat = 2026-11-23 9:30\n# \u{7f}\u{1b}[31m\ncategory = \"branded\"\n";
    let place = folder(&[("plan.toml", text)]);
    let (_, out, _) = plan(place.path(), &["check", "--diff", "--color", "always"]);
    assert!(out.contains("\\u{202e}") && out.contains("\\u{1b}[31m"), "{out}");
    assert!(out.contains("\u{1b}[32m+at = 2026-11-23 09:30:00\u{1b}[0m\n"), "{out}");
    assert!(!out.contains('\u{202e}') && !out.contains("\u{1b}[31m\n"), "{out}");
}

#[test]
#[cfg(unix)]
fn a_file_that_may_not_be_written_stops_no_other() {
    use std::os::unix::fs::PermissionsExt as _;
    let text = "[plan]\nstart = 2026-11-23\ndays = 1\n[[post]]\nid = \"a\"\nat = 2026-11-23 9:30\ncategory = \"branded\"\n";
    let place = folder(&[("a.toml", text), ("b.toml", text)]);
    let locked = fs::Permissions::from_mode(0o444);
    fs::set_permissions(place.path().join("a.toml"), locked).expect("a mode");
    let (code, out, err) = plan(place.path(), &["check", "--fix", "a.toml", "b.toml"]);
    assert_eq!(code, Some(2));
    assert_eq!(
        err,
        "error: cannot write a.toml: the file may not be written\nb.toml:6: wrote `2026-11-23 09:30:00`\n"
    );
    assert!(out.contains("a.toml:6:6"), "what is still there is reported: {out}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_pipe_is_read_once_and_never_written() {
    let place = folder(&[]);
    let run = |option: &str| {
        let mut child = command(place.path())
            .args(["check", option, "/dev/stdin"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        child.stdin.take().expect("a pipe").write_all(WEEK.as_bytes()).expect("it is read");
        told(child.wait_with_output().expect("it ends"))
    };
    let (code, out, _) = run("--diff");
    assert_eq!(code, Some(1));
    assert!(out.starts_with("--- /dev/stdin\n"), "{out}");
    let (code, out, err) = run("--fix");
    assert_eq!(code, Some(2));
    assert!(err.starts_with("error: cannot write /dev/stdin: it is no file that can be replaced\n"), "{err}");
    assert!(
        format!("{out}{err}").contains("`2026-11-23 9:30` is not how a date and a time are written"),
        "{out}"
    );
}

#[test]
fn fixing_and_showing_are_one_or_the_other() {
    let place = folder(&[("plan.toml", WEEK)]);
    assert_eq!(plan(place.path(), &["check", "--fix", "--diff"]).0, Some(2));
    assert_eq!(plan(place.path(), &["check", "--diff", "gone.toml"]).0, Some(2));
}

#[test]
fn names_of_banks_and_settings_that_are_nearly_right_are_mended() {
    let text = "extends = \"brnad.toml\"\n\n[plan]\nstart = 2026-11-23\nideas = [\"banks/Ideas.toml\"]\n";
    let place = folder(&[("week.toml", text), ("brand.toml", "[mix]\n"), ("banks/ideas.toml", "")]);
    let (_, _, err) = plan(place.path(), &["check", "week.toml", "--fix"]);
    assert!(err.contains("wrote `brand.toml`") && err.contains("wrote `banks/ideas.toml`"), "{err}");
    let fixed = fs::read_to_string(place.path().join("week.toml")).expect("it is there");
    assert_eq!(fixed, text.replace("brnad", "brand").replace("Ideas", "ideas"));
}
