//! `past`: a post should be out by now, and is not published.

use crate::model::{Status, When};
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
    pub struct Past { name: "past", group: Time, level: Warning, scope: Post, since: "0.1.0" }
}

impl Rule for Past {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let Some(today) = cx.today.map(|today| today.on_clocks_of(cx.plan)) else { return };
        for (id, post) in cx.posts().filter(|(_, post)| post.status() != Status::Published) {
            let is_past = |at: When| at.at().map_or(at.date < today.date(), |local| local < today);
            // A post with variants is past where its last placement is.
            if !post.times().all(|at| is_past(at.value)) {
                continue;
            }
            let status = post.status().word();
            let message =
                format!("{} was due on {}, and its status is {status}", post.reference(), post.at.value);
            let finding = out.report(post.at.span, message);
            finding.help("set `status = \"published\"`, or move it, or cancel it").post(id).day(post.at.date);
            if let Some(status) = post.status {
                finding.related(status.span, "its status");
            }
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}
