//! Ideas for places whose categories are settled: augmenting paths.
//!
//! Which ideas can be placed together is a transversal matroid (Edmonds and Fulkerson 1965), and priority belongs to the
//! idea: taking ideas by rank, each where some rearrangement has room for it, feeds the most places, with the highest
//! priority among those.

use std::collections::{HashMap, VecDeque};

use chrono::NaiveDate;

use super::fits::Fits;
use crate::model::{CategoryId, IdeaId};

/// The assignment of ideas to seats.
pub(super) struct Matching<'a> {
    fits: &'a Fits<'a>,
    /// The seats of each category, in order of time.
    seats: Vec<Vec<usize>>,
    /// The idea of each seat.
    pub(super) ideas: Vec<Option<IdeaId>>,
    /// The rank of each idea of the bank.
    rank: Vec<usize>,
    /// How many more ideas may sell.
    selling: usize,
    fed_by: HashMap<IdeaId, Vec<usize>>,
}

/// Feeds seats of these categories with ideas: those of `first` before all others.
pub(super) fn feed(
    fits: &Fits<'_>,
    categories: &[CategoryId],
    first: impl Fn(usize) -> bool,
    selling: usize,
) -> Vec<Option<IdeaId>> {
    let names = categories.iter().map(|category| category.index() + 1).max().unwrap_or(0);
    let mut seats = vec![Vec::new(); names];
    for (seat, category) in categories.iter().enumerate() {
        seats[category.index()].push(seat);
    }
    for seats in &mut seats {
        seats.sort_by_key(|&seat| fits.place(seat));
    }
    let mut rank = vec![usize::MAX; fits.ideas()];
    for (place, id) in fits.ranked.iter().enumerate() {
        rank[id.index()] = place;
    }
    let mut matching =
        Matching { fits, seats, ideas: vec![None; categories.len()], rank, selling, fed_by: HashMap::new() };
    matching.by_rank(&first);
    matching.by_rank(&|_| true);
    // An exchange may make room for a further use.
    while matching.again() {
        matching.exchange();
    }
    matching.exchange();
    matching.ideas
}

impl Matching<'_> {
    /// Takes ideas by rank, each by an augmenting path if there is one.
    fn by_rank(&mut self, may: &dyn Fn(usize) -> bool) {
        // What a failed search has seen stays out of reach of every later one.
        let mut alive: Vec<Vec<usize>> = self.seats.clone();
        for seats in &mut alive {
            seats.retain(|&seat| may(seat));
        }
        for &id in &self.fits.ranked {
            let Some(category) = self.fits.category(id) else { continue };
            let sells = self.fits.sells(id);
            if self.fed_by.contains_key(&id) || (sells && self.selling == 0) {
                continue;
            }
            let Some(seats) = alive.get_mut(category.index()) else { continue };
            let mut came_from: HashMap<usize, Option<usize>> = HashMap::new();
            let mut queue = VecDeque::from([(id, None)]);
            let mut end = None;
            'search: while let Some((idea, from)) = queue.pop_front() {
                for &seat in &*seats {
                    if came_from.contains_key(&seat) || !self.fits.fits(seat, idea) {
                        continue;
                    }
                    came_from.insert(seat, from);
                    match self.ideas[seat] {
                        None => {
                            end = Some(seat);
                            break 'search;
                        }
                        Some(other) => queue.push_back((other, Some(seat))),
                    }
                }
            }
            let Some(mut seat) = end else {
                seats.retain(|seat| !came_from.contains_key(seat));
                continue;
            };
            // Each seat on the way gives its idea to the next, and the first takes the new one.
            while let Some(from) = came_from[&seat] {
                let moved = self.ideas[from];
                self.put(seat, moved);
                seat = from;
            }
            self.put(seat, Some(id));
            self.selling -= usize::from(sells);
        }
    }

    fn put(&mut self, seat: usize, idea: Option<IdeaId>) {
        if let Some(old) = self.ideas[seat]
            && let Some(seats) = self.fed_by.get_mut(&old)
        {
            seats.retain(|&other| other != seat);
        }
        self.ideas[seat] = idea;
        if let Some(idea) = idea {
            self.fed_by.entry(idea).or_default().push(seat);
        }
    }

    /// Returns whether an idea may stand at a seat beside its other uses, that at `without` left out.
    fn may_stand(&self, seat: usize, id: IdeaId, without: Option<usize>) -> bool {
        let day = self.fits.place(seat).at.date();
        let far = |date: NaiveDate| {
            self.fits.repeat_after(id).is_some_and(|rest| (date - day).num_days().abs() >= rest)
        };
        let others = self.fed_by.get(&id).into_iter().flatten().filter(|&&other| Some(other) != without);
        self.fits.fits(seat, id)
            && others.copied().all(|other| other == seat || far(self.fits.place(other).at.date()))
    }

    /// Looks for a further use of an evergreen idea for each hungry seat, also by moving others; tells whether one was found.
    fn again(&mut self) -> bool {
        let mut found = false;
        let evergreen: Vec<IdeaId> =
            self.fits.ranked.iter().copied().filter(|&id| self.fits.repeat_after(id).is_some()).collect();
        if evergreen.is_empty() {
            return false;
        }
        for category in 0..self.seats.len() {
            let own: Vec<IdeaId> = evergreen
                .iter()
                .copied()
                .filter(|&id| self.fits.category(id).is_some_and(|own| own.index() == category))
                .collect();
            // As above: what a failed search has seen stays out of reach, since every further use leaves less room.
            let mut seats = self.seats[category].clone();
            for hungry in seats.clone() {
                if self.ideas[hungry].is_some() {
                    continue;
                }
                match self.feed_again(hungry, &own, &seats) {
                    Ok(()) => found = true,
                    Err(seen) => seats.retain(|seat| !seen.contains_key(seat)),
                }
            }
        }
        found
    }

    /// Searches from a hungry seat: a further use there, else an idea from another seat that can have one in its place.
    /// Returns the seats that it saw where it found nothing.
    fn feed_again(
        &mut self,
        hungry: usize,
        evergreen: &[IdeaId],
        seats: &[usize],
    ) -> Result<(), HashMap<usize, Option<usize>>> {
        let mut came_from: HashMap<usize, Option<usize>> = HashMap::from([(hungry, None)]);
        let mut queue = VecDeque::from([hungry]);
        while let Some(seat) = queue.pop_front() {
            let left = self.ideas[seat].map(|_| seat);
            let usable = |&&id: &&IdeaId| {
                let budget = self.selling > 0 || !self.fits.sells(id);
                budget && self.may_stand(seat, id, left)
            };
            if let Some(&id) = evergreen.iter().find(usable) {
                // The seats on the way move one step back towards the hungry one.
                let (mut seat, mut next) = (seat, Some(id));
                let mut steps = Vec::new();
                loop {
                    steps.push((seat, next));
                    next = self.ideas[seat];
                    match came_from[&seat] {
                        Some(before) => seat = before,
                        None => break,
                    }
                }
                let old: Vec<Option<IdeaId>> = steps.iter().map(|&(seat, _)| self.ideas[seat]).collect();
                for &(seat, _) in &steps {
                    self.put(seat, None);
                }
                for &(seat, idea) in &steps {
                    self.put(seat, idea);
                }
                // Moves that are fine one by one may meet in one idea: then nothing is moved.
                let holds = steps
                    .iter()
                    .all(|&(seat, idea)| idea.is_none_or(|idea| self.may_stand(seat, idea, Some(seat))));
                if holds {
                    self.selling -= usize::from(self.fits.sells(id));
                    return Ok(());
                }
                for &(seat, _) in &steps {
                    self.put(seat, None);
                }
                for (&(seat, _), idea) in steps.iter().zip(old) {
                    self.put(seat, idea);
                }
            }
            for &other in seats {
                let Some(idea) = self.ideas[other] else { continue };
                if !came_from.contains_key(&other) && self.may_stand(seat, idea, Some(other)) {
                    came_from.insert(other, Some(seat));
                    queue.push_back(other);
                }
            }
        }
        Err(came_from)
    }

    /// Lets the higher-ranked of two ideas come earlier, where both still fit.
    fn exchange(&mut self) {
        for seats in self.seats.clone() {
            // The best rank behind each seat: exchanges only make it worse, so that it says where there is nothing to gain.
            let rank = |&seat: &usize| self.ideas[seat].map_or(usize::MAX, |idea| self.rank[idea.index()]);
            let mut behind = vec![usize::MAX; seats.len()];
            for index in (1..seats.len()).rev() {
                behind[index - 1] = behind[index].min(rank(&seats[index]));
            }
            for (index, &early) in seats.iter().enumerate() {
                for &late in &seats[index + 1..] {
                    if self.ideas[early].is_none_or(|first| self.rank[first.index()] <= behind[index]) {
                        break;
                    }
                    let (Some(first), Some(second)) = (self.ideas[early], self.ideas[late]) else { continue };
                    if self.rank[second.index()] >= self.rank[first.index()]
                        || !self.fits.fits(early, second)
                        || !self.fits.fits(late, first)
                    {
                        continue;
                    }
                    self.put(early, Some(second));
                    self.put(late, Some(first));
                    let holds =
                        self.may_stand(early, second, Some(early)) && self.may_stand(late, first, Some(late));
                    if !holds {
                        self.put(early, Some(first));
                        self.put(late, Some(second));
                    }
                }
            }
        }
    }
}
