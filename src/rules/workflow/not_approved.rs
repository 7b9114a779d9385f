//! `not-approved`: a post goes out soon, and nobody has approved it.

use chrono::{NaiveTime, TimeDelta};
use serde_json::json;

use crate::model::{Status, When, clock};
use crate::rules::Today;
use crate::rules::prelude::*;

declare_rule! {
    /// A post goes out in less than 48 hours and is not approved.
    ///
    /// It needs `--today`: a day, which counts from its midnight, or `now`. A post with a day but no time counts from the midnight
    /// of its day. What should be out already is the rule `past`'s business.
    ///
    /// ## Why it matters
    /// What is approved in the last minute is approved unread, or goes out late.
    ///
    /// Source: the house.
    ///
    /// ## Example
    /// ```toml bad
    /// # today = 2026-11-23
    /// post = [{ at = 2026-11-24 09:30:00, category = "branded", status = "review" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// ```
    /// ## Use instead
    /// ```toml good
    /// # today = 2026-11-23
    /// post = [{ at = 2026-11-24 09:30:00, category = "branded", status = "approved" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// ```
    /// ## Data
    /// `hours`: whole hours that are left. `min`: how many there should be. `at`: when it goes out, local time. `status`: how far it has
    /// come.
    pub struct NotApproved { name: "not-approved", group: Workflow, level: Warning, scope: Post, since: "0.1.0" }
}

/// Hours before publishing from which on a post must be approved.
const NEAR: i64 = 48;

impl Rule for NotApproved {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let Some(today) = cx.today else { return };
        let (plan, zone) = (cx.plan, cx.plan.timezone.value);
        let local = today.on_clocks_of(plan);
        let now = match today {
            Today::Date(_) => clock(zone, local).instant(),
            Today::Now(now) => now,
        };
        // How long until then; none where that is past.
        let left = |at: When| {
            let start = at.date.and_time(at.time.unwrap_or(NaiveTime::MIN));
            let left = clock(zone, start).instant() - now;
            if at.time.is_none() && at.date == local.date() {
                return Some(left.max(TimeDelta::zero()));
            }
            (left >= TimeDelta::zero()).then_some(left)
        };
        let is_open = |status| matches!(status, Status::Draft | Status::Review);
        for (id, post) in cx.posts().filter(|(_, post)| is_open(post.status()) && !post.unread) {
            let next = plan.times(post).filter_map(|at| Some((left(at.value)?, at)));
            let Some((left, at)) = next.min_by_key(|(left, _)| *left) else { continue };
            if left >= TimeDelta::hours(NEAR) {
                continue;
            }
            let (hours, status) = (left.num_hours(), post.status().word());
            let soon = match (hours, at.time) {
                (0, None) => "today".to_owned(),
                (0, Some(_)) => "in less than an hour".to_owned(),
                (hours, _) => format!("in {}", count(usize::try_from(hours).unwrap_or_default(), "hour")),
            };
            let name = post.reference();
            let message = format!("{name} goes out {soon}, on {}, and its status is {status}", at.value);
            let finding = out.report(at.span, message);
            finding.setting(post.status.map(|status| status.span), "its status").post(id).day(at.date);
            finding.help(if post.series.is_some() {
                "write it as a post of its own, with this id and `status = \"approved\"`"
            } else {
                "let somebody read it and set `status = \"approved\"`, or move it"
            });
            finding.data(json!({ "hours": hours, "min": NEAR, "at": at.to_string(), "status": status }));
        }
    }

    fn by_post(&self) -> bool {
        true
    }

    fn idles(&self, cx: &Context<'_>) -> bool {
        cx.today.is_none()
    }
}
