//! The arguments of `plan completions`.

use clap::Args;
use clap_complete::Shell;

/// Prints what makes a shell complete commands, options and names.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  plan completions bash > ~/.local/share/bash-completion/completions/plan\n  plan completions zsh > ~/.zfunc/_plan\n  plan completions fish > ~/.config/fish/completions/plan.fish\n  plan completions powershell >> $PROFILE"
)]
pub(crate) struct Completions {
    /// The shell.
    #[arg(value_name = "SHELL")]
    pub(crate) shell: Shell,
}
