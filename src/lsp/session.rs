//! A conversation with an editor: the texts that are open, and what was judged of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use gen_lsp_types as lsp;
use lsp_server::{Message, Notification, Request};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::Setup;
use super::address::uri_of;
use super::agreed::Agreed;
use super::buffers::Buffers;
use super::findings::by_file;
use super::judged::Judged;
use super::look::Look;
use super::place::{Encoding, Lines};
use crate::diag::FileKind;
use crate::read::{holds_plan, holds_settings};
use crate::rules::Today;

/// Bytes of a stale text for which a millisecond is waited: 10,000 posts of 6 MB take 200 ms to judge.
const BYTES_A_MILLISECOND: usize = 100_000;
/// Longest time to wait for more.
const LONGEST_WAIT: Duration = Duration::from_millis(200);
/// Bytes from which on a text is long.
const LONG: usize = 1 << 20;

/// What the editor wants to be today.
enum Day {
    /// Nothing: rules that need it are quiet.
    Unknown,
    /// This day.
    Date(Today),
    /// Whatever the clock says.
    Now,
}

/// A conversation with an editor.
pub(super) struct Session {
    setup: Setup,
    day: Day,
    /// What was agreed with the editor.
    pub(super) agreed: Agreed,
    /// The open texts.
    pub(super) buffers: Buffers,
    judged: BTreeMap<PathBuf, Judged>,
    /// Texts that changed, or in which something changed that they rest on.
    stale: BTreeSet<PathBuf>,
    /// Open texts whose findings the editor waits for.
    awaited: BTreeSet<PathBuf>,
    /// What the editor was told of files last; those without findings are left out.
    told: BTreeMap<PathBuf, (lsp::Uri, Vec<lsp::Diagnostic>)>,
    /// What is to be said besides.
    words: Vec<Message>,
}

impl Session {
    /// Agrees on things with an editor, by what it says in `initialize`.
    pub(super) fn new(params: &Value, setup: Setup) -> Self {
        let mut words = Vec::new();
        let today = params.pointer("/initializationOptions/today");
        let day = match today.filter(|today| !today.is_null()).map(|today| today.as_str().unwrap_or("")) {
            None => Day::Unknown,
            Some("now") => Day::Now,
            Some(date) => date.parse().map_or_else(
                |_| {
                    let message = "plan: `today` is a date such as \"2026-11-23\", or \"now\"".to_owned();
                    let kind = lsp::MessageType::Warning;
                    words.push(note("window/showMessage", &lsp::ShowMessageParams { kind, message }));
                    Day::Unknown
                },
                |date| Day::Date(Today::Date(date)),
            ),
        };
        Self {
            setup,
            day,
            agreed: Agreed::new(params),
            buffers: Buffers::default(),
            judged: BTreeMap::new(),
            stale: BTreeSet::new(),
            awaited: BTreeSet::new(),
            told: BTreeMap::new(),
            words,
        }
    }

    /// Says what the server can do.
    pub(super) fn introduction(&self) -> lsp::InitializeResult {
        let sync = lsp::TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(lsp::TextDocumentSyncKind::Full),
            save: Some(true.into()),
            ..lsp::TextDocumentSyncOptions::default()
        };
        let actions = lsp::CodeActionOptions {
            code_action_kinds: Some(vec![lsp::CodeActionKind::QuickFix]),
            ..lsp::CodeActionOptions::default()
        };
        let completion = lsp::CompletionOptions {
            trigger_characters: Some(["\"", "'", "[", ".", "="].map(str::to_owned).to_vec()),
            ..lsp::CompletionOptions::default()
        };
        let capabilities = lsp::ServerCapabilities {
            position_encoding: Some(match self.agreed.encoding {
                Encoding::Utf8 => lsp::PositionEncodingKind::UTF8,
                Encoding::Utf16 => lsp::PositionEncodingKind::UTF16,
            }),
            text_document_sync: Some(sync.into()),
            code_action_provider: Some(actions.into()),
            hover_provider: Some(true.into()),
            completion_provider: Some(completion),
            document_symbol_provider: Some(true.into()),
            inlay_hint_provider: Some(true.into()),
            ..lsp::ServerCapabilities::default()
        };
        let version = Some(env!("CARGO_PKG_VERSION").to_owned());
        let server_info = Some(lsp::ServerInfo { name: "plan".to_owned(), version });
        lsp::InitializeResult { capabilities, server_info }
    }

    /// Takes in what the editor tells; what is not understood is passed over.
    pub(super) fn hear(&mut self, method: &str, params: Value) {
        match method {
            "textDocument/didOpen" => {
                let Some(lsp::DidOpenTextDocumentParams { text_document: text }) = read(params) else {
                    return;
                };
                let path = self.buffers.open(text.uri, text.version, text.text);
                self.awaited.insert(path);
                self.all_stale();
            }
            "textDocument/didChange" => {
                let Some(lsp::DidChangeTextDocumentParams { text_document, content_changes }) = read(params)
                else {
                    return;
                };
                let Some(text) = content_changes.into_iter().next_back().map(whole) else { return };
                let uri = &text_document.text_document_identifier.uri;
                if let Some(path) = self.buffers.change(uri, text_document.version, text) {
                    self.changed(path);
                }
            }
            "textDocument/didClose" => {
                let Some(lsp::DidCloseTextDocumentParams { text_document }) = read(params) else { return };
                if let Some(path) = self.buffers.close(&text_document.uri) {
                    self.judged.remove(&path);
                    self.stale.remove(&path);
                    self.awaited.remove(&path);
                    self.all_stale();
                }
            }
            "initialized" if self.agreed.watches => self.words.push(watch()),
            // Files came, went, or changed on the disk: pictures, settings, banks.
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => self.all_stale(),
            _ => {}
        }
    }

    /// Notes that a text changed, and with it all that rests on it.
    fn changed(&mut self, path: PathBuf) {
        let resting = self.judged.iter().filter(|(_, judged)| judged.files.contains(&path));
        self.stale.extend(resting.map(|(resting, _)| resting.clone()));
        self.stale.insert(path.clone());
        self.awaited.insert(path);
    }

    fn all_stale(&mut self) {
        self.stale.extend(self.buffers.keys().cloned());
    }

    /// Lists what is judged.
    pub(super) fn all(&self) -> impl Iterator<Item = &Judged> {
        self.judged.values()
    }

    /// Returns how long to wait for more before what is stale is judged, about a quarter of what that takes; none where it is
    /// done in no time.
    pub(super) fn patience(&self) -> Option<Duration> {
        let stale = self.stale.iter().filter_map(|path| self.buffers.get(path));
        let bytes: usize = stale.map(|buffer| buffer.text.len()).sum();
        let wait = Duration::from_millis((bytes / BYTES_A_MILLISECOND) as u64).min(LONGEST_WAIT);
        (!wait.is_zero()).then_some(wait)
    }

    /// Looks at an open text as it is now, but at a long one with what was judged of it last: names change more rarely than
    /// people type.
    pub(super) fn glance(&mut self, uri: &lsp::Uri) -> Option<Look<'_>> {
        let path = self.buffers.key(uri)?;
        let is_long = self.buffers.get(&path).is_some_and(|buffer| buffer.text.len() > LONG);
        if !(is_long && self.judged.contains_key(&path)) {
            self.settle();
        }
        self.seen(&path)
    }

    /// Looks at an open text as it is now, with the plan that it is part of.
    pub(super) fn look(&mut self, uri: &lsp::Uri) -> Option<Look<'_>> {
        self.settle();
        let path = self.buffers.key(uri)?;
        self.seen(&path)
    }

    fn seen(&self, path: &Path) -> Option<Look<'_>> {
        let buffer = self.buffers.get(path)?;
        let own = self.judged.get(path)?;
        let is_plan = |judged: &Judged| judged.plan().is_some_and(|(plan, _)| plan.kind == FileKind::Plan);
        // Names of settings and ideas are those of the plans that use them.
        let user = || self.judged.values().find(|judged| judged.files.contains(path) && is_plan(judged));
        let judged = if is_plan(own) { own } else { user().unwrap_or(own) };
        Look::new(&buffer.text, path, Lines::new(&buffer.text, self.agreed.encoding), judged)
    }

    /// Judges what is stale.
    pub(super) fn settle(&mut self) {
        // Plans first: whether a file is one of settings shows in who extends it.
        let (first, last): (Vec<_>, Vec<_>) = std::mem::take(&mut self.stale).into_iter().partition(|path| {
            self.buffers.get(path).is_some_and(|buffer| holds_plan(buffer.text.as_bytes()))
        });
        for path in first.into_iter().chain(last) {
            self.judge(&path);
        }
    }

    /// Judges an open text anew.
    fn judge(&mut self, path: &Path) {
        self.stale.remove(path);
        let Some(buffer) = self.buffers.get(path) else { return };
        let bytes = buffer.text.as_bytes();
        let is_extended =
            || self.judged.iter().any(|(other, judged)| other != path && judged.files.contains(path));
        if holds_plan(bytes) || holds_settings(bytes) || is_extended() {
            let judged = Judged::new(&self.buffers, buffer, self.today());
            self.judged.insert(path.to_path_buf(), judged);
        } else {
            self.judged.remove(path);
        }
    }

    fn today(&self) -> Option<Today> {
        match self.day {
            Day::Unknown => None,
            Day::Date(today) => Some(today),
            Day::Now => Some(Today::Now((self.setup.clock)())),
        }
    }

    /// Judges what is stale, and writes down what the editor does not know yet.
    pub(super) fn publish(&mut self) -> Vec<Message> {
        let mut out = std::mem::take(&mut self.words);
        if self.stale.is_empty() && self.awaited.is_empty() {
            return out;
        }
        self.settle();
        let mut files = by_file(self.judged.values(), &self.buffers, self.agreed.encoding);
        let known: BTreeSet<PathBuf> =
            self.told.keys().chain(files.keys()).chain(&self.awaited).cloned().collect();
        for path in known {
            let findings = files.remove(&path).unwrap_or_default();
            let open = self.buffers.get(&path);
            let before = self.told.get(&path);
            let uri = open.map(|buffer| buffer.uri.clone());
            let uri = uri.or_else(|| before.map(|(uri, _)| uri.clone())).unwrap_or_else(|| uri_of(&path));
            let is_news = before.map_or(&[][..], |(_, findings)| findings) != findings;
            if !is_news && !self.awaited.contains(&path) {
                continue;
            }
            let version = open.map(|buffer| buffer.version);
            let params =
                lsp::PublishDiagnosticsParams { uri: uri.clone(), version, diagnostics: findings.clone() };
            out.push(note("textDocument/publishDiagnostics", &params));
            if findings.is_empty() {
                self.told.remove(&path);
            } else {
                self.told.insert(path, (uri, findings));
            }
        }
        self.awaited.clear();
        out
    }
}

/// Asks the editor to tell when files change that it did not change itself: settings, banks.
fn watch() -> Message {
    let options = json!({ "watchers": [{ "globPattern": "**/*.toml" }] });
    let watched =
        json!({ "id": "files", "method": "workspace/didChangeWatchedFiles", "registerOptions": options });
    let (id, method) = ("files".to_owned().into(), "client/registerCapability".to_owned());
    Request { id, method, params: json!({ "registrations": [watched] }) }.into()
}

fn note(method: &str, params: &impl serde::Serialize) -> Message {
    Notification::new(method.to_owned(), params).into()
}

/// Reads what a message carries.
fn read<T: DeserializeOwned>(params: Value) -> Option<T> {
    serde_json::from_value(params).ok()
}

/// Returns the text of a change, which is all of it, as was agreed.
fn whole(change: lsp::TextDocumentContentChangeEvent) -> String {
    use lsp::TextDocumentContentChangeEvent as Event;
    match change {
        Event::TextDocumentContentChangeWholeDocument(change) => change.text,
        Event::TextDocumentContentChangePartial(change) => change.text,
    }
}
