//! X's weighted length: the text in its composed form, most letters of the world's alphabets one, the others and emoji two,
//! a link 23.
//!
//! Source: twitter-text, configuration 3 (scale 100, ranges of weight 100, all others 200), read August 2026.

use std::ops::{ControlFlow, Range};

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc, is_nfc_quick};

use super::grammar::Grammar;
use super::scan::found;
use super::{LINK, Piece, emoji};

/// Cuts a text into letters, emoji and links.
pub(super) fn walk<B>(text: &str, each: &mut impl FnMut(Piece) -> ControlFlow<B>) -> ControlFlow<B> {
    let is_plain = text.chars().all(is_plain);
    if is_plain || is_nfc(text) {
        return walk_composed(text, is_plain, each);
    }
    let composed = Composed::new(text);
    walk_composed(&composed.text, false, &mut |Piece { range, weight }| {
        each(Piece { range: composed.written(range.start)..composed.written(range.end), weight })
    })
}

/// Cuts a text that is composed already.
fn walk_composed<B>(
    text: &str,
    is_plain: bool,
    each: &mut impl FnMut(Piece) -> ControlFlow<B>,
) -> ControlFlow<B> {
    let mut at = 0;
    for link in found(text, Grammar::X) {
        walk_between(text, at..link.range.start, is_plain, each)?;
        at = link.range.end;
        each(Piece { range: link.range, weight: LINK })?;
        if let Some(letter) = text[at..].chars().next().filter(|_| link.leaves_half) {
            each(Piece { range: at..at + letter.len_utf8(), weight: 2 })?;
            at += letter.len_utf8();
        }
    }
    walk_between(text, at..text.len(), is_plain, each)
}

/// Cuts what lies between links.
fn walk_between<B>(
    text: &str,
    range: Range<usize>,
    is_plain: bool,
    each: &mut impl FnMut(Piece) -> ControlFlow<B>,
) -> ControlFlow<B> {
    if is_plain {
        return letters(text, range).try_for_each(each);
    }
    emoji::walk(text, range, |range, is_emoji| {
        if is_emoji {
            each(Piece { range, weight: 2 })
        } else {
            letters(text, range).try_for_each(&mut *each)
        }
    })
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
