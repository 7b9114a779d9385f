//! Words in a text, whatever the alphabet: where they begin and end, and how they compare.
//!
//! A word is letters and digits, with marks over them, underscores, and with apostrophes and hyphens inside.

use std::ops::Range;

/// Finds the words of a text, in order.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_letter)?;
        let mut end = start;
        let mut is_joined = false;
        for (offset, letter) in text[start..].char_indices() {
            if is_letter(letter) {
                end = start + offset + letter.len_utf8();
                is_joined = false;
            } else if is_joined || !is_joint(letter) {
                break;
            } else {
                is_joined = true;
            }
        }
        at = end;
        Some(start..end)
    })
}

/// Returns whether a part of a text is made of whole words: nothing of a word stands right before or behind it.
pub fn is_whole(text: &str, part: Range<usize>) -> bool {
    let goes_on = |mut letters: &mut dyn Iterator<Item = char>| match letters.next() {
        Some(letter) if is_joint(letter) => (&mut letters).next().is_some_and(is_letter),
        letter => letter.is_some_and(is_letter),
    };
    !goes_on(&mut text[..part.start].chars().rev()) && !goes_on(&mut text[part.end..].chars())
}

/// Folds a word for comparing: in lowercase, with one kind of apostrophe and of hyphen, and `е` for `ё`.
pub fn folded(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(folded_letter).collect()
}

/// Folds a letter that is in lowercase: one kind of apostrophe and of hyphen, and `е` for `ё`.
pub fn folded_letter(letter: char) -> char {
    match letter {
        '’' | 'ʼ' | '‘' | '`' => '\'',
        '‐' | '‑' => '-',
        'ё' => 'е',
        letter => letter,
    }
}

/// Returns what stands before a place on its line, so many bytes at most.
pub fn line_before(text: &str, at: usize, most: usize) -> &str {
    let mut start = at.saturating_sub(most);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let near = &text[start..at];
    near.rfind('\n').map_or(near, |end| &near[end + 1..])
}

/// Returns what stands behind a place on its line, without the line's end, so many bytes at most.
pub fn line_after(text: &str, at: usize, most: usize) -> &str {
    let mut end = text.len().min(at.saturating_add(most));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let near = &text[at..end];
    near.find('\n').map_or(near, |end| &near[..end])
}

/// Returns whether a letter is part of a word by itself.
fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || ('\u{300}'..='\u{36f}').contains(&letter)
}

/// Returns whether a sign is part of a word between two letters.
pub fn is_joint(sign: char) -> bool {
    matches!(sign, '\'' | '’' | 'ʼ' | '‘' | '`' | '-' | '‐' | '‑')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_apostrophes_and_hyphens_inside() {
        let text = "П’ять e-mail-ів, «об'єднання» - 2_000 'so' й\u{306}о ☕️";
        let found: Vec<&str> = words(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["П’ять", "e-mail-ів", "об'єднання", "2_000", "so", "й\u{306}о"]);
        assert_eq!(folded("ПʼЯТЬ-Ё"), "п'ять-е");
    }

    #[test]
    fn a_part_of_a_word_is_not_whole() {
        let whole = |text: &str| {
            let start = text.find("MARK").expect("the word is there");
            is_whole(text, start..start + 4)
        };
        for text in ["MARK", "(MARK)", "«MARK»", "ціна: MARK.", "'MARK'", "- MARK -", "#MARK", "MARK☕️"]
        {
            assert!(whole(text), "{text}");
        }
        for text in
            ["MARKS", "їMARK", "MARK_LIST", "MARK-лист", "MARK’шка", "не-MARK", "1MARK", "MARK\u{301}"]
        {
            assert!(!whole(text), "{text}");
        }
    }
}
