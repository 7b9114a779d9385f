//! Texts folded to what readers remember: words, without case, punctuation, links and hashtags.

/// Lists the words of a text as numbers: letters and digits in lower case, but for what is passed over.
fn words(text: &str, is_passed_over: fn(&str) -> bool, mut each: impl FnMut(u64)) {
    for token in text.split_whitespace() {
        if is_passed_over(token) {
            continue;
        }
        let mut hash = SEED;
        for letter in token.chars() {
            if letter.is_alphanumeric() {
                hash = lower(letter, hash);
            } else if hash != SEED && !is_inside(letter) {
                each(hash);
                hash = SEED;
            }
        }
        if hash != SEED {
            each(hash);
        }
    }
}

/// Returns whether a word is a link or a hashtag.
fn is_passed_over(token: &str) -> bool {
    let token = token.trim_start_matches(['(', '[', '«', '"', '<']);
    token.starts_with('#')
        || token.starts_with("http://")
        || token.starts_with("https://")
        || token.starts_with("www.")
}

/// Returns whether a sign belongs to the word around it: apostrophes, marks over letters, soft hyphens.
fn is_inside(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ' | '`' | '\u{ad}' | '\u{300}'..='\u{36f}')
}

/// What an empty word hashes to.
const SEED: u64 = 0x9E37_79B9_7F4A_7C15;

/// Adds a letter in lower case to a hash.
fn lower(letter: char, hash: u64) -> u64 {
    match letter {
        'a'..='z' | '0'..='9' | 'а'..='я' => mixed(hash, u64::from(letter)),
        'A'..='Z' | 'А'..='Я' => mixed(hash, u64::from(letter) + 0x20),
        letter => letter.to_lowercase().fold(hash, |hash, letter| mixed(hash, u64::from(letter))),
    }
}

/// Joins a number to a hash.
fn mixed(hash: u64, number: u64) -> u64 {
    let product = (hash ^ number).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    product ^ (product >> 32)
}

/// Folds a text to what is told in it: the hash of its words without links and hashtags, and its different trigrams, three
/// words in a row, added to a list as sorted numbers. None where nothing is left of it.
pub(super) fn told(text: &str, trigrams: &mut Vec<u32>) -> Option<u64> {
    let start = trigrams.len();
    let (mut hash, mut before, mut last) = (SEED, None, None);
    words(text, is_passed_over, |word| {
        hash = mixed(hash, word);
        if let (Some(before), Some(last)) = (before, last) {
            let trigram = mixed(mixed(before, last), word);
            trigrams.push((trigram >> 32) as u32);
        }
        (before, last) = (last, Some(word));
    });
    let own = &mut trigrams[start..];
    own.sort_unstable();
    let mut kept = start;
    for index in start..trigrams.len() {
        if index == start || trigrams[index] != trigrams[kept - 1] {
            trigrams[kept] = trigrams[index];
            kept += 1;
        }
    }
    trigrams.truncate(kept);
    (hash != SEED).then_some(hash)
}

/// Folds a text to the hash of all its words, links and hashtags among them.
pub(super) fn published(text: &str) -> u64 {
    let mut hash = SEED;
    words(text, |_| false, |word| hash = mixed(hash, word));
    hash
}

/// Returns how many numbers two sorted lists share.
pub(super) fn shared(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                i += 1;
                j += 1;
            }
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> (Option<u64>, Vec<u32>) {
        let mut trigrams = Vec::new();
        (told(text, &mut trigrams), trigrams)
    }

    fn whole(text: &str) -> Option<u64> {
        folded(text).0
    }

    #[test]
    fn case_punctuation_links_and_hashtags_make_no_difference() {
        let plain = whole("Нове меню вже на Подолі");
        assert_eq!(whole("НОВЕ меню — вже на Подолі! #кава https://kava.example"), plain);
        assert_ne!(whole("Нове меню вже на Печерську"), plain);
        assert_eq!(whole("Кав'ярня"), whole("кав’ярня"));
        assert_eq!(whole("#кава 👩‍🍳 https://kava.example"), None);
        assert_ne!(whole("a b"), whole("ab"));
    }

    #[test]
    fn what_is_published_differs_with_its_link() {
        let one = published("Нове меню https://kava.example/1");
        assert_eq!(published("нове меню! https://kava.example/1"), one);
        assert_ne!(published("Нове меню https://kava.example/2"), one);
    }

    #[test]
    fn trigrams_are_three_words_in_a_row() {
        let (a, b) = (folded("one two three four five").1, folded("zero two three four five").1);
        assert_eq!((a.len(), b.len(), shared(&a, &b)), (3, 3, 2));
        assert!(folded("one two").1.is_empty());
        assert_eq!(folded("la la la la la").1.len(), 1);
    }
}
