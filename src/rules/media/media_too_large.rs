//! `media-too-large`: a file has more bytes, or a picture more pixels, than a network takes.

use serde_json::json;

use super::{broken, by, is_hard, or_variant, shown, to_go_out};
use crate::model::{Cap, Media, MediaFile, MediaKind, Medium};
use crate::networks::{What, grouped};
use crate::rules::Place;
use crate::rules::prelude::*;

declare_rule! {
    /// A file is larger than its network takes.
    ///
    /// Looked at are the bytes of pictures, GIFs, videos and documents, and the pixels of a picture's width and height
    /// together. A megabyte is a million bytes. Over a number that one source alone states, it is a warning. A channel's
    /// `limits = { image_bytes = 20000000 }` overrides the network's; there are `image_bytes`, `gif_bytes`, `video_bytes`,
    /// `document_bytes` and `image_sides`. Nothing is said of addresses and of posts that are out.
    ///
    /// ## Why it matters
    /// The network refuses the file, or makes it smaller as it likes.
    ///
    /// Source: the networks' own pages and interfaces, as collected in the registry.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [channels.forum]
    /// network = "forum"
    /// limits = { image_bytes = 50 }
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// media = [{ file = "media/square.png", alt = "The counter, seen from the door" }]
    /// ```
    /// ## Use instead
    /// ```toml good
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [channels.forum]
    /// network = "forum"
    /// limits = { image_bytes = 500000 }
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// media = [{ file = "media/square.png", alt = "The counter, seen from the door" }]
    /// ```
    /// ## Data
    /// `file`: the path as written. `size`: how large it is. `limit`: the most. `unit`: "bytes" or "pixels".
    pub struct MediaTooLarge { name: "media-too-large", group: Media, level: Error, scope: Post, since: "0.1.0" }
}

impl Rule for MediaTooLarge {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for place in to_go_out(cx) {
            for media in place.content.media {
                let Medium::File(file) = cx.medium(media) else { continue };
                if let Some(cap) = broken(&place, bytes_of(&place, file), file.bytes) {
                    let large = Large { media, cap, size: file.bytes };
                    let (is, most) = sizes(file.bytes, cap.value);
                    let help = match file.format.and_then(|format| format.kind) {
                        Some(MediaKind::Picture) => "save it with fewer pixels or at a lower quality",
                        Some(MediaKind::Video) => "shorten it, or save it at a lower rate",
                        Some(MediaKind::Document) | None => "save it with smaller pictures, or split it",
                    };
                    large.report(cx, out, &place, &is, &most, help);
                }
                let Some((width, height)) = file.pixels else { continue };
                let sides = u64::from(width) + u64::from(height);
                if let Some(cap) = broken(&place, What::ImageSides, sides) {
                    let large = Large { media, cap, size: sides };
                    let (width, height) = (grouped(width.into()), grouped(height.into()));
                    let is = format!("{width} by {height} pixels, {} together", grouped(sides));
                    large.report(cx, out, &place, &is, &grouped(cap.value), "save it with fewer pixels");
                }
            }
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}

/// Returns which limit of bytes a file falls under.
fn bytes_of(place: &Place<'_>, file: &MediaFile) -> What {
    let is_gif = file.format.is_some_and(crate::model::Format::is_gif);
    match file.format.and_then(|format| format.kind) {
        Some(MediaKind::Picture) if is_gif && place.channel.caps(What::GifBytes).next().is_some() => {
            What::GifBytes
        }
        Some(MediaKind::Picture) => What::ImageBytes,
        Some(MediaKind::Video) => What::VideoBytes,
        Some(MediaKind::Document) | None => What::DocumentBytes,
    }
}

/// A file that is too large.
struct Large<'a> {
    media: &'a Media,
    cap: Cap,
    size: u64,
}

impl Large<'_> {
    fn report(
        &self,
        cx: &Context<'_>,
        out: &mut Findings<'_>,
        place: &Place<'_>,
        is: &str,
        most: &str,
        help: &str,
    ) {
        let Self { media, cap, size } = self;
        let (name, label) = (shown(media), place.channel.label());
        let wanted = if is_hard(cap) { "at most" } else { "by one source at most" };
        let finding = out.report(media.file.span, format!("{name} is {is}, {wanted} {most} on {label}"));
        finding.help(format!("{help}{}", or_variant(cx.plan, place)));
        by(finding, cap, place);
        finding.data(
            json!({ "file": &*media.file.value, "size": size, "limit": cap.value, "unit": cap.unit.name() }),
        );
    }
}

/// Writes a size and its limit as people say them; in bytes, where they would look the same.
fn sizes(bytes: u64, most: u64) -> (String, String) {
    let (is, limit) = (size(bytes), size(most));
    if is == limit {
        return (format!("{} bytes", grouped(bytes)), grouped(most));
    }
    (is, limit)
}

/// Writes a number of bytes: "12.4 MB".
fn size(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "KB")];
    let Some((unit, name)) = UNITS.into_iter().find(|(unit, _)| bytes >= *unit) else {
        return format!("{bytes} bytes");
    };
    let tenths = (u128::from(bytes) * 10 + u128::from(unit) / 2) / u128::from(unit);
    match tenths % 10 {
        0 => format!("{} {name}", tenths / 10),
        tenth => format!("{}.{tenth} {name}", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_readable_and_never_look_the_same() {
        assert_eq!(size(999), "999 bytes");
        assert_eq!(size(12_400_000), "12.4 MB");
        assert_eq!(size(5_000_000_000), "5 GB");
        assert_eq!(size(u64::MAX), "18446744073.7 GB");
        let pair = |bytes: u64, most: u64| sizes(bytes, most);
        assert_eq!(pair(12_400_000, 10_000_000), ("12.4 MB".to_owned(), "10 MB".to_owned()));
        assert_eq!(pair(10_000_001, 10_000_000), ("10,000,001 bytes".to_owned(), "10,000,000".to_owned()));
    }
}
