//! Places: times on channels where a post may go, and why others are not taken.
//!
//! Dates first, content second: the choice knows nothing of categories and ideas.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike as _, Utc};

use super::lanes::Lane;
use crate::model::{Calendar, ChannelId, Clock, Expected, Period, Plan, WorkingDays, clock};
use crate::networks::{Force, What};

/// First hour of made-up times, where quiet hours do not end later.
const EARLIEST: NaiveTime = NaiveTime::from_hms_opt(9, 0, 0).expect("nine o'clock is a time");
/// Last hour of made-up times, where quiet hours do not begin earlier.
const LATEST: NaiveTime = NaiveTime::from_hms_opt(21, 0, 0).expect("nine in the evening is a time");
/// Minutes to which made-up times are rounded down.
const QUARTER: i64 = 15;

/// A time on a channel where a post may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// When, on the plan's clocks.
    pub at: NaiveDateTime,
    /// The channel.
    pub channel: ChannelId,
}

/// Why a time is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The day is full: as many posts as were wanted stand there.
    Full,
    /// It lies in the quiet hours.
    Quiet,
    /// The clocks skip it, or show it twice.
    ClockChange,
    /// It is past.
    Past,
    /// A post stands there.
    Taken,
    /// A post on the channel is closer than so many minutes.
    Near {
        /// The channel's gap.
        gap: u32,
        /// The post, by its number; `None` for a place that was just filled.
        post: Option<usize>,
    },
    /// The channel has its own cap of so many a day.
    ChannelCap(u64),
    /// Studies advise so many a day for the network, and the channel has no cap of its own.
    Advice(u64),
    /// The network takes so many a day.
    Quota(u64),
}

/// A time that is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refused {
    /// When and where.
    pub place: Place,
    /// Why.
    pub reason: Reason,
}

/// A day with its places.
#[derive(Clone, Debug)]
pub struct DayPlaces {
    /// The day, on the plan's clocks.
    pub date: NaiveDate,
    /// Posts that stood there before.
    pub given: usize,
    /// The places that are taken, in order of time.
    pub places: Vec<Place>,
    /// The times that are not, in order of time.
    pub refused: Vec<Refused>,
    /// The posts that it was to be filled to.
    pub wanted: usize,
}

/// Which places to look for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The days to fill.
    pub period: Period,
    /// The channels to fill; empty for all.
    pub channels: &'a [ChannelId],
    /// Posts a day, in place of the plan's own.
    pub per_day: Option<u32>,
    /// The present, on the plan's clocks; nothing goes before it.
    pub now: Option<NaiveDateTime>,
}

/// A time that may be taken.
#[derive(Clone, Copy)]
pub(super) struct Offer {
    /// When and where.
    pub(super) place: Place,
    /// The day on the channel's own clocks, by which it has its caps.
    pub(super) own_date: NaiveDate,
    /// The instant.
    pub(super) instant: DateTime<Utc>,
    made_up: bool,
}

/// Looks for the places of each working day; those in `taken` are posts already.
pub fn places(plan: &Plan, calendar: &Calendar, taken: &[Place], wanted: Wanted<'_>) -> Vec<DayPlaces> {
    let mut lanes = Lane::all(plan, calendar, taken);
    let shown = |id: &ChannelId| wanted.channels.is_empty() || wanted.channels.contains(id);
    let channels: Vec<ChannelId> = plan.channel_ids().filter(shown).collect();
    let working = WorkingDays::of(&plan.cadence);
    let period = wanted.period.intersect(calendar.period);
    let mut offers: BTreeMap<NaiveDate, Vec<Offer>> = BTreeMap::new();
    let mut refused: BTreeMap<NaiveDate, Vec<Refused>> = BTreeMap::new();
    for &channel in &channels {
        let own = Times::of(plan, channel);
        // A channel in another zone may have the day before or after.
        let around = Period {
            from: period.from.checked_sub_days(Days::new(1)).unwrap_or(period.from),
            to: period.to.checked_add_days(Days::new(1)).unwrap_or(period.to),
        };
        let around = if period.is_empty() { period } else { around };
        for date in around.days() {
            for (time, made_up) in own.on(date, plan, channel, &lanes[channel.index()]) {
                let (offer, reason) = offer(plan, channel, date.and_time(time), made_up, wanted.now);
                let day = offer.place.at.date();
                if !period.holds(day) || !working.holds(day) {
                    continue;
                }
                match reason {
                    Some(reason) => {
                        refused.entry(day).or_default().push(Refused { place: offer.place, reason });
                    }
                    None => offers.entry(day).or_default().push(offer),
                }
            }
        }
    }
    let mut added: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    for place in taken {
        *added.entry(place.at.date()).or_default() += 1;
    }
    let days = period.days().filter(|&date| working.holds(date));
    let days = days.map(|date| {
        let Expected::Posts { min, max } = plan.cadence.expected_on(date) else {
            unreachable!("working days expect posts")
        };
        let mut day = Choice {
            plan,
            given: calendar.on_day(date).len() + added.get(&date).copied().unwrap_or(0),
            slots: wanted.per_day.unwrap_or(max.saturating_sub(plan.cadence.reserve.value)).min(max) as usize,
            made_up: wanted
                .per_day
                .unwrap_or(min.min(max.saturating_sub(plan.cadence.reserve.value)))
                .min(max) as usize,
            times: times_of(plan, calendar, date, taken),
            refused: refused.remove(&date).unwrap_or_default(),
            places: Vec::new(),
        };
        let offers = offers.remove(&date).unwrap_or_default();
        let has_slots = offers.iter().any(|offer| !offer.made_up);
        day.take(&offers, &mut lanes);
        day.places.sort_unstable();
        day.refused.sort_unstable();
        let wanted = if has_slots { day.slots } else { day.made_up };
        DayPlaces { date, given: day.given, places: day.places, refused: day.refused, wanted }
    });
    days.collect()
}

/// Makes an offer of a time on a channel's own clocks, with what speaks against it from the first.
fn offer(
    plan: &Plan,
    channel: ChannelId,
    local: NaiveDateTime,
    made_up: bool,
    now: Option<NaiveDateTime>,
) -> (Offer, Option<Reason>) {
    let own = clock(plan.zone(channel), local);
    let instant = own.instant();
    let mut at = instant.with_timezone(&plan.timezone.value).naive_local();
    if matches!(own, Clock::Skipped(_)) && plan.zone(channel) == plan.timezone.value {
        // Told as it is written, though no clock shows it.
        at = local;
    }
    let is_odd = |clock: Clock| !matches!(clock, Clock::Once(_));
    let quiet = plan.cadence.quiet.is_some_and(|quiet| quiet.holds(local.time()));
    let reason = if is_odd(own) || is_odd(clock(plan.timezone.value, at)) {
        Some(Reason::ClockChange)
    } else if quiet {
        Some(Reason::Quiet)
    } else {
        now.filter(|&now| at < now).map(|_| Reason::Past)
    };
    let offer = Offer { place: Place { at, channel }, own_date: local.date(), instant, made_up };
    (offer, reason)
}

/// The times that a channel offers.
enum Times {
    /// Its slots.
    Slots,
    /// Made-up ones, since it has none.
    MadeUp(Vec<NaiveTime>),
}

impl Times {
    fn of(plan: &Plan, channel: ChannelId) -> Self {
        if plan.channel(channel).slots.is_some() {
            return Self::Slots;
        }
        let own = plan.channel(channel).per_day.and_then(|bounds| bounds.max);
        let advised = plan.channel(channel).network.limit(What::PerDay, Force::Advised);
        let without = plan.channels.iter().filter(|channel| {
            let has_own = channel.per_day.is_some_and(|bounds| bounds.max.is_some());
            let is_advised = channel.network.limit(What::PerDay, Force::Advised).is_some();
            channel.slots.is_none() && !has_own && !is_advised
        });
        let share = || u64::from(plan.cadence.min.value).div_ceil(without.count().max(1) as u64);
        let count = own.map(|own| u64::from(own.value)).or(advised.map(|limit| limit.value));
        Self::MadeUp(made_up(count.unwrap_or_else(share), plan))
    }

    /// Lists the times of a day on the channel's own clocks, without made-up ones that placements use up.
    fn on(&self, date: NaiveDate, plan: &Plan, channel: ChannelId, lane: &Lane) -> Vec<(NaiveTime, bool)> {
        match self {
            Self::Slots => {
                let slots = plan.channel(channel).slots.as_ref();
                let times = slots.map_or(&[][..], |slots| slots.value.on(date.weekday()));
                let mut times: Vec<_> = times.iter().map(|&time| (time, false)).collect();
                times.dedup();
                times
            }
            Self::MadeUp(times) => {
                let mut left = times.clone();
                let zone = plan.zone(channel);
                let midnight = |date: NaiveDate| clock(zone, date.and_time(NaiveTime::MIN)).instant();
                let end = date.succ_opt().map_or(DateTime::<Utc>::MAX_UTC, midnight);
                let timed = lane.instants.range(midnight(date)..end);
                let timed = timed.map(|(instant, _)| instant.with_timezone(&zone).time());
                let mut used: Vec<Option<NaiveTime>> = timed.map(Some).collect();
                // Those whose hour is open, and those that share a minute, use one up too.
                used.resize(lane.days.get(&date).copied().unwrap_or(0).max(used.len()), None);
                for time in used {
                    let far = |slot: &NaiveTime| time.map(|time| (*slot - time).abs());
                    let nearest = (0..left.len()).min_by_key(|&index| far(&left[index]));
                    nearest.map(|index| left.remove(index));
                }
                left.into_iter().map(|time| (time, true)).collect()
            }
        }
    }
}

/// Spreads made-up times over the hours that are not quiet: time i of n is from + (i + ½)·(to − from)/n.
fn made_up(count: u64, plan: &Plan) -> Vec<NaiveTime> {
    let (mut from, mut to) = (EARLIEST, LATEST);
    if let Some(quiet) = plan.cadence.quiet {
        let over_night = quiet.from > quiet.to;
        if over_night || quiet.from <= from {
            from = from.max(quiet.to);
        }
        if over_night || quiet.to >= to {
            to = to.min(quiet.from);
        }
    }
    let minutes = (to - from).num_minutes();
    if minutes <= 0 {
        return Vec::new();
    }
    // No more than a quarter of an hour has: further ones would only stand on top of each other.
    let count = i64::try_from(count).unwrap_or(i64::MAX).min(minutes / QUARTER);
    let start = i64::from(from.hour() * 60 + from.minute());
    let time = |index: i64| {
        let minute = start + (2 * index + 1) * minutes / (2 * count);
        let minute = u32::try_from(minute - minute % QUARTER).unwrap_or_default();
        NaiveTime::from_hms_opt(minute / 60, minute % 60, 0)
    };
    (0..count).filter_map(time).collect()
}

/// Lists the times of a day's posts, on the plan's clocks, on whatever channel.
fn times_of(plan: &Plan, calendar: &Calendar, date: NaiveDate, taken: &[Place]) -> Vec<NaiveTime> {
    let posts = calendar.on_day(date).iter().map(|&id| plan.post(id));
    let given = posts.flat_map(|post| plan.times(post)).filter(|at| at.date == date);
    let given = given.filter_map(|at| at.value.time);
    given.chain(taken.iter().filter(|place| place.at.date() == date).map(|place| place.at.time())).collect()
}

/// The choice of a day's places.
struct Choice<'a> {
    plan: &'a Plan,
    given: usize,
    /// Posts to fill slots up to.
    slots: usize,
    /// Posts to fill made-up times up to.
    made_up: usize,
    times: Vec<NaiveTime>,
    refused: Vec<Refused>,
    places: Vec<Place>,
}

impl Choice<'_> {
    /// Takes one offer after the other: from the channel with the fewest placements that day, then the one farthest from any
    /// other post of the day, then the earliest.
    fn take(&mut self, offers: &[Offer], lanes: &mut [Lane]) {
        let far = |offer: &Offer| {
            let minutes = self.times.iter().map(|&time| minutes_between(offer.place.at.time(), time));
            minutes.min().unwrap_or(i64::MAX)
        };
        let mut left: Vec<(Offer, i64)> = offers.iter().map(|offer| (*offer, far(offer))).collect();
        // Only what stands on its own channel can refuse an offer.
        let mut changed: Option<ChannelId> = None;
        loop {
            let posts = self.given + self.places.len();
            left.retain(|(offer, _)| {
                let channel = offer.place.channel;
                let most = if offer.made_up { self.made_up } else { self.slots };
                let is_changed = changed.is_none_or(|changed| changed == channel);
                let refused =
                    if is_changed { lanes[channel.index()].refuses(self.plan, offer) } else { None };
                let reason = refused.or((posts >= most).then_some(Reason::Full));
                self.refused.extend(reason.map(|reason| Refused { place: offer.place, reason }));
                reason.is_none()
            });
            let best = left.iter().enumerate().min_by_key(|(_, (offer, far))| {
                let here = lanes[offer.place.channel.index()].days.get(&offer.own_date);
                (here.copied().unwrap_or(0), std::cmp::Reverse(*far), offer.place)
            });
            let Some((index, &(offer, _))) = best else { return };
            left.swap_remove(index);
            lanes[offer.place.channel.index()].add(offer.instant, offer.own_date);
            changed = Some(offer.place.channel);
            for (other, far) in &mut left {
                *far = (*far).min(minutes_between(other.place.at.time(), offer.place.at.time()));
            }
            self.places.push(offer.place);
        }
    }
}

fn minutes_between(one: NaiveTime, other: NaiveTime) -> i64 {
    (one - other).num_minutes().abs()
}
