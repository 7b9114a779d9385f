//! Where a mark of a text that is not written yet means what it seems to.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::packed::Searcher;
use aho_corasick::{AhoCorasick, MatchKind};

use super::known::{FOLLOWERS, MARKS, NOTHING, ORDERS, REMARKS, SIGNS, STAND_INS, Sign, TAGS, UNITS};
use crate::text::{folded, is_whole, line_after, line_before, words};

/// Longest that brackets hold a mark, in bytes.
const BRACKETS: usize = 80;
/// How much of a line around a mark is looked at, in bytes.
const NEAR: usize = 200;
/// Longest text that may be a mark as a whole, in bytes.
const WHOLE: usize = 40;

/// Finds what looks like a mark, each with its sign.
static FINDER: LazyLock<(AhoCorasick, Vec<Sign>)> = LazyLock::new(|| {
    let (mut forms, mut signs) = (Vec::new(), Vec::new());
    for (sign, mark) in MARKS.iter().flat_map(|(sign, marks)| marks.iter().map(|mark| (*sign, *mark))) {
        forms.extend(forms_of(mark));
        signs.resize(forms.len(), sign);
    }
    let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(forms);
    (finder.expect("the marks are few and short"), signs)
});

/// Tells at little cost whether a text may hold a mark; none where the machine cannot do so.
static SIEVE: LazyLock<Option<Searcher>> = LazyLock::new(|| {
    // The first byte of a Cyrillic letter is that of half the alphabet, and tells nothing.
    let telling = |sign: &&'static str| &sign.as_bytes()[usize::from(!sign.is_ascii())..];
    Searcher::new(SIGNS.iter().map(telling))
});

/// Lists the ways in which a mark may be written.
fn forms_of(mark: &str) -> Vec<String> {
    let mut letters = mark.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let mut forms = vec![mark.to_owned(), first.chain(letters).collect(), mark.to_uppercase()];
    forms.dedup();
    forms
}

fn may_hold_marks(text: &str) -> bool {
    SIEVE.as_ref().is_none_or(|sieve| sieve.find(text).is_some())
}

/// Returns whether a text as a whole says nothing: signs alone, a remark, or but for titles a word that stands for a text.
pub(super) fn says_nothing(text: &str, is_title: bool) -> bool {
    let text = text.trim();
    if text.len() > WHOLE || text.is_empty() || text == "?" {
        return false;
    }
    let is_sign = |letter: char| ".…?-–—_*".contains(letter) || letter.is_whitespace();
    if text.chars().all(is_sign) {
        return true;
    }
    let bare =
        text.trim_matches(|letter: char| is_sign(letter) || is_bracket(letter) || ":!".contains(letter));
    let word = folded(bare);
    REMARKS.contains(&&*word) || (!is_title && NOTHING.contains(&&*word))
}

/// Finds the marks of a text, in order. `has_todo` tells that TODO is a word of the language.
pub(super) fn marks(text: &str, has_todo: bool) -> Vec<Range<usize>> {
    let here = |(sign, range): &(Sign, Range<usize>)| {
        let is_word_of_language = has_todo && &text[range.clone()] == "TODO";
        !is_word_of_language && is_whole(text, range.clone()) && holds(*sign, text, range)
    };
    let mut found: Vec<Range<usize>> = hits(text).filter(here).map(|(_, range)| range).collect();
    let brackets = memchr::memchr2_iter(b'[', b'<', text.as_bytes());
    found.extend(brackets.filter_map(|open| stand_in(text, open)));
    found.sort_unstable_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    // What stands inside brackets that are a mark themselves is the same mark.
    let mut end = 0;
    found.retain(|range| {
        let is_new = range.start >= end;
        end = end.max(range.end);
        is_new
    });
    found
}

/// Finds the marks of an address: the domains of examples, and words in capitals that are all of a part of it.
pub(super) fn marks_of_address(link: &str) -> Vec<Range<usize>> {
    let is_end = |sign: Option<char>| sign.is_none_or(|sign| "/?=&#.:".contains(sign));
    let in_capitals = |sign| matches!(sign, Sign::Capitals | Sign::Bracketed | Sign::Crosses);
    let is_part = |range: &Range<usize>| {
        is_end(link[..range.start].chars().next_back()) && is_end(link[range.end..].chars().next())
    };
    let words = hits(link).filter(|(sign, range)| in_capitals(*sign) && is_part(range));
    example(link).into_iter().chain(words.map(|(_, range)| range)).collect()
}

/// Finds the domain of an address where it is one that the Internet keeps for examples.
///
/// Source: RFC 2606, section 3.
fn example(link: &str) -> Option<Range<usize>> {
    let start = link.find("://")? + 3;
    let host = link[start..].split(['/', '?', '#', ':']).next()?;
    let name = host.strip_prefix("www.").unwrap_or(host);
    matches!(name, "example.com" | "example.org" | "example.net").then_some(start..start + host.len())
}

/// Finds what looks like a mark, in order; of crosses, all that stand together.
fn hits(text: &str) -> impl Iterator<Item = (Sign, Range<usize>)> {
    let finder = may_hold_marks(text).then(|| &*FINDER);
    let all = finder.into_iter().flat_map(move |(finder, signs)| {
        finder.find_iter(text).map(|hit| (signs[hit.pattern().as_usize()], hit.range()))
    });
    let mut end = 0;
    all.filter_map(move |(sign, range)| {
        if range.start < end {
            return None;
        }
        let range = if sign == Sign::Crosses { crosses(text, end, range) } else { range };
        end = range.end;
        Some((sign, range))
    })
}

/// Returns all of the crosses around some that were found, from a place on.
fn crosses(text: &str, from: usize, found: Range<usize>) -> Range<usize> {
    let is_cross = |letter: char| matches!(letter, 'X' | 'Х');
    let is_joint = |letter: char| matches!(letter, ' ' | '-');
    let is_inside = |letter: char| is_cross(letter) || is_joint(letter);
    let start = from + text[from..found.start].trim_end_matches(is_inside).len();
    let end = text.len() - text[found.end..].trim_start_matches(is_inside).len();
    let inside = &text[start..end];
    let start = start + inside.len() - inside.trim_start_matches(is_joint).len();
    start..start + inside.trim_matches(is_joint).len()
}

/// Returns whether a mark that was found is one where it stands.
fn holds(sign: Sign, text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (line_before(text, range.start, NEAR), line_after(text, range.end, NEAR));
    let is_bracketed = before.ends_with(is_bracket) && after.starts_with(is_bracket);
    match sign {
        Sign::Anywhere => true,
        Sign::Capitals => {
            let is_shouted = || ends_in_capitals(before) || begins_in_capitals(after);
            &text[range.clone()] != "TODO" || after.starts_with(':') || !is_shouted()
        }
        Sign::Bracketed => is_bracketed,
        Sign::Begins => before.ends_with(is_bracket) || before.trim().is_empty(),
        Sign::Alone => {
            let is_frame =
                |letter: char| letter.is_whitespace() || is_bracket(letter) || ".…!?*_\"«»".contains(letter);
            // A line that announces the link below it is no mark.
            let leads = || text[range.end + after.len()..].trim_start().starts_with("http");
            is_bracketed || (before.chars().chain(after.chars()).all(is_frame) && !leads())
        }
        Sign::Crosses => is_bracketed || is_amount(&text[range.clone()], before, after),
    }
}

/// Returns whether crosses stand for an amount, a price or a telephone number, rather than for thirty.
fn is_amount(crosses: &str, before: &str, after: &str) -> bool {
    let groups: Vec<usize> = crosses.split([' ', '-']).map(|group| group.chars().count()).collect();
    let is_mask = match groups.as_slice() {
        [one] => *one > 3,
        [one, other] => *one > 3 || *other > 3 || one == other,
        _ => true,
    };
    let (close, behind) = (before.trim_end(), after.trim_start());
    let money = ['$', '€', '₴', '£', '₽'];
    let unit = words(behind).next().filter(|word| word.start == 0);
    let has_unit = || unit.is_some_and(|word| UNITS.contains(&&*folded(&behind[word])));
    let ends = behind.is_empty() || behind.starts_with(['.', ',', ';', ')']);
    is_mask
        || close.ends_with(money)
        || behind.starts_with(money)
        || behind.starts_with('%')
        || (ends && close.ends_with([':', '=']))
        || has_unit()
}

/// Finds the brackets that begin at a place and hold a word that stands for what is to come.
fn stand_in(text: &str, open: usize) -> Option<Range<usize>> {
    let is_angle = text.as_bytes()[open] == b'<';
    let close = if is_angle { b'>' } else { b']' };
    let rest = &text.as_bytes()[open + 1..];
    let end = open + 1 + memchr::memchr2(close, b'\n', &rest[..rest.len().min(BRACKETS)])?;
    // The text of a link in Markdown stands in brackets too.
    let is_markdown = text[end + 1..].starts_with(['(', '[', ':']);
    if text.as_bytes()[end] != close || is_markdown {
        return None;
    }
    let inside = &text[open + 1..end];
    let mut parts = words(inside).map(|word| folded(&inside[word]));
    let first = parts.next()?;
    let is_noun = STAND_INS.contains(&&*first)
        && !(is_angle && TAGS.contains(&&*first))
        && parts.next().is_none_or(|second| FOLLOWERS.contains(&&*second));
    (is_noun || ORDERS.contains(&&*first)).then_some(open..end + 1)
}

fn is_bracket(letter: char) -> bool {
    matches!(letter, '[' | ']' | '(' | ')' | '<' | '>' | '{' | '}')
}

fn ends_in_capitals(text: &str) -> bool {
    text.trim_end().rsplit(|letter: char| !letter.is_alphanumeric()).next().is_some_and(is_shouted)
}

fn begins_in_capitals(text: &str) -> bool {
    text.trim_start().split(|letter: char| !letter.is_alphanumeric()).next().is_some_and(is_shouted)
}

/// Returns whether a word is of two letters or more, all of them capitals, and no mark itself.
fn is_shouted(word: &str) -> bool {
    let is_mark = matches!(word, "TODO" | "TBD" | "FIXME" | "TBA" | "TBC");
    !is_mark && word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        marks(text, false).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn no_mark_is_without_a_sign() {
        for mark in MARKS.iter().flat_map(|(_, marks)| *marks).flat_map(|mark| forms_of(mark)) {
            assert!(SIGNS.iter().any(|sign| mark.contains(sign)), "{mark}");
            assert!(may_hold_marks(&mark) && may_hold_marks(&format!("{mark}{}", " ".repeat(100))), "{mark}");
        }
        let plain = "Відчинили кав’ярню на Подолі, заходьте на каву ☕️ The first cup is on us where you are.";
        assert!(SIEVE.is_none() || !may_hold_marks(plain));
    }

    #[test]
    fn marks_are_found_where_they_are_some() {
        for (text, mark) in [
            ("Ціна TODO грн", "TODO"),
            ("TODO: ADD THE PRICE", "TODO"),
            ("#TODO", "TODO"),
            ("Дата: TBD", "TBD"),
            ("Час (TBC)", "TBC"),
            ("Lorem ipsum dolor", "Lorem ipsum"),
            ("Знижка XXX% до п’ятниці", "XXX"),
            ("Лише ХХХ грн", "ХХХ"),
            ("Всього $XXX", "XXX"),
            ("Адреса: XXX", "XXX"),
            ("Дзвоніть +380 XX XXX XX XX", "XX XXX XX XX"),
            ("вул. XXXX, 5", "XXXX"),
            ("[XXX]", "XXX"),
            ("Тут буде текст про каву", "Тут буде текст"),
            ("Здесь будет текст", "Здесь будет текст"),
            ("Привіт!\n  вставити текст про акцію", "вставити текст"),
            ("(вставить ссылку)", "вставить ссылку"),
            ("Меню\n*Текст тут*\n", "Текст тут"),
            ("INSERT LINK HERE", "INSERT LINK HERE"),
            ("Меню: [посилання]", "[посилання]"),
            ("Меню: [Посилання на меню]", "[Посилання на меню]"),
            ("Вітаємо, [ім’я]!", "[ім’я]"),
            ("Меню: <link>", "<link>"),
            ("Меню: <ссылка>", "<ссылка>"),
            ("[insert the name of the guest]", "[insert the name of the guest]"),
        ] {
            assert_eq!(found(text), [mark], "{text}");
        }
    }

    #[test]
    fn ordinary_words_are_no_marks() {
        for text in [
            "Todo lo que necesitas",
            "TODO INCLUIDO",
            "ВЖЕ TODO",
            "Мій to-do list, TODO-лист і TODOist",
            "TBC Bank відкрив відділення; line-up TBA",
            "XXX Olympic Games",
            "XXX Олімпійські ігри",
            "Super Bowl XXX",
            "ХХХ століття: фантастика",
            "Футболки XL, XXL, XXXL",
            "XXIX, XXX, XXXI",
            "xxx, твоя бабуся",
            "Повний текст тут: https://kava.example",
            "Текст тут\nhttps://kava.example",
            "Натисніть Ctrl+V, щоб вставити текст",
            "Ваш текст чудовий",
            "Insert coin here",
            "Пожежа на складі [ФОТО] [оновлено]",
            "Олена [ім’я змінено] каже",
            "[link in bio]",
            "[посилання в профілі]",
            "[текст](https://kava.example) і [link]: далі",
            "<b>так</b> <title>Кава</title> 2 < 3 > 1",
            "Чому???",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn a_text_of_nothing_but_signs_says_nothing() {
        for text in ["???", " … ", "...", "—", "todo", "[текст]", "Тест!", "xxx"] {
            assert!(says_nothing(text, false), "{text}");
        }
        for text in ["", "?", "☕️", "так", "XXX століття", "🤔🤔🤔", "Лате?"] {
            assert!(!says_nothing(text, false), "{text}");
        }
    }

    #[test]
    fn a_title_may_be_a_plain_word() {
        assert!(says_nothing("todo", true) && says_nothing("…", true));
        assert!(!says_nothing("Тест", true) && !says_nothing("Посилання", true));
    }

    #[test]
    fn an_address_has_marks_as_whole_parts() {
        let found = |link: &'static str| -> Vec<&str> {
            marks_of_address(link).into_iter().map(|range| &link[range]).collect()
        };
        assert_eq!(found("https://kava.example/TODO"), ["TODO"]);
        assert_eq!(found("https://kava.example/a?utm_source=XXX"), ["XXX"]);
        assert_eq!(found("https://www.example.com/a"), ["www.example.com"]);
        assert_eq!(found("TBD"), ["TBD"]);
        assert!(found("https://kava.example/a-TODO-b/todo/XXXL?id=aTODO").is_empty());
        assert!(found("https://myexample.com/example.com").is_empty());
    }

    #[test]
    fn long_texts_take_no_time() {
        let long = 50_000;
        for part in [
            "X",
            "XXX ",
            "TODO ",
            "[",
            "[посилання",
            "<link",
            "текст тут ",
            "Тут буде текст",
            "XXX\u{200d}",
            "ХХХ-",
        ] {
            let text = part.repeat(long / part.len());
            assert!(marks(&text, false).len() <= long);
            assert!(marks_of_address(&text).len() <= long);
        }
    }
}
