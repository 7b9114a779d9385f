//! The arguments of `plan mv` and `plan shift`.

use std::path::PathBuf;

use clap::Args;
use content_plan::moves::{Distance, Goal};

use super::DayRange;

/// Moves a post to another time; shows what that changes, and writes it with --write.
///
/// Shown are the diff, the move, and what it does to the findings of `plan check`. The times of a post's variants move by the same
/// distance. The exit code is 1 where the move makes new errors (it is written all the same), and 2 where it could not be made.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  plan mv opening \"2026-11-24 10:00\"\n  plan mv opening 2026-11-24 plans/week-48.toml   another day, the same hour\n  plan mv opening 10:00 --write                   another hour, the same day\n  plan mv opening +1d\n  plan mv opening -90m"
)]
pub(crate) struct Mv {
    /// The post, by its id.
    #[arg(value_name = "ID")]
    pub(crate) id: String,

    /// When it is to go out: a moment, a day alone, a time of day alone, or a distance with a sign.
    #[arg(value_name = "WHEN", allow_hyphen_values = true)]
    pub(crate) when: Goal,

    #[command(flatten)]
    pub(crate) change: ChangePlans,
}

/// Moves many posts by one distance; shows what that changes, and writes it with --write.
///
/// Without a choice, all posts of the plan move. Posts that are published stay, and so do those that a series makes. Shown are the
/// diff, the moves, and what they do to the findings of `plan check`. The exit code is 1 where the moves make new errors, and 2 where
/// they could not be made.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  plan shift --by 7d\n  plan shift --by -1d --campaign opening plans/week-48.toml\n  plan shift --by 90m --from 2026-11-24 --to 2026-11-25 --channel telegram --write"
)]
pub(crate) struct Shift {
    /// How far: weeks, days, hours, minutes, such as 7d, -1d, 1d12h or 90m.
    #[arg(long, value_name = "DISTANCE", allow_hyphen_values = true)]
    pub(crate) by: Distance,

    /// Only posts of this campaign; may be given several times.
    #[arg(long, value_name = "NAME")]
    pub(crate) campaign: Vec<String>,

    /// Only posts that go to this channel, by its name in the plan; may be given several times. They move wherever else they go too.
    #[arg(long, value_name = "NAME")]
    pub(crate) channel: Vec<String>,

    #[command(flatten)]
    pub(crate) days: DayRange,

    #[command(flatten)]
    pub(crate) change: ChangePlans,
}

/// Plans to change.
#[derive(Args, Debug)]
pub(crate) struct ChangePlans {
    /// Plan files or folders. Without any: plans/ if there is one, else plan.toml.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Write the change into the plan; without it, it is only shown.
    #[arg(long)]
    pub(crate) write: bool,
}
