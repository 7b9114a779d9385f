//! `bad-value`: a value is of the right type, but cannot be.

use crate::rules::prelude::*;

declare_rule! {
    /// A value is of the right type, but cannot be.
    ///
    /// ## Why it matters
    /// Shares that do not sum to 100, a plan that ends before it starts, a status that nobody knows: each would make
    /// everything that is computed from it wrong.
    ///
    /// Source: the plan's format.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    /// end = 2026-11-22
    /// ```
    /// ## Use instead
    /// ```toml good
    /// [plan]
    /// start = 2026-11-23
    /// end = 2026-11-29
    /// ```
    pub struct BadValue { name: "bad-value", group: Plan, level: Error, scope: Post, since: "0.1.0" }
}

impl Rule for BadValue {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        out.problems(cx.plan, Fault::BadValue);
    }
}
