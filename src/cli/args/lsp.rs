//! The arguments of `plan lsp`.

use clap::Args;

/// Serves an editor: findings while you type, cures, completion, and what a line means.
///
/// The editor starts it and speaks the language server protocol on standard input and output. Rules that need today's date are
/// quiet, unless the editor's `initializationOptions` have `today`: a date, or `now`. The exit code is 0 where the editor
/// said goodbye, else 1.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  plan lsp        what an editor is told to start; see the README for yours"
)]
pub(crate) struct Lsp {
    /// Speak on standard input and output; so it does anyway, but some editors add it.
    #[arg(long, hide = true)]
    pub(crate) stdio: bool,
}
