//! `quiet-hours`: a placement stands in the quiet hours.

use chrono::NaiveTime;
use serde_json::json;

use crate::model::{ChannelId, When, place};
use crate::rules::prelude::*;
use crate::text::Spanned;

declare_rule! {
    /// A placement stands in the quiet hours.
    ///
    /// They are those of the channel's own clocks, where it has a zone of its own.
    ///
    /// ## Why it matters
    /// A post that nobody sees when it appears is old by the morning, and a notification at night costs a follower.
    ///
    /// Source: the plan's settings, `[cadence] quiet`; there are none unless set.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [{ at = 2026-11-23 23:30:00, category = "branded" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [cadence]
    /// quiet = { from = 23:00:00, to = 07:00:00 }
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [{ at = 2026-11-23 22:30:00, category = "branded" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [cadence]
    /// quiet = { from = 23:00:00, to = 07:00:00 }
    /// ```
    /// ## Data
    /// `from`, `to`: the quiet hours, local time.
    pub struct QuietHours { name: "quiet-hours", group: Cadence, level: Warning, scope: Post, since: "0.1.0" }
}

impl Rule for QuietHours {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let plan = cx.plan;
        let Some(quiet) = plan.cadence.quiet else { return };
        for (id, post) in cx.posts() {
            let mut loud: Vec<(Spanned<When>, NaiveTime, Vec<ChannelId>)> = Vec::new();
            for channel in plan.channels_of(post) {
                let at = plan.at(post, channel);
                let Some(time) = place(plan, id, channel, at.value).time.filter(|&time| quiet.holds(time))
                else {
                    continue;
                };
                match loud.iter_mut().find(|(span, there, _)| span.span == at.span && *there == time) {
                    Some((_, _, channels)) => channels.push(channel),
                    None => loud.push((at, time, vec![channel])),
                }
            }
            for (at, time, channels) in loud {
                let names: Vec<_> = channels.iter().map(|&channel| plan.channel(channel).label()).collect();
                let hours = format!("{} to {}", quiet.from.format("%H:%M"), quiet.to.format("%H:%M"));
                let message = format!(
                    "{} on {}, inside the quiet hours {hours}",
                    time.format("%H:%M"),
                    names.join(", ")
                );
                let finding = out.report(at.span, message);
                finding.related(quiet.span, "the quiet hours are set here").post(id).day(at.date);
                finding.help(format!(
                    "move it before {} or after {}",
                    quiet.from.format("%H:%M"),
                    quiet.to.format("%H:%M")
                ));
                finding.data(json!({ "from": quiet.from.format("%H:%M").to_string(), "to": quiet.to.format("%H:%M").to_string() }));
                if let [channel] = channels.as_slice() {
                    finding.channel(*channel);
                }
            }
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}
