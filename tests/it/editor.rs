//! An editor that talks with the language server in memory.

use std::fmt::Write as _;
use std::path::Path;
use std::thread::JoinHandle;
use std::time::Duration;

use chrono::{DateTime, Utc};
use content_plan::lsp::{Ended, Setup, run};
use lsp_server::{Connection, Message, Notification, Request, Response};
use serde_json::{Value, json};
use url::Url;

/// Longest time to wait for a word of the server.
const PATIENCE: Duration = Duration::from_secs(60);

/// An editor with a server of its own.
pub(crate) struct Editor {
    connection: Connection,
    server: Option<JoinHandle<Ended>>,
    next: i32,
    /// What the server said by itself and nobody asked for yet.
    heard: Vec<Notification>,
}

fn noon() -> DateTime<Utc> {
    "2026-11-25T12:00:00Z".parse().expect("a moment")
}

/// Returns the address of a file.
pub(crate) fn uri(path: &Path) -> String {
    Url::from_file_path(path).expect("a whole path").into()
}

impl Editor {
    /// Starts a server, and says nothing yet.
    pub(crate) fn silent() -> Self {
        let (server, connection) = Connection::memory();
        let server = std::thread::spawn(move || run(&server, Setup { clock: noon }));
        Self { connection, server: Some(server), next: 0, heard: Vec::new() }
    }

    /// Greets a server and says more, before it listens to any of it.
    pub(crate) fn late(say: impl FnOnce(&Self)) -> Self {
        let (server, connection) = Connection::memory();
        let mut editor = Self { connection, server: None, next: 0, heard: Vec::new() };
        let request =
            Request { id: 0.into(), method: "initialize".to_owned(), params: json!({ "capabilities": {} }) };
        editor.connection.sender.send(request.into()).expect("the server will listen");
        say(&editor);
        editor.server = Some(std::thread::spawn(move || run(&server, Setup { clock: noon })));
        assert!(matches!(editor.next_message(), Message::Response(_)));
        editor
    }

    /// Starts a server and greets it.
    pub(crate) fn new(params: Value) -> Self {
        let mut editor = Self::silent();
        editor.ask("initialize", params);
        editor.tell("initialized", json!({}));
        editor
    }

    /// Starts a server and greets it as an editor that counts UTF-16.
    pub(crate) fn plain() -> Self {
        Self::new(json!({ "processId": null, "rootUri": null, "capabilities": {} }))
    }

    /// Says something.
    pub(crate) fn tell(&self, method: &str, params: Value) {
        let note = Notification { method: method.to_owned(), params };
        self.connection.sender.send(note.into()).expect("the server listens");
    }

    fn next_message(&self) -> Message {
        self.connection.receiver.recv_timeout(PATIENCE).expect("the server speaks")
    }

    /// Asks for something, and returns what comes back, a refusal too.
    pub(crate) fn try_ask(&mut self, method: &str, params: Value) -> Response {
        self.next += 1;
        let request = Request { id: self.next.into(), method: method.to_owned(), params };
        self.connection.sender.send(request.into()).expect("the server listens");
        loop {
            match self.next_message() {
                Message::Response(response) => {
                    assert_eq!(response.id, self.next.into(), "an answer to something else");
                    return response;
                }
                Message::Notification(note) => self.heard.push(note),
                Message::Request(request) => {
                    self.heard.push(Notification { method: request.method, params: request.params });
                }
            }
        }
    }

    /// Asks for something that is answered.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        self.try_ask(method, params).response_result.unwrap_or_else(|refusal| panic!("{}", refusal.message))
    }

    /// Returns the code of a refusal.
    pub(crate) fn refused(&mut self, method: &str, params: Value) -> i32 {
        self.try_ask(method, params).response_result.expect_err("it is refused").code
    }

    /// Opens a text.
    pub(crate) fn open(&self, uri: &str, text: &str) {
        let item = json!({ "uri": uri, "languageId": "toml", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": item }));
    }

    /// Changes a text.
    pub(crate) fn change(&self, uri: &str, version: i32, text: &str) {
        let of = json!({ "uri": uri, "version": version });
        self.tell(
            "textDocument/didChange",
            json!({ "textDocument": of, "contentChanges": [{ "text": text }] }),
        );
    }

    /// Waits for a word of some kind.
    pub(crate) fn hear(&mut self, method: &str) -> Value {
        if let Some(place) = self.heard.iter().position(|note| note.method == method) {
            return self.heard.remove(place).params;
        }
        loop {
            match self.next_message() {
                Message::Notification(note) if note.method == method => return note.params,
                Message::Notification(note) => self.heard.push(note),
                Message::Request(request) if request.method == method => return request.params,
                other => panic!("{other:?}"),
            }
        }
    }

    /// Waits for the findings of a text.
    pub(crate) fn findings(&mut self, uri: &str) -> Value {
        loop {
            let told = self.hear("textDocument/publishDiagnostics");
            if told["uri"] == uri {
                return told;
            }
        }
    }

    /// Returns what the server said by itself in the meantime, once it has answered something else.
    pub(crate) fn heard(&mut self) -> Vec<Notification> {
        // Findings are told before the next word is waited for; a refusal behind one of them tells that they are all there.
        self.refused("nothing/twice", Value::Null);
        std::mem::take(&mut self.heard)
    }

    /// Says goodbye, and returns how the server ended.
    pub(crate) fn leave(self) -> Ended {
        self.tell("exit", Value::Null);
        let server = self.server.expect("the server was started");
        server.join().expect("the server does not panic")
    }
}

/// Writes findings in lines, for people.
pub(crate) fn lines(told: &Value) -> String {
    let place = |range: &Value| {
        let of = |end: &str, what: &str| range[end][what].as_u64().expect("a number");
        let (from, to) = (of("start", "line"), of("end", "line"));
        format!("{from}:{}-{to}:{}", of("start", "character"), of("end", "character"))
    };
    let mut out = format!("version {}\n", told["version"]);
    for finding in told["diagnostics"].as_array().expect("a list") {
        let message = finding["message"].as_str().expect("a text").replace('\n', "; ");
        let code = finding["code"].as_str().unwrap_or("none");
        let severity = finding["severity"].as_u64().unwrap_or_default();
        let _ = writeln!(out, "{} {severity} {code}: {message}", place(&finding["range"]));
        for related in finding["relatedInformation"].as_array().into_iter().flatten() {
            let file = related["location"]["uri"]
                .as_str()
                .and_then(|uri| uri.rsplit('/').next())
                .unwrap_or_default();
            let (message, at) =
                (related["message"].as_str().unwrap_or_default(), &related["location"]["range"]);
            let _ = writeln!(out, "  {file} {} {message}", place(at));
        }
        if let Some(tags) = finding.get("tags") {
            let _ = writeln!(out, "  tags {tags}");
        }
    }
    out
}

/// Returns the place of a byte, counted in UTF-16.
pub(crate) fn place(text: &str, offset: usize) -> Value {
    let before = &text[..offset];
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    json!({ "line": before.matches('\n').count(), "character": before[line..].encode_utf16().count() })
}

/// Returns a text after the edits of one file, counted in UTF-16.
pub(crate) fn edited(text: &str, edits: &Value) -> String {
    let offset = |place: &Value| {
        let number =
            |what: &str| usize::try_from(place[what].as_u64().expect("a number")).expect("a small number");
        let line: usize = text.split_inclusive('\n').take(number("line")).map(str::len).sum();
        let mut units = 0;
        let before = text[line..].char_indices().take_while(|(_, letter)| {
            units += letter.len_utf16();
            units <= number("character")
        });
        line + before.map(|(_, letter)| letter.len_utf8()).sum::<usize>()
    };
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .expect("a list of edits")
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            (offset(&range["start"]), offset(&range["end"]), edit["newText"].as_str().expect("a text"))
        })
        .collect();
    edits.sort_unstable();
    let mut out = text.to_owned();
    for (from, to, new) in edits.into_iter().rev() {
        out.replace_range(from..to, new);
    }
    out
}
