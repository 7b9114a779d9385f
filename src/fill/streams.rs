//! A half-empty plan as numbers: streams of given and free posts, what is to come, and the runs on channels.
//!
//! Everything is a whole number: counts of posts times [`Problem::scale`], the least common multiple of the shares' sums.

use crate::model::{CategoryId, Shares};

/// A post of a stream: given, with its category, or free, with the number of its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    /// Stands in the plan.
    Given(CategoryId),
    /// A place to fill, by its number.
    Free(usize),
}

/// A stream whose balance counts: all posts of the plan, or the placements of a channel.
#[derive(Clone, Debug)]
pub(super) struct Stream {
    /// What one more post adds to the target of each category, scaled.
    pub(super) step: Vec<i64>,
    /// Its posts in order of time.
    pub(super) moments: Vec<Moment>,
    /// The given posts of each category before the first free one.
    pub(super) before: Vec<u32>,
    /// A stretch for each free post, in order.
    pub(super) stretches: Vec<Stretch>,
}

/// A free post with the given ones that follow it up to the next free one.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    /// Where the free post stands in the stream, from 0.
    pub(super) start: usize,
    /// Its posts, the free one among them.
    pub(super) len: i64,
    /// What is known of each category.
    pub(super) ahead: Vec<Ahead>,
}

/// What is to come of a category from a free post on, whatever it becomes.
#[derive(Clone, Debug)]
pub(super) struct Ahead {
    /// Given posts of the category in the stretch.
    pub(super) given: u32,
    /// max over later moments of (scaled given posts up to it − target): what given posts alone will force.
    pub(super) over: i64,
    /// max over later moments of (target − scaled given and free posts up to it): what even every later place cannot mend.
    pub(super) lack: i64,
    /// Σ over the stretch of (scaled given posts − target).
    sum: i128,
    /// Σ over the stretch of (scaled given posts − target)².
    squares: i128,
}

impl Stretch {
    /// Returns Σ (scale·count − target)² of a category over the stretch, where it has so many posts at its start, scaled.
    pub(super) fn squares(&self, category: usize, scaled: i64) -> i128 {
        let (ahead, count) = (&self.ahead[category], i128::from(scaled));
        i128::from(self.len) * count * count + 2 * count * ahead.sum + ahead.squares
    }
}

impl Stream {
    /// Follows posts with these shares; `scale` is a multiple of the shares' reduced sum.
    pub(super) fn new(shares: &Shares, scale: i64, moments: Vec<Moment>) -> Self {
        let step: Vec<i64> =
            shares.parts.iter().map(|&part| i64::from(part) * scale / i64::from(shares.total)).collect();
        let categories = step.len();
        let mut before = vec![0; categories];
        let first = moments.iter().position(|moment| matches!(moment, Moment::Free(_)));
        for moment in &moments[..first.unwrap_or(moments.len())] {
            if let Moment::Given(category) = moment {
                before[category.index()] += 1;
            }
        }
        let mut stream = Self { step, moments, before, stretches: Vec::new() };
        stream.stretches = stream.look_ahead(scale);
        stream
    }

    /// Builds the stretches from the last to the first.
    fn look_ahead(&self, scale: i64) -> Vec<Stretch> {
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut end = self.moments.len();
        for start in (0..end).rev() {
            if matches!(self.moments[start], Moment::Given(_)) {
                continue;
            }
            let next = stretches.last();
            let ahead = (0..self.step.len()).map(|category| {
                let mut ahead = Ahead { given: 0, over: i64::MIN, lack: i64::MIN, sum: 0, squares: 0 };
                for index in start..end {
                    ahead.given += u32::from(self.moments[index] == Moment::Given(CategoryId::new(category)));
                    let target = self.step[category] * wide(index + 1);
                    let off = scale * i64::from(ahead.given) - target;
                    ahead.over = ahead.over.max(off);
                    ahead.lack = ahead.lack.max(-off);
                    ahead.sum += i128::from(off);
                    ahead.squares += i128::from(off) * i128::from(off);
                }
                if let Some(next) = next {
                    let given = scale * i64::from(ahead.given);
                    ahead.over = ahead.over.max(given + next.ahead[category].over);
                    ahead.lack = ahead.lack.max(next.ahead[category].lack - given - scale);
                }
                ahead
            });
            let ahead = ahead.collect();
            stretches.push(Stretch { start, len: wide(end - start), ahead });
            end = start;
        }
        stretches.reverse();
        stretches
    }

    /// Returns the deviations of each category after each post that counts, once the places are filled: moment,
    /// category, scaled deviation.
    pub(super) fn course<'a>(
        &'a self,
        scale: i64,
        filled: &'a [CategoryId],
    ) -> impl Iterator<Item = (usize, usize, i64)> + 'a {
        let first = self.stretches.first().map_or(self.moments.len(), |stretch| stretch.start);
        let mut deviations = vec![0_i64; self.step.len()];
        self.moments.iter().enumerate().flat_map(move |(index, moment)| {
            let category = match *moment {
                Moment::Given(category) => category,
                Moment::Free(place) => filled[place],
            };
            for (deviation, step) in deviations.iter_mut().zip(&self.step) {
                *deviation -= step;
            }
            deviations[category.index()] += scale;
            let here = if index >= first { deviations.clone() } else { Vec::new() };
            here.into_iter().enumerate().map(move |(category, deviation)| (index, category, deviation))
        })
    }
}

/// A run of posts of one class on a channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Run {
    /// The class, from 1; 0 before the first post.
    pub(super) class: u8,
    /// Its posts, at most one over the limit.
    pub(super) len: u8,
    /// Whether a filled post is part of it.
    pub(super) filled: bool,
}

/// The given posts between two free ones of a channel, as runs of one class.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Between {
    /// The class and length of the first run.
    head: (u8, u32),
    /// The class and length of the last run, where there are several.
    last: Option<(u8, u32)>,
}

impl Between {
    /// Sums the classes of given posts up.
    pub(super) fn new(classes: impl IntoIterator<Item = u8>) -> Self {
        let mut between = Self::default();
        for class in classes {
            let run = match &mut between.last {
                Some(last) => last,
                None => &mut between.head,
            };
            if run.0 == class {
                run.1 += 1;
            } else if run.1 == 0 {
                *run = (class, 1);
            } else {
                between.last = Some((class, 1));
            }
        }
        between
    }
}

impl Run {
    /// Adds a filled post; returns the run and how many posts it has over the limit more than before.
    pub(super) fn fill(self, class: u8, limit: u8) -> (Self, u32) {
        let len = if self.class == class { (self.len + 1).min(limit + 1) } else { 1 };
        (Self { class, len, filled: true }, u32::from(len > limit))
    }

    /// Adds the given posts behind; only posts of a run with a filled one count as over.
    pub(super) fn follow(self, between: Between, limit: u8) -> (Self, u32) {
        let (class, more) = between.head;
        if more == 0 {
            return (self, 0);
        }
        let own = if self.class == class { u32::from(self.len) } else { 0 };
        let (filled, limit) = (self.filled && own > 0, u32::from(limit));
        let over = if own > limit { more } else { (own + more).saturating_sub(limit) };
        let breaks = if filled { over } else { 0 };
        let (class, len, filled) = match between.last {
            Some((class, len)) => (class, len, false),
            None => (class, own + more, filled),
        };
        let len = u8::try_from(len.min(limit + 1)).unwrap_or(u8::MAX);
        (Self { class, len, filled }, breaks)
    }
}

/// What limits runs: more than so many posts of one class in a row break it.
#[derive(Clone, Debug)]
pub(super) struct Limit {
    /// Most posts in a row.
    pub(super) most: u8,
    /// The class of each category, from 1; 0 for a category whose runs do not matter.
    pub(super) classes: Vec<u8>,
    /// For each channel with free places: the run before the first, and the given posts behind each.
    pub(super) lanes: Vec<(Run, Vec<Between>)>,
}

impl Limit {
    /// Fills a place of a lane, by its position there, and adds the given posts behind it.
    pub(super) fn step(&self, run: Run, category: usize, lane: usize, position: usize) -> (Run, u32) {
        let class = self.classes[category];
        let (run, over) = if class == 0 { (Run::default(), 0) } else { run.fill(class, self.most) };
        let (run, more) = run.follow(self.lanes[lane].1[position], self.most);
        (run, over + more)
    }
}

/// A place to fill, as the search sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seat {
    /// The streams that it is in, with the number of its stretch there; the second only where the channel has its own.
    pub(super) streams: [Option<(usize, usize)>; 2],
    /// The lane of its channel, and its number there.
    pub(super) lane: (usize, usize),
}

/// A half-empty plan, as numbers.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    /// How many categories there are.
    pub(super) categories: usize,
    /// What one post weighs.
    pub(super) scale: i64,
    /// The streams: the plan's first, then those of channels that have free places.
    pub(super) streams: Vec<Stream>,
    /// The places in order of time.
    pub(super) seats: Vec<Seat>,
    /// The limits of runs.
    pub(super) limits: Vec<Limit>,
    /// For each lane, which categories have a share there at all; the others never go there.
    pub(super) wanted: Vec<Vec<bool>>,
}

impl Problem {
    /// Returns the scaled gap and the sum of scaled squares of a filling.
    pub(super) fn judge(&self, filled: &[CategoryId]) -> (i64, i128) {
        let all = self.streams.iter().flat_map(|stream| stream.course(self.scale, filled));
        all.fold((0, 0), |(gap, squares), (_, _, off)| {
            (gap.max(off.abs()), squares + i128::from(off) * i128::from(off))
        })
    }

    /// Finds the first place after which posts are over a limit of runs.
    pub(super) fn first_break(&self, filled: &[CategoryId]) -> Option<usize> {
        let first = |limit: &Limit| {
            let mut runs: Vec<Run> = limit.lanes.iter().map(|(run, _)| *run).collect();
            self.seats.iter().zip(filled).position(|(seat, category)| {
                let (lane, position) = seat.lane;
                let (run, over) = limit.step(runs[lane], category.index(), lane, position);
                runs[lane] = run;
                over > 0
            })
        };
        self.limits.iter().filter_map(first).min()
    }

    /// Counts the posts of a filling that are over a limit of runs, in runs with a filled post.
    pub(super) fn breaks(&self, filled: &[CategoryId]) -> u32 {
        let of = |limit: &Limit| {
            let mut runs: Vec<Run> = limit.lanes.iter().map(|(run, _)| *run).collect();
            let over = self.seats.iter().zip(filled).map(|(seat, category)| {
                let (lane, position) = seat.lane;
                let (run, over) = limit.step(runs[lane], category.index(), lane, position);
                runs[lane] = run;
                over
            });
            over.sum::<u32>()
        };
        self.limits.iter().map(of).sum()
    }
}

/// Returns the least common multiple of the reduced sums of shares; `None` where no machine number holds it.
pub(super) fn scale<'a>(shares: impl IntoIterator<Item = &'a Shares>) -> Option<i64> {
    fn common(a: i64, b: i64) -> i64 {
        if b == 0 { a } else { common(b, a % b) }
    }
    shares.into_iter().try_fold(1_i64, |scale, shares| {
        let total = i64::from(shares.total);
        let divisor = shares.parts.iter().fold(total, |divisor, &part| common(divisor, part.into()));
        let reduced = total / divisor;
        (scale / common(scale, reduced)).checked_mul(reduced).filter(|&scale| scale < 1 << 40)
    })
}

/// Counts posts as a signed number.
pub(super) fn wide(count: usize) -> i64 {
    i64::try_from(count).expect("a plan has fewer posts than bytes")
}
