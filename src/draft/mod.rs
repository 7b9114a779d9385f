//! From a half-empty plan to its new text: places are filled, written as drafts of posts, read again and checked.
//!
//! What a rule says of a drafted post forbids its idea there, and the plan is filled again. The file is for others to write.

mod post;
mod told;

use std::collections::{BTreeMap, HashSet};

pub use told::{Comparison, Totals};

use crate::check::{self, Run, check};
use crate::diag::{Diagnostic, FileKind, Group, Level, RuleInfo};
use crate::edit::{self, Change, change};
use crate::fill::{self, Filled, Filling, Forbidden, Place, fill};
use crate::model::{Calendar, ChannelId, IdeaId, Period, Plan, Uses};
use crate::read::{Failure, Files, Input};
use crate::rules::Today;
use crate::text::Sources;

/// How often a plan is filled again because a rule spoke of ideas; then their places stay hungry.
const ROUNDS: usize = 8;

/// What to complete, and how.
pub struct Request<'a> {
    /// The plan.
    pub input: Input,
    /// Other plans whose uses of ideas count, and whose texts are not to be repeated.
    pub besides: Vec<Input>,
    /// The days to fill; the plan's own unless given.
    pub period: Option<Period>,
    /// The channels to fill, by their names; empty for all.
    pub channels: &'a [String],
    /// Posts a day, in place of the plan's own.
    pub per_day: Option<u32>,
    /// Today; nothing goes before it.
    pub today: Option<Today>,
    /// Whether places that no idea fits stay empty.
    pub only_ideas: bool,
    /// Whether to tell how each place came to what it has.
    pub explain: bool,
}

/// A plan, completed: as it was, and as it would be.
pub struct Completed {
    /// The texts that were read.
    pub sources: Sources,
    /// The plan as it was.
    pub plan: Plan,
    /// Its calendar.
    pub calendar: Calendar,
    /// Days on which ideas were used.
    pub uses: Uses,
    /// What was kept from where, since a rule spoke of it.
    pub forbidden: Forbidden,
    /// Plans beside it that have errors, by their paths: ideas that they use may be missing from `uses`.
    pub doubtful: Vec<String>,
    /// What was filled.
    pub filling: Filling,
    /// The ids of the new posts, as [`Filling::posts`] lists them.
    pub ids: Vec<String>,
    /// The new text; equal to the old one where nothing was filled.
    pub text: String,
    /// The plan as it would be, checked, with what it was read from.
    pub after: (Run, Sources),
    /// What was found before.
    pub findings: Vec<Diagnostic>,
}

/// Why a plan was not completed.
#[derive(Debug)]
pub enum Trouble {
    /// It, or a plan beside it, could not be read.
    Unread(Failure),
    /// It is a bank or settings, no plan.
    NoPlan,
    /// It has so many errors.
    Errors(usize),
    /// A channel that was asked for is none of the plan's.
    NoChannel(Box<Plan>),
    /// It is too much, or cannot be put into numbers.
    Unfit(fill::Refusal),
    /// The text cannot take new posts.
    Uneditable(edit::Refusal),
}

/// Completes a plan.
///
/// # Errors
///
/// [`Trouble`]; a plan with errors is not filled.
pub fn complete(files: &dyn Files, request: Request<'_>) -> Result<Completed, Trouble> {
    let Request { input, besides, period, channels, per_day, today, only_ideas, explain } = request;
    let options = check::Options { today, ..check::Options::default() };
    let sources = Sources::new();
    let inputs = || std::iter::once(input.clone()).chain(besides.iter().cloned()).collect::<Vec<_>>();
    let Run { mut plans, report, mut failures } = check(&sources, files, inputs(), &options);
    if !failures.is_empty() {
        return Err(Trouble::Unread(failures.swap_remove(0)));
    }
    let (plan, calendar) = plans.remove(0);
    if plan.kind != FileKind::Plan {
        return Err(Trouble::NoPlan);
    }
    let doubtful = plans.iter().filter(|(plan, _)| !plan.whole).map(|(plan, _)| plan.file);
    let doubtful = doubtful.map(|file| sources.get(file).path().to_owned()).collect();
    let own = report.findings.into_iter().filter(|finding| finding.plan == plan.file);
    let findings: Vec<Diagnostic> = own.collect();
    let errors = findings.iter().filter(|finding| finding.level == Level::Error).count();
    if errors > 0 {
        return Err(Trouble::Errors(errors));
    }
    let named = |name: &String| plan.channel_ids().find(|&id| *plan.channel(id).name.value == **name);
    let known: Option<Vec<ChannelId>> = channels.iter().map(named).collect();
    let Some(channels) = known else { return Err(Trouble::NoChannel(Box::new(plan))) };
    let uses = Uses::of(std::iter::once(&plan).chain(plans.iter().map(|(plan, _)| plan)));
    let now = today.map(|today| today.on_clocks_of(&plan));

    let source = sources.get(plan.file);
    let mut forbidden = Forbidden::default();
    for round in 1.. {
        let with = fill::Options {
            period,
            channels: &channels,
            per_day,
            now,
            only_ideas,
            explain,
            uses: &uses,
            forbidden: &forbidden,
        };
        let filling = fill(&plan, &calendar, with).map_err(Trouble::Unfit)?;
        let (changes, ids) = post::changes(&plan, &sources, &filling);
        let text = written(&source, &plan, &changes).map_err(Trouble::Uneditable)?;
        let again = Sources::new();
        let mut inputs = inputs();
        inputs[0].bytes = Some(text.clone().into_bytes());
        let run = check(&again, files, inputs, &options);
        let faults = faults(&plan, &filling, &ids, &findings, &run);
        if faults.is_empty() {
            let after = (run, again);
            return Ok(Completed {
                sources,
                plan,
                calendar,
                uses,
                forbidden,
                doubtful,
                filling,
                ids,
                text,
                after,
                findings,
            });
        }
        for Fault { place, idea, rule } in faults {
            forbidden.at.insert((place, Some(idea)), rule.name);
            // What was said before stands elsewhere too; a text or a picture is the same on the whole channel.
            if rule.group != Group::Repeat {
                forbidden.on.insert((place.channel, idea), rule.name);
            }
            if round >= ROUNDS {
                forbidden.at.insert((place, None), rule.name);
            }
        }
    }
    unreachable!("each round forbids something, and there are only so many ideas and places")
}

/// An idea that a rule speaks of where it was put.
struct Fault {
    place: Place,
    idea: IdeaId,
    rule: &'static RuleInfo,
}

/// Writes changes into a text; the very text where there is none.
fn written(source: &crate::text::Source, plan: &Plan, changes: &[Change]) -> Result<String, edit::Refusal> {
    if changes.is_empty() { Ok(source.text().to_owned()) } else { change(source, plan.file, changes) }
}

/// Lists the ideas that a rule speaks of where they were put.
fn faults(plan: &Plan, filling: &Filling, ids: &[String], before: &[Diagnostic], after: &Run) -> Vec<Fault> {
    let said: HashSet<(&str, Option<&str>)> =
        before.iter().map(|finding| (finding.rule.name, finding.post.as_deref())).collect();
    let fed = filling.fed.iter().map(|fed| {
        let (post, idea) = (plan.post(fed.post), fed.idea);
        let id = post.id.as_ref().map_or("", |id| &id.value);
        let channel = plan.channels_of(post).next();
        let place = post.at.at().zip(channel).map(|(at, channel)| Place { at, channel });
        (id, place, post.category.value, Some(idea))
    });
    let new = filling.posts.iter().zip(ids);
    let new = new.map(|(filled, id): (&Filled, &String)| {
        (id.as_str(), Some(filled.place), filled.category, filled.idea)
    });
    let filled: BTreeMap<&str, (Place, crate::model::CategoryId, IdeaId)> = fed
        .chain(new)
        .filter_map(|(id, place, category, idea)| Some((id, (place?, category, idea?))))
        .collect();
    let file = after.plans.first().map(|(plan, _)| plan.file);
    let mut faults: Vec<Fault> = Vec::new();
    for finding in after.report.findings.iter().filter(|finding| Some(finding.plan) == file) {
        let id = finding.post.as_deref().unwrap_or_default();
        let Some(&(place, category, idea)) = filled.get(id) else { continue };
        let is_branded = plan.category(category) == "branded";
        if is_about_the_idea(finding, is_branded) && !said.contains(&(finding.rule.name, Some(id))) {
            faults.push(Fault { place, idea, rule: finding.rule });
        }
    }
    faults
}

/// Tells whether another idea could have spared a finding: not so where the place or the category is what is wrong, or that
/// nobody saw to a draft yet.
fn is_about_the_idea(finding: &Diagnostic, is_branded: bool) -> bool {
    match finding.rule.group {
        Group::Cadence | Group::Time | Group::Workflow => false,
        Group::Mix => match finding.rule.name {
            "branded-run" => !is_branded,
            name => name == "kind-mismatch",
        },
        Group::Plan | Group::Text | Group::Media | Group::Repeat | Group::Community | Group::Network => true,
    }
}
