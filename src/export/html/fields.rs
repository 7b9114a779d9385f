//! What pages say of a placement: how long its text is, what goes out beside it, and how far it has come.

use super::pen::Pen;
use super::words::Words;
use crate::export::Entry;
use crate::model::Status;
use crate::networks::{Bound, Carried, Counting, Force, Unit};

/// Writes how long a published text is, of how much the network takes, and by how much it is too long.
pub(in crate::export) fn count(pen: &mut Pen, words: &Words, entry: &Entry<'_>, text: &str) {
    let channel = entry.channel();
    let caps = channel.text_caps(!entry.content().media.is_empty());
    let caps = caps.filter(|cap| cap.bound == Bound::AtMost).filter_map(|cap| match cap.unit {
        Unit::Text(counting) => Some((counting, cap)),
        Unit::Pieces | Unit::Bytes | Unit::Pixels | Unit::Seconds | Unit::Hundredths => None,
    });
    let mut measured: Option<(Counting, usize)> = None;
    let mut is_refused = false;
    pen.raw("<span class=\"count\">");
    for (number, (counting, cap)) in caps.enumerate() {
        let most = cap.most();
        // Further limits are told where they are passed only, and not at all where the network refuses the text anyway.
        if number > 0
            && (is_refused || counting.at_most_for_bytes(text.len()).is_some_and(|length| length <= most))
        {
            continue;
        }
        let length = measured.filter(|(known, _)| *known == counting).map(|(_, length)| length);
        let length = length.unwrap_or_else(|| counting.length(text));
        measured = Some((counting, length));
        if number > 0 && length <= most {
            continue;
        }
        if number > 0 {
            pen.raw("; ");
        }
        pen.grouped(words, length);
        pen.raw(" ");
        pen.raw(words.of);
        pen.raw(" ");
        pen.grouped(words, most);
        pen.raw(" ");
        pen.raw(words.unit(counting));
        if length > most {
            is_refused = cap.force == Force::Hard;
            pen.raw(" <b>! ");
            pen.raw(if is_refused { words.too_long_by } else { words.may_be_too_long_by });
            pen.raw(" ");
            pen.grouped(words, length - most);
            pen.raw("</b>");
        }
    }
    if measured.is_none() {
        let counting = channel.network.counting();
        pen.grouped(words, counting.length(text));
        pen.raw(" ");
        pen.raw(words.unit(counting));
    }
    pen.raw("</span>");
}

/// Writes how far a post has come.
pub(in crate::export) fn status(pen: &mut Pen, words: &Words, status: Status) {
    pen.raw("<span class=\"status ");
    pen.raw(status.word());
    pen.raw("\">");
    pen.raw(words.statuses[status as usize]);
    pen.raw("</span>");
}

/// A list of names and what belongs to them; nothing is written before its first name.
struct List<'a> {
    pen: &'a mut Pen,
    is_open: bool,
}

impl<'a> List<'a> {
    fn new(pen: &'a mut Pen) -> Self {
        Self { pen, is_open: false }
    }

    fn field(&mut self, name: &str, write: impl FnOnce(&mut Pen)) {
        self.pen.raw(if self.is_open { "<div><dt>" } else { "<dl>\n<div><dt>" });
        self.is_open = true;
        self.pen.raw(name);
        self.pen.raw("</dt><dd>");
        write(self.pen);
        self.pen.raw("</dd></div>\n");
    }

    fn line(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.field(name, |pen| pen.line(text));
        }
    }

    fn end(self) {
        if self.is_open {
            self.pen.raw("</dl>\n");
        }
    }
}

/// Writes a text that is to be copied whole: HTML drops the first line end, and browsers do not copy the last.
pub(in crate::export) fn copied(pen: &mut Pen, text: &str) {
    pen.raw("<pre dir=\"auto\">\n");
    pen.exact(text);
    pen.raw(if text.ends_with('\n') { "<br></pre>" } else { "</pre>" });
}

/// Writes what goes out beside the text: title, link (unless that was shown already), hashtags, media with their alt text,
/// first comment.
pub(in crate::export) fn extras(pen: &mut Pen, words: &Words, entry: &Entry<'_>, link: Option<&str>) {
    let (content, network) = (entry.content(), entry.channel().network.value);
    let mut list = List::new(pen);
    if let Some(title) = content.title.filter(|_| network.has_title) {
        list.field(words.title, |pen| copied(pen, title));
    }
    if let Some(link) = link {
        list.field(words.link, |pen| pen.address(link));
    }
    if network.hashtags == Carried::InField && !content.hashtags.is_empty() {
        list.field(words.hashtags, |pen| {
            pen.raw("<bdi>");
            for (number, tag) in content.hashtags.iter().enumerate() {
                pen.raw(if number == 0 { "#" } else { " #" });
                pen.bare(tag.trim_start_matches('#'));
            }
            pen.raw("</bdi>");
        });
    }
    if !content.media.is_empty() {
        list.field(words.media, |pen| {
            pen.raw("<ul>\n");
            for medium in content.media {
                pen.raw("<li>");
                pen.address(&medium.file);
                pen.raw("<br><q>");
                match &medium.alt {
                    Some(alt) => pen.line(alt),
                    None => pen.raw(words.no_alt),
                }
                pen.raw("</q></li>\n");
            }
            pen.raw("</ul>\n");
        });
    }
    if let Some(comment) = content.first_comment {
        list.field(words.first_comment, |pen| copied(pen, comment));
    }
    list.end();
}

/// Writes what is to be known of a post wherever it goes out: kind, owner, campaign, and what the plan calls it.
pub(super) fn facts(pen: &mut Pen, words: &Words, entry: &Entry<'_>) {
    let (post, plan) = (entry.post(), entry.chosen.plan);
    let details = post.details();
    let mut list = List::new(pen);
    list.line(words.kind, post.kind.as_ref().map(|kind| words.known(kind)));
    let owner = entry.owner().map(|owner| owner.name.as_ref().map_or(&*owner.key.value, |name| &name.value));
    list.line(words.owner, owner);
    list.line(words.voice, details.voice.map(|voice| words.voices[voice.value as usize]));
    list.line(words.signed, details.signed.as_ref().map(|signed| &*signed.value));
    let campaign = entry.campaign();
    let campaign =
        campaign.map(|campaign| campaign.title.as_ref().map_or(&*campaign.key.value, |title| &title.value));
    list.line(words.campaign, campaign);
    let partner = details.partner.map(|id| &plan.partners[id.value.index()]);
    let partner =
        partner.map(|partner| partner.name.as_ref().map_or(&*partner.key.value, |name| &name.value));
    list.line(words.partner, partner);
    list.line(words.id, Some(entry.id()));
    list.end();
}
