//! The arguments of `plan schema`.

use clap::Args;

/// Prints the JSON Schema of plan files, with which editors complete keys, explain them and mark mistakes.
///
/// An editor finds it by the first line of a plan, `#:schema ./plan.schema.json`; `plan init` writes both.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  plan schema > plan.schema.json\n  plan schema --markdown")]
pub(crate) struct Schema {
    /// Print all keys as Markdown tables, for people.
    #[arg(long)]
    pub(crate) markdown: bool,
}
