//! Single values: what type a key wants, what it may be, and what to say where it is something else.

use chrono::{NaiveDate, NaiveTime, Timelike as _};
use toml::value::{Date, Datetime, Time};

use super::scan::is_bare;
use super::slips::certain;
use super::tree::{Entry, Node, Table, Value};
use crate::diag::{Fault, Problem, closest, shortened};
use crate::model::{Name, When};
use crate::text::{Span, Spanned};

/// Problems after which no near words are looked for any more: the file is no plan, and looking takes time.
const SUGGESTIONS: usize = 1000;

/// What reading has met so far.
#[derive(Debug)]
pub(super) struct Reading {
    /// The problems, in the order in which they were met.
    pub(super) problems: Vec<Problem>,
    /// Whether all that totals rest on could be read.
    pub(super) whole: bool,
    /// Id of the post that is being read.
    pub(super) post: Option<String>,
    /// Whether a file that is extended could not be read: what it may declare is not strange.
    pub(super) unread_settings: bool,
    /// Whether an idea bank could not be read.
    pub(super) unread_bank: bool,
}

impl Reading {
    pub(super) fn new() -> Self {
        Self { problems: Vec::new(), whole: true, post: None, unread_settings: false, unread_bank: false }
    }

    /// Notes a problem; all but a strange key or a second id leave a hole in the plan.
    pub(super) fn problem(&mut self, mut problem: Problem) {
        if !matches!(problem.fault, Fault::UnknownKey | Fault::DuplicateId) {
            self.whole = false;
        }
        problem.post.clone_from(&self.post);
        self.problems.push(problem);
    }

    /// Reads something that no total rests on: problems are noted, but leave no hole.
    pub(super) fn minor<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let whole = self.whole;
        let value = read(self);
        self.whole = whole;
        value
    }

    /// Looks for the known word that a misspelt one stands for.
    pub(super) fn closest<'a>(
        &self,
        word: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        if self.problems.len() < SUGGESTIONS { closest(word, known) } else { None }
    }

    /// Says that a key must be there.
    pub(super) fn missing_key(&mut self, span: Span, place: &str, key: &str, example: &str, broken: bool) {
        self.whole = false;
        if !broken {
            let problem = Problem::new(Fault::MissingKey, span, format!("{place} has no `{key}`"));
            self.problem(problem.help(format!("add `{example}`")));
        }
    }

    /// Says that a value is of another type; a value that was broken said so already.
    pub(super) fn wrong_type(&mut self, key: &str, node: &Node<'_>, wanted: &str, example: &str) {
        self.whole = false;
        let is = match &node.value {
            Value::Text(_) => "text",
            Value::Integer(_) => "a whole number",
            Value::Float(_) => "a decimal number",
            Value::Boolean(_) => "true or false",
            Value::Datetime(Datetime { date: Some(_), time: Some(_), .. }) => "a date with a time",
            Value::Datetime(Datetime { date: Some(_), .. }) => "a date",
            Value::Datetime(_) => "a time",
            Value::Array(_) => "a list",
            Value::Table(_) => "a table",
            Value::Broken => return,
        };
        let message = format!("`{key}` is {is}, but must be {wanted}");
        self.problem(Problem::new(Fault::WrongType, node.span, message).help(format!("write `{example}`")));
    }

    /// Says that a value of the right type cannot be.
    pub(super) fn bad_value(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.problem(Problem::new(Fault::BadValue, span, message).help(help));
    }

    /// Reads text.
    pub(super) fn text(&mut self, key: &str, node: Node<'_>) -> Option<Name> {
        let span = node.span;
        match node.value {
            Value::Text(text) => Some(Spanned::new(text.into_owned().into_boxed_str(), span)),
            _ => {
                self.wrong_type(key, &node, "text", &format!("{key} = \"…\""));
                None
            }
        }
    }

    /// Reads a name or an id: text that is not empty.
    pub(super) fn name(&mut self, key: &str, node: Node<'_>) -> Option<Name> {
        let name = self.text(key, node)?;
        if name.value.trim().is_empty() {
            self.bad_value(name.span, format!("`{key}` is empty"), "give it a name, or drop the line");
            return None;
        }
        Some(name)
    }

    /// Reads true or false.
    pub(super) fn boolean(&mut self, key: &str, node: &Node<'_>) -> Option<Spanned<bool>> {
        let Value::Boolean(value) = node.value else {
            self.wrong_type(key, node, "true or false", &format!("{key} = true"));
            return None;
        };
        Some(Spanned::new(value, node.span))
    }

    /// Reads a whole number.
    pub(super) fn integer(&mut self, key: &str, node: &Node<'_>) -> Option<Spanned<i64>> {
        let Value::Integer(value) = node.value else {
            self.wrong_type(key, node, "a whole number", &format!("{key} = 1"));
            return None;
        };
        Some(Spanned::new(value, node.span))
    }

    /// Reads a count of something, from the least to the most that makes sense.
    pub(super) fn count(
        &mut self,
        key: &str,
        node: &Node<'_>,
        least: u32,
        most: u32,
    ) -> Option<Spanned<u32>> {
        let number = self.integer(key, node)?;
        match u32::try_from(number.value) {
            Ok(count) if least <= count && count <= most => Some(Spanned::new(count, node.span)),
            _ => {
                let message = format!("`{key}` is {number}, but must be {least} to {most}");
                self.bad_value(node.span, message, "write a number inside these bounds");
                None
            }
        }
    }

    /// Reads a number with up to two decimals as hundredths, from 0 to 100.
    pub(super) fn hundredths(&mut self, key: &str, node: &Node<'_>) -> Option<Spanned<u32>> {
        let hundredths = match node.value {
            Value::Integer(value) => u32::try_from(value).ok().and_then(|value| value.checked_mul(100)),
            Value::Float(value) => whole_hundredths(value),
            _ => {
                self.wrong_type(key, node, "a number", &format!("{key} = 5"));
                return None;
            }
        };
        let Some(hundredths) = hundredths.filter(|&hundredths| hundredths <= 10_000) else {
            let message = format!("`{key}` must be 0 to 100, with two decimals at most");
            self.bad_value(node.span, message, "write a number inside these bounds");
            return None;
        };
        Some(Spanned::new(hundredths, node.span))
    }

    /// Reads one of a few words.
    pub(super) fn choice<T: Copy>(
        &mut self,
        key: &str,
        node: Node<'_>,
        known: &[T],
        word: impl Fn(T) -> &'static str,
    ) -> Option<Spanned<T>> {
        let text = self.text(key, node)?;
        if let Some(&found) = known.iter().find(|&&known| *text.value == *word(known)) {
            return Some(Spanned::new(found, text.span));
        }
        let words: Vec<&str> = known.iter().map(|&known| word(known)).collect();
        let shown = shortened(&text.value);
        let problem = Problem::new(Fault::BadValue, text.span, format!("`{key}` cannot be `{shown}`"));
        let list = words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        self.problem(match self.closest(&text.value, words.iter().copied()) {
            Some(near) => problem
                .help(format!("did you mean `{near}`? it may be {list}"))
                .fix(format!("write `{near}`"), format!("\"{near}\"")),
            None => problem.help(format!("write one of {list}")),
        });
        None
    }

    /// Reads a date, bare or as a string.
    pub(super) fn date(&mut self, key: &str, node: &Node<'_>) -> Option<Spanned<NaiveDate>> {
        let example = format!("{key} = 2026-11-23");
        match self.moment(key, node, "a date", &example)? {
            Datetime { date: Some(date), time: None, offset: None } => {
                self.real_date(date, node.span).map(|date| Spanned::new(date, node.span))
            }
            _ => {
                self.wrong_type(key, node, "a date", &example);
                None
            }
        }
    }

    /// Reads a time of day, bare or as a string.
    pub(super) fn time(&mut self, key: &str, node: &Node<'_>) -> Option<Spanned<NaiveTime>> {
        let example = format!("{key} = 09:30:00");
        match self.moment(key, node, "a time of day", &example)? {
            Datetime { date: None, time: Some(time), offset: None } => {
                self.real_time(time, node.span).map(|time| Spanned::new(time, node.span))
            }
            _ => {
                self.wrong_type(key, node, "a time of day", &example);
                None
            }
        }
    }

    /// Reads when something goes out: a date, usually with a time, without an offset.
    pub(super) fn when(&mut self, key: &str, node: &Node<'_>) -> Option<Spanned<When>> {
        let wanted = "a date, usually with a time";
        let example = format!("{key} = 2026-11-23 09:30:00");
        let moment = self.moment(key, node, wanted, &example)?;
        let Some(date) = moment.date else {
            self.wrong_type(key, node, wanted, &example);
            return None;
        };
        if let Some(offset) = moment.offset {
            let message =
                format!("`{key}` has the offset `{offset}`, but times are local to the plan's zone");
            self.bad_value(
                node.span,
                message,
                format!("write the local time without an offset, as `{example}`"),
            );
            return None;
        }
        let date = self.real_date(date, node.span)?;
        let time = match moment.time {
            Some(time) => Some(self.real_time(time, node.span)?),
            None => None,
        };
        Some(Spanned::new(When { date, time }, node.span))
    }

    /// Reads a date or time, bare or as a string.
    fn moment(&mut self, key: &str, node: &Node<'_>, wanted: &str, example: &str) -> Option<Datetime> {
        match &node.value {
            Value::Datetime(moment) => Some(*moment),
            Value::Text(text) => {
                let moment = text.trim().parse().ok();
                if moment.is_none() {
                    let dated = text.trim_start().starts_with(|letter: char| letter.is_ascii_digit());
                    let message = if dated {
                        format!("`{key}` is `{}`, but there is no such date or time", shortened(text))
                    } else {
                        format!("`{key}` is `{}`, but must be {wanted}", shortened(text))
                    };
                    let problem = Problem::new(Fault::BadValue, node.span, message);
                    // What is meant must also be what is wanted: a day, a time of day, or both.
                    let is_wanted = |(is_day, is_time, _): &(bool, bool, String)| {
                        *is_day == wanted.starts_with("a date") && !(*is_time && wanted == "a date")
                    };
                    let right = certain(text.trim()).filter(is_wanted);
                    self.problem(match right {
                        Some((_, _, right)) => problem
                            .help(format!("write `{key} = {right}`"))
                            .fix(format!("write `{right}`"), right),
                        None => problem.help(format!("write `{example}`")),
                    });
                }
                moment
            }
            _ => {
                self.wrong_type(key, node, wanted, example);
                None
            }
        }
    }

    fn real_date(&mut self, date: Date, span: Span) -> Option<NaiveDate> {
        let real = NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into());
        if real.is_none() {
            self.bad_value(span, format!("there is no day {date}"), "write a day that the calendar has");
        }
        real
    }

    fn real_time(&mut self, time: Time, span: Span) -> Option<NaiveTime> {
        let (hour, minute, second) = (time.hour, time.minute, time.second.unwrap_or(0));
        let real = NaiveTime::from_hms_opt(hour.into(), minute.into(), u32::from(second).min(59));
        if real.is_none() {
            self.bad_value(
                span,
                format!("there is no time {time}"),
                "write a time from 00:00:00 to 23:59:59",
            );
        }
        real.and_then(|real| real.with_nanosecond(0))
    }

    /// Reads a table of which there is only one; one that is written as a list of tables is read all the same.
    pub(super) fn only_table<'i>(&mut self, key: &str, node: Node<'i>, example: &str) -> Option<Table<'i>> {
        let Value::Array(nodes) = &node.value else { return self.table(key, node, example) };
        if !matches!(nodes.as_slice(), [Node { value: Value::Table(table), .. }] if table.header) {
            return self.table(key, node, example);
        }
        let message = format!("`{key}` has two pairs of brackets, but there is only one");
        let help = format!("write `{example}`");
        self.problem(Problem::new(Fault::WrongType, node.span, message).help(help));
        let Value::Array(nodes) = node.value else { return None };
        nodes.into_iter().find_map(|node| match node.value {
            Value::Table(table) => Some(table),
            _ => None,
        })
    }

    /// Reads a table.
    pub(super) fn table<'i>(&mut self, key: &str, node: Node<'i>, example: &str) -> Option<Table<'i>> {
        match node.value {
            Value::Table(table) => Some(table),
            _ => {
                self.wrong_type(key, &node, "a table", example);
                None
            }
        }
    }

    /// Reads an array of tables, each with the place of its header; a lone table is taken for the first of them.
    pub(super) fn tables<'i>(&mut self, key: &str, node: Node<'i>) -> Vec<(Table<'i>, Span)> {
        let span = node.span;
        let nodes = match node.value {
            Value::Array(nodes) => nodes,
            Value::Table(table) => {
                let message = format!("`{key}` is one table, but must be a list of tables");
                let problem = Problem::new(Fault::WrongType, span, message);
                self.problem(problem.help(format!("write `[[{key}]]` with two brackets above each {key}")));
                return vec![(table, span)];
            }
            _ => {
                self.wrong_type(key, &node, "a list of tables", &format!("[[{key}]]"));
                return Vec::new();
            }
        };
        let mut tables = Vec::with_capacity(nodes.len());
        for node in nodes {
            let span = node.span;
            if let Some(table) = self.table(key, node, &format!("[[{key}]]")) {
                tables.push((table, span));
            }
        }
        tables
    }

    /// Reads each entry of a table of named tables, such as `[channels.…]`; `path` stands before a name. The flag tells
    /// whether all names could be read.
    pub(super) fn named_tables<'i>(
        &mut self,
        key: &str,
        path: &str,
        node: Node<'i>,
    ) -> (Vec<(Name, Table<'i>)>, bool) {
        if let Value::Array(nodes) = &node.value
            && let [Node { value: Value::Table(_), .. }, ..] = nodes.as_slice()
        {
            let message = format!("`{key}` is a list, but each of them has a name");
            let help = format!("write `[{path}.name]` above each, with a name of its own");
            self.problem(Problem::new(Fault::WrongType, node.span, message).help(help));
            return (Vec::new(), false);
        }
        let Some(table) = self.table(key, node, &format!("[{path}.name]")) else {
            return (Vec::new(), false);
        };
        let mut whole = !(table.garbled || (table.header && table.broken));
        let mut named = Vec::with_capacity(table.entries.len());
        for Entry { key: name, node } in table.entries {
            let name = name.map(|name| name.into_owned().into_boxed_str());
            if name.value.trim().is_empty() {
                let message = format!("a name under `[{path}]` is empty");
                self.bad_value(name.span, message, "give it a name");
                continue;
            }
            let shown = if is_bare(&name.value) { name.value.to_string() } else { quoted(&name.value) };
            match self.only_table(&name.value, node, &format!("[{path}.{shown}]")) {
                Some(table) => named.push((name, table)),
                None => whole = false,
            }
        }
        (named, whole)
    }
}

/// Writes a text as TOML does, in quotes.
pub(super) fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// Reads a list, or a single value as a list of one.
pub(super) fn list(node: Node<'_>) -> Vec<Node<'_>> {
    match node.value {
        Value::Array(nodes) => nodes,
        Value::Broken => Vec::new(),
        _ => vec![node],
    }
}

/// Returns a decimal number as hundredths where it has two decimals at most.
fn whole_hundredths(value: f64) -> Option<u32> {
    let hundredths = (value * 100.0).round();
    let near = (value * 100.0 - hundredths).abs() < 1e-6;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked against the bounds")]
    (near && (0.0..=10_000.0).contains(&hundredths)).then_some(hundredths as u32)
}
