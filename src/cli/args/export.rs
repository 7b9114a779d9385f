//! The arguments of `plan export`.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, ValueEnum};
use content_plan::export;
use content_plan::model::Status;

use super::Plans;

/// Writes a finished plan for people and tools: calendars, tables, data, files that schedulers import.
///
/// A plan with errors is not exported: they are shown on standard error, and the exit code is 1. What a format has no room for is
/// said on standard error, post by post. The same plan gives the same bytes anywhere: the clock is never read.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  plan export json -o week.json --channel telegram\n  plan export ics -o calendar.ics --previous published.ics --stamp 2026-11-23T09:00:00Z\n  plan export ndjson --split channel -o out/\n  plan export csv --bom -o week.csv\n  plan export buffer --status approved -o buffer/"
)]
pub(crate) struct Export {
    /// The format.
    #[arg(value_name = "FORMAT", value_parser = export_name())]
    pub(crate) format: String,

    #[command(flatten)]
    pub(crate) plans: Plans,

    /// File to write to, or a folder (one that is there, or a path that ends in `/`); standard output, unless given.
    #[arg(short, long, value_name = "FILE|DIR")]
    pub(crate) output: Option<PathBuf>,

    /// Only this channel, by its name in the plan; may be given several times.
    #[arg(long, value_name = "NAME")]
    pub(crate) channel: Vec<String>,

    /// Only posts that have come this far; may be given several times.
    #[arg(long, value_name = "STATUS", value_parser = status_name())]
    pub(crate) status: Vec<String>,

    /// Only posts of this campaign; may be given several times.
    #[arg(long, value_name = "NAME")]
    pub(crate) campaign: Vec<String>,

    /// Only posts of this category; may be given several times.
    #[arg(long, value_name = "NAME")]
    pub(crate) category: Vec<String>,

    /// Zone of local times, such as Europe/Kyiv; each channel's own, unless given.
    #[arg(long, value_name = "ZONE")]
    pub(crate) timezone: Option<Tz>,

    /// A file for each channel, into the folder of --output.
    #[arg(long, value_name = "BY")]
    pub(crate) split: Option<Split>,

    /// Calendars: what an event stands for.
    #[arg(long, value_name = "WHAT", default_value = "placement")]
    pub(crate) per: Per,

    /// Calendars: the file as it was published before, or a folder of such files: events that did not change keep their stamps,
    /// others count one change more. Leave it out where nothing was published yet: a missing file is an error.
    #[arg(long, value_name = "FILE|DIR")]
    pub(crate) previous: Option<PathBuf>,

    /// Calendars: remind so many minutes before a post; not where the hour is open.
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u32).range(0..=MOST_ALARM))]
    pub(crate) alarm: Option<u32>,

    /// Calendars: the turns of duties too; with --split channel, in a file of their own.
    #[arg(long)]
    pub(crate) duties: bool,

    /// Export a plan that has errors all the same.
    #[arg(long)]
    pub(crate) force: bool,

    /// Begin tables with a byte order mark, by which Excel knows UTF-8.
    #[arg(long)]
    pub(crate) bom: bool,

    /// Template whose header `metricool` is to fill in; Metricool offers a fresh one for download.
    #[arg(long, value_name = "FILE")]
    pub(crate) header: Option<PathBuf>,

    /// The table that `custom` is to write, by its name under `[export]`; the only one, unless given.
    #[arg(long, value_name = "NAME")]
    pub(crate) table: Option<String>,

    /// The moment to write where a format wants to know when it was made, such as 2026-11-23T09:00:00Z.
    #[arg(long, value_name = "INSTANT")]
    pub(crate) stamp: Option<DateTime<Utc>>,
}

/// Longest time before an event at which calendars remind, in minutes: the four weeks of Google Calendar (its API, read 2026-08).
const MOST_ALARM: i64 = 40_320;

/// What gets a file of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Split {
    /// Each channel.
    Channel,
}

/// What an event of a calendar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Per {
    /// A post on a channel.
    Placement,
    /// A post, wherever it goes out.
    Post,
}

/// Takes the name of a format of exports.
fn export_name() -> PossibleValuesParser {
    let formats = export::FORMATS.iter();
    PossibleValuesParser::new(formats.map(|format| PossibleValue::new(format.name()).help(format.meaning())))
}

/// Takes the word of a status.
fn status_name() -> PossibleValuesParser {
    PossibleValuesParser::new(Status::ALL.map(Status::word))
}
