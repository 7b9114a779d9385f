//! The command line program `plan`.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
