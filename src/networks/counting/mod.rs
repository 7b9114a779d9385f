//! How each network counts text: one way a network, behind one interface.
//!
//! A way of counting cuts a text into parts that weigh something; its length is the sum, and what overflows begins at
//! the first part that passes the limit. Nothing else is asked of it.

mod domain;
mod emoji;
mod graphemes;
mod links;
mod weighted;

use std::ops::Range;

pub use links::{Link, links};

/// A way of counting text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counting {
    /// X's weighted length: twitter-text, configuration 3.
    Weighted,
    /// Grapheme clusters of Unicode's annex 29: what people see as one character.
    Graphemes,
    /// Grapheme clusters as Mastodon counts them: a link is 23, and of `@user@host` only `@user` counts.
    LinkedGraphemes,
    /// Bytes of UTF-8.
    Utf8,
    /// Code points, but emoji by their bytes of UTF-8, as the page on Threads says.
    EmojiBytes,
    /// Code units of UTF-16.
    Utf16,
    /// Code points of Unicode.
    CodePoints,
    /// Code points, those that LinkedIn reserves twice.
    Escaped,
}

/// A part of a text that counts as one, and how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// In the unit of the counting.
    pub weight: u32,
}

/// What a link weighs on X and on Mastodon, in characters.
pub(crate) const LINK: u32 = 23;

/// What LinkedIn escapes, so that it counts twice.
///
/// Source: brightbean, providers/linkedin.py, read August 2026.
const RESERVED: &str = "|{}@[]()<>#*_~\\";

impl Counting {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Weighted,
        Self::Graphemes,
        Self::LinkedGraphemes,
        Self::Utf8,
        Self::EmojiBytes,
        Self::Utf16,
        Self::CodePoints,
        Self::Escaped,
    ];

    /// Returns the unit's name in the plural.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Weighted => "weighted characters",
            Self::Graphemes | Self::LinkedGraphemes => "graphemes",
            Self::Utf8 => "UTF-8 bytes",
            Self::EmojiBytes => "characters, emoji by bytes",
            Self::Utf16 => "UTF-16 units",
            Self::CodePoints => "characters",
            Self::Escaped => "characters, escaped",
        }
    }

    /// Returns how it counts, in one sentence.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Weighted => {
                "Latin, Cyrillic and the like count 1, Chinese, Japanese and the rest 2, an emoji 2, a link 23"
            }
            Self::Graphemes => "what people see as one character counts 1, links in full",
            Self::LinkedGraphemes => {
                "what people see as one character counts 1, a link 23, of `@user@host` only `@user`"
            }
            Self::Utf8 => "bytes: a Latin letter is 1, a Cyrillic one 2, an emoji 4 and more",
            Self::EmojiBytes => "characters count 1, emoji as many as they have bytes",
            Self::Utf16 => "a letter counts 1, most emoji 2 and more",
            Self::CodePoints => "every code point counts 1; an emoji may be several",
            Self::Escaped => "characters count 1, but | { } @ [ ] ( ) < > # * _ ~ \\ count 2",
        }
    }

    /// Returns how long a text is, in the unit of this counting.
    pub fn length(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.encode_utf16().count(),
            Self::CodePoints => text.chars().count(),
            Self::Escaped => text.chars().map(|letter| escaped(letter) as usize).sum(),
            Self::Weighted | Self::Graphemes | Self::LinkedGraphemes | Self::EmojiBytes => {
                let mut sum = 0;
                self.walk(text, |piece| {
                    sum += piece.weight as usize;
                    true
                });
                sum
            }
        }
    }

    /// Returns how many bytes of a text fit into a limit; all of them where nothing overflows. The cut lies between
    /// parts that count as one.
    pub fn fit(self, text: &str, most: usize) -> usize {
        let (mut sum, mut end) = (0, text.len());
        self.walk(text, |piece| {
            sum += piece.weight as usize;
            let fits = sum <= most;
            if !fits {
                end = piece.range.start;
            }
            fits
        });
        end
    }

    /// Returns a number that the length never exceeds, at no cost.
    ///
    /// A byte weighs two at most, but for links, which have a dot or a colon.
    pub fn at_most(self, text: &str) -> usize {
        self.at_most_for_bytes(text.len()).unwrap_or_else(|| {
            let marks = memchr::memchr2_iter(b'.', b':', text.as_bytes()).count();
            text.len() * 2 + marks * LINK as usize
        })
    }

    /// Returns a number that the length of a text of so many bytes never exceeds; none where links may weigh more than they
    /// have bytes.
    pub fn at_most_for_bytes(self, bytes: usize) -> Option<usize> {
        match self {
            Self::Graphemes | Self::Utf8 | Self::EmojiBytes | Self::Utf16 | Self::CodePoints => Some(bytes),
            Self::Escaped => Some(bytes * 2),
            Self::Weighted | Self::LinkedGraphemes => None,
        }
    }

    /// Cuts a text into its parts, in order, until it is told to stop.
    fn walk(self, text: &str, mut each: impl FnMut(Piece) -> bool) {
        let by_letter = |weigh: fn(char) -> u32, each: &mut dyn FnMut(Piece) -> bool| {
            for (start, letter) in text.char_indices() {
                if !each(Piece { range: start..start + letter.len_utf8(), weight: weigh(letter) }) {
                    return;
                }
            }
        };
        match self {
            Self::Utf8 => by_letter(|letter| narrow(letter.len_utf8()), &mut each),
            Self::Utf16 => by_letter(|letter| narrow(letter.len_utf16()), &mut each),
            Self::CodePoints => by_letter(|_| 1, &mut each),
            Self::Escaped => by_letter(escaped, &mut each),
            Self::Weighted => stop_early(weighted::pieces(text), each),
            Self::Graphemes => stop_early(graphemes::pieces(text), each),
            Self::LinkedGraphemes => stop_early(graphemes::linked(text), each),
            Self::EmojiBytes => stop_early(graphemes::with_emoji_bytes(text), each),
        }
    }
}

fn stop_early(pieces: impl IntoIterator<Item = Piece>, mut each: impl FnMut(Piece) -> bool) {
    for piece in pieces {
        if !each(piece) {
            return;
        }
    }
}

fn narrow(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

fn escaped(letter: char) -> u32 {
    if letter.is_ascii() && RESERVED.contains(letter) { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Counting::{
        CodePoints, EmojiBytes, Escaped, Graphemes, LinkedGraphemes, Utf8, Utf16, Weighted,
    };
    use super::*;

    #[test]
    fn every_way_counts_as_its_network_does() {
        let vectors = [
            (Utf8, "Кава ☕", 12),
            (Utf16, "Кава 👩‍🍳", 10),
            (CodePoints, "Кава 👩‍🍳", 8),
            (CodePoints, "е\u{301}", 2),
            (Graphemes, "Кава 👩‍🍳 е\u{301}", 8),
            (Graphemes, "https://kava.example/podil", 26),
            (LinkedGraphemes, "Меню: https://kava.example/podil/very/long", 29),
            (LinkedGraphemes, "kava.example", 12),
            (LinkedGraphemes, "Дякуємо @olena@social.example!", 15),
            (EmojiBytes, "Кава ☕", 8),
            (EmojiBytes, "Кава", 4),
            (Escaped, "Кава (#1) @podil", 20),
            (Weighted, "Кава", 4),
            (Weighted, "コーヒー", 8),
            (Weighted, "👩‍🍳", 2),
            (Weighted, "kava.com", 23),
        ];
        for (counting, text, length) in vectors {
            assert_eq!(counting.length(text), length, "{counting:?} of {text}");
        }
    }

    #[test]
    fn what_fits_ends_between_characters() {
        assert_eq!(Graphemes.fit("a👩‍🍳b", 1), 1);
        assert_eq!(Utf16.fit("a👩b", 2), 1);
        assert_eq!(Utf8.fit("ab", 5), 2);
        assert_eq!(Weighted.fit("see https://kava.com/podil", 10), 4);
    }

    proptest! {
        #[test]
        fn parts_cover_the_text_and_lengths_add_up(text in "(\\PC|[a-zа-яїґ .@:/#()]|👩‍🍳|https://kava.example/a|e\u{301}|@olena@social.example){0,40}") {
            for counting in Counting::ALL {
                let length = counting.length(&text);
                prop_assert!(length <= counting.at_most(&text), "{counting:?}");
                prop_assert_eq!(counting.fit(&text, length), text.len());
                let (mut end, mut sum) = (0, 0);
                counting.walk(&text, |piece| {
                    assert_eq!(piece.range.start, end, "{counting:?} leaves a hole");
                    end = piece.range.end;
                    sum += piece.weight as usize;
                    true
                });
                prop_assert_eq!(end, text.len());
                prop_assert_eq!(sum, length, "{:?}", counting);
                let most = length / 2;
                let fit = counting.fit(&text, most);
                prop_assert!(text.is_char_boundary(fit));
                // X's and Mastodon's links may change where a text is cut.
                if !matches!(counting, Weighted | LinkedGraphemes) {
                    prop_assert!(counting.length(&text[..fit]) <= most, "{counting:?}");
                }
            }
        }
    }
}
