//! Posts that go out at another time: what is asked for, what it means for a post and its variants, and the changes to the file.
//!
//! Local times are wall-clock times: a day on is the same hour of the next day, whatever the clocks do at night.

mod distance;
mod goal;

use std::fmt;

use chrono::{NaiveDateTime, TimeDelta};

pub use distance::Distance;
pub use goal::Goal;

use crate::edit::{Change, Value};
use crate::model::{Plan, PostId, When};

/// A post that is to go out at another time.
#[derive(Clone, Debug)]
pub struct Move {
    /// The post.
    pub post: PostId,
    /// When it goes out now.
    pub from: When,
    /// When it is to go out.
    pub to: When,
    /// The changes to the plan file: its own time, and those of its variants.
    pub changes: Vec<Change>,
}

/// Why a post stays where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stays {
    /// A series makes it.
    OfSeries,
    /// Its hour is open, and the distance is not one of whole days.
    OpenHour,
    /// It would go out in a year that no plan can hold.
    BeyondYears,
    /// It goes out then already.
    There,
}

impl fmt::Display for Stays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OfSeries => "a series makes it",
            Self::OpenHour => "its hour is open: move it by whole days, or give it a time",
            Self::BeyondYears => "that is beyond the years 0000 to 9999, which a plan can hold",
            Self::There => "it goes out then already",
        })
    }
}

/// Finds what it takes to move a post; the times of its variants move by the same distance.
///
/// # Errors
///
/// [`Stays`] where it cannot be moved.
pub fn move_post(plan: &Plan, id: PostId, goal: Goal) -> Result<Move, Stays> {
    let post = plan.post(id);
    if post.series.is_some() {
        return Err(Stays::OfSeries);
    }
    let from = post.at.value;
    let to = goal.from(from)?;
    let by = match (from.at(), to.at()) {
        (Some(from), Some(to)) => to.signed_duration_since(from),
        _ => to.date.signed_duration_since(from.date),
    };
    let mut times = vec![(post.at, to)];
    for at in post.variants.iter().filter_map(|variant| variant.at) {
        let days = TimeDelta::days(to.date.signed_duration_since(from.date).num_days());
        let by = if at.time.is_some() { by } else { days };
        times.push((at, moved(at.value, by)?));
    }
    times.retain(|(at, to)| at.value != *to);
    if times.is_empty() {
        return Err(Stays::There);
    }
    let changes = times.into_iter().map(|(at, to)| Change::Replace { old: at.span, value: value(to) });
    Ok(Move { post: id, from, to, changes: changes.collect() })
}

/// Moves a time; a day alone only by whole days.
fn moved(when: When, by: TimeDelta) -> Result<When, Stays> {
    let at = when.at().unwrap_or_else(|| when.date.into());
    let at = at.checked_add_signed(by).filter(in_years).ok_or(Stays::BeyondYears)?;
    match when.time {
        Some(_) => Ok(When { date: at.date(), time: Some(at.time()) }),
        None if by.num_days() * 24 * 60 == by.num_minutes() => Ok(When { date: at.date(), time: None }),
        None => Err(Stays::OpenHour),
    }
}

/// Returns whether TOML can write the year.
fn in_years(at: &NaiveDateTime) -> bool {
    use chrono::Datelike as _;
    (0..=9999).contains(&at.year())
}

fn value(when: When) -> Value {
    when.at().map_or(Value::Day(when.date), Value::Moment)
}
