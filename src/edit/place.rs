//! Where in a file a new post goes, and what goes with one that is taken out.

use std::ops::Range;

use chrono::NaiveDateTime;

use super::Refusal;
use super::layout::Layout;
use crate::model::When;

/// Most blank lines between posts that are taken for the file's way.
const MOST_BLANK: usize = 3;

/// Where new posts go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Spot {
    /// Behind the line that ends at a byte; `index` posts stand before it.
    Behind { at: usize, index: usize },
    /// Before the line that begins at a byte.
    Before { at: usize, index: usize },
}

impl Spot {
    /// Returns the byte.
    pub(super) fn at(self) -> usize {
        match self {
            Self::Behind { at, .. } | Self::Before { at, .. } => at,
        }
    }

    /// Returns how many posts stand before it.
    pub(super) fn index(self) -> usize {
        match self {
            Self::Behind { index, .. } | Self::Before { index, .. } => index,
        }
    }
}

/// Finds where a post of that time goes: behind the last one in time that is not later. Where that one is of an earlier day and
/// a post of the same day follows, it goes before this one, so that it stands below a heading of the day.
pub(super) fn spot(layout: &Layout<'_>, at: NaiveDateTime) -> Result<Spot, Refusal> {
    if layout.inline {
        return Err(Refusal::InlinePosts);
    }
    let own = When { date: at.date(), time: Some(at.time()) };
    let later = layout.by_time.partition_point(|&(when, _)| when.order() <= own.order());
    let before = later.checked_sub(1).map(|before| layout.by_time[before]);
    let after = layout.by_time.get(later).copied();
    let same_day = after.filter(|(when, _)| when.date == own.date);
    Ok(match (before, same_day, after) {
        (Some((when, index)), ..) if when.date == own.date => behind(layout, index),
        (_, Some((_, index)), _) => ahead(layout, index, false),
        (Some((_, index)), ..) if index + 1 == layout.blocks.len() => last(layout),
        (Some((_, index)), ..) => behind(layout, index),
        (None, None, Some((_, index))) => ahead(layout, index, has_headings(layout)),
        (None, None, None) => last(layout),
    })
}

fn behind(layout: &Layout<'_>, index: usize) -> Spot {
    Spot::Behind { at: layout.blocks[index].end, index: index + 1 }
}

/// Behind all that the last post is followed by, where that is nothing but comments; else behind the post.
fn last(layout: &Layout<'_>) -> Spot {
    let index = layout.blocks.len();
    let end = layout.blocks.last().map_or(0, |block| block.end);
    let is_comment = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    if index == 0 || layout.text[end..].lines().all(is_comment) {
        let start = layout.text.len() - layout.text.trim_start_matches('\u{feff}').len();
        let at = layout.said_before(layout.text.len()).unwrap_or(start);
        return Spot::Behind { at: at.max(end), index };
    }
    Spot::Behind { at: end, index }
}

/// Before a post; above the comments that stand apart from it, where they are headings that the new post is not under.
fn ahead(layout: &Layout<'_>, index: usize, above_heading: bool) -> Spot {
    if follows(layout, index) {
        return behind(layout, index - 1);
    }
    let start = layout.blocks[index].start;
    let heading = if above_heading { heading(layout, index) } else { start };
    match layout.said_before(heading) {
        Some(at) if heading < start => Spot::Behind { at, index },
        _ => Spot::Before { at: heading, index },
    }
}

/// Returns whether nothing but blank lines stands between a post and the one before it.
fn follows(layout: &Layout<'_>, index: usize) -> bool {
    let before = index.checked_sub(1).map(|before| layout.blocks[before].end);
    before.is_some_and(|end| layout.text[end..layout.blocks[index].start].trim().is_empty())
}

/// Finds where the comments begin that stand apart above a post, and from what is above them; the post itself where there are none.
fn heading(layout: &Layout<'_>, index: usize) -> usize {
    let start = layout.blocks[index].start;
    let floor = index.checked_sub(1).map_or(layout.line_start(0), |before| layout.blocks[before].end);
    let (mut found, mut group, mut at) = (start, start, start);
    while at > floor {
        let line = layout.line_start(at - 1);
        let is_blank = line < at && layout.text[line..at].trim().is_empty();
        if is_blank {
            found = group;
        } else if line < at && layout.is_comment(line) {
            group = line;
        } else {
            return found;
        }
        at = line;
    }
    group
}

/// Returns whether posts that begin a day have comments of their own above them, which stand apart: headings of days.
fn has_headings(layout: &Layout<'_>) -> bool {
    let mut pairs = layout.blocks.windows(2).enumerate();
    pairs.any(|(index, pair)| {
        let is_new_day = pair[0].day < pair[1].day;
        is_new_day && heading(layout, index + 1) < pair[1].start
    })
}

/// Returns how many blank lines set a new post apart: the usual number, but one at least from a comment, which else would be
/// taken for the post's own.
pub(super) fn gap_at(layout: &Layout<'_>, usual: usize, spot: Spot) -> usize {
    let comment = match spot {
        Spot::Behind { at, .. } => at.checked_sub(1).map(|end| layout.line_start(end)),
        Spot::Before { at, index } => Some(at).filter(|&at| at != layout.blocks[index].start),
    };
    let least = usize::from(comment.is_some_and(|line| layout.is_comment(line)));
    usual.max(least)
}

/// Returns how many blank lines set posts apart in this file.
pub(super) fn gap(layout: &Layout<'_>) -> usize {
    let mut counts = [0_usize; MOST_BLANK + 1];
    for pair in layout.blocks.windows(2) {
        let between = &layout.text[pair[0].end.min(pair[1].start)..pair[1].start];
        let blank = between.matches('\n').count();
        if between.trim().is_empty() && blank <= MOST_BLANK {
            counts[blank] += 1;
        }
    }
    let usual = (0..counts.len()).max_by_key(|&blank| (counts[blank], blank == 1));
    usual.unwrap_or(1)
}

/// Finds what goes with a post: its lines, and the blank ones that set it apart from the post before it; from the one behind it
/// where something else stands before it.
pub(super) fn removal(layout: &Layout<'_>, index: usize) -> Range<usize> {
    let block = &layout.blocks[index];
    let next = layout.blocks.get(index + 1).filter(|_| follows(layout, index + 1));
    if let Some(next) = next.filter(|_| !follows(layout, index)) {
        return block.start..next.start;
    }
    let Some(before) = layout.said_before(block.start) else {
        let rest = layout.text[block.end..].trim_start();
        let next = layout.line_start(layout.text.len() - rest.len());
        return block.start..if rest.is_empty() { block.end } else { next };
    };
    if block.end == layout.text.len() && !layout.text.ends_with('\n') {
        let line_end = layout.newline_before(before).len();
        return before - line_end..block.end;
    }
    before..block.end
}
