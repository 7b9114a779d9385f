//! `plan count`: a text's length by every network's own counting.

use std::io::{IsTerminal as _, Read as _};
use std::path::Path;

use anyhow::{Context as _, anyhow, bail};
use content_plan::networks::{NETWORKS, Network, State};
use content_plan::tables::{self, counts, counts_json, counts_table};

use super::Outcome;
use super::args::{Count, TableFormat};
use super::output::{Terminal, hint, warn};
use super::registry::find_network;

impl Count {
    pub(crate) fn run(&self, terminal: Terminal) -> anyhow::Result<Outcome> {
        let named = self.named()?;
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

    /// Finds the networks that were named, each once.
    fn named(&self) -> anyhow::Result<Vec<&'static Network>> {
        let mut named: Vec<&'static Network> = Vec::new();
        for name in &self.network {
            let network = find_network(name)?;
            if let State::Closed { on, .. } = network.state {
                bail!("{} closed on {on}: nobody can post there", network.title);
            }
            if !named.contains(&network) {
                named.push(network);
            }
        }
        Ok(named)
    }
}

/// Reads a text, without a byte order mark and with plain line ends.
fn read(file: &Path) -> anyhow::Result<String> {
    let is_standard = file == Path::new("-");
    let name = if is_standard { "standard input".into() } else { file.display().to_string() };
    let context = || format!("cannot read {name}");
    let bytes = if is_standard {
        if std::io::stdin().is_terminal() {
            hint("reading the text from the terminal: end it with Ctrl-D on a line of its own");
        }
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).with_context(context)?;
        bytes
    } else {
        if file.extension().is_some_and(|ending| ending == "toml") {
            warn(&format!("{name} is counted as it stands; `plan check` counts the posts of a plan"));
        }
        std::fs::read(file).with_context(context)?
    };
    let text = String::from_utf8(bytes);
    let text = text.map_err(|_| anyhow!("{name} is not UTF-8: save it again as UTF-8"))?;
    Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
}
