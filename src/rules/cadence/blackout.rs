//! `blackout`: a post goes out inside a blackout.

use crate::rules::prelude::*;

declare_rule! {
    /// A post goes out inside a blackout.
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
    pub struct Blackout { name: "blackout", group: Cadence, level: Warning, scope: Post, since: "0.1.0" }
}

impl Rule for Blackout {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for (id, post) in cx.posts() {
            for at in post.times() {
                let Some(blackout) = cx.plan.cadence.blackout_on(at.date) else { continue };
                let days = if blackout.from == blackout.to {
                    format!("of {}", blackout.from)
                } else {
                    format!("from {} to {}", blackout.from, blackout.to)
                };
                let why = blackout.why.as_ref().map_or_else(String::new, |why| format!(" ({why})"));
                out.report(at.span, format!("{} lies in the blackout {days}{why}", at.date))
                    .related(blackout.span, "the blackout is set here")
                    .help("move it to another day, or cancel it")
                    .post(id)
                    .day(at.date);
            }
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}
