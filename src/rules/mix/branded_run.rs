//! `branded-run`: more than 2 branded or selling posts follow each other on a channel.

use serde_json::json;

use crate::model::{Mix, Placement};
use crate::rules::prelude::*;

declare_rule! {
    /// More than 2 branded or selling posts follow each other on a channel.
    ///
    /// Branded are posts of the category `branded`, and those of the kinds `sale`, `ad` and `promo` in any category.
    ///
    /// ## Why it matters
    /// Social networks are for people to talk, not for selling: a row of advertising is the best reason to unsubscribe.
    ///
    /// Source: practice P3; the house puts the limit at 2 in a row.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [
    ///   { at = 2026-11-23 08:00:00, category = "branded" },
    ///   { at = 2026-11-23 09:00:00, category = "branded" },
    ///   { at = 2026-11-23 10:00:00, category = "branded" },
    ///   { at = 2026-11-23 11:00:00, category = "functional" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [
    ///   { at = 2026-11-23 08:00:00, category = "branded" },
    ///   { at = 2026-11-23 09:00:00, category = "branded" },
    ///   { at = 2026-11-23 10:00:00, category = "functional" },
    ///   { at = 2026-11-23 11:00:00, category = "branded" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// ```
    /// ## Data
    /// `placements`: how many in a row. `max`: how many there may be.
    pub struct BrandedRun { name: "branded-run", group: Mix, level: Warning, scope: Plan, since: "0.1.0" }
}

/// Most of them in a row.
const MOST: usize = Mix::LONGEST_BRANDED_RUN;

impl Rule for BrandedRun {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let plan = cx.plan;
        let branded = plan.mix.find("branded");
        let sells = |place: &Placement| {
            let post = plan.post(place.post);
            Some(post.category.value) == branded || post.known_kind().is_some_and(|kind| kind.selling)
        };
        for id in plan.channel_ids() {
            let runs = cx.calendar.on(id).chunk_by(|a, b| sells(a) == sells(b)).filter(|run| sells(&run[0]));
            for run in runs {
                let Some(over) = run.get(MOST) else { continue };
                let message = format!(
                    "{} branded posts in a row on {}, at most {MOST}",
                    run.len(),
                    plan.channel(id).label()
                );
                out.report(plan.at(plan.post(over.post), id).span, message)
                    .label("the first one over")
                    .related(plan.at(plan.post(run[0].post), id).span, "the run starts here")
                    .help(format!(
                        "put something useful or cheerful between; {MOST} in a row is the house limit"
                    ))
                    .post(over.post)
                    .channel(id)
                    .day(over.date)
                    .data(json!({ "placements": run.len(), "max": MOST }));
            }
        }
    }
}
