//! `no-text`: a post is in review or further, and there is nothing to read.

use serde_json::json;

use crate::model::{Content, Post, Status};
use crate::networks::Network;
use crate::rules::Place;
use crate::rules::prelude::*;

declare_rule! {
    /// A post is in review, approved or published, and has no text.
    ///
    /// A blank text is none. Each channel counts by itself: a post whose channels all have a text in their variants has
    /// one. A post of kind `photo` with media needs no words, nor does a link with a title on a network where posts have
    /// titles, such as Reddit.
    ///
    /// ## Why it matters
    /// Whoever is asked for a yes has nothing to read, and an approved post without words goes out as an empty frame, or
    /// does not go out at all.
    ///
    /// Source: the house.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// title = "The shop in Podil opens"
    /// status = "review"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// title = "The shop in Podil opens"
    /// text = "We open in Podil on Monday at eight, with the first cup on us."
    /// status = "review"
    /// ```
    /// ## Data
    /// `status`: how far it is. `channels`: those without a text; empty where no channel has one.
    pub struct NoText { name: "no-text", group: Text, level: Warning, scope: Post, since: "0.1.0" }
}

impl Rule for NoText {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let mut places = cx.places().filter(|place| waits_for_words(place.post)).peekable();
        while let Some(first) = places.next() {
            let mut all = 1;
            let mut without: Vec<Place<'_>> = Vec::new();
            without.extend(is_wordless(&first).then_some(first));
            while let Some(next) = places.next_if(|next| next.id == first.id) {
                all += 1;
                without.extend(is_wordless(&next).then_some(next));
            }
            let Some(status) = first.post.status.filter(|_| !without.is_empty()) else { continue };
            let some = without.iter().filter(|_| without.len() < all);
            let named: Vec<&str> = some.map(|place| place.channel.label()).collect();
            let (reference, word) = (first.post.reference(), status.value.word());
            let state = if status.value == Status::Review { "in review" } else { word };
            let on = if named.is_empty() { String::new() } else { format!(" on {}", named.join(", ")) };
            let finding = out.report(status.span, format!("{reference} is {state} and has no text{on}"));
            for blank in without.iter().filter_map(|place| place.content.text).take(1) {
                finding.related(blank.span, "nothing but white space");
            }
            finding.help(next_step(&first, status.value, &named));
            finding.post_or_series(first.id, first.post);
            if let [only] = without.as_slice() {
                finding.channel(only.channel_id);
            }
            finding.data(json!({ "status": word, "channels": named }));
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}

fn next_step(place: &Place<'_>, status: Status, without: &[&str]) -> String {
    if let Some(channel) = without.first() {
        return format!("write a `text` for all of its channels, or one in `[post.variants.{channel}]`");
    }
    if !place.content.media.is_empty() {
        return "write its `text`; a picture that needs no words is of the kind `photo`".to_owned();
    }
    match status {
        Status::Published => "write down the `text` that went out".to_owned(),
        Status::Draft | Status::Review | Status::Approved | Status::Cancelled => {
            "write its `text`, or set `status = \"draft\"`".to_owned()
        }
    }
}

/// Returns whether a post has come so far that its text should be there. A text that could not be read is there.
fn waits_for_words(post: &Post) -> bool {
    let far = matches!(post.status(), Status::Review | Status::Approved | Status::Published);
    far && !post.unread_text
}

/// Returns whether there is nothing to read where something should be.
fn is_wordless(place: &Place<'_>) -> bool {
    let content = &place.content;
    let is_blank = content.text.is_none_or(|text| text.trim().is_empty());
    is_blank && !is_picture(place.post, content) && !is_titled_link(place.channel.network.value, content)
}

fn is_picture(post: &Post, content: &Content<'_>) -> bool {
    !content.media.is_empty() && post.kind.as_ref().is_some_and(|kind| *kind.value == *"photo")
}

fn is_titled_link(network: &Network, content: &Content<'_>) -> bool {
    network.has_title && content.title.is_some() && content.link.is_some()
}
