//! Tables that a plan describes for tools: `[export.hootsuite]`.

use chrono::format::{Fixed, Item, Numeric, StrftimeItems};

use super::cadence::MANY;
use super::channels::read_zone;
use super::names::Lookup;
use super::tree::{Entry, Node, Table, Value};
use super::values::{Reading, list, quoted};
use crate::diag::{Fault, Problem, shortened};
use crate::model::{Clocks, Column, CustomTable, Delimiter, Encoding, Field, Holds, LineEnd, Name, Quotes};

pub(super) const TABLE_KEYS: &[&str] = &[
    "columns",
    "header",
    "date",
    "time",
    "datetime",
    "timezone",
    "max_rows",
    "gap",
    "per_channel",
    "delimiter",
    "quotes",
    "separator",
    "encoding",
    "line_end",
    "spreadsheet",
    "extra",
];
pub(super) const COLUMN_KEYS: &[&str] = &["name", "holds", "words"];
/// Tools by whose own names channels are handed over: ids of Postiz, codes of BrightBean, boards of the others.
const TOOLS: &[&str] = &["postiz", "brightbean", "buffer", "publer", "metricool"];
/// How to write columns.
const COLUMNS: &str = "columns = [\"datetime\", \"text\"]";
/// Most columns of a table; the longest known header has 93.
const MOST_COLUMNS: usize = 1000;
/// What every pattern of a day or a time is made of.
const PATTERN: &str = "`%Y` is the year, `%m` the month, `%d` the day, `%H` the hour, `%M` the minute, `%S` the second; `%I` and `%p` are for 12 hours";

/// Reads the tables, and lists the tools that channels may be handed over to: these, and those that have formats of their own. `open`
/// tells that other files may describe more.
pub(super) fn read_tables(
    root: &mut Table<'_>,
    open: bool,
    reading: &mut Reading,
) -> (Vec<CustomTable>, Lookup) {
    reading.minor(|reading| {
        let entry = root.take("export");
        let named = entry.map(|entry| reading.named_tables("export", "export", entry.node));
        let (named, _) = named.unwrap_or_default();
        let own: Vec<Box<str>> = named.iter().map(|(name, _)| name.value.clone()).collect();
        let tables = named.into_iter().filter_map(|(name, table)| read_table(name, table, reading));
        let tables = tables.collect();
        let names = TOOLS.iter().copied().chain(own.iter().map(|name| &**name));
        (tables, Lookup::new("tool", "describe it with `[export.name]`", names, open))
    })
}

/// Reads a table; none where it has no columns, of which something was said.
fn read_table(name: Name, mut table: Table<'_>, reading: &mut Reading) -> Option<CustomTable> {
    let place = format!("`[export.{name}]`");
    let (span, broken) = (name.span, table.broken);
    let mut custom = CustomTable {
        name,
        columns: Vec::new(),
        header: true,
        date: "%Y-%m-%d".into(),
        time: "%H:%M".into(),
        datetime: "%Y-%m-%d %H:%M".into(),
        clocks: Clocks::Channel,
        max_rows: None,
        gap: None,
        per_channel: false,
        delimiter: Delimiter::default(),
        quotes: Quotes::default(),
        separator: ",".into(),
        encoding: Encoding::default(),
        line_end: LineEnd::default(),
        spreadsheet: false,
    };
    let mut has_columns = false;
    reading.strange_keys(&mut table, TABLE_KEYS, &place);
    for Entry { key, node } in table.entries {
        match &*key.value {
            "columns" => {
                has_columns = true;
                custom.columns = read_columns(node, reading);
            }
            "header" => set(&mut custom.header, reading.boolean("header", &node).map(|value| value.value)),
            "date" => set(&mut custom.date, read_pattern("date", "%d/%m/%Y", node, reading)),
            "time" => set(&mut custom.time, read_pattern("time", "%H:%M", node, reading)),
            "datetime" => {
                set(&mut custom.datetime, read_pattern("datetime", "%d/%m/%Y %H:%M", node, reading));
            }
            "timezone" => set(&mut custom.clocks, read_clocks(node, reading)),
            "max_rows" => {
                custom.max_rows = reading.count("max_rows", &node, 1, u32::MAX).map(|most| most.value);
            }
            "gap" => custom.gap = reading.count("gap", &node, 0, MANY).map(|gap| gap.value),
            "per_channel" => {
                set(&mut custom.per_channel, reading.boolean("per_channel", &node).map(|value| value.value));
            }
            "delimiter" => {
                let read = reading.choice("delimiter", node, &Delimiter::ALL, Delimiter::word);
                set(&mut custom.delimiter, read.map(|value| value.value));
            }
            "quotes" => {
                let read = reading.choice("quotes", node, &Quotes::ALL, Quotes::word);
                set(&mut custom.quotes, read.map(|value| value.value));
            }
            "separator" => {
                set(&mut custom.separator, reading.text("separator", node).map(|text| text.value));
            }
            "encoding" => {
                let read = reading.choice("encoding", node, &Encoding::ALL, Encoding::word);
                set(&mut custom.encoding, read.map(|value| value.value));
            }
            "line_end" => {
                let read = reading.choice("line_end", node, &LineEnd::ALL, LineEnd::word);
                set(&mut custom.line_end, read.map(|value| value.value));
            }
            "spreadsheet" => {
                set(&mut custom.spreadsheet, reading.boolean("spreadsheet", &node).map(|value| value.value));
            }
            _ => {}
        }
    }
    if !has_columns {
        reading.missing_key(span, &place, "columns", COLUMNS, broken);
    }
    (!custom.columns.is_empty()).then_some(custom)
}

/// Takes what could be read.
fn set<T>(place: &mut T, read: Option<T>) {
    if let Some(read) = read {
        *place = read;
    }
}

fn read_columns(node: Node<'_>, reading: &mut Reading) -> Vec<Column> {
    let span = node.span;
    let nodes = list(node);
    if nodes.is_empty() {
        reading.bad_value(span, "`columns` names no column", format!("write `{COLUMNS}`"));
    }
    if nodes.len() > MOST_COLUMNS {
        let message = format!("`columns` names {} columns, at most {MOST_COLUMNS}", nodes.len());
        reading.bad_value(span, message, "leave out what the tool does not need");
        return Vec::new();
    }
    nodes.into_iter().filter_map(|node| read_column(node, reading)).collect()
}

/// Reads a column: what it holds, or a table of its name and that.
fn read_column(node: Node<'_>, reading: &mut Reading) -> Option<Column> {
    let span = node.span;
    let mut table = match node.value {
        Value::Table(table) => table,
        value => {
            let field = read_field("columns", Node { value, span }, reading)?;
            return Some(Column { name: field.word().into(), holds: Holds::Field(field) });
        }
    };
    let (mut name, mut holds) = (None, None);
    let broken = table.broken;
    reading.strange_keys(&mut table, COLUMN_KEYS, "a column");
    for Entry { key, node } in table.entries {
        match &*key.value {
            "name" => name = reading.text("name", node).map(|name| name.value),
            "holds" => holds = Some(read_field("holds", node, reading).map(Holds::Field)),
            "words" => holds = Some(reading.text("words", node).map(|words| Holds::Words(words.value))),
            _ => {}
        }
    }
    match holds {
        None => {
            reading.missing_key(span, "a column", "holds", "holds = \"text\"", broken);
            None
        }
        Some(None) => None,
        Some(Some(holds)) => {
            let word = match &holds {
                Holds::Field(field) => field.word().into(),
                Holds::Words(_) => Box::from(""),
            };
            Some(Column { name: name.unwrap_or(word), holds })
        }
    }
}

fn read_field(key: &str, node: Node<'_>, reading: &mut Reading) -> Option<Field> {
    let word = reading.text(key, node)?;
    if let Some(&field) = Field::ALL.iter().find(|field| *word.value == *field.word()) {
        return Some(field);
    }
    let message = format!("a column cannot hold `{}`", shortened(&word.value));
    let problem = Problem::new(Fault::UnknownName, word.span, message);
    let known = || Field::ALL.iter().map(|field| field.word());
    reading.problem(match reading.closest(&word.value, known()) {
        Some(near) => {
            problem.help(format!("did you mean `{near}`?")).fix(format!("write `{near}`"), quoted(near))
        }
        None => {
            let words: Vec<String> = known().map(|word| format!("`{word}`")).collect();
            let words = words.join(", ");
            problem.help(format!(
                "a column may hold {words}; `{{ name = \"…\", words = \"…\" }}` has the same words in each row"
            ))
        }
    });
    None
}

/// Reads a pattern of dates and times, as strftime has it; none of what it writes may rest on the machine.
fn read_pattern(key: &str, example: &str, node: Node<'_>, reading: &mut Reading) -> Option<Box<str>> {
    let pattern = reading.text(key, node)?;
    let mut says_something = false;
    let mut unknown = false;
    for item in StrftimeItems::new(&pattern.value) {
        match item {
            Item::Error | Item::Numeric(Numeric::Internal(_), _) | Item::Fixed(Fixed::Internal(_)) => {
                unknown = true;
            }
            Item::Numeric(..) | Item::Fixed(_) => says_something = true,
            Item::Literal(_) | Item::OwnedLiteral(_) | Item::Space(_) | Item::OwnedSpace(_) => {}
        }
    }
    if unknown || !says_something {
        let shown = shortened(&pattern.value);
        let message = if unknown {
            format!("`{key}` is `{shown}`, of which a part after `%` is unknown")
        } else {
            format!("`{key}` is `{shown}`, which names no part of a date or time")
        };
        reading.bad_value(pattern.span, message, format!("write it as `{example}`: {PATTERN}"));
        return None;
    }
    Some(pattern.value)
}

/// Reads whose clocks times are on: `channel`, `plan` or a zone.
fn read_clocks(node: Node<'_>, reading: &mut Reading) -> Option<Clocks> {
    match &node.value {
        Value::Text(text) if **text == *"channel" => Some(Clocks::Channel),
        Value::Text(text) if **text == *"plan" => Some(Clocks::Plan),
        _ => read_zone("timezone", node, reading).map(|zone| Clocks::Zone(zone.value)),
    }
}
