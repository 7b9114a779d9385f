//! `category-run`: more than 3 posts of one category follow each other on a channel.

use serde_json::json;

use crate::model::{Mix, Placement};
use crate::rules::prelude::*;

declare_rule! {
    /// More than 3 posts of one category follow each other on a channel.
    ///
    /// ## Why it matters
    /// Whoever looks in sees one colour only, and thinks that this is all there is.
    ///
    /// Source: practice P9; the house puts the limit at 3 in a row.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [
    ///   { at = 2026-11-23 08:00:00, category = "emotional" },
    ///   { at = 2026-11-23 09:00:00, category = "emotional" },
    ///   { at = 2026-11-23 10:00:00, category = "emotional" },
    ///   { at = 2026-11-23 11:00:00, category = "emotional" },
    ///   { at = 2026-11-23 12:00:00, category = "functional" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [
    ///   { at = 2026-11-23 08:00:00, category = "emotional" },
    ///   { at = 2026-11-23 09:00:00, category = "emotional" },
    ///   { at = 2026-11-23 10:00:00, category = "emotional" },
    ///   { at = 2026-11-23 11:00:00, category = "functional" },
    ///   { at = 2026-11-23 12:00:00, category = "emotional" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// ```
    /// ## Data
    /// `category`: which. `placements`: how many in a row. `max`: how many there may be.
    pub struct CategoryRun { name: "category-run", group: Mix, level: Note, scope: Plan, since: "0.1.0" }
}

/// Most of them in a row.
const MOST: usize = Mix::LONGEST_RUN;

impl Rule for CategoryRun {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let plan = cx.plan;
        let category = |place: &Placement| plan.post(place.post).category.value;
        for id in plan.channel_ids() {
            for run in cx.calendar.on(id).chunk_by(|a, b| category(a) == category(b)) {
                let Some(over) = run.get(MOST) else { continue };
                let (name, channel) = (plan.category(category(over)), plan.channel(id).label());
                let message = format!("{} {name} posts in a row on {channel}, at most {MOST}", run.len());
                out.report(plan.at(plan.post(over.post), id).span, message)
                    .label("the first one over")
                    .related(plan.at(plan.post(run[0].post), id).span, "the run starts here")
                    .help(format!("put something else between; {MOST} in a row is the house limit"))
                    .post(over.post)
                    .channel(id)
                    .day(over.date)
                    .data(json!({ "category": name, "placements": run.len(), "max": MOST }));
            }
        }
    }
}
