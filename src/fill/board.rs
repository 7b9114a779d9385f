//! From a plan and its places to numbers: the streams with what is given, and the runs on channels.

use super::places::Place;
use super::streams::{Between, Limit, Moment, Problem, Run, Seat, Stream, scale};
use super::{Filled, fits};
use crate::model::{Calendar, CategoryId, ChannelId, Mix, Plan, Post, PostId, RuleLevel, When, clock};

/// A plan with its places as a problem, and the posts behind the numbers.
pub(super) struct Board {
    /// The numbers.
    pub(super) problem: Problem,
    /// The channel of each stream; `None` for the plan's.
    pub(super) channels: Vec<Option<ChannelId>>,
    /// For each stream, when each moment is, and its post; `None` for free ones and those that were just filled.
    pub(super) moments: Vec<Vec<(When, Option<PostId>)>>,
}

/// A post of a stream on its way there.
#[derive(Clone, Copy)]
struct Event {
    at: When,
    moment: Moment,
    post: Option<PostId>,
    sells: bool,
}

impl Board {
    /// Sets up the places of a plan, in order of time; `taken` are posts already. `None` where the shares have no common measure.
    pub(super) fn new(plan: &Plan, calendar: &Calendar, taken: &[Filled], places: &[Place]) -> Option<Self> {
        let open: Vec<ChannelId> =
            plan.channel_ids().filter(|id| places.iter().any(|place| place.channel == *id)).collect();
        let own_shares = |id: ChannelId| plan.channel(id).shares.as_ref().map(|shares| &shares.value);
        let shares = &plan.mix.shares.value;
        let scale = scale(open.iter().filter_map(|&id| own_shares(id)).chain([shares]))?;

        let events = plan_events(plan, calendar, taken, places);
        let told = |events: &[Event]| events.iter().map(|event| (event.at, event.post)).collect();
        let mut told_moments = vec![told(&events)];
        let mut streams = vec![Stream::new(shares, scale, events.iter().map(|event| event.moment).collect())];
        let mut channels = vec![None];
        let mut seats = vec![Seat { streams: [None; 2], lane: (0, 0) }; places.len()];
        for (number, seat) in seats.iter_mut().enumerate() {
            seat.streams[0] = Some((0, number));
        }
        let mut limits = limits(plan);
        for (lane, &channel) in open.iter().enumerate() {
            let events = channel_events(plan, calendar, channel, taken, places);
            let free = events.iter().filter_map(|event| match event.moment {
                Moment::Free(place) => Some(place),
                Moment::Given(_) => None,
            });
            let free: Vec<usize> = free.collect();
            // The only channel without a mix of its own would say the same twice.
            let is_own = plan.channels.len() > 1 || own_shares(channel).is_some();
            for (position, &place) in free.iter().enumerate() {
                seats[place].lane = (lane, position);
                seats[place].streams[1] = is_own.then_some((streams.len(), position));
            }
            for (limit, selling) in &mut limits {
                let lane = lane_of(limit, *selling, &events);
                limit.lanes.push(lane);
            }
            if is_own {
                let shares = own_shares(channel).unwrap_or(shares);
                let moments = events.iter().map(|event| event.moment).collect();
                streams.push(Stream::new(shares, scale, moments));
                told_moments.push(told(&events));
                channels.push(Some(channel));
            }
        }
        let limits = limits.into_iter().map(|(limit, _)| limit).collect();
        let wanted = open.iter().map(|&id| {
            let parts = &own_shares(id).unwrap_or(shares).parts;
            parts.iter().map(|&part| part > 0).collect()
        });
        let wanted = wanted.collect();
        let problem = Problem { categories: plan.mix.names.len(), scale, streams, seats, limits, wanted };
        Some(Self { problem, channels, moments: told_moments })
    }
}

/// Lists all posts and places in order of time; a place stands behind a post of the same minute.
fn plan_events(plan: &Plan, calendar: &Calendar, taken: &[Filled], places: &[Place]) -> Vec<Event> {
    let given = calendar.posts().iter().map(|&id| {
        let at = plan.post(id).at.value;
        ((at.date, at.time.is_none(), at.time, 0, None), given(plan, id, at))
    });
    let order =
        |place: &Place, last| (place.at.date(), false, Some(place.at.time()), last, Some(place.channel));
    let filled = taken.iter().map(|filled| (order(&filled.place, 1), just_filled(plan, filled)));
    let free = places.iter().enumerate().map(|(number, place)| (order(place, 2), free(number, place)));
    let mut events: Vec<_> = given.chain(filled).chain(free).collect();
    events.sort_by_key(|(order, _)| *order);
    events.into_iter().map(|(_, event)| event).collect()
}

/// Lists the placements and places of a channel, in order of time on its own clocks.
fn channel_events(
    plan: &Plan,
    calendar: &Calendar,
    channel: ChannelId,
    taken: &[Filled],
    places: &[Place],
) -> Vec<Event> {
    let given = calendar.on(channel).iter().map(|placement| {
        let order = (placement.date, placement.time.is_none(), placement.instant, 0);
        (order, given(plan, placement.post, plan.at(plan.post(placement.post), channel).value))
    });
    let zone = plan.zone(channel);
    let order = |place: &Place, last| {
        let instant = clock(plan.timezone.value, place.at).instant();
        (instant.with_timezone(&zone).date_naive(), false, Some(instant), last)
    };
    let filled = taken.iter().filter(|filled| filled.place.channel == channel);
    let filled = filled.map(|filled| (order(&filled.place, 1), just_filled(plan, filled)));
    let free = places.iter().enumerate().filter(|(_, place)| place.channel == channel);
    let free = free.map(|(number, place)| (order(place, 2), self::free(number, place)));
    let mut events: Vec<_> = given.chain(filled).chain(free).collect();
    events.sort_by_key(|(order, _)| *order);
    events.into_iter().map(|(_, event)| event).collect()
}

fn given(plan: &Plan, id: PostId, at: When) -> Event {
    let post = plan.post(id);
    let moment = Moment::Given(post.category.value);
    Event { at, moment, post: Some(id), sells: sells(post) }
}

fn sells(post: &Post) -> bool {
    post.known_kind().is_some_and(|kind| kind.selling)
}

fn just_filled(plan: &Plan, filled: &Filled) -> Event {
    let sells = filled.idea.is_some_and(|idea| fits::sells(&plan.ideas[idea.index()]));
    Event { at: when(filled.place), moment: Moment::Given(filled.category), post: None, sells }
}

const fn when(place: Place) -> When {
    When { date: place.at.date(), time: Some(place.at.time()) }
}

fn free(number: usize, place: &Place) -> Event {
    Event { at: when(*place), moment: Moment::Free(number), post: None, sells: false }
}

/// Lists the limits of runs that the plan has not switched off, each with the class of posts that sell, whatever their category.
fn limits(plan: &Plan) -> Vec<(Limit, Option<u8>)> {
    let is_on = |name: &str| {
        let set = plan.levels.iter().find(|(rule, _)| *rule.value == *name);
        set.is_none_or(|(_, level)| level.value != RuleLevel::Off)
    };
    let class = |index: usize| u8::try_from(index + 1).unwrap_or(u8::MAX);
    let most = |most: usize| u8::try_from(most).unwrap_or(u8::MAX - 1);
    let mut limits = Vec::new();
    if is_on("category-run") {
        let classes = plan.mix.categories().map(|category| class(category.index())).collect();
        limits.push((Limit { most: most(Mix::LONGEST_RUN), classes, lanes: Vec::new() }, None));
    }
    if is_on("branded-run") {
        let branded = plan.mix.find("branded");
        let classes = plan.mix.categories().map(|category| u8::from(Some(category) == branded)).collect();
        limits.push((Limit { most: most(Mix::LONGEST_BRANDED_RUN), classes, lanes: Vec::new() }, Some(1)));
    }
    limits
}

/// Sums up the given posts of a channel between its places.
fn lane_of(limit: &Limit, selling: Option<u8>, events: &[Event]) -> (Run, Vec<Between>) {
    let class = |category: CategoryId, sells: bool| {
        selling.filter(|_| sells).unwrap_or(limit.classes[category.index()])
    };
    let stretches = events.split(|event| matches!(event.moment, Moment::Free(_)));
    let mut stretches = stretches.map(|stretch| {
        Between::new(stretch.iter().filter_map(|event| match event.moment {
            Moment::Given(category) => Some(class(category, event.sells)),
            Moment::Free(_) => None,
        }))
    });
    let first = stretches.next().unwrap_or_default();
    let (run, _) = Run::default().follow(first, limit.most);
    (run, stretches.collect())
}
