//! `alt-text-too-long`: an alt text that a network cuts, or that nobody listens to.

use std::collections::HashSet;

use serde_json::json;

use super::is_hard;
use crate::model::{Cap, Name};
use crate::networks::{Bound, Counting, Unit, What};
use crate::rules::Finding;
use crate::rules::prelude::*;

declare_rule! {
    /// An alt text is longer than its network takes, or than anybody listens to.
    ///
    /// Over the limit of a network, or anywhere over 1,000 characters. What does not fit is underlined. Two channels of one
    /// limit say it once. A channel's `limits = { alt_text = 2000 }` overrides its network's.
    ///
    /// ## Why it matters
    /// An alt text is read aloud without a pause, and cannot be skimmed. What needs more than a few sentences belongs in the
    /// text, where everybody has it.
    ///
    /// Source: San José State University on accessible social media; the networks' own pages, as collected in the registry;
    /// read August 2026.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [channels.pinterest]
    /// network = "pinterest"
    /// limits = { alt_text = 40 }
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// media = [{ file = "media/square.png", alt = "The counter, seen from the door, with cups, and a cat" }]
    /// ```
    /// ## Use instead
    /// ```toml good
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [channels.pinterest]
    /// network = "pinterest"
    /// limits = { alt_text = 40 }
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// media = [{ file = "media/square.png", alt = "The counter, seen from the door" }]
    /// ```
    /// ## Data
    /// `length`: how long it is. `limit`: the longest. `unit`: what both count. `over`: how much does not fit.
    pub struct AltTextTooLong { name: "alt-text-too-long", group: Media, level: Warning, scope: Post, since: "0.1.0" }
}

/// Longest alt text that is listened to, in characters: what X and Instagram take.
const LONGEST: usize = 1000;

impl Rule for AltTextTooLong {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let mut said = HashSet::new();
        for place in cx.places() {
            for alt in place.content.media.iter().filter_map(|media| media.alt.as_ref()) {
                let over =
                    place.channel.caps(What::AltText).filter_map(|cap| Some((cap, Over::of(alt, &cap)?)));
                let Some((cap, over)) = over.max_by_key(|(cap, _)| is_hard(cap)) else { continue };
                if said.insert((alt.span, over.most)) {
                    let finding = over.report(cx, out, alt, &format!(" on {}", place.channel.label()));
                    finding.related(cap.place(place.channel), cap.authority());
                    finding.post_or_series(place.id, place.post).channel(place.channel_id);
                }
            }
        }
        for (id, post, media) in cx.media() {
            let Some(alt) = &media.alt else { continue };
            let over = Over::than(alt, Counting::CodePoints, LONGEST);
            if let Some(over) = over.filter(|over| said.insert((alt.span, over.most))) {
                over.report(cx, out, alt, "").post_or_series(id, post);
            }
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}

/// How long an alt text is that is too long.
struct Over {
    counting: Counting,
    length: usize,
    most: usize,
}

impl Over {
    fn of(alt: &str, cap: &Cap) -> Option<Self> {
        match cap.unit {
            Unit::Text(counting) if cap.bound == Bound::AtMost => Self::than(alt, counting, cap.most()),
            _ => None,
        }
    }

    /// Counts only what may be too long.
    fn than(alt: &str, counting: Counting, most: usize) -> Option<Self> {
        let length = (counting.at_most(alt) > most).then(|| counting.length(alt))?;
        (length > most).then_some(Self { counting, length, most })
    }

    fn report<'f>(
        &self,
        cx: &Context<'_>,
        out: &'f mut Findings<'_>,
        alt: &Name,
        place: &str,
    ) -> &'f mut Finding {
        let Self { counting, length, most } = *self;
        let (unit, over) = (counting.unit(), length - most);
        let span = cx.span_in(alt, counting.fit(alt, most)..alt.len());
        let finding = out.report(span, format!("the alt text is {length} {unit}{place}, at most {most}"));
        finding.label(if over == 1 { "1 does not fit".to_owned() } else { format!("{over} do not fit") });
        finding.help(format!("shorten it by {over}: a sentence or two, and the rest into the text"));
        finding.data(json!({ "length": length, "limit": most, "unit": unit, "over": over }))
    }
}
