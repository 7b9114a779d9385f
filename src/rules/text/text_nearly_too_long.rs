//! `text-nearly-too-long`: a text leaves less than a twentieth of what its network takes.

use serde_json::json;

use super::measure::longer_than;
use crate::networks::Force;
use crate::rules::prelude::*;

declare_rule! {
    /// A text leaves less than a twentieth of what its network takes.
    ///
    /// It fits, but is over 95 % of the limit.
    ///
    /// ## Why it matters
    /// A last-minute price, a name or a longer link no longer fits, and the post is refused when nobody is looking.
    ///
    /// Source: the house; the limits are the networks' own.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [channels.bluesky]
    /// network = "bluesky"
    /// max_chars = 34
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
    /// max_chars = 34
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// text = "We open on Monday"
    /// ```
    /// ## Data
    /// `length`: how long it is. `limit`: the longest. `unit`: what both count.
    pub struct TextNearlyTooLong { name: "text-nearly-too-long", group: Text, level: Note, scope: Post, since: "0.1.0" }
}

/// Percent of a limit over which a text is nearly too long.
const NEARLY: usize = 95;

impl Rule for TextNearlyTooLong {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let near = longer_than(cx, NEARLY);
        for measure in near.filter(|measure| measure.over() == 0 && measure.cap.force == Force::Hard) {
            let (place, channel) = (measure.place, measure.place.channel);
            let (noun, unit, most) = (measure.noun(), measure.counting.unit(), measure.cap.most());
            let left = most - measure.length;
            let message = format!(
                "the {noun} is {} of {most} {unit} on {}, {left} left",
                measure.length,
                channel.label()
            );
            out.report(measure.span(), message)
                .related(measure.cap.place(channel), measure.cap.authority())
                .help("shorten it a little, so that a longer link or name still fits")
                .post_or_series(place.id, place.post)
                .channel(place.channel_id)
                .data(json!({ "length": measure.length, "limit": most, "unit": unit }));
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}
