//! `metricool`: the CSV that Metricool's planner imports, in the columns of its template.
//!
//! The template changes (88 and 93 columns were seen), so that the header of a fresh one goes before the one that is known here. Days
//! `YYYY-MM-DD`, times `HH:MM:SS` on the brand's clocks, `TRUE` at each network that a row is for, UTF-8 with a byte order mark, CRLF; a
//! video goes where pictures go. What is not approved yet is imported as a draft.
//!
//! Source: the template as public code quotes it, read 2026-08.

use std::borrow::Cow;

use super::cell::{Cell, Row};
use super::{Column, Dialect, Division, Purpose, Table, pattern};
use crate::export::{Job, Refusal};
use crate::model::{Clocks, Encoding, Field, Status};

/// The header as it was known last, 93 columns.
const HEADER: &str = include_str!("metricool.csv");

/// Metricool's planner.
pub(in crate::export) struct Metricool;

impl Dialect for Metricool {
    const NAME: &'static str = "metricool";
    const MEANING: &'static str = "for Metricool; --header takes a fresh template";

    fn table<'a>(&self, job: &Job<'a>) -> Result<Table<'a>, Refusal> {
        let names = names(job.options.header.as_deref().unwrap_or(HEADER))?;
        let columns: Vec<Column<'a>> = names
            .into_iter()
            .map(|name| {
                let cell = cell(&name.trim().to_lowercase());
                Column::new(name, cell)
            })
            .collect();
        Ok(Table {
            time: pattern("%H:%M:%S"),
            clocks: Clocks::Plan,
            division: Division::ByNetwork,
            encoding: Encoding::Utf8Bom,
            ..Table::new(Self::NAME, Purpose::Scheduler, columns)
        })
    }
}

/// Reads the header of a template.
fn names(template: &str) -> Result<Vec<String>, Refusal> {
    let template = template.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(template.as_bytes());
    let header = reader.records().next().and_then(Result::ok);
    let names: Vec<String> = header.iter().flatten().map(str::to_owned).collect();
    let missing = ["Text", "Date", "Time"]
        .into_iter()
        .find(|wanted| !names.iter().any(|name| name.trim().eq_ignore_ascii_case(wanted)));
    match missing {
        None => Ok(names),
        Some(missing) => Err(Refusal {
            message: format!(
                "the header has no column `{missing}`: give --header the CSV template that Metricool's planner offers under its import"
            ),
        }),
    }
}

/// Returns what stands under a column, by its name in lower case; nothing, where it is for what no plan says.
fn cell(name: &str) -> Cell<'static> {
    let place = |prefix: &str| name.strip_prefix(prefix)?.trim().parse::<usize>().ok()?.checked_sub(1);
    if let Some(place) = place("picture url ") {
        return Cell::Media(place);
    }
    if let Some(place) = place("alt text picture ") {
        return Cell::Alt(place);
    }
    match name {
        "text" => Cell::Field(Field::Text),
        "date" => Cell::Field(Field::Date),
        "time" => Cell::Field(Field::Time),
        "draft" => Cell::Made(draft, &[Field::Status]),
        "facebook" => Cell::IsOn("facebook"),
        "twitter/x" | "twitter" | "x" => Cell::IsOn("x"),
        "linkedin" => Cell::IsOn("linkedin"),
        "gbp" => Cell::IsOn("google-business"),
        "instagram" => Cell::IsOn("instagram"),
        "pinterest" => Cell::IsOn("pinterest"),
        "tiktok" => Cell::IsOn("tiktok"),
        "youtube" => Cell::IsOn("youtube"),
        "threads" => Cell::IsOn("threads"),
        "bluesky" => Cell::IsOn("bluesky"),
        "first comment text" => Cell::Field(Field::FirstComment),
        "shortener" => Cell::Words(Cow::Borrowed("FALSE")),
        "pinterest board" => Cell::On("pinterest", Field::Handover),
        "pinterest pin title" => Cell::On("pinterest", Field::Title),
        "pinterest pin link" | "pin link" => Cell::On("pinterest", Field::LinkBeside),
        "youtube video title" => Cell::On("youtube", Field::Caption),
        "youtube video tags" => Cell::On("youtube", Field::HashtagsBeside),
        "tiktok title" => Cell::On("tiktok", Field::Title),
        _ => Cell::Words(Cow::Borrowed("")),
    }
}

/// What nobody approved yet goes in as a draft.
fn draft(row: &Row<'_, '_>) -> String {
    (if row.entry.post().status() == Status::Approved { "FALSE" } else { "TRUE" }).to_owned()
}
