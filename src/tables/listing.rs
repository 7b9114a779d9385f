//! Some posts of a plan as a list, and rows of any cells.

use comfy_table::Cell;

use super::Sheet;
use super::cell::{align_categories, caption, category, drawn, keep, limit, painted, plain, table, wrapped};
use crate::model::PostId;

/// Writes a table of posts, in their order.
pub fn listing(sheet: &Sheet<'_>, posts: &[PostId]) -> String {
    let plan = sheet.plan;
    let mut rows = table(sheet.width, &["day", "time", "channel", "category", "title"]);
    let mut before = None;
    for &id in posts {
        let post = plan.post(id);
        let at = post.at.value;
        let day = if before.replace(at.date) == Some(at.date) {
            String::new()
        } else {
            at.date.format("%a %d.%m").to_string()
        };
        let time = at.time.map_or_else(|| "open".to_owned(), |time| time.format("%H:%M").to_string());
        let channels: Vec<String> =
            plan.channels_of(post).map(|channel| plain(plan.channel(channel).label())).collect();
        let cells =
            [day, time, channels.join(", "), category(plan, post.category.value), caption(post.caption())];
        rows.add_row(cells.into_iter().map(Cell::new).collect::<Vec<_>>());
    }
    keep(&mut rows, &[0, 1]);
    align_categories(&mut rows, 3, plan);
    limit(&mut rows, 2, 14);
    painted(drawn(&rows), plan, sheet.color)
}

/// Writes rows under a head, in lines of so many columns.
pub fn rows(head: &[String], rows: &[Vec<String>], width: u16) -> String {
    let head: Vec<String> = head.iter().map(|cell| plain(cell)).collect();
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    let mut drawing = table(width, &head);
    for row in rows {
        drawing.add_row(row.iter().map(|cell| Cell::new(plain(cell))).collect::<Vec<_>>());
    }
    drawn(&drawing)
}

/// Writes a text in lines of so many columns, each behind an indent.
pub fn paragraph(text: &str, indent: usize, width: u16) -> String {
    wrapped(&plain(text), indent, width)
}
