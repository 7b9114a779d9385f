//! The arguments of `plan ideas`.

use clap::Args;

use super::{Plans, TableFormat};

/// Lists the idea bank: what may be used when, what was used, what expires next, how long each category lasts.
///
/// Banks are those that the plans name, the plans' own ideas, and bank files that are given themselves; uses are counted over all
/// plans that are given. The days looked at are those of the last plan that draws from the bank, unless others are asked for.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  plan ideas\n  plan ideas plans/week-49.toml --available --category emotional\n  plan ideas --week 2026-W50 --channel telegram\n  plan ideas plans --output-format json"
)]
pub(crate) struct Ideas {
    #[command(flatten)]
    pub(crate) plans: Plans,

    /// Only this category, by its name; may be given several times.
    #[arg(long, value_name = "NAME")]
    pub(crate) category: Vec<String>,

    /// Only ideas that fit this channel, by its name; may be given several times.
    #[arg(long, value_name = "NAME")]
    pub(crate) channel: Vec<String>,

    /// Only ideas that can be used in these days.
    #[arg(long)]
    pub(crate) available: bool,

    /// How to write it.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) output_format: TableFormat,
}
