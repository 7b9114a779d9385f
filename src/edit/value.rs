//! Values as TOML 1.0 writes them.

use std::borrow::Cow;
use std::fmt::Write as _;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, Timelike as _};
use toml::de::DeValue;
use toml::value::{Date, Datetime};

use super::Refusal;

/// A value to write.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text; one of several lines is written as such.
    Text(String),
    /// A list of texts.
    Texts(Vec<String>),
    /// A day with a time, to the second.
    Moment(NaiveDateTime),
    /// A day alone.
    Day(NaiveDate),
    /// True or false.
    Bool(bool),
    /// Files, each with what it shows.
    Media(Vec<(String, Option<String>)>),
}

impl Value {
    /// Refuses what TOML cannot write.
    pub(super) fn check(&self) -> Result<(), Refusal> {
        let year = match self {
            Self::Moment(moment) => moment.year(),
            Self::Day(day) => day.year(),
            Self::Text(_) | Self::Texts(_) | Self::Bool(_) | Self::Media(_) => 0,
        };
        if (0..=9999).contains(&year) { Ok(()) } else { Err(Refusal::BadYear) }
    }

    /// Writes it as TOML; lines of a text end as the file's do.
    pub fn to_toml(&self, newline: &str) -> String {
        match self {
            Self::Text(text) if text.contains('\n') => lines(text, newline),
            Self::Text(text) => basic(text),
            Self::Texts(texts) => {
                let texts: Vec<String> = texts.iter().map(|text| basic(text)).collect();
                format!("[{}]", texts.join(", "))
            }
            Self::Moment(moment) => moment.format("%Y-%m-%d %H:%M:%S").to_string(),
            Self::Day(day) => day.format("%Y-%m-%d").to_string(),
            Self::Bool(value) => value.to_string(),
            Self::Media(media) => {
                let media = media.iter().map(|(file, alt)| match alt {
                    Some(alt) => format!("{{ file = {}, alt = {} }}", basic(file), basic(alt)),
                    None => format!("{{ file = {} }}", basic(file)),
                });
                format!("[{}]", media.collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// Returns whether a value that was read is this one; a line end is one, however it is written.
    pub(super) fn is(&self, read: &DeValue<'_>) -> bool {
        let same = |wanted: &str, read: &DeValue<'_>| matches!(read, DeValue::String(text) if one_end(text) == one_end(wanted));
        match self {
            Self::Text(text) => same(text, read),
            Self::Texts(texts) => {
                let items = items(read);
                texts.len() == items.len() && texts.iter().zip(&items).all(|(text, item)| same(text, item))
            }
            Self::Moment(moment) => matches!(read, DeValue::Datetime(read) if is_moment(*moment, read)),
            Self::Day(day) => matches!(
                read,
                DeValue::Datetime(Datetime { date: Some(date), time: None, offset: None }) if is_day(*day, *date)
            ),
            Self::Bool(value) => matches!(read, DeValue::Boolean(read) if read == value),
            Self::Media(media) => {
                let items = items(read);
                let is_one = |(file, alt): &(String, Option<String>), item: &DeValue<'_>| {
                    let DeValue::Table(table) = item else { return false };
                    let field = |name: &str| {
                        table.iter().find(|(key, _)| *key.get_ref() == name).map(|(_, value)| value.get_ref())
                    };
                    table.len() == 1 + usize::from(alt.is_some())
                        && field("file").is_some_and(|read| same(file, read))
                        && alt.as_ref().is_none_or(|alt| field("alt").is_some_and(|read| same(alt, read)))
                };
                media.len() == items.len() && media.iter().zip(&items).all(|(one, item)| is_one(one, item))
            }
        }
    }
}

/// Lists the items of an array.
fn items<'a, 'i>(read: &'a DeValue<'i>) -> Vec<&'a DeValue<'i>> {
    let array = read.as_array().into_iter();
    array.flat_map(|array| array.iter()).map(toml::Spanned::get_ref).collect()
}

fn is_day(day: NaiveDate, read: Date) -> bool {
    NaiveDate::from_ymd_opt(read.year.into(), read.month.into(), read.day.into()) == Some(day)
}

fn is_moment(moment: NaiveDateTime, read: &Datetime) -> bool {
    let Datetime { date: Some(date), time: Some(time), offset: None } = *read else { return false };
    let clock = (u32::from(time.hour), u32::from(time.minute), u32::from(time.second.unwrap_or(0)));
    is_day(moment.date(), date) && clock == (moment.hour(), moment.minute(), moment.second())
}

/// Ends every line in one way.
fn one_end(text: &str) -> Cow<'_, str> {
    if !text.contains("\r\n") {
        return Cow::Borrowed(text);
    }
    let mut lines = text.split('\n').peekable();
    let mut out = String::with_capacity(text.len());
    while let Some(line) = lines.next() {
        match lines.peek() {
            Some(_) => {
                out.push_str(line.trim_end_matches('\r'));
                out.push('\n');
            }
            None => out.push_str(line),
        }
    }
    Cow::Owned(out)
}

/// Writes a text on one line.
fn basic(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '"' => out.push_str("\\\""),
            letter => escaped(letter, &mut out),
        }
    }
    out.push('"');
    out
}

/// Writes a text of several lines.
fn lines(text: &str, newline: &str) -> String {
    let text = one_end(text);
    let mut out = String::with_capacity(text.len() + 8);
    out.push_str("\"\"\"");
    out.push_str(newline);
    let mut letters = text.chars().peekable();
    let mut quotes = 0;
    while let Some(letter) = letters.next() {
        match letter {
            '\n' => out.push_str(newline),
            '\t' => out.push('\t'),
            // Three in a row would close the text, and so would any at its end.
            '"' if quotes == 2 || letters.peek().is_none() => out.push_str("\\\""),
            '"' => out.push('"'),
            letter => escaped(letter, &mut out),
        }
        quotes = if letter == '"' { (quotes + 1) % 3 } else { 0 };
    }
    out.push_str("\"\"\"");
    out
}

/// Writes a character, unless it is one that TOML wants escaped.
fn escaped(letter: char, out: &mut String) {
    match letter {
        '\\' => out.push_str("\\\\"),
        '\r' => out.push_str("\\r"),
        letter if letter.is_ascii_control() => {
            let _ = write!(out, "\\u{:04X}", u32::from(letter));
        }
        letter => out.push(letter),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(written: &str) -> String {
        let table: toml::Table = format!("a = {written}").parse().expect("valid TOML");
        table["a"].as_str().expect("a text").to_owned()
    }

    #[test]
    fn texts_are_written_as_people_write_them() {
        let text = |text: &str| Value::Text(text.to_owned()).to_toml("\n");
        assert_eq!(text("Кава \"тут\""), r#""Кава \"тут\"""#);
        assert_eq!(text("a\nb"), "\"\"\"\na\nb\"\"\"");
        assert_eq!(text("say \"\"\"\"\nand \"so\""), "\"\"\"\nsay \"\"\\\"\"\nand \"so\\\"\"\"\"");
        assert_eq!(text("C:\\x\u{1b}\u{7f}\r"), r#""C:\\x\u001B\u007F\r""#);
        assert_eq!(Value::Texts(vec!["a".into(), "b".into()]).to_toml("\n"), r#"["a", "b"]"#);
        let media = vec![("a.jpg".into(), Some("A".into())), ("b.jpg".into(), None)];
        assert_eq!(
            Value::Media(media).to_toml("\n"),
            r#"[{ file = "a.jpg", alt = "A" }, { file = "b.jpg" }]"#
        );
    }

    #[test]
    fn years_that_toml_does_not_have_are_refused() {
        for (year, wanted) in [(2026, Ok(())), (-1, Err(Refusal::BadYear)), (10_000, Err(Refusal::BadYear))] {
            let day = NaiveDate::from_ymd_opt(year, 1, 1).expect("a day");
            assert_eq!(Value::Day(day).check(), wanted);
        }
    }

    proptest! {
        #[test]
        fn every_text_reads_as_it_was(
            parts in proptest::collection::vec(prop_oneof![
                Just("\""), Just("\"\"\""), Just("\\"), Just("\n"), Just("\r\n"), Just("\r"), Just("\t"), Just("'''"),
                Just("ї☕"), Just(" "), Just("\u{0}"), Just("\u{85}\u{2028}\u{202e}\u{feff}"), Just("x"), Just("#"),
            ], 0..20),
            ends in prop_oneof![Just("\n"), Just("\r\n")],
        ) {
            let text = parts.concat();
            let written = Value::Text(text.clone()).to_toml(ends);
            let back = read(&written);
            prop_assert_eq!(one_end(&back), one_end(&text));
        }
    }
}
