//! The windows in which the mix is judged: the plan, its weeks, its channels.

use chrono::{Datelike as _, IsoWeek};

use super::{
    Calendar, CategoryId, ChannelId, Cure, Period, Plan, PostId, Setting, Shares, Strays, WorkingDays, cure,
};

/// Fewest posts of a week or a channel that are judged; fewer cannot be near most shares.
const FEWEST: usize = 10;
/// Days of a plan that is called a week.
const WEEK: usize = 7;

/// What a window shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// All posts.
    Plan,
    /// The posts of an ISO week.
    Week(IsoWeek),
    /// The placements of a channel.
    Channel(ChannelId),
}

/// Posts or placements whose mix is looked at.
#[derive(Clone, Debug)]
pub struct Window {
    /// What it shows.
    pub view: View,
    /// How many of each category.
    pub counts: Vec<usize>,
    /// The targets.
    pub shares: Setting<Shares>,
    /// How many posts its days still take.
    pub room: usize,
    /// Whether it is large enough to be judged.
    pub judged: bool,
}

impl Window {
    /// Returns how many posts or placements it has.
    pub fn posts(&self) -> usize {
        self.counts.iter().sum()
    }

    /// Returns the categories that are off target; none where the window is not judged.
    pub fn strays(&self, plan: &Plan) -> Strays {
        if !self.judged {
            return Strays { categories: Vec::new() };
        }
        self.shares.value.strays(&self.counts, plan.mix.tolerance.value)
    }

    /// Computes both cheapest cures.
    pub fn cure(&self, plan: &Plan) -> Cure {
        cure(&self.shares.value, &self.counts, plan.mix.tolerance.value, Some(self.room))
    }

    /// Returns what data calls it: "plan", "2026-W48", "channel facebook".
    pub fn key(&self, plan: &Plan) -> String {
        match self.view {
            View::Plan => "plan".to_owned(),
            View::Week(week) => week_name(week),
            View::Channel(id) if plan.channel(id).is_nameless() => "channel".to_owned(),
            View::Channel(id) => format!("channel {}", plan.channel(id).name),
        }
    }

    /// Returns what messages call it: "the week", "week 2026-W48", "facebook".
    pub fn title(&self, plan: &Plan, calendar: &Calendar) -> String {
        match self.view {
            View::Plan if calendar.period.len() == WEEK => "the week".to_owned(),
            View::Plan => "the plan".to_owned(),
            View::Week(week) => format!("week {}", week_name(week)),
            View::Channel(id) => plan.channel(id).label().to_owned(),
        }
    }

    /// Lists the categories of its posts, in order of time.
    pub fn stream(&self, plan: &Plan, calendar: &Calendar) -> Vec<(PostId, CategoryId)> {
        let of = |id: PostId| (id, plan.post(id).category.value);
        match self.view {
            View::Plan => calendar.posts().iter().map(|&id| of(id)).collect(),
            View::Week(week) => {
                let period = calendar.week_period(week);
                let in_week = |id: &&PostId| period.holds(plan.post(**id).at.date);
                calendar.posts().iter().filter(in_week).map(|&id| of(id)).collect()
            }
            View::Channel(channel) => calendar.on(channel).iter().map(|place| of(place.post)).collect(),
        }
    }
}

/// Writes an ISO week as 2026-W48.
pub fn week_name(week: IsoWeek) -> String {
    format!("{}-W{:02}", week.year(), week.week())
}

/// Lists the windows of a plan that have posts: the plan; its weeks, where it spans several; its channels.
pub fn windows(plan: &Plan, calendar: &Calendar) -> Vec<Window> {
    if calendar.posts().is_empty() {
        return Vec::new();
    }
    let count = |posts: &[PostId]| Calendar::count(plan, posts.iter().map(|&id| plan.post(id)));
    let working = WorkingDays::of(&plan.cadence);
    let room = |period: Period| room(plan, calendar, &working, period, None);
    let shares = || plan.mix.shares.clone();
    let whole = Window {
        view: View::Plan,
        counts: count(calendar.posts()),
        shares: shares(),
        room: room(calendar.period),
        judged: true,
    };
    let mut windows = vec![whole];

    let spans_weeks = calendar.period.from.iso_week() != calendar.period.to.iso_week();
    for (week, posts) in calendar.weeks(plan).filter(|_| spans_weeks) {
        windows.push(Window {
            view: View::Week(week),
            counts: count(posts),
            shares: shares(),
            room: room(calendar.week_period(week)),
            judged: posts.len() >= FEWEST,
        });
    }
    // The one feed of a plan without channels is the plan.
    for id in plan.channel_ids().filter(|&id| !plan.channel(id).is_nameless()) {
        let placements = calendar.on(id);
        if placements.is_empty() {
            continue;
        }
        let own = plan.channel(id).shares.as_ref();
        windows.push(Window {
            view: View::Channel(id),
            counts: Calendar::count(plan, placements.iter().map(|place| plan.post(place.post))),
            shares: own.map_or_else(shares, |own| Setting::set(own.value.clone(), own.span)),
            room: self::room(plan, calendar, &working, calendar.period, Some(id)),
            judged: own.is_some() || placements.len() >= FEWEST,
        });
    }
    windows
}

/// Counts the posts that the days of a period still take, on a channel with a cap no more than that.
fn room(
    plan: &Plan,
    calendar: &Calendar,
    working: &WorkingDays,
    period: Period,
    channel: Option<ChannelId>,
) -> usize {
    let most = plan.cadence.max.value.saturating_sub(plan.cadence.reserve.value) as usize;
    let mut room: usize = working.count(period) * most;
    for day in calendar.filled_days_in(period).filter(|day| plan.cadence.is_working(day.date)) {
        room -= day.posts.len().min(most);
    }
    let cap = channel.and_then(|id| Some((id, plan.channel(id).per_day?.max?.value as usize)));
    let Some((id, cap)) = cap else { return room };
    let taken = calendar.days_on(id).filter(|(date, _)| plan.cadence.is_working(*date));
    let taken: usize = taken.map(|(_, placements)| placements.len().min(cap)).sum();
    room.min((working.count(period) * cap).saturating_sub(taken))
}
