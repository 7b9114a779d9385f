//! What stands on each channel, and what of it keeps a time from being taken: posts too near, caps, quotas.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::places::{Offer, Place, Reason};
use crate::model::{Calendar, ChannelId, Plan, clock};
use crate::networks::{Force, What};

/// The posts of a channel: given ones, and places that were taken.
#[derive(Clone, Debug, Default)]
pub(super) struct Lane {
    /// Instants in order, with the number of the post.
    pub(super) instants: BTreeMap<DateTime<Utc>, Option<usize>>,
    /// Placements on the channel's own days.
    pub(super) days: BTreeMap<NaiveDate, usize>,
}

impl Lane {
    /// Puts the given placements, and places that are taken, on their channels.
    pub(super) fn all(plan: &Plan, calendar: &Calendar, taken: &[Place]) -> Vec<Self> {
        let mut lanes = vec![Self::default(); plan.channels.len()];
        for placement in calendar.placements() {
            let lane = &mut lanes[placement.channel.index()];
            *lane.days.entry(placement.date).or_default() += 1;
            if let Some(instant) = placement.instant {
                lane.instants.insert(instant, Some(placement.post.index()));
            }
        }
        for place in taken {
            let zone = plan.zone(place.channel);
            let instant = clock(plan.timezone.value, place.at).instant();
            lanes[place.channel.index()].add(instant, instant.with_timezone(&zone).date_naive());
        }
        lanes
    }

    /// Adds a place that is taken, with its day on the channel's own clocks.
    pub(super) fn add(&mut self, instant: DateTime<Utc>, date: NaiveDate) {
        *self.days.entry(date).or_default() += 1;
        self.instants.insert(instant, None);
    }

    /// Tells why a time cannot be taken on a channel as it stands now.
    pub(super) fn refuses(&self, plan: &Plan, offer: &Offer) -> Option<Reason> {
        let channel = plan.channel(offer.place.channel);
        let gap = channel.gap.map_or(plan.cadence.gap.value, |gap| gap.value);
        if self.instants.contains_key(&offer.instant) {
            return Some(Reason::Taken);
        }
        let least = TimeDelta::minutes(gap.into());
        let (from, to) = (offer.instant - least, offer.instant + least);
        let mut near = self.instants.range(from..=to).filter(|&(&other, _)| other != from && other != to);
        if let Some((_, &post)) = near.next() {
            return Some(Reason::Near { gap, post });
        }
        let here = self.days.get(&offer.own_date).copied().unwrap_or(0);
        caps(plan, offer.place.channel).find(|&(most, _)| here as u64 >= most).map(|(_, reason)| reason)
    }
}

/// Lists what bounds the placements of a channel a day, the hardest last.
fn caps(plan: &Plan, channel: ChannelId) -> impl Iterator<Item = (u64, Reason)> {
    let channel = plan.channel(channel);
    let own = channel.per_day.and_then(|bounds| bounds.max).map(|max| u64::from(max.value));
    let advice = channel.network.limit(What::PerDay, Force::Advised);
    let advice = advice.map(|limit| limit.value).filter(|_| channel.per_day.is_none());
    let quota = channel.caps(What::PerDay).find(|cap| cap.force == Force::Hard).map(|cap| cap.value);
    let own = own.map(|most| (most, Reason::ChannelCap(most)));
    let advice = advice.map(|most| (most, Reason::Advice(most)));
    own.into_iter().chain(advice).chain(quota.map(|most| (most, Reason::Quota(most))))
}
