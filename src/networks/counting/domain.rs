//! Domains: labels, top-level domains, and which of them a link may have.

use std::ops::Range;

use super::grammar::{Grammar, is_accented};
use super::top_level;

/// Letters, hyphens, underscores and dots in a row: where domains can be.
///
/// Its labels are judged once, so that each place in it costs the same to try.
pub(super) struct Run<'a> {
    text: &'a str,
    grammar: Grammar,
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
    pub(super) fn around(text: &'a str, dot: usize, from: usize, grammar: Grammar) -> Self {
        let is_inside = |letter: char| grammar.is_domain_letter(letter);
        let before = text[from..dot].char_indices().rev().take_while(|&(_, letter)| is_inside(letter)).last();
        let start = before.map_or(dot, |(offset, _)| from + offset);
        let rest = &text[dot..];
        let end = dot + rest.find(|letter| !is_inside(letter)).unwrap_or(rest.len());
        Self::new(text, start..end, grammar)
    }

    fn new(text: &'a str, range: Range<usize>, grammar: Grammar) -> Self {
        let is_letter = |letter: char| grammar.is_label_letter(letter);
        let mut labels = Vec::new();
        let mut start = range.start;
        for part in text[range.clone()].split('.') {
            let end = start + part.len();
            let edges = [part.chars().next(), part.chars().next_back()];
            let is_sound = edges.iter().all(|edge| edge.is_some_and(is_letter));
            let underscore = part.rfind('_').map(|offset| start + offset);
            let top = if labels.is_empty() { None } else { top_level_end(text, start, grammar) };
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
        Self { text, grammar, range, labels, reach, last }
    }

    /// Returns where the longest domain ends that begins at a place.
    pub(super) fn domain_end(&self, start: usize) -> Option<usize> {
        let is_letter = |letter: char| self.grammar.is_label_letter(letter);
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

/// Returns where the top-level domain ends that stands at a place: the longest that X knows, or anything in punycode.
fn top_level_end(text: &str, at: usize, grammar: Grammar) -> Option<usize> {
    let rest = &text[at..];
    if rest.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("xn--")) {
        let is_code = |byte: &u8| byte.is_ascii_alphanumeric() || (*byte == b'-' && grammar == Grammar::X);
        let code = rest.bytes().skip(4).take_while(is_code).count();
        return (code > 0).then_some(at + 4 + code);
    }
    let may_end = |end: usize| {
        let next = rest[end..].chars().next();
        next.is_none_or(|next| !next.is_ascii_alphanumeric() && !matches!(next, '@' | '+' | '-'))
    };
    let letters = rest
        .char_indices()
        .take(top_level::LONGEST)
        .take_while(|&(_, letter)| grammar.is_label_letter(letter));
    let ends: Vec<usize> = letters.map(|(start, letter)| start + letter.len_utf8()).collect();
    ends.into_iter().rev().find(|&end| may_end(end) && top_level::is_known(&rest[..end])).map(|end| at + end)
}

/// Longest label as the root servers take it, in bytes.
const LONGEST_LABEL: usize = 63;

/// A domain as it is written.
pub(super) struct Domain<'a>(pub(super) &'a str);

impl Domain<'_> {
    /// Returns whether X takes it: each label is short enough in punycode, and one that begins in punycode stays plain.
    ///
    /// Of a domain that begins with half a letter, the half is encoded as the first of the letters without a meaning, whose number
    /// is about the same.
    pub(super) fn is_encodable(&self, is_split: bool) -> bool {
        if is_split {
            let first = self.0.chars().next().map_or(0, char::len_utf8);
            return Domain(&format!("\u{e000}{}", &self.0[first..])).is_encodable(false);
        }
        let is_mixed = self.0.starts_with("xn--") && self.plain_parts().is_empty();
        !is_mixed && self.encoded_length().is_some()
    }

    /// Returns how long it is in punycode, in letters; none where a label is too long.
    pub(super) fn encoded_length(&self) -> Option<usize> {
        let mut all = self.0.matches('.').count();
        for label in self.0.split('.') {
            let parts: Option<Vec<usize>> = label.split(['。', '．', '｡']).map(encoded_length).collect();
            let parts = parts?;
            let length = parts.iter().sum::<usize>() + parts.len() - 1;
            if !(1..=LONGEST_LABEL).contains(&length) {
                return None;
            }
            all += length;
        }
        Some(all)
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
        if let Some(top) = top_level_end(text, at, Grammar::X) {
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
