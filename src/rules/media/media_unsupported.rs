//! `media-unsupported`: a file is of a type or a shape that a network does not take.

use serde_json::json;

use super::{by, none_of, or_variant, shown, to_go_out};
use crate::model::{Cap, Format, Media, MediaFile, MediaKind, Medium};
use crate::networks::{Bound, Formats, What, grouped};
use crate::rules::Place;
use crate::rules::prelude::*;

declare_rule! {
    /// A file is of a type or a shape that its network does not take.
    ///
    /// These are kinds that the network has no place for (a picture on YouTube, a document on Instagram), formats beside
    /// those that it names, files that are neither picture nor video nor document (text, an SVG drawing, an archive), and
    /// pictures that are too wide or too high. What a file is, is told by what it holds, whatever its name says; of an
    /// address, only whether it is a picture, a video or a document is guessed. Instagram's shape is that of the feed;
    /// for a story, allow the rule. A channel's `limits = { documents = 1 }` overrides a network's; there are `images`,
    /// `videos` and `documents`. Nothing is said of posts that are out.
    ///
    /// ## Why it matters
    /// The network refuses the file, or cuts off what does not fit.
    ///
    /// Source: the networks' own pages and interfaces, as collected in the registry.
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
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// media = [{ file = "media/wide.png", alt = "The counter, from wall to wall" }]
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
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// media = [{ file = "media/square.png", alt = "The counter, seen from the door" }]
    /// ```
    /// ## Data
    /// `file`: the path as written. `format`: its format; null where it is of no known one. `takes`: the formats that the
    /// network takes, where it is the format. `width`, `height`: of a picture, in pixels, where it is the shape.
    pub struct MediaUnsupported { name: "media-unsupported", group: Media, level: Error, scope: Post, since: "0.1.0" }
}

impl Rule for MediaUnsupported {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for place in to_go_out(cx) {
            for media in place.content.media {
                let seen = match cx.medium(media) {
                    Medium::File(file) => Some(file),
                    Medium::Unseen => None,
                    // What is not there is another rule's finding.
                    Medium::Fault(_) => continue,
                };
                let format = cx.plan.media_format(media);
                if let Some(cap) = unwanted(&place, seen.is_some(), format) {
                    report_kind(cx, out, &place, media, seen, &cap);
                    continue;
                }
                let Some(file) = seen else { continue };
                if let Some((format, takes)) = format.and_then(|format| unlisted(&place, format)) {
                    report_format(cx, out, &place, media, format, takes);
                } else if let Some(shape) = file.pixels.and_then(|pixels| misshapen(&place, pixels)) {
                    report_shape(cx, out, &place, media, &shape);
                }
            }
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}

/// Finds the limit that says that a network takes nothing of a kind; what is of no kind counts as a document.
fn unwanted(place: &Place<'_>, is_seen: bool, format: Option<&Format>) -> Option<Cap> {
    let what = match format.and_then(|format| format.kind) {
        Some(MediaKind::Picture) => What::Images,
        Some(MediaKind::Video) => What::Videos,
        Some(MediaKind::Document) => What::Documents,
        None if is_seen => What::Documents,
        None => return None,
    };
    none_of(place, what)
}

fn report_kind(
    cx: &Context<'_>,
    out: &mut Findings<'_>,
    place: &Place<'_>,
    media: &Media,
    seen: Option<&MediaFile>,
    cap: &Cap,
) {
    let format = cx.plan.media_format(media);
    let takes = |what: What| none_of(place, what).is_none();
    let (name, label) = (shown(media), place.channel.label());
    let message = match (seen, format) {
        (Some(_), Some(format)) => format!("{name} is {}, which {label} does not take", format.called),
        (Some(_), None) => {
            let kinds =
                [(What::Images, "pictures"), (What::Videos, "videos"), (What::Documents, "documents")];
            let kinds = kinds.into_iter().filter(|(what, _)| takes(*what)).map(|(_, kinds)| kinds);
            let kinds = kinds.collect::<Vec<_>>().join(" and ");
            format!("{name} is of no known type, and {label} takes {kinds}")
        }
        (None, format) => {
            let kind = format.and_then(|format| format.kind).map_or("file", MediaKind::word);
            format!("{name} is a {kind} by its name, which {label} does not take")
        }
    };
    let finding = out.report(media.file.span, message);
    let instead = if takes(What::Images) { "a picture" } else { "a video" };
    finding.help(format!("show {instead} instead{}", or_variant(cx.plan, place)));
    by(finding, cap, place);
    finding.data(json!({ "file": &*media.file.value, "format": format.map(|format| format.name) }));
}

/// Finds the formats that a network takes, where a file's is not among them.
fn unlisted<'f>(place: &Place<'_>, format: &'f Format) -> Option<(&'f Format, Formats)> {
    let network = place.channel.network.value;
    let takes = match format.kind? {
        MediaKind::Picture => network.images,
        MediaKind::Video => network.videos,
        MediaKind::Document => None,
    }?;
    let is_listed = format.endings.iter().any(|ending| takes.endings.contains(ending));
    (!is_listed).then_some((format, takes))
}

fn report_format(
    cx: &Context<'_>,
    out: &mut Findings<'_>,
    place: &Place<'_>,
    media: &Media,
    format: &Format,
    takes: Formats,
) {
    let (name, label, endings) = (shown(media), place.channel.label(), takes.endings.join(", "));
    let message = format!("{name} is {}; {label} takes {endings}", format.called);
    let finding = out.report(media.file.span, message);
    finding.related(place.channel.network.span, format!("{} ({})", takes.source, takes.read));
    finding.help(format!("save it as {}{}", takes.endings[0], or_variant(cx.plan, place)));
    finding.post_or_series(place.id, place.post).channel(place.channel_id);
    finding.data(json!({ "file": &*media.file.value, "format": format.name, "takes": takes.endings }));
}

/// A picture whose width by height, in hundredths, lies outside of what a network takes.
struct Shape {
    pixels: (u32, u32),
    ratio: u64,
    cap: Cap,
}

fn misshapen(place: &Place<'_>, pixels: (u32, u32)) -> Option<Shape> {
    let (width, height) = (u64::from(pixels.0), u64::from(pixels.1));
    let ratio = (width * 100 + height / 2) / height.max(1);
    let is_broken = |cap: &Cap| match cap.bound {
        Bound::AtMost => ratio > cap.value,
        Bound::AtLeast => ratio < cap.value,
    };
    let cap = place.channel.caps(What::ImageRatio).find(is_broken)?;
    Some(Shape { pixels, ratio, cap })
}

fn report_shape(cx: &Context<'_>, out: &mut Findings<'_>, place: &Place<'_>, media: &Media, shape: &Shape) {
    let Shape { pixels: (width, height), ratio, cap } = shape;
    let hundredths = |ratio: u64| format!("{}.{:02}", ratio / 100, ratio % 100);
    let bound = |bound: Bound| {
        let mut caps = place.channel.caps(What::ImageRatio).filter(move |cap| cap.bound == bound);
        caps.next().map(|cap| hundredths(cap.value))
    };
    let takes = match (bound(Bound::AtLeast), bound(Bound::AtMost)) {
        (Some(least), Some(most)) => format!("{least} to {most}"),
        (Some(least), None) => format!("at least {least}"),
        (None, most) => format!("at most {}", most.unwrap_or_default()),
    };
    let (name, label) = (shown(media), place.channel.label());
    let (wide, high) = (grouped(u64::from(*width)), grouped(u64::from(*height)));
    let message = format!(
        "{name} is {wide} by {high} pixels, {} wide to 1 high; {label} takes {takes}",
        hundredths(*ratio)
    );
    let finding = out.report(media.file.span, message);
    // The largest part of it that fits.
    let (wide, high) = match cap.bound {
        Bound::AtMost => (grouped(u64::from(*height) * cap.value / 100), high),
        Bound::AtLeast => (wide, grouped(u64::from(*width) * 100 / cap.value.max(1))),
    };
    finding.help(format!("crop it to {wide} by {high} pixels{}", or_variant(cx.plan, place)));
    by(finding, cap, place);
    finding.data(json!({ "file": &*media.file.value, "format": cx.plan.media_format(media).map(|format| format.name), "width": width, "height": height }));
}
