//! `long-silence`: a channel is silent for too many days inside the plan.

use serde_json::json;

use crate::model::{ChannelId, Period, Placement, WorkingDays};
use crate::rules::prelude::*;

declare_rule! {
    /// A channel is silent for too many days inside the plan.
    ///
    /// Days off and blackouts are not counted.
    ///
    /// ## Why it matters
    /// A channel that says nothing for half a week looks dead to whoever opens it.
    ///
    /// Source: the house; 3 days are its default, `[cadence] silence` sets another. Practitioners warn of pauses from a day
    /// to a week (coldsocial, issue 15).
    ///
    /// ## Example
    /// ```toml bad
    /// post = [
    ///   { at = 2026-11-23 12:00:00, category = "branded" },
    ///   { at = 2026-11-29 12:00:00, category = "emotional" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [
    ///   { at = 2026-11-23 12:00:00, category = "branded" },
    ///   { at = 2026-11-26 12:00:00, category = "functional" },
    ///   { at = 2026-11-29 12:00:00, category = "emotional" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// ```
    /// ## Data
    /// `days`: how many days without a placement, days off left out. `max`: how many there may be. `from`, `to`: the first
    /// and the last of them.
    pub struct LongSilence { name: "long-silence", group: Cadence, level: Warning, scope: Plan, since: "0.1.0" }
}

impl Rule for LongSilence {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        if cx.calendar.posts().is_empty() {
            return;
        }
        let working = WorkingDays::of(&cx.plan.cadence);
        let period = cx.calendar.period;
        for channel in cx.plan.channel_ids() {
            let mut from = Some(period.from);
            let mut before = None;
            for (date, day) in cx.calendar.days_on(channel) {
                if let (Some(from), Some(to)) = (from, date.pred_opt()) {
                    let silence = Silence { channel, days: Period { from, to }, before, after: day.first() };
                    silence.judge(cx, &working, out);
                }
                before = day.last();
                from = date.succ_opt();
            }
            if let Some(from) = from {
                let days = Period { from, to: period.to };
                Silence { channel, days, before, after: None }.judge(cx, &working, out);
            }
        }
    }
}

/// Days without a placement on a channel, between two placements or an end of the plan.
struct Silence<'a> {
    channel: ChannelId,
    days: Period,
    before: Option<&'a Placement>,
    after: Option<&'a Placement>,
}

impl Silence<'_> {
    /// Reports a silence that is too long.
    fn judge(&self, cx: &Context<'_>, working: &WorkingDays, out: &mut Findings<'_>) {
        let (plan, max) = (cx.plan, cx.plan.cadence.silence);
        let days = working.count(self.days);
        if days <= max.value as usize {
            return;
        }
        let channel = plan.channel(self.channel);
        let place = |place: &Placement| plan.at(plan.post(place.post), self.channel).span;
        let (name, Period { from, to }) = (channel.label(), self.days);
        let message = if self.before.is_none() && self.after.is_none() {
            format!("{name} is silent for all {days} days, at most {}", max.value)
        } else {
            format!("{name} is silent for {days} days from {from} to {to}, at most {}", max.value)
        };
        let set = if max.span.is_none() { "; 3 is the default, `[cadence] silence` sets it" } else { "" };
        let finding = out.report(self.before.map_or(channel.name.span, place), message);
        finding.help(format!("put a post in between{set}")).channel(self.channel).day(from);
        finding.data(json!({ "days": days, "max": max.value, "from": from, "to": to }));
        if self.before.is_some() {
            finding.label("the last one before");
        }
        if let Some(after) = self.after {
            finding.related(place(after), "the next one");
        }
        finding.setting(max.span, "the most is set here");
    }
}
