//! `unknown-name`: a name that nothing declares.

use crate::rules::prelude::*;
use std::collections::HashSet;

use crate::diag::{Edit, Fix, closest, shortened};
use crate::model::{Name, Post, PostId};
use crate::rules::{Finding, RULES};

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
        let known: Vec<&str> = RULES.iter().map(|rule| rule.info().name).collect();
        let mut unknown = Unknown { names: known.iter().copied().collect(), known, looks: 0 };
        for (name, _) in &cx.plan.levels {
            let taken = |near: &str| cx.plan.levels.iter().any(|(other, _)| *other.value == *near);
            unknown.judge(name, taken, out);
        }
        // The posts of a series share its list.
        let mut seen = HashSet::new();
        let mut is_new =
            |post: &Post| !post.allow.is_empty() && post.series.is_none_or(|series| seen.insert(series));
        for (index, post) in cx.plan.posts.iter().enumerate().filter(|(_, post)| is_new(post)) {
            for name in &post.allow {
                if let Some(finding) = unknown.judge(name, |_| false, out) {
                    finding.post(PostId::new(index));
                }
            }
        }
    }
}

/// Names of rules that nobody would look for near words of more often than this: the file is no plan.
const MOST: usize = 1000;

/// Tells rules from other words.
struct Unknown {
    names: HashSet<&'static str>,
    known: Vec<&'static str>,
    /// How many near words were looked for.
    looks: usize,
}

impl Unknown {
    /// Says that a rule does not exist; `taken` tells whether the table has a key already.
    fn judge<'a>(
        &mut self,
        name: &Name,
        taken: impl Fn(&str) -> bool,
        out: &'a mut Findings<'_>,
    ) -> Option<&'a mut Finding> {
        if self.names.contains(&*name.value) {
            return None;
        }
        self.looks += 1;
        let near = if self.looks > MOST { None } else { closest(&name.value, self.known.iter().copied()) };
        let finding = out.report(name.span, format!("no rule is called `{}`", shortened(&name.value)));
        let Some(near) = near else { return Some(finding.help("`plan rules` lists them")) };
        finding.help(format!("did you mean `{near}`?"));
        if !taken(near) {
            // In `[rules]` the name is a bare key, in `allow` a text in quotes.
            let quoted = name.span.range().len() > name.value.len();
            let text = if quoted { format!("\"{near}\"") } else { near.to_owned() };
            let edits = vec![Edit { span: name.span, text }];
            finding.fix(Fix { title: format!("write `{near}`"), edits });
        }
        Some(finding)
    }
}
