//! Measuring: every text that goes out, against every limit that holds there.

use std::borrow::Cow;

use crate::model::{Cap, Name, Part, Published};
use crate::networks::{Bound, Counting, Unit, What};
use crate::rules::{Context, Place};
use crate::text::Span;

/// A text that was measured.
pub(super) struct Measure<'a> {
    /// Where it goes out.
    pub(super) place: Place<'a>,
    /// What of the post it is.
    pub(super) what: What,
    /// The limit.
    pub(super) cap: Cap,
    /// How both are counted.
    pub(super) counting: Counting,
    /// How long it is.
    pub(super) length: usize,
    text: Measured<'a>,
}

/// The text itself: what is published, or a title or comment as it is written.
enum Measured<'a> {
    Published(Published<'a>),
    Written(&'a Name),
}

impl Measure<'_> {
    /// Returns what messages call it.
    pub(super) fn noun(&self) -> &'static str {
        match (self.what, &self.text) {
            (What::Title, _) => "title",
            (What::Comment, _) => "first comment",
            (_, Measured::Written(_)) => "text",
            (_, Measured::Published(published)) => match published.added() {
                (false, false) => "text",
                (true, false) => "text with its link",
                (false, true) => "text with its hashtags",
                (true, true) => "text with its link and hashtags",
            },
        }
    }

    /// Returns how much it is longer than the limit.
    pub(super) fn over(&self) -> usize {
        self.length.saturating_sub(self.cap.most())
    }

    /// Returns where it is written; of a text that is only put together from link and hashtags, the post.
    pub(super) fn span(&self) -> Span {
        match &self.text {
            Measured::Published(_) => self.place.content.text.map_or(self.place.post.span, |text| text.span),
            Measured::Written(name) => name.span,
        }
    }

    /// Returns where what does not fit is written: the end of the text, else what is appended to it.
    pub(super) fn overflow(&self, cx: &Context<'_>) -> Span {
        let most = self.cap.most();
        let published = match &self.text {
            Measured::Published(published) => published,
            Measured::Written(name) => {
                return cx.span_in(name, self.counting.fit(name, most)..name.len());
            }
        };
        let content = self.place.content;
        let fallback = self.span();
        match published.part(self.counting.fit(&published.text, most)) {
            Part::Text(at) => {
                content.text.map_or(fallback, |text| cx.span_in_plain(text, at..published.own()))
            }
            Part::Link => content.link.map_or(fallback, |link| link.span),
            Part::Hashtag(first) => {
                let (from, to) =
                    (content.hashtags[first].span, content.hashtags[content.hashtags.len() - 1].span);
                Span { end: to.end.max(from.end), ..from }
            }
        }
    }
}

/// Lists every text that is longer than a part of a limit, in percent.
///
/// Counting takes time; where a text's bytes show that it cannot be that long, it is not counted.
pub(super) fn longer_than<'a>(
    cx: &Context<'a>,
    percent: usize,
) -> impl Iterator<Item = Measure<'a>> + use<'a> {
    cx.places().flat_map(move |place| {
        let content = place.content;
        let text = place.channel.text_caps(!content.media.is_empty()).map(|cap| (What::Text, cap));
        let title = content.title.is_some() && place.channel.network.has_title;
        let title = title.then(|| place.channel.caps(What::Title)).into_iter().flatten();
        let comment = content.first_comment.map(|_| place.channel.caps(What::Comment)).into_iter().flatten();
        let others = title.map(|cap| (What::Title, cap)).chain(comment.map(|cap| (What::Comment, cap)));
        text.chain(others).filter_map(move |(what, cap)| measure(place, what, cap, percent))
    })
}

fn measure(place: Place<'_>, what: What, cap: Cap, percent: usize) -> Option<Measure<'_>> {
    let Unit::Text(counting) = cap.unit else { return None };
    if cap.bound == Bound::AtLeast {
        return None;
    }
    let content = place.content;
    let least = cap.most().saturating_mul(percent) / 100;
    let (text, written): (Cow<'_, str>, _) = match what {
        What::Title => (Cow::Borrowed(&content.title?.value), content.title),
        What::Comment => (Cow::Borrowed(&content.first_comment?.value), content.first_comment),
        _ if counting.at_most_for_bytes(content.at_most_bytes()).is_some_and(|most| most <= least) => {
            return None;
        }
        _ => {
            let published = content.published(place.channel.network.value);
            let length = length(counting, &published.text, least)?;
            return Some(Measure {
                place,
                what,
                cap,
                counting,
                length,
                text: Measured::Published(published),
            });
        }
    };
    let length = length(counting, &text, least)?;
    Some(Measure { place, what, cap, counting, length, text: Measured::Written(written?) })
}

/// Counts a text if it may be longer than this, and returns its length if it is.
fn length(counting: Counting, text: &str, least: usize) -> Option<usize> {
    let may_be = counting.at_most(text) > least;
    may_be.then(|| counting.length(text)).filter(|length| *length > least)
}
