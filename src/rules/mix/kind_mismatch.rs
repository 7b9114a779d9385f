//! `kind-mismatch`: a post of a known kind stands in another category than its kind's own.

use crate::rules::prelude::*;
use serde_json::json;

declare_rule! {
    /// A post of a known kind stands in another category than its kind's own.
    ///
    /// `plan kinds` lists the kinds with their category; `[kinds]` sets others. Kinds that nobody knows are not judged, nor those whose
    /// category the plan's mix does not have.
    ///
    /// ## Why it matters
    /// A joke that is counted as branded makes the mix look right while the feed is not.
    ///
    /// Source: practice P9.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [{ at = 2026-11-23 09:00:00, category = "branded", kind = "joke" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [{ at = 2026-11-23 09:00:00, category = "emotional", kind = "joke" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// ```
    /// ## Data
    /// `kind`, `category`: the post's. `expected`: the category that the kind belongs to.
    pub struct KindMismatch { name: "kind-mismatch", group: Mix, level: Warning, scope: Post, since: "0.1.0" }
}

impl Rule for KindMismatch {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let plan = cx.plan;
        for (id, post) in cx.posts().filter(|(_, post)| !post.partial) {
            let Some(kind) = &post.kind else { continue };
            let Some(expected) = plan.category_of_kind(&kind.value).filter(|&own| own != post.category.value)
            else {
                continue;
            };
            let (category, expected) = (plan.category(post.category.value), plan.category(expected));
            let mapped = plan.kinds.iter().find(|(name, _)| name.value == kind.value);
            out.report(kind.span, format!("a post of kind `{kind}` is {expected}, not {category}"))
                .related(post.category.span, "its category")
                .setting(mapped.map(|(_, category)| category.span), "the kind's category is set here")
                .help(format!(
                    "make it {expected}, give it another kind, or set `[kinds] {kind} = \"{category}\"`"
                ))
                .post(id)
                .data(json!({ "kind": kind.value, "category": category, "expected": expected }));
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}
