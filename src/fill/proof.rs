//! How even a filling can be at all: earliest deadlines, stream by stream.

use super::streams::{Moment, Problem, Stream, wide};

/// Returns a scaled gap that no filling stays under: for one stream without limits of runs it is reached.
///
/// For a trial gap, each copy of a category has a first and a last moment; serving the earliest deadline first finds an
/// order if there is one (Steiner and Yeomans 1993).
pub(super) fn least_gap(problem: &Problem) -> i64 {
    least_gaps(problem).max().unwrap_or(0)
}

/// Returns the same for each stream by itself.
pub(super) fn least_gaps(problem: &Problem) -> impl Iterator<Item = i64> + '_ {
    problem.streams.iter().map(|stream| least_gap_of(stream, problem.scale))
}

fn least_gap_of(stream: &Stream, scale: i64) -> i64 {
    if stream.stretches.is_empty() {
        return 0;
    }
    let (mut low, mut high) = (0, scale * wide(stream.moments.len() + 1));
    while low < high {
        let middle = low + (high - low) / 2;
        if can_stay_within(stream, scale, middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// Tells whether the free posts of a stream can be served so that no deviation exceeds the trial gap.
fn can_stay_within(stream: &Stream, scale: i64, gap: i64) -> bool {
    let (first, end) = (stream.stretches[0].start, stream.moments.len());
    let windows = stream.step.iter().enumerate().map(|(category, step)| {
        let mut given = i64::from(stream.before[category]);
        let mut window: Vec<(i64, i64)> = Vec::with_capacity(end - first);
        for index in first..end {
            let is_own = |moment: Moment| matches!(moment, Moment::Given(own) if own.index() == category);
            given += i64::from(is_own(stream.moments[index]));
            let target = step * wide(index + 1);
            let low = (target - gap + scale - 1).div_euclid(scale) - given;
            window.push((low, (target + gap).div_euclid(scale) - given));
        }
        let mut most = i64::MIN;
        for (low, _) in &mut window {
            most = most.max(*low);
            *low = most;
        }
        let mut least = i64::MAX;
        for (_, high) in window.iter_mut().rev() {
            least = least.min(*high);
            *high = least;
        }
        window
    });
    let windows: Vec<Vec<(i64, i64)>> = windows.collect();
    let mut taken = vec![0_i64; windows.len()];
    let mut deadlines = vec![0_usize; windows.len()];
    for index in 0..end - first {
        if matches!(stream.moments[first + index], Moment::Free(_)) {
            let next = (0..windows.len()).filter(|&category| windows[category][index].1 > taken[category]);
            let mut best: Option<(usize, usize)> = None;
            for category in next {
                // The moment by which one more copy must stand; the end for one that may be left out.
                let deadline = &mut deadlines[category];
                while *deadline < end - first && windows[category][*deadline].0 <= taken[category] {
                    *deadline += 1;
                }
                if best.is_none_or(|(soonest, _)| *deadline < soonest) {
                    best = Some((*deadline, category));
                }
            }
            let Some((_, category)) = best else { return false };
            taken[category] += 1;
        }
        let fits = |category: usize| {
            let (low, high) = windows[category][index];
            low <= taken[category] && taken[category] <= high
        };
        if !(0..windows.len()).all(fits) {
            return false;
        }
    }
    true
}
