//! Cadence: how many posts a day, how close, and when none.

use chrono::{NaiveDate, NaiveTime, Weekday};

use super::{Name, Setting};
use crate::text::{Span, Spanned};

/// Least and most of something a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The least, if there is one.
    pub min: Option<Spanned<u32>>,
    /// The most, if there is one.
    pub max: Option<Spanned<u32>>,
}

/// A part of the day; over midnight where `from` is later than `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// First moment.
    pub from: NaiveTime,
    /// The moment after the last.
    pub to: NaiveTime,
}

impl Hours {
    /// Returns whether a time of day lies within.
    pub fn holds(self, time: NaiveTime) -> bool {
        if self.from <= self.to {
            self.from <= time && time < self.to
        } else {
            self.from <= time || time < self.to
        }
    }
}

/// Days on which nothing goes out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blackout {
    /// The braces, or the date.
    pub span: Span,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// The reason, for people.
    pub why: Option<Name>,
}

/// What a plan expects of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected<'a> {
    /// Nothing: it is blacked out.
    Blackout(&'a Blackout),
    /// Nothing: it is a day off.
    DayOff,
    /// So many posts.
    Posts {
        /// The fewest.
        min: u32,
        /// The most.
        max: u32,
    },
}

/// The cadence of the whole plan.
#[derive(Clone, Debug)]
pub struct Cadence {
    /// Fewest posts a day over the whole plan; 6 unless set (practice P10).
    pub min: Setting<u32>,
    /// Most posts a day over the whole plan; 12 unless set (practice P10).
    pub max: Setting<u32>,
    /// Least minutes between two placements on one channel; 30 unless set.
    pub gap: Setting<u32>,
    /// Hours without posts.
    pub quiet: Option<Spanned<Hours>>,
    /// Weekdays without posts.
    pub days_off: Box<[Spanned<Weekday>]>,
    /// Dates without posts.
    pub blackout: Box<[Blackout]>,
    /// Most days in a row that a channel may be silent; 3 unless set.
    pub silence: Setting<u32>,
    /// Places a day kept open for the unplanned (practice P8); 0 unless set.
    pub reserve: Setting<u32>,
}

impl Default for Cadence {
    fn default() -> Self {
        Self {
            min: Setting::default_of(6),
            max: Setting::default_of(12),
            gap: Setting::default_of(30),
            quiet: None,
            days_off: Box::default(),
            blackout: Box::default(),
            silence: Setting::default_of(3),
            reserve: Setting::default_of(0),
        }
    }
}

impl Cadence {
    /// Returns the weekday off that a date falls on.
    pub fn day_off(&self, date: NaiveDate) -> Option<Spanned<Weekday>> {
        use chrono::Datelike as _;
        self.days_off.iter().copied().find(|day| day.value == date.weekday())
    }

    /// Returns the blackout that a date falls into.
    pub fn blackout_on(&self, date: NaiveDate) -> Option<&Blackout> {
        self.blackout.iter().find(|blackout| blackout.from <= date && date <= blackout.to)
    }

    /// Returns what a date should bring.
    pub fn expected_on(&self, date: NaiveDate) -> Expected<'_> {
        if let Some(blackout) = self.blackout_on(date) {
            return Expected::Blackout(blackout);
        }
        if self.day_off(date).is_some() {
            return Expected::DayOff;
        }
        Expected::Posts { min: self.min.value, max: self.max.value }
    }

    /// Returns whether posts may be expected on a date: neither a day off nor blacked out.
    pub fn is_working(&self, date: NaiveDate) -> bool {
        self.day_off(date).is_none() && self.blackout_on(date).is_none()
    }
}
