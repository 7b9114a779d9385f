//! `too-few-posts`: a day has fewer posts than the plan wants.

use serde_json::json;

use crate::model::{Period, PostId, WorkingDays};
use crate::rules::prelude::*;

declare_rule! {
    /// A day has fewer posts than the plan wants.
    ///
    /// Posts count once, on however many channels they go out. Days off and blackouts are not judged. Days without any post
    /// that follow each other are one finding.
    ///
    /// ## Why it matters
    /// Followers of a newsroom or a brand look in every day; who is silent is forgotten. 6 to 12 posts a day over all channels
    /// are the house default; a smaller team sets its own with `[cadence] per_day`.
    ///
    /// Source: practice P10, for mass media.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [
    ///   { at = 2026-11-23 09:00:00, category = "branded" },
    ///   { at = 2026-11-23 11:00:00, category = "functional" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// days = 1
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [
    ///   { at = 2026-11-23 09:00:00, category = "branded" },
    ///   { at = 2026-11-23 11:00:00, category = "functional" },
    ///   { at = 2026-11-23 13:00:00, category = "emotional" },
    ///   { at = 2026-11-23 15:00:00, category = "functional" },
    ///   { at = 2026-11-23 17:00:00, category = "emotional" },
    ///   { at = 2026-11-23 19:00:00, category = "branded" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// days = 1
    /// ```
    /// ## Data
    /// `posts`: how many, a day. `min`: how many are wanted. `days`: how many such days follow each other.
    pub struct TooFewPosts { name: "too-few-posts", group: Cadence, level: Warning, scope: Plan, since: "0.1.0" }
}

impl Rule for TooFewPosts {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let (plan, min) = (cx.plan, cx.plan.cadence.min);
        if min.value == 0 {
            return;
        }
        let working = WorkingDays::of(&plan.cadence);
        let period = cx.calendar.period;
        let mut from = Some(period.from);
        let mut before = None;
        // Empty days are looked at span by span: a plan may be a thousand years long and nearly empty.
        for day in cx.calendar.filled_days() {
            if let (Some(from), Some(to)) = (from, day.date.pred_opt()) {
                empty(cx, &working, Period { from, to }, before, out);
            }
            from = day.date.succ_opt();
            before = day.posts.last().copied();
            let (posts, Some(&first)) = (day.posts.len(), day.posts.first()) else { continue };
            let Some(more) = (min.value as usize).checked_sub(posts).filter(|&more| more > 0) else {
                continue;
            };
            if !working.holds(day.date) {
                continue;
            }
            let message = format!("{} on {}, at least {}", count(posts, "post"), day.date, min.value);
            out.report(plan.post(first).at.span, message)
                .setting(min.span, "the least is set here")
                .help(advice(more, cx))
                .day(day.date)
                .data(json!({ "posts": posts, "min": min.value, "days": 1 }));
        }
        if let Some(from) = from {
            empty(cx, &working, Period { from, to: period.to }, before, out);
        }
    }
}

fn advice(more: usize, cx: &Context<'_>) -> String {
    let set = if cx.plan.cadence.min.span.is_none() {
        "; 6 is the default, `[cadence] per_day` sets it"
    } else {
        ""
    };
    format!("add {more} or more{set}")
}

/// Reports days without a post that follow each other, days off left out.
fn empty(
    cx: &Context<'_>,
    working: &WorkingDays,
    period: Period,
    before: Option<PostId>,
    out: &mut Findings<'_>,
) {
    let (plan, min) = (cx.plan, cx.plan.cadence.min);
    let (Some(first), Some(last)) = (working.first(period), working.last(period)) else { return };
    let days = working.count(period);
    let message = if days == 1 {
        format!("no post on {first}, at least {}", min.value)
    } else {
        format!("no post on {days} days from {first} to {last}, at least {} a day", min.value)
    };
    let span = before.map_or(plan.start.span, |post| plan.post(post).at.span);
    out.report(span, message)
        .label(if before.is_some() { "the last post before" } else { "the plan starts here" })
        .setting(min.span, "the least is set here")
        .help(advice(days.saturating_mul(min.value as usize), cx))
        .day(first)
        .data(json!({ "posts": 0, "min": min.value, "days": days }));
}
