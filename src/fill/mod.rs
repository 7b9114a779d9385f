//! Fills a plan: each free place gets a category so that the feed is as balanced as can be at every moment, and an idea
//! of that category where the bank has one.
//!
//! In one sentence: the mix comes first; among equally balanced fillings, the one that uses most of your ideas.
//! Dates come first (`places`); then the plan is put into numbers (`board`, `streams`); categories are searched for by a beam (`beam`), how even a
//! filling can be at all is proved by earliest deadlines (`proof`); ideas are matched to places (`fits`, `matching`).
//! Nothing here changes a file: what [`fill`] decides is for others to write.

mod beam;
mod board;
mod explain;
mod fits;
mod matching;
mod places;
mod proof;
mod said;
mod streams;
mod words;

use std::fmt;

use chrono::NaiveDateTime;

pub use explain::{Choice, Explained, Peak};
pub use fits::{Forbidden, Misfit};
pub use places::{DayPlaces, Place, Reason, Refused, Wanted, places};
pub use said::{Remark, remarks};

use beam::{First, Pass, Sequence, search};
use board::Board;
use fits::{Days, Fits};
use streams::Problem;

use crate::model::{
    Calendar, CategoryId, ChannelId, Details, IdeaId, Mix, Period, Plan, Post, PostId, Status, Uses,
};

/// Most places that are filled in one go.
const MOST_PLACES: usize = 50_000;

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

/// One filling of what is free.
struct Round<'a> {
    plan: &'a Plan,
    options: Options<'a>,
    days: Vec<DayPlaces>,
    free: Vec<Place>,
    /// Posts of a former filling that lack an idea.
    orders: Vec<(PostId, Place, CategoryId)>,
    /// Days on which ideas are used, those of `taken` among them.
    uses: Days,
    /// How many more ideas may sell, if all that is free is filled.
    selling: usize,
    board: Board,
}

impl<'a> Round<'a> {
    fn new(
        plan: &'a Plan,
        calendar: &Calendar,
        options: Options<'a>,
        taken: &[Filled],
        fed: &[Fed],
    ) -> Result<Self, Refusal> {
        let whole = calendar.period;
        let wanted = Wanted {
            period: options.period.unwrap_or(whole),
            channels: options.channels,
            per_day: options.per_day,
            now: options.now,
        };
        let places: Vec<Place> = taken.iter().map(|filled| filled.place).collect();
        let days = self::places(plan, calendar, &places, wanted);
        let mut free: Vec<Place> = days.iter().flat_map(|day| day.places.iter().copied()).collect();
        free.sort_unstable();
        if free.len() > MOST_PLACES {
            return Err(Refusal::TooManyPlaces(free.len()));
        }
        let board = Board::new(plan, calendar, taken, &free).ok_or(Refusal::OddShares)?;
        let mut uses = days_of_uses(plan, options.uses);
        for filled in taken {
            if let Some(idea) = filled.idea {
                uses.entry(idea).or_default().push(filled.place.at.date());
            }
        }
        for fed in fed {
            uses.entry(fed.idea).or_default().push(plan.post(fed.post).at.date);
        }
        let orders = calendar.posts().iter().filter(|&&id| fed.iter().all(|fed| fed.post != id));
        let orders = orders.filter_map(|&id| order(plan, id));
        let orders = orders.filter(|(_, place, _)| {
            let is_asked = options.channels.is_empty() || options.channels.contains(&place.channel);
            let is_ahead = options.now.is_none_or(|now| now <= place.at);
            is_asked && is_ahead && wanted.period.holds(place.at.date())
        });
        let orders = orders.collect();
        let given = calendar
            .posts()
            .iter()
            .filter(|&&id| plan.post(id).known_kind().is_some_and(|kind| kind.selling));
        let sells = |idea: Option<IdeaId>| idea.is_some_and(|idea| fits::sells(&plan.ideas[idea.index()]));
        let sold = given.count()
            + taken.iter().filter(|filled| sells(filled.idea)).count()
            + fed.iter().filter(|fed| sells(Some(fed.idea))).count();
        // Places that no idea fits may stay empty, and then do not count.
        let free_too = if options.only_ideas { 0 } else { free.len() };
        let posts = calendar.posts().len() + taken.len() + free_too;
        let selling = Mix::most_selling(posts).saturating_sub(sold);
        Ok(Self { plan, options, days, free, orders, uses, selling, board })
    }

    /// Takes posts out again, as long as what is left strays farther than with the places that no idea fits, or has longer runs: the mix
    /// comes first. At the moment where that is, the last new post of the category that is most ahead goes.
    fn kept_even(
        &self,
        calendar: &Calendar,
        taken: &[Filled],
        mut more: Vec<Filled>,
        whole: Evenness,
    ) -> Vec<Filled> {
        more.sort_unstable_by_key(|filled| filled.place);
        loop {
            let places: Vec<Place> = more.iter().map(|filled| filled.place).collect();
            let categories: Vec<CategoryId> = more.iter().map(|filled| filled.category).collect();
            let Some(board) = Board::new(self.plan, calendar, taken, &places) else { return more };
            let worst = explain::farthest(&board, &categories);
            let too_long = board.problem.first_break(&categories).filter(|_| whole.breaks == 0);
            let last = match (too_long, worst) {
                (Some(place), _) => Some(place),
                (None, Some((stream, moment, off))) if off > whole.gap => {
                    explain::last_ahead(&board, &categories, stream, moment)
                }
                (None, _) => None,
            };
            match last {
                Some(place) => more.remove(place),
                None => return more,
            };
        }
    }

    /// Leaves the places out that no idea fits.
    fn only_with_ideas(
        &self,
        last: Filling,
        mut taken: Vec<Filled>,
        fed: Vec<Fed>,
        calendar: &Calendar,
    ) -> Filling {
        taken.sort_unstable_by_key(|filled| filled.place);
        let places: Vec<Place> = taken.iter().map(|filled| filled.place).collect();
        let mut days = last.days;
        for day in &mut days {
            day.places = places.iter().copied().filter(|place| place.at.date() == day.date).collect();
            day.given -= day.places.len();
            day.refused.retain(|refused| !day.places.contains(&refused.place));
        }
        let left_empty: Vec<Filled> =
            last.posts.iter().map(|filled| Filled { idea: None, ..*filled }).collect();
        let mut filling = Filling { days, posts: taken, fed, left_empty, ..last };
        if let Some(board) = Board::new(self.plan, calendar, &[], &places) {
            let uses = days_of_uses(self.plan, self.options.uses);
            let fits = Fits::new(self.plan, &uses, self.options.forbidden, places);
            self.tell(&mut filling, &board, &fits);
        }
        filling
    }

    /// Tells how even a filling is, and why.
    fn tell(&self, filling: &mut Filling, board: &Board, fits: &Fits<'_>) {
        let categories: Vec<CategoryId> = filling.posts.iter().map(|filled| filled.category).collect();
        filling.balance = Evenness::of(&board.problem, &categories);
        filling.peak = explain::peak(board, &categories, filling.balance);
        if self.options.explain {
            filling.explained = explain::explain(board, fits, filling);
        }
    }

    fn fill(&self) -> Filling {
        let seats: Vec<Place> =
            self.free.iter().copied().chain(self.orders.iter().map(|(_, place, _)| *place)).collect();
        let mut fits = Fits::new(self.plan, &self.uses, self.options.forbidden, seats);
        let ordered: Vec<CategoryId> = self.orders.iter().map(|(_, _, category)| *category).collect();
        let feed = |fits: &Fits<'_>, categories: &[CategoryId]| {
            let all: Vec<CategoryId> = categories.iter().chain(&ordered).copied().collect();
            matching::feed(fits, &all, |seat| seat >= self.free.len(), self.selling)
        };
        if !self.orders.is_empty() {
            // What old hungry posts will take is not there for new ones.
            let none = vec![CategoryId::new(0); self.free.len()];
            let ideas = feed(&fits, &none);
            fits.speak_for(ideas[self.free.len()..].iter().flatten().copied());
        }
        let problem = &self.board.problem;
        let best = search(problem, Pass { most: &[], first: First::Gap, fits: None }, beam::WIDTH)
            .expect("a pass without a bound keeps a state");
        let most = &bounds(problem, &best);
        let hungry_first = Pass { most, first: First::Hungry, fits: Some(&fits) };
        let even_first = Pass { most, first: First::Squares, fits: None };
        let candidates = [hungry_first, even_first].map(|pass| search(problem, pass, beam::WIDTH));
        let mut candidates: Vec<Sequence> = candidates.into_iter().flatten().collect();
        if candidates.is_empty() {
            candidates.push(best);
        }
        let fed = candidates.into_iter().map(|sequence| {
            let ideas = feed(&fits, &sequence.categories);
            let hungry = ideas.iter().filter(|idea| idea.is_none()).count();
            ((sequence.breaks, hungry, sequence.gap, sequence.squares), sequence, ideas)
        });
        let (_, sequence, ideas) =
            fed.min_by_key(|(score, _, _)| *score).expect("there is a candidate at least");

        let new = self.free.iter().zip(&sequence.categories).zip(&ideas);
        let posts = new.map(|((&place, &category), &idea)| Filled { place, category, idea }).collect();
        let mut filling = Filling {
            days: self.days.clone(),
            posts,
            fed: Vec::new(),
            is_narrowed: !self.options.channels.is_empty(),
            per_day: self.options.per_day,
            still_hungry: Vec::new(),
            left_empty: Vec::new(),
            balance: Evenness::default(),
            peak: None,
            explained: Vec::new(),
        };
        self.tell(&mut filling, &self.board, &fits);
        for (&(post, _, _), idea) in self.orders.iter().zip(&ideas[self.free.len()..]) {
            match *idea {
                Some(idea) => filling.fed.push(Fed { post, idea }),
                None => filling.still_hungry.push(post),
            }
        }
        filling
    }
}

/// Returns how wide the gap of each stream may become for the sake of ideas: as in the most even filling, or half a post over what is
/// unavoidable in it. Else, where one channel forces a wide gap, all others could stray as far.
fn bounds(problem: &Problem, most_even: &Sequence) -> Vec<i64> {
    let gaps = problem.gaps(&most_even.categories).into_iter().zip(proof::least_gaps(problem));
    gaps.map(|(own, least)| own.max(least + problem.scale / 2).min(most_even.gap)).collect()
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
