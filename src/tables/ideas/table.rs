//! Banks for people: a table for each category, what expires next, how long each category lasts.

use std::fmt::Write as _;

use comfy_table::Cell;

use super::{Bank, Banks, Entry, Shelf, Wanted};
use crate::diag::count;
use crate::model::{Lasting, Period, State};
use crate::tables::cell::{caption, drawn, heading, keep, limit, plain, table, wrapped};

/// Columns from which on each fact of an idea has a column of its own.
const WIDE: u16 = 130;
/// Columns from which on a state and a window stand on one line.
const ROOMY: u16 = 100;
/// Ideas that are named of those that expire next.
const NEXT: usize = 5;

/// Writes the ideas of each bank by category, what expires next, and how long the categories last.
pub fn ideas(banks: &Banks<'_>, wanted: &Wanted, width: u16, color: bool) -> String {
    if banks.list.is_empty() {
        return wrapped(
            "no ideas: a plan names its bank with `ideas = \"ideas.toml\"` in `[plan]`",
            0,
            width,
        );
    }
    let mut out = String::new();
    for bank in &banks.list {
        for line in wrapped(&title(bank), 0, width).lines() {
            out.push_str(&heading(line, color));
        }
        if bank.shelves.is_empty() {
            out.push_str("  none of them is asked for\n");
        }
        for shelf in &bank.shelves {
            let _ = write!(out, "\n{}", heading(&shelf_title(bank, shelf, wanted), color));
            out.push_str(&one_shelf(shelf, width));
        }
        out.push('\n');
        out.push_str(&next(bank, width));
    }
    for (bank, days) in banks.plans() {
        out.push_str(&lasting(banks, bank, days, wanted, width));
    }
    out
}

fn title(bank: &Bank<'_>) -> String {
    let days = bank.days.map_or_else(String::new, |days| format!(", looked at for {}", period(days)));
    let drawn_by = bank.drawn_by.as_ref().filter(|path| **path != bank.path);
    let plan = drawn_by.map_or_else(String::new, |path| format!(" of {path}"));
    plain(&format!("{}: {}{days}{plan}", bank.path, count(bank.total, "idea")))
}

fn period(days: Period) -> String {
    if days.from == days.to { days.from.to_string() } else { format!("{} to {}", days.from, days.to) }
}

fn shelf_title(bank: &Bank<'_>, shelf: &Shelf<'_>, wanted: &Wanted) -> String {
    let sign = shelf.category.map_or("•", crate::model::CategoryId::sign);
    let name = if shelf.name.is_empty() { "(no category)" } else { shelf.name };
    let many = count(shelf.ideas.len(), "idea");
    let available = shelf.ideas.iter().filter(|entry| entry.is_available(bank.days)).count();
    let can = match (bank.days, wanted.available) {
        (Some(_), false) => format!(", {available} can be used in these days"),
        (Some(_), true) => " that can be used in these days".to_owned(),
        (None, _) => String::new(),
    };
    plain(&format!("{sign} {name}: {many}{can}"))
}

fn one_shelf(shelf: &Shelf<'_>, width: u16) -> String {
    let is_wide = width >= WIDE;
    let head: &[&str] = if is_wide {
        &["idea", "title", "channels", "window", "priority", "again after", "uses", "state"]
    } else {
        &["idea", "title", "state"]
    };
    let mut rows = table(width, head);
    for entry in &shelf.ideas {
        let (name, title) = (plain(entry.idea.name()), caption(entry.idea.caption()));
        let state = entry.state.map(state).unwrap_or_default();
        let cells = if is_wide {
            let (channels, window, uses) = (channels(entry), window(entry), uses(entry));
            vec![name, title, channels, window, priority(entry), again(entry), uses, state]
        } else {
            vec![name, title + &rest(entry), state_and_window(entry)]
        };
        rows.add_row(cells.into_iter().map(Cell::new).collect::<Vec<_>>());
    }
    limit(&mut rows, 0, if is_wide { 26 } else { (width / 4).max(12) });
    if is_wide {
        limit(&mut rows, 2, 20);
        keep(&mut rows, &[3, 4, 5, 7]);
    } else {
        limit(&mut rows, 2, if width >= ROOMY { 38 } else { 24 });
    }
    drawn(&rows)
}

/// Writes what has no column of its own in a narrow table, in brackets behind the title.
fn rest(entry: &Entry<'_>) -> String {
    let word = |word: &str, text: String| if text.is_empty() { text } else { format!("{word}{text}") };
    let parts = [
        channels(entry),
        word("priority ", priority(entry)),
        word("again after ", again(entry)),
        entry.last.map_or_else(String::new, |last| format!("{}, last {last}", count(entry.uses, "use"))),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join("; ")) }
}

/// Writes the state with the end of the window, as far as it matters still.
fn state_and_window(entry: &Entry<'_>) -> String {
    let Some(now) = entry.state else { return window(entry) };
    match entry.idea.not_after {
        Some(last) if now == State::NotBefore(last.value) => format!("only on {last}"),
        Some(last) if entry.is_left() => format!("{}, to {last}", state(now)),
        _ => state(now),
    }
}

fn channels(entry: &Entry<'_>) -> String {
    entry.idea.channel_names.iter().map(|name| plain(name)).collect::<Vec<_>>().join(", ")
}

fn window(entry: &Entry<'_>) -> String {
    match (entry.idea.not_before, entry.idea.not_after) {
        (None, None) => String::new(),
        (Some(first), None) => format!("{first} …"),
        (None, Some(last)) => format!("… {last}"),
        (Some(first), Some(last)) if first.value == last.value => first.to_string(),
        (Some(first), Some(last)) => format!("{first} … {last}"),
    }
}

fn priority(entry: &Entry<'_>) -> String {
    entry
        .idea
        .priority
        .filter(|priority| priority.value != 0)
        .map_or_else(String::new, |priority| priority.to_string())
}

fn again(entry: &Entry<'_>) -> String {
    entry.idea.repeat_after.map_or_else(String::new, |rest| count(rest.value as usize, "day"))
}

fn uses(entry: &Entry<'_>) -> String {
    entry.last.map_or_else(String::new, |last| format!("{}, last {last}", entry.uses))
}

fn state(state: State) -> String {
    match state {
        State::Free => "free".to_owned(),
        State::NotBefore(day) => format!("not before {day}"),
        State::Resting(day) => format!("resting until {day}"),
        State::UsedUp => "used up".to_owned(),
        State::Expired(day) => format!("expired on {day}"),
    }
}

/// Names the ideas of a bank that can be used no more after a day soonest.
fn next(bank: &Bank<'_>, width: u16) -> String {
    let left = bank.shelves.iter().flat_map(|shelf| shelf.ideas.iter().map(move |entry| (shelf.name, entry)));
    let mut closing: Vec<_> = left
        .filter(|(_, entry)| entry.is_left())
        .filter_map(|(name, entry)| Some((entry.idea.not_after?.value, name, entry)))
        .collect();
    closing.sort_by_key(|(last, _, entry)| (*last, entry.order()));
    if closing.is_empty() {
        return String::new();
    }
    let mut out = "expires next\n".to_owned();
    for (last, name, entry) in closing.iter().take(NEXT) {
        let text = format!("{last} {} ({name}): {}", entry.idea.name(), caption(entry.idea.caption()));
        out.push_str(&wrapped(&plain(&text), 2, width));
    }
    if closing.len() > NEXT {
        let _ = writeln!(out, "  and {} more later", closing.len() - NEXT);
    }
    out.push('\n');
    out
}

/// Says how long each category of a plan lasts.
fn lasting(banks: &Banks<'_>, bank: &Bank<'_>, days: Period, wanted: &Wanted, width: u16) -> String {
    let Some((pace, lasting)) = banks.lasting(bank.plan, days.from, wanted) else { return String::new() };
    let of = if banks.plans().len() > 1 {
        format!(" of {}", bank.drawn_by.as_deref().unwrap_or_default())
    } else {
        String::new()
    };
    let mut out = wrapped(
        &plain(&format!("at the pace{of}, {:.1} posts a day, after what is used", pace.a_day())),
        0,
        width,
    );
    for (id, lasting) in lasting {
        let name = bank.plan.category(id);
        let text = match lasting {
            Lasting::Beyond => format!("{name} lasts a year and more"),
            Lasting::Until(day) if day < days.from => format!("{name} is short from the first day on"),
            Lasting::Until(day) => format!("{name} lasts until {day}"),
        };
        out.push_str(&wrapped(&plain(&text), 2, width));
    }
    out
}
