//! `missing-id`: a post has no id.

use crate::rules::prelude::*;
use std::collections::HashSet;

use crate::diag::{Edit, Fix};
use crate::model::{Post, PostId};
use crate::text::Span;

declare_rule! {
    /// A post has no id.
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
    pub struct MissingId { name: "missing-id", group: Plan, level: Note, scope: Post, since: "0.1.0" }
}

impl Rule for MissingId {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let named = || cx.plan.posts.iter().filter_map(|post| post.id.as_ref()).map(ToString::to_string);
        let mut taken: Option<HashSet<String>> = None;
        for (index, post) in cx.plan.posts.iter().enumerate() {
            if post.id.is_some() || post.series.is_some() || !post.counts() {
                continue;
            }
            let id = free_id(post, taken.get_or_insert_with(|| named().collect()));
            let finding = out.report(post.span, format!("{} has no id", post.reference()));
            finding.post(PostId::new(index)).help(format!("add `id = \"{id}\"`, and never change it"));
            // A header is followed by a line of its own; an inline post begins behind its brace.
            let is_header =
                post.span.range().len() >= "[[post]]".len() && post.at.span.start >= post.span.end;
            let (at, text) = if is_header {
                (post.span.end, format!("\nid = \"{id}\""))
            } else {
                (post.span.start + 1, format!(" id = \"{id}\","))
            };
            let span = Span { start: at, end: at, ..post.span };
            finding.fix(Fix { title: format!("add `id = \"{id}\"`"), edits: vec![Edit { span, text }] });
        }
    }
}

/// Makes an id of the time that no other post has.
fn free_id(post: &Post, taken: &mut HashSet<String>) -> String {
    let time = post
        .at
        .time
        .map_or_else(|| post.at.date.to_string(), |time| format!("{}-{}", post.at.date, time.format("%H%M")));
    let mut id = time.clone();
    let mut number = 2;
    while !taken.insert(id.clone()) {
        id = format!("{time}-{number}");
        number += 1;
    }
    id
}
