//! The schedule channel by channel: each on its own clocks, with its own variants.

use comfy_table::Cell;

use super::by_day::status;
use super::cell::{
    align_categories, caption, category, drawn, heading, keep, limit, painted, plain, table, wrapped,
};
use super::{Sheet, remark};
use crate::diag::{Diagnostic, count};
use crate::model::{ChannelId, Placement, Variant};

/// Writes a table for each channel that has placements, or only for the channels asked for.
pub fn by_channel(sheet: &Sheet<'_>, only: &[ChannelId]) -> String {
    let mut out = String::new();
    for id in sheet.plan.channel_ids().filter(|id| only.is_empty() || only.contains(id)) {
        let placements = sheet.calendar.on(id);
        let channel = sheet.plan.channel(id);
        let name = plain(channel.label());
        let title = channel.title.as_ref().map_or_else(String::new, |title| format!(" \"{}\"", plain(title)));
        let (network, zone) = (channel.network.title, sheet.plan.zone(id));
        let many = count(placements.len(), "placement");
        let text = format!("{name}{title}, {network}, times of {zone}: {many}");
        for line in wrapped(&text, 0, sheet.width).lines() {
            out.push_str(&heading(line, sheet.color));
        }
        if !placements.is_empty() {
            out.push_str(&one_channel(sheet, id, placements));
        }
        out.push('\n');
    }
    out + &sheet.cancelled()
}

fn one_channel(sheet: &Sheet<'_>, id: ChannelId, placements: &[Placement]) -> String {
    let plan = sheet.plan;
    let mut rows = table(sheet.width, &["day", "time", "category", "title", "own", "status"]);
    let mut before = None;
    for place in placements {
        let post = plan.post(place.post);
        let variant = post.variant(id);
        let title =
            variant.and_then(|variant| variant.title.as_ref()).map_or(post.caption(), |title| &title.value);
        let mut title = caption(title);
        let name = plan.channel(id).name_for_data();
        let concerns = |finding: &&Diagnostic| finding.channel.is_none() || finding.channel == name;
        for finding in sheet.warnings(place.post).filter(concerns) {
            title.push('\n');
            title.push_str(&remark(finding));
        }
        let day = if before.replace(place.date) == Some(place.date) {
            String::new()
        } else {
            place.date.format("%a %d.%m").to_string()
        };
        let time = place.time.map_or_else(|| "open".to_owned(), |time| time.format("%H:%M").to_string());
        let cells = [
            day,
            time,
            category(plan, post.category.value),
            title,
            variant.map(own).unwrap_or_default(),
            status(post),
        ];
        rows.add_row(cells.into_iter().map(Cell::new).collect::<Vec<_>>());
    }
    keep(&mut rows, &[0, 1, 5]);
    align_categories(&mut rows, 2, plan);
    limit(&mut rows, 4, 14);
    painted(drawn(&rows), plan, sheet.color)
}

/// Names what a variant says itself.
fn own(variant: &Variant) -> String {
    let parts = [
        (variant.at.is_some(), "time"),
        (variant.title.is_some(), "title"),
        (variant.text.is_some(), "text"),
        (variant.link.is_some(), "link"),
        (variant.media.is_some(), "media"),
        (variant.hashtags.is_some(), "hashtags"),
        (variant.first_comment.is_some(), "comment"),
    ];
    parts.iter().filter(|(is_own, _)| *is_own).map(|(_, name)| *name).collect::<Vec<_>>().join(", ")
}
