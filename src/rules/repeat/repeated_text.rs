//! `repeated-text`: one text twice on a channel, so soon that the network refuses it.

use serde_json::json;

use crate::networks::{NOTES_READ, REPEAT_SOURCE};
use crate::rules::prelude::*;

declare_rule! {
    /// One text goes out twice on a channel, so soon that the network refuses it.
    ///
    /// Case, punctuation and white space make no difference; with another link or hashtag it is another post to the network,
    /// and at most a near duplicate. X refuses within 3 days, Facebook and LinkedIn within 7, others within 3. All plans of a
    /// run are looked at together: channels are the same where name, network and address are.
    ///
    /// ## Why it matters
    /// The second post never goes out: networks take it for spam.
    ///
    /// Source: SMQueue's support pages, article 3000031692; Ayrshare refuses within 2 to 3 days itself; read August 2026.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [
    ///   { at = 2026-11-23 09:00:00, category = "branded", text = "The shop in Podil is open" },
    ///   { at = 2026-11-25 09:00:00, category = "branded", text = "The shop in Podil is open!" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [
    ///   { at = 2026-11-23 09:00:00, category = "branded", text = "The shop in Podil is open" },
    ///   { at = 2026-11-25 09:00:00, category = "branded", text = "Three days in Podil, and the queue is long" },
    /// ]
    ///
    /// [plan]
    /// start = 2026-11-23
    /// ```
    /// ## Data
    /// `days`: between the two, rounded down. `window`: days within which the network refuses.
    pub struct RepeatedText { name: "repeated-text", group: Repeat, level: Error, scope: Post, since: "0.1.0" }
}

impl Rule for RepeatedText {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for echo in cx.echoes.repeated(cx.number) {
            let (post, before) = (cx.echoes.post(echo.later), cx.echoes.post(echo.earlier));
            // A series that says the same each time is told once.
            let again = post.series.is_some() && post.series == before.series;
            if again && echo.earlier.plan == cx.number && cx.series_before(echo.earlier.post).is_some() {
                continue;
            }
            let channel = cx.echoes.channel(echo.later);
            let Some(text) = cx.echoes.content(echo.later).text else { continue };
            let window = channel.network.repeat_days;
            let message = format!(
                "the text of {} again on {} after {}, refused within {window} days",
                before.reference(),
                channel.label(),
                echo.apart()
            );
            let finding = out.report(text.span, message);
            if let Some(earlier) = cx.echoes.content(echo.earlier).text
                && earlier.span != text.span
            {
                finding.related(earlier.span, "the same text");
            }
            if !channel.is_nameless() {
                finding.related(
                    channel.network.span,
                    format!("{window} days by {REPEAT_SOURCE} ({NOTES_READ})"),
                );
            }
            let help = if post.series.is_some() {
                "a series says the same each time: leave its text out, or write posts of their own"
            } else {
                "write it anew, move it, or drop one of the two"
            };
            finding.help(help);
            finding.post(echo.later.post).channel(echo.later.channel).day(cx.echoes.date(echo.later));
            finding.data(json!({ "days": echo.days(), "window": window }));
        }
    }
}
