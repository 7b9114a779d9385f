//! `too-much-media`: more pictures, videos or documents than a network takes in one post, or kinds that it does not mix.

use serde_json::json;

use super::{broken, by, is_hard, none_of, or_variant, to_go_out};
use crate::model::{Cap, Media, MediaKind};
use crate::networks::What;
use crate::rules::Place;
use crate::rules::prelude::*;

declare_rule! {
    /// A post shows more media than its network takes, or kinds that it does not mix.
    ///
    /// Counted are pictures, videos and documents, each by what the file holds, and all together; on X a GIF is a kind of its
    /// own. An address counts by the ending of its name. Over a number that one source alone states, it is a warning. A
    /// channel's `limits = { images = 20 }` overrides the network's; there are `media`, `media_kinds`, `images`, `gifs`,
    /// `videos` and `documents`. Nothing is said of posts that are out.
    ///
    /// ## Why it matters
    /// The network refuses the post, or shows only the first of them.
    ///
    /// Source: the networks' own pages and interfaces, as collected in the registry.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [channels.x]
    /// network = "x"
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// media = [
    ///     { file = "media/square.png", alt = "The counter, seen from the door" },
    ///     { file = "https://media.kava.example/opening.mp4" },
    /// ]
    /// ```
    /// ## Use instead
    /// ```toml good
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [channels.x]
    /// network = "x"
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// media = [{ file = "https://media.kava.example/opening.mp4" }]
    /// ```
    /// ## Data
    /// `of`: what is counted, as `plan networks` calls it. `number`: how many there are. `limit`: the most.
    pub struct TooMuchMedia { name: "too-much-media", group: Media, level: Error, scope: Post, since: "0.1.0" }
}

impl Rule for TooMuchMedia {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for place in to_go_out(cx) {
            let sorts = sorts(cx, &place);
            let Some(excess) = excess(&place, &sorts) else { continue };
            let Excess { cap, what, number, at } = excess;
            let (most, label) = (cap.most(), place.channel.label());
            let message = match what {
                What::MediaKinds => {
                    let kinds = if most == 1 { "one kind".to_owned() } else { format!("{most} kinds") };
                    format!("{} in one post on {label}, which takes {kinds}", listed(&sorts))
                }
                _ => {
                    let wanted = if is_hard(&cap) { "at most" } else { "by one source at most" };
                    let things = if what == What::Media {
                        format!("{number} media")
                    } else {
                        count(number, noun(what))
                    };
                    format!("{things} on {label}, {wanted} {most}")
                }
            };
            let finding = out.report(place.content.media[at].file.span, message);
            let variant = or_variant(cx.plan, &place);
            match what {
                What::MediaKinds => {
                    let odd = sorts[at].map_or("it", noun);
                    finding.label("the first of another kind");
                    finding.help(format!("give the {odd} a post of its own{variant}"));
                }
                _ => {
                    finding.label("the first one over");
                    finding.help(format!("drop {}{variant}", number - most));
                }
            }
            by(finding, &cap, &place);
            finding.data(json!({ "of": what.name(), "number": number, "limit": most }));
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}

/// What is counted, in the order in which messages list it.
const COUNTED: [What; 4] = [What::Images, What::Gifs, What::Videos, What::Documents];

/// Tells as what each medium counts on a channel; that it takes none of a kind is another rule's finding.
fn sorts(cx: &Context<'_>, place: &Place<'_>) -> Vec<Option<What>> {
    let tells_gifs = place.channel.caps(What::Gifs).next().is_some();
    let sort = |media: &Media| {
        let format = cx.plan.media_format(media)?;
        let what = match format.kind? {
            MediaKind::Picture if tells_gifs && format.is_gif() => What::Gifs,
            MediaKind::Picture => What::Images,
            MediaKind::Video => What::Videos,
            MediaKind::Document => What::Documents,
        };
        none_of(place, what).is_none().then_some(what)
    };
    place.content.media.iter().map(sort).collect()
}

/// A limit that is broken.
struct Excess {
    cap: Cap,
    what: What,
    number: usize,
    /// The first medium over, from 0.
    at: usize,
}

/// Finds what says most: kinds that do not mix, then one kind's number, then the number of all.
fn excess(place: &Place<'_>, sorts: &[Option<What>]) -> Option<Excess> {
    let mut kinds: Vec<(What, usize)> = Vec::new();
    for (at, sort) in sorts.iter().enumerate() {
        if let Some(what) = sort.filter(|what| kinds.iter().all(|(known, _)| known != what)) {
            kinds.push((what, at));
        }
    }
    if let Some(cap) = broken(place, What::MediaKinds, kinds.len() as u64) {
        let (_, at) = kinds[cap.most()];
        return Some(Excess { cap, what: What::MediaKinds, number: kinds.len(), at });
    }
    for what in COUNTED {
        let mut places = sorts.iter().enumerate().filter(|(_, sort)| **sort == Some(what)).map(|(at, _)| at);
        let number = places.clone().count();
        let cap = broken(place, what, number as u64);
        if let Some((cap, at)) = cap.and_then(|cap| Some((cap, places.nth(cap.most())?))) {
            return Some(Excess { cap, what, number, at });
        }
    }
    let cap = broken(place, What::Media, sorts.len() as u64)?;
    Some(Excess { what: What::Media, number: sorts.len(), at: cap.most(), cap })
}

/// Returns the word for one of what is counted.
fn noun(what: What) -> &'static str {
    match what {
        What::Gifs => "GIF",
        What::Videos => "video",
        What::Documents => "document",
        _ => "picture",
    }
}

/// Writes what there is: "2 pictures and 1 video".
fn listed(sorts: &[Option<What>]) -> String {
    let number = |what: What| sorts.iter().filter(|sort| **sort == Some(what)).count();
    let counts = COUNTED.map(|what| (number(what), what));
    let parts: Vec<String> = counts
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| count(*number, noun(*what)))
        .collect();
    match parts.as_slice() {
        [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        _ => parts.concat(),
    }
}
