//! TOML as a tree of values with their places in the file, in the order of the file, merged from pieces.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use toml::value::Datetime;

use super::patch::original;
use crate::diag::{Fault, Problem};
use crate::text::{FileId, Span, Spanned};

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
    /// Whether a line of it could not be read, so that a missing key says nothing.
    pub(super) broken: bool,
    /// Whether its keys may be no keys at all: there was too much to mend.
    pub(super) garbled: bool,
    /// Whether it has a header of its own, `[name]` or `[[name]]`.
    pub(super) header: bool,
    /// Where each key stands, kept only once there are many.
    index: HashMap<Box<str>, usize>,
}

/// Tables that hold tables with names.
const NAMED: &[&str] = &["channels", "people", "partners", "campaigns", "variants"];
/// Entries from which on a table keeps an index.
const MANY: usize = 64;

/// A key with its value.
#[derive(Clone, Debug)]
pub(super) struct Entry<'i> {
    pub(super) key: Spanned<Cow<'i, str>>,
    pub(super) node: Node<'i>,
}

impl<'i> Table<'i> {
    /// Makes a table of its entries.
    pub(super) fn new(entries: Vec<Entry<'i>>) -> Self {
        Self { entries, ..Self::default() }
    }

    /// Returns whether a key is there.
    pub(super) fn holds(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| *entry.key.value == *key)
    }

    /// Takes an entry out.
    pub(super) fn take(&mut self, key: &str) -> Option<Entry<'i>> {
        self.index.clear();
        let index = self.entries.iter().position(|entry| *entry.key.value == *key)?;
        Some(self.entries.remove(index))
    }

    /// Copies what the tree borrows.
    pub(super) fn into_owned(mut self) -> Table<'static> {
        let entries = std::mem::take(&mut self.entries).into_iter().map(|entry| Entry {
            key: entry.key.map(|key| key.into_owned().into()),
            node: entry.node.into_owned(),
        });
        Table { entries: entries.collect(), index: self.index, ..self }
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
    pub(super) fn join(&mut self, other: Self, notes: &mut Vec<Problem>) {
        self.broken |= other.broken;
        self.garbled |= other.garbled;
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

    /// Adds what another entry of the same name holds.
    pub(super) fn join(&mut self, entry: Entry<'i>, notes: &mut Vec<Problem>) {
        let (key, other) = (entry.key, entry.node);
        match (&mut self.value, other.value) {
            (Value::Array(own), Value::Array(more)) => own.extend(more),
            (Value::Array(nodes), Value::Table(table)) if is_nameless(&key, nodes) => {
                notes.push(no_name(nodes[0].span, &key.value));
                *self = Self { value: Value::Table(table), span: other.span };
            }
            (Value::Table(_), Value::Array(nodes)) if is_nameless(&key, &nodes) => {
                notes.push(no_name(nodes[0].span, &key.value));
            }
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

/// Returns whether tables that need names stand in a list, which gives them none.
fn is_nameless(key: &Spanned<Cow<'_, str>>, nodes: &[Node<'_>]) -> bool {
    let is_header = |node: &Node<'_>| matches!(&node.value, Value::Table(table) if table.header);
    NAMED.contains(&&*key.value) && nodes.first().is_some_and(is_header)
}

/// Says that a table has no name of its own.
fn no_name(span: Span, key: &str) -> Problem {
    let message = format!("`[[{key}]]` has two pairs of brackets and no name");
    Problem::new(Fault::Syntax, span, message).help(format!("write `[{key}.name]`, with a name of its own"))
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
        Span::new(self.file, original(self.origins, range))
    }
}
