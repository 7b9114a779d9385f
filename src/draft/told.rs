//! A plan before and after, side by side.

use super::Completed;
use crate::fill::{Remark, remarks};
use crate::model::{Balance, Calendar, CategoryId, Lasting, Pace, Plan, Uses, Window, windows};
use serde_json::json;

/// A window of the plan before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// What data calls it: "plan", "2026-W48", "channel facebook".
    pub key: String,
    /// What messages call it: "the week", "facebook".
    pub title: String,
    /// As it was; nothing where it had no posts.
    pub before: Totals,
    /// As it would be.
    pub after: Totals,
    /// The targets of the categories, in percent.
    pub targets: Vec<f64>,
}

/// The posts of a window.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    /// How many of each category.
    pub counts: Vec<usize>,
    /// The gap of the running balance, in posts.
    pub gap: f64,
}

impl Totals {
    fn of(plan: &Plan, calendar: &Calendar, window: &Window) -> Self {
        let stream = window.stream(plan, calendar);
        let shares = &window.shares.value;
        let balance = Balance::of(shares, stream.iter().map(|&(_, category)| category));
        let gap = balance.map_or(0.0, |balance| balance.gap_posts(shares));
        Self { counts: window.counts.clone(), gap }
    }

    /// Returns how many posts there are.
    pub fn posts(&self) -> usize {
        self.counts.iter().sum()
    }

    /// Returns the share of a category, in percent.
    pub fn share(&self, category: CategoryId) -> f64 {
        let here = self.counts.get(category.index()).copied().unwrap_or(0);
        here as f64 * 100.0 / self.posts().max(1) as f64
    }
}

impl Completed {
    /// Returns the plan as it would be.
    ///
    /// # Panics
    ///
    /// Never: what was written was read again, else nobody would hold a completed plan.
    pub fn plan_after(&self) -> (&Plan, &Calendar) {
        let (plan, calendar) = self.after.0.plans.first().expect("what was written was read again");
        (plan, calendar)
    }

    /// Compares the windows of the plan: all posts, and the placements of each channel.
    pub fn comparisons(&self) -> Vec<Comparison> {
        let (plan, calendar) = self.plan_after();
        let old = windows(&self.plan, &self.calendar);
        let compared = windows(plan, calendar).into_iter().map(|window| {
            let (key, title) = (window.key(plan), window.title(plan, calendar));
            let before = old.iter().find(|old| old.key(&self.plan) == key);
            let before =
                before.map(|before| Totals::of(&self.plan, &self.calendar, before)).unwrap_or_default();
            let targets =
                plan.mix.categories().map(|category| window.shares.value.percent(category)).collect();
            Comparison { key, title, before, after: Totals::of(plan, calendar, &window), targets }
        });
        compared.collect()
    }

    /// Says all that is to be said of it.
    pub fn remarks(&self) -> Vec<Remark> {
        let mut all = remarks(&self.plan, &self.calendar, &self.filling, &self.uses, &self.forbidden);
        all.extend(self.lasting());
        all
    }

    /// Says how long the ideas of each category last at the pace of the completed plan.
    fn lasting(&self) -> Vec<Remark> {
        let (plan, _) = self.plan_after();
        let besides = self.after.0.plans.iter().map(|(plan, _)| plan);
        let (uses, Some(pace)) = (Uses::of(besides), Pace::of(plan, plan.start.value)) else {
            return Vec::new();
        };
        if plan.ideas.is_empty() || self.filling.posts.is_empty() {
            return Vec::new();
        }
        let lasting = plan.mix.categories().filter_map(|category| {
            let Lasting::Until(day) = pace.lasting(plan, &uses, category)? else { return None };
            let is_hungry = self.filling.posts.iter().chain(&self.filling.left_empty);
            let mut is_hungry = is_hungry.filter(|filled| filled.category == category);
            if is_hungry.any(|filled| filled.idea.is_none()) {
                return None;
            }
            let name = plan.category(category);
            let data = json!({ "category": name, "until": day.to_string() });
            let message = if day < plan.end.value {
                format!("{name} is used up before the plan ends")
            } else {
                format!("{name} lasts until {day} at this pace")
            };
            Some(Remark { topic: "bank-lasts", message, help: None, data })
        });
        lasting.collect()
    }
}
