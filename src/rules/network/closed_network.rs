//! `closed-network`: a channel is on a network that has closed.

use chrono::NaiveDate;
use serde_json::json;

use crate::networks::State;
use crate::rules::prelude::*;

declare_rule! {
    /// A channel is on a network that has closed.
    ///
    /// Plans that end before the network closed are left alone.
    ///
    /// ## Why it matters
    /// Nothing can go out there. Google+ closed on 2 April 2019; in 2012 it was called a failure already.
    ///
    /// Source: practice P2; mercurynews.com, 31 January 2019.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [{ at = 2026-11-23 09:00:00, category = "branded" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [channels.plus]
    /// network = "google-plus"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [{ at = 2026-11-23 09:00:00, category = "branded" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [channels.threads]
    /// network = "threads"
    /// ```
    /// ## Data
    /// `placements`: how many would go out there. `closed`: the day.
    pub struct ClosedNetwork { name: "closed-network", group: Network, level: Error, scope: Post, since: "0.1.0" }
}

impl Rule for ClosedNetwork {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for (id, channel) in cx.plan.channel_ids().map(|id| (id, cx.plan.channel(id))) {
            let State::Closed { on, source } = channel.network.state else { continue };
            let is_open = |date: NaiveDate| on.parse().is_ok_and(|closed: NaiveDate| date <= closed);
            if is_open(cx.plan.end.value) {
                continue;
            }
            let placements = cx.calendar.on(id).iter().filter(|place| !is_open(place.date)).count();
            let message = format!(
                "{} of {} would go out on {}, which closed on {on}",
                count(placements, "placement"),
                channel.label(),
                channel.network.title
            );
            out.report(channel.network.span, message)
                .label(source)
                .help("drop the channel, or give it another network")
                .channel(id)
                .data(json!({ "placements": placements, "closed": on }));
        }
    }
}
