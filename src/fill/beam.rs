//! The search for categories: a beam over the places, in order of time.

use std::collections::HashSet;

use super::fits::Fits;
use super::streams::{Problem, Run};
use crate::model::CategoryId;

/// States that are kept at each place.
pub(super) const WIDTH: usize = 64;

/// A number above those of all channels, by which runs are told from counts in a state's hash.
const LANES: usize = 1 << 24;

/// A filling by categories, and how good it is; less is better in each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sequence {
    /// The category of each place.
    pub(super) categories: Vec<CategoryId>,
    /// Posts over the limits of runs.
    pub(super) breaks: u32,
    /// The scaled gap.
    pub(super) gap: i64,
    /// The sum of scaled squares.
    pub(super) squares: i128,
}

/// What a pass looks for.
#[derive(Clone, Copy)]
pub(super) struct Pass<'a> {
    /// The widest scaled gap of each stream that is let live; none for any.
    pub(super) most: &'a [i64],
    /// What to look at after the breaks: the gap, else the hungry places, else the squares alone.
    pub(super) first: First,
    /// The ideas, where they matter.
    pub(super) fits: Option<&'a Fits<'a>>,
}

/// What counts most after the breaks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum First {
    /// The gap, then the squares.
    Gap,
    /// The hungry places, then the squares.
    Hungry,
    /// The squares.
    Squares,
}

/// What is known after a place.
#[derive(Clone)]
struct State {
    score: Score,
    hash: u64,
    /// Posts of each stream and category.
    counts: Vec<u32>,
    /// The run of each limit and lane.
    runs: Vec<Run>,
    /// Used ideas, by category, a bit each.
    used: Vec<Vec<u64>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Score {
    breaks: u32,
    bound: i64,
    squares: i128,
    hungry: u32,
}

impl Score {
    /// Returns what to sort by.
    fn key(self, first: First) -> (u32, i128, i128) {
        let second = match first {
            First::Gap => i128::from(self.bound),
            First::Hungry => i128::from(self.hungry),
            First::Squares => 0,
        };
        (self.breaks, second, self.squares)
    }
}

/// A step from a state to the next place.
#[derive(Clone, Copy)]
struct Candidate {
    score: Score,
    parent: u32,
    category: u8,
    hash: u64,
    /// The bit of the idea that the place takes.
    idea: Option<u32>,
}

/// Fills the places in order of time; `None` where no state lived.
pub(super) fn search(problem: &Problem, pass: Pass<'_>, width: usize) -> Option<Sequence> {
    let mut states = vec![State::start(problem, pass)];
    let mut history: Vec<Vec<(u32, u8)>> = Vec::with_capacity(problem.seats.len());
    let mut candidates = Vec::new();
    for place in 0..problem.seats.len() {
        candidates.clear();
        for (parent, state) in (0_u32..).zip(&states) {
            state.step(problem, pass, place, parent, &mut candidates);
        }
        candidates.sort_by(|a, b| {
            let by_score = a.score.key(pass.first).cmp(&b.score.key(pass.first));
            by_score.then((a.parent, a.category).cmp(&(b.parent, b.category)))
        });
        // Equal counts and runs have the same future: the better one, which comes first, stays.
        let mut seen = HashSet::with_capacity(width);
        candidates.retain(|candidate| seen.len() < width && seen.insert(candidate.hash));
        if candidates.is_empty() {
            return None;
        }
        states = candidates
            .iter()
            .map(|candidate| states[candidate.parent as usize].take(problem, place, candidate))
            .collect();
        history.push(candidates.iter().map(|candidate| (candidate.parent, candidate.category)).collect());
    }
    let best = states.first()?;
    let mut categories = Vec::with_capacity(history.len());
    let mut at = 0_usize;
    for step in history.iter().rev() {
        let (parent, category) = step[at];
        categories.push(CategoryId::new(usize::from(category)));
        at = parent as usize;
    }
    categories.reverse();
    let Score { breaks, bound, squares, .. } = best.score;
    Some(Sequence { categories, breaks, gap: bound, squares })
}

impl State {
    fn start(problem: &Problem, pass: Pass<'_>) -> Self {
        let counts: Vec<u32> =
            problem.streams.iter().flat_map(|stream| stream.before.iter().copied()).collect();
        let runs = problem.limits.iter().flat_map(|limit| limit.lanes.iter().map(|(run, _)| *run)).collect();
        let used = pass.fits.map(Fits::unused).unwrap_or_default();
        Self { score: Score::default(), hash: 0, counts, runs, used }
    }

    /// Lists where each category would lead.
    fn step(
        &self,
        problem: &Problem,
        pass: Pass<'_>,
        place: usize,
        parent: u32,
        candidates: &mut Vec<Candidate>,
    ) {
        let seat = problem.seats[place];
        let wanted = &problem.wanted[seat.lane.0];
        'categories: for category in (0..problem.categories).filter(|&category| wanted[category]) {
            let mut score = self.score;
            for (stream, stretch) in seat.streams.iter().flatten().copied() {
                let mut bound = 0;
                let stretch = &problem.streams[stream].stretches[stretch];
                for (index, ahead) in stretch.ahead.iter().enumerate() {
                    let count =
                        self.counts[stream * problem.categories + index] + u32::from(index == category);
                    let scaled = problem.scale * i64::from(count);
                    bound = bound.max(scaled + ahead.over).max(ahead.lack - scaled);
                    score.squares += stretch.squares(index, scaled);
                }
                if pass.most.get(stream).is_some_and(|&most| bound > most) {
                    continue 'categories;
                }
                score.bound = score.bound.max(bound);
            }
            let mut hash = self.hash.wrapping_add(mixed(seat.lane.0, category));
            for (number, (run, over)) in self.runs_after(problem, place, category) {
                score.breaks += over;
                let slot = LANES + number;
                let old = self.runs[number];
                hash = hash.wrapping_sub(mixed(slot, code(old))).wrapping_add(mixed(slot, code(run)));
            }
            let idea = pass.fits.map(|fits| fits.first(place, category, &self.used[category]));
            score.hungry += u32::from(idea == Some(None));
            let category = u8::try_from(category).expect("a mix has fewer than 256 categories");
            candidates.push(Candidate { score, parent, category, hash, idea: idea.flatten() });
        }
    }

    /// Lists the runs that change, by their number, with the posts over the limit.
    fn runs_after<'a>(
        &'a self,
        problem: &'a Problem,
        place: usize,
        category: usize,
    ) -> impl Iterator<Item = (usize, (Run, u32))> + 'a {
        let (lane, position) = problem.seats[place].lane;
        problem.limits.iter().enumerate().map(move |(index, limit)| {
            let number = index * limit.lanes.len() + lane;
            (number, limit.step(self.runs[number], category, lane, position))
        })
    }

    fn take(&self, problem: &Problem, place: usize, candidate: &Candidate) -> Self {
        let category = usize::from(candidate.category);
        let mut next = self.clone();
        (next.score, next.hash) = (candidate.score, candidate.hash);
        for (number, (run, _)) in self.runs_after(problem, place, category) {
            next.runs[number] = run;
        }
        for (stream, stretch) in problem.seats[place].streams.iter().flatten().copied() {
            let stretch = &problem.streams[stream].stretches[stretch];
            for (index, ahead) in stretch.ahead.iter().enumerate() {
                next.counts[stream * problem.categories + index] +=
                    ahead.given + u32::from(index == category);
            }
        }
        if let Some(idea) = candidate.idea {
            next.used[category][idea as usize / 64] |= 1 << (idea % 64);
        }
        next
    }
}

/// Writes a run as a number.
fn code(run: Run) -> usize {
    usize::from(run.class) << 9 | usize::from(run.len) << 1 | usize::from(run.filled)
}

/// Mixes two small numbers into one that looks like any other (Steele, Lea and Flood 2014, `SplitMix`).
fn mixed(a: usize, b: usize) -> u64 {
    let wide = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let mut bits = (wide(a) << 32 | wide(b)).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}
