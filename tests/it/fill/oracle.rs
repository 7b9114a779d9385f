//! An oracle for small plans: it tries every filling, and every way to feed it.

use std::collections::HashMap;

use content_plan::fill::{Filling, Place};
use content_plan::model::{Calendar, CategoryId, ChannelId, Plan};

/// How good a filling is; less is better: breaks, scaled gap, hungry places, scaled squares.
pub(super) type Quality = (usize, i64, usize, i64);

/// A stream as the oracle sees it: what stands there, in order of time, and the shares in percent.
struct Stream {
    events: Vec<Result<usize, usize>>,
    shares: Vec<i64>,
    is_channel: bool,
    judged: bool,
}

/// A plan with its places.
pub(super) struct Oracle {
    streams: Vec<Stream>,
    places: usize,
    categories: usize,
    /// For each place and category, the ideas that fit.
    fitting: Vec<Vec<Vec<usize>>>,
}

impl Oracle {
    /// Looks at the places that a filling found.
    pub(super) fn new(plan: &Plan, calendar: &Calendar, filling: &Filling) -> Self {
        let places: Vec<Place> = filling.posts.iter().map(|filled| filled.place).collect();
        let percent = |parts: &[u32], total: u32| {
            parts.iter().map(|&part| i64::from(part) * 100 / i64::from(total)).collect()
        };
        let stream = |channel: Option<ChannelId>| {
            let mut events: Vec<_> = Vec::new();
            for &id in calendar.posts() {
                let post = plan.post(id);
                if channel.is_none_or(|channel| plan.channels_of(post).any(|own| own == channel)) {
                    events.push((post.at.at().expect("a time"), 0, Ok(post.category.index())));
                }
            }
            for (number, place) in places.iter().enumerate() {
                if channel.is_none_or(|channel| place.channel == channel) {
                    events.push((place.at, 1, Err(number)));
                }
            }
            events.sort_by_key(|event| (event.0, event.1));
            let own = channel.and_then(|channel| plan.channel(channel).shares.as_ref());
            let shares = own.map_or(&plan.mix.shares.value, |own| &own.value);
            let events: Vec<_> = events.into_iter().map(|event| event.2).collect();
            let is_channel = channel.is_some();
            let judged = events.iter().any(Result::is_err) && (!is_channel || plan.channels.len() > 1);
            Stream { events, shares: percent(&shares.parts, shares.total), is_channel, judged }
        };
        let streams = std::iter::once(None).chain(plan.channel_ids().map(Some)).map(stream).collect();
        let categories = plan.mix.names.len();
        let fits = |place: &Place, index: usize| {
            let (idea, day) = (&plan.ideas[index], place.at.date());
            idea.channels.as_ref().is_none_or(|own| own.iter().any(|own| own.value == place.channel))
                && idea.not_before.is_none_or(|first| first.value <= day)
                && idea.not_after.is_none_or(|last| day <= last.value)
        };
        let of = |place: &Place, category: usize| {
            let own = (0..plan.ideas.len())
                .filter(|&index| plan.ideas[index].category.is_some_and(|own| own.index() == category));
            own.filter(|&index| fits(place, index)).collect()
        };
        let fitting =
            places.iter().map(|place| (0..categories).map(|category| of(place, category)).collect());
        Self { streams, places: places.len(), categories, fitting: fitting.collect() }
    }

    /// Judges a filling.
    pub(super) fn judge(&self, filled: &[usize]) -> Quality {
        let (mut breaks, mut gap, mut squares) = (0, 0, 0);
        for stream in &self.streams {
            let category = |event: &Result<usize, usize>| event.unwrap_or_else(|place| filled[place]);
            if stream.judged {
                let mut counts = vec![0_i64; self.categories];
                let mut begun = false;
                for (posts, event) in (1..).zip(&stream.events) {
                    begun |= event.is_err();
                    counts[category(event)] += 1;
                    for (count, share) in counts.iter().zip(&stream.shares).filter(|_| begun) {
                        let off = 100 * count - share * posts;
                        gap = gap.max(off.abs());
                        squares += off * off;
                    }
                }
            }
            if stream.is_channel {
                for run in stream.events.chunk_by(|a, b| category(a) == category(b)) {
                    let first = run.iter().position(Result::is_err);
                    let limits = [3, if category(&run[0]) == 0 { 2 } else { usize::MAX }];
                    let over =
                        |limit: usize| first.map_or(0, |first| run.len().saturating_sub(limit.max(first)));
                    breaks += limits.into_iter().map(over).sum::<usize>();
                }
            }
        }
        (breaks, gap, self.hungry(filled), squares)
    }

    /// Counts the places that stay hungry, however ideas are matched (Kuhn's augmenting paths).
    fn hungry(&self, filled: &[usize]) -> usize {
        fn feed(
            oracle: &Oracle,
            filled: &[usize],
            place: usize,
            seen: &mut Vec<usize>,
            taken: &mut HashMap<usize, usize>,
        ) -> bool {
            for &idea in &oracle.fitting[place][filled[place]] {
                if seen.contains(&idea) {
                    continue;
                }
                seen.push(idea);
                let owner = taken.get(&idea).copied();
                if owner.is_none_or(|owner| feed(oracle, filled, owner, seen, taken)) {
                    taken.insert(idea, place);
                    return true;
                }
            }
            false
        }
        let mut taken = HashMap::new();
        (0..self.places).filter(|&place| !feed(self, filled, place, &mut Vec::new(), &mut taken)).count()
    }

    /// Returns how far a category is behind in the plan at the next place, in hundredths of a post.
    pub(super) fn behind(&self, filled: &[usize], category: usize) -> i64 {
        let stream = &self.streams[0];
        let (mut posts, mut own) = (0, 0);
        for event in &stream.events {
            let here = match event {
                Ok(given) => *given,
                Err(place) if *place < filled.len() => filled[*place],
                Err(_) => break,
            };
            posts += 1;
            own += i64::from(here == category);
        }
        stream.shares[category] * (posts + 1) - 100 * own
    }

    /// Tries every filling.
    pub(super) fn best(&self) -> Quality {
        let mut filled = vec![0; self.places];
        let mut best: Option<Quality> = None;
        loop {
            best = [best, Some(self.judge(&filled))].into_iter().flatten().min();
            let Some(place) = filled.iter().position(|&category| category + 1 < self.categories) else {
                break;
            };
            filled[place] += 1;
            filled[..place].fill(0);
        }
        best.expect("there is one filling at least")
    }
}

/// Lists the categories of a filling.
pub(super) fn categories(filling: &Filling) -> Vec<usize> {
    filling.posts.iter().map(|filled| CategoryId::index(filled.category)).collect()
}
