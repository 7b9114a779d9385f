//! `no-way-to-take-part`: a week has nothing that people can take part in.

use chrono::Days;
use serde_json::json;

use crate::model::{Period, PostId};
use crate::rules::prelude::*;

declare_rule! {
    /// A week has nothing that people can take part in.
    ///
    /// People take part in posts of the kinds `contest`, `poll`, `question`, `award` and `ugc`. Weeks are counted in sevens from the
    /// plan's first day; the rest of less than four days is not judged, nor a week without posts.
    ///
    /// ## Why it matters
    /// Conversation does not start by itself. A question, a vote, a title for the most active follower start one.
    ///
    /// Source: practice P17.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [
    ///   { at = 2026-11-23 09:00:00, category = "branded" },
    ///   { at = 2026-11-24 09:00:00, category = "functional" },
    ///   { at = 2026-11-25 09:00:00, category = "emotional" },
    ///   { at = 2026-11-26 09:00:00, category = "functional" },
    ///   { at = 2026-11-27 09:00:00, category = "emotional" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [
    ///   { at = 2026-11-23 09:00:00, category = "branded" },
    ///   { at = 2026-11-24 09:00:00, category = "functional" },
    ///   { at = 2026-11-25 09:00:00, category = "emotional", kind = "poll" },
    ///   { at = 2026-11-26 09:00:00, category = "functional" },
    ///   { at = 2026-11-27 09:00:00, category = "emotional" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// ```
    /// ## Data
    /// `posts`: how many the week has.
    pub struct NoWayToTakePart { name: "no-way-to-take-part", group: Mix, level: Note, scope: Plan, since: "0.1.0" }
}

/// Days of a week.
const WEEK: u64 = 7;
/// Fewest days of a rest that is judged as a week.
const LEAST: usize = 4;

impl Rule for NoWayToTakePart {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let plan = cx.plan;
        let period = cx.calendar.period;
        let week_of = |id: &PostId| (plan.post(*id).at.date - period.from).num_days() / 7;
        for posts in cx.calendar.posts().chunk_by(|a, b| week_of(a) == week_of(b)) {
            let weeks = u64::try_from(week_of(&posts[0])).unwrap_or_default();
            let from = period.from + Days::new(weeks * WEEK);
            let week = Period { from, to: from + Days::new(WEEK - 1) }.intersect(period);
            let takes_part = |id: &PostId| plan.post(*id).known_kind().is_some_and(|kind| kind.participation);
            if week.len() < LEAST || posts.iter().any(takes_part) {
                continue;
            }
            let message = format!(
                "none of {} from {} to {} lets people take part",
                count(posts.len(), "post"),
                week.from,
                week.to
            );
            out.report(plan.post(posts[0]).at.span, message)
                .label("the first post of the week")
                .help("give one the kind contest, poll, question, award or ugc")
                .day(week.from)
                .data(json!({ "posts": posts.len() }));
        }
    }
}
