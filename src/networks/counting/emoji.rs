//! Emoji sequences, as X knows them.
//!
//! Its grammar is a list of the sequences of Unicode 11 with a few ways of its own. All others, and all that are younger, it
//! counts part by part.

use std::ops::{ControlFlow, Range};

use emojis::{Emoji, EmojiVersion};

/// The newest emoji that X knows as one.
///
/// Source: twemoji-parser 11, on which twitter-text 3.1 rests.
const NEWEST: EmojiVersion = EmojiVersion::new(11, 0);

/// Most code points of a sequence: two people, a heart and a kiss, and what joins them.
const LONGEST: usize = 8;

/// Cuts a part of a text into emoji and what lies between them.
pub(super) fn walk<B>(
    text: &str,
    range: Range<usize>,
    mut each: impl FnMut(Range<usize>, bool) -> ControlFlow<B>,
) -> ControlFlow<B> {
    let (mut at, mut plain) = (range.start, range.start);
    while let Some(letter) = text[at..range.end].chars().next() {
        let end = if may_begin(letter) { sequence_end(&text[..range.end], at) } else { None };
        let Some(end) = end else {
            at += letter.len_utf8();
            continue;
        };
        if plain < at {
            each(plain..at, false)?;
        }
        each(at..end, true)?;
        (at, plain) = (end, end);
    }
    if plain < range.end { each(plain..range.end, false) } else { ControlFlow::Continue(()) }
}

/// Returns whether a letter may be the first of an emoji that does not weigh what its letters weigh.
fn may_begin(letter: char) -> bool {
    matches!(letter, '#' | '*' | '0'..='9' | '©' | '®' | '\u{203c}'..='\u{3299}' | '\u{1f000}'..='\u{1ffff}')
}

/// Returns where the longest emoji ends that begins at a place.
fn sequence_end(text: &str, start: usize) -> Option<usize> {
    let mut best = None;
    let mut before = None;
    for (count, (offset, letter)) in text[start..].char_indices().take(LONGEST).enumerate() {
        if before.is_some_and(|before| before != JOINER && !joins(letter, before, count)) {
            break;
        }
        let end = start + offset + letter.len_utf8();
        if counts_as_one(&text[start..end]) {
            best = Some(end);
        }
        before = Some(letter);
    }
    // A wish for the look of text takes what is only one letter out of the emoji.
    best.filter(|&end| !text[end..].starts_with('\u{fe0e}') || text[start..end].chars().count() > 1)
}

/// Zero width joiner.
const JOINER: char = '\u{200d}';
/// Asks for the look of an emoji.
const COLORED: char = '\u{fe0f}';

/// Returns whether a letter may belong to the emoji of so many letters that stands before it and ends in another.
fn joins(letter: char, before: char, count: usize) -> bool {
    match letter {
        JOINER | COLORED => letter != before,
        '\u{20e3}' => before == COLORED || count == 1,
        '\u{1f3fb}'..='\u{1f3ff}' => !is_tone(before),
        '\u{1f1e6}'..='\u{1f1ff}' => count == 1 && ('\u{1f1e6}'..='\u{1f1ff}').contains(&before),
        '\u{e0020}'..='\u{e007f}' => before == '🏴' || before >= '\u{e0020}',
        _ => false,
    }
}

fn is_tone(letter: char) -> bool {
    ('\u{1f3fb}'..='\u{1f3ff}').contains(&letter)
}

/// Returns whether a sequence is an emoji for X.
fn counts_as_one(sequence: &str) -> bool {
    match sequence {
        // Without a wish for colours these are letters; infinity and the eye are as that grammar has them.
        "©" | "®" | "™" | "♾\u{fe0f}" | "👁\u{fe0f}\u{200d}🗨\u{fe0f}" => return false,
        "👁\u{200d}🗨" => return true,
        _ => {}
    }
    if let Some(base) = sequence.strip_suffix(is_tone) {
        // A tone implies the wish for colours, but does not mind it.
        let plain = base.strip_suffix(COLORED).filter(|plain| is_drawn_as_text(plain)).unwrap_or(base);
        let is_skier = plain == "⛷";
        return is_skier || known(&[plain, &sequence[base.len()..]].concat()).is_some();
    }
    let Some(known) = known(sequence) else { return false };
    let is_strict = sequence.contains(JOINER) || sequence.ends_with(COLORED);
    !is_strict || sequence == known.as_str() || is_asked_for_colors(sequence)
}

/// Returns the emoji that a sequence is, also where wishes for colours are missing in it.
fn known(sequence: &str) -> Option<&'static Emoji> {
    // Men and women in a tuxedo were there before Unicode had them.
    emojis::get(sequence).filter(|emoji| emoji.emoji_version() <= NEWEST || sequence.starts_with('🤵'))
}

/// Returns whether a sign has colours only where it asks for them.
fn is_drawn_as_text(sign: &str) -> bool {
    known(sign).is_some_and(|emoji| emoji.as_str().ends_with(COLORED))
}

/// Returns whether a sign that always has colours asks for them, and may.
fn is_asked_for_colors(sequence: &str) -> bool {
    const SIGNS: &str =
        "⌚⌛◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛔⛪⛲⛳⛵⛺⛽❗⬛⬜⭐⭕🀄🈚🈯";
    sequence.strip_suffix(COLORED).is_some_and(|sign| sign.chars().count() == 1 && SIGNS.contains(sign))
}
