//! Lines of iCalendar: text that no reader takes for anything else, and lines folded where every reader unfolds them.

use chrono::{DateTime, Datelike as _, NaiveDate, Timelike as _, Utc};
use unicode_segmentation::GraphemeCursor;

/// Most bytes of a line, its end apart (RFC 5545, section 3.1).
const MOST: usize = 75;

/// Adds a property whose value is text: `NAME:value`.
pub(super) fn push_text_line(lines: &mut String, name: &str, text: &str) {
    lines.push_str(name);
    lines.push(':');
    push_text(lines, text);
    lines.push('\n');
}

/// Adds a property whose value needs no escaping.
pub(super) fn push_line(lines: &mut String, name: &str, value: &str) {
    lines.push_str(name);
    lines.push(':');
    lines.push_str(value);
    lines.push('\n');
}

/// Adds text as a value: white space at its ends and control characters dropped (readers keep, drop or refuse them), every kind
/// of line end as `\n`, `\`, `;` and `,` escaped.
pub(super) fn push_text(out: &mut String, text: &str) {
    let text = text.trim_matches(|letter: char| letter.is_whitespace() || letter.is_control());
    let bytes = text.as_bytes();
    let (mut written, mut index) = (0, 0);
    while let Some(&byte) = bytes.get(index) {
        let next = bytes.get(index + 1).copied();
        let (length, escaped) = match byte {
            b'\\' => (1, r"\\"),
            b';' => (1, r"\;"),
            b',' => (1, r"\,"),
            b'\r' if next == Some(b'\n') => (2, r"\n"),
            b'\r' | b'\n' => (1, r"\n"),
            b'\t' => {
                index += 1;
                continue;
            }
            0..0x20 | 0x7f => (1, ""),
            // The controls behind ASCII, U+0080 to U+009F.
            0xc2 if next.is_some_and(|next| next < 0xa0) => (2, ""),
            _ => {
                index += 1;
                continue;
            }
        };
        out.push_str(&text[written..index]);
        out.push_str(escaped);
        index += length;
        written = index;
    }
    out.push_str(&text[written..]);
}

/// Adds a moment: `20261123T073000Z`.
pub(super) fn push_instant(out: &mut String, instant: DateTime<Utc>) {
    push_date(out, instant.date_naive(), "");
    out.push('T');
    push_two(out, instant.hour());
    push_two(out, instant.minute());
    push_two(out, instant.second());
    out.push('Z');
}

/// Adds a day, its parts separated.
pub(super) fn push_date(out: &mut String, date: NaiveDate, separator: &str) {
    // Plans end in 9999 at the latest; a zone moves the first and the last of days out of four digits.
    let year = u32::try_from(date.year()).unwrap_or(0).min(9999);
    push_two(out, year / 100);
    push_two(out, year % 100);
    out.push_str(separator);
    push_two(out, date.month());
    out.push_str(separator);
    push_two(out, date.day());
}

/// Adds two digits.
pub(super) fn push_two(out: &mut String, number: u32) {
    for digit in [number / 10, number % 10] {
        out.push(char::from_digit(digit % 10, 10).unwrap_or('0'));
    }
}

/// Writes lines as a file has them: CRLF behind each, and what is longer than 75 bytes folded.
pub(super) fn write_folded(lines: &str, out: &mut Vec<u8>) {
    for line in lines.split_terminator('\n') {
        let (mut rest, mut room) = (line, MOST);
        while rest.len() > room {
            let (piece, behind) = rest.split_at(cut(rest, room));
            out.extend_from_slice(piece.as_bytes());
            out.extend_from_slice(b"\r\n ");
            rest = behind;
            room = MOST - 1;
        }
        out.extend_from_slice(rest.as_bytes());
        out.extend_from_slice(b"\r\n");
    }
}

/// Returns where to cut a text that is longer than its line has room for: between what people see as characters, or, where one of
/// them is longer than the line, between its code points. What is escaped stays with its backslash.
fn cut(text: &str, room: usize) -> usize {
    let most = (0..=room).rev().find(|&index| text.is_char_boundary(index)).unwrap_or(room);
    let mut cut = most;
    if !is_between_letters(text.as_bytes(), cut) {
        let mut cursor = GraphemeCursor::new(cut, text.len(), true);
        if cursor.is_boundary(text, 0) != Ok(true) {
            cut = cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0);
        }
    }
    let backslashes = text.as_bytes()[..cut].iter().rev().take_while(|&&byte| byte == b'\\').count();
    cut -= backslashes % 2;
    if cut > 0 { cut } else { most }
}

/// Returns whether a place lies between Latin or Cyrillic letters, where no mark can join them: most places do.
fn is_between_letters(bytes: &[u8], cut: usize) -> bool {
    let is_letter = |byte: u8| byte.is_ascii() || matches!(byte, 0xd0 | 0xd1);
    let before = bytes[..cut].iter().rev().find(|&&byte| byte & 0xc0 != 0x80);
    bytes.get(cut).is_some_and(|&next| is_letter(next)) && before.is_some_and(|&before| is_letter(before))
}

#[cfg(test)]
mod tests {
    use icalendar::Component as _;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation as _;

    use super::{MOST, push_text, push_text_line, write_folded};

    fn folded(lines: &str) -> String {
        let mut out = Vec::new();
        write_folded(lines, &mut out);
        String::from_utf8(out).expect("lines are cut between characters")
    }

    /// Undoes the escapes of text.
    fn unescaped(text: &str) -> String {
        let mut letters = text.chars();
        let mut out = String::new();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => match letters.next() {
                    Some('n') => out.push('\n'),
                    Some(letter) => out.push(letter),
                    None => panic!("a backslash escapes nothing: {text}"),
                },
                ';' | ',' => panic!("a {letter} is not escaped: {text}"),
                letter => out.push(letter),
            }
        }
        out
    }

    /// What is left of a text in a calendar.
    fn carried(text: &str) -> String {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let kept: String =
            text.chars().filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t')).collect();
        kept.trim().to_owned()
    }

    /// Texts of all that makes trouble: marks, joiners, flags, escapes, controls, line ends.
    fn text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => "[a-zа-яїґ ]{0,30}",
            2 => "[\\\\;,:\"\r\n\t]{1,3}",
            2 => prop::sample::select(vec![
                "👩‍👩‍👧‍👦", "🇺🇦", "☕️", "е\u{301}", "\u{200d}", "\u{fe0f}", "한", "क्षि", "\u{600}a", "\u{202e}", "\u{2028}", "\u{feff}",
            ]).prop_map(str::to_owned),
            1 => "\\PC{0,20}",
            1 => any::<String>(),
        ];
        prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn lines_are_short_and_unfold_to_what_they_were(text in text()) {
            let mut lines = String::new();
            push_text_line(&mut lines, "SUMMARY", &text);
            let written = folded(&lines);
            prop_assert_eq!(written.replace("\r\n ", "").replace("\r\n", "\n"), lines);
            for line in written.split_terminator("\r\n") {
                prop_assert!(line.len() <= MOST, "{} bytes: {line}", line.len());
                prop_assert!(!line.contains(['\r', '\n']));
            }
        }

        #[test]
        fn every_text_comes_back(text in text()) {
            let mut out = String::new();
            push_text(&mut out, &text);
            prop_assert_eq!(unescaped(&out), carried(&text));
        }

        #[test]
        fn another_reader_gets_the_same_text(text in text()) {
            let mut lines = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\n".to_owned();
            push_text_line(&mut lines, "SUMMARY", &text);
            lines.push_str("END:VEVENT\nEND:VCALENDAR\n");
            let calendar: icalendar::Calendar = folded(&lines).parse().expect("a calendar");
            let event = calendar.events().next().expect("an event");
            prop_assert_eq!(event.get_summary().unwrap_or_default(), carried(&text));
        }

        #[test]
        fn what_people_see_as_a_character_is_not_cut(text in text()) {
            let mut lines = String::new();
            push_text_line(&mut lines, "X", &text);
            let line = lines.trim_end_matches('\n');
            let borders: Vec<usize> = line.grapheme_indices(true).map(|(index, _)| index).collect();
            if line.graphemes(true).all(|letter| letter.len() < MOST) {
                let mut at = 0;
                for piece in folded(&lines).trim_end_matches("\r\n").split("\r\n ") {
                    prop_assert!(borders.contains(&at), "cut at {at}: {line}");
                    prop_assert!(unescaped(piece).len() <= piece.len());
                    at += piece.len();
                }
            }
        }
    }

    #[test]
    fn a_megabyte_of_joiners_is_folded_at_once() {
        for letter in ["\u{200d}", "🇺", "\u{301}", "👩\u{200d}", "\\", "\u{600}"] {
            let mut lines = String::new();
            push_text_line(&mut lines, "SUMMARY", &letter.repeat(1_000_000 / letter.len()));
            assert!(folded(&lines).split("\r\n").all(|line| line.len() <= MOST));
        }
    }
}
