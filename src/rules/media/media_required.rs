//! `media-required`: a post goes without a picture to a network that takes none without.

use serde_json::json;

use super::{by, is_out, variant};
use crate::model::{Cap, Status};
use crate::networks::{Bound, What};
use crate::rules::prelude::*;

declare_rule! {
    /// A post goes without media to a network that takes no post without.
    ///
    /// These are Instagram, Pinterest, TikTok and YouTube. A draft without a text and without media is still to be made and
    /// says nothing; as soon as it has a text, or its status is `review` or later, it needs a picture or a video.
    ///
    /// ## Why it matters
    /// The network refuses the post, and a picture that is looked for in the last minute is a bad one.
    ///
    /// Source: the networks' own pages, as collected in the registry; read August 2026.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [channels.instagram]
    /// network = "instagram"
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// text = "The shop in Podil opens on Monday"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [channels.instagram]
    /// network = "instagram"
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// text = "The shop in Podil opens on Monday"
    /// media = [{ file = "media/square.png", alt = "The counter, seen from the door" }]
    /// ```
    /// ## Data
    /// `least`: how many media the network wants at least.
    pub struct MediaRequired { name: "media-required", group: Media, level: Error, scope: Post, since: "0.1.0" }
}

impl Rule for MediaRequired {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let bare = cx.places().filter(|place| place.content.media.is_empty());
        for place in bare.filter(|place| !is_out(place.post) && !place.post.unread) {
            let least = |cap: &Cap| cap.bound == Bound::AtLeast && cap.value > 0;
            let Some(cap) = place.channel.caps(What::Media).find(least) else { continue };
            let is_written = place.content.text.is_some_and(|text| !text.trim().is_empty());
            if !is_written && place.post.status() == Status::Draft {
                continue;
            }
            let channel = place.channel;
            let takes_pictures = channel.caps(What::Images).all(|cap| cap.value > 0);
            let wanted = if takes_pictures { "a picture or a video" } else { "a video" };
            let named = place.post.channels.iter().flatten().find(|named| named.value == place.channel_id);
            let span = named.map_or(place.post.span, |named| named.span);
            let post = place.post.reference();
            let message =
                format!("{post} goes to {} without {wanted}, which every post needs there", channel.label());
            let finding = out.report(span, message);
            let alone = variant(cx.plan, &place).map(|table| format!(", or add it to {table} alone"));
            let alone = alone.unwrap_or_default();
            finding.help(format!("add `media = [{{ file = \"…\", alt = \"…\" }}]`{alone}"));
            by(finding, &cap, &place);
            finding.data(json!({ "least": cap.value }));
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}
