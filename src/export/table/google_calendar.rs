//! `google-calendar`: the CSV that Google Calendar imports, for those who cannot subscribe to a calendar.
//!
//! Columns `Subject,Start Date,Start Time,End Date,End Time,All Day Event,Description,Location,Private`; days `MM/DD/YYYY` and times
//! `hh:mm AM/PM`, on the clocks of the calendar that takes them. An import cannot be updated: a second one makes every event twice.
//!
//! Source: mydatatables.com/csv-import-export/csv-format-for-google-calendar, read 2026-08.

use chrono::{DateTime, TimeDelta};
use chrono_tz::Tz;

use super::cell::{Cell, Row};
use super::{Column, Dialect, Purpose, Table, pattern};
use crate::export::{Job, Refusal};
use crate::model::{Clocks, Field};

/// How long an event lasts, in minutes: as in `ics`, so that it is seen.
const MINUTES: i64 = 15;
const DAY: &str = "%m/%d/%Y";
const TIME: &str = "%I:%M %p";

/// Google Calendar's import.
pub(in crate::export) struct GoogleCalendar;

impl Dialect for GoogleCalendar {
    const NAME: &'static str = "google-calendar";
    const MEANING: &'static str = "for one import into Google Calendar; `ics` can be updated";

    fn table<'a>(&self, _job: &Job<'a>) -> Result<Table<'a>, Refusal> {
        let columns = vec![
            Column::new("Subject", Cell::Made(subject, &[])),
            Column::new("Start Date", Field::Date),
            Column::new("Start Time", Field::Time),
            Column::new("End Date", Cell::Made(|row| end(row, DAY), &[])),
            Column::new("End Time", Cell::Made(|row| end(row, TIME), &[])),
            Column::new("All Day Event", Cell::Made(all_day, &[])),
            Column::new("Description", Cell::Made(description, &[])),
            Column::new("Location", Field::ChannelTitle),
            Column::new("Private", Cell::Words("FALSE".into())),
        ];
        Ok(Table {
            date: pattern(DAY),
            time: pattern(TIME),
            clocks: Clocks::Plan,
            separator: "\n".into(),
            alt_separator: "\n".into(),
            ..Table::new(Self::NAME, Purpose::Calendar, columns)
        })
    }
}

/// Returns what the calendar shows: the channel, and what goes out there.
fn subject(row: &Row<'_, '_>) -> String {
    let channel = row.entry.channel();
    let caption = row.entry.caption().split_whitespace().collect::<Vec<_>>().join(" ");
    if channel.is_nameless() { caption } else { format!("{}: {caption}", channel.name) }
}

fn end(row: &Row<'_, '_>, pattern: &str) -> String {
    let end = row.local.and_then(|local| local.checked_add_signed(TimeDelta::minutes(MINUTES)));
    match end {
        Some(end) => written(end, pattern),
        None if pattern == DAY => row.field(Field::Date).into_owned(),
        None => String::new(),
    }
}

fn written(moment: DateTime<Tz>, pattern: &str) -> String {
    moment.format(pattern).to_string()
}

/// A post whose hour is open takes its day.
fn all_day(row: &Row<'_, '_>) -> String {
    (if row.local.is_some() { "FALSE" } else { "TRUE" }).to_owned()
}

/// Lists what is published, then whatever else one may want to know at that hour.
fn description(row: &Row<'_, '_>) -> String {
    const ABOUT: &[(&str, Field)] = &[
        ("first comment", Field::FirstComment),
        ("link", Field::LinkBeside),
        ("hashtags", Field::HashtagsBeside),
        ("media", Field::Media),
        ("alt text", Field::Alt),
        ("category", Field::Category),
        ("kind", Field::Kind),
        ("status", Field::Status),
        ("owner", Field::Owner),
        ("campaign", Field::Campaign),
    ];
    let mut text = row.text.trim_end().to_owned();
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    let lines = ABOUT.iter().map(|&(name, field)| (name, row.field(field)));
    let lines = lines.filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}: {value}"));
    text + &lines.collect::<Vec<_>>().join("\n")
}
