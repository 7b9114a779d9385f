//! `missing-id`: a post or a series has no id.

use std::collections::{HashMap, HashSet};

use crate::rules::prelude::*;
use serde_json::json;

use crate::diag::{Edit, Fix};
use crate::model::{FreeIds, Post, PostId, SeriesId};
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
        check_series(cx, out);
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
                below(source.text(), post.span, &id)
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

/// Finds where a line with an id goes: behind the line of the header, remark and all, indented as that is.
fn below(text: &str, header: Span, id: &str) -> (u32, String) {
    let line = text[header.range().end..].split('\n').next().unwrap_or_default();
    let line_end = if line.ends_with('\r') { "\r\n" } else { "\n" };
    let before = text[..header.range().start].rsplit('\n').next().unwrap_or_default();
    let indent = before.trim_start_matches('\u{feff}');
    let at = header.range().end + line.trim_end_matches('\r').len();
    (Span::new(header.file, at..at).start, format!("{line_end}{indent}id = {}", quoted(id)))
}

/// A series' posts are called by its id and their day.
fn check_series(cx: &Context<'_>, out: &mut Findings<'_>) {
    let plan = cx.plan;
    let mut taken: HashSet<String> =
        plan.series.iter().filter_map(|series| series.id.as_ref()).map(ToString::to_string).collect();
    if plan.series.iter().all(|series| series.id.is_some()) {
        return;
    }
    let mut firsts: HashMap<SeriesId, &Post> = HashMap::new();
    for post in &plan.posts {
        if let Some(series) = post.series {
            firsts.entry(series).or_insert(post);
        }
    }
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    for (index, series) in plan.series.iter().enumerate().filter(|(_, series)| series.id.is_none()) {
        let finding = out.report(series.span, "a series has no id, and so its posts have none");
        finding.help("add `id = \"…\"`, and never change it");
        let source = cx.sources.get(series.span.file);
        let first = firsts.get(&SeriesId::new(index));
        let Some(first) = first.filter(|_| source.text()[series.span.range()].starts_with('[')) else {
            continue;
        };
        let base = first.kind.as_ref().map_or(plan.category(first.category.value), |kind| &kind.value);
        let mut id = base.to_owned();
        let number = numbers.entry(base).or_insert(1);
        while !taken.insert(id.clone()) {
            *number += 1;
            id = format!("{base}-{number}");
        }
        let (at, text) = below(source.text(), series.span, &id);
        let edit = Edit { span: Span { start: at, end: at, ..series.span }, text };
        finding.fix(Fix { title: format!("add `id = {}`", quoted(&id)), edits: vec![edit] });
    }
}

fn quoted(id: &str) -> String {
    toml::Value::from(id).to_string()
}
