//! `too-few-posts`: a day has fewer posts than the plan wants.

use chrono::NaiveDate;
use serde_json::json;

use crate::model::PostId;
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
        let enough = |posts: usize| posts >= min.value as usize;
        let mut empty: Option<Empty> = None;
        let mut before = None;
        for day in cx.calendar.days() {
            if let (false, Some(run)) = (day.posts.is_empty(), empty) {
                run.report(cx, before, out);
                empty = None;
            }
            if !plan.cadence.is_working(day.date) || enough(day.posts.len()) {
                before = day.posts.last().copied().or(before);
                continue;
            }
            match day.posts.first() {
                None => {
                    empty = Some(Empty {
                        first: empty.map_or(day.date, |empty| empty.first),
                        last: day.date,
                        days: empty.map_or(1, |empty| empty.days + 1),
                    });
                }
                Some(&first) => {
                    let (posts, more) = (day.posts.len(), min.value as usize - day.posts.len());
                    let message = format!("{} on {}, at least {}", count(posts, "post"), day.date, min.value);
                    let finding = out.report(plan.post(first).at.span, message);
                    finding
                        .help(advice(more, cx))
                        .day(day.date)
                        .data(json!({ "posts": posts, "min": min.value, "days": 1 }));
                    finding.setting(min.span, "the least is set here");
                }
            }
            before = day.posts.last().copied().or(before);
        }
        if let Some(empty) = empty {
            empty.report(cx, before, out);
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

/// Days without a post that follow each other, days off left out.
#[derive(Clone, Copy)]
struct Empty {
    first: NaiveDate,
    last: NaiveDate,
    days: usize,
}

impl Empty {
    fn report(self, cx: &Context<'_>, before: Option<PostId>, out: &mut Findings<'_>) {
        let (plan, min) = (cx.plan, cx.plan.cadence.min);
        let span = before.map_or(plan.start.span, |post| plan.post(post).at.span);
        let message = if self.days == 1 {
            format!("no post on {}, at least {}", self.first, min.value)
        } else {
            format!(
                "no post on {} days from {} to {}, at least {} a day",
                self.days, self.first, self.last, min.value
            )
        };
        let finding = out.report(span, message);
        finding.label(if before.is_some() { "the last post before" } else { "the plan starts here" });
        finding.help(advice(self.days * min.value as usize, cx)).day(self.first);
        finding.data(json!({ "posts": 0, "min": min.value, "days": self.days }));
        finding.setting(min.span, "the least is set here");
    }
}
