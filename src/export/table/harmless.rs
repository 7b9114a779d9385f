//! What a spreadsheet would run, made harmless; nothing is lost, and it can be undone.
//!
//! An apostrophe goes before a cell that begins, blanks and apostrophes aside, as formulas do: with `=`, `+`, `-` or `@`, their
//! full-width forms, a tab or a carriage return. Excel and LibreOffice then show text. To undo it, take one apostrophe off each
//! cell that begins with apostrophes and then as formulas do. Control characters become their pictures: `␛` for the one that
//! begins an escape code.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Makes a cell's text harmless.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    let apostrophe = begins_a_formula(text);
    let is_seen = |letter: char| !letter.is_control() || matches!(letter, '\n' | '\t');
    if !apostrophe && text.chars().all(is_seen) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    if apostrophe {
        out.push('\'');
    }
    for letter in text.chars() {
        if is_seen(letter) {
            out.push(letter);
        } else {
            push_picture(letter, &mut out);
        }
    }
    Cow::Owned(out)
}

fn begins_a_formula(text: &str) -> bool {
    if text.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    let start = text.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\'');
    start.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// Writes the picture of a control character; for those above 0x7f, which have none, their number.
fn push_picture(letter: char, out: &mut String) {
    match u32::from(letter) {
        code @ 0..0x20 => out.extend(char::from_u32(0x2400 + code)),
        0x7f => out.push('\u{2421}'),
        code => {
            let _ = write!(out, "\\u{{{code:x}}}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn formulas_become_text_and_text_stays() {
        for formula in ["=1+1", "+380", "-2+3", "@SUM(1)", "\t=1", "\r=1", " =1", "'=1", "＝1"] {
            assert_eq!(harmless(formula).replace('␍', "\r"), format!("'{formula}"));
        }
        for text in ["Кава — 45 грн", "a=b", "5-7 хвилин", "'Twas", "", "— тире"] {
            assert_eq!(harmless(text), text);
        }
    }

    #[test]
    fn controls_are_seen_and_obeyed_by_nobody() {
        assert_eq!(harmless("a\u{0}\u{1b}[31m\u{7f}\n\tb\u{85}"), "a␀␛[31m␡\n\tb\\u{85}");
    }
}
