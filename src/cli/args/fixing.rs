//! The arguments of `plan check` about certain cures.

use clap::Args;

/// Whether to make certain cures, or to show them.
#[derive(Args, Debug)]
pub(crate) struct Fixing {
    /// Make every certain fix, in the plans and in what they extend, then print what is left. What was done is said on standard
    /// error. A plan from standard input goes to standard output with its fixes, and its findings to standard error.
    #[arg(long)]
    pub(crate) fix: bool,

    /// Show these fixes as a diff and write nothing; the exit code is 1 where there is something to fix.
    #[arg(long, conflicts_with_all = ["fix", "output_file"])]
    pub(crate) diff: bool,
}
