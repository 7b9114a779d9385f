//! Some posts of a plan as a list: when, where, of which category, from which idea.

use comfy_table::Cell;

use super::Sheet;
use super::cell::{align_categories, caption, category, drawn, keep, limit, painted, plain, table};
use crate::model::PostId;

/// Writes a table of posts, in their order.
pub fn listing(sheet: &Sheet<'_>, posts: &[PostId]) -> String {
    let plan = sheet.plan;
    let mut rows = table(sheet.width, &["day", "time", "channel", "category", "title", "idea"]);
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
        let idea = post.details().idea.as_ref().map_or_else(|| "–".to_owned(), |idea| plain(&idea.value.name));
        let cells = [
            day,
            time,
            channels.join(", "),
            category(plan, post.category.value),
            caption(post.caption()),
            idea,
        ];
        rows.add_row(cells.into_iter().map(Cell::new).collect::<Vec<_>>());
    }
    keep(&mut rows, &[0, 1]);
    align_categories(&mut rows, 3, plan);
    limit(&mut rows, 2, 14);
    limit(&mut rows, 5, 26);
    painted(drawn(&rows), plan, sheet.color)
}
