//! `plan schema`: the format for editors, and for people.

use content_plan::schema::{json_schema, markdown};

use super::Outcome;
use super::args::Schema;
use super::output::Terminal;

impl Schema {
    pub(crate) fn run(&self, terminal: Terminal) -> anyhow::Result<Outcome> {
        if self.markdown {
            terminal.print(|out| write!(out, "{}", markdown()))?;
        } else {
            let schema = written();
            terminal.print(|out| write!(out, "{schema}"))?;
        }
        Ok(Outcome::Fine)
    }
}

/// Writes the schema as a file holds it.
pub(super) fn written() -> String {
    format!("{:#}\n", json_schema())
}
