//! `near-duplicate`: nearly the same text on a channel within 30 days.

use serde_json::json;

use super::echoes::NEAR_DAYS;
use crate::rules::prelude::*;

declare_rule! {
    /// Nearly the same text goes out on a channel within 30 days.
    ///
    /// Nearly means that nine in ten groups of three words are the same; case, punctuation, links and hashtags make no
    /// difference. All plans of a run are looked at together.
    ///
    /// ## Why it matters
    /// Followers notice what they have read already, and some networks show it to fewer people.
    ///
    /// Source: the house; schedulers that look for such texts, August 2026.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [
    ///   { at = 2026-11-23 09:00:00, category = "branded", text = "Every Monday our barista Andrii roasts twenty kilos of beans from Ethiopia, and you may watch him from the bar with a cup of what he roasted last week" },
    ///   { at = 2026-11-28 09:00:00, category = "branded", text = "Every Monday our barista Andrii roasts twenty kilos of beans from Ethiopia, and you may watch him from the bar with a cup of what he roasted last year" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [
    ///   { at = 2026-11-23 09:00:00, category = "branded", text = "Every Monday our barista Andrii roasts twenty kilos of beans from Ethiopia, and you may watch him from the bar" },
    ///   { at = 2026-11-28 09:00:00, category = "branded", text = "Andrii roasts again on Monday: this time beans from Colombia, darker than before" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// ```
    /// ## Data
    /// `days`: between the two, rounded down. `percent`: how much is the same.
    pub struct NearDuplicate { name: "near-duplicate", group: Repeat, level: Warning, scope: Post, since: "0.1.0" }
}

impl Rule for NearDuplicate {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for echo in cx.echoes.near(cx.number) {
            let (post, before) = (cx.echoes.post(echo.later), cx.echoes.post(echo.earlier));
            // A series says the same each time by design; where that is too soon, the network's own limit speaks.
            if post.series.is_some() && post.series == before.series && echo.later.plan == echo.earlier.plan {
                continue;
            }
            let Some(text) = cx.echoes.content(echo.later).text else { continue };
            let message = format!(
                "{} % of the text of {} again on {} after {}, at least {NEAR_DAYS} days apart",
                echo.percent,
                before.reference(),
                cx.echoes.channel(echo.later).label(),
                echo.apart()
            );
            let finding = out.report(text.span, message);
            if let Some(earlier) = cx.echoes.content(echo.earlier).text {
                finding.related(earlier.span, "said before");
            }
            finding.help("tell it in other words, or drop one of the two");
            finding.post(echo.later.post).channel(echo.later.channel).day(cx.echoes.date(echo.later));
            finding.data(json!({ "days": echo.days(), "percent": echo.percent }));
        }
    }
}
