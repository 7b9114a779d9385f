//! Where in a plan a place is: in which table, at which key or value, whatever is still missing around it.

use std::ops::Range;

use crate::read::scan::{Kind, Statement, Token, line_of, statement, statement_at};

/// What stands at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// A header, or what is to become one.
    Header,
    /// A key; the bytes of the part of it that the place is in.
    Key(Range<usize>),
    /// A value.
    Value(Value),
    /// Nothing that means something: a remark, a mark, what stands behind a value.
    Nothing,
}

/// A value that is no list and no table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    /// Its bytes, without the quotes.
    pub(super) range: Range<usize>,
    /// The quotes that it begins with; empty where there are none.
    pub(super) quotes: String,
    /// Whether the closing quotes are there.
    pub(super) closed: bool,
    /// Whether it stands in a list.
    pub(super) listed: bool,
}

impl Value {
    /// Returns its bytes with the quotes.
    pub(super) fn whole(&self) -> Range<usize> {
        let behind = if self.closed { self.quotes.len() } else { 0 };
        self.range.start - self.quotes.len()..self.range.end + behind
    }
}

/// A place in a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cursor {
    /// The keys that lead here, lists left out: of a key, its table; of a value, its key too.
    pub(super) path: Vec<String>,
    /// How many of these keys the header gives.
    pub(super) depth: usize,
    /// The bytes of the header above, or at the place.
    pub(super) header: Option<Range<usize>>,
    /// What stands there.
    pub(super) spot: Spot,
}

impl Cursor {
    /// Finds out where a place is.
    pub(super) fn at(text: &str, offset: usize) -> Self {
        let found = statement_at(text, offset);
        let own = &found.statement;
        let is_here = is_within(text, own, offset);
        if own.is_header() {
            let range = own.start()..own.end();
            let path = names(text, inner(&own.tokens));
            let spot = if is_here { Spot::Header } else { Spot::Key(offset..offset) };
            let spot = if is_here && is_behind(own, offset) { Spot::Nothing } else { spot };
            return Self { depth: path.len(), path, header: Some(range), spot };
        }
        let header = found.header;
        let path =
            header.clone().map_or_else(Vec::new, |range| names(text, inner(&tokens(text, range.start))));
        let depth = path.len();
        if !is_here {
            return Self { path, depth, header, spot: Spot::Key(offset..offset) };
        }
        let mut walk =
            Walk { text, offset, path, frames: Vec::new(), key: Vec::new(), value: None, stage: Stage::Key };
        let spot = walk.to(&own.tokens);
        Self { path: walk.path, depth, header, spot }
    }

    /// Returns the path as words, to match against.
    pub(super) fn words(&self) -> Vec<&str> {
        self.path.iter().map(String::as_str).collect()
    }
}

fn tokens(text: &str, at: usize) -> Vec<Token> {
    statement(text, at).map(|(found, _)| found.tokens).unwrap_or_default()
}

/// Returns whether a place is within a statement, or behind it on its line.
fn is_within(text: &str, own: &Statement, offset: usize) -> bool {
    let Some(last) = own.tokens.last() else { return false };
    own.start() <= offset && offset <= line_of(text, last.end.min(text.len())).end
}

/// Returns whether a place is behind a closed header.
fn is_behind(own: &Statement, offset: usize) -> bool {
    let closes = own.tokens.iter().rev().find(|token| !token.is_end());
    closes.is_some_and(|token| token.is(b']') && offset > token.end)
}

/// Returns the tokens between the brackets of a header.
fn inner(tokens: &[Token]) -> &[Token] {
    let start = tokens.iter().take_while(|token| token.is(b'[')).count();
    let inside = tokens[start..].iter().take_while(|token| !token.is(b']') && !token.is_end()).count();
    &tokens[start..start + inside]
}

/// Lists the names of a dotted key.
pub(super) fn names(text: &str, tokens: &[Token]) -> Vec<String> {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return Vec::new() };
    let mut quote = None;
    let is_dot = |letter: char| {
        match quote {
            Some(open) if open == letter => quote = None,
            None if matches!(letter, '"' | '\'') => quote = Some(letter),
            Some(_) | None => {}
        }
        letter == '.' && quote.is_none()
    };
    let parts = text[first.start..last.end].split(is_dot).map(|name| name.trim().trim_matches(['"', '\'']));
    parts.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// What comes next in a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Key,
    Value,
    Behind,
}

/// Returns whether a word or a text begins at a place.
fn begins(token: &Token, offset: usize) -> bool {
    token.start == offset && matches!(token.kind, Kind::Word | Kind::Text { .. })
}

/// A way through a statement, up to the place.
struct Walk<'t> {
    text: &'t str,
    offset: usize,
    path: Vec<String>,
    /// The open brackets; of braces, how long the path was before them.
    frames: Vec<Option<usize>>,
    /// The tokens of the key that is being read.
    key: Vec<Token>,
    /// The bytes of the value that is being read: a date has a blank.
    value: Option<Range<usize>>,
    stage: Stage,
}

impl Walk<'_> {
    /// Goes to the place and tells what is there.
    fn to(&mut self, tokens: &[Token]) -> Spot {
        let offset = self.offset;
        for token in tokens.iter().take_while(|token| token.start < offset || begins(token, offset)) {
            if self.offset <= token.end && self.holds(token) {
                return self.spot(Some(*token), tokens);
            }
            self.pass(*token);
        }
        self.spot(None, tokens)
    }

    /// Returns whether the place is in a token, not just behind it.
    fn holds(&self, token: &Token) -> bool {
        match token.kind {
            Kind::Word | Kind::Remark | Kind::Text { closed: false, .. } => true,
            Kind::Text { closed: true, .. } => self.offset < token.end,
            Kind::Mark(_) | Kind::LineEnd => false,
        }
    }

    fn pass(&mut self, token: Token) {
        match (self.stage, token.kind) {
            (Stage::Key, Kind::Word | Kind::Text { .. }) => self.key.push(token),
            (Stage::Key, Kind::Mark(b'=')) => {
                self.path.extend(names(self.text, &std::mem::take(&mut self.key)));
                self.stage = Stage::Value;
            }
            (Stage::Value | Stage::Behind, Kind::Word) => {
                let start = self.value.as_ref().map_or(token.start, |value| value.start);
                self.value = Some(start..token.end);
                self.stage = Stage::Behind;
            }
            (Stage::Value, Kind::Text { .. }) => self.stage = Stage::Behind,
            (Stage::Value, Kind::Mark(b'[')) => self.frames.push(None),
            (Stage::Value, Kind::Mark(b'{')) => {
                self.frames.push(Some(self.path.len()));
                self.stage = Stage::Key;
            }
            (_, Kind::Mark(b',')) => {
                self.value = None;
                self.key.clear();
                self.stage = match self.frames.last() {
                    Some(&Some(length)) => {
                        self.path.truncate(length);
                        Stage::Key
                    }
                    Some(None) => Stage::Value,
                    None => Stage::Behind,
                };
            }
            (_, Kind::Mark(b']' | b'}')) => {
                if let Some(Some(length)) = self.frames.pop() {
                    self.path.truncate(length);
                }
                self.value = None;
                self.stage = Stage::Behind;
            }
            _ => {}
        }
    }

    fn spot(&mut self, token: Option<Token>, tokens: &[Token]) -> Spot {
        if token.is_some_and(|token| token.kind == Kind::Remark) {
            return Spot::Nothing;
        }
        if self.stage == Stage::Key {
            return Spot::Key(self.key_spot(token));
        }
        let listed = self.frames.last().is_some_and(Option::is_none);
        let bare = |range| Spot::Value(Value { range, quotes: String::new(), closed: true, listed });
        match token {
            Some(token) if matches!(token.kind, Kind::Text { .. }) => self.quoted(token, listed),
            Some(token) => {
                let start = self.value.as_ref().map_or(token.start, |value| value.start);
                let more = tokens.iter().skip_while(|other| other.start <= token.start);
                let end = more
                    .take_while(|other| other.kind == Kind::Word)
                    .last()
                    .map_or(token.end, |last| last.end);
                bare(start..end)
            }
            // Behind the blank of a date that is not finished.
            None => match (&self.value, self.stage) {
                (Some(value), _) => bare(value.start..self.offset),
                (None, Stage::Value) => bare(self.offset..self.offset),
                (None, Stage::Key | Stage::Behind) => Spot::Nothing,
            },
        }
    }

    /// Returns the part of a dotted key that the place is in; those before it lead to its table.
    fn key_spot(&mut self, token: Option<Token>) -> Range<usize> {
        self.path.extend(names(self.text, &self.key));
        let Some(token) = token.filter(|token| token.kind == Kind::Word) else {
            return token.map_or(self.offset..self.offset, |token| token.range());
        };
        let written = &self.text[token.range()];
        let at = self.offset - token.start;
        let start = written[..at].rfind('.').map_or(0, |dot| dot + 1);
        let end = written[at..].find('.').map_or(written.len(), |dot| at + dot);
        self.path.extend(written[..start].split('.').filter(|name| !name.is_empty()).map(str::to_owned));
        token.start + start..token.start + end
    }

    fn quoted(&self, token: Token, listed: bool) -> Spot {
        let Kind::Text { long, closed } = token.kind else { return Spot::Nothing };
        let quotes = if long { 3 } else { 1 };
        let (start, end) = (token.start + quotes, token.end - if closed { quotes } else { 0 });
        if self.offset < start {
            // On the quotes themselves.
            let whole =
                Value { range: start..end, quotes: self.text[token.start..start].to_owned(), closed, listed };
            return Spot::Value(whole);
        }
        // A line that was never closed ends where its blanks begin.
        let text = &self.text[start..end];
        let end = if closed { end } else { (start + text.trim_end().len()).max(self.offset) };
        Spot::Value(Value {
            range: start..end,
            quotes: self.text[token.start..start].to_owned(),
            closed,
            listed,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Says where the `|` of a text is: the path, and what stands there.
    fn place(marked: &str) -> String {
        let offset = marked.find('|').expect("a mark");
        let text = marked.replacen('|', "", 1);
        let cursor = Cursor::at(&text, offset);
        let path = cursor.path.join("/");
        match cursor.spot {
            Spot::Header => format!("header {path}"),
            Spot::Key(range) => format!("key `{}` of {path}", &text[range]),
            Spot::Value(value) => format!(
                "value {}`{}`{} of {path}",
                value.quotes,
                &text[value.range.clone()],
                if value.listed { " listed" } else { "" }
            ),
            Spot::Nothing => "nothing".to_owned(),
        }
    }

    #[test]
    fn places_are_known_while_a_plan_is_being_typed() {
        for (marked, expected) in [
            ("|", "key `` of "),
            ("pl|an.title = 1", "key `plan` of "),
            ("plan.ti|tle = 1", "key `title` of plan"),
            ("[pl|", "header pl"),
            ("[[po|st]]\n", "header post"),
            ("[[post]] |\n", "nothing"),
            ("[[post]]\n|", "key `` of post"),
            ("[[post]]\ncat|", "key `cat` of post"),
            ("[[post]]\ncat|\n[mix]\n", "key `cat` of post"),
            ("[post.variants.\"a b\"]\nt|ext = 1", "key `text` of post/variants/a b"),
            ("[[post]]\ncategory = |\nid = 1", "value `` of post/category"),
            ("[[post]]\ncategory =|", "value `` of post/category"),
            ("[[post]]\ncategory = emo|", "value `emo` of post/category"),
            ("[[post]]\ncategory = \"|\nid = \"a\"", "value \"`` of post/category"),
            ("[[post]]\ncategory = \"emo|tional\" # a", "value \"`emotional` of post/category"),
            ("[[post]]\ncategory = |\"emotional\"", "value \"`emotional` of post/category"),
            ("[[post]]\ncategory = \"emotional\"| # a", "nothing"),
            ("[[post]]\ncategory = \"emotional\" # a|", "nothing"),
            ("[[post]]\nchannels = [\"a\", \"b|\"]", "value \"`b` listed of post/channels"),
            ("[[post]]\nchannels = [\"a\", |]", "value `` listed of post/channels"),
            ("[[post]]\nat = 2026-11-23| 09:30:00", "value `2026-11-23 09:30:00` of post/at"),
            ("[[post]]\nat = 2026-11-23 |\nid = 1", "value `2026-11-23 ` of post/at"),
            ("[[post]]\nmedia = [{ file = \"a\", a|", "key `a` of post/media"),
            ("[[post]]\nmedia = [{ file = \"a\", alt = \"|\" }]", "value \"`` of post/media/alt"),
            ("[[post]]\nmedia = [{ file = \"a\" }, |]", "value `` listed of post/media"),
            ("[channels]\nx = { slots = { monday = [|] } }", "value `` listed of channels/x/slots/monday"),
            ("[channels]\nx = { slots = { monday = [] }, g| }", "key `g` of channels/x"),
            ("[[post]]\ntext = \"\"\"\nКава ☕|\n\"\"\"\nid = 1", "value \"\"\"`\nКава ☕\n` of post/text"),
            ("# re|mark\n[plan]", "nothing"),
            ("[plan]\n# remark\n|", "key `` of plan"),
            ("extends = \"|", "value \"`` of extends"),
        ] {
            assert_eq!(place(marked), expected, "{marked}");
        }
    }

    #[test]
    fn every_place_of_any_text_is_somewhere() {
        let text = "[[post]]\nat = 2026\n \"a'b\nx = { [ , } ] \"\"\"\n= = [[[ ☕ # \r\n'";
        for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
            for end in (offset..=text.len()).filter(|&end| text.is_char_boundary(end)) {
                Cursor::at(&text[..end], offset);
            }
        }
    }
}
