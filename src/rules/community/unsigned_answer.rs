//! `unsigned-answer`: an official answer that nobody signed.

use serde_json::json;

use super::answers;
use crate::model::Voice;
use crate::rules::prelude::*;

declare_rule! {
    /// An official answer or support post is signed by nobody.
    ///
    /// These are posts of the kinds `answer` and `support` whose voice is official, or not given.
    ///
    /// ## Why it matters
    /// A person who asks about quality or service wants an answer from a person, not from an avatar.
    ///
    /// Source: practice P22.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[post]]
    /// at = 2026-11-23 16:00:00
    /// category = "functional"
    /// kind = "answer"
    /// voice = "official"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[post]]
    /// at = 2026-11-23 16:00:00
    /// category = "functional"
    /// kind = "answer"
    /// voice = "official"
    /// signed = "Olena Koval, head of service"
    /// ```
    /// ## Data
    /// `kind`: answer or support. `voice`: official; null where none is given.
    pub struct UnsignedAnswer { name: "unsigned-answer", group: Community, level: Warning, scope: Post, since: "0.1.0" }
}

impl Rule for UnsignedAnswer {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let looked_at = cx.posts().filter(|(_, post)| answers(post) && !post.unread);
        for (id, post) in looked_at.filter(|(id, _)| cx.series_before(*id).is_none()) {
            let (Some(kind), details) = (&post.kind, post.details()) else { continue };
            let is_signed = details.signed.as_ref().is_some_and(|signed| !signed.value.trim().is_empty());
            if is_signed || details.voice.is_some_and(|voice| voice.value == Voice::Personal) {
                continue;
            }
            let what =
                if *kind.value == *"answer" { "an official answer" } else { "an official support post" };
            let finding = out.report(kind.span, format!("{} is {what} that nobody signed", post.reference()));
            let voice = details.voice.map(|voice| voice.value.word());
            finding.post_or_series(id, post).data(json!({ "kind": kind.value, "voice": voice }));
            finding.setting(details.voice.map(|voice| voice.span), "its voice");
            finding.setting(details.signed.as_ref().map(|signed| signed.span), "no name");
            finding.help(match voice {
                Some(_) => "add `signed = \"…\"` with the name of whoever answers",
                None => {
                    "add `signed = \"…\"` with the name of whoever answers; without `voice = \"personal\"`, the brand speaks"
                }
            });
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}
