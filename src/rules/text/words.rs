//! How a text is read word by word, so that the way in which words are written makes no difference: capitals, kinds of
//! apostrophes, stresses, soft hyphens.

use std::str::Chars;

use crate::text::{folded_letter, is_joint};

/// The letters of the word that a text begins with, as phrases write them.
#[derive(Clone)]
pub(super) struct Letters<'a>(Chars<'a>);

impl<'a> Letters<'a> {
    /// Reads the word at a place of a text.
    pub(super) fn at(text: &'a str, place: usize) -> Self {
        Self(text[place..].chars())
    }

    /// Returns the text behind what was read.
    pub(super) fn behind(&self) -> &'a str {
        self.0.as_str()
    }
}

impl Iterator for Letters<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        loop {
            let mut rest = self.0.clone();
            let letter = rest.next()?;
            if matches!(letter, 'a'..='z' | 'а'..='з' | 'й'..='я') {
                // Nearly all letters are as phrases write them.
                self.0 = rest;
                return Some(letter);
            }
            let joins = is_joint(letter) && rest.clone().next().is_some_and(is_letter);
            if !joins && !is_letter(letter) && !is_mark(letter) {
                return None;
            }
            self.0 = rest;
            match folded(letter) {
                'и' if self.behind().starts_with('\u{306}') => return Some('й'),
                'і' if self.behind().starts_with('\u{308}') => return Some('ї'),
                // What only marks a letter is passed over.
                letter if is_mark(letter) => {}
                letter => return Some(letter),
            }
        }
    }
}

/// Returns where the next word begins. Between words is white space, no empty line, and a comma only where the phrase has one.
pub(super) fn next_word(text: &str, from: usize, may_have_comma: bool) -> Option<usize> {
    let (mut line_ends, mut commas) = (0, 0);
    for (offset, letter) in text[from..].char_indices() {
        match letter {
            '\n' => line_ends += 1,
            ',' => commas += 1,
            letter if letter.is_whitespace() => {}
            letter => {
                let is_near = offset > 0 && line_ends < 2 && commas <= usize::from(may_have_comma);
                return (is_near && is_letter(letter)).then_some(from + offset);
            }
        }
    }
    None
}

/// Returns whether a phrase may begin behind a text: not inside a word, a hashtag, a name or a path.
pub(super) fn may_begin(before: &str) -> bool {
    let mut letters = before.chars().rev();
    match letters.next() {
        Some('#' | '@' | '/' | '\\') => false,
        Some(joint) if is_joint(joint) || matches!(joint, '_' | '=' | '&') => {
            !letters.next().is_some_and(is_letter)
        }
        _ => true,
    }
}

/// Returns whether a phrase may end before a text: not inside a name or a path.
pub(super) fn may_end(after: &str) -> bool {
    let mut letters = after.chars();
    match letters.next() {
        Some('@' | '\\') => false,
        Some('_' | '=' | '/') => !letters.next().is_some_and(is_letter),
        _ => true,
    }
}

/// Returns whether a sign is a letter or a digit.
pub(super) fn is_letter(letter: char) -> bool {
    match letter {
        '\0'..='\x7f' => letter.is_ascii_alphanumeric(),
        'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' => true,
        // Punctuation and emoji.
        '\u{2000}'..='\u{206f}' | '\u{1f000}'..='\u{1faff}' => false,
        _ => letter.is_alphanumeric(),
    }
}

/// Returns whether a sign stands inside a word and is none of its letters: a stress, a soft hyphen.
pub(super) fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{ad}')
}

/// Returns a letter as phrases write it.
fn folded(letter: char) -> char {
    match letter {
        'а'..='я' | 'a'..='z' => letter,
        letter if letter.is_ascii() => folded_letter(letter.to_ascii_lowercase()),
        letter => folded_letter(letter.to_lowercase().next().unwrap_or(letter)),
    }
}
