//! `day-off`: a post goes out on a day off.

use crate::rules::prelude::*;

declare_rule! {
    /// A post goes out on a day off.
    ///
    /// ## Why it matters
    /// Nobody is there to answer what it stirs up; that is what the day off was declared for.
    ///
    /// Source: the plan's settings, `[cadence] days_off`; there are none unless set.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [{ at = 2026-11-29 12:00:00, category = "branded" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [cadence]
    /// days_off = ["sunday"]
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [{ at = 2026-11-28 12:00:00, category = "branded" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [cadence]
    /// days_off = ["sunday"]
    /// ```
    pub struct DayOff { name: "day-off", group: Cadence, level: Warning, scope: Post, since: "0.1.0" }
}

impl Rule for DayOff {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for (id, post) in cx.posts() {
            for at in post.times() {
                let Some(day) = cx.plan.cadence.day_off(at.date) else { continue };
                out.report(at.span, format!("{} is a {}, a day off", at.date, at.date.format("%A")))
                    .related(day.span, "the day off is set here")
                    .help("move it to another day")
                    .post(id)
                    .day(at.date);
            }
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}
