//! How many posts a plan brings a day, and what that asks of each category.

use std::collections::HashMap;

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use super::{CategoryId, Period, Plan, Shares, WorkingDays};

/// Days that are looked ahead: a year.
const AHEAD: usize = 366;

/// What a plan brings a day, and what its days still lack.
///
/// A plan whose working days all have their least (`per_day.min`) is taken at its word: the pace is the posts that it has over its
/// working days. A plan with a day below its least is unfinished, and what it has says nothing of its pace; there a day is
/// expected to bring what filling would bring it to: the channels' slots of that weekday, though no fewer than the least and no
/// more than the most less `reserve`; where no channel has slots, the least. What a day lacks of that are free places.
///
/// The free places of a plan are shared out so that its mix comes out on target; behind the plan, every working day asks for
/// the pace times the share of each category.
#[derive(Clone, Debug)]
pub struct Pace {
    /// Posts, over [`Pace::days`].
    pub posts: usize,
    /// Working days.
    pub days: usize,
    shares: Shares,
    working: WorkingDays,
    plan: Period,
    /// First day that is looked at.
    from: NaiveDate,
    /// Free places inside the plan, by day, from the first day on.
    free: HashMap<NaiveDate, usize>,
    /// How many of them are to be of each category, as parts of their sum.
    lacks: Vec<u128>,
}

impl Pace {
    /// Finds the pace of a plan, and what it asks for from a day on, its first unless that is later; `None` where no day is
    /// a working day, or none brings a post.
    pub fn of(plan: &Plan, from: NaiveDate) -> Option<Self> {
        let period = Period { from: plan.start.value, to: plan.end.value };
        let from = from.max(period.from);
        let working = WorkingDays::of(&plan.cadence);
        let mut counts = vec![0_usize; plan.mix.names.len()];
        let mut by_day: HashMap<NaiveDate, usize> = HashMap::new();
        for post in plan.posts.iter().filter(|post| post.counts() && !post.partial) {
            if period.holds(post.at.date) {
                *by_day.entry(post.at.date).or_default() += 1;
                counts[post.category.index()] += 1;
            }
        }
        let least = plan.cadence.min.value as usize;
        let reached = by_day.iter().filter(|&(&day, &posts)| posts >= least && working.holds(day)).count();
        let days = working.count(period);
        let all: usize = by_day.values().sum();
        let shares = plan.mix.shares.value.clone();
        let mut pace = Self {
            posts: all,
            days,
            shares,
            working,
            plan: period,
            from,
            free: HashMap::new(),
            lacks: Vec::new(),
        };
        if reached < days {
            let weekdays = (0..7).filter_map(|day| Weekday::try_from(day).ok());
            let weekdays = weekdays.filter(|&day| !plan.cadence.days_off.iter().any(|off| off.value == day));
            let wanted: Vec<usize> = weekdays.map(|day| wanted(plan, day)).collect();
            (pace.posts, pace.days) = (wanted.iter().sum(), wanted.len());
            for day in pace.ahead().filter(|&day| period.holds(day)) {
                let lacking = wanted_on(plan, day).saturating_sub(by_day.get(&day).copied().unwrap_or(0));
                if lacking > 0 {
                    pace.free.insert(day, lacking);
                }
            }
        }
        let free: usize = pace.free.values().sum();
        let total = u128::from(pace.shares.total);
        let lack = |(&count, &part): (&usize, &u32)| {
            ((all + free) as u128 * u128::from(part)).saturating_sub(count as u128 * total)
        };
        pace.lacks = counts.iter().zip(&pace.shares.parts).map(lack).collect();
        (pace.posts > 0 && pace.days > 0).then_some(pace)
    }

    /// Lists the working days that are looked at: of a year from the first on.
    fn ahead(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let working = self.working.clone();
        self.from.iter_days().take(AHEAD).filter(move |&day| working.holds(day))
    }

    /// Returns the posts a working day.
    pub fn a_day(&self) -> f64 {
        self.posts as f64 / self.days as f64
    }

    /// Lists the working days of a year with the places that a category is to take on each, in whole posts.
    pub fn places(&self, category: CategoryId) -> impl Iterator<Item = (NaiveDate, usize)> {
        let part = u128::from(self.shares.parts[category.index()]);
        let lacks: u128 = self.lacks.iter().sum::<u128>().max(1);
        let (days, total) = (self.days as u128, u128::from(self.shares.total));
        let (mut free, mut behind, mut before) = (0_u128, 0_u128, 0_u128);
        self.ahead().map(move |day| {
            if self.plan.holds(day) {
                free += self.free.get(&day).copied().unwrap_or(0) as u128;
            } else {
                behind += 1;
            }
            let inside = free * self.lacks[category.index()] * days * total;
            let outside = behind * self.posts as u128 * part * lacks;
            let so_far = (inside + outside) / (lacks * days * total);
            let places = so_far - before;
            before = so_far;
            (day, usize::try_from(places).unwrap_or(usize::MAX))
        })
    }
}

/// Returns what a day of an unfinished plan should bring.
fn wanted_on(plan: &Plan, day: NaiveDate) -> usize {
    wanted(plan, day.weekday())
}

fn wanted(plan: &Plan, day: Weekday) -> usize {
    let cadence = &plan.cadence;
    let least = cadence.min.value as usize;
    let most = cadence.max.value.saturating_sub(cadence.reserve.value) as usize;
    let slots = plan.channels.iter().filter_map(|channel| {
        let slots = channel.slots.as_ref()?.on(day).len();
        let own = channel.per_day.and_then(|bounds| bounds.value.max).map(|most| most.value as usize);
        Some(own.map_or(slots, |own| own.min(slots)))
    });
    slots.sum::<usize>().min(most).max(least)
}

/// Returns the day before one.
pub(super) fn day_before(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(1)).unwrap_or(day)
}
