//! Links in a text: with a scheme, or without one where the top-level domain is real.
//!
//! What X takes for a link has rules of its own. They are those of twitter-text 3.1, read in its grammar and tried against it: which letters may stand before a link,
//! what a label of a domain may hold, which signs end a path. All of it is linear in the text.

use std::ops::Range;

use super::domain::{Domain, Run};

/// A link in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Whether it begins with `http://` or `https://`.
    pub has_scheme: bool,
}

/// Longest link, in UTF-16 units; what is longer counts as plain text.
const LONGEST: usize = 4096;
/// What a link without a scheme is taken to begin with.
const DEFAULT_SCHEME: &str = "https://";
/// Longest name behind `t.co/`, in letters.
const SHORTENED: usize = 40;

/// Finds the links of a text, in order: all with a scheme, whatever their domain, and those without one that X would find.
pub fn links(text: &str) -> Vec<Link> {
    let mut found = with_scheme(text);
    let plain = links_on_x(text).into_iter().filter(|link| !link.has_scheme);
    let plain: Vec<Link> = plain
        .filter(|link| {
            let next = found.partition_point(|other| other.range.end <= link.range.start);
            found.get(next).is_none_or(|other| other.range.start >= link.range.end)
        })
        .collect();
    found.extend(plain);
    found.sort_unstable_by_key(|link| link.range.start);
    found
}

/// Finds what begins with `http://` or `https://`, up to white space, quotes or brackets, without the signs that end a
/// sentence.
pub(super) fn with_scheme(text: &str) -> Vec<Link> {
    let mut found: Vec<Link> = Vec::new();
    for colon in memchr::memmem::find_iter(text.as_bytes(), b"://") {
        let Some(start) = scheme_before(text, colon + 3) else { continue };
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

/// Cuts off the signs that end a sentence, and a parenthesis that was opened before the link.
fn without_punctuation(link: &str) -> &str {
    let mut link = link;
    loop {
        let shorter = link.trim_end_matches(['.', ',', ';', ':', '!', '?', '…', '\'', '*', ']', '}']);
        let open = shorter.bytes().filter(|byte| *byte == b'(').count();
        let closed = shorter.bytes().filter(|byte| *byte == b')').count();
        let Some(inner) = shorter.strip_suffix(')').filter(|_| closed > open) else { return shorter };
        link = inner;
    }
}

/// Finds the links that X finds, in order.
pub(super) fn links_on_x(text: &str) -> Vec<Link> {
    let mut found = Vec::new();
    // Where the last candidate ended, and from where on dots are looked for.
    let (mut at, mut scanned) = (0, 0);
    let mut run: Option<Run<'_>> = None;
    while let Some(dot) = memchr::memchr(b'.', &text.as_bytes()[scanned..]).map(|offset| scanned + offset) {
        // The letters around a dot are analysed once, however many links stand among them.
        let current = match run.take().filter(|run| run.range.contains(&dot)) {
            Some(run) => run,
            None => Run::around(text, dot, scanned),
        };
        match next_link(text, &current, at) {
            Some(candidate) => {
                at = candidate.end;
                scanned = at;
                found.extend(accepted(text, &candidate));
            }
            None => scanned = current.range.end,
        }
        run = Some(current);
    }
    found
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

/// Finds the first thing like a link among the letters of a run, behind what was looked at already.
fn next_link(text: &str, run: &Run<'_>, at: usize) -> Option<Candidate> {
    if run.range.start >= at
        && let Some(scheme) = scheme_before(text, run.range.start).filter(|&scheme| scheme >= at)
        && may_follow(text, scheme, at)
        && let Some(end) = run.domain_end(run.range.start)
    {
        return Some(candidate(text, scheme, true, run.range.start..end));
    }
    let mut start = run.range.start.max(at);
    // A letter that may stand before a link is taken to stand before one, also where it begins the text.
    let begins = text.chars().next().filter(|_| start == 0).map_or(0, char::len_utf8);
    if begins > 0
        && may_follow(text, begins, at)
        && let Some(end) = run.domain_end(begins)
    {
        return Some(candidate(text, begins, false, begins..end));
    }
    while let Some(letter) = text[start..run.range.end].chars().next() {
        // Of a letter that UTF-16 writes as two units, the first may stand before a link that begins with the second.
        let follows = may_follow(text, start, at);
        if (follows || letter.len_utf16() == 2)
            && let Some(end) = run.domain_end(start)
        {
            return Some(Candidate { is_split: !follows, ..candidate(text, start, false, start..end) });
        }
        start += letter.len_utf8();
    }
    None
}

/// Adds port, path and query to a domain.
fn candidate(text: &str, start: usize, has_scheme: bool, domain: Range<usize>) -> Candidate {
    let bytes = text.as_bytes();
    let mut end = domain.end;
    if bytes.get(end) == Some(&b':') {
        let digits = bytes[end + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits > 0 {
            end += 1 + digits;
        }
    }
    let has_path = bytes.get(end) == Some(&b'/');
    if has_path {
        end = path_end(text, end + 1);
    }
    if bytes.get(end) == Some(&b'?') {
        end = query_end(bytes, end);
    }
    Candidate { start, end, has_scheme, domain, has_path, is_split: false }
}

/// Returns the links that a candidate is: none, itself, or the plain domains in a mixed one.
fn accepted(text: &str, candidate: &Candidate) -> Vec<Link> {
    let Candidate { start, end, has_scheme, ref domain, has_path, is_split } = *candidate;
    let units = |part: &str| part.encode_utf16().count();
    let scheme = if has_scheme { units(&text[start..domain.start]) } else { DEFAULT_SCHEME.len() };
    let name = Domain(&text[domain.clone()]);
    if !name.is_encodable() || scheme + units(&text[start..end]) > LONGEST {
        return Vec::new();
    }
    if has_scheme {
        let Some(end) = without_more_than_a_name(text, start, end) else { return Vec::new() };
        return vec![Link { range: start..end, has_scheme }];
    }
    let before = text[..start].chars().next_back().filter(|_| !is_split);
    if before.is_some_and(|before| matches!(before, '-' | '_' | '.' | '/')) {
        return Vec::new();
    }
    let mut links: Vec<Link> = name
        .plain_parts()
        .into_iter()
        .map(|part| Link { range: domain.start + part.start..domain.start + part.end, has_scheme })
        .collect();
    if let Some(last) = links.last_mut().filter(|_| has_path) {
        // The link keeps the length that it has without what the domain holds behind its plain part.
        let mut units = text[last.range.end..domain.end].encode_utf16().count();
        last.range.end = end;
        while units > 0 {
            let letter = text[..last.range.end].chars().next_back().unwrap_or('.');
            last.range.end -= letter.len_utf8();
            units = units.saturating_sub(letter.len_utf16());
        }
    }
    links
}

/// Ends a link of X's own shortener behind its name; none where that name is too long to be one.
fn without_more_than_a_name(text: &str, start: usize, end: usize) -> Option<usize> {
    let link = &text[start..end];
    let Some(colon) = link.find("://") else { return Some(end) };
    let Some(behind) = link
        .get(colon + 3..)
        .filter(|rest| rest.get(..5).is_some_and(|domain| domain.eq_ignore_ascii_case("t.co/")))
    else {
        return Some(end);
    };
    let name = behind.as_bytes()[5..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    match name {
        0 => Some(end),
        name if name > SHORTENED => None,
        name => {
            let stop = start + colon + 3 + 5 + name;
            let has_query = text.as_bytes().get(stop) == Some(&b'?');
            Some(if has_query { query_end(text.as_bytes(), stop).min(end) } else { stop })
        }
    }
}

/// Returns where a scheme begins that ends right before a place.
fn scheme_before(text: &str, at: usize) -> Option<usize> {
    ["https://", "http://"].iter().find_map(|scheme| {
        let start = at.checked_sub(scheme.len())?;
        text.get(start..at).is_some_and(|before| before.eq_ignore_ascii_case(scheme)).then_some(start)
    })
}

/// Returns whether a link may begin at a place: at the start of the text, or behind a letter that may stand before one and
/// belongs to no other link.
fn may_follow(text: &str, start: usize, at: usize) -> bool {
    if start == 0 {
        return true;
    }
    let before = text[..start].chars().next_back().unwrap_or(' ');
    start >= at + before.len_utf8()
        && !before.is_ascii_alphanumeric()
        && !matches!(before, '@' | '＠' | '$' | '#' | '＃' | '\u{fffe}' | '\u{feff}' | '\u{ffff}')
}

/// Returns where a path ends: behind the last sign that may end one, among letters, signs and balanced parentheses.
fn path_end(text: &str, from: usize) -> usize {
    let (mut at, mut end) = (from, from);
    while let Some(letter) = text[at..].chars().next() {
        if is_path_letter(letter) {
            at += letter.len_utf8();
            if ends_path(letter) {
                end = at;
            }
        } else if let Some(closed) = (letter == '(').then(|| parentheses_end(text, at)).flatten() {
            (at, end) = (closed, closed);
        } else {
            break;
        }
    }
    end
}

/// Returns where parentheses end that hold something, with at most one pair inside.
fn parentheses_end(text: &str, open: usize) -> Option<usize> {
    let inside = |from: usize| {
        let rest = &text[from..];
        from + rest.find(|letter| !is_path_letter(letter)).unwrap_or(rest.len())
    };
    let is = |at: usize, sign: u8| text.as_bytes().get(at) == Some(&sign);
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

fn is_path_letter(letter: char) -> bool {
    ends_path(letter)
        || matches!(
            letter,
            '!' | '*' | '\'' | ';' | ':' | ',' | '.' | '$' | '%' | '[' | ']' | '–' | '~' | '@' | '|' | '&'
        )
}

fn ends_path(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || matches!(letter, '+' | '-' | '=' | '_' | '#' | '/')
        || matches!(letter, '\u{400}'..='\u{4ff}')
        || is_accented(letter)
}

/// Returns whether a letter is Latin with an accent, or a mark over one, in either case.
pub(super) fn is_accented(letter: char) -> bool {
    matches!(letter,
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}' | '\u{253}' | '\u{254}' | '\u{256}' | '\u{257}'
        | '\u{259}' | '\u{25b}' | '\u{263}' | '\u{268}' | '\u{26f}' | '\u{272}' | '\u{289}' | '\u{2bb}'
        | '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}')
}

/// Returns where a query ends, or where it would begin if there is none.
fn query_end(bytes: &[u8], question: usize) -> usize {
    let rest = &bytes[question + 1..];
    let length = rest.iter().take_while(|&&byte| is_query_byte(byte)).count();
    let last = rest[..length].iter().rposition(|&byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'&' | b'=' | b'#' | b'/')
    });
    last.map_or(question, |last| question + 1 + last + 1)
}

fn is_query_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!?*'@();:&=+$/%#[]-_.,~|".contains(&byte)
}
