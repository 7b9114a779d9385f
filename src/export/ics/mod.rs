//! `ics`: a calendar that people subscribe to (RFC 5545), read alike by every program that was tried.
//!
//! The emitter is our own, since no crate does all of this: `CATEGORIES` on one line with its commas escaped, properties in the
//! order that readers were tried with, lines cut between characters, no clock and no random UID. Moments are in UTC: readers
//! disagree on local times where clocks are changed. There is no `METHOD`, which would make meetings of posts.

mod address;
mod description;
mod doubts;
mod event;
mod header;
mod line;
mod previous;
mod turn;

use std::collections::HashMap;
use std::io::{self, Write};

use self::event::{Event, Writer};
use self::line::{push_instant, write_folded};
pub use self::previous::Previous;
use self::turn::turns;
use super::shares::write_shares;
use super::{Entry, Format, Job, Part, Per, Refusal};

/// A calendar.
pub(super) struct Ics;

impl Format for Ics {
    fn name(&self) -> &'static str {
        "ics"
    }

    fn meaning(&self) -> &'static str {
        "a calendar to subscribe to or to import"
    }

    fn ending(&self) -> &'static str {
        "ics"
    }

    fn parts<'a>(&self, job: &Job<'a>) -> Result<Vec<Part<'a>>, Refusal> {
        let mut parts = job.parts("calendar", self.ending());
        if job.options.split && job.options.duties {
            // A duty may concern several channels, or none in particular.
            parts.push(Part { name: "duties.ics".to_owned(), channel: None, entries: Vec::new() });
        }
        Ok(parts)
    }

    fn warnings(&self, job: &Job<'_>, part: &Part<'_>, bytes: u64) -> Vec<String> {
        let entries = ordered(job, part);
        let events = events(job, part, &entries);
        doubts::doubts(job, part, &events, bytes)
    }

    fn write(&self, job: &Job<'_>, part: &Part<'_>, out: &mut dyn Write) -> io::Result<()> {
        let entries = ordered(job, part);
        let events = events(job, part, &entries);
        let stamp = job.options.stamp.map(|stamp| {
            let mut text = String::new();
            push_instant(&mut text, stamp);
            text
        });
        let mut lines = Vec::new();
        write_folded(&header::header(job, part, events.len()), &mut lines);
        out.write_all(&lines)?;
        write_shares(&events, out, |share, lines| {
            let mut writer = Writer::new(&job.options, stamp.as_deref());
            for event in share {
                writer.write(*event, per(job, part), lines);
            }
            Ok(())
        })?;
        out.write_all(b"END:VCALENDAR\r\n")
    }
}

/// Returns what an event stands for: in a channel's own file, a post is what it is there.
fn per(job: &Job<'_>, part: &Part<'_>) -> Per {
    if part.channel.is_some() { Per::Placement } else { job.options.per }
}

/// Lists what a file holds in the order of its events: by time, then by name; where an event stands for a post, all of
/// the post's placements where its earliest stands.
fn ordered<'a>(job: &Job<'a>, part: &Part<'a>) -> Vec<Entry<'a>> {
    let mut entries = part.entries.clone();
    for same in entries.chunk_by_mut(|a, b| a.order() == b.order()).filter(|same| same.len() > 1) {
        same.sort_by_key(|entry| (entry.id(), &*entry.channel().name.value));
    }
    if per(job, part) == Per::Post {
        let mut places = HashMap::with_capacity(entries.len());
        for (place, entry) in entries.iter().enumerate() {
            places.entry(post(entry)).or_insert(place);
        }
        entries.sort_by_key(|entry| places[&post(entry)]);
    }
    entries
}

/// Returns which post it is, of which plan.
fn post(entry: &Entry<'_>) -> (usize, usize) {
    (std::ptr::from_ref(entry.chosen).addr(), entry.placement.post.index())
}

/// Lists the events of a file, in order of time.
fn events<'a>(job: &Job<'a>, part: &Part<'_>, entries: &'a [Entry<'a>]) -> Vec<Event<'a>> {
    let mut events: Vec<Event<'a>> = match per(job, part) {
        Per::Placement => entries.chunks(1).map(Event::Post).collect(),
        Per::Post => entries.chunk_by(|a, b| post(a) == post(b)).map(Event::Post).collect(),
    };
    if job.options.duties && part.channel.is_none() {
        let turns = turns(job);
        if !turns.is_empty() {
            events.extend(turns.into_iter().map(Event::Duty));
            events.sort_by_key(Event::order);
        }
    }
    events
}
