//! `skipped-hour`: a local time that the clocks skip.

use serde_json::json;

use crate::diag::{Edit, Fix};
use crate::model::{Clock, clock};
use crate::rules::prelude::*;

declare_rule! {
    /// A local time that the clocks skip.
    ///
    /// When daylight saving begins, an hour is missing: in Kyiv, 03:30 on the last Sunday of March does not exist.
    ///
    /// ## Why it matters
    /// Schedulers guess: some publish an hour early, some an hour late, some not at all.
    ///
    /// Source: the IANA time zone database, as the `chrono-tz` crate carries it.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [{ at = 2027-03-28 03:30:00, category = "branded" }]
    ///
    /// [plan]
    /// start = 2027-03-22
    /// timezone = "Europe/Kyiv"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [{ at = 2027-03-28 04:30:00, category = "branded" }]
    ///
    /// [plan]
    /// start = 2027-03-22
    /// timezone = "Europe/Kyiv"
    /// ```
    /// ## Data
    /// `instead`: the same instant on the clocks that are then shown.
    pub struct SkippedHour { name: "skipped-hour", group: Time, level: Error, scope: Post, since: "0.1.0" }
}

impl Rule for SkippedHour {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let zone = cx.plan.timezone;
        for (id, post) in cx.posts() {
            for at in post.times() {
                let Some(Clock::Skipped(instant)) = at.at().map(|local| clock(zone.value, local)) else {
                    continue;
                };
                let instead = instant.with_timezone(&zone.value).naive_local();
                let shown = instead.format("%Y-%m-%d %H:%M:%S");
                let finding = out.report(
                    at.span,
                    format!("{} does not exist in {}: the clocks skip it", at.value, zone.value),
                );
                finding.help(format!("write `{shown}`, the same instant")).post(id).day(at.date);
                finding
                    .data(json!({ "instead": shown.to_string() }))
                    .setting(zone.span, "the zone is set here");
                // A time of a series stands for all its days.
                if post.series.is_none() {
                    let edits = vec![Edit { span: at.span, text: shown.to_string() }];
                    finding.fix(Fix { title: format!("write `{shown}`"), edits });
                }
            }
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}
