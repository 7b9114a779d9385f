//! `mix-off-target`: the mix of a plan, a week or a channel is off target.

use serde_json::json;

use crate::model::{CategoryId, View, Window, windows};
use crate::rules::prelude::*;

declare_rule! {
    /// The mix of a plan, a week or a channel is off target.
    ///
    /// A window is off where a category has both: another whole number of posts would be nearer to its target, and its share
    /// is further from the target than `[mix] tolerance` (5 percentage points unless set). The plan is always judged, and a channel
    /// with shares of its own; a week or another channel from 10 posts on. Cancelled posts do not count.
    ///
    /// ## Why it matters
    /// Who only sells is unfollowed, who only jokes is not remembered. 30 % branded, 35 % functional and 35 % emotional are the
    /// house default; `[mix] shares` sets others. The help gives both cheapest cures: the fewest posts to add, where the
    /// days have room, and the fewest to change.
    ///
    /// Source: practice P9; the nearest in print is the rule of thirds.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [
    ///   { at = 2026-11-23 08:00:00, category = "branded" },
    ///   { at = 2026-11-23 09:00:00, category = "branded" },
    ///   { at = 2026-11-23 10:00:00, category = "branded" },
    ///   { at = 2026-11-23 11:00:00, category = "branded" },
    ///   { at = 2026-11-23 12:00:00, category = "functional" },
    ///   { at = 2026-11-23 13:00:00, category = "emotional" },
    ///   { at = 2026-11-23 14:00:00, category = "emotional" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// days = 1
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [
    ///   { at = 2026-11-23 08:00:00, category = "branded" },
    ///   { at = 2026-11-23 09:00:00, category = "functional" },
    ///   { at = 2026-11-23 10:00:00, category = "emotional" },
    ///   { at = 2026-11-23 11:00:00, category = "branded" },
    ///   { at = 2026-11-23 12:00:00, category = "functional" },
    ///   { at = 2026-11-23 13:00:00, category = "emotional" },
    ///   { at = 2026-11-23 14:00:00, category = "functional" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// days = 1
    /// ```
    /// ## Data
    /// `window`: "plan", a week such as "2026-W48", or "channel facebook". `posts`: how many it has. `categories`: of each
    /// `category`, `posts`, `target_posts`, and `share` and `target` in percent. `add`: the fewest posts to add by category, null where
    /// the days have no room. `change`: the fewest to change, each with `from`, `to` and `posts`.
    pub struct MixOffTarget { name: "mix-off-target", group: Mix, level: Warning, scope: Plan, since: "0.1.0" }
}

impl Rule for MixOffTarget {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for window in windows(cx.plan, cx.calendar) {
            let strays = window.strays(cx.plan).categories;
            if !strays.is_empty() {
                report(cx, &window, &strays, out);
            }
        }
    }
}

fn report(cx: &Context<'_>, window: &Window, strays: &[CategoryId], out: &mut Findings<'_>) {
    let plan = cx.plan;
    let shares = &window.shares.value;
    let posts = window.posts();
    let share = |category: CategoryId| window.counts[category.index()] as f64 * 100.0 / posts as f64;
    let named = strays.iter().enumerate().map(|(index, &category)| {
        let (name, here) = (plan.category(category), window.counts[category.index()]);
        let of = if index == 0 { format!(" of {}", count(posts, "post")) } else { String::new() };
        format!("{name} {here}{of} ({:.0} %, target {} %)", share(category), shares.percent(category))
    });
    let named: Vec<String> = named.collect();
    let title = window.title(plan, cx.calendar);
    let cure = window.cure(plan);

    let span = window.shares.span.or(plan.span).unwrap_or(plan.start.span);
    let finding = out.report(span, format!("{title} is off target: {}", named.join(", ")));
    finding.label(if window.shares.span.is_some() {
        "the targets"
    } else {
        "30/35/35 is the default; `[mix] shares` sets others"
    });
    finding.setting(plan.mix.tolerance.span, "the tolerance is set here");
    finding.help(cure.words(plan));
    finding.data(json!({
        "window": window.key(plan),
        "posts": posts,
        "categories": plan.mix.categories().map(|category| json!({
            "category": plan.category(category),
            "posts": window.counts[category.index()],
            "target_posts": hundredths(shares.percent(category) * posts as f64 / 100.0),
            "share": tenths(share(category)),
            "target": tenths(shares.percent(category)),
        })).collect::<Vec<_>>(),
        "add": cure.add.as_ref().map(|add| plan.mix.categories().filter(|category| add[category.index()] > 0)
            .map(|category| (plan.category(category).to_owned(), json!(add[category.index()])))
            .collect::<serde_json::Map<_, _>>()),
        "change": cure.change.iter().map(|change| json!({
            "from": plan.category(change.from),
            "to": plan.category(change.to),
            "posts": change.posts,
        })).collect::<Vec<_>>(),
    }));
    if let View::Channel(channel) = window.view {
        finding.channel(channel);
    }
}

fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

fn hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}
