//! The registries: kinds of posts, networks.

use std::fmt::Write as _;

use comfy_table::Cell;

use super::cell::{drawn, keep, table};
use crate::model::KINDS;
use crate::networks::{NETWORKS, Network, Sourced};

/// Writes the known kinds with their category.
pub fn kinds(width: u16) -> String {
    let mut rows = table(width, &["kind", "category", "people take part", "sells", "what it is"]);
    let yes = |is: bool| if is { "yes" } else { "" };
    for kind in KINDS {
        let cells = [kind.name, kind.category, yes(kind.participation), yes(kind.selling), kind.meaning];
        rows.add_row(cells.map(Cell::new).to_vec());
    }
    keep(&mut rows, &[0, 1]);
    drawn(&rows)
}

/// Writes the known networks with what is known of posting there.
pub fn networks(width: u16) -> String {
    let mut rows = table(width, &["network", "name", "also", "advised a day", "taken a day"]);
    let number =
        |sourced: Option<Sourced>| sourced.map_or_else(String::new, |sourced| sourced.value.to_string());
    for network in NETWORKS {
        let cells = [
            network.name.to_owned(),
            network.title.to_owned(),
            network.aliases.join(", "),
            number(network.advised_per_day),
            number(network.quota_per_day),
        ];
        rows.add_row(cells.map(Cell::new).to_vec());
    }
    keep(&mut rows, &[0]);
    drawn(&rows)
}

/// Writes everything known of one network, with sources and dates.
pub fn network(network: &Network) -> String {
    let mut out = format!("{} ({})\n", network.title, network.name);
    if !network.aliases.is_empty() {
        let _ = writeln!(out, "also: {}", network.aliases.join(", "));
    }
    let mut say = |what: &str, sourced: Option<Sourced>| {
        let _ = match sourced {
            Some(known) => writeln!(out, "{what}: {}\n  {}, read {}", known.value, known.source, known.read),
            None => writeln!(out, "{what}: nothing known"),
        };
    };
    say("placements a day that are advised at most", network.advised_per_day);
    say("placements a day that the network takes from one account", network.quota_per_day);
    out
}
