//! `rival-partner`: a post goes out together with a competitor.

use serde_json::json;

use crate::rules::prelude::*;

declare_rule! {
    /// A post goes out together with a competitor.
    ///
    /// Its partner is declared with `competitor = true`.
    ///
    /// ## Why it matters
    /// A cross-post lends each side the other's followers. Communities that are close in topic and do not compete both win;
    /// a competitor keeps what it was lent.
    ///
    /// Source: practice P16.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [{ at = 2026-11-23 09:00:00, category = "branded", partner = "roastery" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [partners.roastery]
    /// name = "The roastery across the street"
    /// competitor = true
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [{ at = 2026-11-23 09:00:00, category = "branded", partner = "bakery" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [partners.bakery]
    /// name = "Corner Bakery"
    /// competitor = false
    /// ```
    /// ## Data
    /// `partner`: the competitor, as `[partners]` names it.
    pub struct RivalPartner { name: "rival-partner", group: Community, level: Error, scope: Post, since: "0.1.0" }
}

impl Rule for RivalPartner {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for (id, post) in cx.posts().filter(|(id, _)| cx.series_before(*id).is_none()) {
            let Some(named) = post.details().partner else { continue };
            let partner = &cx.plan.partners[named.value.index()];
            let Some(rival) = partner.competitor.filter(|competitor| competitor.value) else { continue };
            let message =
                format!("{} goes out together with `{}`, a competitor", post.reference(), partner.key);
            out.report(named.span, message)
                .related(rival.span, "declared a competitor here")
                .help("find a partner who is close in topic and does not compete, or drop the key")
                .post_or_series(id, post)
                .data(json!({ "partner": partner.key.value }));
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}
