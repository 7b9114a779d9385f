//! `unused-allow`: an `allow` silences nothing.

use std::collections::HashSet;
use std::ops::Range;

use serde_json::json;

use crate::diag::{Edit, Fix, RuleInfo, Scope};
use crate::model::{Name, Period, PostId, SeriesId};
use crate::rules::prelude::*;
use crate::rules::{Silenced, find_rule};
use crate::text::Span;

declare_rule! {
    /// An `allow` silences nothing.
    ///
    /// ## Why it matters
    /// It outlived the fault that it was for, and would silence the next one of its kind without a word. Rules that did not
    /// run, such as `past` without `--today`, are not counted as silent.
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
    /// ## Data
    /// `rule`: the rule that has nothing to say about the post.
    pub struct UnusedAllow { name: "unused-allow", group: Plan, level: Warning, scope: Plan, since: "0.1.0" }
}

impl Rule for UnusedAllow {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let plan = cx.plan;
        let period = cx.calendar.period;
        // Over a part of the plan, rules that look at several posts may miss the other one.
        let narrowed = period != Period { from: plan.start.value, to: plan.end.value };
        let series_of = |silenced: &Silenced| Some((plan.post(silenced.post).series?, silenced.allow));
        let by_series: HashSet<(SeriesId, usize)> = cx.silenced.iter().filter_map(series_of).collect();
        let mut seen = HashSet::new();
        for (index, post) in plan.posts.iter().enumerate().filter(|(_, post)| !post.allow.is_empty()) {
            let judged = post.counts() && period.holds(post.at.date);
            // The posts of a series share its list.
            if !judged || post.series.is_some_and(|series| !seen.insert(series)) {
                continue;
            }
            let id = PostId::new(index);
            let is_used = |allow: usize| {
                post.series.is_some_and(|series| by_series.contains(&(series, allow)))
                    || cx.silenced.binary_search(&Silenced { post: id, allow }).is_ok()
            };
            let is_unused = |allow: usize| {
                let rule = find_rule(&post.allow[allow].value).filter(|rule| !rule.idles(cx))?;
                let info = rule.info();
                (!(is_used(allow) || narrowed && info.scope == Scope::Plan)).then_some(info)
            };
            let unused: Vec<Option<&RuleInfo>> = (0..post.allow.len()).map(is_unused).collect();
            for (allow, name) in post.allow.iter().enumerate() {
                let Some(rule) = unused[allow] else { continue };
                let what = if post.series.is_some() { "these posts" } else { "this post" };
                let message = format!("nothing about {what} is silenced by `{name}`");
                let finding = out.report(name.span, message).help("drop it").post(id).day(post.at.date);
                finding.data(json!({ "rule": rule.name })).about_rule = Some(rule.name);
                let source = cx.sources.get(name.span.file);
                let before_goes = allow > 0 && unused[allow - 1].is_some();
                if let Some(range) = removal(source.text(), &post.allow, allow, before_goes) {
                    let edits = vec![Edit { span: Span::new(name.span.file, range), text: String::new() }];
                    finding.fix(Fix { title: format!("drop `{name}`"), edits });
                }
            }
        }
    }

    fn waits(&self) -> bool {
        true
    }
}

/// Finds what goes when a name does: the key with it where it is the only one, else the name with a comma beside it.
///
/// Removals of several names of one list do not overlap. There is none where a remark stands in between.
fn removal(text: &str, names: &[Name], index: usize, before_goes: bool) -> Option<Range<usize>> {
    let own = names[index].span.range();
    let after_comma = |end: usize| {
        let rest = text[end..].trim_start();
        rest.strip_prefix(',').map(|rest| text.len() - rest.len())
    };
    let range = match (names.get(index + 1), index.checked_sub(1).map(|before| &names[before])) {
        (None, None) => return whole(text, own),
        (Some(next), _) => own.start..next.span.range().start,
        (None, Some(before)) => match (after_comma(before.span.range().end), after_comma(own.end)) {
            // The last name takes its own comma along; what stands before it stays as it is.
            (Some(start), Some(end)) if !before_goes => start..end,
            (_, Some(end)) => own.start..end,
            (_, None) if before_goes => own.clone(),
            (_, None) => before.span.range().end..own.end,
        },
    };
    let between = [range.start..own.start.max(range.start), own.end.min(range.end)..range.end];
    (!between.into_iter().any(|part| text[part].contains('#'))).then_some(range)
}

/// Finds `allow = ["name"]`: the whole line, or in braces the key with a comma beside it.
fn whole(text: &str, name: Range<usize>) -> Option<Range<usize>> {
    let blank = [' ', '\t'];
    let before = text[..name.start].trim_end();
    let (before, after) = match before.strip_suffix('[') {
        Some(before) => {
            let rest = text[name.end..].trim_start();
            let rest = rest.strip_prefix(',').map_or(rest, str::trim_start);
            (before.trim_end(), rest.strip_prefix(']')?)
        }
        None => (before, &text[name.end..]),
    };
    let before = before.strip_suffix('=')?.trim_end().strip_suffix("allow")?;
    let indented = before.trim_end_matches(blank);
    let rest = after.trim_start_matches(blank);
    let line = rest.find('\n').map_or(rest, |end| &rest[..=end]);
    if indented.ends_with('\n') && (line.trim().is_empty() || line.starts_with('#')) {
        return Some(indented.len()..text.len() - rest.len() + line.len());
    }
    if let Some(kept) = indented.strip_suffix(',') {
        return Some(kept.len()..text.len() - after.len());
    }
    let rest = rest.strip_prefix(',').filter(|_| indented.ends_with('{'))?;
    Some(before.len()..text.len() - rest.trim_start_matches(blank).len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Sources, Spanned};

    /// Takes the names out that are called `x`; all others stay.
    fn without(text: &str) -> Option<String> {
        let file = Sources::new().add("plan.toml", text.to_owned()).expect("a short text");
        let quoted = |word: &str| {
            let starts = text.match_indices(word).map(|(at, _)| at).collect::<Vec<_>>();
            starts
                .into_iter()
                .map(|at| Spanned::new("".into(), Span::new(file, at..at + word.len())))
                .collect()
        };
        let (gone, kept): (Vec<Name>, Vec<Name>) = (quoted("\"x\""), quoted("\"k\""));
        let mut names: Vec<Name> = gone.iter().chain(&kept).cloned().collect();
        names.sort_by_key(|name| name.span.start);
        let goes = |index: usize| gone.contains(&names[index]);
        for index in (0..names.len()).filter(|&index| goes(index)) {
            let mut alone = text.to_owned();
            alone.replace_range(removal(text, &names, index, index > 0 && goes(index - 1))?, "");
            let is_sound = alone.starts_with('{') || alone.parse::<toml::Table>().is_ok();
            assert!(is_sound, "one removal alone leaves {alone}");
        }
        let mut left = text.to_owned();
        let mut floor = text.len();
        for index in (0..names.len()).rev().filter(|&index| goes(index)) {
            let range = removal(text, &names, index, index > 0 && goes(index - 1))?;
            assert!(range.end <= floor, "removals overlap in {text}");
            floor = range.start;
            left.replace_range(range, "");
        }
        Some(left)
    }

    #[test]
    fn names_go_with_their_commas_and_the_last_one_with_its_line() {
        for (written, wanted) in [
            ("a = 1\nallow = [\"x\"]\nb = 2\n", "a = 1\nb = 2\n"),
            ("a = 1\r\n  allow = \"x\"  # for now\r\nb = 2\r\n", "a = 1\r\nb = 2\r\n"),
            ("a = 1\nallow = [\n  \"x\",\n]", "a = 1\n"),
            ("{ a = 1, allow = [\"x\"], b = 2 }", "{ a = 1, b = 2 }"),
            ("{ a = 1, allow = [ \"x\" ] }", "{ a = 1 }"),
            ("{ allow = [\"x\"], a = 1 }", "{ a = 1 }"),
            ("allow = [\"x\", \"k\", \"x\"]", "allow = [\"k\"]"),
            ("allow = [\"k\", \"x\", \"x\"]", "allow = [\"k\", ]"),
            ("allow = [\"x\", \"x\"]", "allow = []"),
            ("allow = [\n  \"x\",\n  \"x\",\n]", "allow = [\n  \n]"),
            ("allow = [\n  \"k\",\n  \"x\",\n]", "allow = [\n  \"k\",\n]"),
            ("allow = [\n  \"k\",\n  \"x\",\n  \"x\",\n]", "allow = [\n  \"k\",\n  \n]"),
        ] {
            assert_eq!(without(written).as_deref(), Some(wanted), "{written}");
        }
        assert_eq!(without("allow = [\"k\", # why\n\"x\"]"), None);
        assert_eq!(without("allow = [ # why\n\"x\"]"), None);
        assert_eq!(without("{ allow = [\"x\"] }"), None);
    }
}
