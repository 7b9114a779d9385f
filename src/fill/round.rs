//! One round: what is free gets categories, then ideas.

use super::beam::{self, First, Pass, Sequence, search};
use super::board::Board;
use super::fits::{self, Days, Fits};
use super::places::{self, DayPlaces, Place, Wanted};
use super::{Evenness, Fed, Filled, Filling, Options, Refusal, days_of_uses, explain, matching, order};
use crate::model::{Calendar, CategoryId, IdeaId, Mix, Plan, PostId, WorkingDays};

/// Most places that are filled in one go.
pub(super) const MOST_PLACES: usize = 50_000;

/// One filling of what is free.
pub(super) struct Round<'a> {
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
    /// Finds what is free; posts of earlier rounds are posts already.
    pub(super) fn new(
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
        let days = WorkingDays::of(&plan.cadence).count(wanted.period.intersect(whole));
        if days > MOST_PLACES {
            return Err(Refusal::TooManyDays(days));
        }
        let places: Vec<Place> = taken.iter().map(|filled| filled.place).collect();
        let days = places::places(plan, calendar, &places, wanted);
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
    pub(super) fn kept_even(
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
                (None, Some((stream, moment, _, off))) if off.abs() > whole.gap => {
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
    pub(super) fn only_with_ideas(
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

    /// Fills it.
    pub(super) fn fill(&self) -> Filling {
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
        let most = &vec![best.gap; problem.streams.len()];
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
        for (&(post, _, _), idea) in self.orders.iter().zip(&ideas[self.free.len()..]) {
            match *idea {
                Some(idea) => filling.fed.push(Fed { post, idea }),
                None => filling.still_hungry.push(post),
            }
        }
        self.tell(&mut filling, &self.board, &fits);
        filling
    }
}
