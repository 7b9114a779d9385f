//! The reference of the format in Markdown, as the README shows it.

use std::fmt::Write as _;

use super::{Key, Table, root};

/// So many keys that mean the same as in another table are named together.
const MANY: usize = 4;

/// Returns the reference: each table of the format with its keys.
pub fn markdown() -> String {
    let mut out = String::new();
    let mut shown = Vec::new();
    section(root(), &mut shown, &mut out);
    out
}

/// Writes a table, then those inside of it that have headers of their own.
fn section(table: &'static Table, shown: &mut Vec<&'static Table>, out: &mut String) {
    if shown.iter().any(|known| known.name == table.name) {
        return;
    }
    // Who writes what is never a table of its own is told apart by the brackets.
    let header =
        if table.header.starts_with('[') { format!("`{}`", table.header) } else { "A file".to_owned() };
    if !out.is_empty() {
        out.push('\n');
    }
    let _ = writeln!(out, "**{header}** {}.\n", table.about);
    let _ = writeln!(out, "| key | holds | without it |\n|---|---|---|");
    let mut known: Vec<(&Table, Vec<&Key>)> = Vec::new();
    let mut new = Vec::new();
    for key in table.keys {
        let holder = shown.iter().find(|holder| holder.keys.iter().any(|known| known.means(key)));
        match (holder, known.last_mut()) {
            (None, _) => new.push(key),
            (Some(holder), Some((last, keys))) if last.name == holder.name => keys.push(key),
            (Some(holder), _) => known.push((holder, vec![key])),
        }
    }
    let (known, again): (Vec<_>, Vec<_>) = known.into_iter().partition(|(_, keys)| keys.len() >= MANY);
    let again: Vec<&Key> = again.into_iter().flat_map(|(_, keys)| keys).collect();
    let is_here = |key: &&Key| new.iter().chain(&again).any(|here| here.name == key.name);
    for key in table.keys.iter().filter(is_here).filter(|key| key.name != "extra" || table.header.is_empty())
    {
        row("", key, out);
    }
    for (holder, keys) in known {
        let keys = keys.iter().filter(|key| key.name != "extra").map(|key| format!("`{}`", key.name));
        let keys: Vec<String> = keys.collect();
        let _ = writeln!(out, "| {} | as in `{}` | |", keys.join(", "), holder.header);
    }
    shown.push(table);
    for (_, inside) in table.inside().filter(|(_, inside)| !inside.table.header.is_empty()) {
        section(inside.table, shown, out);
    }
}

/// Writes a key, and the keys of the table in its line.
fn row(before: &str, key: &Key, out: &mut String) {
    let without = match (key.needed, key.without) {
        (true, _) => "must be there",
        (false, "") => "none",
        (false, without) => without,
    };
    let name = format!("{before}{}", key.name);
    let _ = writeln!(out, "| `{name}` | {} | {without} |", key.about.replace('|', "\\|"));
    if let Some(inside) = key.holds.inside().filter(|inside| inside.table.header.is_empty()) {
        for key in inside.table.keys.iter().filter(|key| key.name != "extra") {
            row(&format!("{name}."), key, out);
        }
    }
}
