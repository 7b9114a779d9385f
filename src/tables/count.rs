//! A text's length by every network's own counting, against its limit.

use std::fmt::Write as _;

use comfy_table::{Cell, CellAlignment, Table};
use serde::Serialize;

use super::cell::{drawn, keep, plain, table, width, wrapped};
use crate::networks::{Counting, Force, Network, State, What, grouped};

/// A text measured against one limit of one network.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Count {
    /// The network's name.
    pub network: &'static str,
    /// How long the text is, in `unit`.
    pub length: usize,
    /// The longest that the network takes; none where no limit is known.
    pub limit: Option<usize>,
    /// How much room is left, in `unit`; below zero where the text is too long.
    pub left: Option<i64>,
    /// What they count.
    pub unit: &'static str,
    /// Whether the text is no longer than the limit.
    pub fits: bool,
    /// `hard` where the network refuses what is longer, `advised` where one of several sources says so.
    pub force: Option<&'static str>,
    /// Bytes of the text that fit.
    #[serde(skip)]
    pub end: usize,
}

impl Count {
    /// Returns whether the network refuses the text.
    pub fn is_refused(&self) -> bool {
        !self.fits && self.force == Some(Force::Hard.word())
    }
}

/// Measures a text by every limit of these networks, closed ones left out; with media, by the limits of captions.
pub fn counts(text: &str, networks: &[&'static Network], with_media: bool) -> Vec<Count> {
    let mut counts = Vec::new();
    let mut lengths: Vec<(Counting, usize)> = Vec::new();
    let mut length = |counting: Counting| match lengths.iter().find(|(known, _)| *known == counting) {
        Some(&(_, length)) => length,
        None => {
            lengths.push((counting, counting.length(text)));
            lengths[lengths.len() - 1].1
        }
    };
    for network in networks.iter().filter(|network| !matches!(network.state, State::Closed { .. })) {
        let is_caption = with_media && network.limits(What::Caption).next().is_some();
        let mut limits = network.limits(if is_caption { What::Caption } else { What::Text }).peekable();
        if limits.peek().is_none() {
            let counting = network.counting();
            let (name, length) = (network.name, length(counting));
            let unit = counting.unit();
            counts.push(Count {
                network: name,
                length,
                limit: None,
                left: None,
                unit,
                fits: true,
                force: None,
                end: text.len(),
            });
        }
        for limit in limits {
            let Some(counting) = limit.counting() else { continue };
            let (length, most) = (length(counting), limit.most());
            let fits = length <= most;
            counts.push(Count {
                network: network.name,
                length,
                limit: Some(most),
                left: Some(signed(most) - signed(length)),
                unit: counting.unit(),
                fits,
                force: Some(limit.force.word()),
                end: if fits { text.len() } else { counting.fit(text, most) },
            });
        }
    }
    counts
}

/// Writes counts as JSON, a list.
///
/// # Panics
///
/// Never: the data has text keys only.
pub fn counts_json(counts: &[Count]) -> String {
    serde_json::to_string_pretty(counts).expect("the data has text keys only") + "\n"
}

/// Columns of the text that are shown on each side of the place where it is cut, at most.
const AROUND: usize = 30;
/// Columns from which on there is room for a verdict beside each length; below, the sign of what is left says the same.
const ROOMY: u16 = 76;

/// Writes counts as a table, and below it where the text is cut: `whole` shows all of the text, else only what stands
/// around each cut.
pub fn counts_table(text: &str, counts: &[Count], whole: bool, width: u16, color: bool) -> String {
    let (limited, free): (Vec<&Count>, Vec<&Count>) = counts.iter().partition(|count| count.limit.is_some());
    let mut out = if limited.is_empty() { String::new() } else { drawn(&rows(&limited, width)) };
    if whole {
        for count in &free {
            let length = grouped_usize(count.length);
            let _ = writeln!(out, "{}: {length} {}, no limit is known", count.network, count.unit);
        }
    } else if !free.is_empty() {
        let names: Vec<&str> = free.iter().map(|count| count.network).collect();
        let names = format!("no limit is known for {}", names.join(", "));
        out.push_str(&wrapped(&names, 0, width));
    }
    let over: Vec<&Count> = limited.into_iter().filter(|count| !count.fits).collect();
    if over.is_empty() {
        return out;
    }
    let is_any = |refused: bool| over.iter().any(|count| count.is_refused() == refused);
    out.push_str(match (is_any(true), is_any(false)) {
        (_, false) => "\nwhat does not fit stands behind ┃\n",
        (false, true) => "\nwhat may not fit stands behind ┆\n",
        (true, true) => "\nwhat does not fit stands behind ┃, what may not behind ┆\n",
    });
    if whole {
        out.push_str(&marked(text, &over, color));
        return out;
    }
    for count in over.chunk_by(|one, next| one.network == next.network).flat_map(first_cuts) {
        let perhaps = if count.is_refused() { "" } else { "perhaps " };
        let over = grouped(count.left.unwrap_or_default().unsigned_abs());
        let name = format!("{}, {perhaps}{over} over: ", count.network);
        // Both ellipses and the mark take a column each.
        let room = usize::from(width).saturating_sub(name.len() + 3);
        let _ = writeln!(out, "{name}{}", cut(text, count, (room / 2).min(AROUND), color));
    }
    out
}

/// Lays out what has a limit.
fn rows(limited: &[&Count], width: u16) -> Table {
    let head = ["network", "length", "limit", "left", "unit", ""];
    let shown = if width < ROOMY { head.len() - 1 } else { head.len() };
    let mut rows = table(width, &head[..shown]);
    for count in limited {
        let limit = grouped_usize(count.limit.unwrap_or_default());
        let left = count.left.unwrap_or_default();
        let left = format!("{}{}", if left < 0 { "-" } else { "" }, grouped(left.unsigned_abs()));
        let verdict = match (count.fits, count.is_refused()) {
            (true, _) => "fits",
            (false, true) => "too long",
            (false, false) => "may be too long",
        };
        let cells = [count.network, &grouped_usize(count.length), &limit, &left, count.unit, verdict];
        rows.add_row(cells[..shown].iter().map(Cell::new));
    }
    for index in [1, 2, 3] {
        if let Some(column) = rows.column_mut(index) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    keep(&mut rows, &[0, 1, 2, 3]);
    rows
}

/// Picks where a network cuts a text first, behind the place where it may cut it before that.
fn first_cuts<'a>(over: &[&'a Count]) -> impl Iterator<Item = &'a Count> + use<'a> {
    let first = |refused: bool| {
        let counts = over.iter().copied().filter(|count| count.is_refused() == refused);
        counts.min_by_key(|count| count.end)
    };
    let refused = first(true);
    let advised = first(false).filter(|advised| refused.is_none_or(|refused| advised.end < refused.end));
    advised.into_iter().chain(refused)
}

/// Returns the mark before what does not fit.
fn mark(count: &Count) -> char {
    if count.is_refused() { '┃' } else { '┆' }
}

fn painted(over: String, color: bool) -> String {
    if color && !over.is_empty() { format!("\u{1b}[31m{over}\u{1b}[0m") } else { over }
}

/// Shows all of a text, with marks where the network cuts it.
fn marked(text: &str, over: &[&Count], color: bool) -> String {
    let (mut out, mut at, mut sign) = (String::new(), 0, String::new());
    for count in first_cuts(over) {
        lines(&mut out, &text[at..count.end], &sign, color);
        (at, sign) = (count.end, mark(count).to_string());
    }
    lines(&mut out, &text[at..], &sign, color);
    out.push('\n');
    out
}

/// Adds lines behind a mark; what stands behind one is painted, line by line.
fn lines(out: &mut String, text: &str, mark: &str, color: bool) {
    out.push_str(mark);
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
        }
        out.push_str(&painted(plain(line), color && !mark.is_empty()));
    }
}

/// Shows what stands around the place where a text is cut, at most so many columns on each side.
fn cut(text: &str, count: &Count, columns: usize, color: bool) -> String {
    let (fits, over) = text.split_at(count.end);
    let before = room(&mut fits.chars().rev(), columns);
    let after = room(&mut over.chars(), columns);
    let dots = |is_cut: bool| if is_cut { "…" } else { "" };
    format!(
        "{}{}{}{}{}",
        dots(before < fits.len()),
        plain(&fits[fits.len() - before..]),
        mark(count),
        painted(plain(&over[..after]), color),
        dots(after < over.len())
    )
}

/// Returns how many bytes of letters there is room for in so many columns.
fn room(letters: &mut dyn Iterator<Item = char>, columns: usize) -> usize {
    let mut left = columns;
    let taken = letters.map_while(|letter| {
        left = left.checked_sub(width(&plain(letter.encode_utf8(&mut [0; 4]))))?;
        Some(letter.len_utf8())
    });
    taken.sum()
}

fn signed(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn grouped_usize(number: usize) -> String {
    grouped(u64::try_from(number).unwrap_or(u64::MAX))
}
