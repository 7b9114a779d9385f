//! Where a rule is written into the `allow` of a post.

use std::ops::Range;

use crate::diag::{ALWAYS_ERRORS, RuleInfo};
use crate::model::Post;
use crate::read::scan::{Kind, Statement, line_of, statement};

/// Returns what to write where, so that a rule is quiet about a post; `None` where that cannot be.
pub(super) fn silence(text: &str, post: &Post, rule: &RuleInfo) -> Option<(Range<usize>, String)> {
    let name = rule.name;
    if ALWAYS_ERRORS.contains(&name)
        || name == "unused-allow"
        || post.allow.iter().any(|known| &*known.value == name)
    {
        return None;
    }
    let insert = |at: usize, text: String| Some((at..at, text));
    if let Some(last) = post.allow.last() {
        return insert(last.span.range().end, format!(", \"{name}\""));
    }
    let key = format!("allow = [\"{name}\"]");
    let span = post.span.range();
    if let Some(inner) = text[span.clone()].strip_prefix('{') {
        let inner = inner.strip_suffix('}')?.trim_end();
        let is_begun = inner.is_empty() || inner.ends_with(',');
        let at = span.start + 1 + inner.len();
        return insert(at, format!("{}{key}", if is_begun { " " } else { ", " }));
    }
    let (header, mut at) = statement(text, span.start)?;
    let mut last = header;
    while let Some((statement, next)) = statement(text, at).filter(|(statement, _)| !statement.is_header()) {
        if let Some(range) = empty_list(text, &statement) {
            return Some((range, format!("[\"{name}\"]")));
        }
        at = next;
        // A remark by itself may belong to what follows.
        if statement.tokens.first().is_some_and(|first| !first.is_end()) {
            last = statement;
        }
    }
    let is_open = |kind: Kind| matches!(kind, Kind::Text { closed: false, .. });
    if last.tokens.iter().any(|token| is_open(token.kind)) {
        return None;
    }
    let first_line = line_of(text, last.start());
    let line = line_of(text, last.end());
    let own = &text[first_line];
    let indent = &own[..own.len() - own.trim_start_matches([' ', '\t']).len()];
    let newline = if text[line.end..].starts_with("\r\n") { "\r\n" } else { "\n" };
    insert(line.end, format!("{newline}{indent}{key}"))
}

/// Returns the brackets of `allow = []`.
fn empty_list(text: &str, statement: &Statement) -> Option<Range<usize>> {
    let first = statement.tokens.first()?;
    if text[first.range()].trim_matches(['"', '\'']) != "allow" {
        return None;
    }
    let mut brackets = statement.tokens.iter().filter(|token| token.is(b'[') || token.is(b']'));
    let (open, close) = (brackets.next()?, brackets.next()?);
    Some(open.start..close.end)
}
