//! `plan mix`: shares against their targets.

use content_plan::tables::mix;

use super::Outcome;
use super::args::Mix;
use super::output::Terminal;
use super::sheets::Sheets;

impl Mix {
    pub(crate) fn run(&self, terminal: Terminal) -> anyhow::Result<Outcome> {
        Sheets::read(&self.plans)?.print(terminal, |_, sheet| mix(sheet))
    }
}
