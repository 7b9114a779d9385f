//! What was agreed with the editor in `initialize`; what it leaves out is not expected of it.

use serde_json::Value;

use super::place::Encoding;

/// How an editor shows what is said to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// As Markdown.
    Markdown,
    /// As it stands.
    Plain,
}

/// What was agreed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Agreed {
    /// What the editor counts within a line.
    pub(super) encoding: Encoding,
    /// Whether it takes changes together with the state of the text that they are made for.
    pub(super) versions: bool,
    /// Whether it tells of files that others change, once it is asked to.
    pub(super) watches: bool,
    /// How it shows what is said below the pointer.
    pub(super) hover: Format,
    /// How it shows what is said of an offer.
    pub(super) offers: Format,
}

impl Agreed {
    /// Reads what the editor can do.
    pub(super) fn new(params: &Value) -> Self {
        let capability = |place: &str| params.pointer(&format!("/capabilities/{place}"));
        let lists = |place: &str, word: &str| {
            Some(capability(place)?.as_array()?.iter().any(|listed| listed == word))
        };
        let can = |place: &str| capability(place) == Some(&Value::Bool(true));
        let format = |is_marked: bool| if is_marked { Format::Markdown } else { Format::Plain };
        let knows_utf8 = lists("general/positionEncodings", "utf-8").unwrap_or(false);
        let offers = "textDocument/completion/completionItem/documentationFormat";
        Self {
            encoding: if knows_utf8 { Encoding::Utf8 } else { Encoding::Utf16 },
            versions: can("workspace/workspaceEdit/documentChanges"),
            watches: can("workspace/didChangeWatchedFiles/dynamicRegistration"),
            // An old editor does not say, and shows Markdown.
            hover: format(lists("textDocument/hover/contentFormat", "markdown").unwrap_or(true)),
            offers: format(lists(offers, "markdown").unwrap_or(false)),
        }
    }
}
