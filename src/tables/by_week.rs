//! The schedule as a grid of days and times, week by week.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime, Timelike as _};
use comfy_table::Cell;

use super::cell::{caption, drawn, heading, keep, plain, wrapped};
use super::{Sheet, cell, remark};
use crate::model::{Day, PostId, week_name};

/// Columns from which on seven days stand side by side.
const WIDE: u16 = 110;
/// Most rows of a grid before times are gathered by the hour.
const MOST_ROWS: usize = 24;

/// Writes a grid for each ISO week that has posts: days across, times down, a sign and the title in each cell.
pub fn by_week(sheet: &Sheet<'_>) -> String {
    let mut out = legend(sheet);
    for (week, _) in sheet.calendar.weeks(sheet.plan) {
        let period = sheet.calendar.week_period(week);
        let days: Vec<Day<'_>> =
            period.days().map(|date| Day { date, posts: sheet.calendar.on_day(date) }).collect();
        out.push('\n');
        out.push_str(&heading(
            &format!("{}: {} to {}", week_name(week), period.from, period.to),
            sheet.color,
        ));
        for day in &days {
            let findings = sheet.day_warnings(day.date);
            for finding in findings {
                out.push_str(&wrapped(&remark(finding), 2, sheet.width));
            }
        }
        let across = if sheet.width >= WIDE { 7 } else { 4 };
        for part in days.chunks(across).filter(|part| part.iter().any(|day| !day.posts.is_empty())) {
            out.push_str(&grid(sheet, part));
        }
        out.push_str(&warnings(sheet, &days));
    }
    out + &sheet.cancelled()
}

/// Explains the signs.
fn legend(sheet: &Sheet<'_>) -> String {
    let signs = sheet.plan.mix.categories().map(|id| cell::category(sheet.plan, id));
    let signs = signs.chain(["! has a warning".to_owned()]);
    let text = wrapped(&signs.collect::<Vec<_>>().join("   "), 0, sheet.width);
    cell::painted(text, sheet.plan, sheet.color)
}

/// The row of a time: open hours last.
type Row = (bool, Option<NaiveTime>);

fn grid(sheet: &Sheet<'_>, days: &[Day<'_>]) -> String {
    let mut times: Vec<Row> =
        days.iter().flat_map(|day| day.posts).map(|&id| row(sheet, id, false)).collect();
    times.sort_unstable();
    times.dedup();
    let by_hour = times.len() > MOST_ROWS;
    let mut rows: BTreeMap<Row, Vec<String>> = BTreeMap::new();
    for (column, day) in days.iter().enumerate() {
        for &id in day.posts {
            let cells =
                rows.entry(row(sheet, id, by_hour)).or_insert_with(|| vec![String::new(); days.len()]);
            let text = &mut cells[column];
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&entry(sheet, id, by_hour));
        }
    }
    let head: Vec<String> = days.iter().map(|day| day_name(sheet, day.date)).collect();
    let head: Vec<&str> = std::iter::once("time").chain(head.iter().map(String::as_str)).collect();
    let mut grid = cell::grid(sheet.width, &head);
    for ((_, time), cells) in rows {
        let time = time.map_or_else(|| "open".to_owned(), |time| time.format("%H:%M").to_string());
        grid.add_row(std::iter::once(time).chain(cells).map(Cell::new).collect::<Vec<_>>());
    }
    keep(&mut grid, &[0]);
    drawn(&grid)
}

fn row(sheet: &Sheet<'_>, id: PostId, by_hour: bool) -> Row {
    let time = sheet.plan.post(id).at.time;
    let time = if by_hour { time.and_then(|time| NaiveTime::from_hms_opt(time.hour(), 0, 0)) } else { time };
    (time.is_none(), time)
}

fn day_name(sheet: &Sheet<'_>, date: NaiveDate) -> String {
    format!("{} {} ({})", date.format("%a"), date.format("%d.%m"), sheet.calendar.on_day(date).len())
}

fn entry(sheet: &Sheet<'_>, id: PostId, by_hour: bool) -> String {
    let post = sheet.plan.post(id);
    let time = post
        .at
        .time
        .filter(|time| by_hour && time.minute() != 0)
        .map(|time| time.format("%H:%M ").to_string());
    let mark = if sheet.warnings(id).next().is_some() { "! " } else { "" };
    let title = caption(post.caption());
    format!("{} {mark}{}{title}", post.category.sign(), time.unwrap_or_default())
}

/// Lists below a grid what its marks stand for.
fn warnings(sheet: &Sheet<'_>, days: &[Day<'_>]) -> String {
    let mut out = String::new();
    for &id in days.iter().flat_map(|day| day.posts) {
        let at = sheet.plan.post(id).at.value;
        for finding in sheet.warnings(id) {
            out.push_str(&wrapped(
                &format!("! {at} {}: {}", finding.rule.name, plain(&finding.message)),
                2,
                sheet.width,
            ));
        }
    }
    out
}
