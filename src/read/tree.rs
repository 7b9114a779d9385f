//! TOML as a tree of values with their places in the file, in the order of the file, merged from pieces.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue, Error};
use toml::value::Datetime;

use super::pieces::{self, Header};
use super::syntax;
use crate::diag::{Fault, Problem};
use crate::text::{FileId, Span, Spanned};

/// Most syntax errors of one text that are kept: a file with more is no plan, and each costs far more than the two
/// bytes that make it.
const MOST_ERRORS: usize = 10_000;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Node<'i> {
    pub(super) value: Value<'i>,
    pub(super) span: Span,
}

/// A value of TOML.
#[derive(Clone, Debug)]
pub(super) enum Value<'i> {
    Text(Cow<'i, str>),
    Integer(i64),
    Float(f64),
    Boolean(bool),
    Datetime(Datetime),
    Array(Vec<Node<'i>>),
    Table(Table<'i>),
    /// What a syntax error left of a value; the error was reported.
    Broken,
}

/// A table; its entries in the order of the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Table<'i> {
    pub(super) entries: Vec<Entry<'i>>,
    /// Whether a syntax error stands in it or beside it, so that missing and strange keys say nothing.
    pub(super) broken: bool,
    /// Whether it has a header of its own, `[name]` or `[[name]]`.
    header: bool,
    /// Where each key stands, kept only once there are many.
    index: HashMap<Box<str>, usize>,
}

/// Entries from which on a table keeps an index.
const MANY: usize = 64;

/// A key with its value.
#[derive(Clone, Debug)]
pub(super) struct Entry<'i> {
    pub(super) key: Spanned<Cow<'i, str>>,
    pub(super) node: Node<'i>,
}

impl<'i> Table<'i> {
    /// Takes an entry out.
    pub(super) fn take(&mut self, key: &str) -> Option<Entry<'i>> {
        self.index.clear();
        let index = self.entries.iter().position(|entry| *entry.key.value == *key)?;
        Some(self.entries.remove(index))
    }

    /// Copies what the tree borrows.
    pub(super) fn into_owned(self) -> Table<'static> {
        let entries = self.entries.into_iter().map(|entry| Entry {
            key: entry.key.map(|key| key.into_owned().into()),
            node: entry.node.into_owned(),
        });
        Table { entries: entries.collect(), broken: self.broken, header: self.header, index: self.index }
    }

    /// Finds the place of a key.
    fn position(&mut self, key: &str) -> Option<usize> {
        if self.entries.len() < MANY {
            return self.entries.iter().position(|entry| *entry.key.value == *key);
        }
        let known = self.index.len();
        for (place, entry) in self.entries.iter().enumerate().skip(known) {
            self.index.insert(Box::from(&*entry.key.value), place);
        }
        self.index.get(key).copied()
    }

    /// Adds what another piece of the same file holds: arrays of tables grow, tables merge.
    fn join(&mut self, other: Self, notes: &mut Vec<Problem>) {
        self.broken |= other.broken;
        for entry in other.entries {
            match self.position(&entry.key.value) {
                None => self.entries.push(entry),
                Some(place) => self.entries[place].node.join(entry, notes),
            }
        }
    }

    /// Adds settings of a file that this one extends: tables merge key by key, everything else is ours.
    pub(super) fn inherit(&mut self, base: Self) {
        for entry in base.entries {
            match self.position(&entry.key.value) {
                None => self.entries.push(entry),
                // The names of a mix and the days of slots belong together.
                Some(_) if matches!(&*entry.key.value, "shares" | "slots") => {}
                Some(place) => {
                    let own = &mut self.entries[place];
                    if let (Value::Table(own), Value::Table(base)) = (&mut own.node.value, entry.node.value) {
                        own.inherit(base);
                    }
                }
            }
        }
    }
}

impl<'i> Node<'i> {
    fn into_owned(self) -> Node<'static> {
        let value = match self.value {
            Value::Text(text) => Value::Text(text.into_owned().into()),
            Value::Array(nodes) => Value::Array(nodes.into_iter().map(Node::into_owned).collect()),
            Value::Table(table) => Value::Table(table.into_owned()),
            Value::Integer(value) => Value::Integer(value),
            Value::Float(value) => Value::Float(value),
            Value::Boolean(value) => Value::Boolean(value),
            Value::Datetime(value) => Value::Datetime(value),
            Value::Broken => Value::Broken,
        };
        Node { value, span: self.span }
    }

    fn join(&mut self, entry: Entry<'i>, notes: &mut Vec<Problem>) {
        let (key, other) = (entry.key, entry.node);
        match (&mut self.value, other.value) {
            (Value::Array(own), Value::Array(more)) => own.extend(more),
            (Value::Array(own), Value::Table(table)) => {
                notes.push(lone_table(other.span, &key.value, table.header));
                own.push(Self { value: Value::Table(table), span: other.span });
            }
            (Value::Table(own), Value::Table(more)) => {
                if own.header && more.header {
                    // What follows from it need not be said.
                    notes.push(twice(&key));
                    return own.join(more, &mut Vec::new());
                }
                own.header |= more.header;
                own.join(more, notes);
            }
            (Value::Table(own), Value::Array(more)) => {
                notes.push(lone_table(self.span, &key.value, own.header));
                let first = std::mem::replace(&mut self.value, Value::Broken);
                let first = Self { value: first, span: self.span };
                self.value = Value::Array(std::iter::once(first).chain(more).collect());
            }
            _ => notes.push(twice(&key)),
        }
    }
}

/// Says that a key stands in two places.
fn twice(key: &Spanned<Cow<'_, str>>) -> Problem {
    Problem::new(Fault::Syntax, key.span, format!("`{key}` is written twice")).help("keep one of them")
}

/// Says that one of many tables is written as the only one.
fn lone_table(span: Span, key: &str, header: bool) -> Problem {
    if !header {
        let message = format!("`{key}` is one table here, but a list of tables elsewhere");
        return Problem::new(Fault::Syntax, span, message).help(format!("write each as `[[{key}]]`"));
    }
    let message = format!("`[{key}]` has one pair of brackets, but the others are `[[{key}]]`");
    let problem = Problem::new(Fault::Syntax, span, message);
    problem.help(format!("write `[[{key}]]`")).fix(format!("write `[[{key}]]`"), format!("[[{key}]]"))
}

/// A text to read, and where its bytes stand in the file.
#[derive(Clone, Copy)]
pub(super) struct Part<'i, 'o> {
    pub(super) file: FileId,
    pub(super) text: &'i str,
    /// Where pieces of the text begin, and where these pieces begin in the file; ascending.
    pub(super) origins: &'o [(usize, usize)],
}

impl Part<'_, '_> {
    /// Finds a range of the text in the file.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let place = |offset: usize, before: bool| {
            let behind = |&(here, _): &(usize, usize)| if before { here < offset } else { here <= offset };
            let index = self.origins.partition_point(behind).saturating_sub(1);
            let (here, origin) = self.origins[index];
            origin + offset - here
        };
        let start = place(range.start, false);
        let end = if range.is_empty() { start } else { place(range.end, true) };
        Span::new(self.file, start..end.max(start))
    }
}

/// Reads a part; where it has a mistake, once more in the smallest pieces, so that the mistake spoils one.
pub(super) fn parse<'i>(part: Part<'i, '_>, problems: &mut Vec<Problem>) -> Table<'i> {
    let (table, errors) = DeTable::parse_recoverable(part.text);
    if errors.is_empty() {
        return convert(table.into_inner(), part, 0, problems);
    }
    drop(table);
    let by_lexer: Vec<usize> = cuts(pieces::headers(part.text));
    let mut best = recover(part, &by_lexer);
    if best.errors.is_empty() {
        // Each piece is sound: what is wrong lies between them, such as a table that is written twice.
        if best.notes.is_empty() {
            problems.extend(errors.iter().map(|error| syntax::problem(part, 0, error)));
        }
        return best.finish(problems);
    }
    let by_line: Vec<usize> = cuts(pieces::header_lines(part.text));
    if by_line != by_lexer {
        let other = recover(part, &by_line);
        if other.sound > best.sound {
            best = other;
        }
    }
    best.finish(problems)
}

fn cuts(headers: impl Iterator<Item = (usize, Header)>) -> Vec<usize> {
    headers.filter(|(_, header)| *header != Header::PostPart).map(|(offset, _)| offset).collect()
}

/// What reading in small pieces gave.
struct Recovered<'i> {
    table: Table<'i>,
    errors: Vec<Problem>,
    notes: Vec<Problem>,
    /// Pieces without a mistake.
    sound: usize,
}

impl<'i> Recovered<'i> {
    fn finish(mut self, problems: &mut Vec<Problem>) -> Table<'i> {
        let more = self.errors.len().saturating_sub(MOST_ERRORS);
        self.errors.truncate(MOST_ERRORS);
        if let (1.., Some(last)) = (more, self.errors.last()) {
            let message = format!("and {more} more places that cannot be read");
            let problem = Problem::new(Fault::Syntax, last.primary.span, message);
            self.errors.push(problem.help("this looks like no plan; mend the places above first"));
        }
        problems.extend(self.errors);
        problems.extend(self.notes);
        self.table
    }
}

fn recover<'i>(part: Part<'i, '_>, cuts: &[usize]) -> Recovered<'i> {
    let mut recovered =
        Recovered { table: Table::default(), errors: Vec::new(), notes: Vec::new(), sound: 0 };
    let starts = std::iter::once(0).chain(cuts.iter().copied().filter(|&cut| cut > 0));
    let ends = cuts.iter().copied().filter(|&cut| cut > 0).chain(std::iter::once(part.text.len()));
    for (start, end) in starts.zip(ends) {
        let (table, errors) = DeTable::parse_recoverable(&part.text[start..end]);
        let table = table.into_inner();
        let broken = !errors.is_empty();
        recovered.sound += usize::from(!broken);
        syntax::report(part, start, &table, &errors, &mut recovered.errors);
        let wrong = Wrong::of(&errors);
        let mut table = convert_with(table, part, start, &wrong, &mut recovered.notes);
        if broken {
            mark(&mut table);
            // What a broken header left at the top is no key that anybody meant; a sound one holds its key.
            let is_meant = |entry: &Entry<'_>| match &entry.node.value {
                value if start == 0 => !matches!(value, Value::Broken),
                Value::Table(_) => entry.node.span.contains(entry.key.span),
                Value::Array(nodes) => nodes.first().is_some_and(|first| first.span.contains(entry.key.span)),
                _ => false,
            };
            table.entries.retain(is_meant);
            table.broken = false;
        }
        recovered.table.join(table, &mut recovered.notes);
    }
    recovered
}

/// Marks a table and all in it as spoilt.
fn mark(table: &mut Table<'_>) {
    table.broken = true;
    for entry in &mut table.entries {
        mark_node(&mut entry.node);
    }
}

fn mark_node(node: &mut Node<'_>) {
    match &mut node.value {
        Value::Table(table) => mark(table),
        Value::Array(nodes) => nodes.iter_mut().for_each(mark_node),
        _ => {}
    }
}

/// Where errors stand; values that touch one are not worth reading.
struct Wrong(Vec<Range<usize>>);

impl Wrong {
    fn of(errors: &[Error]) -> Self {
        let mut spans: Vec<_> = errors.iter().filter_map(Error::span).collect();
        spans.sort_by_key(|span| span.start);
        Self(spans)
    }

    fn touches(&self, range: &Range<usize>) -> bool {
        let from = self.0.partition_point(|span| span.end < range.start);
        self.0.get(from).is_some_and(|span| span.start <= range.end)
    }
}

fn convert<'i>(
    table: DeTable<'i>,
    part: Part<'i, '_>,
    base: usize,
    problems: &mut Vec<Problem>,
) -> Table<'i> {
    convert_with(table, part, base, &Wrong(Vec::new()), problems)
}

fn convert_with<'i>(
    table: DeTable<'i>,
    part: Part<'i, '_>,
    base: usize,
    wrong: &Wrong,
    problems: &mut Vec<Problem>,
) -> Table<'i> {
    let place = |range: Range<usize>| part.span(base + range.start..base + range.end);
    let mut entries: Vec<Entry<'i>> = Vec::with_capacity(table.len());
    for (key, value) in table {
        let span = place(key.span());
        let node = convert_value(value, part, base, wrong, problems);
        entries.push(Entry { key: Spanned::new(key.into_inner(), span), node });
    }
    entries.sort_by_key(|entry| entry.key.span.start);
    Table { entries, ..Table::default() }
}

fn convert_value<'i>(
    value: TomlSpanned<DeValue<'i>>,
    part: Part<'i, '_>,
    base: usize,
    wrong: &Wrong,
    problems: &mut Vec<Problem>,
) -> Node<'i> {
    let range = value.span();
    let span = part.span(base + range.start..base + range.end);
    let scalar = |value: Value<'i>| if wrong.touches(&range) { Value::Broken } else { value };
    let value = match value.into_inner() {
        DeValue::String(text) => scalar(Value::Text(text)),
        DeValue::Boolean(value) => scalar(Value::Boolean(value)),
        DeValue::Datetime(value) => scalar(Value::Datetime(value)),
        DeValue::Integer(integer) => match i64::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(value) => scalar(Value::Integer(value)),
            Err(_) => {
                if !wrong.touches(&range) {
                    problems.push(no_number(span, integer.as_str().is_empty()));
                }
                Value::Broken
            }
        },
        DeValue::Float(float) => match float.as_str().parse() {
            Ok(value) => scalar(Value::Float(value)),
            Err(_) => {
                if !wrong.touches(&range) {
                    problems.push(no_number(span, true));
                }
                Value::Broken
            }
        },
        DeValue::Array(array) => {
            let nodes = array.into_iter().map(|node| convert_value(node, part, base, wrong, problems));
            Value::Array(nodes.collect())
        }
        DeValue::Table(table) => {
            let mut table = convert_with(table, part, base, wrong, problems);
            table.header = part.text.as_bytes().get(base + range.start) == Some(&b'[');
            Value::Table(table)
        }
    };
    Node { value, span }
}

fn no_number(span: Span, empty: bool) -> Problem {
    let message = if empty { "a number without digits" } else { "a number beyond 9,223,372,036,854,775,807" };
    Problem::new(Fault::Syntax, span, message).help("write a whole number such as 12")
}
