//! `repeated-hour`: a local time that occurs twice that day.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::model::{Clock, clock};
use crate::rules::prelude::*;

declare_rule! {
    /// A local time that occurs twice that day.
    ///
    /// When daylight saving ends, an hour comes twice: in Kyiv, 03:30 on the last Sunday of October.
    ///
    /// ## Why it matters
    /// Nobody can tell which of the two is meant; the plan takes the first, a scheduler may take the second.
    ///
    /// Source: the IANA time zone database, as the `chrono-tz` crate carries it.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [{ at = 2026-10-25 03:30:00, category = "branded" }]
    ///
    /// [plan]
    /// start = 2026-10-19
    /// timezone = "Europe/Kyiv"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [{ at = 2026-10-25 04:30:00, category = "branded" }]
    ///
    /// [plan]
    /// start = 2026-10-19
    /// timezone = "Europe/Kyiv"
    /// ```
    /// ## Data
    /// `first`, `second`: both instants, UTC.
    pub struct RepeatedHour { name: "repeated-hour", group: Time, level: Warning, scope: Post, since: "0.1.0" }
}

impl Rule for RepeatedHour {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let zone = cx.plan.timezone;
        for (id, post) in cx.posts() {
            for at in cx.plan.times(post) {
                let Some(Clock::Twice(first, second)) = at.at().map(|local| clock(zone.value, local)) else {
                    continue;
                };
                let utc = |instant: DateTime<Utc>| instant.format("%Y-%m-%dT%H:%M:%SZ").to_string();
                let message = format!("{} occurs twice in {}: the clocks go back", at.value, zone.value);
                let finding = out.report(at.span, message);
                finding.help("move it by an hour; the first of the two is taken").post(id).day(at.date);
                finding.data(json!({ "first": utc(first), "second": utc(second) }));
                finding.setting(zone.span, "the zone is set here");
            }
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}
