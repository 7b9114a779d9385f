//! Telephone numbers in a text, told from dates, prices, orders, cards and accounts by how their digits are grouped.

use std::ops::Range;

use super::phrases::{ANNOUNCED, RESCUE, has};
use crate::text::{folded, line_before, words};

/// Digits in a row.
struct Group {
    range: Range<usize>,
    /// What stands between them and the digits before, where that may stand inside a number.
    glue: Option<Glue>,
}

/// What stands between two groups of one number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Glue {
    Blank,
    Hyphen,
    Dot,
    Bracket,
}

/// Most groups of one number.
const GROUPS: usize = 7;
/// Words before a row of digits that is no telephone, by their beginnings.
const COUNTED: [&str; 15] = [
    "замовл",
    "заказ",
    "заявк",
    "накладн",
    "ттн",
    "рахун",
    "счет",
    "код",
    "артикул",
    "трек",
    "order",
    "ticket",
    "invoice",
    "parcel",
    "code",
];
/// How far before a row of digits such a word is looked for, in bytes.
const NEAR: usize = 40;

/// Finds the telephone numbers of a text, in order.
pub(super) fn numbers(text: &str) -> Vec<Range<usize>> {
    let groups = groups(text);
    let mut found = Vec::new();
    let mut next = 0;
    while next < groups.len() {
        match number_at(text, &groups, next) {
            Some((range, taken)) => {
                found.push(range);
                next += taken;
            }
            None => next += 1,
        }
    }
    found
}

fn groups(text: &str) -> Vec<Group> {
    let bytes = text.as_bytes();
    let mut groups: Vec<Group> = Vec::new();
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|offset| at + offset) {
        let end = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let glue = groups.last().and_then(|last| glue(&text[last.range.end..start]));
        groups.push(Group { range: start..end, glue });
        at = end;
    }
    groups
}

fn glue(between: &str) -> Option<Glue> {
    match between {
        " " | "\u{a0}" | "\u{2009}" | "\u{202f}" => Some(Glue::Blank),
        "-" | "‐" | "‑" | "–" => Some(Glue::Hyphen),
        "." => Some(Glue::Dot),
        "(" | " (" | ")" | ") " | "-(" | ")-" | "\u{a0}(" | ")\u{a0}" => Some(Glue::Bracket),
        _ => None,
    }
}

/// Finds the longest number that begins with a group: its bytes, and how many groups it takes.
fn number_at(text: &str, groups: &[Group], first: usize) -> Option<(Range<usize>, usize)> {
    let start = groups[first].range.start;
    let before = &text[..start];
    let opened = before.strip_suffix('(');
    let (before, start) = opened.map_or((before, start), |before| (before, start - 1));
    let plus = before.strip_suffix('+');
    let (before, start) = plus.map_or((before, start), |before| (before, start - 1));
    let is_marked = opened.is_some() || plus.is_some();
    if !may_begin(text, before, groups, first, is_marked) {
        return None;
    }
    let joined = groups[first + 1..].iter().take(GROUPS - 1).take_while(|group| group.glue.is_some()).count();
    (1..=joined + 1).rev().find_map(|taken| {
        let number = &groups[first..first + taken];
        let end = number.last()?.range.end;
        let has_shape = || shape(text, number, opened.is_some(), plus.is_some());
        let is_short = || !is_marked && is_announced(text, start) && is_short(text, number);
        let is_number = may_end(&text[end..]) && (has_shape() || is_short());
        let is_order = taken == 1 && !is_marked && is_counted(text, start);
        (is_number && !is_order).then_some((start..end, taken))
    })
}

/// Returns whether a number may begin behind what stands before it.
fn may_begin(text: &str, before: &str, groups: &[Group], first: usize, is_marked: bool) -> bool {
    if before.trim_end().ends_with(['№', '#']) {
        return false;
    }
    let sign = before.chars().next_back();
    if sign.is_some_and(|sign| sign.is_alphanumeric() || "_#№/=&@$€₴£-–.,+".contains(sign)) {
        // A hyphen or full stop behind a word is no part of a number: "тел.044", "тел-0441234567".
        let mut letters = before.chars().rev();
        let is_joint = letters.next().is_some_and(|sign| "-–.,".contains(sign));
        if !is_joint || !letters.next().is_some_and(char::is_alphabetic) {
            return false;
        }
    }
    // Behind other digits, as those of a card, no number begins; behind the minutes of an hour it may.
    let is_inside = groups[first].glue.is_some() && !is_marked;
    let previous = first.checked_sub(1).map(|previous| groups[previous].range.start);
    !is_inside || previous.is_some_and(|start| text[..start].ends_with(':'))
}

/// Returns whether a number may end before what follows.
fn may_end(after: &str) -> bool {
    let mut letters = after.chars();
    match letters.next() {
        Some('-' | '–' | '.' | ',' | '/' | ':') => {
            !letters.next().is_some_and(|letter| letter.is_ascii_digit())
        }
        Some(letter) => !(letter.is_alphanumeric() || "_%°@".contains(letter)),
        None => true,
    }
}

/// Returns whether groups of digits have the shape of a telephone number.
fn shape(text: &str, groups: &[Group], opened: bool, plus: bool) -> bool {
    let digits: String = groups.iter().map(|group| &text[group.range.clone()]).collect();
    let sizes: Vec<usize> = groups.iter().map(|group| group.range.len()).collect();
    let glues = || groups[1..].iter().filter_map(|group| group.glue);
    let is_dotted = glues().any(|glue| glue == Glue::Dot);
    if is_dotted && (groups.len() < 3 || glues().any(|glue| glue != Glue::Dot)) {
        return false;
    }
    let total = digits.len();
    if plus || digits.starts_with("00") {
        return (if plus { 10 } else { 12 }..=15).contains(&total) && (plus || sizes[0] > 2);
    }
    let area = (3..=5).contains(&sizes[0]);
    let is_free = sizes[0] == 1 && sizes.get(1) == Some(&3) && matches!(digits.as_bytes()[1], b'8' | b'9');
    match digits.as_bytes()[0] {
        // At home: 044 123 45 67, 0 800 50 12 34; in one row, only what is a code of an operator or a city.
        b'0' if sizes.len() == 1 => total == 10 && (b'3'..=b'9').contains(&digits.as_bytes()[1]),
        b'0' => (total == 10 && (area || is_free)) || (total == 11 && area && !is_dotted),
        _ if digits.starts_with("380") && total == 12 => true,
        b'8' if sizes.len() == 1 => total == 11 && digits.starts_with("8800"),
        b'8' if sizes[0] == 1 && total == 11 => {
            sizes[1] == 3 && matches!(digits.as_bytes()[1], b'0' | b'3' | b'4' | b'8' | b'9')
        }
        // An area in brackets before seven digits, and the way of North America.
        _ if opened && sizes[0] == 3 && total == 10 => groups[1].glue == Some(Glue::Bracket),
        _ => {
            let is_written = |first: &[usize]| {
                sizes == first && glues().all(|glue| matches!(glue, Glue::Hyphen | Glue::Dot | Glue::Bracket))
            };
            is_written(&[3, 3, 4]) || (is_written(&[1, 3, 3, 4]) && digits.starts_with('1'))
        }
    }
}

/// Returns whether groups of digits may be a short number: one of a city, or of a hotline, but not of a rescue service.
fn is_short(text: &str, groups: &[Group]) -> bool {
    let total: usize = groups.iter().map(|group| group.range.len()).sum();
    let is_plain = |group: &Group| matches!(group.glue, Some(Glue::Blank | Glue::Hyphen));
    let is_rescue = groups.len() == 1 && has(RESCUE, &text[groups[0].range.clone()]);
    (3..=9).contains(&total) && groups[1..].iter().all(is_plain) && !is_rescue
}

/// Returns whether what stands before a place announces a telephone number.
fn is_announced(text: &str, start: usize) -> bool {
    let before = folded(line_before(text, start, NEAR).trim_end());
    let rest = ANNOUNCED.iter().find_map(|announced| before.strip_suffix(announced));
    rest.is_some_and(|rest| !rest.ends_with(char::is_alphabetic))
}

/// Returns whether a row of digits counts something: an order, a parcel.
fn is_counted(text: &str, start: usize) -> bool {
    let before = line_before(text, start, NEAR);
    words(before).last().is_some_and(|word| {
        let word = folded(&before[word]);
        COUNTED.iter().any(|counted| word.starts_with(counted))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        numbers(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn telephone_numbers_are_found_as_people_write_them() {
        for number in [
            "+380 44 123 45 67",
            "+380441234567",
            "+38 (044) 123-45-67",
            "+38(067)1234567",
            "380671234567",
            "00380 44 123 45 67",
            "(044) 123-45-67",
            "044 123 45 67",
            "044-123-45-67",
            "044\u{a0}123\u{a0}45\u{a0}67",
            "0441234567",
            "067-123-45-67",
            "067.123.45.67",
            "0 800 50 12 34",
            "0-800-501-234",
            "0800 501 234",
            "0800501234",
            "(0462) 12-34-56",
            "8 800 555 35 35",
            "8 (044) 123-45-67",
            "88005553535",
            "+7 495 123-45-67",
            "+1 (212) 555-0100",
            "(212) 555-0100",
            "212-555-0100",
            "212.555.0100",
            "1-800-555-0199",
            "+44 20 7946 0018",
            "020 7946 0018",
            "+49 30 901820",
        ] {
            for text in
                [number.to_owned(), format!("тел.: {number}."), format!("09:00–18:00 {number}, Олена")]
            {
                assert_eq!(found(&text), [number], "{text}");
            }
        }
        assert_eq!(found("044 123 45 67, 067 123 45 67"), ["044 123 45 67", "067 123 45 67"]);
        assert_eq!(found("тел.0441234567"), ["0441234567"]);
        assert_eq!(found("Тел.: 123-45-67, tel. 15 80"), ["123-45-67", "15 80"]);
    }

    #[test]
    fn other_numbers_are_none() {
        for text in [
            "23.11.2026",
            "01.11.2026 09:30",
            "01.11.2026 0930",
            "01-11-2026 09",
            "2026-11-23 09:30:00",
            "2026-11-23T09:30",
            "09:00-18:00, 10:00 – 20:00",
            "1 000 000 000 грн",
            "+10 000 000 грн",
            "120–150 грн, 0,5 л, 0.25",
            "+20 °C, −5",
            "№ 0441234567",
            "№0441234567",
            "#0441234567",
            "замовлення 0441234567",
            "Номер замовлення: 0441234567",
            "order 2125550100",
            "UA213223130000026007233566001",
            "UA21 3223 1300 0002 6007 2335 6600 1",
            "4441 1144 0123 4567",
            "0441 2345 6789 0123",
            "ISBN 978-0-306-40615-7",
            "4820000000000",
            "ЄДРПОУ 00032129",
            "192.168.0.1, 10.0.0.255",
            "1.2.3.4.5.6.7",
            "50.4501, 30.5234",
            "044 123",
            "тел. 104, готель: 123-45-67, тел. 12",
            "0000000000",
            "10441234567",
            "044123456789",
            "x0441234567y",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn long_texts_take_no_time() {
        for part in ["0", "0 ", "044 ", "044-", "+", "(044) ", "0441234567,", "1.", "0:0 "] {
            assert!(numbers(&part.repeat(50_000 / part.len())).len() <= 50_000);
        }
    }
}
