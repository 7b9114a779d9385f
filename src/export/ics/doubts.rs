//! What whoever subscribes to a calendar may stumble over.

use std::collections::HashSet;

use super::super::{Job, Part, Per};
use super::event::Event;
use super::per;
use crate::diag::count;

/// Events from which on Google Calendar may leave some out: projects report that it takes about 1,100 (read 2026-08).
const MOST_EVENTS: usize = 1_000;
/// Bytes from which on Google Calendar may refuse a calendar: projects report that it takes about 1 MB (read 2026-08).
const MOST_BYTES: u64 = 900_000;

/// Says what is doubtful about a file, each with the next step.
pub(super) fn doubts(job: &Job<'_>, part: &Part<'_>, events: &[Event<'_>], bytes: u64) -> Vec<String> {
    let per = per(job, part);
    let doubts = [
        too_much(part, events.len(), bytes),
        doubled(events, per),
        duties_without_id(events),
        stranger(job, part, events, per),
    ];
    doubts.into_iter().flatten().collect()
}

fn too_much(part: &Part<'_>, events: usize, bytes: u64) -> Option<String> {
    let size = if events > MOST_EVENTS {
        count(events, "event")
    } else if bytes > MOST_BYTES {
        format!("{} kB", bytes / 1_000)
    } else {
        return None;
    };
    Some(format!(
        "{} has {size}, and Google Calendar takes about 1,100 events or 1 MB from a feed: narrow it by --from and --to, \
         --channel or --split channel",
        part.name
    ))
}

fn doubled(events: &[Event<'_>], per: Per) -> Option<String> {
    let mut seen = HashSet::with_capacity(events.len());
    let first = events.iter().find_map(|event| {
        let Event::Post([first, ..]) = event else { return None };
        let channel = if per == Per::Placement { &*first.channel().name.value } else { "" };
        let is_new = seen.insert((&*first.chosen.slug, first.id(), channel));
        (!is_new).then(|| first.id())
    })?;
    Some(format!(
        "several posts have the id \"{first}\": calendars keep one event of them; give each its own"
    ))
}

fn duties_without_id(events: &[Event<'_>]) -> Option<String> {
    let is_nameless = |event: &&Event<'_>| matches!(event, Event::Duty(turn) if turn.duty().id.is_none());
    let missing = events.iter().filter(is_nameless).count();
    (missing > 0).then(|| {
        let (turns, are) = (count(missing, "turn"), if missing == 1 { "is" } else { "are" });
        format!("{turns} {are} of duties that have no id: give them one, or they will be taken for others")
    })
}

fn stranger(job: &Job<'_>, part: &Part<'_>, events: &[Event<'_>], per: Per) -> Option<String> {
    let previous = job.options.previous.as_ref().filter(|previous| !previous.is_empty())?;
    let is_known = |event: &Event<'_>| event.uid(per).is_some_and(|uid| previous.holds(&uid.to_string()));
    (!events.is_empty() && !events.iter().any(is_known)).then(|| {
        format!(
            "none of the events of {} is in the calendar of --previous: was it made of other plans?",
            part.name
        )
    })
}
