//! Source texts and places in them: files, byte spans, lines and columns.
//!
//! This module alone owns the text of the files that were read. Everything else carries a [`Span`] and asks
//! [`Sources`] for lines and columns when something is shown.

mod json;
mod literal;
mod words;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::{self, Write as _};
use std::ops::{Deref, Range};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

pub use json::write_json;
pub use literal::offset_in_literal;
pub use words::{folded, folded_letter, is_joint, is_whole, line_after, line_before, words};

/// Number of a file within its [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// Half-open range of bytes in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte, from 0.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Makes a span from a range of bytes.
    ///
    /// # Panics
    ///
    /// Panics over 4 GiB; [`Sources::add`] takes no such text.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let narrow =
            |offset: usize| u32::try_from(offset).expect("texts over 4 GiB are refused by Sources::add");
        Self { file, start: narrow(range.start), end: narrow(range.end) }
    }

    /// Returns the bytes as a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Returns whether the other span lies within this one.
    pub fn contains(self, other: Self) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }
}

/// A value that remembers where it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Joins a value and its place.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// Changes the value and keeps the place.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: fmt::Display> fmt::Display for Spanned<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

/// A place for people and programs: line, column and offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// Offset in bytes, from 0.
    pub offset: usize,
}

/// One file: the path as it is shown, and its text, byte for byte (a byte order mark is kept).
#[derive(Debug)]
pub struct Source {
    path: String,
    text: String,
    index: OnceLock<Index>,
}

/// Where lines start, and how many code points stand before each block of bytes.
#[derive(Debug)]
struct Index {
    lines: Vec<u32>,
    blocks: Vec<u32>,
}

/// Bytes between two counts of code points; bounds the work of one look-up in a line of a megabyte.
const BLOCK: usize = 4096;

impl Index {
    fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let narrow =
            |offset: usize| u32::try_from(offset).expect("texts over 4 GiB are refused by Sources::add");
        let lines = std::iter::once(0)
            .chain(memchr::memchr_iter(b'\n', bytes).map(|newline| narrow(newline + 1)))
            .collect();
        let mut blocks = Vec::with_capacity(bytes.len() / BLOCK + 2);
        let mut before = 0;
        blocks.push(0);
        for block in bytes.chunks(BLOCK) {
            before += code_points(block);
            blocks.push(narrow(before));
        }
        Self { lines, blocks }
    }
}

/// Counts the code points that begin in these bytes of UTF-8.
fn code_points(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

impl Source {
    /// Returns the path as it is shown: as the user gave it, with forward slashes.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.text))
    }

    /// Returns the line, from 1, that holds the byte.
    pub fn line(&self, offset: usize) -> usize {
        self.index().lines.partition_point(|&start| start as usize <= offset)
    }

    /// Returns how many lines the text has; an empty text has one.
    pub fn line_count(&self) -> usize {
        self.index().lines.len()
    }

    /// Returns the bytes of a line, from 1, without its line end.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let lines = &self.index().lines;
        let start = lines[line - 1] as usize;
        let end = lines.get(line).map_or(self.text.len(), |&next| next as usize - 1);
        let end = if self.text[start..end].ends_with('\r') { end - 1 } else { end };
        start..end
    }

    /// Returns line and column of a byte; an offset behind the text counts as its end.
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line(offset);
        let start = self.index().lines[line - 1] as usize;
        // A byte order mark is no column that an editor would count.
        let mark = usize::from(start == 0 && offset > 0 && self.text.starts_with('\u{feff}'));
        let column = self.code_points_before(offset) - self.code_points_before(start) + 1 - mark;
        Position { line, column, offset }
    }

    fn code_points_before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        let bytes = &self.text.as_bytes()[block * BLOCK..offset];
        let before = self.index().blocks[block] as usize;
        before + code_points(bytes)
    }
}

/// All texts of a run; the only owner of text. Files can be added while others are read.
#[derive(Debug, Default)]
pub struct Sources {
    files: RwLock<Vec<Arc<Source>>>,
    shared: RwLock<HashMap<String, FileId>>,
}

/// A text that is too long to be a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("longer than 4 GiB")
    }
}

impl std::error::Error for TooLong {}

impl Sources {
    /// Starts with no file.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file under the path that is to be shown.
    ///
    /// # Errors
    ///
    /// [`TooLong`] for a text of 4 GiB or more.
    pub fn add(&self, path: impl Into<String>, text: String) -> Result<FileId, TooLong> {
        if u32::try_from(text.len()).is_err() {
            return Err(TooLong);
        }
        let mut files = self.files.write().unwrap_or_else(PoisonError::into_inner);
        let id = FileId(u32::try_from(files.len()).map_err(|_| TooLong)?);
        files.push(Arc::new(Source { path: path.into(), text, index: OnceLock::new() }));
        Ok(id)
    }

    /// Adds a file that several others name, once: the same path with the same text is the same file.
    ///
    /// # Errors
    ///
    /// [`TooLong`] for a text of 4 GiB or more.
    pub fn add_shared(&self, path: String, text: String) -> Result<FileId, TooLong> {
        let mut shared = self.shared.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(&known) = shared.get(&path).filter(|&&known| self.get(known).text == text) {
            return Ok(known);
        }
        let id = self.add(path.clone(), text)?;
        shared.insert(path, id);
        Ok(id)
    }

    /// Returns a file.
    ///
    /// # Panics
    ///
    /// Panics on a file of other sources.
    pub fn get(&self, file: FileId) -> Arc<Source> {
        Arc::clone(&self.files.read().unwrap_or_else(PoisonError::into_inner)[file.0 as usize])
    }

    /// Finds the first file of some kind.
    pub fn find(&self, is_it: impl Fn(&Arc<Source>) -> bool) -> Option<FileId> {
        let files = self.files.read().unwrap_or_else(PoisonError::into_inner);
        let place = files.iter().position(is_it)?;
        u32::try_from(place).ok().map(FileId)
    }

    /// Lists the paths of all files, in the order in which they were added.
    pub fn paths(&self) -> Vec<String> {
        let files = self.files.read().unwrap_or_else(PoisonError::into_inner);
        files.iter().map(|source| source.path.clone()).collect()
    }

    /// Returns where a span starts and ends.
    pub fn positions(&self, span: Span) -> (Position, Position) {
        let source = self.get(span.file);
        (source.position(span.start as usize), source.position(span.end as usize))
    }
}

/// Makes control characters, escape codes and overrides of the writing direction visible, as `\u{1b}`; a line end becomes
/// a space. What comes out is one line that no terminal obeys.
pub fn visible(text: &str) -> Cow<'_, str> {
    let is_plain = |letter: char| !letter.is_control() && !is_override(letter);
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '\n' | '\t' => out.push(' '),
            '\r' => {}
            letter if is_plain(letter) => out.push(letter),
            letter => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(letter));
            }
        }
    }
    Cow::Owned(out)
}

/// Returns whether a character turns the writing direction, or breaks lines where no line end is seen.
pub fn is_override(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_code_points_not_bytes() {
        let sources = Sources::new();
        let file = sources.add("plan.toml", "a\nКава ☕️ x\r\nend".to_owned()).expect("a short text");
        let source = sources.get(file);
        let x = source.text().find('x').expect("the text has an x");
        assert_eq!(source.position(x), Position { line: 2, column: 9, offset: x });
        assert_eq!(&source.text()[source.line_range(2)], "Кава ☕️ x");
        assert_eq!(source.position(999).line, 3);
        assert_eq!(source.line_count(), 3);
    }

    #[test]
    fn columns_are_right_far_into_a_long_line() {
        let sources = Sources::new();
        let file = sources.add("plan.toml", format!("x\n{}", "ї".repeat(10_000))).expect("a short text");
        let source = sources.get(file);
        assert_eq!(source.position(2 + 2 * 9_000).column, 9_001);
    }

    #[test]
    fn columns_are_right_at_the_end_of_whole_blocks() {
        for length in [BLOCK - 1, BLOCK, 2 * BLOCK] {
            let sources = Sources::new();
            let file =
                sources.add("plan.toml", format!("{}\nx", "a".repeat(length - 2))).expect("a short text");
            let end = sources.get(file).position(length);
            assert_eq!((end.line, end.column), (2, 2), "{length} bytes");
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        let sources = Sources::new();
        let file = sources.add("plan.toml", "\u{feff}a = 1".to_owned()).expect("a short text");
        assert_eq!(sources.get(file).position(3).column, 1);
        assert_eq!(sources.get(file).position(0).column, 1);
    }

    #[test]
    fn nothing_that_a_terminal_obeys_comes_through() {
        assert_eq!(visible("Кава 👩‍🍳"), "Кава 👩‍🍳");
        assert_eq!(visible("a\u{1b}[31mb\u{202e}c\r\nd\te\u{7}"), "a\\u{1b}[31mb\\u{202e}c d e\\u{7}");
    }
}
