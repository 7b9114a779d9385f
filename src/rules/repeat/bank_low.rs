//! `bank-low`: the ideas of a category cover less than seven days of its places.

use serde_json::json;

use crate::model::{Pace, Plan, Uses, WEEK};
use crate::rules::prelude::*;
use crate::text::{FileId, Span};

declare_rule! {
    /// The ideas of a category cover less than seven days of its places, after what is used.
    ///
    /// What is needed is counted from the first day that lacks a post: inside a plan that is not finished, else behind its end. A finished plan
    /// goes on at the pace it has; an unfinished one is expected to bring what its slots and `[cadence]` say. Of several plans that draw from one
    /// bank, the last is looked at.
    ///
    /// ## Why it matters
    /// A bank that runs dry is noticed on the day when a post is missing, and what is written then is filler.
    ///
    /// Source: the house; the mix itself is practice P9.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [
    ///   { at = 2026-11-23 09:00:00, category = "branded", idea = "shop" },
    ///   { at = 2026-11-23 12:00:00, category = "functional" },
    ///   { at = 2026-11-23 15:00:00, category = "emotional" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// days = 1
    ///
    /// [cadence]
    /// per_day = { min = 3, max = 6 }
    ///
    /// [[idea]]
    /// id = "shop"
    /// category = "branded"
    /// title = "The shop in Podil opens"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [
    ///   { at = 2026-11-23 09:00:00, category = "branded", idea = "shop" },
    ///   { at = 2026-11-23 12:00:00, category = "functional" },
    ///   { at = 2026-11-23 15:00:00, category = "emotional" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// days = 1
    ///
    /// [cadence]
    /// per_day = { min = 3, max = 6 }
    ///
    /// [[idea]]
    /// id = "shop"
    /// category = "branded"
    /// title = "What is new on the shelf"
    /// repeat_after = 1
    ///
    /// [[idea]]
    /// id = "tip"
    /// category = "functional"
    /// title = "A tip for the day"
    /// repeat_after = 1
    ///
    /// [[idea]]
    /// id = "hello"
    /// category = "emotional"
    /// title = "Good morning, Podil"
    /// repeat_after = 1
    ///
    /// [[idea]]
    /// id = "guests"
    /// category = "emotional"
    /// title = "Guests of the day"
    /// repeat_after = 2
    ///
    /// [[idea]]
    /// id = "question"
    /// category = "functional"
    /// title = "A question of the day, answered"
    /// repeat_after = 2
    /// ```
    /// ## Data
    /// `category`. `from`: the first day that needs a post. `days`: 7. `posts`: how many these days need. `ideas`: for how many of them there is an
    /// idea.
    pub struct BankLow { name: "bank-low", group: Repeat, level: Note, scope: Plan, since: "0.1.0" }
}

impl Rule for BankLow {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let plan = cx.plan;
        let Some(place) = place(plan).filter(|_| plan.bank_whole && plan.period_known && is_last(cx)) else {
            return;
        };
        let Some(pace) = Pace::of(plan, plan.start.value) else { return };
        let uses = Uses::of(cx.echoes.plans().iter().map(|(plan, _)| plan));
        for category in plan.mix.categories() {
            let Some(need) = pace.need(plan, &uses, category).filter(|need| need.fed < need.places) else {
                continue;
            };
            let name = plan.category(category);
            let (posts, from) = (count(need.places, "post"), need.from);
            let message = match need.fed {
                0 => format!("{name}: no idea left for {WEEK} days from {from} that need {posts}"),
                fed => format!("{name}: ideas for {fed} of the {posts} that {WEEK} days from {from} need"),
            };
            let ideas = match need.places - need.fed {
                1 => format!("1 more {name} idea"),
                missing => format!("{missing} more {name} ideas"),
            };
            let finding = out.report(place, message);
            finding.help(format!("write {ideas}, or let some come back with `repeat_after`"));
            finding.data(json!({
                "category": name,
                "from": from,
                "days": WEEK,
                "posts": need.places,
                "ideas": need.fed,
            }));
        }
    }
}

/// Returns where the plan gets its ideas from: the first bank that it names, else its own first idea.
fn place(plan: &Plan) -> Option<Span> {
    let bank = plan.banks.first().map(|bank| bank.name.span);
    bank.or_else(|| plan.ideas.first().map(|idea| idea.span))
}

/// Returns whether no other plan of the run that draws from one of the same files ends later.
fn is_last(cx: &Context<'_>) -> bool {
    let own = files(cx.plan);
    let rank = |number: usize, plan: &Plan| (plan.end.value, number);
    let mine = rank(cx.number, cx.plan);
    let mut later =
        cx.echoes.plans().iter().enumerate().filter(|(number, (plan, _))| rank(*number, plan) > mine);
    !later.any(|(_, (plan, _))| files(plan).iter().any(|file| own.contains(file)))
}

/// Lists the files that a plan draws ideas from, besides itself.
fn files(plan: &Plan) -> Vec<FileId> {
    plan.banks.iter().filter_map(|bank| bank.file).collect()
}
