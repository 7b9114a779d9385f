//! Fills a plan: each free place gets a category so that the feed is as balanced as can be at every moment, and an idea
//! of that category where the bank has one.
//!
//! In one sentence: the mix comes first; among equally balanced fillings, the one that uses most of your ideas.
//! Dates come first (`places`, `lanes`); then the plan is put into numbers (`board`, `streams`); categories are searched for by a beam (`beam`), how even a
//! filling can be at all is proved by earliest deadlines (`proof`); ideas are matched to places (`fits`, `matching`).
//! Nothing here changes a file: what [`fill`] decides is for others to write.

mod beam;
mod board;
mod explain;
mod fits;
mod lanes;
mod matching;
mod places;
mod proof;
mod round;
mod said;
mod streams;
mod words;

use std::fmt;

use chrono::NaiveDateTime;

pub use explain::{Choice, Explained, Peak};
pub use fits::{Forbidden, Misfit};
pub use places::{DayPlaces, Place, Reason, Refused, Wanted, places};
pub use said::{Remark, remarks};

use fits::Days;
use round::{MOST_PLACES, Round};
use streams::Problem;

use crate::model::{
    Calendar, CategoryId, ChannelId, Details, IdeaId, Period, Plan, Post, PostId, Status, Uses,
};

/// What to fill with.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The days to fill; the plan's own unless given.
    pub period: Option<Period>,
    /// The channels to fill; empty for all.
    pub channels: &'a [ChannelId],
    /// Posts a day, in place of the plan's own.
    pub per_day: Option<u32>,
    /// The present, on the plan's clocks; nothing goes before it.
    pub now: Option<NaiveDateTime>,
    /// Whether places that no idea fits stay empty.
    pub only_ideas: bool,
    /// Whether to tell how each place came to what it has.
    pub explain: bool,
    /// The days on which ideas are used, in all plans of the run.
    pub uses: &'a Uses,
    /// What a rule would speak of.
    pub forbidden: &'a Forbidden,
}

/// A place that was filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filled {
    /// When and where.
    pub place: Place,
    /// Its part in the mix.
    pub category: CategoryId,
    /// The idea; `None` for a place that is hungry.
    pub idea: Option<IdeaId>,
}

/// A post that a former filling left without an idea, and that gets one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fed {
    /// The post.
    pub post: PostId,
    /// The idea.
    pub idea: IdeaId,
}

/// A filled plan.
#[derive(Clone, Debug)]
pub struct Filling {
    /// The days with their places and why other times are not taken.
    pub days: Vec<DayPlaces>,
    /// The places that were filled, in order of time.
    pub posts: Vec<Filled>,
    /// Posts of a former filling that get an idea.
    pub fed: Vec<Fed>,
    /// Whether only some channels were to be filled.
    pub is_narrowed: bool,
    /// Posts a day, where they were asked for.
    pub per_day: Option<u32>,
    /// Posts of a former filling that still lack one.
    pub still_hungry: Vec<PostId>,
    /// Places that were left empty because no idea fits.
    pub left_empty: Vec<Filled>,
    /// How even it is.
    pub balance: Evenness,
    /// Where it is least even; `None` where nothing was filled.
    pub peak: Option<Peak>,
    /// How each place came to what it has; empty unless asked for.
    pub explained: Vec<Explained>,
}

/// How even a filling is, over the plan's posts and each channel's placements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evenness {
    /// What one post weighs in the other numbers.
    pub scale: i64,
    /// The gap.
    pub gap: i64,
    /// What no filling stays under.
    pub least: i64,
    /// The sum of squares of all deviations.
    pub squares: i128,
    /// Posts over the limits of runs.
    pub breaks: u32,
}

impl Evenness {
    /// Judges a filling of all places.
    fn of(problem: &Problem, filled: &[CategoryId]) -> Self {
        let (gap, squares) = problem.judge(filled);
        let least = proof::least_gap(problem);
        Self { scale: problem.scale, gap, least, squares, breaks: problem.breaks(filled) }
    }

    /// Writes a scaled number in posts.
    pub fn posts(self, scaled: i64) -> f64 {
        if self.scale == 0 { 0.0 } else { scaled as f64 / self.scale as f64 }
    }
}

/// Why a plan cannot be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The period has more free places than can be filled in one go.
    TooManyPlaces(usize),
    /// The period has more working days than places can be filled in one go.
    TooManyDays(usize),
    /// The shares have no common measure that a machine number holds.
    OddShares,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyPlaces(places) => write!(
                f,
                "the period has {places} free places, at most {MOST_PLACES} are filled in one go: narrow it with --from and --to"
            ),
            Self::TooManyDays(days) => write!(
                f,
                "the period has {days} working days, at most {MOST_PLACES} are filled in one go: narrow it with --from and --to"
            ),
            Self::OddShares => write!(
                f,
                "the shares of the plan and its channels have no common measure: write them with fewer decimals"
            ),
        }
    }
}

/// Lists the days on which each idea of a plan is used.
fn days_of_uses(plan: &Plan, uses: &Uses) -> Days {
    let ideas = plan.ideas.iter().enumerate();
    let days = ideas.map(|(index, idea)| (IdeaId::new(index), uses.of_idea(idea).to_vec()));
    days.filter(|(_, days)| !days.is_empty()).collect()
}

/// Returns the title of a place that no idea fits, in the plan's language.
pub fn hungry_title(plan: &Plan, category: CategoryId) -> String {
    let name = plan.category(category);
    match &*plan.language.value {
        "uk" => format!("Потрібна ідея: {name}"),
        _ => format!("Idea needed: {name}"),
    }
}

/// Fills a plan. What stands in it is never moved, changed or removed.
///
/// # Errors
///
/// [`Refusal`] where it is too much or cannot be put into numbers.
pub fn fill(plan: &Plan, calendar: &Calendar, options: Options<'_>) -> Result<Filling, Refusal> {
    let mut taken: Vec<Filled> = Vec::new();
    let mut fed: Vec<Fed> = Vec::new();
    loop {
        let round = Round::new(plan, calendar, options, &taken, &fed)?;
        let filling = round.fill();
        if !options.only_ideas {
            return Ok(filling);
        }
        let more = filling.posts.iter().copied().filter(|post| post.idea.is_some());
        let more = round.kept_even(calendar, &taken, more.collect(), filling.balance);
        fed.extend(filling.fed.iter().copied());
        let is_done = more.is_empty() && filling.fed.is_empty();
        taken.extend(more);
        if is_done {
            return Ok(round.only_with_ideas(filling, taken, fed, calendar));
        }
    }
}

/// Lists the places of a category that have no idea, those of former fillings among them.
fn hungry_places(plan: &Plan, filling: &Filling, category: CategoryId) -> Vec<Place> {
    let new = filling.posts.iter().chain(&filling.left_empty);
    let new = new.filter(|filled| filled.idea.is_none() && filled.category == category);
    let old = filling.still_hungry.iter().filter_map(|&id| order(plan, id));
    let old = old.filter(|(_, _, own)| *own == category).map(|(_, place, _)| place);
    let mut places: Vec<Place> = new.map(|filled| filled.place).chain(old).collect();
    places.sort_unstable();
    places
}

/// Recognizes a post that a former filling left without an idea: its place and category.
fn order(plan: &Plan, id: PostId) -> Option<(PostId, Place, CategoryId)> {
    let post: &Post = plan.post(id);
    let category = post.category.value;
    // Whatever else is written there is the manager's own, and hers to finish.
    let is_order = post.title.as_ref()?.value.as_ref() == hungry_title(plan, category)
        && post.status() == Status::Draft
        && post.series.is_none()
        && post.variants.is_empty()
        && [&post.text, &post.link, &post.kind].iter().all(|own| own.is_none())
        && post.media.is_empty()
        && post.hashtags.is_empty()
        && *post.details() == Details::default();
    let mut channels = plan.channels_of(post);
    let (channel, None) = (channels.next()?, channels.next()) else { return None };
    let at = post.at.value.at()?;
    is_order.then_some((id, Place { at, channel }, category))
}
