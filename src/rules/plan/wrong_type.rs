//! `wrong-type`: a value is of another type than its key wants.

use crate::rules::prelude::*;

declare_rule! {
    /// A value is of another type than its key wants.
    ///
    /// ## Why it matters
    /// A number where a text must stand is mostly a slip: a forgotten pair of quotes, a date written as a sum.
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
    /// category = "branded"
    /// title = 2026
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
    pub struct WrongType { name: "wrong-type", group: Plan, level: Error, scope: Post, since: "0.1.0" }
}

impl Rule for WrongType {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        out.problems(cx.plan, Fault::WrongType);
    }
}
