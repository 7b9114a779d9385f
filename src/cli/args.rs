//! The arguments of every command; those of the largest have a file of their own.

mod completions;
mod export;
mod fill;
mod fixing;
mod ideas;
mod lsp;
mod man;
mod moving;
mod schema;

use std::path::PathBuf;

use chrono::{Days, NaiveDate, Utc, Weekday};
use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use content_plan::check::Options;
use content_plan::model::Period;
use content_plan::report::FORMATS;
use content_plan::rules::Today;

pub(crate) use completions::Completions;
pub(crate) use export::{Export, Per, Split};
pub(crate) use fill::{Fill, FillFormat};
pub(crate) use fixing::Fixing;
pub(crate) use ideas::Ideas;
pub(crate) use lsp::Lsp;
pub(crate) use man::Man;
pub(crate) use moving::{ChangePlans, Mv, Shift};
pub(crate) use schema::Schema;

/// Checks and prints content plans for social networks.
///
/// A plan is a TOML file with next week's posts. `plan init` writes one to start from.
#[derive(Debug, Parser)]
#[command(name = "plan", version, arg_required_else_help = true, max_term_width = 100)]
#[command(
    after_help = "Examples:\n  plan init                    write a small plan for the coming week\n  plan check                   check plans/, or plan.toml\n  plan check --strict week.toml\n  plan schedule --by channel   print each channel's week\n  plan explain mix-off-target  why a rule says what it says"
)]
pub(crate) struct Arguments {
    /// When to use colours.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,

    /// Width of tables in columns, 40 or more (they are made for 60 and more); the terminal's, unless given.
    #[arg(long, global = true, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..))]
    pub(crate) width: Option<u16>,

    #[command(subcommand)]
    pub(crate) command: Command,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal that wants them.
    Auto,
    /// Also into pipes.
    Always,
    /// Not at all.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(Init),
    Check(Check),
    Schedule(Schedule),
    Mix(Mix),
    Fill(Fill),
    Ideas(Ideas),
    Explain(Explain),
    Rules(Rules),
    Networks(Networks),
    Count(Count),
    Kinds(Kinds),
    Export(Export),
    Schema(Schema),
    Lsp(Lsp),
    Completions(Completions),
    Man(Man),
    Mv(Mv),
    Shift(Shift),
}

/// Plans to look at, and which of their days.
#[derive(Args, Debug)]
pub(crate) struct Plans {
    /// Plan files or folders; `-` is standard input. Without any: plans/ if there is one, else plan.toml.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) days: DayRange,
}

/// Which days to look at.
#[derive(Args, Debug)]
pub(crate) struct DayRange {
    /// First day to look at.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) from: Option<NaiveDate>,

    /// Last day to look at.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) to: Option<NaiveDate>,

    /// ISO week to look at, such as 2026-W48.
    #[arg(long, value_name = "WEEK", value_parser = week, conflicts_with_all = ["from", "to"])]
    pub(crate) week: Option<Period>,
}

impl DayRange {
    /// Returns the days asked for, if any.
    pub(crate) fn period(&self) -> anyhow::Result<Option<Period>> {
        if self.week.is_some() || (self.from.is_none() && self.to.is_none()) {
            return Ok(self.week);
        }
        let period =
            Period { from: self.from.unwrap_or(NaiveDate::MIN), to: self.to.unwrap_or(NaiveDate::MAX) };
        anyhow::ensure!(period.from <= period.to, "--from {} is later than --to {}", period.from, period.to);
        Ok(Some(period))
    }
}

/// Reads an ISO week, such as 2026-W48.
fn week(text: &str) -> Result<Period, String> {
    let parse = || {
        let (year, week) = text.split_once("-W").or_else(|| text.split_once("-w"))?;
        let monday = NaiveDate::from_isoywd_opt(year.parse().ok()?, week.parse().ok()?, Weekday::Mon)?;
        Some(Period { from: monday, to: monday.checked_add_days(Days::new(6))? })
    };
    parse().ok_or_else(|| "write an ISO week such as 2026-W48".to_owned())
}

/// Reads a date.
fn date(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| "write a date such as 2026-11-23".to_owned())
}

/// Takes the name of a format of findings.
fn format_name() -> PossibleValuesParser {
    PossibleValuesParser::new(FORMATS.iter().map(|format| format.name()))
}

/// Reads today: a date, or `now`, for which alone the clock is read.
fn today(text: &str) -> Result<Today, String> {
    if text == "now" {
        return Ok(Today::Now(Utc::now()));
    }
    text.parse().map(Today::Date).map_err(|_| "write a date such as 2026-11-23, or `now`".to_owned())
}

/// Checks plans and prints findings and a summary.
///
/// The exit code is 0 where nothing is wrong (warnings may be there), 1 where errors were found (with --strict also
/// warnings), and 2 where a file could not be read; --exit-zero makes the second 0.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  plan check\n  plan check plans/week-48.toml --notes\n  plan check --week 2026-W48 --today now\n  plan check --diff\n  plan check --fix\n  plan check --strict --output-format github\n  plan check --output-format sarif --output-file plan.sarif --exit-zero\n  cat plan.toml | plan check - --output-format json"
)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) plans: Plans,

    /// Let warnings fail too.
    #[arg(long)]
    pub(crate) strict: bool,

    /// Print notes too, which else are only counted.
    #[arg(long)]
    pub(crate) notes: bool,

    /// The day that rules such as `past` and `no-time` compare with; without it they are quiet.
    #[arg(long, value_name = "DATE|now", value_parser = today)]
    pub(crate) today: Option<Today>,

    /// How to write findings: `full`, unless said here or in `PLAN_OUTPUT_FORMAT`.
    #[arg(long, value_name = "FORMAT", value_parser = format_name())]
    pub(crate) output_format: Option<String>,

    #[command(flatten)]
    pub(crate) fixing: Fixing,

    /// File to write findings to, whole or not at all; `-` is standard output.
    #[arg(long, value_name = "FILE")]
    pub(crate) output_file: Option<PathBuf>,

    /// Let the exit code be 0 also where faults were found, for a step that hands the findings on.
    #[arg(long)]
    pub(crate) exit_zero: bool,
}

impl Check {
    /// Returns what to check with.
    pub(crate) fn options(&self) -> anyhow::Result<Options<'static>> {
        let (today, strict) = (self.today, self.strict);
        Ok(Options { today, strict, period: self.plans.days.period()?, ..Options::default() })
    }
}

/// Prints the page of a rule: what it wants, why, and what to write instead.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  plan explain mix-off-target\n  plan explain")]
pub(crate) struct Explain {
    /// The rule; without it, all are listed.
    #[arg(value_name = "RULE")]
    pub(crate) rule: Option<String>,
}

/// Prints the list of all rules with their levels.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  plan rules\n  plan rules --markdown\n  plan rules --json")]
pub(crate) struct Rules {
    /// Print a Markdown table.
    #[arg(long, conflicts_with = "json")]
    pub(crate) markdown: bool,

    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Prints the schedule as tables: by day, as a grid of the week, or channel by channel.
///
/// Warnings stand at the posts they concern; what is wrong with a day stands in its heading. What can be read of a faulty plan
/// is printed all the same, and the exit code is 1.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  plan schedule\n  plan schedule --by week --week 2026-W48\n  plan schedule --by channel --channel telegram --from 2026-11-23 --to 2026-11-24"
)]
pub(crate) struct Schedule {
    #[command(flatten)]
    pub(crate) plans: Plans,

    /// How to lay it out.
    #[arg(long, value_name = "VIEW", default_value = "day")]
    pub(crate) by: Layout,

    /// Only this channel, by its name in the plan; may be given several times. Implies --by channel.
    #[arg(long, value_name = "NAME")]
    pub(crate) channel: Vec<String>,
}

/// Layouts of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Layout {
    /// A table for each day.
    Day,
    /// A grid of days and times for each week.
    Week,
    /// A table for each channel, on its own clocks.
    Channel,
}

/// Prints shares against their targets, the running balance, and what to add or change.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  plan mix\n  plan mix plans/week-48.toml\n  plan mix --from 2026-11-23 --to 2026-11-25"
)]
pub(crate) struct Mix {
    #[command(flatten)]
    pub(crate) plans: Plans,
}

/// Prints the known networks, or what is known of one, with sources and dates.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  plan networks\n  plan networks telegram\n  plan networks x --output-format json"
)]
pub(crate) struct Networks {
    /// How to write it.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) output_format: TableFormat,

    /// The network; without it, all are listed.
    #[arg(value_name = "NETWORK")]
    pub(crate) network: Option<String>,
}

/// Formats of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    /// For people.
    Table,
    /// For programs.
    Json,
}

/// Counts a text as each network counts it, against its limit, and shows what does not fit.
///
/// One line end at the end does not count. The exit code is 1 where a network that was named refuses the text.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  plan count post.txt\n  plan count post.txt --network x --network telegram\n  echo \"Кава готова ☕\" | plan count - --network bluesky\n  plan count post.txt --media --output-format json"
)]
pub(crate) struct Count {
    /// The file with the text; `-` or nothing is standard input.
    #[arg(value_name = "FILE", default_value = "-")]
    pub(crate) file: PathBuf,

    /// Only this network, or an alias; may be given several times.
    #[arg(long, value_name = "NAME")]
    pub(crate) network: Vec<String>,

    /// Count it as the text beside a picture or video, for which some networks take less.
    #[arg(long)]
    pub(crate) media: bool,

    /// How to write it.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) output_format: TableFormat,
}

/// Prints the known kinds of posts with their category.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  plan kinds")]
pub(crate) struct Kinds {}

/// Writes a small plan that passes `plan check`, with comments that teach the format.
///
/// Beside it stands plan.schema.json, by which editors complete and check it: the plan's first line names it. Nothing is
/// overwritten: where there is a plan.toml already, nothing is written, and a schema that is there stays.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  plan init\n  plan init kava\n  plan init kava --start 2026-11-30")]
pub(crate) struct Init {
    /// The folder to write plan.toml into; it is made where it is missing.
    #[arg(value_name = "DIR", default_value = ".")]
    pub(crate) folder: PathBuf,

    /// First day of the plan; the coming Monday, unless given.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) start: Option<NaiveDate>,
}
