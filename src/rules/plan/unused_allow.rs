//! `unused-allow`: an `allow` silences nothing.

use crate::rules::prelude::*;

use crate::diag::{Edit, Fix};
use crate::model::{Name, PostId};
use crate::rules::{Silenced, find_rule};
use crate::text::Span;

declare_rule! {
    /// An `allow` silences nothing.
    ///
    /// ## Why it matters
    /// It outlived the fault that it was for, and would silence the next one of its kind without a word.
    ///
    /// Source: the house; compilers warn of it for the same reason.
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
    /// title = "The shop in Podil opens"
    /// allow = ["missing-id"]
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
    /// title = "The shop in Podil opens"
    /// ```
    pub struct UnusedAllow { name: "unused-allow", group: Plan, level: Warning, scope: Post, since: "0.1.0" }
}

impl Rule for UnusedAllow {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let posts = cx.plan.posts.iter().enumerate().filter(|(_, post)| !post.allow.is_empty());
        for (index, post) in posts.filter(|(_, post)| post.series.is_none()) {
            let id = PostId::new(index);
            for (allow, name) in post.allow.iter().enumerate() {
                let Some(rule) = find_rule(&name.value) else { continue };
                if cx.silenced.binary_search(&Silenced { post: id, allow }).is_ok() {
                    continue;
                }
                let finding =
                    out.report(name.span, format!("nothing about this post is silenced by `{name}`"));
                finding.post(id).help("drop it").about_rule = Some(rule.info().name);
                if let Some(span) = removal(&post.allow, allow) {
                    let edits = vec![Edit { span, text: String::new() }];
                    finding.fix(Fix { title: format!("drop `{name}`"), edits });
                }
            }
        }
    }

    fn waits(&self) -> bool {
        true
    }
}

/// Finds what goes when one name of several does: the name with the comma beside it.
fn removal(names: &[Name], index: usize) -> Option<Span> {
    let own = names[index].span;
    if let Some(next) = names.get(index + 1) {
        return Some(Span { end: next.span.start, ..own });
    }
    let before = names.get(index.checked_sub(1)?)?;
    Some(Span { start: before.span.end, ..own })
}
