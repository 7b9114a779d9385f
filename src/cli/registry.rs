//! `plan networks` and `plan kinds`: the registries.

use anyhow::anyhow;
use content_plan::diag::closest;
use content_plan::networks::{NETWORKS, Network};
use content_plan::tables::{kinds, network, networks, networks_json};

use super::Outcome;
use super::args::{Kinds, Networks, TableFormat};
use super::output::Terminal;

/// Finds a network by its name, whatever the case.
pub(super) fn find_network(name: &str) -> anyhow::Result<&'static Network> {
    let known = || NETWORKS.iter().flat_map(|network| network.aliases.iter().copied().chain([network.name]));
    Network::find(&name.to_lowercase()).ok_or_else(|| match closest(name, known()) {
        Some(near) => anyhow!("no network is called `{name}`; did you mean `{near}`?"),
        None => anyhow!("no network is called `{name}`; `plan networks` lists them"),
    })
}

impl Networks {
    pub(crate) fn run(&self, terminal: Terminal) -> anyhow::Result<Outcome> {
        let one = self.network.as_deref().map(find_network).transpose()?;
        let text = match (self.output_format, one) {
            (TableFormat::Table, None) => networks(terminal.width()),
            (TableFormat::Table, Some(one)) => network(one, terminal.width()),
            (TableFormat::Json, None) => networks_json(&NETWORKS.iter().collect::<Vec<_>>()),
            (TableFormat::Json, Some(one)) => networks_json(&[one]),
        };
        terminal.print(|out| write!(out, "{text}"))?;
        Ok(Outcome::Fine)
    }
}

impl Kinds {
    #[expect(clippy::unused_self, reason = "every command runs the same way")]
    pub(crate) fn run(&self, terminal: Terminal) -> anyhow::Result<Outcome> {
        terminal.print(|out| write!(out, "{}", kinds(terminal.width())))?;
        Ok(Outcome::Fine)
    }
}
