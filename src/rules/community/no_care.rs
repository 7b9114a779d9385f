//! `no-care`: a day has posts and no duty.

use chrono::NaiveDate;
use serde_json::json;

use crate::model::{Day, Duty};
use crate::rules::prelude::*;

declare_rule! {
    /// A day has posts and no duty, in a plan that has duties.
    ///
    /// Such days are one finding until the next day that has a duty.
    ///
    /// ## Why it matters
    /// Not content alone matters, but attention to followers: a post that goes out while nobody answers, thanks or cleans out
    /// spam talks to itself.
    ///
    /// Source: practices P4, P18 and P23.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[duty]]
    /// every = ["monday"]
    /// time = 18:00:00
    /// title = "Answer every comment; remove spam"
    ///
    /// [[post]]
    /// at = 2026-11-24 09:00:00
    /// category = "branded"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[duty]]
    /// every = "day"
    /// time = 18:00:00
    /// title = "Answer every comment; remove spam"
    ///
    /// [[post]]
    /// at = 2026-11-24 09:00:00
    /// category = "branded"
    /// ```
    /// ## Data
    /// `days`: how many days have posts and no duty. `posts`: how many posts these are. `from`, `to`: the first and the last of the
    /// days.
    pub struct NoCare { name: "no-care", group: Community, level: Note, scope: Plan, since: "0.1.0" }
}

impl Rule for NoCare {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let plan = cx.plan;
        let mut cared: Vec<NaiveDate> = plan.turns.iter().map(|turn| turn.at.date).collect();
        cared.dedup();
        // Days without care, each with the number of days with care before it.
        let alone = |day: Day<'_>| cared.binary_search(&day.date).err();
        let days: Vec<(usize, Day<'_>)> =
            cx.calendar.filled_days().filter_map(|day| Some((alone(day)?, day))).collect();
        for run in days.chunk_by(|a, b| a.0 == b.0) {
            let [(before, first), ..] = run else { continue };
            let (from, to) = (first.date, run.last().map_or(first.date, |(_, day)| day.date));
            let posts = run.iter().map(|(_, day)| day.posts.len()).sum();
            let message = match run.len() {
                1 => format!("{from} has {} and no duty", count(posts, "post")),
                days => format!("{days} days from {from} to {to} have {posts} posts and no duty"),
            };
            let Some(&post) = first.posts.first() else { continue };
            let finding = out.report(plan.post(post).at.span, message);
            finding.label("the first of the posts").day(from);
            finding.help("let a duty come up then too: somebody should answer, thank and clean out spam");
            finding.data(json!({ "days": run.len(), "posts": posts, "from": from, "to": to }));
            let last = before.checked_sub(1).map(|index| (cared[index], "the last duty before comes up"));
            let next = cared.get(*before).map(|&date| (date, "the next duty comes up"));
            if let Some((date, what)) = last.or(next) {
                let turn = plan.turns.partition_point(|turn| turn.at.date < date);
                let duty = plan.duty(plan.turns[turn].duty);
                finding.related(duty.rhythm.every.span, format!("{what} on {date}"));
            } else if let Some(duty) = plan.duties.iter().find(|duty| duty.counts()) {
                finding.related(duty.rhythm.every.span, "a duty that comes up on no day of the plan");
            }
        }
    }

    fn idles(&self, cx: &Context<'_>) -> bool {
        !cx.plan.duties_whole || !cx.plan.duties.iter().any(Duty::counts)
    }
}
