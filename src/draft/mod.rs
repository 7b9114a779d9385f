//! From a half-empty plan to its new text: places are filled, written as drafts of posts, read again and checked.
//!
//! What a rule says of a drafted post forbids its idea there, and the plan is filled again. The file is for others to write.

mod post;
mod told;

use std::collections::{HashMap, HashSet};

pub use told::{Comparison, Totals};

use crate::check::{self, Run, check};
use crate::diag::{Diagnostic, FileKind, Group, Level, Report, RuleInfo};
use crate::edit::{self, Change, change};
use crate::fill::{self, Filled, Filling, Forbidden, Place, fill};
use crate::model::{Calendar, CategoryId, ChannelId, IdeaId, Period, Plan, Post, Uses};
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
    /// What was found in it before.
    pub before: Report,
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
    let Run { mut plans, report: mut before, mut failures } = check(&sources, files, inputs(), &options);
    if !failures.is_empty() {
        return Err(Trouble::Unread(failures.swap_remove(0)));
    }
    let (plan, calendar) = plans.remove(0);
    if plan.kind != FileKind::Plan {
        return Err(Trouble::NoPlan);
    }
    let doubtful = plans.iter().filter(|(plan, _)| !plan.whole).map(|(plan, _)| plan.file);
    let doubtful = doubtful.map(|file| sources.get(file).path().to_owned()).collect();
    before.findings.retain(|finding| finding.plan == plan.file);
    let errors = before.findings.iter().filter(|finding| finding.level == Level::Error).count();
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
    let mut moved: HashSet<(ChannelId, IdeaId)> = HashSet::new();
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
        let mut run = check(&again, files, inputs, &options);
        let written = run.plans.first().map(|(plan, _)| plan.file);
        run.report.findings.retain(|finding| Some(finding.plan) == written);
        let faults = faults(&plan, &filling, &ids, &before.findings, &run);
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
                before,
            });
        }
        for Fault { place, idea, rule } in faults {
            // A text or a picture is the same on the whole channel; what is said twice may stand a little later, but is not led
            // from place to place.
            let is_settled = rule.group != Group::Repeat || !moved.insert((place.channel, idea));
            forbidden.at.insert((place, Some(idea)), rule.name);
            if is_settled {
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

/// Lists the ideas that a rule speaks of where they were put, or at another post because of them.
fn faults(plan: &Plan, filling: &Filling, ids: &[String], before: &[Diagnostic], after: &Run) -> Vec<Fault> {
    let Some((written, _)) = after.plans.first() else { return Vec::new() };
    // What was said already is no fault; as often as it was said.
    let mut said: HashMap<(&str, &str, &str), usize> = HashMap::new();
    for finding in before {
        let post = finding.post.as_deref().unwrap_or_default();
        *said.entry((finding.rule.name, post, &finding.message)).or_default() += 1;
    }
    let fillings = fillings(plan, filling, ids, written);
    let mut starts: Vec<(u32, usize)> =
        written.posts.iter().enumerate().map(|(index, post)| (post.span.start, index)).collect();
    starts.sort_unstable();
    let mut faults: Vec<Fault> = Vec::new();
    for finding in after.report.findings.iter().filter(|finding| finding.plan == written.file) {
        let post = finding.post.as_deref().unwrap_or_default();
        if let Some(times) = said.get_mut(&(finding.rule.name, post, finding.message.as_str()))
            && *times > 0
        {
            *times -= 1;
            continue;
        }
        // The post itself, else one that it is compared with: of two with one text, the later is told.
        let own = finding.post_index.and_then(|index| fillings.get(&index));
        let compared = || {
            let labels = finding.related.iter().filter(|label| label.span.file == written.file);
            let mut posts =
                labels.map(|label| starts.partition_point(|&(start, _)| start <= label.span.start));
            posts.find_map(|behind| fillings.get(&starts.get(behind.checked_sub(1)?)?.1))
        };
        let is_repeated = finding.rule.group == Group::Repeat;
        let blamed = own.or_else(|| if is_repeated { compared() } else { None });
        let Some(&(place, category, idea)) = blamed else { continue };
        if is_about_the_idea(finding, plan.category(category) == "branded") {
            faults.push(Fault { place, idea, rule: finding.rule });
        }
    }
    faults
}

/// Finds what was filled among the posts of the new text, by their number there.
fn fillings(
    plan: &Plan,
    filling: &Filling,
    ids: &[String],
    written: &Plan,
) -> HashMap<usize, (Place, CategoryId, IdeaId)> {
    let new: HashMap<&str, &Filled> = ids.iter().map(String::as_str).zip(&filling.posts).collect();
    let mut found = HashMap::new();
    for (index, post) in written.posts.iter().enumerate() {
        let filled = post.id.as_ref().and_then(|id| new.get(&*id.value));
        if let Some(&&Filled { place, category, idea: Some(idea) }) = filled {
            found.insert(index, (place, category, idea));
        }
    }
    let posts: Vec<(usize, &Post)> = written.posts.iter().enumerate().collect();
    for fed in &filling.fed {
        let old = plan.post(fed.post);
        let name = plan.ideas[fed.idea.index()].id.as_ref().map(|id| &id.value);
        let is_it = |post: &&(usize, &Post)| {
            let idea = post.1.details().idea.as_ref().map(|idea| &idea.value.name);
            post.1.at.value == old.at.value && idea == name && post.1.id.is_some() == old.id.is_some()
        };
        let place = old.at.at().zip(plan.channels_of(old).next());
        if let (Some(&(index, _)), Some((at, channel))) = (posts.iter().find(is_it), place) {
            found.insert(index, (Place { at, channel }, old.category.value, fed.idea));
        }
    }
    found
}

/// Tells whether another idea could have spared a finding: not so where the place or the category is what is wrong, or that
/// nobody saw to a draft yet.
fn is_about_the_idea(finding: &Diagnostic, is_branded: bool) -> bool {
    match finding.rule.group {
        Group::Plan | Group::Cadence | Group::Time | Group::Workflow => false,
        Group::Mix => match finding.rule.name {
            "branded-run" => !is_branded,
            name => name == "kind-mismatch",
        },
        Group::Text | Group::Media | Group::Repeat | Group::Community | Group::Network => true,
    }
}
