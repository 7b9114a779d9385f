//! What people take for a link in a text: with a scheme, or without one where X would find it.

use std::ops::Range;

use super::grammar::Grammar;
use super::scan::{found, scheme_before};

/// A link in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Whether it begins with `http://` or `https://`.
    pub has_scheme: bool,
}

/// Finds the links of a text, in order: all with a scheme, whatever their domain, and those without one that X would find.
pub fn links(text: &str) -> Vec<Link> {
    let mut links = with_scheme(text);
    let plain = found(text, Grammar::X).into_iter().filter(|link| !link.has_scheme);
    let plain: Vec<Link> = plain
        .filter(|link| {
            let next = links.partition_point(|other| other.range.end <= link.range.start);
            links.get(next).is_none_or(|other| other.range.start >= link.range.end)
        })
        .map(|link| Link { range: link.range, has_scheme: false })
        .collect();
    links.extend(plain);
    links.sort_unstable_by_key(|link| link.range.start);
    links
}

/// Finds what begins with `http://` or `https://`, up to white space, quotes or brackets, without the signs that end a
/// sentence.
fn with_scheme(text: &str) -> Vec<Link> {
    let mut found: Vec<Link> = Vec::new();
    for colon in memchr::memmem::find_iter(text.as_bytes(), b"://") {
        let Some(start) = scheme_before(text, colon + 3, Grammar::X) else { continue };
        if found.last().is_some_and(|last| start < last.range.end) {
            continue;
        }
        let rest = &text[colon + 3..];
        let is_end =
            |letter: char| letter.is_whitespace() || letter.is_control() || "\"<>«»“”„‘’`".contains(letter);
        let rest = &rest[..rest.find(is_end).unwrap_or(rest.len())];
        let kept = without_punctuation(rest);
        if !kept.is_empty() {
            found.push(Link { range: start..colon + 3 + kept.len(), has_scheme: true });
        }
    }
    found
}

/// Cuts off the signs that end a sentence, and each parenthesis that was opened before the link.
fn without_punctuation(link: &str) -> &str {
    let count = |sign: u8| memchr::memchr_iter(sign, link.as_bytes()).count();
    let mut unopened = count(b')').saturating_sub(count(b'('));
    let mut link = link;
    while let Some(last) = link.chars().next_back() {
        match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '…' | '\'' | '*' | ']' | '}' => {}
            ')' if unopened > 0 => unopened -= 1,
            _ => break,
        }
        link = &link[..link.len() - last.len_utf8()];
    }
    link
}
