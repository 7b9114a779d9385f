//! `crowded`: two placements on a channel stand closer than its gap.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::model::{Placement, Setting};
use crate::rules::prelude::*;

declare_rule! {
    /// Two placements on a channel stand closer than its gap.
    ///
    /// The gap is the channel's own, else `[cadence] gap`, else 30 minutes.
    ///
    /// ## Why it matters
    /// The second post pushes the first down before it was seen, and some schedulers hold back posts that follow too
    /// soon.
    ///
    /// Source: SMQueue's support pages on pauses between posts, X 7 minutes, Facebook 45, others 30; read August 2026.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [
    ///   { at = 2026-11-23 09:00:00, category = "branded" },
    ///   { at = 2026-11-23 09:10:00, category = "emotional" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [
    ///   { at = 2026-11-23 09:00:00, category = "branded" },
    ///   { at = 2026-11-23 09:30:00, category = "emotional" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// ```
    /// ## Data
    /// `minutes`: between the two. `gap`: the least, in minutes.
    pub struct Crowded { name: "crowded", group: Cadence, level: Warning, scope: Plan, since: "0.1.0" }
}

impl Rule for Crowded {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let plan = cx.plan;
        for (id, channel) in plan.channel_ids().map(|id| (id, plan.channel(id))) {
            let own = channel.gap.map(|gap| Setting::set(gap.value, gap.span));
            let gap = own.unwrap_or(plan.cadence.gap);
            let timed = cx.calendar.on(id).iter().filter_map(|place| Some((place, place.instant?)));
            let mut before: Option<(&Placement, DateTime<Utc>)> = None;
            for (place, instant) in timed {
                let last = before.replace((place, instant));
                let Some((last, minutes)) = last.map(|(last, then)| (last, (instant - then).num_minutes()))
                else {
                    continue;
                };
                if minutes >= i64::from(gap.value) {
                    continue;
                }
                let (post, other) = (plan.post(place.post), plan.post(last.post));
                let name = channel.label();
                let message = format!(
                    "{} after {} on {name}, at least {}",
                    count_minutes(minutes),
                    other.reference(),
                    gap.value
                );
                let set =
                    if gap.span.is_none() { "; 30 is the default, `[cadence] gap` sets it" } else { "" };
                let finding = out.report(plan.at(post, id).span, message);
                finding
                    .related(plan.at(other, id).span, "the one before")
                    .setting(gap.span, "the gap is set here");
                finding.help(format!("move one by {}{set}", count_minutes(i64::from(gap.value) - minutes)));
                finding.post(place.post).channel(id).day(place.date);
                finding.data(json!({ "minutes": minutes, "gap": gap.value }));
            }
        }
    }
}

fn count_minutes(minutes: i64) -> String {
    count(usize::try_from(minutes).unwrap_or_default(), "minute")
}
