//! Addresses of e-mail in a text, told from names on networks.

use std::ops::Range;

/// Longest name before the `@`, and longest domain behind it, in bytes.
///
/// Source: RFC 5321, section 4.5.3.1.
const LONGEST: (usize, usize) = (64, 255);

/// Finds the addresses of e-mail in a text, in order.
pub(super) fn mails(text: &str) -> impl Iterator<Item = Range<usize>> {
    memchr::memchr_iter(b'@', text.as_bytes()).filter_map(|at| {
        let name = name_before(&text[..at]);
        let before = text[..at - name].chars().next_back();
        // `@name@instance` and `site/@name` are people on networks.
        if name == 0 || before.is_some_and(|before| matches!(before, '@' | '/')) {
            return None;
        }
        let domain = domain_behind(&text[at + 1..]);
        (domain > 0).then(|| at - name..at + 1 + domain)
    })
}

fn name_before(text: &str) -> usize {
    let is_inside = |letter: char| letter.is_alphanumeric() || ".!#$%&'*+-=?^_`{|}~".contains(letter);
    let mut length = 0;
    for letter in text.chars().rev().take_while(|letter| is_inside(*letter)) {
        length += letter.len_utf8();
        if length > LONGEST.0 {
            return 0;
        }
    }
    // Signs before it belong to the sentence.
    let name = &text[text.len() - length..];
    name.trim_start_matches(|letter: char| !letter.is_alphanumeric()).len()
}

fn domain_behind(text: &str) -> usize {
    let is_inside = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '-');
    let mut length = 0;
    for letter in text.chars().take_while(|letter| is_inside(*letter)) {
        length += letter.len_utf8();
        if length > LONGEST.1 {
            return 0;
        }
    }
    let domain = text[..length].trim_end_matches(['.', '-']);
    let mut labels = domain.rsplit('.');
    let is_top = |label: &str| label.chars().nth(1).is_some() && label.chars().all(char::is_alphabetic);
    let is_domain =
        labels.next().is_some_and(is_top) && domain.contains('.') && labels.all(|label| !label.is_empty());
    if is_domain { domain.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_names() {
        let found = |text: &'static str| -> Vec<&str> { mails(text).map(|range| &text[range]).collect() };
        assert_eq!(found("Пошта: help+1@kava.example."), ["help+1@kava.example"]);
        assert_eq!(
            found("(olena.k@shop.kava.ua), пошта@кава.укр!"),
            ["olena.k@shop.kava.ua", "пошта@кава.укр"]
        );
        assert_eq!(found("mailto:help@kava.ua?subject=a"), ["help@kava.ua"]);
        for text in [
            "@kava.podil",
            "@olena@social.example",
            "https://medium.com/@kava.ua",
            "кава @ поділ.",
            "a@b",
            "2@3.5",
            "x@.ua",
            "x@a..ua",
            "@",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn long_texts_take_no_time() {
        for part in ["@", "a", "a@", "a@a.", "a.b@c.de ", "ї@"] {
            assert!(mails(&format!("{}@x.ua", part.repeat(50_000 / part.len()))).count() <= 50_000);
        }
    }
}
