//! `network-quota`: a channel has more placements on a day than its network lets one account publish.

use crate::networks::{Force, What};
use crate::rules::prelude::*;
use serde_json::json;

declare_rule! {
    /// A channel has more placements on a day than its network lets one account publish.
    ///
    /// Days are those of the channel's own clocks.
    ///
    /// ## Why it matters
    /// The network refuses what comes after; what was planned for the evening never goes out. `plan networks` shows each quota
    /// with its source and date.
    ///
    /// Source: the networks' own interfaces, as collected in the registry.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [
    ///   { at = 2026-11-23 08:00:00, category = "branded" },
    ///   { at = 2026-11-23 08:15:00, category = "branded" },
    ///   { at = 2026-11-23 08:30:00, category = "branded" },
    ///   { at = 2026-11-23 08:45:00, category = "branded" },
    ///   { at = 2026-11-23 09:00:00, category = "branded" },
    ///   { at = 2026-11-23 09:15:00, category = "branded" },
    ///   { at = 2026-11-23 09:30:00, category = "branded" },
    ///   { at = 2026-11-23 09:45:00, category = "branded" },
    ///   { at = 2026-11-23 10:00:00, category = "branded" },
    ///   { at = 2026-11-23 10:15:00, category = "branded" },
    ///   { at = 2026-11-23 10:30:00, category = "branded" },
    ///   { at = 2026-11-23 10:45:00, category = "branded" },
    ///   { at = 2026-11-23 11:00:00, category = "branded" },
    ///   { at = 2026-11-23 11:15:00, category = "branded" },
    ///   { at = 2026-11-23 11:30:00, category = "branded" },
    ///   { at = 2026-11-23 11:45:00, category = "branded" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [channels.clips]
    /// network = "tiktok"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [
    ///   { at = 2026-11-23 09:00:00, category = "branded" },
    ///   { at = 2026-11-23 13:00:00, category = "emotional" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [channels.clips]
    /// network = "tiktok"
    /// ```
    /// ## Data
    /// `placements`: how many, that day. `quota`: how many the network takes.
    pub struct NetworkQuota { name: "network-quota", group: Cadence, level: Error, scope: Plan, since: "0.1.0" }
}

impl Rule for NetworkQuota {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for (id, channel) in cx.plan.channel_ids().map(|id| (id, cx.plan.channel(id))) {
            let Some(quota) = channel.caps(What::PerDay).find(|cap| cap.force == Force::Hard) else {
                continue;
            };
            for (date, day, over) in cx.calendar.days_over(id, quota.most()) {
                let (name, network) = (channel.label(), channel.network.title);
                let message = format!(
                    "{} placements on {name} on {date}, {network} takes {} a day",
                    day.len(),
                    quota.value
                );
                out.report(cx.plan.at(cx.plan.post(over.post), id).span, message)
                    .label("the first one that is refused")
                    .related(quota.place(channel), quota.authority())
                    .help(format!("move {} to other days", day.len() - quota.most()))
                    .post(over.post)
                    .channel(id)
                    .day(date)
                    .data(json!({ "placements": day.len(), "quota": quota.value }));
            }
        }
    }
}
