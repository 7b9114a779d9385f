//! `plan count`: a text's length by every network's own counting.

use std::io::Read as _;
use std::path::Path;

use anyhow::Context as _;
use content_plan::networks::{NETWORKS, Network};
use content_plan::tables::{self, counts, counts_json, counts_table};

use super::Outcome;
use super::args::{Count, TableFormat};
use super::output::{Terminal, warn};
use super::registry::find_network;

impl Count {
    pub(crate) fn run(&self, terminal: Terminal) -> anyhow::Result<Outcome> {
        let named: Vec<&'static Network> =
            self.network.iter().map(|name| find_network(name)).collect::<anyhow::Result<_>>()?;
        let text = read(&self.file)?;
        let text = text.strip_suffix('\n').unwrap_or(&text);

        let all: Vec<&'static Network> =
            if named.is_empty() { NETWORKS.iter().collect() } else { named.clone() };
        let counts = counts(text, &all, self.media);
        let whole = named.len() == 1;
        let (width, color) = (terminal.width(), terminal.is_colored());
        let written = match self.output_format {
            TableFormat::Json => counts_json(&counts),
            TableFormat::Table => counts_table(text, &counts, whole, width, color),
        };
        terminal.print(|out| write!(out, "{written}"))?;
        let refused = !named.is_empty() && counts.iter().any(tables::Count::is_refused);
        Ok(if refused { Outcome::Faults } else { Outcome::Fine })
    }
}

/// Reads a text, without a byte order mark and with plain line ends.
fn read(file: &Path) -> anyhow::Result<String> {
    let bytes = if file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
        bytes
    } else {
        if file.extension().is_some_and(|ending| ending == "toml") {
            warn(&format!(
                "{} is counted as it stands; `plan check` counts the posts of a plan",
                file.display()
            ));
        }
        std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?
    };
    let text = String::from_utf8(bytes);
    let text =
        text.map_err(|_| anyhow::anyhow!("{} is not UTF-8: save it again as UTF-8", file.display()))?;
    Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
}
