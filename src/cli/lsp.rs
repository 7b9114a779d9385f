//! `plan lsp`: the language server on standard input and output.

use std::io::{self, BufReader, IsTerminal as _};

use anyhow::Context as _;
use chrono::Utc;
use content_plan::lsp::{Ended, Setup, serve};

use super::Outcome;
use super::args::Lsp;
use super::output::hint;

impl Lsp {
    #[expect(clippy::unused_self, reason = "`--stdio` says what is done anyway")]
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        if io::stdin().is_terminal() {
            hint("this speaks with editors, not with people: let yours start it; Ctrl-D ends it");
        }
        let input = BufReader::with_capacity(1 << 16, io::stdin());
        let ended = serve(input, io::stdout(), Setup { clock: Utc::now }).context("cannot serve")?;
        Ok(match ended {
            Ended::Asked => Outcome::Fine,
            Ended::Alone => Outcome::Faults,
        })
    }
}
