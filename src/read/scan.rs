//! Tokens and statements of a text that may be no TOML: what the words about a mistake rest on.
//!
//! A statement is a header or a key with its value, over as many lines as its brackets and texts take.

use std::ops::Range;

use super::pieces::{Header, string_end};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A run of letters that are no marks: a key, a number, a date, a text that lacks its quotes.
    Word,
    /// A text in quotes.
    Text {
        /// Whether it has three quotes, and may take up many lines.
        long: bool,
        /// Whether its last quotes are there.
        closed: bool,
    },
    /// One of `[`, `]`, `{`, `}`, `=` and `,`.
    Mark(u8),
    /// A remark, with its `#`.
    Remark,
    /// The end of a line.
    LineEnd,
}

/// A token and its bytes; blanks are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Token {
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    pub(crate) fn is(&self, mark: u8) -> bool {
        self.kind == Kind::Mark(mark)
    }

    /// Returns whether nothing but the end of a line or of the statement follows where this stands.
    pub(crate) fn is_end(&self) -> bool {
        matches!(self.kind, Kind::LineEnd | Kind::Remark)
    }
}

/// Finds the first token from an offset on.
fn token(bytes: &[u8], from: usize) -> Option<Token> {
    let blanks = bytes[from..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let start = from + blanks;
    let rest = &bytes[start..];
    let length = |stops: &[u8]| rest.iter().take_while(|byte| !stops.contains(byte)).count();
    let (kind, end) = match *rest.first()? {
        mark @ (b'[' | b']' | b'{' | b'}' | b'=' | b',') => (Kind::Mark(mark), start + 1),
        b'\n' => (Kind::LineEnd, start + 1),
        b'\r' => (Kind::LineEnd, start + 1 + usize::from(rest.get(1) == Some(&b'\n'))),
        b'#' => (Kind::Remark, start + length(b"\r\n")),
        quote @ (b'"' | b'\'') => {
            let (end, closed) = string_end(bytes, start);
            (Kind::Text { long: rest.starts_with(&[quote; 3]), closed }, end)
        }
        _ => (Kind::Word, start + length(b"=,[]{} \t#\r\n")),
    };
    Some(Token { kind, start, end })
}

/// A header or a key with its value.
#[derive(Debug, Default)]
pub(crate) struct Statement {
    /// Its tokens; ends of lines are among them where brackets are open.
    pub(crate) tokens: Vec<Token>,
}

impl Statement {
    /// Returns the first byte.
    pub(crate) fn start(&self) -> usize {
        self.tokens.first().map_or(0, |token| token.start)
    }

    /// Returns one past the last byte, a remark behind it left out.
    pub(crate) fn end(&self) -> usize {
        let is_content = |token: &&Token| !token.is_end();
        self.tokens.iter().rev().find(is_content).map_or(self.start(), |token| token.end)
    }

    pub(crate) fn is_header(&self) -> bool {
        self.tokens.first().is_some_and(|first| first.is(b'['))
    }
}

/// How far the reading of a statement has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Key,
    Value,
    Open(usize),
    Behind,
}

/// Reads the statement that begins at an offset or behind it, and returns where the next one does.
pub(crate) fn statement(text: &str, from: usize) -> Option<(Statement, usize)> {
    let bytes = text.as_bytes();
    let mut at = if from == 0 && text.starts_with('\u{feff}') { 3 } else { from };
    let mut tokens: Vec<Token> = Vec::new();
    let mut stage = Stage::Key;
    while let Some(token) = token(bytes, at) {
        at = token.end;
        if token.kind == Kind::LineEnd && !matches!(stage, Stage::Open(_)) {
            if tokens.is_empty() {
                continue;
            }
            return Some((Statement { tokens }, at));
        }
        stage = match (stage, token.kind) {
            (Stage::Key, Kind::Mark(b'[')) if tokens.is_empty() => Stage::Behind,
            (Stage::Key | Stage::Value, Kind::Mark(b'=')) => Stage::Value,
            (Stage::Value, Kind::Mark(b'[' | b'{')) => Stage::Open(1),
            (Stage::Value, _) | (Stage::Open(1), Kind::Mark(b']' | b'}')) => Stage::Behind,
            (Stage::Open(depth), Kind::Mark(b'[' | b'{')) => Stage::Open(depth + 1),
            (Stage::Open(depth), Kind::Mark(b']' | b'}')) => Stage::Open(depth - 1),
            (stage, _) => stage,
        };
        tokens.push(token);
    }
    (!tokens.is_empty()).then_some((Statement { tokens }, bytes.len()))
}

/// A statement and what stands before it.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) statement: Statement,
    /// The bytes of the header above.
    pub(crate) header: Option<Range<usize>>,
    /// The last token of the statement before.
    pub(crate) before: Option<Token>,
}

/// Finds the statement at an offset, or the last one before it.
pub(crate) fn statement_at(text: &str, at: usize) -> Found {
    let mut found = Found::default();
    let mut next = 0;
    while let Some((statement, behind)) = statement(text, next) {
        let last = &found.statement;
        if statement.start() > at && !last.tokens.is_empty() {
            break;
        }
        if last.is_header() {
            found.header = Some(last.start()..last.end());
        }
        found.before = last.tokens.iter().rev().find(|token| !token.is_end()).copied();
        found.statement = statement;
        next = behind;
        if next > at {
            break;
        }
    }
    found
}

/// Returns the bytes of the line that holds an offset, without its end.
pub(crate) fn line_of(text: &str, at: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |newline| newline + 1);
    let end = memchr::memchr(b'\n', &bytes[at..]).map_or(text.len(), |newline| at + newline);
    let end = if end > start && bytes[end - 1] == b'\r' { end - 1 } else { end };
    start..end.max(start)
}

/// Returns whether a key can stand without quotes: letters a to z, digits, `-` and `_`.
pub(crate) fn is_bare(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// Returns whether a line looks like a key with its value, rather than like words of a text.
pub(super) fn is_pair(line: &str) -> bool {
    let Some((key, value)) = line.split_once('=') else { return false };
    let key = key.trim();
    key.split('.').all(|part| is_bare(part.trim())) && !value.trim_start().is_empty()
}

/// Returns whether a line looks like a header: brackets, and a name that begins with a letter.
pub(super) fn is_header(line: &str) -> bool {
    let Some(rest) = line.trim_start().strip_prefix('[') else { return false };
    let name = rest.strip_prefix('[').unwrap_or(rest).trim_start();
    let quoted = name.strip_prefix(['"', '\'']);
    let bare = quoted.unwrap_or(name);
    let is_part = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
    let first = &bare[..bare.find(|letter| !is_part(letter)).unwrap_or(bare.len())];
    if quoted.is_some() {
        // A row of a list looks the same.
        return super::keys::ROOT_KEYS.contains(&first);
    }
    let behind = bare[first.len()..].trim_start();
    first.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
        && !matches!(first, "true" | "false" | "inf" | "nan")
        && (behind.is_empty() || behind.starts_with(['.', ']', '#', '\r']))
}

/// Finds a name at the beginning of a header line: where it starts and ends, quotes and all.
pub(super) fn first_name(line: &str, name: &str) -> Option<(usize, usize)> {
    let rest = line.trim_start_matches(['\u{feff}', ' ', '\t']).strip_prefix('[')?;
    let rest = rest.strip_prefix('[').unwrap_or(rest).trim_start_matches([' ', '\t']);
    let start = line.len() - rest.len();
    let quotes = rest.len() - rest.trim_start_matches(['"', '\'']).len();
    let behind = rest[quotes..].strip_prefix(name)?;
    let behind = behind.strip_prefix(['"', '\'']).unwrap_or(behind);
    let end = line.len() - behind.len();
    behind.trim_start().starts_with(['.', ']']).then_some((start, end))
}

/// Lists the headers of a text, and whether each is a part of the post above it.
pub(crate) fn headers(text: &str) -> impl Iterator<Item = (usize, bool)> {
    super::pieces::headers(text).map(|(at, header)| (at, header == Header::PostPart))
}

/// Lists where a text can be cut into pieces: at those headers that look like ones, apart from parts of a post.
pub(super) fn cuts(text: &str, headers: impl Iterator<Item = (usize, Header)>) -> Vec<usize> {
    let looks = |at: usize| is_header(&text[line_of(text, at)]);
    let kept = headers.filter(|&(at, header)| match header {
        Header::PostPart => false,
        Header::Post => true,
        Header::Other => looks(at),
    });
    kept.map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statements(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some((statement, next)) = statement(text, at) {
            found.push(&text[statement.start()..statement.end()]);
            at = next;
        }
        found
    }

    #[test]
    fn a_statement_takes_as_many_lines_as_its_brackets_and_texts() {
        let text = "[[post]] # a\n\na = [\n 1, # ]\n]\nb = \"\"\"\nx = 1\n\"\"\"\nc d\n";
        assert_eq!(statements(text), ["[[post]]", "a = [\n 1, # ]\n]", "b = \"\"\"\nx = 1\n\"\"\"", "c d"]);
        assert_eq!(statements("a = 1 [\nb = \"open\nc = 2"), ["a = 1 [", "b = \"open", "c = 2"]);
    }

    #[test]
    fn headers_are_told_from_rows_of_a_list() {
        for header in ["[plan]", "[[post", " [channels.a] # b", "[канали.x]", "[\"plan\"]"] {
            assert!(is_header(header), "{header}");
        }
        for row in ["[1, 2],", "[\"a\", \"b\"]", "[true]", "[ 1 ]", "[a b]"] {
            assert!(!is_header(row), "{row}");
        }
    }
}
