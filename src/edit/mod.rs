//! TOML that is changed in place: new posts, other values, fixes; every other byte stays as it is.
//!
//! What is to change is told as [`Change`]s, which become replacements of bytes (`draft`, `layout`, `place`, `splice`). The new text is read
//! again and compared with the old one, value by value (`verify`), before anybody gets to see it. Files are replaced whole
//! or not at all (`file`, `write`). What should change, and why, is for others to know.

mod draft;
mod file;
mod layout;
mod place;
mod refusal;
mod splice;
mod value;
mod verify;
mod write;

use chrono::NaiveDateTime;
use toml::de::DeTable;

pub use file::{Step, replace, target};
pub use refusal::Refusal;
pub use splice::apply;
pub use value::Value;
pub use write::{Unwritten, write, write_watched};

use crate::text::{FileId, Source, Span};
use draft::Draft;
use verify::reads_as_meant;

/// A post to add.
#[derive(Clone, Debug, PartialEq)]
pub struct NewPost {
    /// When it goes out, in the plan's local time; by it the place in the file is found.
    pub at: NaiveDateTime,
    /// Everything else, in the order in which it is to be written; `at` is written behind an `id`, else first.
    pub keys: Vec<(&'static str, Value)>,
}

/// A change to a plan file.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Adds a post, in the order of time.
    Insert(NewPost),
    /// Gives a key of a post a value: in place of the one that it has, else on a line of its own.
    Set {
        /// The post, by the place of its header.
        post: Span,
        /// The key.
        key: &'static str,
        /// The new value.
        value: Value,
    },
    /// Puts a value in the place of another, wherever it stands.
    Replace {
        /// The old value, with its quotes.
        old: Span,
        /// The new value.
        value: Value,
    },
    /// Takes a post out, with the comment above it and the blank lines that set it apart.
    Remove {
        /// The post, by the place of its header.
        post: Span,
    },
}

/// Changes a plan file; returns its new text.
///
/// # Errors
///
/// [`Refusal`] where that cannot be done, or where the new text would not read as it was meant to.
pub fn change(source: &Source, file: FileId, changes: &[Change]) -> Result<String, Refusal> {
    let text = source.text();
    let old = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        Refusal::NotToml { line: source.line(at) }
    })?;
    let old = old.get_ref();
    let mut draft = Draft::new(text, old, file);
    for change in changes {
        draft.add(change)?;
    }
    let (edits, meant) = draft.finish();
    let written = apply(text, &edits)?;
    if reads_as_meant(text, old, &written, meant) { Ok(written) } else { Err(Refusal::NotKept) }
}
