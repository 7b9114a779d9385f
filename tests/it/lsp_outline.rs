//! The outline that an editor shows, and what it writes beside the text.

use std::fmt::Write as _;
use std::fs;

use serde_json::{Value, json};

use crate::editor::{Editor, edited, uri};

const URI: &str = "file:///nowhere/plan.toml";
const PLAN: &str = r#"[plan]
start = 2026-11-23
days = 7

[channels.telegram]
network = "telegram"
[channels.x]
network = "x"

[[series]]
id = "joke"
every = "day"
time = 19:00:00
category = "emotional"
text = "Жарт ☕"

# Monday

[[post]]
id = "a"
at = 2026-11-23 09:30:00
category = "branded"
title = "Кава 👩‍🍳"
text = """
Кава 👩‍🍳
"""

[post.variants.x]
at = "2026-11-24 10:00"
text = "☕"

[[post]] # why
at = 2026-11-23
category = "functional"
status = "cancelled"
text = ""

# Tuesday

[[post]]
id = "long"
at = 2026-11-24 09:30:00
category = "emotional"
channels = "x"
text = "LONG"

[[duty]]
id = "answers"
every = "day"
time = 18:00:00
title = "Відповісти"
"#;

/// Writes an outline in lines, each with the first and last line of what it stands for.
fn outline(symbols: &Value, depth: usize, text: &str, out: &mut String) {
    for symbol in symbols.as_array().into_iter().flatten() {
        let name = symbol["name"].as_str().expect("a name");
        let detail = symbol["detail"].as_str().unwrap_or_default();
        let line = |end: &str| {
            let line = symbol["range"][end]["line"].as_u64().and_then(|line| usize::try_from(line).ok());
            line.and_then(|line| text.lines().nth(line)).unwrap_or_default().to_owned()
        };
        let (from, to, tags) = (line("start"), line("end"), &symbol["tags"]);
        let _ = writeln!(out, "{:1$}{name} ({detail}) {tags}: {from} … {to}", "", depth * 2);
        let whole = (&symbol["range"]["start"]["line"], &symbol["selectionRange"]["start"]["line"]);
        assert!(whole.0.as_u64() <= whole.1.as_u64(), "{name}");
        outline(&symbol["children"], depth + 1, text, out);
    }
}

#[test]
fn days_hold_their_posts() {
    let mut editor = Editor::plain();
    editor.open(URI, PLAN);
    let symbols = editor.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": URI } }));
    let mut out = String::new();
    outline(&symbols, 0, PLAN, &mut out);
    let path = fs::canonicalize("plans/ideas.toml").expect("a sample");
    let bank = fs::read_to_string(&path).expect("a sample");
    editor.open(&uri(&path), &bank);
    let symbols = editor.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri(&path) } }));
    outline(&json!(symbols.as_array().expect("a list")[..2]), 0, &bank, &mut out);
    insta::assert_snapshot!(out);
}

#[test]
fn weekdays_and_lengths_stand_beside_what_they_are_about() {
    let text = PLAN.replace("LONG", &"ї".repeat(300));
    let mut editor = Editor::plain();
    editor.open(URI, &text);
    let ask = |editor: &mut Editor, to: usize| {
        let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": to, "character": 0 } });
        editor.ask("textDocument/inlayHint", json!({ "textDocument": { "uri": URI }, "range": range }))
    };
    let hints = ask(&mut editor, 999);
    let hints = hints.as_array().expect("a list");
    let mut edits = Vec::new();
    for hint in hints {
        let place = json!({ "start": hint["position"], "end": hint["position"] });
        let label = format!(" «{}»", hint["label"].as_str().expect("a text"));
        edits.push(json!({ "range": place, "newText": label }));
    }
    insta::assert_snapshot!(edited(&text, &json!(edits)).replace(&"ї".repeat(300), "LONG"));
    assert_eq!(ask(&mut editor, 2).as_array().map(Vec::len), Some(1));
}
