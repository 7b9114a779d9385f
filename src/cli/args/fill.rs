//! The arguments of `plan fill`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use content_plan::rules::Today;

use super::{DayRange, today};

/// Fills the free places of a plan from its idea bank, as balanced as can be.
///
/// The mix comes first; among equally balanced fillings, the one that uses most of your ideas is taken. What stands in the plan is
/// never moved, changed or removed; only drafts that an earlier filling left without an idea get one. Without --write nothing is written: what would be added is shown as a diff, with the new
/// posts, the mix before and after, and what the bank lacks. A plan with errors is not filled, and the exit code is 1.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  plan fill plans/week-49.toml\n  plan fill plans/week-49.toml --write\n  plan fill plans/week-49.toml --from 2026-12-02 --channel telegram --explain\n  plan fill plans/week-49.toml --only-ideas --besides plans"
)]
pub(crate) struct Fill {
    /// The plan; without it the only one in plans/, else plan.toml. `-` is standard input, and with --write its new text goes to
    /// standard output.
    #[arg(value_name = "PATH")]
    pub(crate) path: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) days: DayRange,

    /// Fill only this channel, by its name in the plan; may be given several times.
    #[arg(long, value_name = "NAME")]
    pub(crate) channel: Vec<String>,

    /// Fill days to so many posts; where channels have slots to `per_day.max` less `reserve`, else to `per_day.min`, unless given.
    #[arg(long, value_name = "N")]
    pub(crate) per_day: Option<u32>,

    /// Leave places empty that no idea fits, instead of drafting a post that says which idea is needed.
    #[arg(long)]
    pub(crate) only_ideas: bool,

    /// Other plans, files or folders: ideas that they use count as used, and their texts are not repeated.
    #[arg(long, value_name = "PATH")]
    pub(crate) besides: Vec<PathBuf>,

    /// The present; nothing is put before it.
    #[arg(long, value_name = "DATE|now", value_parser = today)]
    pub(crate) today: Option<Today>,

    /// Say for each place why it got its category and its idea, and for each other time why it was not taken.
    #[arg(long)]
    pub(crate) explain: bool,

    /// Write the new posts into the plan's file; every other byte of it stays as it is.
    #[arg(long)]
    pub(crate) write: bool,

    /// How to write what is told.
    #[arg(long, value_name = "FORMAT", default_value = "full")]
    pub(crate) output_format: FillFormat,
}

/// Formats in which a filling is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FillFormat {
    /// For people.
    Full,
    /// For programs.
    Json,
}
