//! What shells and `man` get: completions, tried in a real bash, and manual pages.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

use content_plan::rules::RULES;

use crate::cli::{folder, plan};

/// Asks a real bash what comes next; the last word is being typed.
fn completed(script: &Path, words: &[&str]) -> Vec<String> {
    let code = "source \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
        _plan \"$1\" \"${COMP_WORDS[COMP_CWORD]}\" \"${COMP_WORDS[COMP_CWORD - 1]}\"; printf '%s\\n' \"${COMPREPLY[@]}\"";
    let mut bash = Command::new("bash");
    bash.args(["--norc", "-c", code, "bash"]).arg(script).args(words);
    let output = bash.output().expect("bash starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(!errors.contains("command not found"), "{errors}");
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
}

#[test]
fn bash_completes_commands_options_and_names() {
    let place = folder(&[]);
    let script = place.path().join("plan.bash");
    fs::write(&script, plan(place.path(), &["completions", "bash"]).1).expect("it can be written");
    assert!(completed(&script, &["plan", "ch"]).contains(&"check".to_owned()));
    assert_eq!(completed(&script, &["plan", "check", "--output-format", "s"]), ["sarif"]);
    assert_eq!(completed(&script, &["plan", "check", "--exit"]), ["--exit-zero"]);
    assert_eq!(completed(&script, &["plan", "explain", "crow"]), ["crowded"]);
    assert_eq!(completed(&script, &["plan", "networks", "tele"]), ["telegram"]);
    assert_eq!(completed(&script, &["plan", "count", "--network", "mast"]), ["mastodon"]);
    assert_eq!(completed(&script, &["plan", "export", "google"]), ["google-calendar"]);
    let rules = completed(&script, &["plan", "explain", ""]);
    assert!(RULES.iter().all(|rule| rules.iter().any(|name| name == rule.info().name)), "{rules:?}");
}

#[test]
fn every_shell_gets_a_script() {
    let place = folder(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, out, err) = plan(place.path(), &["completions", shell]);
        assert_eq!((code, err.as_str()), (Some(0), ""), "{shell}");
        assert!(out.contains("exit-zero") && out.contains("schedule"), "{shell}: {out}");
    }
    assert_eq!(plan(place.path(), &["completions", "cmd"]).0, Some(2));
}

#[test]
fn every_command_has_a_manual_page() {
    let place = folder(&[]);
    assert_eq!(plan(place.path(), &["man", "--output", "share/man1"]).0, Some(0));
    let main = plan(place.path(), &["man"]).1;
    let commands: Vec<&str> =
        main.lines().filter_map(|line| line.strip_prefix("plan\\-")?.strip_suffix("(1)")).collect();
    assert!(commands.len() > 10, "{main}");
    for command in commands {
        let page = fs::read_to_string(place.path().join(format!("share/man1/plan-{command}.1")));
        let page = page.unwrap_or_else(|error| panic!("{command}: {error}"));
        assert_eq!(page, plan(place.path(), &["man", command]).1);
        assert!(page.starts_with(&format!(".TH PLAN-{} 1 ", command.to_uppercase())), "{page}");
        assert!(page.contains("\n.SH EXAMPLES\n.nf\nplan "), "{command} has no examples");
    }
    insta::assert_snapshot!("man-completions", plan(place.path(), &["man", "completions"]).1);
    let (code, _, err) = plan(place.path(), &["man", "chek"]);
    assert_eq!(
        (code, err.as_str()),
        (Some(2), "error: no command is called `chek`; did you mean `check`?\n")
    );
}
