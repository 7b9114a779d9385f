//! Tables of placements: one algorithm, and a dialect for each program that reads them, a file each.
//!
//! A dialect says which columns there are and what they hold ([`cell`]), how dates, cells and rows are written, how many rows a
//! file takes, and whether each channel has its own ([`division`]). What it has no room for follows from that ([`losses`]).

mod brightbean;
mod buffer;
mod cell;
mod custom;
mod division;
mod google_calendar;
mod harmless;
mod losses;
mod metricool;
mod publer;
mod spreadsheet;
mod sprout;

use std::borrow::Cow;
use std::io::{self, Write};

use chrono::format::{Item, StrftimeItems};
use chrono_tz::Tz;

pub(super) use brightbean::BrightBean;
pub(super) use buffer::Buffer;
pub(super) use custom::Custom;
pub(super) use google_calendar::GoogleCalendar;
pub(super) use metricool::Metricool;
pub(super) use publer::Publer;
pub(super) use spreadsheet::Csv;
pub(super) use sprout::Sprout;

use super::{Entry, Format, Job, Loss, Part, Refusal};
use crate::model::{Channel, Clocks, Delimiter, Encoding, Field, LineEnd, Media, Quotes};
use cell::{Cell, Row};

/// A program that reads tables.
pub(super) trait Dialect: Sync {
    /// The name that the command line knows it by.
    const NAME: &'static str;
    /// What it is for, in a few words.
    const MEANING: &'static str;

    /// Describes the table for a job.
    ///
    /// # Errors
    ///
    /// [`Refusal`] where the dialect cannot do what was asked.
    fn table<'a>(&self, job: &Job<'a>) -> Result<Table<'a>, Refusal>;
}

impl<D: Dialect> Format for D {
    fn name(&self) -> &'static str {
        D::NAME
    }

    fn meaning(&self) -> &'static str {
        D::MEANING
    }

    fn ending(&self) -> &'static str {
        "csv"
    }

    fn parts<'a>(&self, job: &Job<'a>) -> Result<Vec<Part<'a>>, Refusal> {
        let table = self.table(job)?;
        Ok(division::parts(&table, job))
    }

    fn losses(&self, job: &Job<'_>) -> Vec<Loss> {
        self.table(job).map(|table| losses::losses(&table, job)).unwrap_or_default()
    }

    fn write(&self, job: &Job<'_>, part: &Part<'_>, out: &mut dyn Write) -> io::Result<()> {
        let table = self.table(job).map_err(io::Error::other)?;
        table.write(job, &part.entries, out)
    }
}

/// Who reads a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// People, with a spreadsheet: everything is there, and nothing that a spreadsheet would run.
    Spreadsheet,
    /// A calendar: everything is there, as it is written.
    Calendar,
    /// A tool that publishes: texts must go out as they are, to the letter, and only what is to be published.
    Scheduler,
}

/// How placements are divided into files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Division {
    /// One file.
    One,
    /// One, unless two channels are on one network, which the tool does not tell apart.
    ByNetwork,
    /// A file for each channel.
    ByChannel,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub(super) struct Column<'a> {
    /// Its name in the header.
    pub(super) name: Cow<'a, str>,
    /// What it holds.
    pub(super) cell: Cell<'a>,
    /// In which files it stands.
    pub(super) when: When,
}

/// In which files a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// In all.
    Always,
    /// In those of channels on this network.
    On(&'static str),
    /// In those where some row fills it.
    Filled,
}

impl<'a> Column<'a> {
    /// Makes a column of every file.
    pub(super) fn new(name: impl Into<Cow<'a, str>>, cell: impl Into<Cell<'a>>) -> Self {
        Self { name: name.into(), cell: cell.into(), when: When::Always }
    }

    /// Leaves it out of some files.
    pub(super) fn when(self, when: When) -> Self {
        Self { when, ..self }
    }
}

/// Which media a table takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Takes {
    /// Endings of their names; any, where there are none.
    pub(super) endings: &'static [&'static str],
    /// Most of them in one row.
    pub(super) most: usize,
}

/// A table as a program wants it.
#[derive(Clone, Debug)]
pub(super) struct Table<'a> {
    /// The first part of its files' names.
    pub(super) stem: Cow<'a, str>,
    /// The tool whose names channels have in `handover`.
    pub(super) tool: Cow<'a, str>,
    pub(super) purpose: Purpose,
    pub(super) columns: Vec<Column<'a>>,
    /// Whether the columns' names stand above them.
    pub(super) header: bool,
    pub(super) date: Vec<Item<'a>>,
    pub(super) time: Vec<Item<'a>>,
    pub(super) datetime: Vec<Item<'a>>,
    /// Whose clocks times are on, unless a zone was asked for.
    pub(super) clocks: Clocks,
    pub(super) division: Division,
    /// Most rows of a file, its header aside.
    pub(super) most_rows: Option<usize>,
    /// Most bytes of a file.
    pub(super) most_bytes: Option<usize>,
    pub(super) delimiter: Delimiter,
    pub(super) quotes: Quotes,
    pub(super) encoding: Encoding,
    pub(super) line_end: LineEnd,
    /// What stands between several things in one cell.
    pub(super) separator: Cow<'a, str>,
    /// What stands between alt texts in one cell, and what between comments.
    pub(super) alt_separator: Cow<'a, str>,
    pub(super) takes: Takes,
    /// Whether a row must have a text, where else a picture will do.
    pub(super) needs_text: bool,
    /// Least minutes between two posts on a channel.
    pub(super) gap: Option<u32>,
    /// Least minutes from the handing over to a post.
    pub(super) lead: Option<u32>,
    /// Which channels the tool can post to.
    pub(super) reaches: fn(&Channel) -> bool,
}

impl<'a> Table<'a> {
    /// Describes a table in RFC 4180's own form.
    pub(super) fn new(name: impl Into<Cow<'a, str>>, purpose: Purpose, columns: Vec<Column<'a>>) -> Self {
        let name = name.into();
        Self {
            stem: name.clone(),
            tool: name,
            purpose,
            columns,
            header: true,
            date: pattern("%Y-%m-%d"),
            time: pattern("%H:%M"),
            datetime: pattern("%Y-%m-%d %H:%M"),
            clocks: Clocks::Channel,
            division: Division::One,
            most_rows: None,
            most_bytes: None,
            delimiter: Delimiter::Comma,
            quotes: Quotes::Needed,
            encoding: Encoding::Utf8,
            line_end: LineEnd::CrLf,
            separator: ",".into(),
            alt_separator: "||".into(),
            takes: Takes { endings: &[], most: usize::MAX },
            needs_text: false,
            gap: None,
            lead: None,
            reaches: |_| true,
        }
    }

    /// Returns the zone that a placement's times are written in.
    pub(super) fn zone(&self, entry: &Entry<'_>, job: &Job<'_>) -> Tz {
        job.options.timezone.unwrap_or_else(|| match self.clocks {
            Clocks::Channel => entry.zone(&job.options),
            // A file has one zone, also where several plans go into it.
            Clocks::Plan => job.plans.first().map_or(Tz::UTC, |chosen| chosen.plan.timezone.value),
            Clocks::Zone(zone) => zone,
        })
    }

    /// Returns whether a medium can go into a row, its number aside.
    pub(super) fn takes_media(&self, media: &Media) -> bool {
        let Takes { endings, .. } = self.takes;
        match self.purpose {
            Purpose::Spreadsheet | Purpose::Calendar => true,
            Purpose::Scheduler => {
                super::handover::is_on_the_web(media)
                    && (endings.is_empty()
                        || endings.contains(&super::handover::ending(&media.file).as_str()))
            }
        }
    }

    /// Returns the columns that stand in a file of these placements.
    fn columns_for(&self, job: &Job<'_>, entries: &[Entry<'_>]) -> Vec<&Column<'a>> {
        let stands = |column: &&Column<'a>| match column.when {
            When::Always => true,
            When::On(network) => entries.first().is_some_and(|entry| entry.channel().network.name == network),
            When::Filled => {
                entries.iter().any(|entry| !Row::new(self, entry, job).cell(&column.cell).is_empty())
            }
        };
        self.columns.iter().filter(stands).collect()
    }

    /// Writes a file.
    fn write(&self, job: &Job<'_>, entries: &[Entry<'_>], out: &mut dyn Write) -> io::Result<()> {
        if self.encoding == Encoding::Utf8Bom || job.options.bom {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let columns = self.columns_for(job, entries);
        let mut writer = self.writer(out);
        if self.header {
            writer.write_record(columns.iter().map(|column| self.safe(&column.name).into_owned()))?;
        }
        for entry in entries {
            self.write_row(entry, &columns, job, &mut writer)?;
        }
        writer.flush()
    }

    /// Returns how many bytes each row takes.
    fn row_bytes(&self, job: &Job<'_>, entries: &[Entry<'_>]) -> Vec<usize> {
        let columns: Vec<_> = self.columns.iter().collect();
        let mut row = Vec::new();
        let bytes = |entry: &Entry<'_>| {
            row.clear();
            let mut writer = self.writer(&mut row);
            let written = self.write_row(entry, &columns, job, &mut writer).and_then(|()| writer.flush());
            drop(writer);
            written.map_or(usize::MAX, |()| row.len())
        };
        entries.iter().map(bytes).collect()
    }

    fn writer<W: Write>(&self, out: W) -> csv::Writer<W> {
        let mut builder = csv::WriterBuilder::new();
        builder
            .delimiter(self.delimiter.byte())
            .quote_style(match self.quotes {
                Quotes::Needed => csv::QuoteStyle::Necessary,
                Quotes::Always => csv::QuoteStyle::Always,
            })
            .terminator(match self.line_end {
                LineEnd::CrLf => csv::Terminator::CRLF,
                LineEnd::Lf => csv::Terminator::Any(b'\n'),
            });
        builder.from_writer(out)
    }

    fn write_row<W: Write>(
        &self,
        entry: &Entry<'_>,
        columns: &[&Column<'a>],
        job: &Job<'_>,
        writer: &mut csv::Writer<W>,
    ) -> io::Result<()> {
        let row = Row::new(self, entry, job);
        for column in columns {
            writer.write_field(self.safe(&row.cell(&column.cell)).as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// Makes a cell's text safe for who reads it. A tool that publishes would publish whatever stood before a formula to
    /// make it harmless, so that there the text stays as it is.
    fn safe<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.purpose {
            Purpose::Spreadsheet => harmless::harmless(text),
            Purpose::Calendar | Purpose::Scheduler => super::handover::without_controls(text),
        }
    }
}

/// Reads a pattern of dates and times.
pub(super) fn pattern(text: &str) -> Vec<Item<'_>> {
    StrftimeItems::new(text).collect()
}

impl From<Field> for Cell<'_> {
    fn from(field: Field) -> Self {
        Cell::Field(field)
    }
}
