//! Free times: the slots of the channels at which nothing goes out yet; of a channel without slots, those that filling would make
//! up.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, TimeDelta};

use super::Offer;
use crate::diag::count;
use crate::fill::{Wanted, places};
use crate::lsp::block::texts;
use crate::lsp::cursor::{Cursor, Value};
use crate::lsp::look::Look;
use crate::model::{ChannelId, Period, Placement, PostId, Slots, clock};

/// Days that are looked at where none is typed.
const DAYS: usize = 14;
/// Most times that are offered at once.
const MOST: usize = 100;

/// Lists free times for the post, or the variant, that a value belongs to.
pub(super) fn free(
    look: &Look<'_>,
    cursor: &Cursor,
    value: &Value,
    offset: usize,
    channel: Option<ChannelId>,
) -> Vec<Offer> {
    if !look.is_plan() {
        return Vec::new();
    }
    let plan = look.plan;
    let named = texts(look.text, cursor.header.as_ref(), "channels");
    let named: Vec<ChannelId> = named.iter().filter_map(|name| look.channel(name)).collect();
    let channels = match channel {
        Some(channel) => vec![channel],
        None if named.is_empty() => plan.channel_ids().collect(),
        None => named,
    };
    let typed = look.text[value.range.start..offset.max(value.range.start)].trim_end();
    let own = plan.posts.iter().position(|post| look.holds(post.at.span, offset)).map(PostId::new);
    let mut times: BTreeMap<NaiveDateTime, Vec<&str>> = BTreeMap::new();
    let days = days(look, typed, offset);
    for &id in &channels {
        let label = plan.channel(id).label();
        let free: Vec<NaiveDateTime> = match &plan.channel(id).slots {
            Some(slots) => days.iter().flat_map(|&date| open(look, id, slots, date, own)).collect(),
            None => made_up(look, id, &days),
        };
        for at in free {
            times.entry(at).or_default().push(label);
        }
    }
    if times.is_empty() {
        return dates(look, &days);
    }
    let offers = times.into_iter().take(MOST).map(|(at, channels)| {
        let detail = format!("{}: {}", at.format("%A"), channels.join(", "));
        Offer::new(at.format("%Y-%m-%d %H:%M:%S").to_string(), detail)
    });
    offers.collect()
}

/// Lists the days that what is typed may become: from the day of the post before on, where nothing is.
fn days(look: &Look<'_>, typed: &str, offset: usize) -> Vec<NaiveDate> {
    let plan = look.plan;
    let date = typed.split([' ', 'T']).next().unwrap_or_default();
    let before = plan.posts.iter().filter(|post| post.series.is_none() && post.span.range().start < offset);
    let before = before.filter(|post| !look.holds(post.at.span, offset));
    let first = before.last().map_or(look.calendar.period.from, |post| post.at.date);
    let is_meant = |day: &NaiveDate| {
        if date.is_empty() { *day >= first } else { day.to_string().starts_with(date) }
    };
    let working = look.calendar.period.days().filter(|day| plan.cadence.is_working(*day));
    working.filter(is_meant).take(DAYS).collect()
}

/// Lists the times that filling would give a channel without slots.
fn made_up(look: &Look<'_>, id: ChannelId, days: &[NaiveDate]) -> Vec<NaiveDateTime> {
    let (Some(&from), Some(&to)) = (days.first(), days.last()) else { return Vec::new() };
    // How full the day is, is for the planner to judge.
    let wanted = Wanted { period: Period { from, to }, channels: &[id], per_day: Some(u32::MAX), now: None };
    let found = places(look.plan, look.calendar, &[], wanted);
    let found = found.into_iter().filter(|day| days.contains(&day.date)).flat_map(|day| day.places);
    found.map(|place| place.at).collect()
}

/// Lists the slots of a channel on a day at which nothing goes out there, on the plan's clocks.
fn open(
    look: &Look<'_>,
    id: ChannelId,
    slots: &Slots,
    date: NaiveDate,
    own: Option<PostId>,
) -> Vec<NaiveDateTime> {
    let (plan, channel) = (look.plan, look.plan.channel(id));
    let gap = channel.gap.map_or(plan.cadence.gap.value, |gap| gap.value);
    let there = look.calendar.on(id);
    let start = there.partition_point(|placement| placement.date < date);
    let end = there.partition_point(|placement| placement.date <= date);
    let is_taken = |slot: NaiveDateTime| {
        let near = |placement: &Placement| {
            let at = placement.time.map(|time| placement.date.and_time(time));
            let apart = at.map(|at| (at - slot).abs());
            Some(placement.post) != own
                && apart.is_some_and(|apart| apart < TimeDelta::minutes(gap.max(1).into()))
        };
        there[start..end].iter().any(near)
    };
    let slots = slots.on(date.weekday()).iter().map(|&time| date.and_time(time));
    let free = slots.filter(|&slot| !is_taken(slot));
    let plan_zone = plan.timezone.value;
    // Slots are on the channel's own clocks.
    free.map(|slot| match channel.timezone {
        Some(zone) if zone.value != plan_zone => {
            clock(zone.value, slot).instant().with_timezone(&plan_zone).naive_local()
        }
        _ => slot,
    })
    .collect()
}

/// Lists days, where no time is free.
fn dates(look: &Look<'_>, days: &[NaiveDate]) -> Vec<Offer> {
    let offer = |day: &NaiveDate| {
        let posts = count(look.calendar.on_day(*day).len(), "post");
        Offer::new(day.to_string(), format!("{}, {posts}", day.format("%A")))
    };
    days.iter().map(offer).collect()
}
