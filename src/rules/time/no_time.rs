//! `no-time`: a post that is near has a day but no time.

use crate::rules::prelude::*;
use serde_json::json;

declare_rule! {
    /// A post that is near has a day but no time.
    ///
    /// With `--today`, a bare date at most three days ahead; with `--strict`, any bare date.
    ///
    /// ## Why it matters
    /// A bare date is fine while a week is being planned. The day before, somebody has to know when.
    ///
    /// Source: the house.
    ///
    /// ## Example
    /// ```toml bad
    /// # today = 2026-11-23
    /// post = [{ at = 2026-11-24, category = "branded" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// ```
    /// ## Use instead
    /// ```toml good
    /// # today = 2026-11-23
    /// post = [{ at = 2026-11-24 09:30:00, category = "branded" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// ```
    /// ## Data
    /// `days`: how many days ahead; null without `--today`.
    pub struct NoTime { name: "no-time", group: Time, level: Note, scope: Post, since: "0.1.0" }
}

/// Days ahead at which a post must know its time.
const NEAR: i64 = 3;

impl Rule for NoTime {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let today = cx.today.map(|today| today.on_clocks_of(cx.plan).date());
        for (id, post) in cx.posts() {
            for at in cx.plan.times(post).filter(|at| at.time.is_none()) {
                let days = today.map(|today| (at.date - today).num_days());
                if !cx.strict && days.is_some_and(|days| !(0..=NEAR).contains(&days)) {
                    continue;
                }
                let near = match days {
                    Some(0) => "goes out today".to_owned(),
                    Some(1) => "goes out tomorrow".to_owned(),
                    Some(days @ 2..=NEAR) => format!("goes out in {days} days"),
                    Some(_) | None => format!("goes out on {}", at.date),
                };
                let help = if post.series.is_some() {
                    "give its series a `time`, such as `time = 09:30:00`".to_owned()
                } else {
                    format!("give it one, such as `{} 09:30:00`", at.date)
                };
                out.report(at.span, format!("{} {near} and has no time", post.reference()))
                    .help(help)
                    .post(id)
                    .day(at.date)
                    .data(json!({ "days": days }));
            }
        }
    }

    fn by_post(&self) -> bool {
        true
    }

    fn idles(&self, cx: &Context<'_>) -> bool {
        cx.today.is_none() && !cx.strict
    }
}
