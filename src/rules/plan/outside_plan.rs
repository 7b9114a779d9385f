//! `outside-plan`: a post is dated before the plan's start or after its end.

use serde_json::json;

use crate::model::PostId;
use crate::rules::prelude::*;

declare_rule! {
    /// A post is dated before the plan's start or after its end.
    ///
    /// ## Why it matters
    /// Such a post is in no calendar and counts in no total: mostly the year or the month is a slip of the finger.
    ///
    /// Source: the plan's format.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[post]]
    /// at = 2026-12-23 09:30:00
    /// category = "branded"
    /// title = "The shop in Podil opens"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// title = "The shop in Podil opens"
    /// ```
    /// ## Data
    /// `start`, `end`: the plan's first and last day.
    pub struct OutsidePlan { name: "outside-plan", group: Plan, level: Error, scope: Post, since: "0.1.0" }
}

impl Rule for OutsidePlan {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let plan = cx.plan;
        // Where start or end could not be read, a date outside of what stands in for it is no fault.
        if !plan.period_known {
            return;
        }
        let (start, end) = (plan.start, plan.end);
        for (index, post) in plan.posts.iter().enumerate().filter(|(_, post)| post.counts()) {
            let times = std::iter::once(post.at).chain(post.variants.iter().filter_map(|variant| variant.at));
            for at in times.filter(|at| at.date < start.value || end.value < at.date) {
                let early = at.date < start.value;
                let (bound, side, word) =
                    if early { (start, "before", "starts") } else { (end, "after", "ends") };
                let message = format!("a post on {} stands {side} the plan {word} on {bound}", at.date);
                out.report(at.span, message)
                    .related(bound.span, format!("the plan {word} on {bound}"))
                    .help("move the post into the plan, or make the plan longer")
                    .post(PostId::new(index))
                    .day(at.date)
                    .data(json!({ "start": start.value, "end": end.value }));
            }
        }
    }
}
