//! A text with a few changes, by which reading goes on behind a mistake, and the way back from its bytes to those of the
//! text as it was written.

use std::ops::Range;

/// What a change costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loss {
    /// Nothing: it says what was meant.
    None,
    /// A value, for which a placeholder stands.
    Value,
    /// Whole lines.
    Lines,
}

/// Most changes that one mistake takes.
const MOST: usize = 100;

/// One replacement of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) text: String,
    pub(super) loss: Loss,
}

impl Edit {
    pub(super) fn new(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, text: text.into(), loss: Loss::None }
    }

    pub(super) fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::new(at..at, text)
    }

    /// Puts a placeholder for a value.
    pub(super) fn give_up(text: &str, range: Range<usize>) -> Self {
        let blank = blank(&text[range.clone()]);
        let rest = blank.get(1..).unwrap_or_default();
        let rest = if blank.starts_with('\n') { &*blank } else { rest };
        Self { range, text: format!("0{rest}"), loss: Loss::Value }
    }

    /// Blanks lines out.
    pub(super) fn blank(text: &str, range: Range<usize>) -> Self {
        let blank = blank(&text[range.clone()]);
        Self { range, text: blank, loss: Loss::Lines }
    }

    /// Returns whether nothing is left of another change where this one is made.
    fn covers(&self, other: &Self) -> bool {
        let within = self.range.start <= other.range.start && other.range.end <= self.range.end;
        within && (other.overlaps(&self.range) || self.loss != Loss::None)
    }

    fn overlaps(&self, other: &Range<usize>) -> bool {
        self.range.start < other.end && other.start < self.range.end
    }
}

/// Returns as many blanks as there are bytes; ends of lines stay.
fn blank(text: &str) -> String {
    text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect()
}

/// Changes to a text, by place; they do not overlap.
#[derive(Clone, Debug, Default)]
pub(super) struct Patch {
    edits: Vec<Edit>,
}

impl Patch {
    /// Adds changes, which take the place of those that they cover; `None` where one of them cuts into another, or where
    /// there are too many to be one cure.
    pub(super) fn with(&self, more: &[Edit]) -> Option<Self> {
        if more.len() > MOST {
            return None;
        }
        let mut edits = self.edits.clone();
        for new in more {
            edits.retain(|old| !new.covers(old));
            if edits.iter().any(|old| old.overlaps(&new.range)) {
                return None;
            }
            let place = |edit: &Edit| (edit.range.start, edit.range.end);
            let behind = edits.partition_point(|old| place(old) <= place(new));
            edits.insert(behind, new.clone());
        }
        Some(Self { edits })
    }

    /// Applies the changes.
    pub(super) fn apply(&self, text: &str) -> Patched {
        let mut patched = Patched {
            text: String::with_capacity(text.len() + 16),
            origins: vec![(0, 0)],
            values: Vec::new(),
            lines: Vec::new(),
        };
        let mut at = 0;
        for edit in &self.edits {
            patched.text.push_str(&text[at..edit.range.start]);
            let start = patched.text.len();
            patched.text.push_str(&edit.text);
            let here = start..patched.text.len();
            patched.origins.push((here.start, edit.range.start));
            patched.origins.push((here.end, edit.range.end));
            match edit.loss {
                Loss::None => {}
                Loss::Value => patched.values.push(here),
                Loss::Lines => patched.lines.push(here),
            }
            at = edit.range.end;
        }
        patched.text.push_str(&text[at..]);
        patched
    }
}

/// A text with its changes.
#[derive(Debug)]
pub(super) struct Patched {
    pub(super) text: String,
    /// Where runs of the text begin, and where these begin in the text as it was written; ascending.
    pub(super) origins: Vec<(usize, usize)>,
    /// Values that are only placeholders.
    pub(super) values: Vec<Range<usize>>,
    /// Lines that were blanked out.
    pub(super) lines: Vec<Range<usize>>,
}

impl Patched {
    /// Finds a range in the text as it was written.
    pub(super) fn original(&self, range: Range<usize>) -> Range<usize> {
        original(&self.origins, range)
    }
}

/// Finds a range in a text of which another is made, run by run.
pub(super) fn original(origins: &[(usize, usize)], range: Range<usize>) -> Range<usize> {
    let place = |offset: usize, before: bool| {
        let behind = |&(here, _): &(usize, usize)| if before { here < offset } else { here <= offset };
        let index = origins.partition_point(behind).saturating_sub(1);
        let (here, origin) = origins[index];
        // What was put in has no bytes of its own.
        let last = origins.get(index + 1).map_or(usize::MAX, |&(_, next)| next);
        (origin + offset - here).min(last)
    };
    let start = place(range.start, false);
    let end = if range.is_empty() { start } else { place(range.end, true) };
    start..end.max(start)
}

/// Joins the way from a text to a second, a part of a third that begins at an offset, and the way from there on.
pub(super) fn joined(
    first: &[(usize, usize)],
    length: usize,
    start: usize,
    second: &[(usize, usize)],
) -> Vec<(usize, usize)> {
    let mut origins = Vec::with_capacity(first.len() + second.len());
    for (index, &(here, middle)) in first.iter().enumerate() {
        let end = first.get(index + 1).map_or(length, |&(next, _)| next);
        let run = start + middle..start + middle + (end - here);
        origins.push((here, original(second, run.start..run.start).start));
        let inside = second.iter().filter(|&&(there, _)| run.start < there && there < run.end);
        origins.extend(inside.map(|&(there, origin)| (here + there - run.start, origin)));
    }
    origins
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_to_the_text_as_it_was_written() {
        let text = "a: 1\nb = x\nzzz\nc = [1\n";
        let edits = [
            Edit::new(1..3, " = "),
            Edit::give_up(text, 9..10),
            Edit::blank(text, 11..14),
            Edit::insert(21, "]"),
        ];
        let patched = Patch::default().with(&edits).expect("they do not overlap").apply(text);
        assert_eq!(patched.text, "a = 1\nb = 0\n   \nc = [1]\n");
        for (here, there) in [(0..1, 0..1), (4..5, 3..4), (6..7, 5..6), (10..11, 9..10), (16..17, 15..16)] {
            assert_eq!(patched.original(here), there);
        }
        assert_eq!(patched.original(22..23), 21..21, "what was put in stands where it was put");
        assert_eq!(patched.values.first(), Some(&(10..11)));
        assert_eq!(patched.lines.first(), Some(&(12..15)));
        let origins = joined(&patched.origins, patched.text.len(), 100, &[(0, 0), (110, 500)]);
        assert_eq!(original(&origins, 6..7), 105..106);
        assert_eq!(original(&origins, 16..17), 505..506);
    }

    #[test]
    fn a_change_takes_the_place_of_those_that_it_covers() {
        let text = "abcdef";
        let patch = Patch::default().with(&[Edit::insert(2, "x")]).expect("it is the first");
        let blanked = patch.with(&[Edit::blank(text, 0..4)]).expect("it covers the other");
        assert_eq!(blanked.apply(text).text, "    ef");
        assert!(blanked.with(&[Edit::new(2..6, "")]).is_none());
    }
}
