//! `no-user-content`: a plan of two weeks or more has no content by followers.

use super::absent;
use crate::rules::prelude::*;

declare_rule! {
    /// A plan of two weeks or more has no content by followers.
    ///
    /// Content by followers is a post of the kind `ugc`.
    ///
    /// ## Why it matters
    /// People come back to a page that shows what they made: a photo, a recipe, a story of theirs.
    ///
    /// Source: practice P19.
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
    /// post = [{ at = 2026-11-23 09:00:00, category = "branded", kind = "ugc" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// days = 14
    /// ```
    /// ## Data
    /// `days`: how many days the plan has.
    pub struct NoUserContent { name: "no-user-content", group: Mix, level: Note, scope: Plan, since: "0.1.0" }
}

impl Rule for NoUserContent {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        absent(cx, "ugc", "content by followers", "ask followers for a photo or a story", out);
    }
}
