//! Which files a run reads: folders as every machine sees them, pipes and devices without hanging, paths that a pull
//! request knows.

use std::fs;
use std::process::Stdio;

use crate::cli::{command, folder, plan, told};

const PLAN: &str = "[plan]\nstart = 2026-11-23\n";

/// Lists the files that a run named at a glance.
fn read(out: &str) -> Vec<&str> {
    let glances = out.lines().filter(|line| line.contains(" 0 posts "));
    glances.filter_map(|line| line.split(':').next()).collect()
}

#[test]
fn only_gitignore_files_of_the_repository_hide_plans() {
    let place = folder(&[
        (".gitignore", "above.toml\n"),
        ("home/ignored", "global.toml\n"),
        ("home/.gitconfig", ""),
        ("repo/.git/HEAD", "ref: refs/heads/main\n"),
        ("repo/.git/info/exclude", "excluded.toml\n"),
        ("repo/.gitignore", "ignored.toml\n"),
        ("repo/.ignore", "searched.toml\n"),
        ("repo/plans/above.toml", PLAN),
        ("repo/plans/excluded.toml", PLAN),
        ("repo/plans/global.toml", PLAN),
        ("repo/plans/ignored.toml", PLAN),
        ("repo/plans/searched.toml", PLAN),
    ]);
    let home = place.path().join("home");
    let config = format!("[core]\nexcludesFile = {}\n", home.join("ignored").display());
    fs::write(home.join(".gitconfig"), config).expect("it can be written");
    let mut command = command(&place.path().join("repo"));
    let (code, out, _) =
        told(command.args(["check", "plans"]).env("HOME", &home).output().expect("it starts"));
    assert_eq!(code, Some(0));
    let shown = ["plans/above.toml", "plans/excluded.toml", "plans/global.toml", "plans/searched.toml"];
    assert_eq!(read(&out), shown, "{out}");

    let place = folder(&[
        (".gitignore", "above.toml\n"),
        ("plans/.gitignore", "ignored.toml\n"),
        ("plans/above.toml", PLAN),
        ("plans/ignored.toml", PLAN),
    ]);
    let (_, out, _) = plan(place.path(), &["check", "plans"]);
    assert_eq!(read(&out), ["plans/above.toml"], "without a repository the folder is the root: {out}");
}

#[test]
fn a_walk_takes_plans_and_nothing_else() {
    let place = folder(&[
        ("plans/upper.TOML", PLAN),
        ("plans/broken.toml", "[plan\nstart = 2026-11-23\n"),
        ("plans/foreign.toml", "a = \"\"\"\n[plan]\n\"\"\"\n[tool]\n"),
        ("plans/open.toml", "text = \"\"\"\n[plan]\nstart = 2026-11-23\n"),
    ]);
    let (_, out, _) = plan(place.path(), &["check", "plans", "--output-format", "concise"]);
    assert!(out.contains("plans/broken.toml:1:1: error[syntax]: a header is never closed"), "{out}");
    assert!(out.contains("plans/open.toml:1:8: error[syntax]"), "{out}");
    assert!(out.contains("plans/upper.TOML: ") && !out.contains("foreign"), "{out}");
}

#[test]
#[cfg(unix)]
fn a_linked_plan_goes_by_its_own_name() {
    let place = folder(&[("plans/week.toml", PLAN), ("elsewhere/other.toml", PLAN)]);
    let link = |from: &str, to: &str| {
        std::os::unix::fs::symlink(from, place.path().join(to)).expect("a link");
    };
    link("week.toml", "plans/a-link.toml");
    link("../elsewhere/other.toml", "plans/b-link.toml");
    let (_, out, _) = plan(place.path(), &["check", "plans"]);
    assert_eq!(read(&out), ["plans/b-link.toml", "plans/week.toml"], "{out}");
}

#[test]
#[cfg(unix)]
fn pipes_and_devices_are_read_only_where_they_are_named_and_end() {
    let place =
        folder(&[("week.toml", "extends = \"pipe\"\n[plan]\nstart = 2026-11-23\nideas = \"pipe\"\n")]);
    let made = std::process::Command::new("mkfifo")
        .arg(place.path().join("pipe"))
        .status()
        .expect("mkfifo is there");
    assert!(made.success());
    let (code, out, _) = plan(place.path(), &["check", "week.toml", "--output-format", "concise"]);
    assert_eq!(code, Some(1));
    assert_eq!(out.matches("cannot read `pipe`: it is a pipe, and no file").count(), 2, "{out}");

    let (code, out, _) = plan(place.path(), &["check", "/dev/zero", "--output-format", "concise"]);
    assert_eq!(code, Some(1));
    assert!(out.starts_with("/dev/zero:1:1: error[syntax]: a NUL byte"), "{out}");

    let zero = fs::File::open("/dev/zero").expect("it is there");
    let mut command = command(place.path());
    command.args(["check", "-", "--output-format", "concise"]).stdin(Stdio::from(zero));
    let (code, out, _) = told(command.output().expect("it starts"));
    assert_eq!(code, Some(1));
    assert!(out.starts_with("<stdin>:1:1: error[syntax]: a NUL byte"), "{out}");

    let long = fs::File::create(place.path().join("long.toml")).expect("it can be made");
    long.set_len(5 << 30).expect("a file with a hole");
    let (code, _, err) = plan(place.path(), &["check", "long.toml"]);
    assert_eq!(code, Some(2));
    assert_eq!(err, "error: cannot read long.toml: it is longer than 1 GiB, which no plan is: split it\n");
}

#[test]
fn tables_of_what_cannot_be_read_say_why() {
    let place = folder(&[("nul.toml", "[plan]\n\0"), ("brand.toml", "[mix]\ntolerance = 5\n")]);
    fs::write(place.path().join("old.toml"), b"[plan]\ntitle = \"\xcf\xeb\"\n").expect("it can be written");
    for (file, reason) in [
        ("nul.toml", "nul.toml is no plan: a NUL byte: this is no text file in line 2"),
        ("old.toml", "old.toml is no plan: not UTF-8 from here on in line 2"),
        ("brand.toml", "none of these files is a plan"),
    ] {
        for arguments in [&["schedule", file][..], &["mix", file], &["export", "json", "--force", file]] {
            let (code, _, err) = plan(place.path(), arguments);
            assert_eq!(code, Some(2), "{arguments:?}");
            assert!(err.contains(reason), "{arguments:?}: {err}");
        }
    }
}

#[test]
fn a_pull_request_gets_paths_from_the_root_of_the_repository() {
    let faulty = "[plan]\nstart = 2026-11-23\n[[post]]\nat = 2026-11-23 09:00:00\n";
    let place = folder(&[("repo/.git/HEAD", ""), ("repo/brands/kava/week.toml", faulty)]);
    let inside = place.path().join("repo/brands");
    let absolute = inside.join("kava/week.toml").canonicalize().expect("it is there");
    let absolute = absolute.to_string_lossy();
    for path in [".", "kava", "./kava/week.toml", "../brands/kava/week.toml", &*absolute] {
        let (_, out, _) = plan(&inside, &["check", path, "--output-format", "github"]);
        let error = out.lines().next().unwrap_or_default();
        assert!(
            error.starts_with("::error title=missing-key,file=brands/kava/week.toml,line=3,"),
            "{path}: {out}"
        );
        assert!(!out.contains("::notice"), "notes are only counted: {out}");
        let (_, out, _) = plan(&inside, &["check", path, "--notes", "--output-format", "github"]);
        assert!(out.contains("::notice"), "{out}");
    }
}
