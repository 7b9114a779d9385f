//! What the TOML parser says, in words that help somebody who writes a plan.

use std::ops::Range;

use toml::de::{DeTable, DeValue, Error};

use super::tree::Part;
use crate::diag::{Fault, Problem};

/// Reports the errors of a piece: one a line, and one for a bracket that is never closed, not one for each line
/// that it swallowed.
pub(super) fn report(
    part: Part<'_, '_>,
    base: usize,
    table: &DeTable<'_>,
    errors: &[Error],
    out: &mut Vec<Problem>,
) {
    let mut errors: Vec<&Error> = errors.iter().collect();
    errors.sort_by_key(|error| (offset(error), error.message().starts_with("key with no value")));
    let mut open: Option<Range<usize>> = None;
    let never_closed = |error: &&&Error| {
        error.message().starts_with("unclosed") || error.message().starts_with("invalid multi-line")
    };
    if let Some(unclosed) = errors.iter().find(never_closed) {
        let text = !unclosed.message().starts_with("unclosed");
        open = opening(table, offset(unclosed), text);
        if let Some(open) = open.as_ref().filter(|_| text) {
            let quotes = if part.text[base + open.start..].starts_with('"') { "\"\"\"" } else { "'''" };
            let span = part.span(base + open.start..base + (open.start + 3).min(open.end));
            let problem = Problem::new(Fault::Syntax, span, "a text of several lines is never closed");
            out.push(problem.help(format!("close it with `{quotes}`")));
        } else if let Some(open) = &open {
            let bracket = &part.text[base + open.start..=base + open.start];
            let (close, what) = if bracket == "[" { ("]", "list") } else { ("}", "table") };
            let span = part.span(base + open.start..base + open.start + 1);
            let problem = Problem::new(
                Fault::Syntax,
                span,
                format!("the {what} that opens with `{bracket}` is never closed"),
            );
            out.push(problem.help(format!("close it with `{close}`")));
        }
    }
    let mut line_end = None;
    for error in errors {
        let at = offset(error);
        if open.as_ref().is_some_and(|open| open.contains(&at) || open.end == at) {
            continue;
        }
        // Everything behind the first error of a line follows from it.
        if line_end.is_some_and(|end| at < end) {
            continue;
        }
        let line = part.text[base + at..].find('\n').map_or(part.text.len() - base, |newline| at + newline);
        line_end = Some(line.max(at + 1));
        out.push(problem(part, base, error));
    }
}

fn offset(error: &Error) -> usize {
    error.span().map_or(0, |span| span.start)
}

/// Finds the innermost list or inline table, or the text, that reaches up to an offset.
fn opening(table: &DeTable<'_>, end: usize, text: bool) -> Option<Range<usize>> {
    table.values().find_map(|value| opening_in(value, end, text))
}

fn opening_in(value: &toml::Spanned<DeValue<'_>>, end: usize, text: bool) -> Option<Range<usize>> {
    let inner = match value.get_ref() {
        DeValue::Array(array) => array.iter().find_map(|value| opening_in(value, end, text)),
        DeValue::Table(table) => opening(table, end, text),
        DeValue::String(_) if text => None,
        _ => return None,
    };
    let range = value.span();
    let own = !text || matches!(value.get_ref(), DeValue::String(_));
    inner.or_else(|| (own && range.end == end && range.start < end).then_some(range))
}

/// Turns one error of the parser into a problem.
pub(super) fn problem(part: Part<'_, '_>, base: usize, error: &Error) -> Problem {
    let range = error.span().unwrap_or(0..0);
    let range = base + range.start..base + range.end;
    let text = part.text.get(range.clone()).unwrap_or_default();
    let shown: String = text.lines().next().unwrap_or_default().chars().take(40).collect();
    let (what, expected) = error.message().split_once(", expected ").unwrap_or((error.message(), ""));
    let start = |message: String| Problem::new(Fault::Syntax, part.span(range.clone()), message);
    match what {
        "key with no value" => start("a key without `=` and a value".to_owned())
            .help("write `key = value`, or `#` before a remark"),
        "string values must be quoted" if shown.trim().is_empty() => {
            start("a key without a value".to_owned()).help("write a value behind `=`, or drop the line")
        }
        "invalid unquoted key" => start(format!("the name `{shown}` needs quotes"))
            .help(format!(
                "write `\"{shown}\"`: without them a name has letters a to z, digits, `-` and `_` alone"
            ))
            .fix("put it in quotes", format!("\"{text}\"")),
        "string values must be quoted" | "invalid boolean" => {
            let problem = start(format!("`{shown}` is text without quotes"));
            let plain =
                text.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | ' '));
            let problem = problem.help(format!("write `\"{shown}\"`"));
            if plain { problem.fix("put it in quotes", format!("\"{text}\"")) } else { problem }
        }
        "unexpected key or value" => start("something stands behind the value".to_owned())
            .help("put each key on a line of its own, and remarks behind `#`"),
        "duplicate key" => start(format!("`{shown}` is written twice")).help("keep one of them"),
        "invalid date" | "invalid time" | "invalid datetime" => {
            start(format!("`{shown}` is no date or time: expected {expected}"))
                .help("write a date as 2026-11-23, a time as 09:30:00, both as 2026-11-23 09:30:00")
        }
        "invalid basic string" | "invalid literal string" if expected.contains("visible") => {
            start("a control character stands inside a text".to_owned())
                .help("take it out, or write it as `\\u001b`")
        }
        "invalid basic string" | "invalid literal string" => {
            start("a text is not closed on its line".to_owned()).help(format!("close it with {expected}"))
        }
        "invalid multi-line basic string" | "invalid multi-line literal string" => {
            let quotes = if what.contains("basic") { "\"\"\"" } else { "'''" };
            start("a text of several lines is never closed".to_owned())
                .help(format!("close it with `{quotes}`"))
        }
        "unclosed array table" | "unclosed table" => {
            let close = if what.contains("array") { "]]" } else { "]" };
            start("a header is never closed".to_owned()).help(format!("close it with `{close}`"))
        }
        "invalid float" | "invalid integer" | "unexpected leading zero" => {
            start("a value that is neither number, date nor text".to_owned())
                .help("put text in double quotes; write a date as 2026-11-23, a time as 09:30:00")
        }
        "missing escaped value" => start("a backslash before a letter that means nothing".to_owned())
            .help("write `\\\\` for a backslash, or put the text in single quotes"),
        _ => {
            let problem = start(what.replace("invalid ", "malformed "));
            problem.help(match expected {
                "" => "write text in double quotes, and numbers in plain digits".to_owned(),
                _ => format!("expected {expected}"),
            })
        }
    }
}
