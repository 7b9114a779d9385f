//! `identical-crosspost`: one text on two networks, unchanged.

use serde_json::json;

use crate::rules::prelude::*;

declare_rule! {
    /// One text goes out on two networks, unchanged.
    ///
    /// Case, punctuation, white space, links and hashtags make no difference. Said once for each text, within 30 days; channels
    /// of one network may share a text.
    ///
    /// ## Why it matters
    /// Each network has its own tone and its own people, and many follow a brand on several: systems that copy posts from
    /// one network to another repel them at once.
    ///
    /// Source: practice P24.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [{ at = 2026-11-23 09:00:00, category = "branded", text = "The shop in Podil is open" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [channels.facebook]
    /// network = "facebook"
    ///
    /// [channels.telegram]
    /// network = "telegram"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [channels.facebook]
    /// network = "facebook"
    ///
    /// [channels.telegram]
    /// network = "telegram"
    ///
    /// [[post]]
    /// at = 2026-11-23 09:00:00
    /// category = "branded"
    /// text = "The shop in Podil is open"
    ///
    /// [post.variants.telegram]
    /// text = "Podil, we are here! Come by until eight"
    /// ```
    /// ## Data
    /// `networks`: how many.
    pub struct IdenticalCrosspost { name: "identical-crosspost", group: Repeat, level: Warning, scope: Post, since: "0.1.0" }
}

impl Rule for IdenticalCrosspost {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for spots in cx.echoes.crossposts() {
            let (Some(&first), Some(&last)) = (spots.first(), spots.last()) else { continue };
            // Told in the plan of the last copy, at its text.
            if last.plan != cx.number {
                continue;
            }
            let Some(text) = cx.echoes.content(last).text else { continue };
            let names: Vec<&str> = spots.iter().map(|&spot| cx.echoes.channel(spot).label()).collect();
            let (end, rest) = names.split_last().expect("there are at least two");
            let finding =
                out.report(text.span, format!("one text on {} and {end}, unchanged", rest.join(", ")));
            for &spot in spots.iter().filter(|spot| spot.post != last.post || spot.plan != last.plan) {
                if let Some(copy) = cx.echoes.content(spot).text {
                    finding
                        .related(copy.span, format!("the same text on {}", cx.echoes.channel(spot).label()));
                }
            }
            let help = if first.post == last.post && first.plan == last.plan {
                format!("write another in `[post.variants.{end}]`")
            } else {
                "write each network its own".to_owned()
            };
            finding.help(help).post(last.post).channel(last.channel).day(cx.echoes.date(last));
            finding.data(json!({ "networks": names.len() }));
        }
    }
}
