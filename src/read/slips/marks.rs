//! Signs of other languages and tools on the line of the fault: remarks, merge conflicts, letters that nobody sees.

use super::{Scene, Slip};
use crate::read::patch::Edit;
use crate::read::scan::{Kind, Token, line_of};

/// What begins a remark elsewhere.
const REMARKS: &[&str] = &["//", "/*", "--", ";"];
/// What git writes into a file that it could not merge.
const CONFLICT: &[&str] = &["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// Finds such a sign.
pub(super) fn find(scene: &Scene<'_>) -> Option<Slip> {
    conflict(scene).or_else(|| remark(scene)).or_else(|| unseen(scene))
}

fn conflict(scene: &Scene<'_>) -> Option<Slip> {
    let line = scene.line();
    let sign = CONFLICT.iter().find(|sign| scene.part(line.clone()).starts_with(**sign))?;
    let mut slip = Slip::new(
        line.start..line.start + sign.len(),
        "a merge conflict of git was left here",
        "keep one of the two sides, and drop the lines with `<<<<<<<`, `=======` and `>>>>>>>`",
    );
    let line_from = |from: usize, sign: &str| {
        let at = scene.part(from..scene.text.len()).find(&format!("\n{sign}"))?;
        Some(line_of(scene.text, from + at + 1))
    };
    // Read on with the second of the two sides, where both are here.
    if let Some(middle) = line_from(line.start, CONFLICT[2]).filter(|_| *sign == CONFLICT[0])
        && let Some(last) = line_from(middle.start, CONFLICT[3])
    {
        slip.until = last.start;
        slip = slip.way(vec![
            Edit::blank(scene.text, line.start..middle.end),
            Edit::blank(scene.text, last.clone()),
        ]);
    }
    Some(slip.way(vec![Edit::blank(scene.text, line)]))
}

/// Finds a remark of another language where the fault is.
fn remark(scene: &Scene<'_>) -> Option<Slip> {
    let line = scene.line();
    let on_line =
        |token: &&Token| token.kind == Kind::Word && token.start >= line.start && token.start < line.end;
    let (token, sign) = scene.tokens().iter().filter(on_line).find_map(|token| {
        let sign = REMARKS.iter().find(|sign| scene.word(token).starts_with(**sign))?;
        let here = scene.begins_line(token) || (token.start..=token.end).contains(&scene.fault.at);
        (here && token.end > sign.len()).then_some((token, *sign))
    })?;
    let at = token.start..token.start + sign.len();
    if scene.part(at.end..line.end).trim().is_empty() && !scene.begins_line(token) {
        // A lone `;` that ends a line is no remark.
        return None;
    }
    let message = format!("a remark begins with `#`, not with `{sign}`");
    Some(Slip::new(at, message, format!("write `#` in place of `{sign}`")).replace("write `#`", "#"))
}

/// Returns what takes the place of a letter that nobody sees, and its name.
fn unseen_letter(letter: char) -> Option<(&'static str, &'static str)> {
    Some(match letter {
        '\u{a0}' => (" ", "a no-break space"),
        '\u{202f}' => (" ", "a narrow no-break space"),
        '\u{3000}' => (" ", "an ideographic space"),
        '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{205f}' => (" ", "a space of another width"),
        '\u{200b}' => ("", "a zero-width space"),
        '\u{200c}' | '\u{200d}' => ("", "a zero-width joiner"),
        '\u{feff}' => ("", "a byte order mark"),
        '\u{ad}' => ("", "a soft hyphen"),
        '\u{2060}' => ("", "a word joiner"),
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}' => {
            ("", "a mark of the writing direction")
        }
        _ => return None,
    })
}

/// Finds letters that nobody sees around the words of the line.
fn unseen(scene: &Scene<'_>) -> Option<Slip> {
    let line = scene.line();
    let words = scene.tokens().iter().filter(|token| token.kind == Kind::Word);
    let mut edits = Vec::new();
    let mut first = None;
    for token in words.filter(|token| line.start <= token.start && token.end <= line.end) {
        let word = scene.word(token);
        let inner = word.trim_matches(|letter| unseen_letter(letter).is_some());
        let before = word.len() - word.trim_start_matches(|letter| unseen_letter(letter).is_some()).len();
        let inner = if inner.is_empty() { word.len()..word.len() } else { before..before + inner.len() };
        let outside = word.char_indices().filter(|(at, _)| !inner.contains(at));
        for (at, letter) in outside {
            let Some((instead, name)) = unseen_letter(letter) else { continue };
            let place = token.start + at..token.start + at + letter.len_utf8();
            first.get_or_insert((place.clone(), letter, name));
            edits.push(Edit::new(place, instead));
        }
    }
    let (place, letter, name) = first?;
    let message =
        format!("a letter that nobody sees stands outside a text: {name}, U+{:04X}", u32::from(letter));
    let help = "take it out, or write a plain blank";
    Some(Slip::new(place, message, help).fix("take it out", edits))
}
