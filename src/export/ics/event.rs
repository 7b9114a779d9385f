//! Events: which properties they have, and in which order.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;

use super::super::{Entry, Options, Per};
use super::address::{media_type, web_address};
use super::description::{describe, push_caption};
use super::line::{push_date, push_instant, push_line, push_text_line, write_folded};
use super::previous::History;
use super::turn::DutyTurn;
use crate::model::Status;

/// What an event stands for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Event<'a> {
    /// A post on one channel, or on several, in order of time.
    Post(&'a [Entry<'a>]),
    /// One time at which a duty is to be done.
    Duty(DutyTurn<'a>),
}

/// Where an event stands in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum At {
    /// At a moment.
    Moment(DateTime<Utc>),
    /// On a day, the hour open.
    Day(NaiveDate),
}

/// Minutes that an event takes: a post takes none, but readers skip such events or make them an hour long.
const LENGTH: TimeDelta = TimeDelta::minutes(15);

/// Colours of categories in the order of the mix, by their names in CSS: far apart also for those who tell few colours apart.
const COLORS: [&str; 12] = [
    "royalblue",
    "seagreen",
    "orchid",
    "orange",
    "firebrick",
    "turquoise",
    "saddlebrown",
    "yellowgreen",
    "indigo",
    "hotpink",
    "olive",
    "steelblue",
];
/// The colour of duties.
const DUTY_COLOR: &str = "slategray";
/// The category of duties.
const DUTY_CATEGORY: &str = "care";
/// `DTSTAMP` where no moment was given: a calendar is the same bytes whenever it is made.
pub(super) const NO_STAMP: &str = "19700101T000000Z";

/// Writes events one after the other.
pub(super) struct Writer<'a> {
    options: &'a Options,
    /// The value of `DTSTAMP` of what is new, and of `LAST-MODIFIED`, if it gets one.
    fresh: History<'a>,
    summary: String,
    description: String,
    /// Lines before those that tell the event's history.
    head: String,
    /// Lines behind them.
    tail: String,
    /// The event, unfolded.
    event: String,
}

/// What all events say.
struct Outline<'a> {
    uid: Uuid,
    at: At,
    category: &'a str,
    color: &'static str,
    link: Option<&'a str>,
    status: &'static str,
    id: &'a str,
}

impl<'a> Writer<'a> {
    /// Prepares for events; `stamp` is the moment of what is new or changed.
    pub(super) fn new(options: &'a Options, stamp: Option<&'a str>) -> Self {
        let fresh = History { stamp: stamp.unwrap_or(NO_STAMP), modified: stamp, sequence: 0 };
        let [summary, description, head, tail, event] = [const { String::new() }; 5];
        Self { options, fresh, summary, description, head, tail, event }
    }

    /// Writes an event.
    pub(super) fn write(&mut self, event: Event<'_>, per: Per, out: &mut Vec<u8>) {
        self.summary.clear();
        self.description.clear();
        match event {
            Event::Post(entries) => self.post(entries, per, out),
            Event::Duty(turn) => self.duty(&turn, out),
        }
    }

    fn post(&mut self, entries: &[Entry<'_>], per: Per, out: &mut Vec<u8>) {
        let Some(first) = entries.first() else { return };
        push_caption(&mut self.summary, first);
        if per == Per::Placement && !first.channel().is_nameless() {
            self.summary.push_str(" · ");
            self.summary.push_str(first.channel().label());
        }
        describe(&mut self.description, entries, self.options);
        let category = first.post().category.value;
        let outline = Outline {
            uid: uid(first, per),
            at: first.placement.instant.map_or(At::Day(first.placement.date), At::Moment),
            category: first.category(),
            color: COLORS[category.index() % COLORS.len()],
            link: first.content().link.map(|link| &*link.value),
            status: word(first.post().status()),
            id: first.id(),
        };
        self.tail.clear();
        let mut attached = HashSet::new();
        for medium in entries.iter().flat_map(|entry| entry.content().media) {
            let file = &*medium.file.value;
            if attached.insert(file) {
                self.attach(file);
            }
        }
        self.compose(&outline, out);
    }

    fn duty(&mut self, turn: &DutyTurn<'_>, out: &mut Vec<u8>) {
        turn.name(&mut self.summary);
        turn.describe(&mut self.description, self.options);
        let outline = Outline {
            uid: turn.uid(),
            at: turn.at(),
            category: DUTY_CATEGORY,
            color: DUTY_COLOR,
            link: None,
            status: turn.duty().status.map_or("CONFIRMED", |status| word(status.value)),
            id: &turn.id(),
        };
        self.tail.clear();
        self.compose(&outline, out);
    }

    /// Adds a picture, a video or a document, if it lies on the web.
    fn attach(&mut self, file: &str) {
        let Some(address) = web_address(file) else { return };
        self.tail.push_str("ATTACH");
        if let Some(media) = media_type(&address) {
            self.tail.push_str(";FMTTYPE=");
            self.tail.push_str(media);
        }
        push_line(&mut self.tail, "", &address);
    }

    /// Writes the event; its attachments stand in the tail already.
    fn compose(&mut self, outline: &Outline<'_>, out: &mut Vec<u8>) {
        let Self { head, tail, summary, event, .. } = self;
        // A summary is one line (RFC 5545, section 3.8.1.12); calcurse skips events where it is more.
        if summary.contains(['\r', '\n']) {
            *summary = summary.replace("\r\n", " ").replace(['\r', '\n'], " ");
        }
        head.clear();
        push_times(head, outline.at);
        push_text_line(head, "SUMMARY", summary);
        push_text_line(head, "DESCRIPTION", &self.description);
        push_text_line(head, "CATEGORIES", outline.category);
        push_line(head, "COLOR", outline.color);
        if let Some(address) = outline.link.and_then(web_address) {
            push_line(head, "URL", &address);
        }
        push_line(head, "STATUS", outline.status);
        push_line(head, "TRANSP", "TRANSPARENT");
        push_line(tail, "X-MICROSOFT-CDO-BUSYSTATUS", "FREE");
        push_text_line(tail, "X-PLAN-ID", outline.id);
        if let (Some(minutes), At::Moment(_)) = (self.options.alarm, outline.at) {
            push_alarm(tail, minutes, summary);
        }
        let mut uid = Uuid::encode_buffer();
        let uid = &*outline.uid.hyphenated().encode_lower(&mut uid);
        let previous = self.options.previous.as_ref();
        let history = previous.map_or(self.fresh, |previous| previous.history(uid, [head, tail], self.fresh));
        event.clear();
        event.push_str("BEGIN:VEVENT\n");
        push_line(event, "UID", uid);
        push_line(event, "DTSTAMP", history.stamp);
        event.push_str(head);
        push_line(event, "SEQUENCE", &history.sequence.to_string());
        if let Some(modified) = history.modified {
            push_line(event, "LAST-MODIFIED", modified);
        }
        event.push_str(tail);
        event.push_str("END:VEVENT\n");
        write_folded(event, out);
    }
}

impl Event<'_> {
    /// Returns what to sort by.
    pub(super) fn order(&self) -> (DateTime<Utc>, bool) {
        match self {
            Self::Post(entries) => entries.first().map(Entry::order).unwrap_or_default(),
            Self::Duty(turn) => turn.order(),
        }
    }

    /// Returns its UID.
    pub(super) fn uid(&self, per: Per) -> Option<Uuid> {
        match self {
            Self::Post(entries) => entries.first().map(|first| uid(first, per)),
            Self::Duty(turn) => Some(turn.uid()),
        }
    }
}

/// Returns the UID of a post's event.
fn uid(first: &Entry<'_>, per: Per) -> Uuid {
    match per {
        Per::Placement => first.uid(),
        Per::Post => first.post_uid(),
    }
}

/// Returns how sure it is, as calendars say it.
fn word(status: Status) -> &'static str {
    match status {
        Status::Draft | Status::Review => "TENTATIVE",
        Status::Approved | Status::Published => "CONFIRMED",
        Status::Cancelled => "CANCELLED",
    }
}

fn push_times(head: &mut String, at: At) {
    match at {
        At::Moment(instant) => {
            for (name, instant) in [("DTSTART:", instant), ("DTEND:", instant + LENGTH)] {
                head.push_str(name);
                push_instant(head, instant);
                head.push('\n');
            }
        }
        At::Day(date) => {
            let next = date.succ_opt().unwrap_or(date);
            for (name, date) in [("DTSTART;VALUE=DATE:", date), ("DTEND;VALUE=DATE:", next)] {
                head.push_str(name);
                push_date(head, date, "");
                head.push('\n');
            }
        }
    }
}

/// Adds a reminder, which stands last in an event: some readers stop at what follows one.
fn push_alarm(tail: &mut String, minutes: u32, summary: &str) {
    let sign = if minutes == 0 { "" } else { "-" };
    tail.push_str("BEGIN:VALARM\nACTION:DISPLAY\n");
    push_text_line(tail, "DESCRIPTION", summary);
    push_line(tail, "TRIGGER", &format!("{sign}PT{minutes}M"));
    tail.push_str("END:VALARM\n");
}
