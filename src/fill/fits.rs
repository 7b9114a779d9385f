//! Which ideas fit which places.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::places::Place;
use crate::model::{CategoryId, ChannelId, ChannelType, Idea, IdeaId, Plan, find_kind};
use crate::networks::Network;
use crate::text::Spanned;

/// The days on which ideas are used already, by idea.
pub(super) type Days = HashMap<IdeaId, Vec<NaiveDate>>;

/// What must not be put where, since a rule would speak of it.
#[derive(Clone, Debug, Default)]
pub struct Forbidden {
    /// An idea at a place, or any idea there, with the name of the rule.
    pub at: HashMap<(Place, Option<IdeaId>), &'static str>,
    /// An idea anywhere on a channel, with the name of the rule.
    pub on: HashMap<(ChannelId, IdeaId), &'static str>,
}

/// Why an idea of the right category does not fit a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Misfit {
    /// It is used up, or was used too short a time ago.
    Used,
    /// It is for other channels.
    Channel,
    /// It may not be used before this day.
    NotBefore(NaiveDate),
    /// It may not be used after this day.
    NotAfter(NaiveDate),
    /// Its kind belongs to another category.
    Kind,
    /// People take part in it, and a group on the same network waits for it.
    Group,
    /// The rule of this name would speak of it there.
    Rule(&'static str),
}

/// The ideas of a plan, and the places that each fits.
pub(super) struct Fits<'a> {
    plan: &'a Plan,
    uses: &'a Days,
    forbidden: &'a Forbidden,
    places: Vec<Place>,
    /// Networks on which a group waits for what people take part in.
    groups: Vec<&'static Network>,
    /// Ideas that can be used at all, by rank: priority, then what expires first, then the order of the bank.
    pub(super) ranked: Vec<IdeaId>,
    /// The sort of each place: the same ideas fit places of one day and channel.
    sorts: Vec<usize>,
    /// The bit of each idea of the bank; `None` for one that fits nowhere.
    bit: Vec<Option<u32>>,
    /// For each sort of place and category, the bits of the ideas that fit; what expires first has the lowest bit.
    bits: Vec<Vec<Vec<u64>>>,
    /// For each category, the bits of ideas that are spoken for.
    spoken_for: Vec<Vec<u64>>,
}

impl<'a> Fits<'a> {
    /// Looks which ideas fit which places.
    pub(super) fn new(plan: &'a Plan, uses: &'a Days, forbidden: &'a Forbidden, places: Vec<Place>) -> Self {
        let odd: HashSet<Place> = forbidden.at.keys().map(|(place, _)| *place).collect();
        let mut sort_of: HashMap<(NaiveDate, ChannelId, Option<usize>), usize> = HashMap::new();
        let mut samples: Vec<Place> = Vec::new();
        let sorts = places.iter().enumerate().map(|(index, &place)| {
            let own = odd.contains(&place).then_some(index);
            *sort_of.entry((place.at.date(), place.channel, own)).or_insert_with(|| {
                samples.push(place);
                samples.len() - 1
            })
        });
        let sorts = sorts.collect();
        let groups = plan.channels.iter().filter(|channel| is(channel.kind, ChannelType::Group));
        let groups = groups.map(|channel| channel.network.value);
        let groups = groups.filter(|network| *network != Network::other()).collect();
        let (ranked, bits) = (Vec::new(), Vec::new());
        let bit = vec![None; plan.ideas.len()];
        let mut fits =
            Self { plan, uses, forbidden, places, groups, ranked, sorts, bit, bits, spoken_for: Vec::new() };
        fits.look(&samples);
        fits
    }

    /// Fills in the bits, by a place of each sort.
    fn look(&mut self, samples: &[Place]) {
        let plan = self.plan;
        let mut reach: HashMap<IdeaId, Vec<u64>> = HashMap::new();
        let mut order: Vec<Vec<IdeaId>> = vec![Vec::new(); plan.mix.names.len()];
        for (index, idea) in plan.ideas.iter().enumerate() {
            let (id, Some(category)) = (IdeaId::new(index), idea.category) else { continue };
            let mut fitting = vec![0_u64; samples.len().div_ceil(64)];
            let suits: Vec<bool> =
                plan.channel_ids().map(|channel| self.misfit_on(channel, id).is_none()).collect();
            for (sort, &place) in samples.iter().enumerate() {
                let fits = suits[place.channel.index()] && self.misfit_then(place, id).is_none();
                fitting[sort / 64] |= u64::from(fits) << (sort % 64);
            }
            if fitting.iter().any(|&word| word != 0) {
                reach.insert(id, fitting);
                order[category.value.index()].push(id);
            }
        }
        let expiry = |id: &IdeaId| expires(&plan.ideas[id.index()]);
        let priority = |id: &IdeaId| Reverse(plan.ideas[id.index()].priority.map_or(0, |set| set.value));
        self.ranked = order.iter().flatten().copied().collect();
        self.ranked.sort_by_key(|id| (priority(id), expiry(id), *id));
        self.bits = vec![Vec::new(); samples.len()];
        for order in &mut order {
            let width = |id: &IdeaId| reach[id].iter().map(|word| word.count_ones()).sum::<u32>();
            // By name rather than by place in the bank: how many places go hungry must not hang on that.
            let name = |id: &IdeaId| plan.ideas[id.index()].id.as_ref().map(|name| &*name.value);
            order.sort_by_cached_key(|id| (expiry(id), width(id), priority(id), name(id), *id));
            let words = order.len().div_ceil(64);
            for bits in &mut self.bits {
                bits.push(vec![0; words]);
            }
            for (bit, id) in order.iter().enumerate() {
                let reach = &reach[id];
                for (sort, bits) in self.bits.iter_mut().enumerate() {
                    let fits = reach[sort / 64] >> (sort % 64) & 1;
                    bits.last_mut().expect("just pushed")[bit / 64] |= fits << (bit % 64);
                }
                self.bit[id.index()] = Some(u32::try_from(bit).expect("a text of 4 GiB holds fewer ideas"));
            }
            self.spoken_for.push(vec![0; words]);
        }
    }

    /// Returns the ideas that nobody uses, as bits; those that are spoken for are set.
    pub(super) fn unused(&self) -> Vec<Vec<u64>> {
        self.spoken_for.clone()
    }

    /// Keeps ideas from being counted on by the search.
    pub(super) fn speak_for(&mut self, ideas: impl IntoIterator<Item = IdeaId>) {
        for id in ideas {
            if let (Some(bit), Some(category)) = (self.bit[id.index()], self.category(id)) {
                self.spoken_for[category.index()][bit as usize / 64] |= 1 << (bit % 64);
            }
        }
    }

    /// Returns the bit of the idea of a category that fits a place, is not used, and expires first.
    pub(super) fn first(&self, place: usize, category: usize, used: &[u64]) -> Option<u32> {
        let bits = self.bits[self.sorts[place]][category].iter().zip(used);
        let mut free = bits.map(|(fits, used)| fits & !used).enumerate();
        let (word, free) = free.find(|(_, free)| *free != 0)?;
        u32::try_from(word * 64).ok().map(|start| start + free.trailing_zeros())
    }

    /// Returns whether an idea fits a place, apart from what was just put elsewhere.
    pub(super) fn fits(&self, place: usize, id: IdeaId) -> bool {
        let (Some(bit), Some(category)) = (self.bit[id.index()], self.category(id)) else { return false };
        self.bits[self.sorts[place]][category.index()][bit as usize / 64] >> (bit % 64) & 1 == 1
    }

    /// Returns how many ideas the bank has.
    pub(super) fn ideas(&self) -> usize {
        self.plan.ideas.len()
    }

    /// Returns a place by its number.
    pub(super) fn place(&self, place: usize) -> Place {
        self.places[place]
    }

    /// Tells why an idea of the right category does not fit a place.
    pub(super) fn misfit(&self, place: Place, id: IdeaId) -> Option<Misfit> {
        self.misfit_on(place.channel, id).or_else(|| self.misfit_then(place, id))
    }

    /// Tells why an idea does not fit a channel, whenever.
    fn misfit_on(&self, channel: ChannelId, id: IdeaId) -> Option<Misfit> {
        let (plan, idea) = (self.plan, &self.plan.ideas[id.index()]);
        if idea.channels.as_ref().is_some_and(|own| own.iter().all(|own| own.value != channel)) {
            return Some(Misfit::Channel);
        }
        if let (Some(kind), Some(category)) = (&idea.kind, idea.category) {
            if plan.category_of_kind(kind).is_some_and(|own| own != category.value) {
                return Some(Misfit::Kind);
            }
            let channel = plan.channel(channel);
            let takes_part = find_kind(kind).is_some_and(|kind| kind.participation);
            if takes_part
                && is(channel.kind, ChannelType::Page)
                && self.groups.contains(&channel.network.value)
            {
                return Some(Misfit::Group);
            }
        }
        self.forbidden.on.get(&(channel, id)).map(|rule| Misfit::Rule(rule))
    }

    /// Tells why an idea does not fit a place, though it fits the channel.
    fn misfit_then(&self, place: Place, id: IdeaId) -> Option<Misfit> {
        let (idea, day) = (&self.plan.ideas[id.index()], place.at.date());
        if let Some(first) = idea.not_before.filter(|first| day < first.value) {
            return Some(Misfit::NotBefore(first.value));
        }
        if let Some(last) = idea.not_after.filter(|last| day > last.value) {
            return Some(Misfit::NotAfter(last.value));
        }
        let uses = if self.uses.is_empty() { None } else { self.uses.get(&id) };
        let rests = |used: &NaiveDate| {
            idea.repeat_after.is_none_or(|rest| (day - *used).num_days().abs() < i64::from(rest.value))
        };
        if uses.is_some_and(|uses| uses.iter().any(rests)) {
            return Some(Misfit::Used);
        }
        let at = &self.forbidden.at;
        if at.is_empty() {
            return None;
        }
        let rule = at.get(&(place, Some(id))).or_else(|| at.get(&(place, None)));
        rule.map(|rule| Misfit::Rule(rule))
    }

    /// Returns the category of an idea.
    pub(super) fn category(&self, id: IdeaId) -> Option<CategoryId> {
        self.plan.ideas[id.index()].category.map(|category| category.value)
    }

    /// Returns the days after which an idea may be used again; `None` where it may be used once.
    pub(super) fn repeat_after(&self, id: IdeaId) -> Option<i64> {
        self.plan.ideas[id.index()].repeat_after.map(|rest| i64::from(rest.value))
    }

    /// Returns whether an idea sells (practice P3).
    pub(super) fn sells(&self, id: IdeaId) -> bool {
        sells(&self.plan.ideas[id.index()])
    }
}

/// Returns whether an idea sells (practice P3).
pub(super) fn sells(idea: &Idea) -> bool {
    idea.kind.as_ref().and_then(|kind| find_kind(kind)).is_some_and(|kind| kind.selling)
}

/// Returns when an idea expires; the end of time where it does not.
pub(super) fn expires(idea: &Idea) -> NaiveDate {
    idea.not_after.map_or(NaiveDate::MAX, |last| last.value)
}

fn is(own: Option<Spanned<ChannelType>>, kind: ChannelType) -> bool {
    own.is_some_and(|own| own.value == kind)
}
