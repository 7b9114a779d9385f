//! The schedule day by day.

use comfy_table::Cell;

use super::cell::{
    align_categories, caption, category, drawn, heading, keep, limit, painted, plain, table, wrapped,
};
use super::{Sheet, remark};
use crate::model::{Day, Plan, Post, PostId};

/// Columns from which on the kind has a column of its own.
const WIDE: u16 = 90;

/// Writes a heading for each day with its count, its mix and its free places, then its posts in order of time.
pub fn by_day(sheet: &Sheet<'_>) -> String {
    let mut out = String::new();
    for day in sheet.calendar.days() {
        let has_something = !day.posts.is_empty() || sheet.calendar.period.len() <= 366;
        if has_something {
            out.push_str(&one_day(sheet, day));
            out.push('\n');
        }
    }
    out + &sheet.cancelled()
}

fn one_day(sheet: &Sheet<'_>, day: Day<'_>) -> String {
    let title = format!("{} {}: {}", day.date.format("%A"), day.date, sheet.fullness(day));
    let mut lines = wrapped(&title, 0, sheet.width).lines().map(str::to_owned).collect::<Vec<_>>();
    let mut out = String::new();
    for line in lines.drain(..) {
        out.push_str(&heading(&line, sheet.color));
    }
    for finding in sheet.day_warnings(day.date) {
        out.push_str(&wrapped(&remark(finding), 2, sheet.width));
    }
    if day.posts.is_empty() {
        return out;
    }
    let is_wide = sheet.width >= WIDE;
    let head: &[&str] = if is_wide {
        &["time", "category", "kind", "title", "channels", "status"]
    } else {
        &["time", "category", "title", "channels", "status"]
    };
    let mut rows = table(sheet.width, head);
    for &id in day.posts {
        let post = sheet.plan.post(id);
        let mut cells = vec![time(post), category(sheet.plan, post.category.value)];
        if is_wide {
            cells.push(kind(post));
        }
        cells.extend([title_with_warnings(sheet, id, !is_wide), channels(sheet.plan, post), status(post)]);
        rows.add_row(cells.into_iter().map(Cell::new).collect::<Vec<_>>());
    }
    let last = head.len() - 1;
    keep(&mut rows, if is_wide { &[0, 2] } else { &[0] });
    align_categories(&mut rows, 1, sheet.plan);
    keep(&mut rows, &[last]);
    limit(&mut rows, last - 1, if is_wide { 24 } else { 12 });
    out + &painted(drawn(&rows), sheet.plan, sheet.color)
}

/// Writes the time, or that it is open.
pub(super) fn time(post: &Post) -> String {
    post.at.time.map_or_else(|| "open".to_owned(), |time| time.format("%H:%M").to_string())
}

fn kind(post: &Post) -> String {
    post.kind.as_ref().map_or_else(String::new, |kind| plain(kind))
}

/// Writes the title, with what is wrong with the post below it.
fn title_with_warnings(sheet: &Sheet<'_>, id: PostId, with_kind: bool) -> String {
    let post = sheet.plan.post(id);
    let mut title = caption(post.caption());
    if let (true, Some(kind)) = (with_kind, &post.kind) {
        title = format!("{title} ({})", plain(kind));
    }
    for finding in sheet.warnings(id) {
        title.push('\n');
        title.push_str(&remark(finding));
    }
    title
}

/// Writes the channels; a post that goes to all is not told in full where there are many.
fn channels(plan: &Plan, post: &Post) -> String {
    let names = plan.channels_of(post).map(|id| plan.channel(id)).filter(|channel| !channel.is_nameless());
    names.map(|channel| plain(&channel.name)).collect::<Vec<_>>().join(", ")
}

/// Writes how far the post has come, and whether reach is paid for.
pub(super) fn status(post: &Post) -> String {
    let promoted = if post.is_promoted() { "\npromoted" } else { "" };
    format!("{}{promoted}", post.status().word())
}
