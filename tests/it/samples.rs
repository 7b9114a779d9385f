//! Sample plans and examples do what people who copy them expect.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The sample that is there to be filled: it lacks posts, and its mix shows it.
const HALF_DONE: &str = "plans/newsroom-half.toml";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn plan(arguments: &[&str]) -> (String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plan"));
    let output = command
        .args(arguments)
        .current_dir(root())
        .env("NO_COLOR", "1")
        .output()
        .expect("the program starts");
    (String::from_utf8(output.stdout).expect("text"), output.status.code())
}

#[test]
fn each_sample_is_checked_to_a_snapshot() {
    insta::glob!("../../plans", "*.toml", |path| {
        let file =
            format!("plans/{}", path.file_name().and_then(|name| name.to_str()).expect("a plain name"));
        let (text, code) = plan(&["check", "--notes", &file]);
        assert_eq!(code, Some(0), "{file} has errors:\n{text}");
        let warned = text.lines().filter_map(|line| line.strip_prefix("warning[")?.split(']').next());
        let wanted: &[&str] = if file == HALF_DONE { &["mix-off-target", "too-few-posts"] } else { &[] };
        assert_eq!(warned.collect::<BTreeSet<_>>(), wanted.iter().copied().collect(), "{file}:\n{text}");
        insta::assert_snapshot!(text);
    });
}

#[test]
fn the_broken_sample_has_thirteen_mistakes() {
    let (text, code) = plan(&["check", "--output-format", "concise", "examples/broken.toml"]);
    assert_eq!(code, Some(1));
    assert_eq!(text.lines().filter(|line| line.contains(": error[")).count(), 13, "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn the_banks_are_large_enough_to_draw_from() {
    for (bank, least) in [("plans/ideas.toml", 60), ("plans/newsroom-ideas.toml", 80)] {
        let (text, _) = plan(&["check", bank]);
        let ideas: usize =
            text.split_whitespace().nth(1).and_then(|word| word.parse().ok()).expect("a number of ideas");
        assert!(ideas >= least, "{bank}: {ideas} ideas");
    }
}

/// Runs an example that `cargo test` has built.
fn example(name: &str, arguments: &[&str]) -> String {
    let test = std::env::current_exe().expect("this test has a path");
    let built =
        test.ancestors().nth(2).map(|target| target.join("examples").join(name)).expect("target/debug");
    assert!(built.exists(), "{} is not built: run `cargo test` without --test", built.display());
    let output =
        Command::new(built).args(arguments).current_dir(root()).output().expect("the example starts");
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn the_examples_run() {
    let names = ["agenda", "check_plan", "cure", "mix", "own_rule"];
    let files = std::fs::read_dir(root().join("examples")).expect("the folder is there");
    let mut found: Vec<String> = files
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .filter_map(|path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()))
        .collect();
    found.sort();
    assert_eq!(found, names);
    for name in names {
        let code = std::fs::read_to_string(root().join(Path::new("examples").join(format!("{name}.rs"))));
        assert!(code.expect("it is there").lines().count() <= 40, "{name} has more than 40 lines");
        let arguments: &[&str] = if name == "cure" { &["16", "14", "12"] } else { &["plans/minimal.toml"] };
        insta::assert_snapshot!(format!("example-{name}"), example(name, arguments));
    }
}
