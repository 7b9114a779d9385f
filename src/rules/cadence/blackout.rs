//! `blackout`: a post goes out inside a blackout.

use serde_json::json;

use crate::rules::prelude::*;

declare_rule! {
    /// A post goes out inside a blackout.
    ///
    /// Days are those of the plan's own clocks, also for channels with a zone of their own.
    ///
    /// ## Why it matters
    /// On days of mourning, in an election's silence, while a crisis runs, a cheerful post that was planned weeks ago does
    /// more harm than a month of good ones mends.
    ///
    /// Source: the plan's settings, `[cadence] blackout`; there are none unless set.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [{ at = 2026-11-27 12:00:00, category = "emotional" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [cadence]
    /// blackout = [{ from = 2026-11-27, to = 2026-11-28, why = "days of mourning" }]
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [{ at = 2026-11-26 12:00:00, category = "emotional" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [cadence]
    /// blackout = [{ from = 2026-11-27, to = 2026-11-28, why = "days of mourning" }]
    /// ```
    /// ## Data
    /// `from`, `to`: the first and the last day of the blackout. `why`: its reason; null where none is given.
    pub struct Blackout { name: "blackout", group: Cadence, level: Warning, scope: Post, since: "0.1.0" }
}

impl Rule for Blackout {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for (id, post) in cx.posts() {
            let mut dark =
                cx.plan.times(post).filter_map(|at| Some((at, cx.plan.cadence.blackout_on(at.date)?)));
            let Some((at, blackout)) = dark.next() else { continue };
            let (from, to, why) = (blackout.from, blackout.to, blackout.why.as_ref());
            let days = if from == to { format!("of {from}") } else { format!("from {from} to {to}") };
            let reason = why.map_or_else(String::new, |why| format!(" ({why})"));
            let finding = out.report(at.span, format!("{} lies in the blackout {days}{reason}", at.date));
            finding.related(blackout.span, "the blackout is set here").post(id).day(at.date);
            finding.data(json!({ "from": from, "to": to, "why": why.map(|why| &*why.value) }));
            finding.help(if post.series.is_some() {
                "leave the day out of its series with `except`"
            } else {
                "move it to another day, or cancel it"
            });
            for (other, _) in dark {
                finding.related(other.span, format!("{} is blacked out too", other.date));
            }
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}
