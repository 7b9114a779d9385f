//! The help of every command.

use crate::cli::{folder, plan};

#[test]
fn every_command_has_examples_in_its_help() {
    let place = folder(&[]);
    let commands = [
        "init",
        "check",
        "schedule",
        "mix",
        "fill",
        "ideas",
        "count",
        "export",
        "explain",
        "rules",
        "networks",
        "kinds",
        "mv",
        "shift",
        "schema",
        "lsp",
        "completions",
        "man",
    ];
    for name in commands {
        let (code, out, _) = plan(place.path(), &[name, "--help"]);
        assert_eq!(code, Some(0));
        assert!(out.contains("Examples:\n  plan "), "{name}: {out}");
    }
}
