//! A time: what it is in UTC and on each channel's clocks, and what else is near.

use std::fmt::Write as _;

use crate::diag::count;
use crate::lsp::look::Look;
use crate::lsp::markdown::plain;
use crate::model::{Clock, Plan, Post, PostId, When, clock, place};

/// What is near, in minutes before and after.
const NEAR: i64 = 180;
/// Most posts that are named.
const MOST: usize = 8;

/// Says what the time means that stands at a place of a post: its own, or that of a variant.
pub(super) fn at(look: &Look<'_>, post: &Post, offset: usize) -> String {
    let plan = look.plan;
    let variant =
        post.variants.iter().find(|variant| variant.at.is_some_and(|at| look.holds(at.span, offset)));
    let when = variant.and_then(|variant| variant.at).unwrap_or(post.at).value;
    let zone = plan.timezone.value;
    let weekday = when.date.format("%A");
    let mut said = format!("**{weekday} {when}**, {zone}\n");
    if let Some(local) = when.at() {
        let clock = clock(zone, local);
        let _ = write!(said, "\n- UTC: {}", clock.instant().format("%Y-%m-%d %H:%M"));
        said.push_str(match clock {
            Clock::Once(_) => "",
            Clock::Skipped(_) => " (the clocks jump over this hour)",
            Clock::Twice(..) => " (the clocks show this hour twice; this is the first)",
        });
    } else {
        said.push_str("\n- the hour is open");
    }
    let channels = plan.channels_of(post);
    for id in channels.filter(|&id| variant.is_none_or(|variant| variant.channel.value == id)) {
        let own = if variant.is_some() { when } else { plan.at(post, id).value };
        let placement = place(plan, PostId::new(0), id, own);
        let local = When { date: placement.date, time: placement.time };
        let channel_zone = plan.zone(id);
        // On the plan's own clocks, and at the plan's own time, there is nothing to say.
        if local != when || channel_zone != zone {
            let _ = write!(said, "\n- {}: {local}, {channel_zone}", plain(plan.channel(id).label()));
        }
    }
    near(look, post, when, &mut said);
    said
}

/// Lists the posts that go out near a time.
fn near(look: &Look<'_>, post: &Post, when: When, said: &mut String) {
    let plan = look.plan;
    let others: Vec<&Post> = look
        .calendar
        .on_day(when.date)
        .iter()
        .map(|&id| plan.post(id))
        .filter(|other| other.at.span != post.at.span || other.at.value != post.at.value)
        .collect();
    let _ = write!(said, "\n\n{} that day", count(others.len(), "more post"));
    let is_near = |other: &&&Post| match (other.at.time, when.time) {
        (Some(other), Some(own)) => (other - own).num_minutes().abs() <= NEAR,
        _ => when.time.is_none(),
    };
    for other in others.iter().filter(is_near).take(MOST) {
        let time = other.at.time.map_or_else(|| "open".to_owned(), |time| time.format("%H:%M").to_string());
        let caption = plain(other.caption());
        let category = plain(plan.category(other.category.value));
        let _ = write!(said, "\n- {time} {category}: {caption} ({})", channels(plan, other));
    }
}

fn channels(plan: &Plan, post: &Post) -> String {
    let labels: Vec<String> = plan.channels_of(post).map(|id| plain(plan.channel(id).label())).collect();
    labels.join(", ")
}
