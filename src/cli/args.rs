//! The arguments of every command.

use std::path::PathBuf;

use chrono::{Days, NaiveDate, Utc, Weekday};
use clap::{Args, Parser, Subcommand, ValueEnum};
use content_plan::check::Options;
use content_plan::model::Period;
use content_plan::rules::Today;

/// Checks, prints and hands over content plans for social networks.
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

    /// Width of tables in columns; the terminal's, unless given.
    #[arg(long, global = true, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..))]
    pub(crate) width: Option<u16>,

    #[command(subcommand)]
    pub(crate) command: Command,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal that wants them.
    Auto,
    /// Also into files and pipes.
    Always,
    /// Not at all.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(Check),
    Explain(Explain),
    Rules(Rules),
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
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<NaiveDate>,

    /// Last day to look at.
    #[arg(long, value_name = "DATE")]
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
/// warnings), and 2 where a file could not be read.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  plan check\n  plan check plans/week-48.toml --notes\n  plan check --week 2026-W48 --today now\n  plan check --strict --output-format github\n  cat plan.toml | plan check - --output-format json"
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

    /// How to write findings.
    #[arg(long, value_name = "FORMAT", default_value = "full", value_parser = ["full", "concise", "json", "github"])]
    pub(crate) output_format: String,

    /// File to write findings to; it is written whole or not at all.
    #[arg(long, value_name = "FILE")]
    pub(crate) output_file: Option<PathBuf>,
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
