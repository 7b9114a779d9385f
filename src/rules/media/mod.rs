//! Rules about pictures, videos and documents, and about those who do not see them.
//!
//! What networks refuse is not said of posts that are out: they were taken.

mod alt_text_too_long;
mod media_not_found;
mod media_required;
mod media_too_large;
mod media_unsupported;
mod missing_alt_text;
mod too_much_media;

pub use alt_text_too_long::AltTextTooLong;
pub use media_not_found::MediaNotFound;
pub use media_required::MediaRequired;
pub use media_too_large::MediaTooLarge;
pub use media_unsupported::MediaUnsupported;
pub use missing_alt_text::MissingAltText;
pub use too_much_media::TooMuchMedia;

use super::{Context, Finding, Place};
use crate::diag::{Level, shortened};
use crate::model::{Cap, Media, Plan, Post, Status};
use crate::networks::{Bound, Force, What};
use crate::text::visible;

/// Returns whether a post is out already.
fn is_out(post: &Post) -> bool {
    post.status() == Status::Published
}

/// Lists what is still to go out with media.
fn to_go_out<'a>(cx: &Context<'a>) -> impl Iterator<Item = Place<'a>> + use<'a> {
    cx.places().filter(|place| !place.content.media.is_empty() && !is_out(place.post))
}

/// Finds the limit that a number breaks: what the network refuses goes before what one source says.
fn broken(place: &Place<'_>, what: What, number: u64) -> Option<Cap> {
    let over = |cap: &Cap| cap.bound == Bound::AtMost && number > cap.value;
    let mut caps = place.channel.caps(what).filter(over);
    let first = caps.next()?;
    if first.force == Force::Hard { Some(first) } else { Some(caps.find(is_hard).unwrap_or(first)) }
}

/// Finds the limit that says that a channel takes nothing of a kind.
fn none_of(place: &Place<'_>, what: What) -> Option<Cap> {
    broken(place, what, 1).filter(|cap| cap.value == 0)
}

/// Returns whether the network refuses what breaks a limit.
fn is_hard(cap: &Cap) -> bool {
    cap.force == Force::Hard
}

/// Completes a finding about a limit: who sets it, where it holds, and how hard it is.
fn by(finding: &mut Finding, cap: &Cap, place: &Place<'_>) {
    finding.related(cap.place(place.channel), cap.authority());
    if !is_hard(cap) {
        finding.level(Level::Warning);
    }
    finding.post_or_series(place.id, place.post).channel(place.channel_id);
}

/// Names the table in which one channel of several gets media of its own; none where the post goes to one alone, or where
/// they stand there already.
fn variant(plan: &Plan, place: &Place<'_>) -> Option<String> {
    let has_own = place.post.variant(place.channel_id).is_some_and(|variant| variant.media.is_some());
    let is_shared = plan.channels_of(place.post).nth(1).is_some();
    let table = if place.post.series.is_some() { "series" } else { "post" };
    let name = place.channel.label();
    (!has_own && is_shared && !place.channel.is_nameless()).then(|| format!("`[{table}.variants.{name}]`"))
}

/// Says that a channel of several may get other media.
fn or_variant(plan: &Plan, place: &Place<'_>) -> String {
    variant(plan, place).map_or_else(String::new, |table| format!(", or name other media in {table}"))
}

/// Writes the path of a medium as messages show it.
fn shown(media: &Media) -> String {
    format!("`{}`", visible(&shortened(&media.file)))
}
