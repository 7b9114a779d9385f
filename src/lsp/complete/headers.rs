//! Headers of tables, and of lists of tables.

use super::Offer;
use crate::lsp::cursor::Cursor;
use crate::lsp::look::Look;
use crate::read::scan::is_bare;
use crate::schema::{Key, find};

/// The tables of the format, as their headers are written; those that end with a dot want a name.
const HEADERS: &[&str] = &[
    "[plan]",
    "[[post]]",
    "[post.variants.",
    "[[series]]",
    "[[idea]]",
    "[[duty]]",
    "[mix]",
    "[cadence]",
    "[channels.",
    "[people.",
    "[partners.",
    "[campaigns.",
    "[kinds]",
    "[links]",
    "[rules]",
    "[export.",
];

/// Returns whether a key of the top level is a table.
pub(super) fn is_table(key: &str) -> bool {
    HEADERS.iter().any(|header| name(header) == key)
}

/// Writes the header of a table.
pub(super) fn written(key: &str) -> String {
    let found = HEADERS.iter().find(|header| name(header) == key);
    found.map_or(key, |header| header).to_owned()
}

fn name(header: &str) -> &str {
    header.trim_matches(['[', ']', '.'])
}

/// Offers headers in place of what is typed of one.
pub(super) fn offers(look: &Look<'_>, cursor: &Cursor) -> Vec<Offer> {
    if let [list @ ("post" | "series"), "variants", ..] = &*cursor.words() {
        let channels = look.plan.channels.iter().filter(|channel| !channel.is_nameless());
        let header = |name: &str| {
            if is_bare(name) {
                format!("[{list}.variants.{name}]")
            } else {
                format!("[{list}.variants.\"{name}\"]")
            }
        };
        return channels.map(|channel| Offer::new(header(&channel.name), channel.network.title)).collect();
    }
    // A plan has one of these, also where it cannot be read now.
    let has_head =
        look.text.lines().any(|line| line.trim_start().starts_with("[plan]")) && cursor.words() != ["plan"];
    let headers = HEADERS.iter().filter(|header| !(has_head && **header == "[plan]"));
    headers.map(|header| Offer { about: about(name(header)), ..Offer::new(*header, "") }).collect()
}

/// Says what a table holds, by the keys that lead to it.
fn about(name: &str) -> String {
    let (table, key) = name.split_once('.').map_or((None, name), |(table, key)| (Some(table), key));
    let key = find(table.as_slice(), key);
    key.map_or_else(String::new, Key::text)
}
