//! The binary as a user meets it: exit codes, paths, pipes, files, colours.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

pub(crate) const GOOD: &str = "post = [{ id = \"a\", at = 2026-11-23 09:00:00, category = \"branded\" }]\n[plan]\nstart = 2026-11-23\ndays = 1\n[cadence]\nper_day = { min = 1, max = 3 }\n[mix]\nshares = { branded = 90, functional = 10 }\ntolerance = 10\n";
const WARNED: &str = "post = [{ id = \"a\", at = 2026-11-23 09:00:00, category = \"branded\" }]\n[plan]\nstart = 2026-11-23\ndays = 1\n";
const BROKEN: &str = "[plan]\nstart = 2026-11-23\n[[post]]\nat = 2026-11-23 09:00:00\n";

pub(crate) fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plan"));
    command.current_dir(folder).env_remove("NO_COLOR").env_remove("COLUMNS").env_remove("CLICOLOR_FORCE");
    command.env_remove("PLAN_OUTPUT_FORMAT");
    command
}

pub(crate) fn plan(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    told(command(folder).args(arguments).output().expect("the program starts"))
}

pub(crate) fn told(output: Output) -> (Option<i32>, String, String) {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program prints text");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder above")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }
    folder
}

#[test]
fn exit_codes_are_as_documented() {
    let place = folder(&[("good.toml", GOOD), ("warned.toml", WARNED), ("broken.toml", BROKEN)]);
    let code = |arguments: &[&str]| plan(place.path(), arguments).0;
    assert_eq!(code(&["check", "good.toml"]), Some(0));
    assert_eq!(code(&["check", "--strict", "good.toml"]), Some(0));
    assert_eq!(code(&["check", "warned.toml"]), Some(0));
    assert_eq!(code(&["check", "--strict", "warned.toml"]), Some(1));
    assert_eq!(code(&["check", "broken.toml"]), Some(1));
    assert_eq!(code(&["check", "missing.toml"]), Some(2));
    assert_eq!(code(&["check", "missing.toml", "broken.toml"]), Some(2));
    assert_eq!(code(&["check", "--colour"]), Some(2));
    assert_eq!(code(&["chek"]), Some(2));
    assert_eq!(code(&["check", "--week", "48"]), Some(2));
    assert_eq!(code(&["check", "--today", "tomorrow"]), Some(2));
    assert_eq!(code(&["check", "--from", "2026-11-24", "--to", "2026-11-23"]), Some(2));
    assert_eq!(code(&["explain", "mix-off-target"]), Some(0));
    assert_eq!(code(&["schedule", "broken.toml"]), Some(1));
    assert_eq!(code(&["mix", "good.toml"]), Some(0));
    assert_eq!(code(&["--help"]), Some(0));
}

#[test]
fn the_environment_names_a_format_and_exit_zero_hands_faults_on() {
    let place = folder(&[("broken.toml", BROKEN)]);
    let run = |format: &str, arguments: &[&str]| {
        let mut command = command(place.path());
        told(command.env("PLAN_OUTPUT_FORMAT", format).args(arguments).output().expect("the program starts"))
    };
    let (code, out, _) = run("gitlab", &["check", "broken.toml", "--exit-zero"]);
    assert!(code == Some(0) && out.starts_with("[\n"), "{out}");
    assert!(
        run("gitlab", &["check", "broken.toml", "--output-format", "concise"]).1.starts_with("broken.toml:")
    );
    assert!(run("", &["check", "broken.toml"]).1.starts_with("error[missing-key]"));
    let (code, _, err) = run("sarf", &["check", "broken.toml"]);
    let said = "error: PLAN_OUTPUT_FORMAT is `sarf`, which is no format; did you mean `sarif`?\n";
    assert_eq!((code, err.as_str()), (Some(2), said));
    assert_eq!(run("", &["check", "missing.toml", "--exit-zero"]).0, Some(2));
}

#[test]
fn a_missing_file_is_named_and_the_others_are_checked() {
    let place = folder(&[("good.toml", GOOD)]);
    let (code, out, err) = plan(place.path(), &["check", "missing.toml", "good.toml"]);
    assert_eq!(code, Some(2));
    assert!(out.starts_with("good.toml: 1 post in 1 day"), "{out}");
    assert_eq!(err, "error: cannot read missing.toml: No such file or directory (os error 2)\n");
}

#[test]
fn without_paths_plans_and_then_plan_toml_are_checked() {
    let place = folder(&[("plans/a.toml", GOOD), ("plan.toml", BROKEN)]);
    assert!(plan(place.path(), &["check"]).1.starts_with("plans/a.toml: "));
    fs::remove_dir_all(place.path().join("plans")).expect("it can be removed");
    assert_eq!(plan(place.path(), &["check"]).0, Some(1));
    let nowhere = folder(&[]);
    let (code, out, err) = plan(nowhere.path(), &["check"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.contains("plan init"), "{err}");
}

#[test]
fn folders_are_walked_as_git_sees_them() {
    let place = folder(&[
        ("plans/b.toml", GOOD),
        ("plans/deep/a.toml", GOOD),
        ("plans/ideas.toml", "[[idea]]\nid = \"a\"\ncategory = \"branded\"\ntitle = \"A\"\n"),
        ("plans/brand.toml", "[mix]\ntolerance = 5\n"),
        ("plans/Cargo.toml", "[package]\nname = \"plan\"\n"),
        ("plans/.hidden.toml", GOOD),
        ("plans/old.toml", BROKEN),
        ("plans/.gitignore", "old.toml\n"),
        ("plans/notes.txt", "[plan]"),
        ("plans/half.toml", "[[post]]\nat = \n"),
    ]);
    let (code, out, _) = plan(place.path(), &["check", "plans", "plans/b.toml"]);
    let paths: Vec<&str> = out
        .lines()
        .filter(|line| line.starts_with("plans/"))
        .filter_map(|line| line.split(':').next())
        .collect();
    assert_eq!(paths, ["plans/b.toml", "plans/deep/a.toml", "plans/half.toml", "plans/ideas.toml"]);
    assert!(out.contains("4 files: 2 posts: "), "{out}");
    assert_eq!(code, Some(1));
    let empty = folder(&[("plans/notes.txt", "")]);
    let (code, _, err) = plan(empty.path(), &["check", "plans"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("no plan in plans"), "{err}");
}

#[test]
fn standard_input_is_a_plan_too() {
    let place = folder(&[]);
    let mut child = command(place.path())
        .args(["check", "-", "--output-format", "concise"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(BROKEN.as_bytes()).expect("it is read");
    let (code, out, _) = told(child.wait_with_output().expect("it ends"));
    assert_eq!(code, Some(1));
    assert!(out.starts_with("<stdin>:3:1: error[missing-key]: a post has no `category`\n"), "{out}");
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let posts = "[[post]]\nx = 1\n".repeat(5000);
    let place = folder(&[("plan.toml", &format!("[plan]\nstart = 2026-11-23\n{posts}"))]);
    let mut child = command(place.path())
        .args(["check", "--output-format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut first = [0; 10];
    child.stdout.take().expect("a pipe").read_exact(&mut first).expect("it writes");
    let (code, _, err) = told(child.wait_with_output().expect("it ends"));
    assert_eq!((code, err.as_str()), (Some(0), ""));
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let place = folder(&[("plan.toml", BROKEN)]);
    let write = |path: &str| plan(place.path(), &["check", "--output-format", "json", "--output-file", path]);
    let (code, out, err) = write("findings.json");
    assert_eq!((code, out.as_str(), err.as_str()), (Some(1), "", ""));
    let text = fs::read_to_string(place.path().join("findings.json")).expect("it is there");
    assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
    assert_eq!(write("findings.json").0, Some(1), "a file is replaced");
    let (code, _, err) = write("nowhere/findings.json");
    assert_eq!(code, Some(2));
    assert!(err.starts_with("error: cannot write nowhere/findings.json: "), "{err}");
    assert_eq!(fs::read_dir(place.path()).expect("a folder").count(), 2, "nothing else is left behind");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_said() {
    let place = folder(&[("plan.toml", BROKEN)]);
    let (code, _, err) = plan(place.path(), &["check", "--output-file", "/dev/full"]);
    assert_eq!(code, Some(2));
    assert!(err.starts_with("error: cannot write /dev/full: No space left on device"), "{err}");
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("it is there");
    let (code, _, err) = told(command(place.path()).arg("check").stdout(full).output().expect("it starts"));
    assert_eq!(code, Some(2));
    assert!(err.starts_with("error: cannot write to standard output: No space left on device"), "{err}");
}

#[test]
fn findings_are_never_written_over_a_plan() {
    let place = folder(&[("week.toml", WARNED), ("other.toml", GOOD)]);
    for name in ["week.toml", "./week.toml", "other.toml"] {
        let (code, _, errors) = plan(place.path(), &["check", "week.toml", "--output-file", name]);
        assert_eq!(code, Some(2));
        assert!(errors.contains("name another file"), "{errors}");
    }
    assert_eq!(fs::read_to_string(place.path().join("week.toml")).expect("it is there"), WARNED);
    assert_eq!(fs::read_to_string(place.path().join("other.toml")).expect("it is there"), GOOD);
}

#[test]
#[cfg(unix)]
fn findings_are_never_written_over_what_a_link_or_a_plan_leads_to() {
    let extending = format!("extends = \"brand.txt\"\n{GOOD}");
    let brand = "[mix]\ntolerance = 5\n";
    let place = folder(&[("week.toml", &extending), ("other.toml", GOOD), ("brand.txt", brand)]);
    std::os::unix::fs::symlink("other.toml", place.path().join("link.txt")).expect("a link");
    for name in ["link.txt", "brand.txt"] {
        let (code, _, errors) = plan(place.path(), &["check", "week.toml", "--output-file", name]);
        assert_eq!(code, Some(2), "{name}");
        assert!(errors.contains("name another file"), "{errors}");
    }
    assert_eq!(fs::read_to_string(place.path().join("other.toml")).expect("it is there"), GOOD);
    assert_eq!(fs::read_to_string(place.path().join("brand.txt")).expect("it is there"), brand);
}

#[test]
#[cfg(unix)]
fn a_link_is_written_through() {
    let place = folder(&[("week.toml", GOOD), ("real.txt", "old")]);
    std::os::unix::fs::symlink("real.txt", place.path().join("link.txt")).expect("a link");
    let (code, ..) = plan(place.path(), &["check", "week.toml", "--output-file", "link.txt"]);
    assert_eq!(code, Some(0));
    assert!(place.path().join("link.txt").is_symlink());
    let written = fs::read_to_string(place.path().join("real.txt")).expect("it is there");
    assert!(written.starts_with("week.toml: 1 post"), "{written}");
}

#[test]
#[cfg(unix)]
fn a_walk_passes_over_what_is_no_file() {
    let place = folder(&[("week.toml", GOOD)]);
    std::os::unix::fs::symlink("/", place.path().join("folder.toml")).expect("a link");
    let made = Command::new("mkfifo").arg(place.path().join("pipe.toml")).status().expect("mkfifo is there");
    assert!(made.success());
    assert_eq!(plan(place.path(), &["check", "."]).0, Some(0));
}

#[test]
fn a_walk_finds_plans_in_any_writing() {
    let wide: Vec<u8> = "\u{feff}[plan]\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let place = folder(&[("quoted.toml", "[\"plan\"]\nstart = 2026-11-23\n"), ("wide.toml", "")]);
    fs::write(place.path().join("wide.toml"), wide).expect("it can be written");
    let (code, out, _) = plan(place.path(), &["check", "."]);
    assert_eq!(code, Some(1));
    assert!(out.contains("quoted.toml: 0 posts") && out.contains("wide.toml: could not be read"), "{out}");
}

#[test]
fn colours_are_respected() {
    let place = folder(&[("plan.toml", BROKEN)]);
    let out = |arguments: &[&str], variable: Option<(&str, &str)>| {
        let mut command = command(place.path());
        command.args(arguments).envs(variable);
        told(command.output().expect("the program starts")).1
    };
    let colored = |text: String| text.contains('\u{1b}');
    assert!(!colored(out(&["check"], None)), "a pipe gets no colours");
    assert!(colored(out(&["check", "--color", "always"], None)));
    assert!(colored(out(&["check", "--color", "always"], Some(("NO_COLOR", "1")))));
    assert!(!colored(out(&["check", "--color", "never"], Some(("CLICOLOR_FORCE", "1")))));
    assert!(colored(out(&["check"], Some(("CLICOLOR_FORCE", "1")))));
    assert!(colored(out(&["schedule", "--color", "always"], None)));
    assert!(!colored(out(&["schedule", "--color", "never"], None)));
}

#[test]
fn misspelt_names_are_suggested() {
    let place = folder(&[("plan.toml", GOOD)]);
    let err = |arguments: &[&str]| plan(place.path(), arguments).2;
    assert!(err(&["explain", "to-many-posts"]).contains("did you mean `too-many-posts`?"));
    assert!(err(&["networks", "facebok"]).contains("did you mean `facebook`?"));
    assert!(err(&["chekc"]).contains("check"));
    assert!(err(&["schedule", "--channel", "x"]).contains("no channel is called `x`"));
}

#[test]
fn every_rule_has_a_page() {
    let place = folder(&[]);
    let (_, names, _) = plan(place.path(), &["explain"]);
    assert!(names.lines().count() > 30);
    for name in names.lines() {
        let (code, page, _) = plan(place.path(), &["explain", name]);
        assert_eq!(code, Some(0));
        assert!(page.starts_with(name) && page.contains("Why it matters") && !page.contains("```"), "{page}");
    }
}

#[test]
fn init_writes_a_plan_without_faults_and_overwrites_nothing() {
    for start in
        ["2026-11-30", "2027-03-22", "2026-10-19", "2026-12-28", "2028-02-28", "0001-01-01", "9999-12-20"]
    {
        let place = folder(&[]);
        let (code, out, err) = plan(place.path(), &["init", "kava/week", "--start", start]);
        assert_eq!((code, err.as_str()), (Some(0), ""));
        assert!(out.contains("plan check kava/week/plan.toml"), "{out}");
        let (code, out, _) = plan(place.path(), &["check", "--strict", "--notes", "kava/week/plan.toml"]);
        assert_eq!(code, Some(0), "{start}: {out}");
        assert!(out.ends_with("0 errors, 0 warnings, 0 notes\n"), "{start}: {out}");
        let before = fs::read(place.path().join("kava/week/plan.toml")).expect("it is there");
        let schema =
            fs::read_to_string(place.path().join("kava/week/plan.schema.json")).expect("it is there");
        assert_eq!(schema, plan(place.path(), &["schema"]).1);
        let (code, _, err) = plan(place.path(), &["init", "kava/week"]);
        assert_eq!(code, Some(2));
        assert!(err.contains("nothing is overwritten"), "{err}");
        assert_eq!(fs::read(place.path().join("kava/week/plan.toml")).expect("it is there"), before);
    }
    let place = folder(&[("plan.schema.json", "{}")]);
    let (code, out, _) = plan(place.path(), &["init"]);
    assert!(code == Some(0) && out.contains("plan.schema.json: is there already and stays"), "{out}");
    assert_eq!(fs::read(place.path().join("plan.schema.json")).expect("it is there"), b"{}");
    let place = folder(&[("file", "")]);
    assert_eq!(plan(place.path(), &["init", "file/deep"]).0, Some(2));
    assert_eq!(plan(place.path(), &["init"]).0, Some(0), "without --start the clock is read");
    assert_eq!(plan(place.path(), &["check", "--strict"]).0, Some(0));
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let once = |arguments: &[&str]| plan(root, arguments);
    for arguments in
        [&["check", "plans", "examples/broken.toml"][..], &["schedule", "plans"], &["mix", "plans"]]
    {
        assert_eq!(once(arguments), once(arguments));
    }
}

#[test]
fn files_may_extend_others_inside_the_repository_only() {
    let place = folder(&[
        ("repo/.git/HEAD", ""),
        (
            "repo/plans/week.toml",
            "extends = [\"../brand.toml\", \"gone.toml\", \"../../outside.toml\"]\n[plan]\nstart = 2026-11-23\ndays = 1\n[[post]]\nid = \"a\"\nat = 2026-11-23 09:00:00\ncategory = \"fun\"\n",
        ),
        ("repo/brand.toml", "extends = \"house.toml\"\n[cadence]\nper_day = { min = 1, max = 3 }\n"),
        (
            "repo/house.toml",
            "[mix]\nshares = { fun = 100, sad = 0 }\n[cadence]\ngap = 5\nper_day = { max = 9 }\n",
        ),
        ("outside.toml", "[cadence]\ngap = 1\n"),
        ("repo/circle.toml", "extends = \"round.toml\"\n"),
        ("repo/round.toml", "extends = \"circle.toml\"\n"),
    ]);
    let (code, out, _) =
        plan(&place.path().join("repo"), &["check", "plans/week.toml", "--output-format", "concise"]);
    assert_eq!(code, Some(1));
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(
        lines[0],
        "plans/week.toml:1:29: error[bad-value]: cannot read `plans/gone.toml`: no such file or directory"
    );
    assert!(lines[1].contains("`../../outside.toml` lies outside the folder `repo`"), "{out}");
    assert!(lines[2].starts_with("plans/week.toml: 1 post"), "{out}");
    let (code, out, _) =
        plan(&place.path().join("repo"), &["check", "circle.toml", "--output-format", "concise"]);
    assert_eq!(code, Some(1));
    assert!(out.contains("circle.toml → round.toml → circle.toml"), "{out}");
}

#[test]
fn days_can_be_narrowed() {
    let place = folder(&[("plan.toml", &GOOD.replace("days = 1", "days = 14"))]);
    let (_, out, _) = plan(place.path(), &["check", "--week", "2026-W48"]);
    assert!(out.contains("1 post in 7 days"), "{out}");
    let (_, out, _) = plan(place.path(), &["check", "--from", "2026-11-24", "--to", "2026-11-25"]);
    assert!(out.contains("0 posts in 2 days"), "{out}");
    let (_, out, _) = plan(place.path(), &["check", "--today", "2026-11-24"]);
    assert!(out.contains("warning[past]"), "{out}");
}

#[test]
fn what_is_wrong_with_a_shared_file_is_said_once() {
    let week = "extends = \"brand.toml\"\n[plan]\nstart = 2026-11-23\ndays = 1\n[[post]]\nid = \"a\"\nat = 2026-11-23 09:00:00\ncategory = \"branded\"\n";
    let place = folder(&[("a.toml", week), ("b.toml", week), ("brand.toml", "[cadence]\ngapp = 5\n")]);
    let files = ["check", "--output-format", "concise", "a.toml", "b.toml", "brand.toml"];
    let (_, out, _) = plan(place.path(), &files);
    assert_eq!(out.matches("brand.toml:2:1: error[unknown-key]").count(), 1, "{out}");
    assert!(out.contains("brand.toml: settings: 1 error"), "{out}");
}

#[test]
fn a_plan_replaces_the_mix_that_it_extends() {
    let place = folder(&[
        ("brand.toml", "[mix]\nshares = { branded = 30, functional = 70 }\n"),
        (
            "plan.toml",
            "extends = \"brand.toml\"\n[plan]\nstart = 2026-11-23\ndays = 1\n[mix]\nshares = { fun = 50, work = 50 }\n",
        ),
    ]);
    let (code, out, _) = plan(place.path(), &["check"]);
    assert_eq!(code, Some(0), "{out}");
}

#[test]
fn an_allow_silences_what_the_reader_met() {
    let text = "[plan]\nstart = 2026-11-23\ndays = 1\n[[post]]\nid = \"a\"\nat = 2026-11-23 09:00:00\ncategory = \"branded\"\nkind = \"jok\"\nallow = [\"unknown-name\"]\n";
    let place = folder(&[("plan.toml", text)]);
    let (_, out, _) = plan(place.path(), &["check", "--notes"]);
    assert!(!out.contains("jok") && !out.contains("unused-allow"), "{out}");
    assert!(out.contains("1 finding is silenced"), "{out}");
}
