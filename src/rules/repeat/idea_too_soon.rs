//! `idea-too-soon`: an idea is used again before its time.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::json;

use crate::model::{Idea, Plan, PostId};
use crate::rules::prelude::*;
use crate::text::{FileId, Span};

declare_rule! {
    /// An idea is used again before its `repeat_after`, or twice where it may be used once.
    ///
    /// Uses are posts that carry `idea = "…"`, in all plans of a run that draw from the same bank.
    ///
    /// ## Why it matters
    /// An idea that comes back too soon is a repetition, however it is worded.
    ///
    /// Source: the idea's own entry in the bank; evergreen posts rest 45 days in schedulers that know them, August 2026.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [
    ///   { at = 2026-11-23 09:00:00, category = "emotional", idea = "andrii" },
    ///   { at = 2026-11-27 09:00:00, category = "emotional", idea = "andrii" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[idea]]
    /// id = "andrii"
    /// category = "emotional"
    /// title = "Meet Andrii, who roasts our beans"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [{ at = 2026-11-23 09:00:00, category = "emotional", idea = "andrii" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[idea]]
    /// id = "andrii"
    /// category = "emotional"
    /// title = "Meet Andrii, who roasts our beans"
    /// ```
    /// ## Data
    /// `days`: between the two. `repeat_after`: the least; null for an idea that may be used once.
    pub struct IdeaTooSoon { name: "idea-too-soon", group: Repeat, level: Warning, scope: Post, since: "0.1.0" }
}

/// A use of an idea.
#[derive(Clone, Copy)]
struct Use<'a> {
    date: NaiveDate,
    plan: usize,
    post: PostId,
    span: Span,
    idea: &'a Idea,
}

impl Rule for IdeaTooSoon {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let own: HashMap<(FileId, &str), ()> =
            uses(cx.plan, cx.number).map(|used| (key(&used), ())).collect();
        if own.is_empty() {
            return;
        }
        let mut all: HashMap<(FileId, &str), Vec<Use<'_>>> = HashMap::new();
        for (number, (plan, _)) in cx.echoes.plans().iter().enumerate() {
            for used in uses(plan, number).filter(|used| own.contains_key(&key(used))) {
                all.entry(key(&used)).or_default().push(used);
            }
        }
        for uses in all.values_mut() {
            uses.sort_unstable_by_key(|used| (used.date, used.plan, used.post));
            for pair in uses.windows(2) {
                let (before, again) = (pair[0], pair[1]);
                if again.plan == cx.number && cx.calendar.period.holds(again.date) {
                    judge(before, again, out);
                }
            }
        }
    }
}

fn judge(before: Use<'_>, again: Use<'_>, out: &mut Findings<'_>) {
    let days = (again.date - before.date).num_days();
    let least = again.idea.repeat_after;
    if least.is_some_and(|least| days >= i64::from(least.value)) {
        return;
    }
    let name = again.idea.id.as_ref().map_or("", |id| &id.value);
    let after = count(usize::try_from(days).unwrap_or_default(), "day");
    let message = match least {
        Some(least) => format!("the idea `{name}` again after {after}, at least {}", least.value),
        None => format!("the idea `{name}` a second time, after {after}; it may be used once"),
    };
    let finding = out.report(again.span, message);
    finding.related(before.span, "used here before");
    match least {
        Some(least) => {
            finding.related(least.span, "the rest is set here");
            let missing = usize::try_from(i64::from(least.value) - days).unwrap_or_default();
            finding.help(format!("move it by {}, or take another idea", count(missing, "day")));
        }
        None => {
            finding.help("take another idea, or give this one a `repeat_after` in days");
        }
    }
    finding.post(again.post).day(again.date);
    finding.data(json!({ "days": days, "repeat_after": least.map(|least| least.value) }));
}

/// Lists the uses of ideas in a plan, with the ideas of its bank.
fn uses(plan: &Plan, number: usize) -> impl Iterator<Item = Use<'_>> {
    let posts = plan.posts.iter().enumerate().filter(|(_, post)| post.counts());
    posts.filter_map(move |(index, post)| {
        let used = post.details().idea.as_ref()?;
        let idea = &plan.ideas[used.value.id?.index()];
        Some(Use { date: post.at.date, plan: number, post: PostId::new(index), span: used.span, idea })
    })
}

/// Returns what makes an idea the same across plans: its bank and its id.
fn key<'a>(used: &Use<'a>) -> (FileId, &'a str) {
    (used.idea.span.file, used.idea.id.as_ref().map_or("", |id| &id.value))
}
