//! `missing-id`: a post or a series has no id.

use crate::rules::prelude::*;
use serde_json::json;

use crate::diag::{Edit, Fix};
use crate::model::{FreeIds, Post, PostId};
use crate::text::Span;

declare_rule! {
    /// A post or a series has no id.
    ///
    /// ## Why it matters
    /// Calendars and hand-overs know a post by its id: without one, a moved post is a new post, and subscribers see it
    /// twice. An id never changes, whatever happens to date and title.
    ///
    /// Source: RFC 5545 on UIDs, and what calendar programs do with them.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// title = "The shop in Podil opens"
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
    /// ## Data
    /// `id`: an id that no other post has, made of the post's time.
    pub struct MissingId { name: "missing-id", group: Plan, level: Note, scope: Post, since: "0.1.0" }
}

impl Rule for MissingId {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let period = cx.calendar.period;
        let is_missing = |post: &Post| {
            post.id.is_none() && post.series.is_none() && post.counts() && period.holds(post.at.date)
        };
        for series in cx.plan.series.iter().filter(|series| series.id.is_none()) {
            out.report(series.span, "a series has no id, and so its posts have none")
                .help("add `id = \"…\"`, and never change it");
        }
        let mut missing = cx.plan.posts.iter().enumerate().filter(|(_, post)| is_missing(post)).peekable();
        if missing.peek().is_none() {
            return;
        }
        let mut ids = FreeIds::of(cx.plan);
        for (index, post) in missing {
            let id = ids.free(post);
            let source = cx.sources.get(post.span.file);
            let is_inline = source.text()[post.span.range()].starts_with('{');
            let (at, text) = if is_inline {
                (post.span.start + 1, format!(" id = \"{id}\","))
            } else {
                let rest = source.text()[post.span.end as usize..].split('\n').next().unwrap_or_default();
                let line_end = if rest.ends_with('\r') { "\r\n" } else { "\n" };
                (post.span.end, format!("{line_end}id = \"{id}\""))
            };
            let edit = Edit { span: Span { start: at, end: at, ..post.span }, text };
            out.report(post.span, format!("{} has no id", post.reference()))
                .help(format!("add `id = \"{id}\"`, and never change it"))
                .fix(Fix { title: format!("add `id = \"{id}\"`"), edits: vec![edit] })
                .post(PostId::new(index))
                .day(post.at.date)
                .data(json!({ "id": id }));
        }
    }
}
