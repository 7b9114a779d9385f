//! `unknown-name`: a name that nothing declares.

use crate::rules::prelude::*;
use std::collections::HashSet;

use crate::diag::{Edit, Fix, closest};
use crate::model::{Name, Post, PostId};
use crate::rules::{Finding, PLANNED, RULES};

declare_rule! {
    /// A name that nothing declares.
    ///
    /// It may be of a channel, category, person, partner, campaign, idea, network, time zone, kind or rule.
    ///
    /// ## Why it matters
    /// A post for a channel that does not exist goes nowhere, and a rule that is set under a misspelt name stays as it was.
    /// A word that is nearly a known kind draws a note only: kinds of your own are fine.
    ///
    /// Source: the plan's format; hledger's strict mode on undeclared accounts.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "brandet"
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
    pub struct UnknownName { name: "unknown-name", group: Plan, level: Error, scope: Post, since: "0.1.0" }
}

impl Rule for UnknownName {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        out.problems(cx.plan, Fault::UnknownName);
        let known = || RULES.iter().map(|rule| rule.info().name).chain(PLANNED.iter().copied());
        let names: HashSet<&str> = known().collect();
        for (name, _) in cx.plan.levels.iter().filter(|(name, _)| !names.contains(&*name.value)) {
            unknown_rule(name, known(), out);
        }
        // The posts of a series share its list.
        let mut seen = HashSet::new();
        let mut is_new =
            |post: &Post| !post.allow.is_empty() && post.series.is_none_or(|series| seen.insert(series));
        for (index, post) in cx.plan.posts.iter().enumerate().filter(|(_, post)| is_new(post)) {
            for name in post.allow.iter().filter(|name| !names.contains(&*name.value)) {
                let finding = unknown_rule(name, known(), out);
                finding.post(PostId::new(index));
            }
        }
    }
}

/// Says that a rule does not exist.
fn unknown_rule<'a>(
    name: &Name,
    known: impl Iterator<Item = &'static str>,
    out: &'a mut Findings<'_>,
) -> &'a mut Finding {
    let near = closest(&name.value, known);
    let finding = out.report(name.span, format!("no rule is called `{name}`"));
    match near {
        Some(near) => {
            // In `[rules]` the name is a bare key, in `allow` a text in quotes.
            let quoted = name.span.range().len() > name.value.len();
            let text = if quoted { format!("\"{near}\"") } else { near.to_owned() };
            let edits = vec![Edit { span: name.span, text }];
            finding
                .help(format!("did you mean `{near}`?"))
                .fix(Fix { title: format!("write `{near}`"), edits })
        }
        None => finding.help("`plan rules` lists them"),
    }
}
