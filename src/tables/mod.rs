//! Tables for the terminal: schedules, mixes, registries.
//!
//! Width and colour are arguments; what comes out is text. Text of the plan is made visible and loses its joiners, since
//! terminals disagree on how wide a joined emoji is.

mod by_channel;
mod by_day;
mod by_week;
mod cell;
mod count;
mod ideas;
mod kinds;
mod listing;
mod mix;
mod moves;
mod networks;

use std::fmt::Write as _;

use chrono::NaiveDate;

pub use by_channel::by_channel;
pub use by_day::by_day;
pub use by_week::by_week;
pub use count::{Count, counts, counts_json, counts_table};
pub use ideas::{Banks, Wanted, ideas, ideas_json};
pub use kinds::kinds;
pub use listing::{listing, paragraph, rows};
pub use mix::mix;
pub use moves::moves;
pub use networks::{network, networks, networks_json};

use crate::diag::{Diagnostic, Remarks, count};
use crate::model::{Calendar, Day, Expected, Plan, PostId};

/// A plan to print, with what was found in it.
#[derive(Clone, Debug)]
pub struct Sheet<'a> {
    plan: &'a Plan,
    calendar: &'a Calendar,
    width: u16,
    color: bool,
    remarks: Remarks<'a>,
}

impl<'a> Sheet<'a> {
    /// Prepares a plan for lines of so many columns, with ANSI escape codes where colours are wanted; of the findings of a
    /// run, those of other plans are passed over.
    pub fn new(
        plan: &'a Plan,
        calendar: &'a Calendar,
        findings: &'a [Diagnostic],
        width: u16,
        color: bool,
    ) -> Self {
        Self { plan, calendar, width, color, remarks: Remarks::of(findings, plan.file) }
    }

    /// Lists the errors and warnings about a post.
    fn warnings(&self, post: PostId) -> impl Iterator<Item = &'a Diagnostic> {
        self.remarks.on_post(post.index()).iter().copied()
    }

    /// Lists the errors and warnings about a day that are about no post of it.
    fn day_warnings(&self, day: NaiveDate) -> impl Iterator<Item = &'a Diagnostic> {
        self.remarks.on_day(day).iter().copied()
    }

    /// Says how full a day is: "9 posts of 6 to 12, branded 3, …; 2 places free".
    fn fullness(&self, day: Day<'_>) -> String {
        let cadence = &self.plan.cadence;
        let (min, max) = match cadence.expected_on(day.date) {
            Expected::Blackout(blackout) => {
                let why =
                    blackout.why.as_ref().map_or_else(String::new, |why| format!(" ({})", cell::plain(why)));
                return format!("blackout{why}, {}", count(day.posts.len(), "post"));
            }
            Expected::DayOff => return format!("day off, {}", count(day.posts.len(), "post")),
            Expected::Posts { min, max } => (min, max),
        };
        let counts = Calendar::count(self.plan, day.posts.iter().map(|&id| self.plan.post(id)));
        let mut out = format!("{} of {min} to {max}", count(day.posts.len(), "post"));
        for category in self.plan.mix.categories().filter(|category| counts[category.index()] > 0) {
            let name = cell::plain(self.plan.category(category));
            let _ = write!(out, ", {name} {}", counts[category.index()]);
        }
        let promoted = day.posts.iter().filter(|&&id| self.plan.post(id).is_promoted()).count();
        if promoted > 0 {
            let _ = write!(out, "; {promoted} promoted");
        }
        let free =
            (max as usize).saturating_sub(cadence.reserve.value as usize).saturating_sub(day.posts.len());
        let _ = write!(out, "; {} free", count(free, "place"));
        out
    }

    /// Says how many posts of the period are cancelled and so stand nowhere; nothing where none is.
    fn cancelled(&self) -> String {
        match self.plan.cancelled_in(self.calendar.period) {
            0 => String::new(),
            1 => "1 cancelled post is not shown\n".to_owned(),
            posts => format!("{posts} cancelled posts are not shown\n"),
        }
    }
}

/// Puts a finding into a line below what it is about.
fn remark(finding: &Diagnostic) -> String {
    format!("! {}: {}", finding.rule.name, cell::plain(&finding.message))
}
