//! The calendar as it was published before, from which events that did not change carry their history over.
//!
//! A reader of our own: to compare events, their lines are needed as they were written, and of their meaning nothing. It takes
//! calendars that another program wrote anew, with other line ends, other folds or another order of lines; what is damaged
//! it refuses, since events without their history would count as older than what subscribers have.

use std::fmt;
use std::ops::Range;

use super::super::Refusal;

/// The largest `SEQUENCE` (RFC 5545, section 3.3.8).
const MOST_CHANGES: u32 = i32::MAX.unsigned_abs();

/// Calendars as they were published before.
#[derive(Clone, Default)]
pub struct Previous {
    /// Their lines, unfolded, each with a line end behind it.
    text: String,
    /// Their events, in order of their UIDs.
    events: Vec<Old>,
}

/// An event as it was published before.
#[derive(Clone, Debug, Default)]
struct Old {
    uid: Range<usize>,
    /// Its lines without the two that open and close it.
    lines: Range<usize>,
    stamp: Range<usize>,
    modified: Option<Range<usize>>,
    sequence: u32,
}

/// What an event says of its own history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct History<'a> {
    /// The value of `DTSTAMP`.
    pub(super) stamp: &'a str,
    /// The value of `LAST-MODIFIED`.
    pub(super) modified: Option<&'a str>,
    /// The value of `SEQUENCE`: how often it has changed.
    pub(super) sequence: u32,
}

impl fmt::Debug for Previous {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Previous").field("events", &self.events.len()).finish_non_exhaustive()
    }
}

impl Previous {
    /// Takes up a calendar; several may be taken up.
    ///
    /// # Errors
    ///
    /// [`Refusal`] for what is no whole calendar: an empty file, a page that says "not found", half a download.
    pub fn add(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reading = Reading { previous: self, open: Vec::new(), event: Old::default(), known: 0 };
        let mut calendars = 0;
        for (number, line) in unfolded(bytes) {
            let at = |what: &str| refusal(&format!("line {number} {what}"));
            let line = String::from_utf8(line).map_err(|_| at("is not UTF-8"))?;
            if line.trim().is_empty() {
                continue;
            }
            if !line.contains(':') {
                return Err(at("has no name with a value, as calendars have"));
            }
            reading.take(&line).map_err(at)?;
            calendars += usize::from(reading.open.is_empty());
        }
        if calendars == 0 && reading.open.is_empty() {
            return Err(refusal("it holds no calendar"));
        }
        if let Some(open) = reading.open.last() {
            return Err(refusal(&format!("it is cut off: there is no END:{open}")));
        }
        let text = &self.text;
        self.events.sort_by(|a, b| text[a.uid.clone()].cmp(&text[b.uid.clone()]));
        Ok(())
    }

    /// Returns whether it holds no event.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Returns whether it holds an event of this UID.
    pub(super) fn holds(&self, uid: &str) -> bool {
        !self.of(uid).is_empty()
    }

    /// Returns the history of an event that now has these lines: as it was, if they are the same; `fresh`, if it is new; and
    /// one change more, at the time of `fresh`, if it says something else now.
    pub(super) fn history<'a>(&'a self, uid: &str, lines: [&str; 2], fresh: History<'a>) -> History<'a> {
        let events = self.of(uid);
        if let Some(same) = events.iter().find(|old| self.says(old, lines)) {
            let stamp = &self.text[same.stamp.clone()];
            let modified = same.modified.clone().map(|modified| &self.text[modified]);
            return History { stamp, modified, sequence: same.sequence };
        }
        let changes = events.iter().map(|old| old.sequence).max();
        History { sequence: changes.map_or(0, |changes| changes + 1), ..fresh }
    }

    /// Lists the events of a UID; one, in a calendar that is sound.
    fn of(&self, uid: &str) -> &[Old] {
        let start = self.events.partition_point(|old| self.text[old.uid.clone()] < *uid);
        let length = self.events[start..].partition_point(|old| self.text[old.uid.clone()] == *uid);
        &self.events[start..start + length]
    }

    /// Returns whether an event had the same lines, apart from its history, in whatever order.
    fn says(&self, old: &Old, lines: [&str; 2]) -> bool {
        let before = || self.text[old.lines.clone()].lines().filter(|line| !is_history(line));
        let now = || lines.into_iter().flat_map(str::lines);
        if before().eq(now()) {
            return true;
        }
        let (mut before, mut now): (Vec<&str>, Vec<&str>) = (before().collect(), now().collect());
        if before.len() != now.len() {
            return false;
        }
        before.sort_unstable();
        now.sort_unstable();
        before == now
    }
}

/// Returns whether a line says which event it is or what became of it, and not what it holds.
fn is_history(line: &str) -> bool {
    let is_called = |known: &&str| name(line).eq_ignore_ascii_case(known);
    ["UID", "DTSTAMP", "SEQUENCE", "LAST-MODIFIED"].iter().any(is_called)
}

/// Returns the name of a line's property.
fn name(line: &str) -> &str {
    &line[..line.find([':', ';']).unwrap_or(line.len())]
}

/// Says why a calendar cannot be carried over from.
fn refusal(fact: &str) -> Refusal {
    Refusal {
        message: format!(
            "{fact}: fetch the published calendar again; only where nothing was published yet, leave --previous out"
        ),
    }
}

/// Lists the lines of a calendar with the number of the first line of the file that each comes from. Folds are undone in bytes: some
/// programs cut inside of characters.
fn unfolded(bytes: &[u8]) -> impl Iterator<Item = (usize, Vec<u8>)> {
    let mut lines = bytes.split(|&byte| byte == b'\n').zip(1..).peekable();
    std::iter::from_fn(move || {
        let trimmed = |line: &[u8]| line.iter().rposition(|&byte| byte != b'\r').map_or(0, |last| last + 1);
        let (line, number) = lines.next()?;
        let mut whole = line[..trimmed(line)].to_vec();
        while let Some((more, _)) =
            lines.next_if(|(line, _)| line.starts_with(b" ") || line.starts_with(b"\t"))
        {
            whole.extend_from_slice(&more[1..trimmed(more).max(1)]);
        }
        Some((number, whole))
    })
}

/// A calendar while it is read.
struct Reading<'a> {
    previous: &'a mut Previous,
    /// What was begun and has not ended, outermost first, in capitals.
    open: Vec<String>,
    /// The event that is being read.
    event: Old,
    /// Which of what it must have was read: a bit for its UID, one for its stamp.
    known: u8,
}

impl Reading<'_> {
    /// Takes a line; returns what is wrong with it.
    fn take(&mut self, line: &str) -> Result<(), &'static str> {
        let (name, value) =
            (name(line).to_ascii_uppercase(), line.split_once(':').map_or("", |(_, value)| value.trim_end()));
        let is_begin = name == "BEGIN";
        if self.open.is_empty() && !(is_begin && value.eq_ignore_ascii_case("VCALENDAR")) {
            return Err("stands outside of any calendar");
        }
        let is_event = matches!(&*self.open, [_, event] if event == "VEVENT");
        if is_begin {
            self.open.push(value.to_ascii_uppercase());
            if matches!(&*self.open, [_, event] if event == "VEVENT") {
                let start = self.previous.text.len();
                self.event = Old { lines: start..start, ..Old::default() };
                self.known = 0;
                return Ok(());
            }
        } else if name == "END" {
            if self.open.pop().is_none_or(|open| !open.eq_ignore_ascii_case(value)) {
                return Err("ends what was not begun");
            }
            if is_event {
                return self.close();
            }
        } else if is_event {
            let start = self.previous.text.len() + line.find(':').map_or(0, |colon| colon + 1);
            self.property(&name, value, start..start + value.len())?;
        }
        if self.open.get(1).is_some_and(|open| open == "VEVENT") {
            self.previous.text.push_str(line);
            self.previous.text.push('\n');
        }
        Ok(())
    }

    /// Notes a property of the event, whose value will stand there.
    fn property(&mut self, name: &str, value: &str, place: Range<usize>) -> Result<(), &'static str> {
        match name {
            "UID" => {
                self.event.uid = place;
                self.known |= 1;
            }
            "DTSTAMP" | "LAST-MODIFIED" if !is_instant(value) => return Err("should hold a moment in UTC"),
            "DTSTAMP" => {
                self.event.stamp = place;
                self.known |= 2;
            }
            "LAST-MODIFIED" => self.event.modified = Some(place),
            "SEQUENCE" => {
                let sequence = value.parse().ok().filter(|&sequence| sequence < MOST_CHANGES);
                self.event.sequence = sequence.ok_or("should hold a number that can still grow")?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Ends the event.
    fn close(&mut self) -> Result<(), &'static str> {
        if self.known != 3 {
            return Err("ends an event that has no UID or no DTSTAMP");
        }
        self.event.lines.end = self.previous.text.len();
        self.previous.events.push(std::mem::take(&mut self.event));
        Ok(())
    }
}

/// Returns whether a value is a moment in UTC, as `20261123T073000Z`.
fn is_instant(value: &str) -> bool {
    let shape = value.bytes().map(|byte| if byte.is_ascii_digit() { b'0' } else { byte });
    shape.eq(*b"00000000T000000Z")
}
