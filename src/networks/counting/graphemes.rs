//! Counting what people see as one character: Bluesky, and emoji on Threads.

use unicode_segmentation::UnicodeSegmentation as _;

use super::{Piece, narrow};

/// Cuts a text into grapheme clusters; each weighs one.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece> {
    clusters(text).map(|(start, cluster)| Piece { range: start..start + cluster.len(), weight: 1 })
}

/// Cuts a text into clusters that weigh as many as they have code points, but for emoji, which weigh as many as they have bytes.
///
/// A cluster is never cut: what is left of one may be an emoji by itself, and weigh more than the whole.
pub(super) fn with_emoji_bytes(text: &str) -> impl Iterator<Item = Piece> {
    clusters(text).map(|(start, cluster)| {
        let is_emoji = !cluster.chars().all(stands_alone) && emojis::get(cluster).is_some();
        let weight = if is_emoji { cluster.len() } else { cluster.chars().count() };
        Piece { range: start..start + cluster.len(), weight: narrow(weight) }
    })
}

/// Lists grapheme clusters with their places.
pub(super) fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (start, rest) = (at, &text[at..]);
        let mut letters = rest.chars();
        let first = letters.next()?;
        // Most letters of most texts need no tables.
        let is_alone = stands_alone(first) && letters.next().is_none_or(stands_alone);
        let cluster = if is_alone { &rest[..first.len_utf8()] } else { rest.graphemes(true).next()? };
        at += cluster.len();
        Some((start, cluster))
    })
}

/// Returns whether a letter is a cluster by itself between others of its kind, seen at a glance: those below the combining marks,
/// Cyrillic, and what else Ukrainian posts have.
fn stands_alone(letter: char) -> bool {
    matches!(letter, '\n' | ' '..='\u{2ff}' | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}'
        | '\u{2010}'..='\u{2027}' | '№' | '€' | '™')
}
