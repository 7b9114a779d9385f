//! The arguments of `plan man`.

use std::path::PathBuf;

use clap::Args;

/// Prints the manual page of plan or of one of its commands, for `man` to show.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  plan man | man -l -\n  plan man check | man -l -\n  plan man -o ~/.local/share/man/man1"
)]
pub(crate) struct Man {
    /// The command; without it, the page of plan itself.
    #[arg(value_name = "COMMAND", conflicts_with = "output")]
    pub(crate) command: Option<String>,

    /// Folder to write all pages into, as plan.1, plan-check.1 and so on; it is made where it is missing.
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
}
