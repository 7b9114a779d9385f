//! `channel-over-cap`: a channel has more placements on a day than it declares.

use crate::rules::prelude::*;
use serde_json::json;

declare_rule! {
    /// A channel has more placements on a day than it declares.
    ///
    /// Days are those of the channel's own clocks.
    ///
    /// ## Why it matters
    /// The cap is the team's own word about what its followers there put up with.
    ///
    /// Source: the plan's settings.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [
    ///   { at = 2026-11-23 09:00:00, category = "branded" },
    ///   { at = 2026-11-23 13:00:00, category = "emotional" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [channels.facebook]
    /// network = "facebook"
    /// per_day = { max = 1 }
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [
    ///   { at = 2026-11-23 09:00:00, category = "branded" },
    ///   { at = 2026-11-24 13:00:00, category = "emotional" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [channels.facebook]
    /// network = "facebook"
    /// per_day = { max = 1 }
    /// ```
    /// ## Data
    /// `placements`: how many, that day. `max`: how many there may be.
    pub struct ChannelOverCap { name: "channel-over-cap", group: Cadence, level: Warning, scope: Plan, since: "0.1.0" }
}

impl Rule for ChannelOverCap {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for (id, channel) in cx.plan.channel_ids().map(|id| (id, cx.plan.channel(id))) {
            let Some(max) = channel.per_day.and_then(|bounds| bounds.max) else { continue };
            for (date, day, over) in cx.calendar.days_over(id, max.value as usize) {
                let message =
                    format!("{} placements on {} on {date}, at most {max}", day.len(), channel.label());
                out.report(cx.plan.at(cx.plan.post(over.post), id).span, message)
                    .label("the first one over")
                    .related(max.span, "the most is set here")
                    .help(format!("move or drop {}", day.len() - max.value as usize))
                    .post(over.post)
                    .channel(id)
                    .day(date)
                    .data(json!({ "placements": day.len(), "max": max.value }));
            }
        }
    }
}
