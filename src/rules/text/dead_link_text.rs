//! `dead-link-text`: a link stands where its network lets nobody follow it.

use serde_json::json;

use super::address::followed;
use crate::networks::Carried;
use crate::rules::Place;
use crate::rules::prelude::*;
use crate::text::Span;

declare_rule! {
    /// A link stands where its network lets nobody follow it.
    ///
    /// On Instagram and TikTok a link in a text is plain letters. A bare domain such as `kava.example` is fine: it can be typed.
    /// A post's `link` goes nowhere there; that is found where it is the variant's own, or where no channel of the post shows it,
    /// unless the text says that the link is in the profile or in a story.
    ///
    /// ## Why it matters
    /// Nobody copies an address letter by letter from a caption, and it takes the place of the words that make people look for it.
    ///
    /// Source: the networks' own pages, as collected in the registry: `plan networks`.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [channels.instagram]
    /// network = "instagram"
    ///
    /// [[post]]
    /// at = 2026-11-23 10:00:00
    /// category = "branded"
    /// text = "The winter menu is here: https://kava.example/winter"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [channels.instagram]
    /// network = "instagram"
    ///
    /// [[post]]
    /// at = 2026-11-23 10:00:00
    /// category = "branded"
    /// text = "The winter menu is here, link in the profile."
    /// link = "https://kava.example/winter"
    /// ```
    /// ## Data
    /// `network`: the network. `links`: how many links the text has; 0 where it is the post's `link`.
    pub struct DeadLinkText { name: "dead-link-text", group: Text, level: Note, scope: Post, since: "0.1.0" }
}

/// Beginnings of words by which a text says where its link is.
const PLACES: [&str; 9] = ["профіл", "профил", "біо", "био", "шапці", "шапке", "bio", "profile", "stor"];

impl Rule for DeadLinkText {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let dead = cx.places().filter(|place| {
            let network = place.channel.network.value;
            !network.links_work || network.link == Carried::Nowhere
        });
        for place in dead {
            let (network, label) = (place.channel.network.value, place.channel.label());
            let (span, message, links, why) = if let Some((span, links)) = in_text(cx, &place) {
                let (what, them) = match links {
                    1 => ("a link".to_owned(), "it"),
                    _ => (format!("{links} links"), "them"),
                };
                let message = format!("{what} in the text on {label}, where nobody can follow {them}");
                (span, message, links, "links are plain letters")
            } else if let Some(span) = shown_nowhere(cx, &place) {
                (
                    span,
                    format!("the link goes nowhere: {label} does not show it"),
                    0,
                    "there is no place for a link",
                )
            } else {
                continue;
            };
            let is_shared = place.post.variant(place.channel_id).is_none_or(|variant| variant.text.is_none())
                && cx.plan.channels_of(place.post).nth(1).is_some();
            let own = if is_shared && links > 0 {
                format!(", in a text of its own in `[post.variants.{label}]`")
            } else {
                String::new()
            };
            out.report(span, message)
                .related(place.channel.network.span, format!("on {} {why}", network.title))
                .help(format!("put it into the profile or a story, and say so{own}"))
                .post_or_series(place.id, place.post)
                .channel(place.channel_id)
                .data(json!({ "network": network.name, "links": links }));
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}

/// Finds the first link of a text that cannot be followed, and how many there are.
fn in_text(cx: &Context<'_>, place: &Place<'_>) -> Option<(Span, usize)> {
    let text = place.content.text.filter(|_| !place.channel.network.links_work)?;
    let links = followed(text);
    Some((cx.span_in(text, links.first()?.clone()), links.len()))
}

/// Returns where a link is written that is meant for this channel and that it does not show.
fn shown_nowhere(cx: &Context<'_>, place: &Place<'_>) -> Option<Span> {
    let carries_none = |link: Carried| link == Carried::Nowhere;
    let link = place.content.link.filter(|link| !link.trim().is_empty())?;
    let is_own = place.post.variant(place.channel_id).is_some_and(|variant| variant.link.is_some());
    let mut channels = cx.plan.channels_of(place.post);
    let is_lost = carries_none(place.channel.network.link)
        && (is_own || channels.all(|id| carries_none(cx.plan.channel(id).network.link)));
    let says_where = || {
        let text = place.content.text.map_or_else(String::new, |text| text.to_lowercase());
        PLACES.iter().any(|word| text.contains(word))
    };
    (is_lost && !says_where()).then_some(link.span)
}
