//! `missing-key`: a key that must be there is not.

use crate::rules::prelude::*;

declare_rule! {
    /// A key that must be there is not.
    ///
    /// ## Why it matters
    /// A post without a time cannot be placed, one without a category cannot be counted, a plan without a start has no days.
    ///
    /// Source: the plan's format.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// title = "The shop in Podil opens"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// title = "The shop in Podil opens"
    /// ```
    pub struct MissingKey { name: "missing-key", group: Plan, level: Error, scope: Post, since: "0.1.0" }
}

impl Rule for MissingKey {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        out.problems(cx.plan, Fault::MissingKey);
    }
}
