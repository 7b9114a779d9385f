//! `channel-over-advice`: a channel has more placements on a day than studies advise for its network.

use crate::networks::{Force, What};
use crate::rules::prelude::*;
use serde_json::json;

declare_rule! {
    /// A channel has more placements on a day than studies advise for its network.
    ///
    /// Only channels that declare no `per_day` are judged. Days are those of the channel's own clocks.
    ///
    /// ## Why it matters
    /// Each network has its own patience: for LinkedIn studies advise one post a day, for Pinterest ten are fine.
    /// `plan networks` shows the advice with its source and date.
    ///
    /// Source: studies named in the registry of networks.
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
    /// [channels.company]
    /// network = "linkedin"
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
    /// [channels.company]
    /// network = "linkedin"
    /// ```
    /// ## Data
    /// `placements`: how many, that day. `advised`: how many studies advise at most.
    pub struct ChannelOverAdvice { name: "channel-over-advice", group: Cadence, level: Note, scope: Plan, since: "0.1.0" }
}

impl Rule for ChannelOverAdvice {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for (id, channel) in cx.plan.channel_ids().map(|id| (id, cx.plan.channel(id))) {
            let advised = channel.network.limit(What::PerDay, Force::Advised);
            let Some(advised) = advised.filter(|_| channel.per_day.is_none()) else { continue };
            for (date, day, over) in cx.calendar.days_over(id, advised.most()) {
                let (name, network) = (channel.label(), channel.network.title);
                let message = format!(
                    "{} placements on {name} on {date}, {} advised for {network}",
                    day.len(),
                    advised.value
                );
                out.report(cx.plan.at(cx.plan.post(over.post), id).span, message)
                    .label("the first one over")
                    .related(channel.network.span, format!("{} ({})", advised.source, advised.read))
                    .help("move some, or set the channel's own `per_day`")
                    .post(over.post)
                    .channel(id)
                    .day(date)
                    .data(json!({ "placements": day.len(), "advised": advised.value }));
            }
        }
    }
}
