//! Emoji sequences, as X knows them.

use std::ops::Range;

use emojis::EmojiVersion;

/// The newest emoji that X's own grammar knows as one; of newer sequences it counts the parts.
///
/// Source: twemoji-parser 11, on which twitter-text 3.1 rests.
const NEWEST: EmojiVersion = EmojiVersion::new(11, 0);

/// Most code points of a sequence: four people with skin tones, and what joins them.
const LONGEST: usize = 16;

/// Cuts a part of a text into emoji and what lies between them.
pub(super) fn walk(text: &str, range: Range<usize>, mut each: impl FnMut(Range<usize>, bool)) {
    let (mut at, mut plain) = (range.start, range.start);
    while let Some(letter) = text[at..range.end].chars().next() {
        let end = if may_begin(letter) { sequence_end(&text[..range.end], at) } else { None };
        match end {
            Some(end) => {
                if plain < at {
                    each(plain..at, false);
                }
                each(at..end, true);
                (at, plain) = (end, end);
            }
            None => at += letter.len_utf8(),
        }
    }
    if plain < range.end {
        each(plain..range.end, false);
    }
}

/// Returns whether a letter may be the first of an emoji that does not weigh what its letters weigh.
fn may_begin(letter: char) -> bool {
    matches!(letter, '#' | '*' | '0'..='9' | '©' | '®' | '\u{203c}'..='\u{3299}' | '\u{1f000}'..='\u{1ffff}')
}

/// Returns where the longest emoji ends that begins at a place.
fn sequence_end(text: &str, start: usize) -> Option<usize> {
    let mut best = None;
    let mut before = None;
    for (count, (offset, letter)) in text[start..].char_indices().enumerate() {
        let goes_on = count == 0 || before == Some(JOINER) || joins(letter, before);
        if !goes_on || count >= LONGEST {
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

/// Returns whether a letter belongs to the emoji before it.
fn joins(letter: char, before: Option<char>) -> bool {
    let is_flag = |letter: char| ('\u{1f1e6}'..='\u{1f1ff}').contains(&letter);
    matches!(letter, JOINER | '\u{fe0f}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
        || (is_flag(letter) && before.is_some_and(is_flag))
}

/// Asks for the look of an emoji.
const COLORED: char = '\u{fe0f}';

/// Returns whether a sequence is an emoji for X.
///
/// A single sign may ask for colours where it is else drawn as a letter, and must where it is usually one, such as `©`; a joined
/// sequence must be written in full. The eye in a speech bubble and the sign of infinity are as that grammar has them.
fn counts_as_one(sequence: &str) -> bool {
    if matches!(sequence, "©" | "®" | "™" | "♾\u{fe0f}" | "👁\u{fe0f}\u{200d}🗨\u{fe0f}") {
        return false;
    }
    // Behind a wish for colours a skin tone says the same again.
    let toned = sequence.find(COLORED).filter(|&at| sequence[at..].chars().nth(1).is_some_and(is_tone));
    let known = match toned {
        Some(at) => emojis::get(&[&sequence[..at], &sequence[at + COLORED.len_utf8()..]].concat()),
        None => emojis::get(sequence),
    };
    let Some(known) = known.filter(|emoji| emoji.emoji_version() <= NEWEST) else { return false };
    let is_strict = sequence.contains(JOINER) || sequence.ends_with(COLORED);
    !is_strict || sequence == known.as_str() || sequence == "👁\u{200d}🗨"
}

fn is_tone(letter: char) -> bool {
    ('\u{1f3fb}'..='\u{1f3ff}').contains(&letter)
}
