//! Cures and silence, from an editor's chair: after an action, the finding is gone.

use serde_json::{Value, json};

use crate::editor::{Editor, edited};

const URI: &str = "file:///nowhere/plan.toml";
const HEAD: &str = "[plan]\nstart = 2026-11-23\n[rules]\ntoo-few-posts = \"off\"\n";

/// Asks what can be done about all of a text.
fn actions(editor: &mut Editor, context: &Value) -> Vec<Value> {
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    let params = json!({ "textDocument": { "uri": URI }, "range": range, "context": context });
    editor.ask("textDocument/codeAction", params).as_array().expect("a list").clone()
}

fn codes(editor: &mut Editor) -> Vec<String> {
    let told = editor.findings(URI);
    let findings = told["diagnostics"].as_array().expect("a list");
    findings.iter().filter_map(|finding| finding["code"].as_str().map(str::to_owned)).collect()
}

#[test]
fn a_certain_cure_is_preferred_and_cures() {
    let text = format!(
        "{HEAD}[[post]]\nid = \"a\"\nat = 2026-11-23 09:30:00\ntitle = \"☕👩‍🍳\"\ncategory = \"emotionel\"\ntext = \"x\"\n"
    );
    let mut editor = Editor::plain();
    editor.open(URI, &text);
    assert!(codes(&mut editor).contains(&"unknown-name".to_owned()));
    let found = actions(&mut editor, &json!({ "diagnostics": [] }));
    let cure = &found[0];
    insta::assert_snapshot!(serde_json::to_string_pretty(cure).expect("JSON"));
    let cured = edited(&text, &cure["edit"]["changes"][URI]);
    assert_eq!(cured, text.replace("emotionel", "emotional"));
    editor.change(URI, 2, &cured);
    assert!(!codes(&mut editor).contains(&"unknown-name".to_owned()));
    assert!(actions(&mut editor, &json!({ "diagnostics": [], "only": ["refactor"] })).is_empty());
}

#[test]
fn edits_carry_the_state_they_are_made_for_where_the_editor_takes_it() {
    let capabilities = json!({ "workspace": { "workspaceEdit": { "documentChanges": true } } });
    let mut editor = Editor::new(json!({ "capabilities": capabilities }));
    editor.open(
        URI,
        &format!("{HEAD}[[post]]\nid = \"a\"\nat = 2026-11-23 09:30:00\ncategory = \"emotionel\"\n"),
    );
    let found = actions(&mut editor, &json!({ "diagnostics": [], "only": ["quickfix"] }));
    let change = &found[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": URI, "version": 1 }));
    assert_eq!(change["edits"][0]["newText"], "\"emotional\"");
}

#[test]
fn a_rule_is_silenced_about_one_post_however_that_is_written() {
    let say = "title = \"x\"\ntext = \"Дану послугу надано\"\n";
    let post = |more: &str| {
        format!("[[post]]\nid = \"a\"\nat = 2026-11-23 09:30:00\ncategory = \"branded\"\n{say}{more}")
    };
    let inline = "{ id = \"a\", at = 2026-11-23 09:30:00, category = \"branded\", title = \"x\", text = \"Дану послугу надано\"";
    let cases = [
        (post(""), "надано\"\nallow = [\"officialese\"]\n"),
        (post("").trim_end().to_owned(), "надано\"\nallow = [\"officialese\"]"),
        (post("allow = []\n"), "\nallow = [\"officialese\"]\n"),
        (post("allow = [\"no-text\", ] # why\n"), "\nallow = [\"no-text\", \"officialese\", ] # why\n"),
        (
            post("owner = \"o\" # who\n\n# more\n[post.variants.x]\n"),
            "# who\nallow = [\"officialese\"]\n\n# more\n[post.variants.x]\n",
        ),
        (post("").replace('\n', "\r\n"), "надано\"\r\nallow = [\"officialese\"]\r\n"),
        (post("").replace('\n', "\n  "), "надано\"\n  allow = [\"officialese\"]\n"),
        (format!("post = [{inline} }}]\n"), "надано\", allow = [\"officialese\"] }]"),
        (
            post("")
                .replace("[[post]]", "[[series]]")
                .replace("at = 2026-11-23 09:30:00", "every = \"day\"\ntime = 09:30:00"),
            "надано\"\nallow = [\"officialese\"]\n",
        ),
    ];
    for (body, expected) in cases {
        let text = if body.starts_with("post") { format!("{body}{HEAD}") } else { format!("{HEAD}{body}") };
        let mut editor = Editor::plain();
        editor.open(URI, &text);
        assert!(codes(&mut editor).contains(&"officialese".to_owned()), "{text}");
        let found = actions(&mut editor, &json!({ "diagnostics": [] }));
        let silence = found.iter().find(|action| action["title"] == "silence `officialese` about this post");
        let silence = silence.unwrap_or_else(|| panic!("{text}"));
        let silent = edited(&text, &silence["edit"]["changes"][URI]);
        assert!(silent.contains(expected), "{silent}");
        editor.change(URI, 2, &silent);
        let left = codes(&mut editor);
        assert!(
            !left.contains(&"officialese".to_owned()) && !left.contains(&"syntax".to_owned()),
            "{silent}: {left:?}"
        );
    }
}
