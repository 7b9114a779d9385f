//! Banks of ideas: what each holds, what was used, what may be used when. Drawn by `table`, handed to programs by `json`.

mod json;
mod table;

use std::collections::HashMap;

use chrono::{Days, NaiveDate};

pub use json::ideas_json;
pub use table::ideas;

use crate::diag::FileKind;
use crate::model::{Calendar, CategoryId, Idea, Lasting, Pace, Period, Plan, State, Uses};
use crate::text::{FileId, Sources};

/// Which ideas to list.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Only these categories, by name; all where it is empty.
    pub categories: Vec<String>,
    /// Only ideas that fit one of these channels, by name; all where it is empty.
    pub channels: Vec<String>,
    /// Only ideas that may be used on one of the days.
    pub available: bool,
    /// The days; each plan's own unless given. A side that is open stands at the end of the calendar.
    pub days: Option<Period>,
}

/// The banks of a run, each once, however many plans draw from it.
#[derive(Debug)]
pub struct Banks<'a> {
    list: Vec<Bank<'a>>,
    uses: Uses,
}

/// A file of ideas.
#[derive(Debug)]
struct Bank<'a> {
    path: String,
    /// The last of the plans that draw from it; where none does, the bank read by itself.
    plan: &'a Plan,
    /// The path of that plan; `None` where none draws from it.
    drawn_by: Option<String>,
    /// The days that are looked at; a bank by itself has none of its own.
    days: Option<Period>,
    /// How many ideas it holds, wanted or not.
    total: usize,
    shelves: Vec<Shelf<'a>>,
}

/// The ideas of a category.
#[derive(Debug)]
struct Shelf<'a> {
    /// The category; empty for ideas that have none.
    name: &'a str,
    /// The category in the mix of the plan, where it is one.
    category: Option<CategoryId>,
    /// The ideas that are wanted, those that expire first in front.
    ideas: Vec<Entry<'a>>,
}

/// An idea with what is known of it.
#[derive(Clone, Copy, Debug)]
struct Entry<'a> {
    idea: &'a Idea,
    uses: usize,
    last: Option<NaiveDate>,
    /// Whether it may be used on the first of the days; `None` where no days are known.
    state: Option<State>,
}

impl Entry<'_> {
    /// Returns whether it can be used on the first day or later.
    fn is_left(&self) -> bool {
        !matches!(self.state, Some(State::UsedUp | State::Expired(_)))
    }

    /// Returns whether it can be used on one of the days.
    fn is_available(&self, days: Option<Period>) -> bool {
        match self.state {
            None | Some(State::Free) => true,
            Some(State::NotBefore(next) | State::Resting(next)) => days.is_none_or(|days| next <= days.to),
            Some(State::UsedUp | State::Expired(_)) => false,
        }
    }

    /// Returns what to sort by: what is left, what expires first, what goes first, and the order of the bank.
    fn order(&self) -> (bool, NaiveDate, i64, u32) {
        let last = self.idea.not_after.map_or(NaiveDate::MAX, |last| last.value);
        let priority = self.idea.priority.map_or(0, |priority| priority.value);
        (!self.is_left(), last, priority.saturating_neg(), self.idea.span.start)
    }
}

impl<'a> Banks<'a> {
    /// Gathers the banks of the plans of a run, and of banks that were read by themselves.
    pub fn of(sources: &Sources, plans: &'a [(Plan, Calendar)], wanted: &Wanted) -> Self {
        let uses = Uses::of(plans.iter().map(|(plan, _)| plan));
        let mut paths: HashMap<FileId, String> = HashMap::new();
        let mut order: Vec<String> = Vec::new();
        let mut by_path: HashMap<String, (&Plan, FileId)> = HashMap::new();
        let rank = |plan: &Plan| (plan.kind == FileKind::Plan, plan.end.value);
        for (plan, _) in plans {
            for part in plan.ideas.chunk_by(|a, b| a.span.file == b.span.file) {
                let file = part[0].span.file;
                let path = paths.entry(file).or_insert_with(|| plainly(sources.get(file).path()));
                let known = by_path.entry(path.clone()).or_insert_with(|| {
                    order.push(path.clone());
                    (plan, file)
                });
                if rank(plan) >= rank(known.0) {
                    *known = (plan, file);
                }
            }
        }
        let list = order.into_iter().map(|path| {
            let (plan, file) = by_path[&path];
            let is_plan = plan.kind == FileKind::Plan;
            let own = is_plan.then_some(Period { from: plan.start.value, to: plan.end.value });
            let days = days(own, wanted.days);
            let ideas: Vec<&Idea> = plan.ideas.iter().filter(|idea| idea.span.file == file).collect();
            let total = ideas.len();
            let shelves = shelves(plan, ideas, &uses, days, wanted);
            let drawn_by = is_plan.then(|| sources.get(plan.file).path().to_owned());
            Bank { path, plan, drawn_by, days, total, shelves }
        });
        Self { list: list.collect(), uses }
    }

    /// Lists the plans that the banks are looked at for, each once, with its days.
    fn plans(&self) -> Vec<(&Bank<'a>, Period)> {
        let mut plans: Vec<(&Bank<'a>, Period)> = Vec::new();
        for bank in self.list.iter().filter(|bank| bank.drawn_by.is_some()) {
            if let Some(days) = bank.days
                && !plans.iter().any(|(known, _)| known.plan.file == bank.plan.file)
            {
                plans.push((bank, days));
            }
        }
        plans
    }

    /// Finds how long each category of a plan lasts from a day on, with the plan's pace; of categories that are wanted alone.
    fn lasting(
        &self,
        plan: &'a Plan,
        from: NaiveDate,
        wanted: &Wanted,
    ) -> Option<(Pace, Vec<(CategoryId, Lasting)>)> {
        if !plan.whole || !plan.bank_whole {
            return None;
        }
        let pace = Pace::of(plan, from)?;
        let categories = plan.mix.categories().filter(|&id| is_wanted(&wanted.categories, plan.category(id)));
        let lasting = categories.filter_map(|id| Some((id, pace.lasting(plan, &self.uses, id)?))).collect();
        Some((pace, lasting))
    }
}

/// Returns whether a name is among those asked for; nothing asked for is everything.
fn is_wanted(asked: &[String], name: &str) -> bool {
    asked.is_empty() || asked.iter().any(|asked| asked == name)
}

/// Sorts ideas by category, in the order of the plan's mix, then of the bank.
fn shelves<'a>(
    plan: &'a Plan,
    ideas: Vec<&'a Idea>,
    uses: &Uses,
    days: Option<Period>,
    wanted: &Wanted,
) -> Vec<Shelf<'a>> {
    let mut shelves: Vec<Shelf<'a>> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut shelf = |name: &'a str, category, shelves: &mut Vec<Shelf<'a>>| {
        *places.entry(name).or_insert_with(|| {
            shelves.push(Shelf { name, category, ideas: Vec::new() });
            shelves.len() - 1
        })
    };
    for id in plan.mix.categories() {
        shelf(plan.category(id), Some(id), &mut shelves);
    }
    for idea in ideas {
        let name = idea.category_name.as_ref().map_or("", |name| &name.value);
        let is_there = is_wanted(&wanted.categories, name)
            && (wanted.channels.is_empty()
                || idea.channel_names.is_empty()
                || idea.channel_names.iter().any(|name| is_wanted(&wanted.channels, &name.value)));
        let used = uses.of_idea(idea);
        let state = days.map(|days| idea.state(used, days.from));
        let entry = Entry { idea, uses: used.len(), last: used.last().copied(), state };
        if is_there && (!wanted.available || entry.is_available(days)) {
            let place = shelf(name, None, &mut shelves);
            shelves[place].ideas.push(entry);
        }
    }
    for shelf in &mut shelves {
        shelf.ideas.sort_by_key(Entry::order);
    }
    shelves.retain(|shelf| !shelf.ideas.is_empty());
    shelves
}

/// Returns the days to look at: what was asked for, with open sides closed by the plan's own days.
fn days(own: Option<Period>, asked: Option<Period>) -> Option<Period> {
    let Some(asked) = asked else { return own };
    let first = (asked.from != NaiveDate::MIN).then_some(asked.from);
    let last = (asked.to != NaiveDate::MAX).then_some(asked.to);
    let from = first.or_else(|| own.map(|own| own.from)).or(last)?;
    let week = from.checked_add_days(Days::new(6)).unwrap_or(NaiveDate::MAX);
    let to = last.or_else(|| own.map(|own| own.to).filter(|&to| to >= from)).unwrap_or(week);
    Some(Period { from: from.min(to), to })
}

/// Writes a path without `./`, so that a bank is the same by whichever way it was named.
fn plainly(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').filter(|&part| part != ".").collect();
    parts.join("/")
}
