//! `text-too-long`: a text is longer than its network takes.

use serde_json::json;

use super::measure::longer_than;
use crate::diag::Level;
use crate::networks::Force;
use crate::rules::prelude::*;

declare_rule! {
    /// A text is longer than its network takes.
    ///
    /// Counted is what is published, as the network itself counts: the text of the post or of its variant, then its link
    /// and its hashtags where the network has no field of their own for them. Titles and first comments are looked at too. What
    /// does not fit is underlined. Where two sources disagree, a text between both numbers is a warning.
    ///
    /// ## Why it matters
    /// Texts that are too long are what networks refuse most often, and each counts in its own way: X counts a link as 23,
    /// Bluesky what people see as one character, Threads bytes, of which a Cyrillic letter takes two. `plan count` shows a
    /// text by every way of counting, `plan networks` each limit with its source and date. A channel's `max_chars`
    /// overrides the network's limit.
    ///
    /// Source: the networks' own pages and interfaces, as collected in the registry.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [channels.bluesky]
    /// network = "bluesky"
    /// max_chars = 20
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
    /// [channels.bluesky]
    /// network = "bluesky"
    /// max_chars = 20
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// text = "We open on Monday"
    /// ```
    /// ## Data
    /// `length`: how long it is. `limit`: the longest. `unit`: what both count. `over`: how much does not fit.
    pub struct TextTooLong { name: "text-too-long", group: Text, level: Error, scope: Post, since: "0.1.0" }
}

impl Rule for TextTooLong {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let mut refused = None;
        for measure in longer_than(cx, 100) {
            let (place, channel) = (measure.place, measure.place.channel);
            let this = (place.id, place.channel_id, measure.what);
            let is_hard = measure.cap.force == Force::Hard;
            if is_hard {
                refused = Some(this);
            } else if refused == Some(this) {
                // The smaller number has nothing to add.
                continue;
            }
            let (noun, unit, most) = (measure.noun(), measure.counting.unit(), measure.cap.most());
            let takes = if is_hard { "at most" } else { "by one source at most" };
            let message =
                format!("the {noun} is {} {unit} on {}, {takes} {most}", measure.length, channel.label());
            let over = measure.over();
            let finding = out.report(measure.overflow(cx), message);
            finding.label(if over == 1 { "1 does not fit".to_owned() } else { format!("{over} do not fit") });
            finding.related(measure.cap.place(channel), measure.cap.authority());
            let shared = place.post.variant(place.channel_id).is_none()
                && !channel.is_nameless()
                && cx.plan.channels_of(place.post).nth(1).is_some();
            let variant = if shared {
                format!(", or write a shorter one in `[post.variants.{}]`", channel.label())
            } else {
                String::new()
            };
            finding.help(format!("shorten it by {over}{variant}"));
            if !is_hard {
                finding.level(Level::Warning);
            }
            finding.post_or_series(place.id, place.post).channel(place.channel_id);
            finding.data(json!({ "length": measure.length, "limit": most, "unit": unit, "over": over }));
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}
