//! `missing-alt-text`: a picture says nothing to those who do not see it.

use serde_json::json;

use super::shown;
use crate::diag::shortened;
use crate::model::MediaKind;
use crate::rules::prelude::*;

declare_rule! {
    /// A picture has no alt text.
    ///
    /// What a file is, is told by what it holds; of an address, and of a file that is not there, by the ending of its name.
    /// Posts that are out are looked at too: their alt text can still be added.
    ///
    /// ## Why it matters
    /// People who do not see the picture have it read to them, and so do all whose connection does not load it. Bluesky
    /// wants an alt text with every picture.
    ///
    /// Source: San José State University on accessible social media; bluesky-social/atproto, app/bsky/embed/images.json;
    /// read August 2026.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// media = ["media/square.png"]
    /// ```
    /// ## Use instead
    /// ```toml good
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// media = [{ file = "media/square.png", alt = "The counter, seen from the door" }]
    /// ```
    /// ## Data
    /// `file`: the path or address as written.
    pub struct MissingAltText { name: "missing-alt-text", group: Media, level: Warning, scope: Post, since: "0.1.0" }
}

impl Rule for MissingAltText {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for (id, post, media) in cx.media().filter(|(_, post, _)| !post.unread) {
            let is_described = media.alt.as_ref().is_some_and(|alt| !alt.trim().is_empty());
            if is_described || cx.plan.media_kind(media) != Some(MediaKind::Picture) {
                continue;
            }
            let name = shown(media);
            let finding = match &media.alt {
                Some(alt) => out
                    .report(alt.span, format!("{name} has a blank alt text"))
                    .help("say in a sentence what the picture shows"),
                None => out.report(media.file.span, format!("{name} has no alt text")).help(format!(
                    "write `{{ file = \"{}\", alt = \"…\" }}`, with what the picture shows in a sentence",
                    shortened(&media.file)
                )),
            };
            finding.post_or_series(id, post).data(json!({ "file": &*media.file.value }));
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}
