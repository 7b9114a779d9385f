//! From a text to a tree of values; where there are mistakes, in the smallest pieces, so that each spoils one at most.

use std::ops::Range;

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use super::mend::{Mended, faults, mend};
use super::patch::joined;
use super::pieces;
use super::scan::{cuts, line_of, statement};
use super::slips::{Slip, find_on_line};
use super::tree::{Entry, Node, Part, Table, Value};
use crate::diag::{self, Fault, Problem};
use crate::text::{Span, Spanned};

/// Most mistakes of one text that are kept: a file with more is no plan, and each costs far more than the two bytes that
/// make it.
const MOST_ERRORS: usize = 10_000;
/// Bytes that may be parsed again for each byte of a text with mistakes, and for a short one.
const AGAIN: (usize, usize) = (8, 1 << 20);

/// Reads a part; where it has a mistake, once more in the smallest pieces, so that the mistake spoils one.
pub(super) fn parse<'i>(part: Part<'i, '_>, problems: &mut Vec<Problem>) -> Table<'i> {
    let (table, errors) = DeTable::parse_recoverable(part.text);
    if errors.is_empty() {
        let place = Place { part, base: 0, marks: &Marks::default() };
        return place.table(table.into_inner(), problems);
    }
    drop(table);
    let by_lexer: Vec<usize> = cuts(part.text, pieces::headers(part.text));
    let by_line: Vec<usize> = cuts(part.text, pieces::header_lines(part.text));
    let better = by_line != by_lexer && sound(part.text, &by_line) > sound(part.text, &by_lexer);
    let recovered = recover(part, if better { &by_line } else { &by_lexer });
    if recovered.errors.is_empty() && recovered.notes.is_empty() {
        // Each piece is sound: what is wrong lies between them, such as a table that is written twice.
        let between = faults(part.text, &errors);
        let between = between.iter().take(MOST_ERRORS).map(|fault| find_on_line(part.text, fault));
        problems.extend(between.map(|slip| problem(part, 0, slip)));
    }
    recovered.finish(problems)
}

/// Lists the pieces between cuts.
fn ranges(text: &str, cuts: &[usize]) -> impl Iterator<Item = Range<usize>> {
    let inner = cuts.iter().copied().filter(|&cut| cut > 0);
    let starts = std::iter::once(0).chain(inner.clone());
    starts.zip(inner.chain(std::iter::once(text.len()))).map(|(start, end)| start..end)
}

/// Counts the pieces without a mistake.
fn sound(text: &str, cuts: &[usize]) -> usize {
    let is_sound = |range: &Range<usize>| DeTable::parse_recoverable(&text[range.clone()]).1.is_empty();
    ranges(text, cuts).filter(is_sound).count()
}

/// What reading in small pieces gave.
#[derive(Default)]
struct Recovered<'i> {
    table: Table<'i>,
    errors: Vec<Problem>,
    notes: Vec<Problem>,
    /// Mistakes beyond the most that are kept.
    more: usize,
}

impl<'i> Recovered<'i> {
    fn error(&mut self, problem: impl FnOnce() -> Problem) {
        if self.errors.len() < MOST_ERRORS {
            self.errors.push(problem());
        } else {
            self.more += 1;
        }
    }

    fn finish(mut self, problems: &mut Vec<Problem>) -> Table<'i> {
        if let (more @ 1.., Some(last)) = (self.more, self.errors.last()) {
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
    let mut recovered = Recovered::default();
    let mut budget = part.text.len() * AGAIN.0 + AGAIN.1;
    for range in ranges(part.text, cuts) {
        let piece = &part.text[range.clone()];
        let (table, errors) = DeTable::parse_recoverable(piece);
        let table = if errors.is_empty() {
            let place = Place { part, base: range.start, marks: &Marks::default() };
            place.table(table.into_inner(), &mut recovered.notes)
        } else {
            drop(table);
            let mended = mend(piece, &errors, &mut budget);
            read_mended(part, range.start, piece, mended, &mut recovered)
        };
        recovered.table.join(table, &mut recovered.notes);
    }
    recovered
}

/// Reads a piece behind its mistakes, and says them.
fn read_mended(
    part: Part<'_, '_>,
    base: usize,
    piece: &str,
    mended: Mended,
    recovered: &mut Recovered<'_>,
) -> Table<'static> {
    let Mended { patched, slips, rest, nameless } = mended;
    let mut last_line = slips.iter().map(|slip| line_of(piece, slip.at.start.min(piece.len())).end).max();
    for slip in slips {
        recovered.error(|| problem(part, base, slip));
    }
    let origins = joined(&patched.origins, patched.text.len(), base, part.origins);
    let now = Part { file: part.file, text: &patched.text, origins: &origins };
    for fault in &rest {
        // Everything behind the first error of a line follows from it.
        let at = patched.original(fault.at..fault.at).start;
        if last_line.is_some_and(|end| at <= end) {
            continue;
        }
        last_line = Some(line_of(piece, at).end);
        recovered.error(|| problem(now, 0, find_on_line(now.text, fault)));
    }
    if nameless {
        let mut table = Table::default();
        table.broken = true;
        return table;
    }
    let garbled = !rest.is_empty();
    let mut values = patched.values.clone();
    values.extend(rest.iter().map(|fault| fault.at..fault.end));
    values.sort_by_key(|range| range.start);
    let marks = Marks { values, lines: patched.lines.clone(), garbled };
    let (table, _) = DeTable::parse_recoverable(now.text);
    let place = Place { part: now, base: 0, marks: &marks };
    let mut table = place.table(table.into_inner(), &mut recovered.notes);
    let has_header = statement(now.text, 0).is_some_and(|(first, _)| first.is_header());
    if garbled {
        // What a broken header left at the top is no key that anybody meant; a sound one holds its key.
        let is_meant = |entry: &Entry<'_>| match &entry.node.value {
            value if !has_header => !matches!(value, Value::Broken),
            Value::Table(_) => entry.node.span.contains(entry.key.span),
            Value::Array(nodes) => nodes.first().is_some_and(|first| first.span.contains(entry.key.span)),
            _ => false,
        };
        table.entries.retain(is_meant);
    }
    // A line that is lost inside a list of the top level hides no other key of it.
    let is_inside = |lost: Span| {
        table.entries.iter().any(|entry| entry.node.span.contains(lost) && lost.start < lost.end)
    };
    let lost_line = patched.lines.iter().any(|lines| !is_inside(now.span(lines.clone())));
    table.garbled = garbled && !has_header;
    table.broken = (lost_line || garbled) && !has_header;
    table.into_owned()
}

/// Makes a problem of a slip, with places in the file.
fn problem(part: Part<'_, '_>, base: usize, slip: Slip) -> Problem {
    let span = |range: Range<usize>| part.span(base + range.start..base + range.end);
    let mut problem = Problem::new(Fault::Syntax, span(slip.at), slip.message).help(slip.help);
    problem.fix = slip.fix.map(|(title, edits)| {
        let edits = edits.into_iter().map(|edit| diag::Edit { span: span(edit.range), text: edit.text });
        diag::Fix { title, edits: edits.collect() }
    });
    problem
}

/// What is not worth reading in a text with mistakes.
#[derive(Default)]
struct Marks {
    /// Values that are placeholders, or in which the parser stumbled; by place.
    values: Vec<Range<usize>>,
    /// Lines that were blanked out.
    lines: Vec<Range<usize>>,
    /// Whether there was too much to mend.
    garbled: bool,
}

impl Marks {
    fn touch(&self, range: &Range<usize>) -> bool {
        let from = self.values.partition_point(|span| span.end < range.start);
        self.values.get(from).is_some_and(|span| span.start <= range.end)
    }
}

/// Where a tree of the parser stands.
#[derive(Clone, Copy)]
struct Place<'i, 'p> {
    part: Part<'i, 'p>,
    base: usize,
    marks: &'p Marks,
}

impl<'i> Place<'i, '_> {
    fn span(&self, range: &Range<usize>) -> Span {
        self.part.span(self.base + range.start..self.base + range.end)
    }

    fn table(&self, table: DeTable<'i>, problems: &mut Vec<Problem>) -> Table<'i> {
        let mut entries: Vec<Entry<'i>> = Vec::with_capacity(table.len());
        for (key, value) in table {
            let span = self.span(&key.span());
            let node = self.value(value, problems);
            entries.push(Entry { key: Spanned::new(key.into_inner(), span), node });
        }
        entries.sort_by_key(|entry| entry.key.span.start);
        Table::new(entries)
    }

    fn value(&self, value: TomlSpanned<DeValue<'i>>, problems: &mut Vec<Problem>) -> Node<'i> {
        let range = value.span();
        let span = self.span(&range);
        let scalar = |value: Value<'i>| if self.marks.touch(&range) { Value::Broken } else { value };
        let value = match value.into_inner() {
            DeValue::String(text) => scalar(Value::Text(text)),
            DeValue::Boolean(value) => scalar(Value::Boolean(value)),
            DeValue::Datetime(value) => scalar(Value::Datetime(value)),
            DeValue::Integer(integer) => match i64::from_str_radix(integer.as_str(), integer.radix()) {
                Ok(value) => scalar(Value::Integer(value)),
                Err(_) => {
                    if !self.marks.touch(&range) {
                        problems.push(no_number(span, integer.as_str().is_empty()));
                    }
                    Value::Broken
                }
            },
            DeValue::Float(float) => match float.as_str().parse() {
                Ok(value) => scalar(Value::Float(value)),
                Err(_) => {
                    if !self.marks.touch(&range) {
                        problems.push(no_number(span, true));
                    }
                    Value::Broken
                }
            },
            DeValue::Array(array) => {
                Value::Array(array.into_iter().map(|node| self.value(node, problems)).collect())
            }
            DeValue::Table(table) => {
                let mut table = self.table(table, problems);
                let first = self.part.text.as_bytes().get(self.base + range.start);
                table.header = first == Some(&b'[');
                let lost = |lines: &Range<usize>| lines.start < range.end && range.start < lines.end;
                let is_inline = first == Some(&b'{');
                table.broken = self.marks.lines.iter().any(|lines| !is_inline || lost(lines));
                table.garbled = self.marks.garbled;
                table.broken |= table.garbled;
                Value::Table(table)
            }
        };
        Node { value, span }
    }
}

fn no_number(span: Span, empty: bool) -> Problem {
    let message = if empty { "a number without digits" } else { "a number beyond 9,223,372,036,854,775,807" };
    Problem::new(Fault::Syntax, span, message).help("write a whole number such as 12")
}
