//! `no-owner`: nobody owns a post.

use crate::rules::prelude::*;

declare_rule! {
    /// Nobody owns a post.
    ///
    /// Off unless `[rules]` switches it on: a team of one needs no owners.
    ///
    /// ## Why it matters
    /// What is everybody's is written by nobody.
    ///
    /// Source: the house.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [{ at = 2026-11-23 09:00:00, category = "branded" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [rules]
    /// no-owner = "note"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [{ at = 2026-11-23 09:00:00, category = "branded", owner = "olena" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [people.olena]
    /// name = "Olena Koval"
    ///
    /// [rules]
    /// no-owner = "note"
    /// ```
    pub struct NoOwner { name: "no-owner", group: Workflow, level: Off, scope: Post, since: "0.1.0" }
}

/// Names that the help offers.
const OFFERED: usize = 3;

impl Rule for NoOwner {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let plan = cx.plan;
        let names: Vec<String> =
            plan.people.iter().take(OFFERED).map(|person| format!("\"{}\"", person.key)).collect();
        let help = match names.as_slice() {
            [] => "declare who works on the plan with `[people.name]`, and add `owner = \"name\"`".to_owned(),
            [only] => format!("add `owner = {only}`"),
            several => format!("add `owner = …`, such as {}", several.join(" or ")),
        };
        let switched_on = plan.levels.iter().rev().find(|(name, _)| *name.value == *"no-owner");
        let unowned = cx.posts().filter(|(_, post)| post.owner.is_none() && !post.unread);
        for (id, post) in unowned.filter(|(id, _)| cx.series_before(*id).is_none()) {
            out.report(post.span, format!("nobody owns {}", post.reference()))
                .setting(switched_on.map(|(name, _)| name.span), "the rule is switched on here")
                .help(&*help)
                .post_or_series(id, post);
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}
