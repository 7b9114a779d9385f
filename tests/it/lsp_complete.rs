//! What an editor offers to write.

use std::fmt::Write as _;
use std::fs;

use serde_json::{Value, json};

use crate::editor::{Editor, edited, place};

const URI: &str = "file:///nowhere/plan.toml";
const PLAN: &str = r#"
[plan]
start = 2026-11-23
timezone = "Europe/Kyiv"

[mix]
shares = { branded = 30, functional = 35, emotional = 35 }

[cadence]
days_off = ["sunday"]
gap = 60

[channels.telegram]
network = "telegram"
slots = { weekdays = [09:00:00, 14:00:00], saturday = [10:00:00] }

[channels."мій x"]
network = "x"
timezone = "Europe/Berlin"
slots = [08:00:00]

[channels.facebook]
network = "facebook"
per_day = { max = 2 }

[people.olena]
name = "Олена 👩‍🍳"

[[idea]]
id = "used"
title = "Стара"
[[idea]]
id = "fresh"
title = "Нова"

[[post]]
id = "a"
at = 2026-11-24 09:30:00
channels = ["telegram"]
category = "branded"
title = "👩‍🍳"
idea = "used"
hashtags = ["кава", "podil"]
text = "x"

"#;

/// Asks what can be written at the `|` of a text.
fn ask(editor: &mut Editor, marked: &str) -> (String, Vec<Value>) {
    let offset = marked.find('|').expect("a mark");
    let text = marked.replacen('|', "", 1);
    editor.open(URI, &text);
    let params = json!({ "textDocument": { "uri": URI }, "position": place(&text, offset) });
    let told = editor.ask("textDocument/completion", params);
    (text, told["items"].as_array().cloned().unwrap_or_default())
}

#[test]
fn what_fits_is_offered_at_each_place() {
    let mut editor = Editor::plain();
    let mut out = String::new();
    for end in [
        "[[post]]\n|",
        "[[post]]\nat = 2026-11-25 10:00:00\nca|\n",
        "[[post]]\ncategory = |",
        "[[post]]\ncategory = emo|\nid = \"b\"",
        "[[post]]\ntitle = \"👩‍🍳\"\ncategory = \"|\nid = \"b\"",
        "[[post]]\ncategory = \"emo|tionel\" # why",
        "[[post]]\nchannels = [\"telegram\", \"|\"]",
        "[[post]]\nchannels = |",
        "[[post]]\nkind = \"|\"",
        "[[post]]\nowner = \"|\"",
        "[[post]]\nidea = \"|\"",
        "[[post]]\nhashtags = [\"|\"]",
        "[[post]]\nstatus = \"|\"",
        "[[post]]\nallow = [\"off|\"]",
        "[[post]]\npromoted = |",
        "[[post]]\nmedia = [{ |",
        "[export.x]\nencoding = \"|\"",
        "[[post]]\nat = |",
        "[[post]]\nchannels = \"telegram\"\nat = 2026-11-24|",
        "[[post]]\nchannels = \"telegram\"\nat = 2026-11-2|",
        "[[post]]\n[post.variants.\"мій x\"]\nat = 2026-11-28 |",
        "[[post]]\nchannels = \"facebook\"\nat = 2026-11-25|",
        "[post.variants.|]",
        "[pl|",
        "[channels.new]\nnetwork = \"m|\"",
        "[channels.new]\ntimezone = \"Europe/Ky|\"",
        "[channels.new]\nlimits = { |",
        "[channels.new]\nshares = { branded = 50, | }",
        "[rules]\nlong-|",
        "[rules]\nlong-silence = \"|\"",
        "[[series]]\nevery = [\"|\"]",
        "[[post]]\ntext = \"Кава |\"",
        "[[post]]\n# |",
    ] {
        let (text, items) = ask(&mut editor, &format!("{PLAN}{end}"));
        // Of rules and zones there will be more.
        let number = if items.len() > 50 { "many".to_owned() } else { items.len().to_string() };
        let _ = writeln!(out, "{end}: {number} offers");
        for item in items.iter().take(5) {
            let done = edited(&text, &json!([item["textEdit"]]));
            let written = done.strip_prefix(PLAN).unwrap_or(&done);
            let about = item["documentation"].as_str().unwrap_or_default();
            let detail = item["detail"].as_str().unwrap_or(about);
            let _ = writeln!(
                out,
                "  {} ({detail}): {}",
                item["label"].as_str().unwrap_or_default(),
                written.escape_debug()
            );
        }
    }
    insta::assert_snapshot!(out);
}

#[test]
fn settings_and_banks_know_the_names_of_the_plan_that_uses_them() {
    let path = |name: &str| crate::editor::uri(&fs::canonicalize("plans").expect("the samples").join(name));
    let mut editor = Editor::plain();
    editor.open(&path("cafe-month.toml"), &fs::read_to_string("plans/cafe-month.toml").expect("a sample"));
    let text = "[[idea]]\nid = \"x\"\nchannels = [\"\"]\n";
    editor.open(&path("ideas.toml"), text);
    let at = place(text, text.find("\"\"").expect("quotes") + 1);
    let params = json!({ "textDocument": { "uri": path("ideas.toml") }, "position": at });
    let told = editor.ask("textDocument/completion", params);
    let labels: Vec<&str> =
        told["items"].as_array().expect("a list").iter().filter_map(|item| item["label"].as_str()).collect();
    assert_eq!(labels, ["facebook", "instagram", "telegram"]);
}

#[test]
fn an_empty_file_is_begun_with_a_header() {
    let mut editor = Editor::plain();
    let (_, items) = ask(&mut editor, "|");
    assert!(items.is_empty(), "it may become anything");
    let (_, items) = ask(&mut editor, "[plan]\nstart = 2026-11-23\n[|");
    assert!(items.iter().any(|item| item["label"] == "[[post]]"));
    assert!(items.iter().all(|item| item["label"] != "[plan]"));
}

#[test]
fn a_long_plan_is_completed_while_it_is_still_being_judged() {
    let post = "[[post]]\nat = 2026-11-25 10:00:00\ncategory = \"branded\"\n";
    let text = format!("{PLAN}# {}\n{post}", "ї".repeat(1 << 20));
    let mut editor = Editor::plain();
    editor.open(URI, &text);
    editor.findings(URI);
    for version in 2..6 {
        let text = format!("{text}{}", post.repeat(version));
        let at = place(&text, text.rfind("branded").expect("it is there") + 3);
        editor.change(URI, i32::try_from(version).expect("a small number"), &text);
        let params = json!({ "textDocument": { "uri": URI }, "position": at });
        let told = editor.ask("textDocument/completion", params);
        assert_eq!(told["items"].as_array().map(Vec::len), Some(3), "{version}");
    }
}
