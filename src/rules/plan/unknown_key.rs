//! `unknown-key`: a key that the format does not know.

use crate::rules::prelude::*;

declare_rule! {
    /// A key that the format does not know.
    ///
    /// ## Why it matters
    /// A misspelt key would else be ignored in silence, and the post would go out without its title or to the wrong
    /// channels. Keys of your own have their place under `extra = { … }`, in any table.
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
    /// titel = "The shop in Podil opens"
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
    pub struct UnknownKey { name: "unknown-key", group: Plan, level: Error, scope: Post, since: "0.1.0" }
}

impl Rule for UnknownKey {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        out.problems(cx.plan, Fault::UnknownKey);
    }
}
