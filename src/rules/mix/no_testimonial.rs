//! `no-testimonial`: a plan of two weeks or more has no review by a satisfied customer.

use super::absent;
use crate::rules::prelude::*;

declare_rule! {
    /// A plan of two weeks or more has no review by a satisfied customer.
    ///
    /// Review by a satisfied customer is a post of the kind `review`.
    ///
    /// ## Why it matters
    /// Begin by winning over and encouraging satisfied people: their reviews decide, more than anything that a brand says of itself.
    ///
    /// Source: practice P5.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [{ at = 2026-11-23 09:00:00, category = "branded", kind = "news" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// days = 14
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [{ at = 2026-11-23 09:00:00, category = "branded", kind = "review" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// days = 14
    /// ```
    /// ## Data
    /// `days`: how many days the plan has.
    pub struct NoTestimonial { name: "no-testimonial", group: Mix, level: Note, scope: Plan, since: "0.1.0" }
}

impl Rule for NoTestimonial {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        absent(
            cx,
            "review",
            "review by a satisfied customer",
            "ask a satisfied customer for a few words",
            out,
        );
    }
}
