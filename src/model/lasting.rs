//! How long the ideas of a category last at the pace of a plan.
//!
//! Day by day, places ask and ideas answer: one that may be used once answers once, one that may be used again answers again
//! after its rest. Of the ideas that fit, the one goes that is lost first: by its last day, or, where it may be used again,
//! by the rest that waiting would cost. Channels are not looked at.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use chrono::{Days, NaiveDate};

use super::pace::day_before;
use super::{CategoryId, Idea, Pace, Plan, Uses};

/// Most places that are looked at, so that a plan of a million posts a day ends too.
const MOST: usize = 1_000_000;
/// Days of which a bank should hold the ideas.
pub const WEEK: u64 = 7;

/// How long the ideas of a category last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasting {
    /// Up to this day; the day before the first one that is looked at where not even that is fed.
    Until(NaiveDate),
    /// A year and more.
    Beyond,
}

/// What a category needs within seven days, and what of that its ideas feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// The first day that needs a post of the category.
    pub from: NaiveDate,
    /// Posts that the seven days from then on need.
    pub places: usize,
    /// Those of them that the bank has ideas for.
    pub fed: usize,
}

/// When an idea may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Supply {
    from: NaiveDate,
    until: NaiveDate,
    rest: Option<u32>,
}

impl Supply {
    /// Returns when an idea may be used from a day on; `None` where it is used up.
    fn of(idea: &Idea, uses: &[NaiveDate], day: NaiveDate) -> Option<Self> {
        let rest = idea.repeat_after.map(|rest| rest.value);
        let first = idea.not_before.map_or(day, |first| first.value.max(day));
        let from = match (uses.last(), rest) {
            (None, _) => first,
            (Some(_), None) => return None,
            // Behind the last use, though one that is planned for later may leave room before it.
            (Some(last), Some(rest)) => last.checked_add_days(Days::new(rest.into()))?.max(first),
        };
        let until = idea.not_after.map_or(NaiveDate::MAX, |last| last.value);
        (from <= until).then_some(Self { from, until, rest })
    }

    /// Returns the day from which on something is lost by waiting.
    fn lost(self) -> NaiveDate {
        let rested = self.rest.and_then(|rest| self.from.checked_add_days(Days::new(rest.into())));
        rested.map_or(self.until, |rested| rested.min(self.until))
    }
}

/// The ideas of a category, given to places day by day.
#[derive(Default)]
struct Feed {
    supplies: Vec<Supply>,
    waiting: BinaryHeap<Reverse<(NaiveDate, usize)>>,
    ready: BinaryHeap<Reverse<(NaiveDate, usize)>>,
}

impl Feed {
    fn new(plan: &Plan, uses: &Uses, category: CategoryId, day: NaiveDate) -> Self {
        let own = plan.ideas.iter().filter(|idea| idea.category.is_some_and(|own| own.value == category));
        let supplies: Vec<Supply> =
            own.filter_map(|idea| Supply::of(idea, uses.of_idea(idea), day)).collect();
        let waiting =
            supplies.iter().enumerate().map(|(index, supply)| Reverse((supply.from, index))).collect();
        Self { supplies, waiting, ready: BinaryHeap::new() }
    }

    /// Gives ideas to so many places of a day, later than those before; returns how many places got one.
    fn feed(&mut self, day: NaiveDate, places: usize) -> usize {
        while let Some(&Reverse((from, index))) = self.waiting.peek()
            && from <= day
        {
            self.waiting.pop();
            self.ready.push(Reverse((self.supplies[index].lost(), index)));
        }
        let mut fed = 0;
        while fed < places
            && let Some(Reverse((_, index))) = self.ready.pop()
        {
            let supply = &mut self.supplies[index];
            if supply.until < day {
                continue;
            }
            fed += 1;
            let next = supply.rest.and_then(|rest| day.checked_add_days(Days::new(rest.into())));
            if let Some(next) = next.filter(|&next| next <= supply.until) {
                supply.from = next;
                self.waiting.push(Reverse((next, index)));
            }
        }
        fed
    }
}

impl Pace {
    /// Finds how long the ideas of a category last, beside what is used; `None` where it needs none.
    pub fn lasting(&self, plan: &Plan, uses: &Uses, category: CategoryId) -> Option<Lasting> {
        let mut days = self.places(category).filter(|&(_, places)| places > 0).peekable();
        let &(first, _) = days.peek()?;
        let mut feed = Feed::new(plan, uses, category, first);
        let mut asked = 0;
        for (day, places) in days {
            asked += places;
            if feed.feed(day, places) < places {
                return Some(Lasting::Until(day_before(day)));
            }
            if asked >= MOST {
                break;
            }
        }
        Some(Lasting::Beyond)
    }

    /// Finds what a category needs within seven days, and what of that is there beside what is used; `None` where it
    /// needs none.
    pub fn need(&self, plan: &Plan, uses: &Uses, category: CategoryId) -> Option<Need> {
        let mut days = self.places(category).filter(|&(_, places)| places > 0).peekable();
        let &(from, _) = days.peek()?;
        let end = from.checked_add_days(Days::new(WEEK)).unwrap_or(NaiveDate::MAX);
        let mut feed = Feed::new(plan, uses, category, from);
        let mut need = Need { from, places: 0, fed: 0 };
        for (day, places) in days.take_while(|&(day, _)| day < end) {
            need.places += places;
            need.fed += feed.feed(day, places);
        }
        Some(need)
    }
}
