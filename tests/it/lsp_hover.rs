//! What an editor shows where its pointer rests.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::editor::{Editor, place};

const URI: &str = "file:///nowhere/plan.toml";
const PLAN: &str = r#"
[plan]
start = 2026-11-23
timezone = "Europe/Kyiv"

[mix]
shares = { branded = 30, functional = 35, emo«1»tional = 35 }

[channels.facebook]
network = "face«2»book"
title = "Кава на Подолі [x](http://a)"
per«17»_day = { m«18»ax = 2 }

[channels.berlin]
network = "x"
timezone = "Europe/Berlin"
shares = { branded = 50, functional = 25, emotional = 25 }

[people.ole«15»na]
name = "Олена"
role = "staff"

[rules]
long-«3»silence = "off"

[[ser«19»ies]]
id = "joke"
every = ["tuesday"]
time = 19:00:00
category = "emotional"
kind = "jo«4»ke"
text = "Жарт ☕«5»"

[[post]]
id = "a"
at = 2026-11-24 09:«6»30:00
channels = ["facebook", "ber«7»lin"]
category = "brand«8»ed"
kind = "announcement"
owner = "ole«9»na"
text = """
Кава 👩‍🍳 «10»
"""
link = "https://kava.example/podil"
hash«20»tags = ["кава"]
allow = ["officia«11»lese"]

[post.variants.ber«16»lin]
at = 2026-11-24 1«12»0:00:00
text = "Kava in Berlin «13» https://kava.example/podil"

[[post]]
id = "b"
at = 2026-11-24 11:00:00
channels = "facebook"
category = "functional"
title = "![evil](http://tracker.example/a.png)"
text = "«14»"
"#;

/// Takes the numbered marks out of a text, and returns where each was.
fn marks(marked: &str) -> (String, Vec<(String, usize)>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    for (index, part) in marked.split('«').enumerate() {
        let (number, rest) = part.split_once('»').unwrap_or(("", part));
        if index > 0 {
            marks.push((number.to_owned(), text.len()));
        }
        text.push_str(rest);
    }
    (text, marks)
}

fn hover(editor: &mut Editor, text: &str, offset: usize) -> Value {
    let params = json!({ "textDocument": { "uri": URI }, "position": place(text, offset) });
    editor.ask("textDocument/hover", params)
}

#[test]
fn words_of_a_plan_tell_what_they_mean() {
    let (text, marks) = marks(PLAN);
    let mut editor = Editor::plain();
    editor.open(URI, &text);
    let mut out = String::new();
    for (number, offset) in marks {
        let told = hover(&mut editor, &text, offset);
        let said = told["contents"]["value"].as_str().unwrap_or("nothing");
        let said = said.split("## Example").next().unwrap_or_default().trim_end();
        let _ = writeln!(out, "{number}: {said}\n");
    }
    insta::assert_snapshot!(out);
}

#[test]
fn marks_and_blank_lines_tell_nothing() {
    let (text, _) = marks(PLAN);
    let mut editor = Editor::plain();
    editor.open(URI, &text);
    for offset in [0, text.find(" = ").expect("it is there") + 1, text.len()] {
        assert_eq!(hover(&mut editor, &text, offset), Value::Null, "{offset}");
    }
    editor.open("file:///nowhere/Cargo.toml", "[package]\nname = \"x\"\n");
    let params = json!({ "textDocument": { "uri": "file:///nowhere/Cargo.toml" }, "position": { "line": 1, "character": 1 } });
    assert_eq!(editor.ask("textDocument/hover", params), Value::Null);
}

#[test]
fn an_editor_without_markdown_gets_plain_text() {
    let (text, marks) = marks(PLAN);
    let formats = json!({ "contentFormat": ["plaintext"] });
    let capabilities = json!({ "textDocument": { "hover": formats } });
    let mut editor = Editor::new(json!({ "capabilities": capabilities }));
    editor.open(URI, &text);
    let told = hover(&mut editor, &text, marks[1].1);
    assert_eq!(told["contents"]["kind"], "plaintext");
    assert!(told["contents"]["value"].as_str().is_some_and(|said| said.starts_with("Facebook\n")), "{told}");
}
