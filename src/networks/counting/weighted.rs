//! X's weighted length: the text in its composed form, most letters of the world's alphabets one, the others and emoji two,
//! a link 23.
//!
//! Source: twitter-text, configuration 3 (scale 100, ranges of weight 100, all others 200), read August 2026.

use std::ops::Range;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc, is_nfc_quick};

use super::links::links_on_x;
use super::{LINK, Piece, emoji};

/// Cuts a text into letters, emoji and links.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let plain = text.chars().all(is_plain);
    let has_links = memchr::memchr(b'.', text.as_bytes()).is_some();
    if plain && !has_links {
        return letters(text, 0..text.len()).collect();
    }
    if plain || is_nfc(text) {
        return composed_pieces(text, plain);
    }
    let composed = Composed::new(text);
    let pieces = composed_pieces(&composed.text, false);
    pieces
        .into_iter()
        .map(|piece| Piece {
            range: composed.written(piece.range.start)..composed.written(piece.range.end),
            ..piece
        })
        .collect()
}

/// Cuts a text that is composed already.
fn composed_pieces(text: &str, plain: bool) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(text.len());
    let mut at = 0;
    let mut add = |range: Range<usize>| {
        if plain {
            pieces.extend(letters(text, range));
        } else {
            emoji::walk(text, range, |range, is_emoji| {
                if is_emoji {
                    pieces.push(Piece { range, weight: 2 });
                } else {
                    pieces.extend(letters(text, range));
                }
            });
        }
    };
    let mut found = Vec::new();
    for link in links_on_x(text) {
        if link.range.start < at {
            continue;
        }
        add(at..link.range.start);
        at = link.range.end;
        found.push(Piece { range: link.range, weight: LINK });
    }
    add(at..text.len());
    pieces.extend(found);
    pieces.sort_unstable_by_key(|piece| piece.range.start);
    pieces
}

fn letters(text: &str, range: Range<usize>) -> impl Iterator<Item = Piece> + '_ {
    let start = range.start;
    text[range].char_indices().map(move |(at, letter)| Piece {
        range: start + at..start + at + letter.len_utf8(),
        weight: weight(letter),
    })
}

/// Returns what a letter weighs.
fn weight(letter: char) -> u32 {
    match u32::from(letter) {
        0..=4351 | 8192..=8205 | 8208..=8223 | 8242..=8247 => 1,
        _ => 2,
    }
}

/// Returns whether a letter weighs one, composes with nothing and is no part of an emoji of several.
fn is_plain(letter: char) -> bool {
    matches!(letter, '\0'..='\u{2ff}' | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}')
}

/// A text in its composed form, with the way back.
struct Composed {
    text: String,
    /// For each part that was composed by itself: its first byte here, and as it is written.
    parts: Vec<(usize, usize)>,
    /// The bytes of both.
    ends: (usize, usize),
}

impl Composed {
    fn new(text: &str) -> Self {
        let mut composed = Self { text: String::with_capacity(text.len()), parts: Vec::new(), ends: (0, 0) };
        let starts =
            text.char_indices().filter(|&(at, letter)| at == 0 || begins_anew(letter)).map(|(at, _)| at);
        let starts: Vec<usize> = starts.collect();
        for (index, &start) in starts.iter().enumerate() {
            let end = starts.get(index + 1).copied().unwrap_or(text.len());
            composed.parts.push((composed.text.len(), start));
            composed.text.extend(text[start..end].nfc());
        }
        composed.ends = (composed.text.len(), text.len());
        composed
    }

    /// Returns where the part is written that holds a byte; for the end, the end.
    fn written(&self, at: usize) -> usize {
        if at >= self.ends.0 {
            return self.ends.1;
        }
        let index = self.parts.partition_point(|&(here, _)| here <= at);
        self.parts.get(index.wrapping_sub(1)).map_or(0, |&(_, written)| written)
    }
}

/// Returns whether nothing before a letter can compose with it.
fn begins_anew(letter: char) -> bool {
    canonical_combining_class(letter) == 0 && is_nfc_quick(std::iter::once(letter)) == IsNormalized::Yes
}
