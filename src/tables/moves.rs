//! Posts that are to go out at another time.

use comfy_table::Cell;

use super::cell::{caption, drawn, keep, plain, table};
use crate::model::{Clock, Plan, PostId, When, clock};

/// Least width in columns at which titles have room.
const TITLES: u16 = 80;

/// Writes posts with the time that they have and the one that they get; what the clocks do then is said.
pub fn moves(plan: &Plan, moves: &[(PostId, When, When)], width: u16) -> String {
    let has_titles = width >= TITLES;
    let head = ["post", "now", "then", "title"];
    let mut rows = table(width, &head[..head.len() - usize::from(!has_titles)]);
    for &(id, from, to) in moves {
        let post = plan.post(id);
        let title = caption(post.caption());
        let name = match &post.id {
            Some(id) => plain(id),
            None if has_titles => String::new(),
            None => title.clone(),
        };
        let mut then = shown(to);
        match to.at().map(|at| clock(plan.timezone.value, at)) {
            Some(Clock::Skipped(_)) => then.push_str("\nwhich the clocks skip"),
            Some(Clock::Twice(..)) => then.push_str("\nwhich the clocks show twice"),
            Some(Clock::Once(_)) | None => {}
        }
        let cells = [name, shown(from), then].into_iter().chain(has_titles.then_some(title));
        rows.add_row(cells.map(Cell::new).collect::<Vec<_>>());
    }
    keep(&mut rows, &[1, 2]);
    drawn(&rows)
}

fn shown(when: When) -> String {
    let day = when.date.format("%a %Y-%m-%d");
    when.time.map_or_else(|| format!("{day} open"), |time| format!("{day} {}", time.format("%H:%M")))
}
