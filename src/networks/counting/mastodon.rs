//! Counting as Mastodon does: graphemes, but a link with a scheme weighs 23, and of `@user@host` only `@user` counts.
//!
//! What an instance refuses is decided by its server, so its way is taken: the white space around a text is cut off, links are
//! found by twitter-text's grammar with changes, mentions by a pattern of Mastodon's own, and the graphemes of what is left are
//! counted. A link without a scheme counts in full, also where the web page's own counter takes it for one; so does
//! one whose top-level domain is not real.
//!
//! Source: mastodon/mastodon, app/validators/status_length_validator.rb, app/lib/extractor.rb, app/models/account.rb and
//! app/models/status.rb, read August 2026.

use std::ops::{ControlFlow, Range};

use unicode_normalization::char::is_combining_mark;

use super::grammar::Grammar;
use super::graphemes::clusters;
use super::scan::{Found, found};
use super::{LINK, Piece};

/// Longest host of a mention that is cut off, in characters.
const LONGEST_HOST: usize = 253;

/// Cuts a text into graphemes, links and the hosts of mentions, which weigh nothing.
pub(super) fn walk<B>(text: &str, each: &mut impl FnMut(Piece) -> ControlFlow<B>) -> ControlFlow<B> {
    let is_around = |letter: char| matches!(letter, '\0' | '\t'..='\r' | ' ');
    let end = text.trim_end_matches(is_around).len();
    let start = end - text[..end].trim_start_matches(is_around).len();
    each(Piece { range: 0..start, weight: 0 })?;
    let mut at = start;
    for special in links_and_hosts(&text[start..end]) {
        let range = start + special.range.start..start + special.range.end;
        walk_graphemes(text, at..range.start, [at > start, true], each)?;
        at = range.end;
        each(Piece { range, ..special })?;
    }
    walk_graphemes(text, at..end, [at > start, false], each)?;
    each(Piece { range: end..text.len(), weight: 0 })
}

/// Cuts a part into graphemes; what is framed stands between letters, which its marks may join and then weigh nothing.
fn walk_graphemes<B>(
    text: &str,
    range: Range<usize>,
    framed: [bool; 2],
    each: &mut impl FnMut(Piece) -> ControlFlow<B>,
) -> ControlFlow<B> {
    let [before, after] = framed.map(|is_framed| if is_framed { "x" } else { "" });
    let part = [before, &text[range.clone()], after].concat();
    let inside = before.len()..part.len() - after.len();
    clusters(&part).try_for_each(|(at, cluster)| {
        let end = at + cluster.len();
        let joins_frame = at < inside.start || end > inside.end;
        let place = |at: usize| range.start + at.clamp(inside.start, inside.end) - inside.start;
        each(Piece { range: place(at)..place(end), weight: u32::from(!joins_frame) })
    })
}

/// Finds links with a scheme, and hosts outside of them, in order.
fn links_and_hosts(text: &str) -> Vec<Piece> {
    let mut links: Vec<Found> = Vec::new();
    if memchr::memmem::find(text.as_bytes(), b"://").is_some() {
        links = found(text, Grammar::Mastodon);
    }
    let mut special = hosts(text);
    special.retain(|host| {
        let next = links.partition_point(|link| link.range.end <= host.start);
        links.get(next).is_none_or(|link| link.range.start >= host.end)
    });
    let mut special: Vec<Piece> = special.into_iter().map(|range| Piece { range, weight: 0 }).collect();
    special.extend(links.into_iter().map(|link| Piece { range: link.range, weight: LINK }));
    special.sort_unstable_by_key(|piece| piece.range.start);
    special
}

/// Finds the hosts of mentions such as `@user@host`, each with the sign before it.
fn hosts(text: &str) -> Vec<Range<usize>> {
    let mut hosts = Vec::new();
    let mut at = 0;
    while let Some(sign) = memchr::memchr(b'@', &text.as_bytes()[at..]).map(|offset| at + offset) {
        let before = text[..sign].chars().next_back();
        let user = name_end(text, sign + 1, |letter| letter.is_ascii_alphanumeric() || letter == '_');
        at = sign + 1;
        if user == at || before.is_some_and(|before| is_word(before) || matches!(before, '=' | '/')) {
            continue;
        }
        at = user;
        if !text[user..].starts_with('@') {
            continue;
        }
        let end = name_end(text, user + 1, is_word);
        if end == user + 1 {
            continue;
        }
        at = end;
        let goes_on = ["@", "＠", "://"].iter().any(|sign| text[end..].starts_with(sign));
        if !goes_on && text[user + 1..end].chars().count() <= LONGEST_HOST {
            hosts.push(user..end);
        }
    }
    hosts
}

/// Returns where a name ends that begins at a place: letters, with full stops and hyphens between them.
fn name_end(text: &str, from: usize, is_inside: impl Fn(char) -> bool) -> usize {
    let mut end = from;
    for (offset, letter) in text[from..].char_indices() {
        if is_inside(letter) {
            end = from + offset + letter.len_utf8();
        } else if end == from || !matches!(letter, '.' | '-') {
            break;
        }
    }
    end
}

/// Returns whether a letter belongs to a word, as Ruby sees it: letters, marks, digits and what connects them.
fn is_word(letter: char) -> bool {
    letter.is_alphanumeric()
        || is_combining_mark(letter)
        || matches!(letter, '_' | '‿' | '⁀' | '⁔' | '︳' | '︴' | '﹍'..='﹏' | '＿')
}
