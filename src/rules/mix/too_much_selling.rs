//! `too-much-selling`: more than 20 % of the plan sells.

use serde_json::json;

use crate::model::{Mix, PostId};
use crate::rules::prelude::*;
use crate::text::Span;

declare_rule! {
    /// More than 20 % of the plan sells.
    ///
    /// Posts of the kinds `sale`, `ad` and `promo` sell. A single one is never too much.
    ///
    /// ## Why it matters
    /// Many advertising messages give people a reason to unsubscribe.
    ///
    /// Source: practice P3; a fifth is the house limit.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [
    ///   { at = 2026-11-23 08:00:00, category = "branded", kind = "sale" },
    ///   { at = 2026-11-23 09:00:00, category = "branded", kind = "promo" },
    ///   { at = 2026-11-23 10:00:00, category = "functional", kind = "tip" },
    ///   { at = 2026-11-23 11:00:00, category = "functional", kind = "faq" },
    ///   { at = 2026-11-23 12:00:00, category = "emotional", kind = "photo" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [
    ///   { at = 2026-11-23 08:00:00, category = "branded", kind = "sale" },
    ///   { at = 2026-11-23 09:00:00, category = "branded", kind = "event" },
    ///   { at = 2026-11-23 10:00:00, category = "functional", kind = "tip" },
    ///   { at = 2026-11-23 11:00:00, category = "functional", kind = "faq" },
    ///   { at = 2026-11-23 12:00:00, category = "emotional", kind = "photo" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// ```
    /// ## Data
    /// `selling`: how many posts sell. `posts`: how many there are. `max`: how many may sell.
    pub struct TooMuchSelling { name: "too-much-selling", group: Mix, level: Warning, scope: Plan, since: "0.1.0" }
}

impl Rule for TooMuchSelling {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let plan = cx.plan;
        let posts = cx.calendar.posts();
        let kind = |id: &PostId| {
            let post = plan.post(*id);
            post.kind
                .as_ref()
                .filter(|_| post.known_kind().is_some_and(|kind| kind.selling))
                .map(|kind| kind.span)
        };
        let selling: Vec<Span> = posts.iter().filter_map(kind).collect();
        let most = Mix::most_selling(posts.len());
        let Some(&over) = selling.get(most) else { return };
        let share = selling.len() as f64 * 100.0 / posts.len() as f64;
        let message =
            format!("{} of {} sell ({share:.1} %), at most 20 %", selling.len(), count(posts.len(), "post"));
        out.report(over, message)
            .label("the first one over")
            .related(selling[0], "the first that sells")
            .help(format!(
                "make {} of them something else than `sale`, `ad` or `promo`",
                selling.len() - most
            ))
            .data(json!({ "selling": selling.len(), "posts": posts.len(), "max": most }));
    }
}
