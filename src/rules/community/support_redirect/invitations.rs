//! Places of a text that ask people to call or to write an e-mail: requests, where they send people, and what denies them.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::Way;
use super::phrases::{
    ASKS, BETWEEN, CALLS, ENDS, IDIOMS, MODALS, NEGATORS, REQUESTS, RESCUE, SIGNS, TO_CALL, TO_WRITE, has,
};
use crate::text::{folded, words};

static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let all = SIGNS.iter().flat_map(|sign| [(*sign).to_owned(), sign.to_uppercase()]);
    let finder = AhoCorasick::builder().ascii_case_insensitive(true).build(all);
    finder.expect("the signs are few and short")
});

/// Returns whether a text may hold a request; most do not.
pub(super) fn may_invite(text: &str) -> bool {
    FINDER.is_match(text)
}

/// What stands between a word and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Break {
    None,
    Clause,
    Sentence,
}

struct Word {
    range: Range<usize>,
    folded: String,
    before: Break,
}

/// The words of a text, ready to be asked.
pub(super) struct Sentences {
    words: Vec<Word>,
}

/// Most words between a request and where it sends people.
const FAR: usize = 8;
/// Words before a request, or behind an address, that may turn it into its contrary.
const NEGATED: usize = 4;

impl Sentences {
    pub(super) fn new(text: &str) -> Self {
        let mut end = 0;
        let words = words(text).map(|range| {
            let before = break_in(&text[end..range.start]);
            end = range.end;
            Word { folded: folded(&text[range.clone()]), range, before }
        });
        Self { words: words.collect() }
    }

    /// Finds the places that ask people to call or to write an e-mail, in order.
    pub(super) fn invitations(&self) -> Vec<(Way, Range<usize>)> {
        let mut found = Vec::new();
        for index in 0..self.words.len() {
            found.extend(self.request(index).or_else(|| self.end(index)));
        }
        found
    }

    /// Returns whether a place stands in a clause that says the contrary: "help@… більше не працює".
    pub(super) fn is_denied(&self, range: &Range<usize>) -> bool {
        let first = self.words.partition_point(|word| word.range.end <= range.start);
        let behind = self.words.partition_point(|word| word.range.start < range.end);
        let after = self.words[behind..].iter().take(NEGATED).take_while(|word| word.before == Break::None);
        self.is_negated(first) || after.into_iter().any(|word| has(NEGATORS, &word.folded))
    }

    /// Returns whether a word is turned into its contrary by one before it in its clause.
    fn is_negated(&self, index: usize) -> bool {
        let mut at = index;
        for _ in 0..NEGATED {
            if at == 0 || self.words.get(at).is_some_and(|word| word.before != Break::None) {
                return false;
            }
            at -= 1;
            if has(NEGATORS, &self.words[at].folded) {
                return true;
            }
        }
        false
    }

    /// Finds a request that begins with a word.
    fn request(&self, index: usize) -> Option<(Way, Range<usize>)> {
        let word = &self.words[index];
        let is_call = has(CALLS, &word.folded) || (has(TO_CALL, &word.folded) && self.is_asked(index));
        let (way, taken) = if is_call {
            (Way::Phone, 1)
        } else {
            let &(way, request) = REQUESTS.iter().find(|(_, request)| self.stands(index, request))?;
            (way, request.split(' ').count())
        };
        let last = index + taken - 1;
        let mut following =
            self.words[last + 1..].iter().take(FAR).take_while(|word| word.before < Break::Sentence);
        let is_idiom = self.words.get(last + 1).is_some_and(|next| has(IDIOMS, &next.folded));
        let is_rescue = way == Way::Phone && following.any(|word| has(RESCUE, &word.folded));
        let is_request = !self.is_negated(index) && !is_idiom && !is_rescue;
        is_request.then(|| (way, word.range.start..self.words[last].range.end))
    }

    /// Finds where a word sends people, if something in its sentence asks them to go there.
    fn end(&self, index: usize) -> Option<(Way, Range<usize>)> {
        let word = &self.words[index];
        let &(way, before, _) = ENDS.iter().find(|(_, _, ends)| has(ends, &word.folded))?;
        let mut start = index;
        while self.words[start].before == Break::None && start > 0 && index - start < 3 {
            start -= 1;
            if has(before, &self.words[start].folded) {
                let is_asked = !self.is_negated(start) && self.has_ask(start, index);
                return is_asked.then(|| (way, self.words[start].range.start..word.range.end));
            }
            if !has(BETWEEN, &self.words[start].folded) {
                return None;
            }
        }
        None
    }

    /// Returns whether a request stands near a place in its sentence: before it, or in the same clause right behind.
    fn has_ask(&self, start: usize, end: usize) -> bool {
        let asks = |index: usize| {
            let word = &*self.words[index].folded;
            let is_ask = has(ASKS, word) || (has(TO_WRITE, word) && self.is_asked(index));
            is_ask && !self.is_negated(index)
        };
        let mut at = start;
        for _ in 0..FAR {
            if at == 0 || self.words[at].before == Break::Sentence {
                break;
            }
            at -= 1;
            if asks(at) {
                return true;
            }
        }
        let behind = (end + 1..self.words.len()).take(3);
        behind.take_while(|&index| self.words[index].before == Break::None).any(asks)
    }

    /// Returns whether one of the two words before a plain form makes it a request.
    fn is_asked(&self, index: usize) -> bool {
        let mut at = index;
        for _ in 0..2 {
            if at == 0 || self.words[at].before != Break::None {
                return false;
            }
            at -= 1;
            if has(MODALS, &self.words[at].folded) {
                return !self.is_negated(at);
            }
        }
        false
    }

    /// Returns whether these words stand at a place, in one clause.
    fn stands(&self, index: usize, wanted: &str) -> bool {
        let mut words = self.words[index..].iter();
        wanted.split(' ').enumerate().all(|(place, wanted)| {
            words
                .next()
                .is_some_and(|word| word.folded == wanted && (place == 0 || word.before == Break::None))
        })
    }
}

/// Returns what the signs between two words divide.
fn break_in(between: &str) -> Break {
    let ends = |sign: char| matches!(sign, '!' | '?' | '…' | '\n');
    let stop = between.find(". ").is_some() || between.ends_with('.') && between.len() > 1;
    if stop || between.contains(ends) {
        Break::Sentence
    } else if between.contains([',', ';', ':', '(', ')', '—', '–']) || between.contains(" - ") {
        Break::Clause
    } else {
        Break::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_phrase_is_without_a_sign() {
        let lists = [CALLS, TO_CALL].into_iter().chain(ENDS.iter().map(|(_, _, ends)| *ends));
        for word in lists.flat_map(str::split_whitespace).chain(REQUESTS.iter().map(|(_, request)| *request))
        {
            assert!(may_invite(word) && may_invite(&word.to_uppercase()), "{word}");
        }
    }

    fn found(text: &str) -> Vec<&str> {
        Sentences::new(text).invitations().into_iter().map(|(_, range)| &text[range]).collect()
    }

    #[test]
    fn requests_are_found_in_three_languages() {
        for (text, part) in [
            ("Будь ласка, зателефонуйте нам", "зателефонуйте"),
            ("Телефонуйте 0 800 50 12 34", "Телефонуйте"),
            ("Можете також подзвонити нам", "подзвонити"),
            ("Якщо не прийшло, напишіть нам на пошту", "на пошту"),
            ("Пишіть, будь ласка, на нашу електронну пошту", "на нашу електронну пошту"),
            ("Надішліть фото чека на e-mail", "на e-mail"),
            ("Можна написати на імейл", "на імейл"),
            ("На пошту пишіть", "На пошту"),
            ("Зверніться за номером телефону", "за номером телефону"),
            ("Звертайтеся на гарячу лінію", "на гарячу лінію"),
            ("Звоните в любое время", "Звоните"),
            ("Напишите нам на почту", "на почту"),
            ("Обращайтесь по телефону", "по телефону"),
            ("Please call or come by", "Please call"),
            ("Call us on Monday", "Call us"),
            ("Just e-mail us", "e-mail us"),
            ("Don't wait, email us", "email us"),
            ("Contact us by phone", "by phone"),
            ("Reach us via e-mail", "via e-mail"),
        ] {
            assert_eq!(found(text), [part], "{text}");
        }
    }

    #[test]
    fn what_only_seems_to_be_a_request_is_none() {
        for text in [
            "Не треба телефонувати: відповімо тут",
            "Не телефонуйте, пишіть у коментарях",
            "Вам не потрібно дзвонити чи писати на пошту",
            "Замість пошти пишіть нам сюди",
            "Our support answers here, no need to call us",
            "You do not have to e-mail us",
            "We answer here, not by phone: write below",
            "Call us old-fashioned",
            "Чек ми надіслали вам на e-mail",
            "Посилка поїхала на пошту",
            "Надішліть на Нову пошту",
            "Ми вам зателефонуємо",
            "Ми уточнили це за телефоном",
            "Мы позвоним и ответим по телефону",
            "Якщо чуєте запах газу, телефонуйте 104",
            "Пишіть у коментарях. Чек прийде на пошту",
            "Наш телефон зламався",
            "Нова пошта не працює",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn an_address_that_is_no_longer_read_sends_nobody_there() {
        let denied = |text: &str, part: &str| {
            let start = text.find(part).expect("it is there");
            Sentences::new(text).is_denied(&(start..start + part.len()))
        };
        assert!(denied("Пошта help@kava.ua більше не працює: пишіть сюди", "help@kava.ua"));
        assert!(denied("Не пишіть на help@kava.ua, ми тут", "help@kava.ua"));
        assert!(denied("0 800 50 12 34 is no longer ours", "0 800 50 12 34"));
        assert!(!denied("Не чекайте, пишіть на help@kava.ua", "help@kava.ua"));
        assert!(!denied("help@kava.ua. Не чекайте", "help@kava.ua"));
    }
}
