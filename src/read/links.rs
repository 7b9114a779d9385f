//! `[links]`: the domains that are the team's own.

use super::tree::{Entry, Node};
use super::values::{Reading, list, quoted};
use crate::diag::{Fault, Problem, shortened};
use crate::model::Name;

pub(super) const LINKS_KEYS: &[&str] = &["own", "extra"];
/// Most domains of one team; far beyond any.
const MOST: usize = 100;

/// Reads the domains that are the team's own.
pub(super) fn read_links(node: Node<'_>, reading: &mut Reading) -> Vec<Name> {
    let Some(mut table) = reading.table("links", node, "[links]") else { return Vec::new() };
    reading.strange_keys(&mut table, LINKS_KEYS, "`[links]`");
    let own = table.entries.into_iter().filter(|entry| *entry.key.value == *"own");
    let mut domains = Vec::new();
    for Entry { node, .. } in own {
        let span = node.span;
        let mut nodes = list(node);
        if nodes.len() > MOST {
            let message = format!("`own` names {} domains, at most {MOST}", nodes.len());
            reading.bad_value(span, message, "name the domains alone: what stands before them counts too");
            nodes.truncate(MOST);
        }
        domains.extend(nodes.into_iter().filter_map(|node| read_domain(node, reading)));
    }
    domains
}

/// Reads a domain: no scheme, no path, a dot inside.
fn read_domain(node: Node<'_>, reading: &mut Reading) -> Option<Name> {
    let name = reading.name("own", node)?;
    if is_domain(&name.value) {
        return Some(name);
    }
    let message = format!("`own` is `{}`, but must be a domain", shortened(&name.value));
    let problem = Problem::new(Fault::BadValue, name.span, message);
    let host = name.value.split_once("://").map_or(&*name.value, |(_, rest)| rest);
    let host = host.trim().split(['/', '?', '#', ':']).next().unwrap_or_default();
    reading.problem(if is_domain(host) {
        problem.help(format!("write `{host}`")).fix(format!("write `{host}`"), quoted(host))
    } else {
        problem.help("write a domain such as `kava.example`")
    });
    None
}

fn is_domain(text: &str) -> bool {
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | '’' | '\'');
    text.contains('.') && text.split('.').all(|label| !label.is_empty()) && text.chars().all(is_plain)
}
