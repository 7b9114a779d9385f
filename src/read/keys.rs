//! Keys that the format does not know: each is said, and one that is nearly a known key is read as that key.

use std::borrow::Cow;

use super::scan::line_of;
use super::tree::{Entry, Table, Value};
use super::values::Reading;
use super::{pieces, scan};
use crate::diag::{Edit, Fault, Fix, Problem, shortened};
use crate::text::{FileId, Span};

/// The keys of a file's top level.
pub(super) const ROOT_KEYS: &[&str] = &[
    "extends",
    "plan",
    "post",
    "series",
    "idea",
    "duty",
    "mix",
    "cadence",
    "channels",
    "people",
    "partners",
    "campaigns",
    "kinds",
    "links",
    "rules",
    "export",
    "extra",
];
/// Most headers that one fix writes anew.
const MOST_HEADERS: usize = 1000;

impl Reading {
    /// Says which keys of a table are not of the format, and gives those that are nearly known the name that was meant,
    /// so that what they hold is read; unless that name is taken.
    pub(super) fn strange_keys(&mut self, table: &mut Table<'_>, known: &[&'static str], place: &str) {
        if table.garbled {
            return;
        }
        for index in 0..table.entries.len() {
            let key = &table.entries[index].key;
            if known.contains(&&*key.value) {
                continue;
            }
            let problem = strange(key.span, &key.value, place);
            match self.closest(&key.value, known.iter().copied()) {
                Some(near) if table.holds(near) => self.problem(taken(problem, near)),
                Some(near) => {
                    self.problem(meant(problem, near).fix(format!("write `{near}`"), near));
                    table.entries[index].key.value = Cow::Borrowed(near);
                }
                None if ROOT_KEYS.contains(&&*key.value) => {
                    let help = format!("`{}` belongs to the top level: move it above all headers", key.value);
                    // What totals rest on may stand in it.
                    self.whole = false;
                    self.problem(problem.help(help));
                }
                None => self.problem(unknown(problem, known)),
            }
        }
    }

    /// Does the same for the top level of a file, where two tables of nearly one name are one, and a name stands in many
    /// headers.
    pub(super) fn strange_roots(&mut self, root: &mut Table<'_>, file: FileId, text: &str) {
        if root.garbled {
            return;
        }
        let mut index = 0;
        while index < root.entries.len() {
            let key = &root.entries[index].key;
            if ROOT_KEYS.contains(&&*key.value) {
                index += 1;
                continue;
            }
            let problem = strange(key.span, &key.value, "a plan file");
            let Some(near) = self.closest(&key.value, ROOT_KEYS.iter().copied()) else {
                self.problem(unknown(problem, ROOT_KEYS));
                index += 1;
                continue;
            };
            let place = root.entries.iter().position(|entry| *entry.key.value == *near);
            if place.is_some_and(|place| !are_one(&root.entries[place], &root.entries[index])) {
                self.problem(taken(problem, near));
                index += 1;
                continue;
            }
            let mut problem = meant(problem, near);
            let edits = renamed(&root.entries[index], near, file, text);
            problem.fix = edits.map(|edits| Fix { title: format!("write `{near}`"), edits });
            self.problem(problem);
            match place {
                Some(place) => {
                    let mut entry = root.entries.remove(index);
                    entry.key.value = Cow::Borrowed(near);
                    let place = if place > index { place - 1 } else { place };
                    let mut notes = Vec::new();
                    root.entries[place].node.join(entry, &mut notes);
                    for note in notes {
                        self.problem(note);
                    }
                }
                None => {
                    root.entries[index].key.value = Cow::Borrowed(near);
                    index += 1;
                }
            }
        }
    }
}

fn strange(span: Span, key: &str, place: &str) -> Problem {
    Problem::new(Fault::UnknownKey, span, format!("{place} has no key `{}`", shortened(key)))
}

fn taken(problem: Problem, near: &str) -> Problem {
    problem.help(format!("`{near}` is there already: drop one of the two"))
}

fn meant(problem: Problem, near: &str) -> Problem {
    problem.help(format!("did you mean `{near}`?"))
}

fn unknown(problem: Problem, known: &[&str]) -> Problem {
    let keys: Vec<String> = known.iter().map(|key| format!("`{key}`")).collect();
    let own = if known.contains(&"extra") { "; keys of your own go under `extra = { … }`" } else { "" };
    problem.help(format!("keys here are {}{own}", keys.join(", ")))
}

/// Returns whether what two entries hold can be put together: lists of tables, or tables in tables.
fn are_one(own: &Entry<'_>, other: &Entry<'_>) -> bool {
    match (&own.node.value, &other.node.value) {
        (Value::Array(_), Value::Array(_)) => true,
        (Value::Table(own), Value::Table(other)) => !(own.header && other.header),
        _ => false,
    }
}

/// Writes a name anew wherever it begins a header, or where it stands alone; `None` where it may stand elsewhere too.
fn renamed(entry: &Entry<'_>, near: &str, file: FileId, text: &str) -> Option<Vec<Edit>> {
    let edit = |start: usize, end: usize| Edit { span: Span::new(file, start..end), text: near.to_owned() };
    let headers = pieces::header_lines(text).filter_map(|(at, _)| {
        let line = line_of(text, at);
        let (start, end) = scan::first_name(&text[line.clone()], &entry.key.value)?;
        Some(edit(line.start + start, line.start + end))
    });
    let mut edits: Vec<Edit> = headers.take(MOST_HEADERS + 1).collect();
    if edits.len() > MOST_HEADERS {
        return None;
    }
    let own = entry.key.span;
    let is_dotted = edits.is_empty()
        && matches!(entry.node.value, Value::Table(_))
        && text.as_bytes().get(entry.node.span.start as usize) != Some(&b'{');
    if is_dotted || own.file != file {
        return None;
    }
    if !edits.iter().any(|edit| edit.span.start <= own.start && own.end <= edit.span.end) {
        edits.push(Edit { span: own, text: near.to_owned() });
    }
    Some(edits)
}
