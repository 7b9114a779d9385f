//! `duplicate-id`: two posts, series, ideas or duties share an id.

use crate::rules::prelude::*;

declare_rule! {
    /// Two posts, series, ideas or duties share an id.
    ///
    /// ## Why it matters
    /// Calendars and hand-overs know a post by its id alone: of two with one id, subscribers see one.
    ///
    /// Source: the plan's format; RFC 5545 on UIDs.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[post]]
    /// id = "opening"
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    ///
    /// [[post]]
    /// id = "opening"
    /// at = 2026-11-24 09:30:00
    /// category = "emotional"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[post]]
    /// id = "opening"
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    ///
    /// [[post]]
    /// id = "opening-photos"
    /// at = 2026-11-24 09:30:00
    /// category = "emotional"
    /// ```
    pub struct DuplicateId { name: "duplicate-id", group: Plan, level: Error, scope: Post, since: "0.1.0" }
}

impl Rule for DuplicateId {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        out.problems(cx.plan, Fault::DuplicateId);
    }
}
