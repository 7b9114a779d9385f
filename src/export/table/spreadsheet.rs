//! `csv`: everything, for people with a spreadsheet.
//!
//! Dates and times are written as Excel and LibreOffice take for dates whatever their language; texts are made harmless.

use super::cell::{Cell, Row};
use super::{Column, Dialect, Purpose, Table, pattern};
use crate::export::{Job, Refusal};
use crate::model::Field;

/// A table for spreadsheets.
pub(in crate::export) struct Csv;

/// Columns, named as the fields of `json` are.
const COLUMNS: &[(&str, Field)] = &[
    ("date", Field::Date),
    ("at_local", Field::DateTime),
    ("timezone", Field::Zone),
    ("channel", Field::Channel),
    ("network", Field::Network),
    ("category", Field::Category),
    ("kind", Field::Kind),
    ("status", Field::Status),
    ("title", Field::Title),
    ("text", Field::Text),
    ("length", Field::Length),
    ("unit", Field::Unit),
    ("link", Field::Link),
    ("hashtags", Field::Hashtags),
    ("media", Field::Media),
    ("alt_text", Field::Alt),
    ("first_comment", Field::FirstComment),
    ("owner", Field::Owner),
    ("voice", Field::Voice),
    ("signed", Field::Signed),
    ("campaign", Field::Campaign),
    ("partner", Field::Partner),
    ("promoted", Field::Promoted),
    ("idea", Field::Idea),
    ("plan", Field::Plan),
    ("post", Field::Post),
    ("uid", Field::Uid),
];

/// Where the moment in UTC stands, beside the local one.
const AT_UTC: usize = 3;
/// How moments are written: a space between day and time, and no zone, with which it would be text.
const MOMENT: &str = "%Y-%m-%d %H:%M:%S";

impl Dialect for Csv {
    const NAME: &'static str = "csv";
    const MEANING: &'static str = "a row for each post on each channel, for spreadsheets";

    fn table<'a>(&self, _job: &Job<'a>) -> Result<Table<'a>, Refusal> {
        let mut columns: Vec<_> = COLUMNS.iter().map(|&(name, field)| Column::new(name, field)).collect();
        columns.insert(AT_UTC, Column::new("at_utc", Cell::Made(at_utc, &[Field::Utc])));
        Ok(Table {
            stem: "calendar".into(),
            datetime: pattern(MOMENT),
            separator: "\n".into(),
            alt_separator: "\n".into(),
            ..Table::new(Self::NAME, Purpose::Spreadsheet, columns)
        })
    }
}

fn at_utc(row: &Row<'_, '_>) -> String {
    row.entry.placement.instant.map(|instant| instant.format(MOMENT).to_string()).unwrap_or_default()
}
