//! `long-silence`: a channel is silent for too many days inside the plan.

use chrono::NaiveDate;
use serde_json::json;

use crate::model::{ChannelId, Period, Placement};
use crate::rules::prelude::*;

declare_rule! {
    /// A channel is silent for too many days inside the plan.
    ///
    /// Days off and blackouts are not counted.
    ///
    /// ## Why it matters
    /// A channel that says nothing for half a week looks dead, and its followers are shown less of it afterwards.
    ///
    /// Source: studies of posting pauses; 3 days are the house default, `[cadence] silence` sets it.
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
    /// `days`: how many days without a placement. `max`: how many there may be.
    pub struct LongSilence { name: "long-silence", group: Cadence, level: Warning, scope: Plan, since: "0.1.0" }
}

impl Rule for LongSilence {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        if cx.calendar.posts().is_empty() {
            return;
        }
        for id in cx.plan.channel_ids() {
            let days: Vec<(NaiveDate, &[Placement])> = cx.calendar.days_on(id).collect();
            let period = cx.calendar.period;
            let mut from = Some(period.from);
            let mut before = None;
            for &(date, day) in &days {
                let silence = Period { from: from.unwrap_or(date), to: date.pred_opt().unwrap_or(date) };
                judge(cx, id, silence, before, day.first(), out);
                before = day.last();
                from = date.succ_opt();
            }
            if let Some(from) = from {
                judge(cx, id, Period { from, to: period.to }, before, None, out);
            }
        }
    }
}

/// Reports a silence that is too long, between two placements or an end of the plan.
fn judge(
    cx: &Context<'_>,
    id: ChannelId,
    silence: Period,
    before: Option<&Placement>,
    after: Option<&Placement>,
    out: &mut Findings<'_>,
) {
    let (plan, max) = (cx.plan, cx.plan.cadence.silence);
    if silence.len() <= max.value as usize {
        return;
    }
    let days = silence.days().filter(|&day| plan.cadence.is_working(day)).count();
    if days <= max.value as usize {
        return;
    }
    let channel = plan.channel(id);
    let place = |place: &Placement| plan.at(plan.post(place.post), id).span;
    let span = before.map_or(channel.name.span, place);
    let name = channel.label();
    let message = match (before, after) {
        (None, None) => format!("{name} is silent for all {days} days, at most {}", max.value),
        _ => format!(
            "{name} is silent for {days} days from {} to {}, at most {}",
            silence.from, silence.to, max.value
        ),
    };
    let set = if max.span.is_none() { "; 3 is the default, `[cadence] silence` sets it" } else { "" };
    let finding = out.report(span, message);
    finding.help(format!("put a post in between{set}")).channel(id).day(silence.from);
    finding.data(json!({ "days": days, "max": max.value }));
    if before.is_some() {
        finding.label("the last one before");
    }
    if let Some(after) = after {
        finding.related(place(after), "the next one");
    }
    finding.setting(max.span, "the most is set here");
}
