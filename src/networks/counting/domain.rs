//! Domains: labels, top-level domains, and which of them a link may have.

use std::ops::Range;

use super::links::is_accented;

/// Letters, hyphens, underscores and dots in a row: where domains can be.
///
/// Its labels are judged once, so that each place in it costs the same to try.
pub(super) struct Run<'a> {
    text: &'a str,
    pub(super) range: Range<usize>,
    labels: Vec<Label>,
    /// For each label, the first one from there on that no domain can hold in its middle.
    reach: Vec<usize>,
    /// For each label, the last one up to there that is a top-level domain behind a name.
    last: Vec<Option<usize>>,
}

/// The letters between two dots.
struct Label {
    end: usize,
    /// Whether it begins and ends with a letter.
    is_sound: bool,
    /// Where its last underscore stands.
    underscore: Option<usize>,
    /// Where a top-level domain ends that begins it.
    top: Option<usize>,
}

impl<'a> Run<'a> {
    /// Finds the run around a dot, from a place on.
    pub(super) fn around(text: &'a str, dot: usize, from: usize) -> Self {
        let before = text[from..dot].char_indices().rev().take_while(|&(_, letter)| is_inside(letter)).last();
        let start = before.map_or(dot, |(offset, _)| from + offset);
        let rest = &text[dot..];
        let end = dot + rest.find(|letter| !is_inside(letter)).unwrap_or(rest.len());
        Self::new(text, start..end)
    }

    fn new(text: &'a str, range: Range<usize>) -> Self {
        let mut labels = Vec::new();
        let mut start = range.start;
        for part in text[range.clone()].split('.') {
            let end = start + part.len();
            let edges = [part.chars().next(), part.chars().next_back()];
            let is_sound = edges.iter().all(|edge| edge.is_some_and(is_letter));
            let underscore = part.rfind('_').map(|offset| start + offset);
            let top = if labels.is_empty() { None } else { top_level(text, start) };
            labels.push(Label { end, is_sound, underscore, top });
            start = end + 1;
        }
        let count = labels.len();
        let mut reach = vec![count - 1; count];
        for index in (0..count - 1).rev() {
            reach[index] = if labels[index].is_sound { reach[index + 1] } else { index };
        }
        let mut last = vec![None; count];
        for index in 1..count {
            let name = &labels[index - 1];
            let is_end = labels[index].top.is_some() && name.is_sound && name.underscore.is_none();
            last[index] = if is_end { Some(index) } else { last[index - 1] };
        }
        Self { text, range, labels, reach, last }
    }

    /// Returns where the longest domain ends that begins at a place.
    pub(super) fn domain_end(&self, start: usize) -> Option<usize> {
        let index = self.labels.partition_point(|label| label.end < start);
        let label = self.labels.get(index)?;
        // The part of the label from here on must itself be sound, and a dot must follow.
        let first = self.text[start..label.end].chars().next()?;
        let ends_well = self.text[start..label.end].chars().next_back().is_some_and(is_letter);
        if index + 1 >= self.labels.len() || !is_letter(first) || !ends_well {
            return None;
        }
        let far = self.last[self.reach[index + 1]].filter(|&top| top >= index + 2);
        let is_name = label.underscore.is_none_or(|underscore| underscore < start);
        let near = || self.labels[index + 1].top.filter(|_| is_name).map(|_| index + 1);
        self.labels[far.or_else(near)?].top
    }
}

/// Returns whether a letter may stand in a run.
fn is_inside(letter: char) -> bool {
    is_letter(letter) || matches!(letter, '-' | '_' | '.')
}

/// Returns whether a letter may begin or end a label: all but punctuation, white space and marks of direction.
fn is_letter(letter: char) -> bool {
    if letter.is_ascii() {
        return !(letter.is_ascii_whitespace()
            || letter == '\u{b}'
            || "!'#%&()*+,\\-./:;<=>?@[]^_{|}~$".contains(letter));
    }
    !matches!(letter,
        '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{180e}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}'
        | '\u{205f}' | '\u{3000}' | '\u{fffe}' | '\u{feff}' | '\u{ffff}' | '\u{202a}'..='\u{202e}' | '\u{61c}'
        | '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}')
}

/// Longest top-level domain that is not of ASCII, in letters.
const LONGEST_TOP: usize = 16;

/// Returns where the top-level domain ends that stands at a place.
fn top_level(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let may_end = |end: usize| {
        let next = rest[end..].chars().next();
        next.is_none_or(|next| !next.is_ascii_alphanumeric() && !matches!(next, '@' | '+' | '-'))
    };
    let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if plain > 0 {
        let known = plain <= 63 && is_top(&rest[..plain].to_ascii_lowercase());
        if known && may_end(plain) {
            return Some(at + plain);
        }
        let encoded = rest.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("xn--"));
        let behind =
            rest.bytes().skip(4).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
        return (encoded && behind > 0).then_some(at + 4 + behind);
    }
    let ends =
        rest.char_indices().take(LONGEST_TOP).map(|(start, letter)| (start + letter.len_utf8(), letter));
    let ends: Vec<usize> = ends.take_while(|&(_, letter)| !letter.is_ascii()).map(|(end, _)| end).collect();
    ends.into_iter().rev().find(|&end| may_end(end) && is_top_in_letters(&rest[..end])).map(|end| at + end)
}

fn is_top(name: &str) -> bool {
    // The network of hidden services is no domain of the root zone, but links there are links.
    tld::exist(name) || name == "onion"
}

fn is_top_in_letters(name: &str) -> bool {
    let lower = name.to_lowercase();
    idna::punycode::encode_str(&lower).is_some_and(|code| tld::exist(&format!("xn--{code}")))
}

/// Longest label as the root servers take it, in bytes.
const LONGEST_LABEL: usize = 63;

/// A domain as it is written.
pub(super) struct Domain<'a>(pub(super) &'a str);

impl Domain<'_> {
    /// Returns whether each label is short enough in punycode, and whether one that begins in punycode stays plain.
    pub(super) fn is_encodable(&self) -> bool {
        let is_code = self.0.starts_with("xn--");
        if is_code && self.plain_parts().is_empty() {
            return false;
        }
        self.0.split('.').all(|label| {
            let encoded = label.split(['。', '．', '｡']).map(encoded_length);
            let lengths: Option<Vec<usize>> = encoded.collect();
            lengths.is_some_and(|lengths| {
                let all = lengths.iter().sum::<usize>() + lengths.len() - 1;
                (1..=LONGEST_LABEL).contains(&all)
            })
        })
    }

    /// Lists the parts of plain letters that end in a top-level domain, the longest first where they overlap.
    pub(super) fn plain_parts(&self) -> Vec<Range<usize>> {
        let text = self.0;
        let mut found = Vec::new();
        let mut at = 0;
        while let Some((start, _)) = text[at..].char_indices().find(|(_, letter)| is_plain(*letter)) {
            let start = at + start;
            match plain_end(text, start) {
                Ok(end) => {
                    found.push(start..end);
                    at = end;
                }
                Err(next) => at = next,
            }
        }
        found
    }
}

/// Returns where plain labels with a top-level domain end, or the place from which to look on.
fn plain_end(text: &str, start: usize) -> Result<usize, usize> {
    let (mut at, mut end) = (start, None);
    loop {
        let rest = &text[at..];
        let label = rest.find(|letter| !is_plain(letter)).unwrap_or(rest.len());
        if label == 0 || !rest[label..].starts_with('.') {
            return end.ok_or((at + label).max(start + 1));
        }
        at += label + 1;
        if let Some(top) = top_level(text, at) {
            end = Some(top);
        }
    }
}

fn is_plain(letter: char) -> bool {
    letter == '-' || letter.is_ascii_alphanumeric() || is_accented(letter)
}

/// Returns how long a label is in punycode; none where it is too long to be one.
fn encoded_length(label: &str) -> Option<usize> {
    if label.is_ascii() {
        return Some(label.len());
    }
    if label.chars().count() > LONGEST_LABEL {
        return None;
    }
    Some("xn--".len() + idna::punycode::encode_str(label)?.len())
}
