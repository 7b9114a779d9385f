//! `day-off`: a post goes out on a day off.

use serde_json::json;

use crate::rules::prelude::*;

declare_rule! {
    /// A post goes out on a day off.
    ///
    /// Days are those of the plan's own clocks, also for channels with a zone of their own.
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
    /// ## Data
    /// `weekday`: the day off, in English and in lowercase, as the setting writes it.
    pub struct DayOff { name: "day-off", group: Cadence, level: Warning, scope: Post, since: "0.1.0" }
}

impl Rule for DayOff {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for (id, post) in cx.posts() {
            let mut off = cx.plan.times(post).filter_map(|at| Some((at, cx.plan.cadence.day_off(at.date)?)));
            let Some((at, day)) = off.next() else { continue };
            let weekday = at.date.format("%A").to_string();
            let finding = out.report(at.span, format!("{} is a {weekday}, a day off", at.date));
            finding.related(day.span, "the day off is set here").post(id).day(at.date);
            finding.data(json!({ "weekday": weekday.to_lowercase() }));
            finding.help(if post.series.is_some() {
                "leave the day out of its series with `except`"
            } else {
                "move it to another day"
            });
            for (other, _) in off {
                finding.related(other.span, format!("{} is a day off too", other.date));
            }
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}
