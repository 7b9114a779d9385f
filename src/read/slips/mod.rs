//! What somebody who writes a plan did where the text is no TOML: the fact, the next step, and how to read on.
//!
//! The parser tells where it stumbled; the words come from a look at the statement itself, since what the parser expected
//! is seldom what was meant.

mod behind;
mod brackets;
mod closing;
mod dates;
mod header;
mod key;
mod lines;
mod marks;
mod quotes;
mod said;
mod scalar;
mod value;
mod words;

use std::ops::Range;

pub(super) use dates::certain;

use super::patch::Edit;
use super::scan::{Found, Kind, Statement, Token, line_of, statement, statement_at};

/// A place where the parser stumbled.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) end: usize,
    /// What it said.
    pub(super) said: String,
}

/// A mistake in the writing.
#[derive(Clone, Debug)]
pub(super) struct Slip {
    pub(super) at: Range<usize>,
    /// The fact.
    pub(super) message: String,
    /// The next step.
    pub(super) help: String,
    /// The cure, and what it does, where it is what was meant; to be offered only if the text can be read with it.
    pub(super) fix: Option<(String, Vec<Edit>)>,
    /// Ways to read on, the least loss first.
    pub(super) ways: Vec<Vec<Edit>>,
    /// The place up to which the text must be sound when a way was taken.
    pub(super) until: usize,
    /// Whether it takes the name of what follows away.
    pub(super) nameless: bool,
}

impl Slip {
    fn new(at: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            at,
            message: message.into(),
            help: help.into(),
            fix: None,
            ways: Vec::new(),
            until: 0,
            nameless: false,
        }
    }

    /// Offers a cure.
    fn fix(mut self, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fix = Some((title.into(), edits));
        self
    }

    /// Offers the replacement of its place as the cure.
    fn replace(self, title: impl Into<String>, text: impl Into<String>) -> Self {
        let edit = Edit::new(self.at.clone(), text);
        self.fix(title, vec![edit])
    }

    /// Offers other text for its place as the cure, of which only what differs is written anew.
    fn rewrite(self, title: impl Into<String>, was: &str, is: &str) -> Self {
        let same = |(a, b): &(char, char)| a == b;
        let before: usize =
            was.chars().zip(is.chars()).take_while(same).map(|(letter, _)| letter.len_utf8()).sum();
        let (was_rest, is_rest) = (&was[before..], &is[before..]);
        let both = was_rest.chars().rev().zip(is_rest.chars().rev());
        let behind: usize = both.take_while(same).map(|(letter, _)| letter.len_utf8()).sum();
        let range = self.at.start + before..self.at.start + was.len() - behind;
        self.fix(title, vec![Edit::new(range, &is_rest[..is_rest.len() - behind])])
    }

    /// Knows a way to read on.
    fn way(mut self, edits: Vec<Edit>) -> Self {
        self.ways.push(edits);
        self
    }
}

/// A fault and the statement in which it lies.
struct Scene<'t> {
    text: &'t str,
    fault: &'t Fault,
    statement: Statement,
    /// The name of the header above, `channels.telegram` of `[channels.telegram]`.
    header: &'t str,
    /// The last token of the statement before.
    before: Option<Token>,
}

impl<'t> Scene<'t> {
    fn new(text: &'t str, fault: &'t Fault) -> Self {
        let Found { statement, header, before } = statement_at(text, fault.at);
        let header = header.map_or("", |range| text[range].trim_matches(['[', ']', ' ', '\t']));
        Self { text, fault, statement, header, before }
    }

    fn tokens(&self) -> &[Token] {
        &self.statement.tokens
    }

    fn token(&self, index: usize) -> Option<&Token> {
        self.statement.tokens.get(index)
    }

    /// Returns the text of a range.
    fn part(&self, range: Range<usize>) -> &'t str {
        &self.text[range]
    }

    fn word(&self, token: &Token) -> &'t str {
        &self.text[token.range()]
    }

    /// Returns the bytes of the line on which the fault lies.
    fn line(&self) -> Range<usize> {
        line_of(self.text, self.fault.at)
    }

    /// Returns whether a token is the first of its line.
    fn begins_line(&self, token: &Token) -> bool {
        let line = line_of(self.text, token.start);
        self.text[line.start..token.start].trim_matches(['\u{feff}', ' ', '\t']).is_empty()
    }

    /// Returns the end of the last token before an index that is no remark and no end of a line.
    fn content_before(&self, index: usize) -> usize {
        let before = self.tokens()[..index.min(self.tokens().len())].iter().rev();
        before.clone().find(|token| !token.is_end()).map_or(self.statement.start(), |token| token.end)
    }
}

/// Cuts what a message quotes: its first line, and 40 letters of it.
fn shown(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    match line.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

/// Finds the slip behind a fault.
pub(super) fn find(text: &str, fault: &Fault) -> Slip {
    let scene = Scene::new(text, fault);
    let slip = said::nested(&scene)
        .or_else(|| marks::find(&scene))
        .or_else(|| if scene.statement.is_header() { header::find(&scene) } else { key::find(&scene) })
        .unwrap_or_else(|| said::find(&scene));
    with_ways(&scene, slip)
}

/// Finds the slip behind a fault by a look at its line alone, which takes no time however long the text is. It knows no cure.
pub(super) fn find_on_line(text: &str, fault: &Fault) -> Slip {
    let line = line_of(text, fault.at);
    let place = |at: usize| at.min(line.end).max(line.start) - line.start;
    let here = Fault { at: place(fault.at), end: place(fault.end), said: fault.said.clone() };
    let mut slip = find(&text[line.clone()], &here);
    slip.at = slip.at.start + line.start..slip.at.end + line.start;
    slip.fix = None;
    slip
}

/// Adds the ways to read on that any slip has: without the value, without the line, without the statement.
fn with_ways(scene: &Scene<'_>, mut slip: Slip) -> Slip {
    let text = scene.text;
    let whole = scene.statement.start()..scene.statement.end().max(scene.statement.start());
    let line = line_of(text, scene.fault.at.max(slip.at.start));
    if slip.until == 0 {
        let last = slip.fix.iter().flat_map(|(_, edits)| edits).map(|edit| edit.range.end).max();
        slip.until = line_of(text, last.unwrap_or(0).max(line.start)).end + 1;
    }
    if let Some((_, edits)) = &slip.fix {
        slip.ways.insert(0, edits.clone());
    }
    if scene.statement.is_header() {
        let below = below(text, whole.start);
        slip.ways.push(vec![Edit::blank(text, whole.start..below)]);
        return slip;
    }
    let tokens = scene.tokens();
    let equals = tokens.iter().take_while(|token| !token.is_end()).position(|token| token.is(b'='));
    let value = equals.map(|equals| tokens[equals].end..whole.end.max(tokens[equals].end));
    let value = value.map(|range| {
        let blanks = text[range.clone()].len() - text[range.clone()].trim_start_matches([' ', '\t']).len();
        range.start + blanks..range.end
    });
    let one_line = line_of(text, whole.start).end >= whole.end;
    let in_text = |token: &Token| {
        let is_long = matches!(token.kind, Kind::Text { long: true, .. });
        is_long
            && (token.start < line.start || token.end > line.end)
            && token.start < line.end
            && token.end > line.start
    };
    if !one_line && !tokens.iter().any(in_text) {
        slip.ways.push(vec![Edit::blank(text, line.clone())]);
    }
    if let Some(value) = value {
        slip.ways.push(vec![Edit::give_up(text, value)]);
    }
    let first = line_of(text, whole.start.min(line.start)).start;
    slip.ways.push(vec![Edit::blank(text, first..line_of(text, whole.end).end.max(line.end))]);
    slip.ways.push(vec![Edit::blank(text, first..text.len())]);
    slip
}

/// Returns where the next header stands behind the one that begins at an offset.
fn below(text: &str, header: usize) -> usize {
    let mut at = header;
    let mut is_first = true;
    while let Some((statement, next)) = statement(text, at) {
        if !is_first && statement.is_header() {
            return statement.start();
        }
        is_first = false;
        at = next;
    }
    text.len()
}
