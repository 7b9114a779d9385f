//! The language server, from an editor's chair.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use content_plan::lsp::Ended;
use lsp_server::ErrorCode;
use serde_json::{Value, json};

use crate::cli::{command, folder};
use crate::editor::{Editor, lines, uri};

/// A plan with emoji before a slip, a slip in settings of its own, and a setting that an error rests on.
const PLAN: &str = "\
extends = \"спільне.toml\"

[plan]
start = 2026-11-23
timezone = \"Europe/Kyiv\"

[rules]
too-few-posts = \"off\"

[people.olena]
name = \"Олена\"

[[post]]
id = \"кава\"
at = 2026-11-23 09:30:00
channels = [\"telegram\", \"telegramm\"]
category = \"emotional\"
title = \"Ранок 👩‍🍳☕\"
media = [{ file = \"https://kava.example/a.jpg\", alt = \"👩‍🍳\", titel = \"x\" }]
text = \"Доброго ранку 👋\"

[[post]]
id = \"кава\"
at = 2026-11-23 09:35:00
category = \"emotional\"
text = \"👋\"
";
const SETTINGS: &str = "\
[mix]
shares = { branded = 30, functional = 35, emotional = 35 }

[channels.telegram]
network = \"telegram\"
";

#[test]
fn findings_come_as_the_text_is_typed() {
    let place = folder(&[("мій план/спільне.toml", SETTINGS)]);
    let plan = uri(&place.path().canonicalize().expect("a folder").join("мій план/план 48.toml"));
    let mut editor = Editor::plain();
    editor.open(&plan, PLAN);
    insta::assert_snapshot!("typed_utf16", lines(&editor.findings(&plan)));
    editor.change(&plan, 2, &PLAN.replace("\"telegram\", \"telegramm\"", "\"telegram\""));
    let told = editor.findings(&plan);
    assert_eq!(told["version"], 2);
    insta::assert_snapshot!("typed_on", lines(&told));
    let href = told["diagnostics"][0]["codeDescription"]["href"].as_str().expect("an address");
    assert!(href.contains("/src/rules/"), "{href}");

    let utf8 = json!({ "general": { "positionEncodings": ["utf-16", "utf-8"] } });
    let mut editor = Editor::new(json!({ "capabilities": utf8 }));
    editor.open(&plan, PLAN);
    insta::assert_snapshot!("typed_utf8", lines(&editor.findings(&plan)));
}

#[test]
fn open_settings_and_banks_count_for_the_plans_that_use_them() {
    let place = folder(&[("спільне.toml", SETTINGS), ("ideas.toml", "")]);
    let folder = place.path().canonicalize().expect("a folder");
    let [plan, settings, bank] =
        ["plan.toml", "спільне.toml", "ideas.toml"].map(|name| uri(&folder.join(name)));
    let text = PLAN
        .replace("[plan]\n", "[plan]\nideas = \"ideas.toml\"\n")
        .replace("[\"telegram\", \"telegramm\"]", "\"x\"");
    let text = format!("{}idea = \"barista\"\n", text.replace(", titel = \"x\"", ""));
    let codes = |told: &Value| {
        let findings = told["diagnostics"].as_array().expect("a list").clone();
        findings.iter().filter_map(|finding| finding["code"].as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    let mut editor = Editor::plain();
    editor.open(&plan, &text);
    let both = codes(&editor.findings(&plan));
    assert_eq!(both.iter().filter(|code| *code == "unknown-name").count(), 2, "{both:?}");
    // Two texts that were never saved.
    editor.open(&settings, &format!("{SETTINGS}\n[channels.x]\nnetwork = \"x\"\nunknwn = 1\n"));
    let told = editor.findings(&plan);
    assert_eq!(codes(&told).iter().filter(|code| *code == "unknown-name").count(), 1, "{}", lines(&told));
    let told = lines(&editor.findings(&settings));
    assert!(told.contains("unknwn") && told.starts_with("version 1"), "{told}");
    editor.open(&bank, "[[idea]]\nid = \"barista\"\ntitle = \"x\"\n");
    assert!(!codes(&editor.findings(&plan)).contains(&"unknown-name".to_owned()));
    // Once the editor forgets them, the disk counts again.
    editor.tell("textDocument/didClose", json!({ "textDocument": { "uri": settings } }));
    assert!(codes(&editor.findings(&plan)).contains(&"unknown-name".to_owned()));
    assert_eq!(editor.findings(&settings)["diagnostics"], json!([]));
}

#[test]
fn settings_that_others_change_on_the_disk_count() {
    let place = folder(&[("brand.toml", "[mix]\nshares = { branded = 50, other = 50 }\n")]);
    let folder = place.path().canonicalize().expect("a folder");
    let (plan, brand) = (uri(&folder.join("plan.toml")), folder.join("brand.toml"));
    let workspace = json!({ "didChangeWatchedFiles": { "dynamicRegistration": true } });
    let mut editor = Editor::new(json!({ "capabilities": { "workspace": workspace } }));
    let asked = editor.hear("client/registerCapability");
    assert_eq!(asked["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
    let post = "[[post]]\nid = \"a\"\nat = 2026-11-23 09:30:00\ncategory = \"fun\"\ntext = \"x\"\n";
    editor.open(&plan, &format!("extends = \"brand.toml\"\n[plan]\nstart = 2026-11-23\n{post}"));
    assert!(lines(&editor.findings(&plan)).contains("unknown-name"));
    fs::write(&brand, "[mix]\nshares = { fun = 50, other = 50 }\n").expect("it can be written");
    let change = json!({ "uri": uri(&brand), "type": 2 });
    editor.tell("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
    assert!(!lines(&editor.findings(&plan)).contains("unknown-name"));
}

#[test]
fn files_that_are_no_plan_are_left_alone() {
    let mut editor = Editor::plain();
    for text in ["[package]\nname = 1\nname = 2\n", "", "channels = [\n"] {
        editor.open("file:///nowhere/Cargo.toml", text);
        let told = editor.findings("file:///nowhere/Cargo.toml");
        assert_eq!(told["diagnostics"], json!([]), "{text}");
    }
    editor.change("file:///nowhere/Cargo.toml", 2, "[plan]\nstart = 1\n");
    assert_ne!(editor.findings("file:///nowhere/Cargo.toml")["diagnostics"], json!([]));
    editor.open("untitled:Untitled-1", "[[post]]\n");
    assert_ne!(editor.findings("untitled:Untitled-1")["diagnostics"], json!([]));
}

#[test]
fn today_is_what_the_editor_says() {
    let text = "[plan]\nstart = 2026-11-23\n[[post]]\nid = \"a\"\nat = 2026-11-23 09:30:00\ncategory = \"branded\"\ntext = \"a\"\n";
    let past = |options: Value| {
        let mut editor = Editor::new(json!({ "capabilities": {}, "initializationOptions": options }));
        editor.open("file:///nowhere/plan.toml", text);
        lines(&editor.findings("file:///nowhere/plan.toml")).contains(" past: ")
    };
    assert!(!past(Value::Null));
    assert!(!past(json!({ "today": "2026-11-20" })));
    assert!(past(json!({ "today": "2026-12-20" })));
    assert!(past(json!({ "today": "now" })));
    let mut editor =
        Editor::new(json!({ "capabilities": {}, "initializationOptions": { "today": "tomorrow" } }));
    let said = editor.hear("window/showMessage");
    assert_eq!(said["message"], "plan: `today` is a date such as \"2026-11-23\", or \"now\"");
}

#[test]
fn messages_keep_the_order_of_the_protocol() {
    let mut editor = Editor::silent();
    assert_eq!(editor.refused("textDocument/hover", json!({})), ErrorCode::ServerNotInitialized as i32);
    let answer = editor.ask("initialize", json!({ "capabilities": {} }));
    insta::assert_snapshot!(serde_json::to_string_pretty(&answer["capabilities"]).expect("JSON"));
    assert_eq!(editor.refused("initialize", json!({})), ErrorCode::InvalidRequest as i32);
    assert_eq!(editor.refused("plan/unknown", json!({})), ErrorCode::MethodNotFound as i32);
    assert_eq!(editor.refused("$/unknown", json!({})), ErrorCode::MethodNotFound as i32);
    assert_eq!(editor.refused("textDocument/codeAction", json!([1])), ErrorCode::InvalidParams as i32);
    for params in [json!({}), json!(null), json!({ "textDocument": { "uri": 1 } })] {
        for method in ["didOpen", "didChange", "didClose", "didSave", "unknown"] {
            editor.tell(&format!("textDocument/{method}"), params.clone());
        }
        editor.tell("$/progress", params);
    }
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
    assert_eq!(editor.refused("shutdown", Value::Null), ErrorCode::InvalidRequest as i32);
    assert_eq!(editor.leave(), Ended::Asked);
    assert_eq!(Editor::plain().leave(), Ended::Alone);
}

#[test]
fn changes_in_a_row_are_judged_once() {
    let text = fs::read_to_string("plans/cafe-month.toml").expect("a sample");
    let plan = uri(&fs::canonicalize("plans/cafe-month.toml").expect("a sample"));
    let mut editor = Editor::late(|editor| {
        editor.open(&plan, &text);
        for version in 2..200 {
            editor.change(&plan, version, &format!("{text}\n# {version}\n"));
        }
    });
    assert_eq!(editor.findings(&plan)["version"], 199);
    assert!(editor.heard().is_empty());
}

/// Says things to the program on its standard input, and returns how it ends and what it says.
fn spoken(input: &[u8]) -> (Option<i32>, Vec<Value>, Vec<u8>) {
    let place = folder(&[]);
    let mut command = command(place.path());
    command.args(["lsp", "--stdio"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    child.stdin.take().expect("a pipe").write_all(input).expect("it listens");
    let output = child.wait_with_output().expect("it ends");
    let mut said = Vec::new();
    let mut rest = output.stdout.as_slice();
    while let Some(body) = rest.strip_prefix(b"Content-Length: ") {
        let end = body.windows(4).position(|four| four == b"\r\n\r\n").expect("a header");
        let length: usize = String::from_utf8_lossy(&body[..end]).parse().expect("a number");
        let body = &body[end + 4..];
        said.push(serde_json::from_slice(&body[..length]).expect("JSON"));
        rest = &body[length..];
    }
    assert!(rest.is_empty(), "not of the protocol: {}", String::from_utf8_lossy(rest));
    (output.status.code(), said, output.stderr)
}

fn framed(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

#[test]
fn the_program_speaks_nothing_but_the_protocol_and_survives_garbage() {
    let greeting =
        json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": { "capabilities": {} } });
    let item =
        json!({ "uri": "untitled:1", "languageId": "toml", "version": 1, "text": "[plan]\nstart = 1\n" });
    let open =
        json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": item } });
    let shutdown = json!({ "jsonrpc": "2.0", "id": "last", "method": "shutdown" });
    let exit = json!({ "jsonrpc": "2.0", "method": "exit" });
    let garbage = b"Content-Length: 5\r\n\r\n\xff\xfe{]}junk\r\n\r\n".to_vec();
    let batch = framed(&json!([greeting]));
    let all =
        [garbage.clone(), framed(&greeting), batch, garbage, framed(&open), framed(&shutdown), framed(&exit)];
    let (code, said, errors) = spoken(&all.concat());
    assert_eq!((code, String::from_utf8_lossy(&errors).into_owned()), (Some(0), String::new()));
    let log = said.iter().filter(|message| message["method"] == "window/logMessage").count();
    assert_eq!(log, 5, "{said:?}");
    assert!(said.iter().any(|message| message["id"] == "last" && message["result"] == Value::Null));
    assert_eq!(spoken(&[framed(&greeting), framed(&exit)].concat()).0, Some(1));
    assert_eq!(spoken(&framed(&greeting)).0, Some(1));
    assert_eq!(spoken(&[framed(&greeting), framed(&shutdown)].concat()).0, Some(0));
    assert_eq!(spoken(b"").0, Some(1));
}
