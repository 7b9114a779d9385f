//! What a table has no room for: follows from its columns, and from what its tool takes.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::{DateTime, LocalResult, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;

use super::cell::{Cell, Row};
use super::{Division, Purpose, Table, When, division};
use crate::diag::{count, shortened};
use crate::export::handover::{Lost, has_controls, is_on_the_web, not_to_publish};
use crate::export::{Entry, Job, Loss};
use crate::model::{Channel, Field, Media};
use crate::networks::Carried;

/// Says why a placement is left out, if it is.
pub(super) fn left_out(table: &Table<'_>, entry: &Entry<'_>, job: &Job<'_>) -> Option<Cow<'static, str>> {
    if table.purpose != Purpose::Scheduler {
        return None;
    }
    if !reaches(table, entry.channel()) {
        return Some("its network is none of the tool's".into());
    }
    if let Some(why) = not_to_publish(entry) {
        return Some(why.into());
    }
    let row = Row::new(table, entry, job);
    let has_text = !row.text.trim().is_empty();
    if table.needs_text && !has_text {
        return Some("it has no text".into());
    }
    (!has_text && row.media().next().is_none()).then(|| "it has neither text nor a picture".into())
}

/// Returns whether the tool can post to a channel.
fn reaches(table: &Table<'_>, channel: &Channel) -> bool {
    (table.reaches)(channel) && has_flag(table, channel.network.name)
}

/// Returns whether a table that has columns for networks has one for this.
fn has_flag(table: &Table<'_>, network: &str) -> bool {
    let mut flags = table.columns.iter().filter_map(|column| match column.cell {
        Cell::IsOn(on) => Some(on),
        _ => None,
    });
    let Some(first) = flags.next() else { return true };
    first == network || flags.any(|on| on == network)
}

/// Lists what a table has no room for.
pub(super) fn losses(table: &Table<'_>, job: &Job<'_>) -> Vec<Loss> {
    if table.purpose != Purpose::Scheduler {
        return Vec::new();
    }
    let mut lost = Lost::default();
    if !holds(table, Field::Category, "") && !holds(table, Field::Labels, "") && !job.entries.is_empty() {
        lost.add_of_all("every post", "its category");
    }
    if table.division == Division::ByNetwork {
        for (network, channels) in division::shared_networks(&job.entries) {
            let names: Vec<&str> = channels.iter().map(|channel| channel.label()).collect();
            let what = format!(
                "two accounts there ({}): each has a file of its own, to be imported where only that one is connected",
                names.join(", ")
            );
            lost.add_of_all(format!("every post on {network}"), what);
        }
    }
    let mut unknown: Vec<&str> = Vec::new();
    let mut last: HashMap<&str, Spot<'_>> = HashMap::new();
    for entry in &job.entries {
        let channel = entry.channel();
        if !reaches(table, channel) {
            if !unknown.contains(&channel.label()) {
                unknown.push(channel.label());
                let why = format!("it ({} is none of its networks)", channel.network.name);
                lost.add_of_all(format!("every post on {}", channel.label()), why);
            }
            continue;
        }
        if let Some(why) = left_out(table, entry, job) {
            lost.add(entry, format!("the post itself ({why})"));
            continue;
        }
        of_row(table, entry, job, &mut lost);
        let Some(instant) = entry.placement.instant else { continue };
        too_near(table, entry, instant, job, &mut last, &mut lost);
    }
    lost.list(&job.entries)
}

/// The last post on a channel.
#[derive(Clone, Copy)]
struct Spot<'a> {
    instant: DateTime<Utc>,
    id: &'a str,
}

/// Notes a time too near to the one before, or to the moment of handing over where that is known.
fn too_near<'a>(
    table: &Table<'_>,
    entry: &Entry<'a>,
    instant: DateTime<Utc>,
    job: &Job<'_>,
    last: &mut HashMap<&'a str, Spot<'a>>,
    lost: &mut Lost<'a>,
) {
    if let (Some(lead), Some(stamp)) = (table.lead, job.options.stamp)
        && instant < stamp + TimeDelta::minutes(lead.into())
    {
        lost.add(entry, format!("a time less than {} ahead", count(lead as usize, "minute")));
    }
    let Some(gap) = table.gap else { return };
    let spot = Spot { instant, id: entry.id() };
    let Some(before) = last.insert(&entry.channel().name.value, spot) else { return };
    let minutes = (instant - before.instant).num_minutes();
    if minutes < gap.into() {
        let behind = count(usize::try_from(minutes).unwrap_or_default(), "minute");
        let before = shortened(before.id);
        lost.add(entry, format!("a time {behind} behind \"{before}\" (at least {gap})"));
    }
}

/// Notes what a row leaves out.
fn of_row<'a>(table: &Table<'_>, entry: &Entry<'a>, job: &Job<'_>, lost: &mut Lost<'a>) {
    let row = Row::new(table, entry, job);
    let (content, network) = (&row.content, entry.channel().network.value);
    let has = |field| holds(table, field, network.name);
    let pictures = room_for_media(table, network.name);
    if pictures == 0 && !content.media.is_empty() {
        lost.add(entry, "media");
    }
    let mut room = pictures.min(table.takes.most);
    for media in content.media.iter().filter(|_| pictures > 0) {
        if !table.takes_media(media) || room == 0 {
            lost.add(entry, format!("{} ({})", shortened(&media.file), reason(table, media)));
        } else {
            room -= 1;
        }
    }
    let has_alts = || table.columns.iter().any(|column| matches!(column.cell, Cell::Alt(_)));
    if content.media.iter().any(|media| media.alt.is_some()) && !has(Field::Alt) && !has_alts() {
        lost.add(entry, "alt text");
    }
    let several = row.media().count() > 1;
    if several && has(Field::Alt) && !table.alt_separator.is_empty() {
        let separator = &*table.alt_separator;
        let held = |media: &Media| media.alt.as_ref().is_some_and(|alt| alt.contains(separator));
        if row.media().any(held) {
            lost.add(entry, format!("`{separator}` in an alt text"));
        }
    }
    if content.first_comment.is_some() && !has(Field::FirstComment) {
        lost.add(entry, "first comment");
    }
    if network.has_title && content.title.is_some() && !has(Field::Title) && !has(Field::Caption) {
        lost.add(entry, "title");
    }
    let link = row.field(Field::LinkBeside);
    if !link.is_empty() && !has(Field::Link) && !has(Field::LinkBeside) {
        lost.add(entry, "link");
    }
    let has_tags = has(Field::Hashtags) || has(Field::HashtagsBeside);
    if network.hashtags == Carried::InField && !content.hashtags.is_empty() && !has_tags {
        lost.add(entry, "hashtags");
    }
    if says_local_time(table) && row.local.is_some_and(is_second) {
        let hour = row.field(Field::Time);
        lost.add(entry, format!("the second {hour} of its day, when the clocks go back"));
    }
    let comment = content.first_comment.map_or("", |comment| &comment.value);
    if has_controls(&row.text) || has_controls(comment) {
        lost.add(entry, "control characters");
    }
}

/// Returns whether a table says when by the clocks of a zone.
fn says_local_time(table: &Table<'_>) -> bool {
    holds(table, Field::DateTime, "") || holds(table, Field::Time, "")
}

/// Returns whether the clocks have shown this time before: who reads it takes it for the first.
fn is_second(local: DateTime<Tz>) -> bool {
    match local.timezone().from_local_datetime(&local.naive_local()) {
        LocalResult::Ambiguous(_, second) => second == local,
        LocalResult::Single(_) | LocalResult::None => false,
    }
}

/// Returns whether a column holds something of placements on a network.
fn holds(table: &Table<'_>, field: Field, network: &str) -> bool {
    table.columns.iter().any(|column| {
        let stands = match column.when {
            When::Always | When::Filled => true,
            When::On(on) => on == network,
        };
        stands
            && match &column.cell {
                Cell::Field(held) => *held == field,
                Cell::On(on, held) => *held == field && *on == network,
                Cell::Made(_, held) => held.contains(&field),
                Cell::IsOn(_) | Cell::Media(_) | Cell::Alt(_) | Cell::Words(_) => false,
            }
    })
}

/// Returns how many media the columns have room for.
fn room_for_media(table: &Table<'_>, network: &str) -> usize {
    if holds(table, Field::Media, network) {
        return usize::MAX;
    }
    let single = table.columns.iter().filter(|column| matches!(column.cell, Cell::Media(_))).count();
    single.max(usize::from(holds(table, Field::Picture, network)))
}

/// Says why a medium is left out.
fn reason(table: &Table<'_>, media: &Media) -> String {
    if !is_on_the_web(media) {
        return "not on the web".to_owned();
    }
    if !table.takes_media(media) {
        let endings: Vec<String> = table.takes.endings.iter().map(|ending| format!(".{ending}")).collect();
        return format!("not {}", endings.join(" or "));
    }
    "one too many".to_owned()
}
