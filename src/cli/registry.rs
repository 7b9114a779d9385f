//! `plan networks` and `plan kinds`: the registries.

use anyhow::bail;
use content_plan::diag::closest;
use content_plan::networks::{NETWORKS, Network};
use content_plan::tables::{kinds, network, networks};

use super::Outcome;
use super::args::{Kinds, Networks};
use super::output::Terminal;

impl Networks {
    pub(crate) fn run(&self, terminal: Terminal) -> anyhow::Result<Outcome> {
        let text = match &self.network {
            None => networks(terminal.width()),
            Some(name) => match Network::find(name) {
                Some(found) => network(found),
                None => match closest(name, NETWORKS.iter().map(|network| network.name)) {
                    Some(near) => bail!("no network is called `{name}`; did you mean `{near}`?"),
                    None => bail!("no network is called `{name}`; `plan networks` lists them"),
                },
            },
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
