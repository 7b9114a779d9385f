//! `syntax`: the TOML cannot be read there.

use crate::rules::prelude::*;

declare_rule! {
    /// The TOML cannot be read there.
    ///
    /// Every such place is reported, not only the first, and the posts around it are read all the same.
    ///
    /// ## Why it matters
    /// What cannot be read cannot be checked, exported or published. Totals over the rest would lie, so rules that
    /// look at the whole plan wait until the file reads.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category "branded"
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
    /// Source: the TOML specification, 1.0 and 1.1.
    pub struct Syntax { name: "syntax", group: Plan, level: Error, scope: Post, since: "0.1.0" }
}

impl Rule for Syntax {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        out.problems(cx.plan, Fault::Syntax);
    }
}
