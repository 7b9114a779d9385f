//! Tables for the terminal: schedules, mixes, registries.
//!
//! Width and colour are arguments; what comes out is text. Text of the plan is made visible and loses its joiners, since
//! terminals disagree on how wide a joined emoji is.

mod by_channel;
mod by_day;
mod by_week;
mod cell;
mod mix;
mod registry;

use std::fmt::Write as _;

use chrono::NaiveDate;

pub use by_channel::by_channel;
pub use by_day::by_day;
pub use by_week::by_week;
pub use mix::mix;
pub use registry::{kinds, network, networks};

use crate::diag::{Diagnostic, Level, count};
use crate::model::{Calendar, Day, Period, Plan, PostId, Status};

/// A plan to print, with what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its calendar.
    pub calendar: &'a Calendar,
    /// Everything that was found in the run; other plans' findings are passed over.
    pub findings: &'a [Diagnostic],
    /// Columns that a line may take.
    pub width: u16,
    /// Whether colours are wanted, as ANSI escape codes.
    pub color: bool,
}

impl Sheet<'_> {
    /// Lists the errors and warnings about a post.
    fn warnings(&self, post: PostId) -> impl Iterator<Item = &Diagnostic> {
        let own = |finding: &&Diagnostic| finding.plan == self.plan.file && finding.level > Level::Note;
        self.findings.iter().filter(own).filter(move |finding| finding.post_index == Some(post.index()))
    }

    /// Lists the errors and warnings about a day that are about no post of it.
    fn day_warnings(&self, day: NaiveDate) -> impl Iterator<Item = &Diagnostic> {
        let own = |finding: &&Diagnostic| finding.plan == self.plan.file && finding.level > Level::Note;
        let about = move |finding: &&Diagnostic| finding.day == Some(day) && finding.post_index.is_none();
        self.findings.iter().filter(own).filter(about)
    }

    /// Says how full a day is: "9 posts of 6 to 12, branded 3, …; 2 places free".
    fn fullness(&self, day: Day<'_>) -> String {
        let cadence = &self.plan.cadence;
        if let Some(blackout) = cadence.blackout_on(day.date) {
            let why =
                blackout.why.as_ref().map_or_else(String::new, |why| format!(" ({})", cell::plain(why)));
            return format!("blackout{why}, {}", count(day.posts.len(), "post"));
        }
        if cadence.day_off(day.date).is_some() {
            return format!("day off, {}", count(day.posts.len(), "post"));
        }
        let (min, max) = (cadence.min.value, cadence.max.value);
        let counts = Calendar::count(self.plan, day.posts.iter().map(|&id| self.plan.post(id)));
        let mut out = format!("{} of {min} to {max}", count(day.posts.len(), "post"));
        for category in self.plan.mix.categories().filter(|category| counts[category.index()] > 0) {
            let name = cell::plain(self.plan.category(category));
            let _ = write!(out, ", {name} {}", counts[category.index()]);
        }
        let free =
            (max as usize).saturating_sub(cadence.reserve.value as usize).saturating_sub(day.posts.len());
        let _ = write!(out, "; {} free", count(free, "place"));
        out
    }

    /// Says how many posts of the period are cancelled and so stand nowhere; nothing where none is.
    fn cancelled(&self) -> String {
        let period: Period = self.calendar.period;
        let posts = self.plan.posts.iter().filter(|post| post.status() == Status::Cancelled);
        match posts.filter(|post| period.holds(post.at.date)).count() {
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
