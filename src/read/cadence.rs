//! The cadence: bounds of posts a day, gaps, hours and days without posts.

use chrono::Weekday;

use super::tree::{Entry, Node, Value};
use super::values::{Reading, list};
use crate::model::{Blackout, Bounds, Cadence, Hours, Setting};
use crate::text::Spanned;

/// Most posts a day, minutes or days that a setting may ask for; far beyond any use.
pub(super) const MANY: u32 = 1_000_000;

pub(super) const CADENCE_KEYS: &[&str] =
    &["per_day", "gap", "quiet", "days_off", "blackout", "silence", "reserve", "extra"];
pub(super) const BOUNDS_KEYS: &[&str] = &["min", "max"];
pub(super) const SPAN_KEYS: &[&str] = &["from", "to"];
pub(super) const BLACKOUT_KEYS: &[&str] = &["from", "to", "why"];
const WEEKDAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

pub(super) fn read_cadence(node: Node<'_>, reading: &mut Reading) -> Cadence {
    let mut cadence = Cadence::default();
    let Some(mut table) = reading.only_table("cadence", node, "[cadence]") else { return cadence };
    reading.strange_keys(&mut table, CADENCE_KEYS, "`[cadence]`");
    for Entry { key, node } in table.entries {
        match &*key.value {
            "per_day" => {
                let span = node.span;
                if let Some(bounds) =
                    read_bounds(BOUNDS_KEYS, "per_day = { min = 6, max = 12 }", node, reading)
                {
                    let set = |bound: Spanned<u32>| Setting::set(bound.value, bound.span);
                    cadence.min = bounds.min.map_or(cadence.min, set);
                    cadence.max = bounds.max.map_or(cadence.max, set);
                    if cadence.min.value > cadence.max.value {
                        let (min, max) = (cadence.min.value, cadence.max.value);
                        let other = if bounds.min.is_some() {
                            "set `max` too"
                        } else {
                            "set `min` too: 6 is its default"
                        };
                        reading.bad_value(
                            span,
                            format!("`per_day` wants at least {min} and at most {max} posts"),
                            other,
                        );
                    }
                }
            }
            "gap" => set(&mut cadence.gap, reading.count("gap", &node, 0, MANY)),
            "silence" => set(&mut cadence.silence, reading.count("silence", &node, 0, MANY)),
            "reserve" => set(&mut cadence.reserve, reading.count("reserve", &node, 0, MANY)),
            "quiet" => cadence.quiet = read_hours(node, reading),
            "days_off" => {
                let days = list(node).into_iter().filter_map(|node| read_weekday("days_off", node, reading));
                cadence.days_off = days.collect();
            }
            "blackout" => {
                let blackouts = list(node).into_iter().filter_map(|node| read_blackout(node, reading));
                cadence.blackout = blackouts.collect();
            }
            _ => {}
        }
    }
    cadence
}

fn set(setting: &mut Setting<u32>, value: Option<Spanned<u32>>) {
    if let Some(value) = value {
        *setting = Setting::set(value.value, value.span);
    }
}

/// Reads a day's bounds; `keys` are those that make sense where they stand.
pub(super) fn read_bounds(
    keys: &[&'static str],
    example: &str,
    node: Node<'_>,
    reading: &mut Reading,
) -> Option<Bounds> {
    let span = node.span;
    let mut table = reading.table("per_day", node, example)?;
    let mut bounds = Bounds { min: None, max: None };
    reading.strange_keys(&mut table, keys, "`per_day`");
    for Entry { key, node } in table.entries {
        match &*key.value {
            "min" if keys.contains(&"min") => bounds.min = reading.count("min", &node, 0, MANY),
            "max" => bounds.max = reading.count("max", &node, 1, MANY),
            _ => {}
        }
    }
    if let (Some(min), Some(max)) = (bounds.min, bounds.max)
        && min.value > max.value
    {
        let message = format!("`per_day` wants at least {min} and at most {max} posts");
        reading.bad_value(span, message, "swap the two, or raise `max`");
        return None;
    }
    Some(bounds)
}

fn read_hours(node: Node<'_>, reading: &mut Reading) -> Option<Spanned<Hours>> {
    let span = node.span;
    let example = "quiet = { from = 23:00:00, to = 07:00:00 }";
    let mut table = reading.table("quiet", node, example)?;
    let (mut from, mut to) = (None, None);
    let broken = table.broken;
    reading.strange_keys(&mut table, SPAN_KEYS, "`quiet`");
    for Entry { key, node } in table.entries {
        match &*key.value {
            "from" => from = Some(reading.time("from", &node)),
            "to" => to = Some(reading.time("to", &node)),
            _ => {}
        }
    }
    if from.is_none() || to.is_none() {
        let key = if from.is_none() { "from" } else { "to" };
        reading.missing_key(span, "`quiet`", key, example, broken);
    }
    let hours = Hours { from: from??.value, to: to??.value };
    if hours.from == hours.to {
        reading.bad_value(span, "`quiet` begins and ends at the same time", "drop it, or let it end later");
        return None;
    }
    Some(Spanned::new(hours, span))
}

/// Reads a weekday.
pub(super) fn read_weekday(key: &str, node: Node<'_>, reading: &mut Reading) -> Option<Spanned<Weekday>> {
    reading.choice(key, node, &WEEKDAYS, weekday_word)
}

/// Finds a weekday by its word.
pub(super) fn weekday_of(word: &str) -> Option<Weekday> {
    WEEKDAYS.into_iter().find(|&day| weekday_word(day) == word)
}

const fn weekday_word(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "monday",
        Weekday::Tue => "tuesday",
        Weekday::Wed => "wednesday",
        Weekday::Thu => "thursday",
        Weekday::Fri => "friday",
        Weekday::Sat => "saturday",
        Weekday::Sun => "sunday",
    }
}

fn read_blackout(node: Node<'_>, reading: &mut Reading) -> Option<Blackout> {
    let span = node.span;
    if !matches!(node.value, Value::Table(_)) {
        let day = reading.date("blackout", &node)?.value;
        return Some(Blackout { span, from: day, to: day, why: None });
    }
    let example = "blackout = [{ from = 2026-11-27, to = 2026-11-28, why = \"…\" }]";
    let mut table = reading.table("blackout", node, example)?;
    let broken = table.broken;
    let (mut from, mut to, mut why) = (None, None, None);
    reading.strange_keys(&mut table, BLACKOUT_KEYS, "a blackout");
    for Entry { key, node } in table.entries {
        match &*key.value {
            "from" => from = Some(reading.date("from", &node)),
            "to" => to = Some(reading.date("to", &node)),
            "why" => why = reading.minor(|reading| reading.text("why", node)),
            _ => {}
        }
    }
    if from.is_none() {
        reading.missing_key(span, "a blackout", "from", example, broken);
    }
    let from = from??.value;
    let to = match to {
        Some(to) => to?.value,
        None => from,
    };
    if to < from {
        reading.bad_value(
            span,
            format!("a blackout ends on {to}, before it begins on {from}"),
            "swap `from` and `to`",
        );
        return None;
    }
    Some(Blackout { span, from, to, why })
}
