//! The one indexed view of a plan that rules, tables, exports and fill share: posts by day and week, placements by
//! channel, each in order of time.

use std::ops::Range;

use chrono::{DateTime, Datelike, IsoWeek, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::{ChannelId, Plan, Post, PostId, When, clock};

/// Days from one to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day; before `from` where the period holds no day.
    pub to: NaiveDate,
}

impl Period {
    /// Returns how many days it has.
    pub fn len(self) -> usize {
        usize::try_from((self.to - self.from).num_days() + 1).unwrap_or(0)
    }

    /// Returns whether it holds no day.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Returns whether it holds a day.
    pub fn holds(self, date: NaiveDate) -> bool {
        self.from <= date && date <= self.to
    }

    /// Returns the days that both hold.
    #[must_use]
    pub fn intersect(self, other: Self) -> Self {
        Self { from: self.from.max(other.from), to: self.to.min(other.to) }
    }

    /// Lists its days.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.from.iter_days().take(self.len())
    }
}

/// One post on one channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placement {
    /// The post.
    pub post: PostId,
    /// The channel.
    pub channel: ChannelId,
    /// The day on the channel's own clocks.
    pub date: NaiveDate,
    /// The time on the channel's own clocks; `None` while the hour is open.
    pub time: Option<NaiveTime>,
    /// The instant; `None` while the hour is open.
    pub instant: Option<DateTime<Utc>>,
}

/// A day of the plan with its posts.
#[derive(Clone, Copy, Debug)]
pub struct Day<'a> {
    /// The day on the plan's clocks.
    pub date: NaiveDate,
    /// Its posts in order of time; those whose hour is open stand last.
    pub posts: &'a [PostId],
}

/// Posts and placements that count (not cancelled, inside the period), in order.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// The days that are looked at.
    pub period: Period,
    posts: Vec<PostId>,
    dates: Vec<(NaiveDate, Range<usize>)>,
    placements: Vec<Placement>,
    channels: Vec<Range<usize>>,
}

impl Calendar {
    /// Builds the calendar of a plan, narrowed to a period where one is given.
    pub fn new(plan: &Plan, narrowed: Option<Period>) -> Self {
        let whole = Period { from: plan.start.value, to: plan.end.value };
        let period = narrowed.map_or(whole, |narrowed| whole.intersect(narrowed));
        let counted = || {
            (0..plan.posts.len())
                .map(PostId::new)
                .filter(|&id| plan.post(id).counts() && !plan.post(id).partial)
        };

        let mut posts: Vec<PostId> = counted().filter(|&id| period.holds(plan.post(id).at.date)).collect();
        posts.sort_unstable_by_key(|&id| (plan.post(id).at.order(), id));
        let mut dates: Vec<(NaiveDate, Range<usize>)> = Vec::new();
        for (index, &id) in posts.iter().enumerate() {
            let date = plan.post(id).at.date;
            match dates.last_mut() {
                Some((last, range)) if *last == date => range.end = index + 1,
                _ => dates.push((date, index..index + 1)),
            }
        }

        let mut placements = Vec::with_capacity(posts.len() + posts.len() / 8);
        for id in counted() {
            let post = plan.post(id);
            let places = plan.channels_of(post).map(|channel| (channel, plan.at(post, channel).value));
            let places = places.filter(|(_, at)| period.holds(at.date));
            placements.extend(places.map(|(channel, at)| place(plan, id, channel, at)));
        }
        placements.sort_unstable_by_key(|place| {
            (place.channel, place.date, place.time.is_none(), place.instant, place.post)
        });
        let mut end = 0;
        let channels = (0..plan.channels.len())
            .map(|index| {
                let start = end;
                end += placements[start..].partition_point(|place| place.channel.index() <= index);
                start..end
            })
            .collect();
        Self { period, posts, dates, placements, channels }
    }

    /// Lists all posts in order of time.
    pub fn posts(&self) -> &[PostId] {
        &self.posts
    }

    /// Lists all placements, by channel and then by time.
    pub fn placements(&self) -> &[Placement] {
        &self.placements
    }

    /// Lists the placements of a channel in order of time on its own clocks; those whose hour is open stand last
    /// on their day.
    pub fn on(&self, channel: ChannelId) -> &[Placement] {
        &self.placements[self.channels[channel.index()].clone()]
    }

    /// Lists a channel's days that have placements, in order.
    pub fn days_on(&self, channel: ChannelId) -> impl Iterator<Item = (NaiveDate, &[Placement])> {
        self.on(channel).chunk_by(|a, b| a.date == b.date).map(|day| (day[0].date, day))
    }

    /// Lists a channel's days that have more than so many placements: the day, its placements, the first one over.
    pub fn days_over(
        &self,
        channel: ChannelId,
        most: usize,
    ) -> impl Iterator<Item = (NaiveDate, &[Placement], &Placement)> {
        self.days_on(channel).filter_map(move |(date, day)| Some((date, day, day.get(most)?)))
    }

    /// Lists every day of the period, also the empty ones.
    pub fn days(&self) -> impl Iterator<Item = Day<'_>> {
        let mut dates = self.dates.iter().peekable();
        self.period.days().map(move |date| {
            let filled = dates.next_if(|(filled, _)| *filled == date);
            Day { date, posts: filled.map_or(&[], |(_, range)| &self.posts[range.clone()]) }
        })
    }

    /// Lists the days that have posts.
    pub fn filled_days(&self) -> impl Iterator<Item = Day<'_>> {
        self.dates.iter().map(|(date, range)| Day { date: *date, posts: &self.posts[range.clone()] })
    }

    /// Lists the days of a period that have posts.
    pub fn filled_days_in(&self, period: Period) -> impl Iterator<Item = Day<'_>> {
        let start = self.dates.partition_point(|(date, _)| *date < period.from);
        let end = self.dates.partition_point(|(date, _)| *date <= period.to).max(start);
        self.dates[start..end]
            .iter()
            .map(|(date, range)| Day { date: *date, posts: &self.posts[range.clone()] })
    }

    /// Returns the posts of a day.
    pub fn on_day(&self, date: NaiveDate) -> &[PostId] {
        match self.dates.binary_search_by_key(&date, |(filled, _)| *filled) {
            Ok(index) => &self.posts[self.dates[index].1.clone()],
            Err(_) => &[],
        }
    }

    /// Lists the ISO weeks that have posts, with their posts in order of time.
    pub fn weeks<'a>(&'a self, plan: &'a Plan) -> impl Iterator<Item = (IsoWeek, &'a [PostId])> {
        let week = |id: &PostId| plan.post(*id).at.date.iso_week();
        self.posts.chunk_by(move |a, b| week(a) == week(b)).map(move |posts| (week(&posts[0]), posts))
    }

    /// Returns the part of the period that lies in an ISO week.
    pub fn week_period(&self, week: IsoWeek) -> Period {
        let monday = NaiveDate::from_isoywd_opt(week.year(), week.week(), chrono::Weekday::Mon);
        let from = monday.unwrap_or(NaiveDate::MIN);
        Period { from, to: from.checked_add_signed(TimeDelta::days(6)).unwrap_or(NaiveDate::MAX) }
            .intersect(self.period)
    }

    /// Counts posts by category.
    pub fn count<'a>(plan: &'a Plan, posts: impl IntoIterator<Item = &'a Post>) -> Vec<usize> {
        let mut counts = vec![0; plan.mix.names.len()];
        for post in posts {
            counts[post.category.index()] += 1;
        }
        counts
    }
}

/// Puts a post on a channel's own clocks.
pub fn place(plan: &Plan, post: PostId, channel: ChannelId, at: When) -> Placement {
    let own = plan.channel(channel).timezone.map(|zone| zone.value);
    let instant = at.at().map(|local| clock(plan.timezone.value, local).instant());
    let (date, time) = match (own, instant) {
        (Some(zone), Some(instant)) => {
            let local = instant.with_timezone(&zone).naive_local();
            (local.date(), Some(local.time()))
        }
        _ => (at.date, at.time),
    };
    Placement { post, channel, date, time, instant }
}
