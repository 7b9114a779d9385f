//! How each network counts text: one way a network, behind one interface.
//!
//! A way of counting cuts a text into parts that weigh something; its length is the sum, and what overflows begins at
//! the first part that passes the limit. Nothing else is asked of it.

mod domain;
mod emoji;
mod grammar;
mod graphemes;
mod links;
mod mastodon;
mod scan;
mod top_level;
mod weighted;

use std::ops::{ControlFlow, Range};

pub use links::{Link, links};

/// A way of counting text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counting {
    /// X's weighted length: twitter-text, configuration 3.
    Weighted,
    /// Grapheme clusters of Unicode's annex 29: what people see as one character.
    Graphemes,
    /// Grapheme clusters as Mastodon counts them: a link with a scheme is 23, and of `@user@host` only `@user` counts.
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

/// What LinkedIn escapes, so that it counts twice; the backtick is not among it.
///
/// Source: learn.microsoft.com, little text format; brightbean, providers/linkedin.py; both read August 2026.
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
                "what people see as one character counts 1, a link with `https://` 23, of `@user@host` only `@user`"
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
                let _: ControlFlow<()> = self.walk(text, |piece| {
                    sum += piece.weight as usize;
                    ControlFlow::Continue(())
                });
                sum
            }
        }
    }

    /// Returns how many bytes of a text fit into a limit; all of them where nothing overflows. The cut lies between
    /// parts that count as one.
    pub fn fit(self, text: &str, most: usize) -> usize {
        let mut sum = 0;
        let end = self.walk(text, |piece| {
            sum += piece.weight as usize;
            if sum <= most { ControlFlow::Continue(()) } else { ControlFlow::Break(piece.range.start) }
        });
        end.break_value().unwrap_or(text.len())
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
    fn walk<B>(self, text: &str, mut each: impl FnMut(Piece) -> ControlFlow<B>) -> ControlFlow<B> {
        let letters = |weigh: fn(char) -> u32| {
            let piece = move |(start, letter): (usize, char)| Piece {
                range: start..start + letter.len_utf8(),
                weight: weigh(letter),
            };
            text.char_indices().map(piece)
        };
        match self {
            Self::Utf8 => letters(|letter| narrow(letter.len_utf8())).try_for_each(each),
            Self::Utf16 => letters(|letter| narrow(letter.len_utf16())).try_for_each(each),
            Self::CodePoints => letters(|_| 1).try_for_each(each),
            Self::Escaped => letters(escaped).try_for_each(each),
            Self::Weighted => weighted::walk(text, &mut each),
            Self::Graphemes => graphemes::pieces(text).try_for_each(each),
            Self::LinkedGraphemes => mastodon::walk(text, &mut each),
            Self::EmojiBytes => graphemes::with_emoji_bytes(text).try_for_each(each),
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

    fn hold(counting: Counting, vectors: &[(&str, usize)]) {
        for &(text, length) in vectors {
            assert_eq!(counting.length(text), length, "{counting:?} of {text:?}");
        }
    }

    #[test]
    fn bytes_units_and_characters_are_counted() {
        hold(Utf8, &[("", 0), ("Кава", 8), ("Кава ☕", 12), ("Ґанок 👩‍🍳", 22), ("cafe\u{301}", 6)]);
        hold(Utf16, &[("", 0), ("Кава", 4), ("Кава ☕", 6), ("Кава 👩‍🍳", 10), ("🇺🇦", 4), ("е\u{301}", 2)]);
        hold(CodePoints, &[("", 0), ("Кава", 4), ("Кава 👩‍🍳", 8), ("🇺🇦", 2), ("е\u{301}", 2)]);
    }

    #[test]
    fn bluesky_counts_what_people_see() {
        hold(
            Graphemes,
            &[("", 0), ("Кава 👩‍🍳 е\u{301}", 8), ("🇺🇦🇺🇦", 2), ("їжак\r\n", 5), ("👍🏽👍", 2), ("각", 1)],
        );
        hold(Graphemes, &[("https://kava.example/podil", 26), ("@olena@social.example", 21)]);
    }

    #[test]
    fn threads_counts_emoji_by_their_bytes() {
        hold(
            EmojiBytes,
            &[("Кава", 4), ("Кава ☕", 8), ("Кава 👩‍🍳", 16), ("🇺🇦", 8), ("1 №2 ™", 6), ("1️⃣", 7)],
        );
    }

    #[test]
    fn linkedin_escapes_what_it_reserves() {
        hold(Escaped, &[("Кава 👩‍🍳", 8), ("Кава (#1) @podil", 20), ("|{}@[]()<>#*_~\\", 30)]);
        hold(Escaped, &[("`кава`", 6), ("«Кава» – 50 % & more!", 21)]);
    }

    #[test]
    fn x_weighs_letters_and_emoji() {
        hold(Weighted, &[("", 0), ("Кава і їжа", 10), ("コーヒー", 8), ("저녁", 4), ("\u{10000}", 2)]);
        hold(Weighted, &[("«Кава» – “є”", 12), ("Так…", 5), ("№1", 3), ("’ ″", 3), ("€", 2), ("₴", 2)]);
        // The composed form is counted.
        hold(
            Weighted,
            &[("и\u{306}", 1), ("e\u{301}x\u{301}", 3), ("\u{1112}\u{1161}\u{11ab}", 2), ("\u{fb2c}", 3)],
        );
        hold(Weighted, &[("👩‍🍳", 2), ("🇺🇦", 2), ("👍🏽", 2), ("1️⃣", 2), ("👨👩👧👦", 8), ("👨‍👩‍👧‍👦", 2)]);
        hold(Weighted, &[("☕", 2), ("☕️", 2), ("☕\u{fe0e}", 4), ("©", 1), ("©️", 2), ("🏴\u{200d}", 3)]);
        // Younger than its grammar: a beard with a skin tone, and a heart on fire.
        hold(Weighted, &[("🧔🏽", 2), ("🧔🏽‍♂️", 5), ("❤️‍🔥", 5), ("🫶", 2)]);
    }

    #[test]
    fn x_finds_links_as_its_grammar_says() {
        hold(Weighted, &[("kava.com", 23), ("http://kava.com", 23), ("HTTPS://kava.com/a?b=c#d", 23)]);
        hold(Weighted, &[("kava.com, https://kava.com/меню і t.co/x", 74), ("日本kava.comです", 31)]);
        hold(
            Weighted,
            &[("https://кава.укр/меню", 23), ("kava.укр", 23), ("кава.укр", 8), ("kava.example", 12)],
        );
        hold(Weighted, &[("olena@kava.com", 14), ("@kava.com", 9), ("#kava.com", 9), ("$kava.com", 9)]);
        hold(
            Weighted,
            &[("kava.com.", 24), ("(kava.com/a_(b))", 25), ("kava.com/a!?", 25), ("kava.com/(a)b", 23)],
        );
        hold(
            Weighted,
            &[("kava.com:80/", 23), ("-kava.com", 9), ("https://a_b.kava.com", 23), ("a_b.kava.com", 25)],
        );
        let long = format!("https://{}.com", "a".repeat(64));
        hold(Weighted, &[(&long, 76), (&long.replace("aa", "a"), 23)]);
        hold(Weighted, &[("https://t.co/abc/def", 27), ("kava.comm", 9), ("xn--80aa.xn--p1ai", 23)]);
    }

    #[test]
    fn mastodon_counts_as_its_server_does() {
        hold(LinkedGraphemes, &[("", 0), ("Кава 👩‍🍳", 6), ("\n Кава\n\n", 4)]);
        // A link needs a scheme and a real top-level domain.
        hold(LinkedGraphemes, &[("Меню: https://kava.com/podil/very/long", 29), ("kava.com", 8)]);
        hold(LinkedGraphemes, &[("https://kava.example/podil", 26), ("https://кава.укр/меню", 23)]);
        hold(LinkedGraphemes, &[("http://a.ua", 23), ("gemini://kava.com", 23), ("ftp://kava.com", 14)]);
        // Signs that end a sentence do not belong to it, letters and emoji do.
        hold(
            LinkedGraphemes,
            &[("https://kava.com/a.", 24), ("(https://kava.com/a)", 25), ("https://kava.com/日☕", 23)],
        );
        hold(LinkedGraphemes, &[("https://kava.com/Кава_(напій)", 23), ("https://kava.com/a, b", 26)]);
        // Of a mention only the user counts.
        hold(
            LinkedGraphemes,
            &[("Дякуємо @olena@social.example!", 15), ("@olena", 6), ("olena@kava.com", 14)],
        );
        hold(
            LinkedGraphemes,
            &[("@a@кава.укр", 2), ("@a@b@c", 6), ("/@a@kava.com", 12), ("@a@kava.com. @b.c@d-e", 8)],
        );
        hold(LinkedGraphemes, &[("https://kava.com/@a@b.com", 23), ("@олена@kava.com", 15)]);
    }

    #[test]
    fn what_fits_ends_between_characters() {
        assert_eq!(Graphemes.fit("a👩‍🍳b", 1), 1);
        assert_eq!(Utf16.fit("a👩b", 2), 1);
        assert_eq!(Utf8.fit("ab", 5), 2);
        assert_eq!(Weighted.fit("see https://kava.com/podil", 10), 4);
    }

    /// Parts lie side by side, and the length is their sum.
    fn parts_add_up(counting: Counting, text: &str) -> usize {
        let length = counting.length(text);
        let (mut end, mut sum) = (0, 0);
        let _: ControlFlow<()> = counting.walk(text, |piece| {
            assert_eq!(piece.range.start, end, "{counting:?} leaves a hole");
            end = piece.range.end;
            sum += piece.weight as usize;
            ControlFlow::Continue(())
        });
        assert_eq!((end, sum), (text.len(), length), "{counting:?}");
        assert!(length <= counting.at_most(text), "{counting:?}");
        length
    }

    proptest! {
        #[test]
        fn parts_cover_the_text_and_what_fits_is_no_longer(text in "(\\PC|[a-zа-яїґ .@:/#()]|👩‍🍳|https://kava.com/a|e\u{301}|@olena@social.com){0,40}") {
            for counting in Counting::ALL {
                let length = parts_add_up(counting, &text);
                prop_assert_eq!(counting.fit(&text, length), text.len());
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

    #[test]
    fn hostile_texts_are_counted_to_their_end() {
        let units = [
            "\u{200d}",
            "\u{301}",
            "\u{202e}",
            "🇺",
            "🏽",
            "👩\u{200d}",
            "e\u{301}\u{327}",
            "\u{344}",
            "@",
            ".",
            "(",
            ")",
            "a.",
            "a.com",
            "日.",
            "a.укр/",
            "xn--.",
            "http://",
            "https://a))))",
            "a.com/(",
            "a.com/((a)",
            "a.com?!",
            "@a@b",
            "@a.",
        ];
        let mut texts: Vec<String> = units.map(|unit| unit.repeat(20_000 / unit.len())).to_vec();
        let long = [("https://kava.com/", "a"), ("https://kava.com/", "("), ("https://", "a"), ("@a@", "b")];
        texts.extend(long.map(|(start, unit)| format!("{start}{}", unit.repeat(100_000))));
        for text in texts {
            for counting in Counting::ALL {
                parts_add_up(counting, &text);
            }
        }
    }
}
