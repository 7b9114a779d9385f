//! `running-mix-off`: at some moment the published mix strays from its target by more than 3 posts.

use serde_json::json;

use crate::model::{Balance, CategoryId, Plan, PostId, Shares, View, windows};
use crate::rules::prelude::*;

declare_rule! {
    /// At some moment the published mix strays from its target by more than 3 posts.
    ///
    /// After each post of the plan, and of each channel, the number of posts of a category is compared with what its share would
    /// be by then. The finding stands at the post where the gap is widest.
    ///
    /// ## Why it matters
    /// A total says nothing about the order: twelve branded posts on Monday and Tuesday and none after them give a perfect week and
    /// a bad feed. Some order always stays within 1 - 1/(2(k-1)) posts for k categories, 0.75 for three.
    ///
    /// Source: practice P9; Tijdeman 1980, the chairman assignment problem.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [
    ///   { at = 2026-11-23 07:00:00, category = "branded" },
    ///   { at = 2026-11-23 08:00:00, category = "branded" },
    ///   { at = 2026-11-23 09:00:00, category = "branded" },
    ///   { at = 2026-11-23 10:00:00, category = "branded" },
    ///   { at = 2026-11-23 11:00:00, category = "branded" },
    ///   { at = 2026-11-23 12:00:00, category = "functional" },
    ///   { at = 2026-11-23 13:00:00, category = "functional" },
    ///   { at = 2026-11-23 14:00:00, category = "functional" },
    ///   { at = 2026-11-23 15:00:00, category = "functional" },
    ///   { at = 2026-11-23 16:00:00, category = "functional" },
    ///   { at = 2026-11-23 17:00:00, category = "functional" },
    ///   { at = 2026-11-23 18:00:00, category = "emotional" },
    ///   { at = 2026-11-23 19:00:00, category = "emotional" },
    ///   { at = 2026-11-23 20:00:00, category = "emotional" },
    ///   { at = 2026-11-23 21:00:00, category = "emotional" },
    ///   { at = 2026-11-23 22:00:00, category = "emotional" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// days = 1
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [
    ///   { at = 2026-11-23 07:00:00, category = "functional" },
    ///   { at = 2026-11-23 08:00:00, category = "emotional" },
    ///   { at = 2026-11-23 09:00:00, category = "branded" },
    ///   { at = 2026-11-23 10:00:00, category = "functional" },
    ///   { at = 2026-11-23 11:00:00, category = "emotional" },
    ///   { at = 2026-11-23 12:00:00, category = "branded" },
    ///   { at = 2026-11-23 13:00:00, category = "functional" },
    ///   { at = 2026-11-23 14:00:00, category = "emotional" },
    ///   { at = 2026-11-23 15:00:00, category = "branded" },
    ///   { at = 2026-11-23 16:00:00, category = "functional" },
    ///   { at = 2026-11-23 17:00:00, category = "emotional" },
    ///   { at = 2026-11-23 18:00:00, category = "branded" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// days = 1
    /// ```
    /// ## Data
    /// `window`: "plan" or "channel facebook". `gap`: the widest gap, in posts. `category`: where it is. `after`: how many posts are out by
    /// then. `bound`: the gap that some order stays within, in posts.
    pub struct RunningMixOff { name: "running-mix-off", group: Mix, level: Note, scope: Plan, since: "0.1.0" }
}

/// Widest gap that draws no note, in posts.
const WIDEST: i64 = 3;

impl Rule for RunningMixOff {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let plan = cx.plan;
        let streams =
            windows(plan, cx.calendar).into_iter().filter(|window| !matches!(window.view, View::Week(_)));
        for window in streams {
            let stream = window.stream(plan, cx.calendar);
            let shares = &window.shares.value;
            let Some(balance) = Balance::of(shares, stream.iter().map(|&(_, category)| category)) else {
                continue;
            };
            if balance.gap.abs() <= WIDEST * i64::from(shares.total) {
                continue;
            }
            let (post, _) = stream[balance.moment - 1];
            let gap = balance.gap_posts(shares);
            let (category, title) = (plan.category(balance.category), window.title(plan, cx.calendar));
            let side = if balance.ahead { "ahead" } else { "behind" };
            let message = format!(
                "{category} is {} posts {side} after {} of {title}, at most {WIDEST}",
                shown(gap),
                count(balance.moment, "post")
            );
            let span = match window.view {
                View::Channel(channel) => plan.at(plan.post(post), channel).span,
                View::Plan | View::Week(_) => plan.post(post).at.span,
            };
            let finding = out.report(span, message);
            finding.help(way_out(plan, shares, &stream).unwrap_or_else(|| {
                let more = if balance.ahead {
                    "put posts of other categories between".to_owned()
                } else {
                    format!("bring more {category} posts before it")
                };
                format!("spread {category} over all days, or {more}")
            }));
            finding.setting(window.shares.span, "the targets").post(post).day(plan.post(post).at.date);
            finding.data(json!({
                "window": window.key(plan),
                "gap": (gap * 100.0).round() / 100.0,
                "category": category,
                "after": balance.moment,
                "bound": Balance::bound(shares.parts.len()),
            }));
            if let View::Channel(channel) = window.view {
                finding.channel(channel);
            }
        }
    }
}

/// Writes a gap with one decimal, or two where it would else look as though it were the widest allowed.
fn shown(gap: f64) -> String {
    let short = format!("{gap:.1}");
    if short == format!("{WIDEST}.0") { format!("{gap:.2}") } else { short }
}

/// Most swaps that are told: with more, the order is better made anew.
const MOST_SWAPS: usize = 4;

/// Finds swaps after which the stream stays within the widest gap: of each worst moment, the post that brought it about with
/// the next that undoes it. None where a few are not enough.
fn way_out(plan: &Plan, shares: &Shares, stream: &[(PostId, CategoryId)]) -> Option<String> {
    let mut stream = stream.to_vec();
    let mut swaps = Vec::new();
    loop {
        let balance = Balance::of(shares, stream.iter().map(|&(_, category)| category))?;
        if balance.gap <= WIDEST * i64::from(shares.total) {
            return Some(format!("swap the times of {}", swaps.join(", and of ")));
        }
        if swaps.len() == MOST_SWAPS {
            return None;
        }
        let own = |index: &usize| stream[*index].1 == balance.category;
        let (early, late) = (0..balance.moment, balance.moment..stream.len());
        let (early, late) = if balance.ahead {
            (early.rev().find(own)?, late.into_iter().find(|index| !own(index))?)
        } else {
            (early.rev().find(|index| !own(index))?, late.into_iter().find(own)?)
        };
        let name = |index: usize| plan.post(stream[index].0).reference();
        swaps.push(format!("{} and {}", name(early), name(late)));
        stream.swap(early, late);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_is_never_shown_as_the_widest_allowed() {
        assert_eq!((shown(3.03).as_str(), shown(3.2).as_str()), ("3.03", "3.2"));
    }
}
