//! `past`: a post should be out by now, and is not published.

use serde_json::json;

use crate::model::{Status, When, clock};
use crate::rules::Today;
use crate::rules::prelude::*;

declare_rule! {
    /// A post should be out by now, and is not published.
    ///
    /// It needs `--today`: a day, or `now`.
    ///
    /// ## Why it matters
    /// Either it was published and the plan does not say so, or it was forgotten.
    ///
    /// Source: the house.
    ///
    /// ## Example
    /// ```toml bad
    /// # today = 2026-11-25
    /// post = [{ at = 2026-11-23 09:30:00, category = "branded" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// ```
    /// ## Use instead
    /// ```toml good
    /// # today = 2026-11-25
    /// post = [{ at = 2026-11-23 09:30:00, category = "branded", status = "published" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// ```
    /// ## Data
    /// `at`: when it was due, local time. `status`: how far it has come.
    pub struct Past { name: "past", group: Time, level: Warning, scope: Post, since: "0.1.0" }
}

impl Rule for Past {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let Some(today) = cx.today else { return };
        let (zone, day) = (cx.plan.timezone.value, today.on_clocks_of(cx.plan).date());
        for (id, post) in cx.posts().filter(|(_, post)| post.status() != Status::Published) {
            let is_past = |at: When| match (today, at.at()) {
                (Today::Now(now), Some(local)) => clock(zone, local).instant() < now,
                (Today::Date(_), _) | (Today::Now(_), None) => at.date < day,
            };
            // A post with variants is past where its last placement is.
            if !cx.plan.times(post).all(|at| is_past(at.value)) {
                continue;
            }
            let status = post.status().word();
            let message =
                format!("{} was due on {}, and its status is {status}", post.reference(), post.at.value);
            let finding = out.report(post.at.span, message);
            let help = if post.series.is_some() {
                "write it as a post of its own, with this id and `status = \"published\"`"
            } else {
                "set `status = \"published\"`, or move it, or cancel it"
            };
            finding.help(help).post(id).day(post.at.date);
            finding.data(json!({ "at": post.at.to_string(), "status": status }));
            if let Some(status) = post.status {
                finding.related(status.span, "its status");
            }
        }
    }

    fn by_post(&self) -> bool {
        true
    }

    fn idles(&self, cx: &Context<'_>) -> bool {
        cx.today.is_none()
    }
}
