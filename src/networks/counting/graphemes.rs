//! Counting what people see as one character: Bluesky, and emoji on Threads.

use unicode_segmentation::UnicodeSegmentation as _;

use super::{Piece, narrow};

/// Cuts a text into grapheme clusters; each weighs one.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece> {
    clusters(text, 0).map(|(start, cluster)| Piece { range: start..start + cluster.len(), weight: 1 })
}

/// Cuts a text into clusters that weigh as many as they have code points, but for emoji, which weigh as many as they have bytes.
///
/// A cluster is never cut: what is left of one may be an emoji by itself, and weigh more than the whole.
pub(super) fn with_emoji_bytes(text: &str) -> impl Iterator<Item = Piece> {
    clusters(text, 0).map(|(start, cluster)| {
        let is_emoji = !is_plain(cluster) && emojis::get(cluster).is_some();
        let weight = if is_emoji { cluster.len() } else { cluster.chars().count() };
        Piece { range: start..start + cluster.len(), weight: narrow(weight) }
    })
}

/// Lists grapheme clusters with their places, counted from an offset.
pub(super) fn clusters(text: &str, offset: usize) -> impl Iterator<Item = (usize, &str)> {
    // Letters below the combining marks, and Cyrillic, are clusters of their own: most texts need no tables.
    let plain = is_plain(text);
    let fast = if plain { text } else { "" };
    let slow = if plain { "" } else { text };
    let fast = fast.char_indices().map(move |(at, letter)| (at, &text[at..at + letter.len_utf8()]));
    fast.chain(slow.grapheme_indices(true)).map(move |(at, cluster)| (offset + at, cluster))
}

/// Returns whether every code point of a text is a cluster by itself, seen at a glance.
fn is_plain(text: &str) -> bool {
    text.chars().all(|letter| {
        matches!(letter, '\n' | ' '..='\u{2ff}' | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}'
            | '\u{2010}'..='\u{2027}' | '№' | '€' | '™')
    })
}
