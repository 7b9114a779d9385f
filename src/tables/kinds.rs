//! The registry of kinds of posts.

use comfy_table::Cell;

use super::cell::{drawn, keep, table};
use crate::model::KINDS;

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
