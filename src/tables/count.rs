//! A text's length by every network's own counting, against its limit.

use std::fmt::Write as _;

use comfy_table::{Cell, CellAlignment};
use serde::Serialize;

use super::cell::{drawn, keep, plain, table};
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
    /// What both count.
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

/// Characters that are shown on each side of the place where a text is cut.
const AROUND: usize = 30;

/// Writes counts as a table, and below it where the text is cut: `whole` shows all of the text, else only what stands
/// around the cut.
pub fn counts_table(text: &str, counts: &[Count], whole: bool, width: u16, color: bool) -> String {
    let mut rows = table(width, &["network", "length", "limit", "left", "unit", ""]);
    let (limited, free): (Vec<&Count>, Vec<&Count>) = counts.iter().partition(|count| count.limit.is_some());
    for count in &limited {
        let limit = count.limit.unwrap_or_default();
        let left = if count.fits {
            grouped_usize(limit - count.length)
        } else {
            format!("-{}", grouped_usize(count.length - limit))
        };
        let verdict = match (count.fits, count.is_refused()) {
            (true, _) => "fits",
            (false, true) => "too long",
            (false, false) => "may be too long",
        };
        let cells =
            [count.network, &grouped_usize(count.length), &grouped_usize(limit), &left, count.unit, verdict];
        rows.add_row(cells.map(Cell::new).to_vec());
    }
    for index in [1, 2, 3] {
        if let Some(column) = rows.column_mut(index) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    keep(&mut rows, &[0, 1, 2, 3]);
    let mut out = if limited.is_empty() { String::new() } else { drawn(&rows) };
    for count in &free {
        let length = grouped_usize(count.length);
        if whole {
            let _ = writeln!(out, "{}: {length} {}, no limit is known", count.network, count.unit);
        }
    }
    if !whole && !free.is_empty() {
        let names: Vec<&str> = free.iter().map(|count| count.network).collect();
        let _ = writeln!(out, "no limit is known for {}", names.join(", "));
    }
    let over: Vec<&&Count> = limited.iter().filter(|count| !count.fits).collect();
    if !over.is_empty() {
        let _ = writeln!(out, "\nwhat does not fit stands behind ┃");
    }
    for count in over {
        let _ = writeln!(out, "{}: {}", count.network, cut(text, count.end, whole, color));
    }
    out
}

/// Marks the place where a text is cut.
fn cut(text: &str, end: usize, whole: bool, color: bool) -> String {
    let (fits, over) = text.split_at(end);
    let paint = |over: String| if color { format!("\u{1b}[31m{over}\u{1b}[0m") } else { over };
    if whole {
        let lines = |text: &str| text.lines().map(plain).collect::<Vec<_>>().join("\n");
        let ended = if fits.ends_with('\n') { "\n" } else { "" };
        return format!("\n{}{ended}┃{}", lines(fits), paint(lines(over)));
    }
    let start = fits.char_indices().rev().nth(AROUND - 1).map_or(0, |(start, _)| start);
    let stop = over.char_indices().nth(AROUND).map_or(over.len(), |(stop, _)| stop);
    let before = if start > 0 { "…" } else { "" };
    let after = if stop < over.len() { "…" } else { "" };
    format!("{before}{}┃{}{after}", plain(&fits[start..]), paint(plain(&over[..stop])))
}

fn grouped_usize(number: usize) -> String {
    grouped(u64::try_from(number).unwrap_or(u64::MAX))
}
