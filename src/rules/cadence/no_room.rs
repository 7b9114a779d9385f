//! `no-room`: a day has no place left for what nobody planned.

use crate::rules::prelude::*;
use serde_json::json;

declare_rule! {
    /// A day has no place left for what nobody planned.
    ///
    /// It is at its maximum, or has fewer places open than `[cadence] reserve` keeps.
    ///
    /// ## Why it matters
    /// A plan is a guide: the joke of the moment, the news of the hour, the answer to a follower are worth more than what was
    /// planned a week ago, and need a place.
    ///
    /// Source: practice P8.
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
    /// per_day = { min = 1, max = 6 }
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
    /// `posts`: how many, that day. `max`: how many there may be. `reserve`: how many places are to be kept open.
    pub struct NoRoom { name: "no-room", group: Cadence, level: Note, scope: Plan, since: "0.1.0" }
}

impl Rule for NoRoom {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let (plan, cadence) = (cx.plan, &cx.plan.cadence);
        let (most, reserve) = (cadence.max.value as usize, cadence.reserve.value.max(1) as usize);
        for day in cx.calendar.filled_days().filter(|day| cadence.is_working(day.date)) {
            let posts = day.posts.len();
            // More than the maximum is another rule's finding.
            if posts > most || most - posts >= reserve {
                continue;
            }
            let Some(&last) = day.posts.last() else { continue };
            let message = match most - posts {
                0 => format!("{} is full: {posts} of {most} posts", day.date),
                open => format!(
                    "{open} of {most} places open on {}, {reserve} are kept for the unplanned",
                    day.date
                ),
            };
            let set = if cadence.max.span.is_none() {
                "; 12 is the default, `[cadence] per_day` sets it"
            } else {
                ""
            };
            let finding = out.report(plan.post(last).at.span, message);
            finding
                .label("the last post of the day")
                .help(format!("move a post that can wait{set}"))
                .day(day.date);
            finding.data(json!({ "posts": posts, "max": most, "reserve": cadence.reserve.value }));
            finding
                .setting(cadence.reserve.span, "the reserve is set here")
                .setting(cadence.max.span, "the most is set here");
        }
    }
}
