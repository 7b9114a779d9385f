//! Banks for programs.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Bank, Banks, Entry, Shelf, Wanted};
use crate::model::{Lasting, Name, Period, State};
use crate::text::Sources;

#[derive(Serialize)]
struct Document<'a> {
    version: u8,
    banks: Vec<BankData<'a>>,
    plans: Vec<PlanData<'a>>,
}

#[derive(Serialize)]
struct BankData<'a> {
    path: &'a str,
    /// The plan whose days are looked at.
    plan: Option<&'a str>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    /// How many ideas the bank holds, listed or not.
    total: usize,
    ideas: Vec<IdeaData<'a>>,
}

#[derive(Serialize)]
struct IdeaData<'a> {
    id: Option<&'a str>,
    category: Option<&'a str>,
    kind: Option<&'a str>,
    title: &'a str,
    /// Null for anywhere.
    channels: Option<Vec<&'a str>>,
    not_before: Option<NaiveDate>,
    not_after: Option<NaiveDate>,
    priority: i64,
    repeat_after: Option<u32>,
    uses: usize,
    last_use: Option<NaiveDate>,
    /// The word of the state on the first of the days; null where no days are known.
    state: Option<&'static str>,
    /// The first day from then on on which it may be used; null where there is none, or no days are known.
    next_free: Option<NaiveDate>,
    line: usize,
}

#[derive(Serialize)]
struct PlanData<'a> {
    path: &'a str,
    pace: PaceData,
    lasting: Vec<LastingData<'a>>,
}

#[derive(Serialize)]
struct PaceData {
    posts: usize,
    days: usize,
}

#[derive(Serialize)]
struct LastingData<'a> {
    category: &'a str,
    /// Null for a year and more.
    until: Option<NaiveDate>,
}

/// Writes the banks as JSON.
///
/// # Panics
///
/// Never: the data has text keys only.
pub fn ideas_json(banks: &Banks<'_>, wanted: &Wanted, sources: &Sources) -> String {
    let plans = banks.plans().into_iter().filter_map(|(bank, days)| plan(banks, bank, days, wanted));
    let document = Document {
        version: 1,
        banks: banks.list.iter().map(|bank| one_bank(bank, sources)).collect(),
        plans: plans.collect(),
    };
    serde_json::to_string_pretty(&document).expect("the data has text keys only") + "\n"
}

fn one_bank<'a>(bank: &'a Bank<'_>, sources: &Sources) -> BankData<'a> {
    let entries = bank.shelves.iter().flat_map(|shelf| shelf.ideas.iter().map(move |entry| (shelf, entry)));
    BankData {
        path: &bank.path,
        plan: bank.drawn_by.as_deref(),
        from: bank.days.map(|days| days.from),
        to: bank.days.map(|days| days.to),
        total: bank.total,
        ideas: entries.map(|(shelf, entry)| idea(shelf, entry, bank.days, sources)).collect(),
    }
}

fn idea<'a>(
    shelf: &'a Shelf<'_>,
    entry: &'a Entry<'_>,
    days: Option<Period>,
    sources: &Sources,
) -> IdeaData<'a> {
    let idea = entry.idea;
    let text = |name: &'a Option<Name>| name.as_ref().map(|name| &*name.value);
    let names: Vec<&str> = idea.channel_names.iter().map(|name| &*name.value).collect();
    let next_free = match entry.state {
        Some(State::Free) => days.map(|days| days.from),
        Some(State::NotBefore(day) | State::Resting(day)) => Some(day),
        Some(State::UsedUp | State::Expired(_)) | None => None,
    };
    IdeaData {
        id: text(&idea.id),
        category: (!shelf.name.is_empty()).then_some(shelf.name),
        kind: text(&idea.kind),
        title: idea.caption(),
        channels: (!names.is_empty()).then_some(names),
        not_before: idea.not_before.map(|day| day.value),
        not_after: idea.not_after.map(|day| day.value),
        priority: idea.priority.map_or(0, |priority| priority.value),
        repeat_after: idea.repeat_after.map(|rest| rest.value),
        uses: entry.uses,
        last_use: entry.last,
        state: entry.state.map(State::word),
        next_free,
        line: sources.get(idea.span.file).line(idea.span.start as usize),
    }
}

fn plan<'a>(banks: &Banks<'a>, bank: &'a Bank<'_>, days: Period, wanted: &Wanted) -> Option<PlanData<'a>> {
    let (pace, lasting) = banks.lasting(bank.plan, days.from, wanted)?;
    let lasting = lasting.into_iter().map(|(id, lasting)| LastingData {
        category: bank.plan.category(id),
        until: match lasting {
            Lasting::Until(day) => Some(day),
            Lasting::Beyond => None,
        },
    });
    Some(PlanData {
        path: bank.drawn_by.as_deref()?,
        pace: PaceData { posts: pace.posts, days: pace.days },
        lasting: lasting.collect(),
    })
}
