//! `too-many-posts`: a day has more posts than the plan wants.

use crate::rules::prelude::*;
use serde_json::json;

declare_rule! {
    /// A day has more posts than the plan wants.
    ///
    /// Posts count once, on however many channels they go out. Days off and blackouts are not judged.
    ///
    /// ## Why it matters
    /// Past a dozen a day, posts compete with each other, and followers mute what floods them.
    ///
    /// Source: practice P10, for mass media.
    ///
    /// ## Example
    /// ```toml bad
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
    ///
    /// [cadence]
    /// per_day = { min = 1, max = 4 }
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
    /// `posts`: how many, that day. `max`: how many there may be.
    pub struct TooManyPosts { name: "too-many-posts", group: Cadence, level: Warning, scope: Plan, since: "0.1.0" }
}

impl Rule for TooManyPosts {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let (plan, max) = (cx.plan, cx.plan.cadence.max);
        let most = max.value as usize;
        for day in cx.calendar.filled_days().filter(|day| plan.cadence.is_working(day.date)) {
            let Some(&over) = day.posts.get(most) else { continue };
            let posts = day.posts.len();
            let set =
                if max.span.is_none() { "; 12 is the default, `[cadence] per_day` sets it" } else { "" };
            let finding =
                out.report(plan.post(over).at.span, format!("{posts} posts on {}, at most {most}", day.date));
            finding
                .label("the first one over")
                .help(format!("move or drop {}{set}", posts - most))
                .post(over)
                .day(day.date);
            finding.data(json!({ "posts": posts, "max": most })).setting(max.span, "the most is set here");
        }
    }
}
