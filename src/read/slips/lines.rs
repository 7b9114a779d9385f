//! Texts of several lines of which the three quotes before or behind went wrong.

use std::ops::Range;

use super::words::sort_of;
use super::{Scene, Slip, Token};
use crate::read::patch::Edit;
use crate::read::scan::{Kind, is_header, is_pair, line_of};

/// What stands around a text of several lines.
const QUOTES: &str = "\"\"\"";

/// Returns whether a line is words of a text: no key, no header, no remark, no brackets.
fn is_words(line: &str) -> bool {
    let line = line.trim();
    let first = line.split([' ', '\t', '=', ':']).next().unwrap_or_default();
    let is_key = line
        .split_once('=')
        .is_some_and(|(key, _)| key.split_whitespace().count() <= 3 && !key.contains("://"));
    let begins_otherwise = line.is_empty() || line.starts_with(['#', '[', ']', '{', '}', '<', '>', '=']);
    !begins_otherwise && !is_key && !is_header(line) && sort_of(first).is_none()
}

/// Finds the words of a text below a line, with blank lines between them.
fn words_below(text: &str, at: usize) -> Option<Range<usize>> {
    let mut next = line_of(text, at).end + 1;
    let mut found: Option<Range<usize>> = None;
    while next < text.len() {
        let line = line_of(text, next);
        let written = &text[line.clone()];
        if is_words(written) {
            let start = found.as_ref().map_or(line.start, |found| found.start);
            let end = line.start + written.trim_end().len();
            found = Some(start..end);
            if written.trim_end().ends_with(QUOTES) {
                break;
            }
        } else if !written.trim().is_empty() {
            break;
        }
        next = line.end.max(next) + 1;
    }
    found
}

/// Says that words stand below a key as its text, where the three quotes before them should be.
pub(super) fn no_quotes(scene: &Scene<'_>, place: Range<usize>) -> Option<Slip> {
    let text = scene.text;
    let words = words_below(text, place.end)?;
    let closed = text[words.clone()].ends_with(QUOTES);
    if !closed && !text[words.clone()].contains(' ') {
        return None;
    }
    let message = "a text of several lines has no quotes before it";
    let mut slip = Slip::new(place.clone(), message, format!("write `{QUOTES}` before and behind it"));
    slip.until = line_of(text, words.end).end + 1;
    if closed {
        slip = slip.fix(format!("write `{QUOTES}` before it"), vec![Edit::new(place.clone(), QUOTES)]);
    }
    Some(slip.way(vec![Edit::give_up(text, place.start..words.end)]))
}

/// Says that lines are neither keys, nor headers, nor remarks: all of them that stand together.
pub(super) fn stray(scene: &Scene<'_>, line: Range<usize>) -> Slip {
    let text = scene.text;
    let below = words_below(text, line.start).filter(|_| is_words(&text[line.clone()]));
    let end = below.map_or(line.end, |below| below.end);
    let message = "words that are neither a key with `=`, nor a header, nor a remark";
    let help =
        format!("write `key = value`, put `#` before a remark, or `{QUOTES}` around a text of several lines");
    let mut slip = Slip::new(line.clone(), message, help);
    slip.until = line_of(text, end).end + 1;
    let lines = line_of(text, line.start).start..line_of(text, end).end;
    let short = scene.before.filter(|before| &text[before.range()] == "\"\"");
    if let Some(short) = short.filter(|_| text[..end].ends_with(QUOTES)) {
        slip = slip.fix(format!("write `{QUOTES}` before it"), vec![Edit::insert(short.end, "\"")]);
    }
    slip.way(vec![Edit::blank(text, lines)])
}

/// Says that the text before was never closed, where it ends only at the quotes that begin another.
pub(super) fn swallowed(scene: &Scene<'_>) -> Option<Slip> {
    let before = scene.before.filter(|before| before.kind == Kind::Text { long: true, closed: true })?;
    let last = line_of(scene.text, before.end - 1);
    let (key, value) = scene.text[last.clone()].split_once('=')?;
    let begins = is_pair(&format!("{key}= 1")) && matches!(value.trim(), "\"\"\"" | "'''");
    (begins && last.start > before.start).then(|| never_closed(scene, &before))
}

/// Says that a text of several lines is never closed, and gives it up as far as no key and no header follows.
pub(super) fn never_closed(scene: &Scene<'_>, token: &Token) -> Slip {
    let text = scene.text;
    let quotes = &text[token.start..token.start + 3];
    let first = line_of(text, token.start);
    let mut end = first.end;
    let mut next = first.end + 1;
    while next < text.len() {
        let line = line_of(text, next);
        if is_pair(&text[line.clone()]) || is_header(&text[line.clone()]) {
            break;
        }
        end = line.end;
        next = line.end.max(next) + 1;
    }
    let message = "a text of several lines is never closed";
    let mut slip = Slip::new(token.start..token.start + 3, message, format!("close it with `{quotes}`"));
    slip.until = next.min(text.len() + 1);
    slip.way(vec![Edit::give_up(text, token.start..end)])
}
