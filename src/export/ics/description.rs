//! What an event says when somebody taps it: when and where, then the text, then all that is needed to publish it.

use std::fmt::Write as _;

use chrono::{DateTime, NaiveDate, Offset as _, Timelike as _};
use chrono_tz::Tz;
use unicode_segmentation::UnicodeSegmentation as _;

use super::super::{Entry, Options};
use super::line::{push_date, push_two};
use crate::model::{Clock, clock};
use crate::networks::Carried;

/// Longest first line of a text that stands for a title, in what people see as characters: two lines of a phone.
const LONGEST_CAPTION: usize = 80;

/// Adds what to call a post: its title whole; a text's first line, which the description has whole, as long as a phone shows it.
pub(super) fn push_caption(out: &mut String, entry: &Entry<'_>) {
    let caption = entry.caption();
    let has_title = entry.content().title.is_some_and(|title| !title.trim().is_empty());
    // No character takes less than a byte.
    if has_title || caption.len() <= LONGEST_CAPTION {
        out.push_str(caption);
        return;
    }
    match caption.grapheme_indices(true).nth(LONGEST_CAPTION) {
        Some((end, _)) => {
            out.push_str(caption[..end].trim_end());
            out.push('…');
        }
        None => out.push_str(caption),
    }
}

/// Adds what is to be known of a post on its channels, which come in order of time.
pub(super) fn describe(out: &mut String, entries: &[Entry<'_>], options: &Options) {
    let Some(first) = entries.first() else { return };
    let mut when = String::new();
    push_moment(&mut when, first, options);
    out.push_str(&when);
    out.push('\n');
    let mut separator = "";
    for entry in entries.iter().filter(|entry| !entry.channel().is_nameless()) {
        out.push_str(separator);
        push_channel(out, entry);
        let start = out.len();
        out.push_str(" (");
        push_moment(out, entry, options);
        if out[start + 2..] == when {
            out.truncate(start);
        } else {
            out.push(')');
        }
        separator = ", ";
    }
    let post = first.post();
    let kind = post.kind.as_ref().map(|kind| &*kind.value);
    let promoted = post.is_promoted().then_some("promoted");
    let words = [Some(first.category()), kind, Some(post.status().word()), promoted];
    separator = if separator.is_empty() { "" } else { " · " };
    for word in words.into_iter().flatten() {
        out.push_str(separator);
        out.push_str(word);
        separator = " · ";
    }
    if let [only] = entries {
        push_body(out, only);
    } else {
        push_bodies(out, entries);
    }
    push_people(out, first);
}

/// Adds what goes out on channels, each different text once.
fn push_bodies(out: &mut String, entries: &[Entry<'_>]) {
    let mut bodies: Vec<(String, Vec<&str>)> = Vec::new();
    for entry in entries {
        let mut body = String::new();
        push_body(&mut body, entry);
        let channel = entry.channel().label();
        match bodies.iter_mut().find(|(known, _)| *known == body) {
            Some((_, channels)) => channels.push(channel),
            None => bodies.push((body, vec![channel])),
        }
    }
    let differ = bodies.len() > 1;
    for (body, channels) in bodies {
        if differ {
            out.push_str("\n\n");
            out.push_str(&channels.join(", "));
            out.push(':');
        }
        out.push_str(body.strip_prefix('\n').filter(|_| differ).unwrap_or(&body));
    }
}

/// Adds what goes out on one channel: the text, then a line for each thing beside it.
fn push_body(out: &mut String, entry: &Entry<'_>) {
    let (content, text) = (entry.content(), entry.text());
    if !text.trim().is_empty() {
        out.push_str("\n\n");
        out.push_str(text.trim_end());
    }
    let mut lines = Labelled { out, begun: false };
    let link = content.link.map(|link| &*link.value).filter(|link| !text.contains(*link));
    lines.push("link", link);
    for medium in content.media {
        lines.push("media", Some(&medium.file));
        lines.push("alt text", medium.alt.as_ref().map(|alt| &*alt.value));
    }
    if entry.channel().network.hashtags != Carried::InText {
        let tags: Vec<String> =
            content.hashtags.iter().map(|tag| format!("#{}", tag.trim_start_matches('#'))).collect();
        lines.push("hashtags", Some(&tags.join(" ")));
    }
    lines.push("first comment", content.first_comment.map(|comment| &*comment.value));
}

/// Adds whose the post is, and what it belongs to.
fn push_people(out: &mut String, entry: &Entry<'_>) {
    let details = entry.post().details();
    let mut lines = Labelled { out, begun: false };
    let owner = entry.owner().map(|person| person.name.as_ref().unwrap_or(&person.key));
    lines.push("owner", owner.map(|name| &*name.value));
    lines.push("voice", details.voice.map(|voice| voice.value.word()));
    lines.push("signed", details.signed.as_ref().map(|signed| &*signed.value));
    let campaign = entry.campaign().map(|campaign| campaign.title.as_ref().unwrap_or(&campaign.key));
    lines.push("campaign", campaign.map(|name| &*name.value));
    let partner = details.partner.map(|id| &entry.chosen.plan.partners[id.value.index()]);
    let partner = partner.map(|partner| partner.name.as_ref().unwrap_or(&partner.key));
    lines.push("partner", partner.map(|name| &*name.value));
    lines.push("idea", details.idea.as_ref().map(|idea| &*idea.value.name));
}

/// Lines behind a word for what they hold, an empty line before the first.
pub(super) struct Labelled<'a> {
    pub(super) out: &'a mut String,
    /// Whether there was one.
    pub(super) begun: bool,
}

impl Labelled<'_> {
    /// Adds a line, if there is something to say.
    pub(super) fn push(&mut self, label: &str, value: Option<&str>) {
        let Some(value) = value.map(str::trim).filter(|value| !value.is_empty()) else { return };
        self.out.push_str(if self.begun { "\n" } else { "\n\n" });
        self.out.push_str(label);
        self.out.push_str(": ");
        self.out.push_str(value);
        self.begun = true;
    }
}

/// Adds a channel's name, and its network where the name is another.
fn push_channel(out: &mut String, entry: &Entry<'_>) {
    let channel = entry.channel();
    out.push_str(channel.label());
    if *channel.name.value != *channel.network.name {
        out.push_str(" on ");
        out.push_str(channel.network.name);
    }
}

/// Adds the moment on the clocks of the entry's zone.
fn push_moment(out: &mut String, entry: &Entry<'_>, options: &Options) {
    match entry.local(options) {
        Some(local) => push_local(out, local),
        None => push_open(out, entry.placement.date, entry.zone(options)),
    }
}

/// Adds a local time: `2026-11-23 09:30 Europe/Kyiv`; where the clocks show it twice, with its distance from UTC.
pub(super) fn push_local(out: &mut String, local: DateTime<Tz>) {
    let (naive, zone) = (local.naive_local(), local.timezone());
    push_date(out, naive.date(), "-");
    out.push(' ');
    push_two(out, naive.hour());
    out.push(':');
    push_two(out, naive.minute());
    if naive.second() > 0 {
        out.push(':');
        push_two(out, naive.second());
    }
    out.push(' ');
    out.push_str(zone.name());
    if matches!(clock(zone, naive), Clock::Twice(..)) {
        let _ = write!(out, " (UTC{})", local.offset().fix());
    }
}

/// Adds a day whose hour is open.
pub(super) fn push_open(out: &mut String, date: NaiveDate, zone: Tz) {
    push_date(out, date, "-");
    out.push_str(", hour open, ");
    out.push_str(zone.name());
}
