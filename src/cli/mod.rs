//! The binary's own room: arguments, terminal, clock; a small file a command.

mod args;
mod check;
mod completions;
mod count;
mod diff;
mod explain;
mod export;
mod fill;
mod fix;
mod ideas;
mod init;
mod lsp;
mod man;
mod mix;
mod moving;
mod output;
mod paths;
mod registry;
mod rules;
mod schedule;
mod schema;
mod sheets;
mod shown;

use std::io::ErrorKind;
use std::process::ExitCode;

use clap::Parser as _;

use args::{Arguments, Command};

/// How a command ended, apart from failures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All is well.
    Fine,
    /// Something is wrong with the plans.
    Faults,
    /// A part of the work could not be done; what and why was said.
    Incomplete,
}

/// Runs the program and tells its exit code: 0 fine, 1 faults found, 2 could not do its work.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.run() {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Faults) => ExitCode::from(1),
        Ok(Outcome::Incomplete) => ExitCode::from(2),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

/// Returns whether somebody read enough and went away, as `head` does.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let is_broken = |error: &std::io::Error| error.kind() == ErrorKind::BrokenPipe;
    error.chain().filter_map(|cause| cause.downcast_ref()).any(is_broken)
}

impl Arguments {
    fn run(&self) -> anyhow::Result<Outcome> {
        let terminal = output::Terminal { color: self.color, width: self.width };
        match &self.command {
            Command::Init(command) => command.run(terminal),
            Command::Check(command) => command.run(terminal),
            Command::Schedule(command) => command.run(terminal),
            Command::Mix(command) => command.run(terminal),
            Command::Fill(command) => command.run(terminal),
            Command::Ideas(command) => command.run(terminal),
            Command::Explain(command) => command.run(terminal),
            Command::Rules(command) => command.run(terminal),
            Command::Networks(command) => command.run(terminal),
            Command::Count(command) => command.run(terminal),
            Command::Kinds(command) => command.run(terminal),
            Command::Export(command) => command.run(terminal),
            Command::Schema(command) => command.run(terminal),
            Command::Lsp(command) => command.run(),
            Command::Completions(command) => command.run(terminal),
            Command::Man(command) => command.run(terminal),
            Command::Mv(command) => command.run(terminal),
            Command::Shift(command) => command.run(terminal),
        }
    }
}
