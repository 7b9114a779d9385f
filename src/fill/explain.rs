//! Why a filling is as it is: what forces its gap, and what each place chose between.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::board::Board;
use super::fits::Fits;
use super::streams::{Moment, Problem, Stream, wide};
use super::{Evenness, Filled, Filling};
use crate::model::{CategoryId, ChannelId, IdeaId, PostId, When};

/// Given posts that are named where they force something.
const NAMED: usize = 3;
/// Ideas that are named as the next ones.
const NEXT: usize = 2;

/// The moment at which a filling is least even.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peak {
    /// The channel whose placements are followed; `None` for the plan's posts.
    pub channel: Option<ChannelId>,
    /// When it is.
    pub at: When,
    /// The category that is farthest from its target there.
    pub category: CategoryId,
    /// Whether it is ahead of its target, not behind.
    pub ahead: bool,
    /// The given posts that force it; none where it is the filling's own doing.
    pub forced_by: Vec<PostId>,
}

/// How a place came to its category and idea.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// What was filled.
    pub filled: Filled,
    /// The deviations of each category before it, scaled: in the plan, and on the channel where it has a stream of its own.
    pub before: Vec<(Option<ChannelId>, Vec<i64>)>,
    /// What each category would have led to, in the order of the mix.
    pub choices: Vec<Choice>,
    /// The ideas that would have come next, by rank.
    pub next: Vec<IdeaId>,
}

/// What a category would lead to at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The category.
    pub category: CategoryId,
    /// The scaled gap that could not be avoided from there on.
    pub bound: i64,
    /// Whether no idea that is left would fit.
    pub hungry: bool,
}

/// Finds the moment at which a filling is least even; `None` where nothing was filled.
pub(super) fn peak(board: &Board, filled: &[CategoryId], evenness: Evenness) -> Option<Peak> {
    let problem = &board.problem;
    let (stream, index, category, off) = farthest(board, filled)?;
    let forced = problem.streams.iter().enumerate().find_map(|(number, stream)| {
        let (index, category, ahead) = forced_moment(stream, problem.scale, evenness.gap)?;
        Some((number, index, category, ahead))
    });
    let (stream, index, category, ahead) = forced.unwrap_or((stream, index, category, off > 0));
    let category = CategoryId::new(category);
    let forced_by =
        if forced.is_some() { forcing(board, stream, index, category, ahead) } else { Vec::new() };
    let (channel, at) = (board.channels[stream], board.moments[stream][index].0);
    Some(Peak { channel, at, category, ahead, forced_by })
}

/// Finds where a filling is farthest from the mix, the earliest such place: stream, moment, category, scaled deviation.
pub(super) fn farthest(board: &Board, filled: &[CategoryId]) -> Option<(usize, usize, usize, i64)> {
    let problem = &board.problem;
    let streams = problem.streams.iter().enumerate();
    let moments = streams.flat_map(|(number, stream)| {
        let course = stream.course(problem.scale, filled);
        course.map(move |(index, category, off)| (number, index, category, off))
    });
    moments.max_by_key(|&(number, index, category, off)| (off.abs(), Reverse((number, index, category))))
}

/// Finds the last new post up to a moment whose category is most ahead there; `None` where no new post is to blame.
pub(super) fn last_ahead(
    board: &Board,
    filled: &[CategoryId],
    stream: usize,
    moment: usize,
) -> Option<usize> {
    let own = &board.problem.streams[stream];
    let here = own.course(board.problem.scale, filled).filter(|&(index, _, _)| index == moment);
    let mut ahead: Vec<(i64, usize)> = here.map(|(_, category, off)| (off, category)).collect();
    ahead.sort_unstable_by_key(|&(off, category)| (Reverse(off), category));
    ahead.into_iter().filter(|&(off, _)| off > 0).find_map(|(_, category)| {
        own.moments[..=moment].iter().rev().find_map(|moment| match *moment {
            Moment::Free(place) if filled[place].index() == category => Some(place),
            Moment::Free(_) | Moment::Given(_) => None,
        })
    })
}

/// Finds the moment at which the given posts alone force so wide a gap: moment, category, and whether it is ahead.
fn forced_moment(stream: &Stream, scale: i64, gap: i64) -> Option<(usize, usize, bool)> {
    let first = stream.stretches.first()?.start;
    let categories = 0..stream.step.len();
    let mut given: Vec<i64> = stream.before.iter().map(|&count| i64::from(count)).collect();
    let mut free = 0;
    for (index, moment) in stream.moments.iter().enumerate().skip(first) {
        match moment {
            Moment::Given(category) => given[category.index()] += 1,
            Moment::Free(_) => free += 1,
        }
        for category in categories.clone() {
            let target = stream.step[category] * wide(index + 1);
            if scale * given[category] - target == gap {
                return Some((index, category, true));
            }
            if target - scale * (given[category] + free) == gap {
                return Some((index, category, false));
            }
        }
    }
    None
}

/// Names the last given posts that push a category ahead, or take the room that it would need.
fn forcing(board: &Board, stream: usize, index: usize, category: CategoryId, ahead: bool) -> Vec<PostId> {
    let moments = board.problem.streams[stream].moments.iter().zip(&board.moments[stream]);
    let before: Vec<_> = moments.take(index + 1).collect();
    let pushes = before.iter().rev().filter_map(|(moment, (_, post))| match moment {
        Moment::Given(own) if (*own == category) == ahead => *post,
        Moment::Given(_) | Moment::Free(_) => None,
    });
    let mut named: Vec<PostId> = pushes.take(NAMED).collect();
    named.reverse();
    named
}

/// Goes through a filling place by place.
pub(super) fn explain(board: &Board, fits: &Fits<'_>, filling: &Filling) -> Vec<Explained> {
    let filled = &filling.posts;
    let problem = &board.problem;
    let fed = filling.fed.iter().map(|fed| fed.idea);
    let used: HashSet<IdeaId> = filled.iter().filter_map(|filled| filled.idea).chain(fed).collect();
    let mut counts: Vec<Vec<i64>> = problem
        .streams
        .iter()
        .map(|stream| stream.before.iter().map(|&count| i64::from(count)).collect())
        .collect();
    let mut explained = Vec::with_capacity(filled.len());
    for (place, here) in filled.iter().enumerate() {
        let streams = || problem.seats[place].streams.iter().flatten().copied();
        let before = streams().map(|(stream, stretch)| {
            let (own, start) = (&problem.streams[stream], problem.streams[stream].stretches[stretch].start);
            let off = |(count, step): (&i64, &i64)| problem.scale * count - step * wide(start);
            (board.channels[stream], counts[stream].iter().zip(&own.step).map(off).collect())
        });
        let before = before.collect();
        let choices = (0..problem.categories).map(|category| {
            let bound = streams()
                .map(|(stream, stretch)| bound_after(problem, stream, stretch, &counts[stream], category));
            let bound = bound.max().unwrap_or(0);
            let category = CategoryId::new(category);
            let is_left = |id: &IdeaId| {
                fits.category(*id) == Some(category)
                    && fits.fits(place, *id)
                    && (!used.contains(id) || here.idea == Some(*id))
            };
            Choice { category, bound, hungry: !fits.ranked.iter().any(is_left) }
        });
        let choices = choices.collect();
        let is_next = |id: &IdeaId| {
            fits.category(*id) == Some(here.category) && !used.contains(id) && fits.fits(place, *id)
        };
        let next = fits.ranked.iter().copied().filter(is_next).take(NEXT).collect();
        explained.push(Explained { filled: *here, before, choices, next });
        for (stream, stretch) in streams() {
            let ahead = &problem.streams[stream].stretches[stretch].ahead;
            for (index, (count, ahead)) in counts[stream].iter_mut().zip(ahead).enumerate() {
                *count += i64::from(ahead.given) + i64::from(index == here.category.index());
            }
        }
    }
    explained
}

/// Returns the scaled gap that cannot be avoided in a stream once a place has a category.
fn bound_after(problem: &Problem, stream: usize, stretch: usize, counts: &[i64], category: usize) -> i64 {
    let ahead = problem.streams[stream].stretches[stretch].ahead.iter().zip(counts).enumerate();
    let bounds = ahead.map(|(index, (ahead, count))| {
        let scaled = problem.scale * (count + i64::from(index == category));
        (scaled + ahead.over).max(ahead.lack - scaled)
    });
    bounds.max().unwrap_or(0)
}
