//! `too-many-hashtags`: a post has more hashtags than its network takes, or than good practice has.

use std::collections::HashSet;
use std::ops::Range;

use serde_json::json;

use crate::diag::Level;
use crate::model::{Cap, hashtags_in};
use crate::networks::{Carried, Force, What};
use crate::rules::Place;
use crate::rules::prelude::*;
use crate::text::Span;

declare_rule! {
    /// A post has more hashtags than its network takes, or than good practice has.
    ///
    /// Over the network's own limit it is an error, over good practice a warning. Hashtags inside the text and those under
    /// `hashtags` count together, each once. A channel's `limits = { hashtags = 30 }` overrides both.
    ///
    /// ## Why it matters
    /// Instagram takes five since December 2025 and refuses more; on X and Facebook a post with one or two is read more
    /// than one with many.
    ///
    /// Source: the registry of networks; TrackMaven on 65,000 posts, Zoho on X; read August 2026.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [channels.x]
    /// network = "x"
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// text = "The shop in Podil opens #kava"
    /// hashtags = ["podil", "coffee"]
    /// ```
    /// ## Use instead
    /// ```toml good
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [channels.x]
    /// network = "x"
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// text = "The shop in Podil opens #kava"
    /// hashtags = ["podil"]
    /// ```
    /// ## Data
    /// `hashtags`: how many. `limit`: the most.
    pub struct TooManyHashtags { name: "too-many-hashtags", group: Text, level: Warning, scope: Post, since: "0.1.0" }
}

impl Rule for TooManyHashtags {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for place in cx.places().filter(|place| place.channel.network.hashtags != Carried::Nowhere) {
            let text = place.content.text.map_or("", |text| &text.value);
            let most_there =
                place.content.hashtags.len() + memchr::memchr_iter(b'#', text.as_bytes()).count();
            let mut caps =
                place.channel.caps(What::Hashtags).filter(|cap| most_there > cap.most()).peekable();
            if caps.peek().is_none() {
                continue;
            }
            let tags = hashtags(&place);
            let over: Vec<Cap> = caps.filter(|cap| tags.len() > cap.most()).collect();
            // What the network refuses goes before what is only advised.
            let hard = over.iter().find(|cap| cap.force == Force::Hard);
            let Some(cap) = hard.or(over.first()) else { continue };
            let most = cap.most();
            let first = match (&tags[most], place.content.text) {
                ((Some(range), _), Some(text)) => cx.span_in(text, range.clone()),
                ((_, span), _) => *span,
            };
            let (is_hard, channel) = (cap.force == Force::Hard, place.channel);
            let wanted = if is_hard { "at most" } else { "good practice is at most" };
            let message = format!("{} on {}, {wanted} {most}", count(tags.len(), "hashtag"), channel.label());
            let finding = out.report(first, message);
            finding.label("the first one over").related(cap.place(channel), cap.authority());
            finding.help(format!("drop {}", tags.len() - most));
            if is_hard {
                finding.level(Level::Error);
            }
            finding.post_or_series(place.id, place.post).channel(place.channel_id);
            finding.data(json!({ "hashtags": tags.len(), "limit": most }));
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}

/// Finds the hashtags of a placement, each once: those inside the text with their bytes, then the list's.
fn hashtags(place: &Place<'_>) -> Vec<(Option<Range<usize>>, Span)> {
    let inside =
        place.content.text.into_iter().flat_map(|text| {
            hashtags_in(text).map(|(range, tag)| (tag.to_lowercase(), Some(range), text.span))
        });
    let listed = place.content.hashtags.iter();
    let listed = listed.map(|tag| (tag.trim_start_matches('#').to_lowercase(), None, tag.span));
    let mut seen = HashSet::new();
    let new = inside.chain(listed).filter(|(tag, ..)| seen.insert(tag.clone()));
    new.map(|(_, range, span)| (range, span)).collect()
}
