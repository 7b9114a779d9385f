//! Finds links as X and Mastodon find them, linear in the text.
//!
//! Their grammar is a pattern that is looked for from the left: a letter that may stand before a link, a scheme, a
//! domain with a real top-level domain, a port, a path, a query. What the pattern takes but the network then refuses still
//! covers its part of the text.

use std::ops::Range;

use super::domain::{Domain, Run};
use super::grammar::Grammar;

/// A link that a network finds.
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) has_scheme: bool,
    /// Whether half of the letter behind it is counted with it, so that the other half counts by itself.
    pub(super) leaves_half: bool,
}

/// Longest link, in UTF-16 units on X and in code points on Mastodon; what is longer counts as plain text.
const LONGEST: usize = 4096;
/// What a link without a scheme is taken to begin with.
const DEFAULT_SCHEME: &str = "https://";
/// Longest name behind `t.co/`, in letters.
const SHORTENED: usize = 40;

/// Finds the links of a text, in order.
pub(super) fn found(text: &str, grammar: Grammar) -> Vec<Found> {
    let mut links = Vec::new();
    // Where the last candidate ended, and from where on dots are looked for.
    let (mut at, mut scanned) = (0, 0);
    let mut run: Option<Run<'_>> = None;
    while let Some(dot) = memchr::memchr(b'.', &text.as_bytes()[scanned..]).map(|offset| scanned + offset) {
        // The letters around a dot are analysed once, however many links stand among them.
        let current = match run.take().filter(|run| run.range.contains(&dot)) {
            Some(run) => run,
            None => Run::around(text, dot, scanned, grammar),
        };
        match (Scan { text, grammar, at }).next(&current) {
            Some(candidate) => {
                at = candidate.end;
                scanned = at;
                match grammar {
                    Grammar::X => links.extend(on_x(text, &candidate)),
                    Grammar::Mastodon => links.extend(on_mastodon(text, &candidate)),
                }
            }
            None => scanned = current.range.end,
        }
        run = Some(current);
    }
    links
}

/// Something that looks like a link.
struct Candidate {
    /// Where its scheme begins; its domain where it has none.
    start: usize,
    end: usize,
    has_scheme: bool,
    domain: Range<usize>,
    has_path: bool,
    /// Whether it begins inside of a letter of two UTF-16 units.
    is_split: bool,
}

/// A text, by whose grammar it is read, and up to where that is done.
#[derive(Clone, Copy)]
struct Scan<'a> {
    text: &'a str,
    grammar: Grammar,
    at: usize,
}

impl Scan<'_> {
    /// Finds the first thing like a link among the letters of a run, behind what was looked at already.
    fn next(self, run: &Run<'_>) -> Option<Candidate> {
        let Self { text, grammar, at } = self;
        if run.range.start >= at
            && let Some(scheme) = scheme_before(text, run.range.start, grammar).filter(|&scheme| scheme >= at)
            && self.may_begin(scheme)
            && let Some(end) = run.domain_end(run.range.start)
        {
            return Some(self.candidate(scheme, true, run.range.start..end));
        }
        // X reads UTF-16: the first half of a letter may stand before a link that begins with the second.
        let is_split = |letter: char| grammar == Grammar::X && letter.len_utf16() == 2;
        let mut start = run.range.start.max(at);
        // A letter that may stand before a link is taken to stand before one, also where it begins the text.
        let first = text.chars().next().filter(|&first| start == 0 && !is_split(first));
        if let Some(begins) = first.map(char::len_utf8)
            && self.may_begin(begins)
            && let Some(end) = run.domain_end(begins)
        {
            return Some(self.candidate(begins, false, begins..end));
        }
        while let Some(letter) = text[start..run.range.end].chars().next() {
            let begins = self.may_begin(start) && !(start == 0 && is_split(letter));
            if (begins || is_split(letter))
                && let Some(end) = run.domain_end(start)
            {
                return Some(Candidate { is_split: !begins, ..self.candidate(start, false, start..end) });
            }
            start += letter.len_utf8();
        }
        None
    }

    /// Returns whether a link may begin at a place: at the start of the text, or behind a letter that may stand before one and
    /// belongs to no other link.
    fn may_begin(self, start: usize) -> bool {
        let before = self.text[..start].chars().next_back();
        before.is_none_or(|before| start >= self.at + before.len_utf8() && Grammar::may_precede(before))
    }

    /// Adds port, path and query to a domain.
    fn candidate(self, start: usize, has_scheme: bool, domain: Range<usize>) -> Candidate {
        let bytes = self.text.as_bytes();
        let mut end = domain.end;
        if bytes.get(end) == Some(&b':') {
            let digits = bytes[end + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            end += if digits > 0 { 1 + digits } else { 0 };
        }
        let has_path = bytes.get(end) == Some(&b'/');
        if has_path {
            end = self.path_end(end + 1);
        }
        if bytes.get(end) == Some(&b'?') {
            end = query_end(self.text, end, self.grammar);
        }
        Candidate { start, end, has_scheme, domain, has_path, is_split: false }
    }

    /// Returns where a path ends: behind the last letter that may end one, among letters, signs and balanced parentheses.
    fn path_end(self, from: usize) -> usize {
        let (mut at, mut end) = (from, from);
        while let Some(letter) = self.text[at..].chars().next() {
            if self.grammar.is_path_letter(letter) {
                at += letter.len_utf8();
                end = if self.grammar.ends_path(letter) { at } else { end };
                continue;
            }
            let closed = |is_inside: &dyn Fn(char) -> bool| parentheses_end(self.text, at, is_inside);
            let Some(behind) = closed(&|letter| self.grammar.is_path_letter(letter)) else { break };
            let may_end = match self.grammar {
                // X takes them at the end only where what stands before them may end the path too.
                Grammar::X => end == at,
                Grammar::Mastodon => closed(&|letter| self.grammar.is_in_last_parentheses(letter)).is_some(),
            };
            end = if may_end { behind } else { end };
            at = behind;
        }
        end
    }
}

/// Returns where parentheses end that hold something, with at most one pair inside.
fn parentheses_end(text: &str, open: usize, is_inside: &dyn Fn(char) -> bool) -> Option<usize> {
    let inside = |from: usize| {
        let rest = &text[from..];
        from + rest.find(|letter| !is_inside(letter)).unwrap_or(rest.len())
    };
    let is = |at: usize, sign: u8| text.as_bytes().get(at) == Some(&sign);
    if !is(open, b'(') {
        return None;
    }
    let first = inside(open + 1);
    if is(first, b')') {
        return (first > open + 1).then_some(first + 1);
    }
    if !is(first, b'(') {
        return None;
    }
    let second = inside(first + 1);
    if second == first + 1 || !is(second, b')') {
        return None;
    }
    let last = inside(second + 1);
    is(last, b')').then_some(last + 1)
}

/// Returns where a query ends, or where it would begin if there is none.
fn query_end(text: &str, question: usize, grammar: Grammar) -> usize {
    let rest = &text[question + 1..];
    let rest = &rest[..rest.find(|letter| !grammar.is_query_letter(letter)).unwrap_or(rest.len())];
    let last = rest.char_indices().rev().find(|&(_, letter)| grammar.ends_query(letter));
    last.map_or(question, |(last, letter)| question + 1 + last + letter.len_utf8())
}

/// Returns where a scheme begins that ends right before a place.
pub(super) fn scheme_before(text: &str, at: usize, grammar: Grammar) -> Option<usize> {
    grammar.schemes().iter().find_map(|scheme| {
        let start = at.checked_sub(scheme.len())?;
        text.get(start..at).is_some_and(|before| before.eq_ignore_ascii_case(scheme)).then_some(start)
    })
}

/// Returns the links that a candidate is on Mastodon: itself, where it has a scheme.
fn on_mastodon(text: &str, candidate: &Candidate) -> Option<Found> {
    let Candidate { start, end, has_scheme, ref domain, .. } = *candidate;
    let encoded = Domain(&text[domain.clone()]).encoded_length()?;
    let growth = encoded.saturating_sub(text[domain.clone()].chars().count());
    if !has_scheme || text[start..end].chars().count() + growth > LONGEST {
        return None;
    }
    let end = without_more_than_a_name(text, start, end, Grammar::Mastodon)?;
    Some(Found { range: start..end, has_scheme, leaves_half: false })
}

/// Returns the links that a candidate is on X: none, itself, or the plain domains in a mixed one.
fn on_x(text: &str, candidate: &Candidate) -> Vec<Found> {
    let Candidate { start, end, has_scheme, ref domain, has_path, is_split } = *candidate;
    let units = |part: &str| part.encode_utf16().count();
    let scheme = if has_scheme { units(&text[start..domain.start]) } else { DEFAULT_SCHEME.len() };
    let name = Domain(&text[domain.clone()]);
    if !name.is_encodable(is_split) || scheme + units(&text[start..end]) > LONGEST {
        return Vec::new();
    }
    if has_scheme {
        let end = without_more_than_a_name(text, start, end, Grammar::X);
        return end
            .map(|end| Found { range: start..end, has_scheme, leaves_half: false })
            .into_iter()
            .collect();
    }
    let before = text[..start].chars().next_back().filter(|_| !is_split);
    if before.is_some_and(|before| matches!(before, '-' | '_' | '.' | '/')) {
        return Vec::new();
    }
    let mut links: Vec<Found> = name
        .plain_parts()
        .into_iter()
        .map(|part| domain.start + part.start..domain.start + part.end)
        .map(|range| Found { range, has_scheme, leaves_half: false })
        .collect();
    if let Some(last) = links.last_mut().filter(|_| has_path) {
        // The link keeps the length that it has without what the domain holds behind its plain part.
        let mut units = text[last.range.end..domain.end].encode_utf16().count();
        last.range.end = end;
        while units > 0 {
            let letter = text[..last.range.end].chars().next_back().unwrap_or('.');
            last.range.end -= letter.len_utf8();
            last.leaves_half = units < letter.len_utf16();
            units = units.saturating_sub(letter.len_utf16());
        }
    }
    links
}

/// Ends a link of X's own shortener behind its name; none where that name is too long to be one.
fn without_more_than_a_name(text: &str, start: usize, end: usize, grammar: Grammar) -> Option<usize> {
    let link = &text[start..end];
    let domain = ["http://t.co/", "https://t.co/"].map(str::len).into_iter().find(|&length| {
        let is_one = |domain: &str| {
            domain.eq_ignore_ascii_case("http://t.co/") || domain.eq_ignore_ascii_case("https://t.co/")
        };
        link.get(..length).is_some_and(is_one)
    });
    let Some(domain) = domain else { return Some(end) };
    let name = link.as_bytes()[domain..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    match name {
        0 => Some(end),
        name if name > SHORTENED => None,
        name => {
            let stop = start + domain + name;
            let has_query = grammar == Grammar::X && text.as_bytes().get(stop) == Some(&b'?');
            Some(if has_query { query_end(text, stop, grammar).min(end) } else { stop })
        }
    }
}
