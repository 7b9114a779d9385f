//! What is said twice: found once over all plans of a run, so that no rule compares every pair of posts.

use std::collections::HashMap;
use std::ops::Range;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::fold::{published, told};
use super::near;
use crate::diag::count;
use crate::model::{Calendar, Channel, ChannelId, Content, Name, Plan, Post, PostId};

/// Days within which nearly the same text on a channel, or the same on another network, is told.
///
/// Source: the house; schedulers that look for such texts use 30 to 45 days.
pub(super) const NEAR_DAYS: i64 = 30;

/// A post on a channel, in a plan of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// When it goes out; midnight where the hour is open.
    pub instant: DateTime<Utc>,
    /// The plan's number in the run.
    pub plan: usize,
    /// The post.
    pub post: PostId,
    /// The channel.
    pub channel: ChannelId,
}

/// Something that is said again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Echo {
    /// Where it is said again.
    pub later: Spot,
    /// Where it was said before.
    pub earlier: Spot,
    /// How much of it is the same, in percent.
    pub percent: usize,
}

impl Echo {
    /// Returns the whole days between the two.
    pub fn days(&self) -> i64 {
        (self.later.instant - self.earlier.instant).num_days()
    }

    /// Says how much time lies between the two: "4 days", below one day "5 hours".
    pub fn apart(&self) -> String {
        let apart = self.later.instant - self.earlier.instant;
        let counts =
            [(apart.num_days(), "day"), (apart.num_hours(), "hour"), (apart.num_minutes(), "minute")];
        let largest = counts.into_iter().find(|(number, _)| *number > 0);
        let (number, unit) = largest.unwrap_or((0, "minute"));
        count(usize::try_from(number).unwrap_or_default(), unit)
    }
}

/// What is said twice in the plans of a run.
#[derive(Debug, Default)]
pub struct Echoes<'a> {
    plans: &'a [(Plan, Calendar)],
    repeated: Vec<Echo>,
    near: Vec<Echo>,
    crossposts: Vec<Vec<Spot>>,
}

/// A text on a channel.
#[derive(Clone, Copy)]
pub(super) struct Said {
    pub(super) spot: Spot,
    /// The same for channels that are the same across plans.
    pub(super) channel: u32,
    /// The place in [`Texts::folded`].
    pub(super) text: u32,
}

/// The different places at which a text is written, folded once each, however often it goes out.
#[derive(Default)]
pub(super) struct Texts {
    /// Its hash, and which of [`Texts::trigrams`] are its own; those are sorted.
    pub(super) folded: Vec<(u64, Range<u32>)>,
    pub(super) trigrams: Vec<u32>,
}

impl Texts {
    /// Folds a text; none where nothing is left of it.
    pub(super) fn add(&mut self, text: &str) -> Option<u32> {
        let start = narrow(self.trigrams.len());
        let hash = told(text, &mut self.trigrams)?;
        self.folded.push((hash, start..narrow(self.trigrams.len())));
        Some(narrow(self.folded.len() - 1))
    }

    /// Returns the trigrams of a text.
    pub(super) fn of(&self, text: u32) -> &[u32] {
        let range = &self.folded[text as usize].1;
        &self.trigrams[range.start as usize..range.end as usize]
    }

    pub(super) fn hash(&self, said: &Said) -> u64 {
        self.folded[said.text as usize].0
    }
}

pub(super) fn narrow(count: usize) -> u32 {
    u32::try_from(count).expect("a text of 4 GiB holds fewer words")
}

impl<'a> Echoes<'a> {
    /// Holds the plans of a run and looks through none of them, for runs without rules about repetition.
    pub fn silent(plans: &'a [(Plan, Calendar)]) -> Self {
        Self { plans, ..Self::default() }
    }

    /// Looks through the plans of a run.
    pub fn new(plans: &'a [(Plan, Calendar)]) -> Self {
        let mut echoes = Self::silent(plans);
        let (texts, mut all) = echoes.gather();
        if all.len() < 2 {
            return echoes;
        }
        all.sort_unstable_by_key(|said| (texts.hash(said), said.spot));
        for group in all.chunk_by(|a, b| texts.hash(a) == texts.hash(b)).filter(|group| group.len() > 1) {
            echoes.look_at_equal(group);
        }
        echoes.near.extend(near::find(&texts, all));
        echoes.repeated.sort_unstable_by_key(|echo| echo.later);
        // Of several earlier texts the one that is most alike is told.
        echoes.near.sort_unstable_by_key(|echo| (echo.later, std::cmp::Reverse(echo.percent)));
        echoes.near.dedup_by_key(|echo| echo.later);
        let repeated = &echoes.repeated;
        echoes.near.retain(|echo| repeated.binary_search_by_key(&echo.later, |echo| echo.later).is_err());
        echoes.crossposts.sort_unstable();
        echoes
    }

    /// Collects what is said where.
    fn gather(&self) -> (Texts, Vec<Said>) {
        let (mut texts, mut all) = (Texts::default(), Vec::new());
        let mut keys = HashMap::new();
        for (number, (plan, calendar)) in self.plans.iter().enumerate() {
            let key = |channel: &'a Channel| {
                let next = narrow(keys.len());
                *keys.entry(identity(channel, number)).or_insert(next)
            };
            let channels: Vec<u32> = plan.channels.iter().map(key).collect();
            // A post's own text is folded once for all its channels, and that of a series once for all its posts.
            let mut of_posts: Vec<Option<Option<u32>>> = vec![None; plan.posts.len()];
            let mut of_series: Vec<Option<Option<u32>>> = vec![None; plan.series.len()];
            all.reserve(calendar.placements().len());
            for place in calendar.placements() {
                let post = plan.post(place.post);
                let own = post.variant(place.channel).and_then(|variant| variant.text.as_ref());
                let text = match (own, &post.text) {
                    (Some(own), _) => texts.add(own),
                    (None, Some(text)) => {
                        let known = match post.series {
                            Some(series) => &mut of_series[series.index()],
                            None => &mut of_posts[place.post.index()],
                        };
                        *known.get_or_insert_with(|| texts.add(text))
                    }
                    (None, None) => None,
                };
                let Some(text) = text else { continue };
                let instant = place.instant.unwrap_or_else(|| place.date.and_time(NaiveTime::MIN).and_utc());
                let spot = Spot { instant, plan: number, post: place.post, channel: place.channel };
                all.push(Said { spot, channel: channels[place.channel.index()], text });
            }
        }
        (texts, all)
    }

    /// Looks at texts that say the same, in order of time.
    fn look_at_equal(&mut self, group: &[Said]) {
        let mut last_told: HashMap<u32, Said> = HashMap::new();
        let mut last_published: HashMap<(u32, u64), Said> = HashMap::new();
        for said in group {
            let within =
                |earlier: &Said, days: i64| said.spot.instant - earlier.spot.instant < TimeDelta::days(days);
            let network = self.channel(said.spot).network.value;
            // Networks refuse what is the same with its link and hashtags; readers remember the words.
            let whole = published(&self.content(said.spot).published(network).text);
            let refused = last_published.insert((said.channel, whole), *said);
            let refused = refused.filter(|earlier| within(earlier, network.repeat_days.into()));
            let again = last_told.insert(said.channel, *said).filter(|earlier| within(earlier, NEAR_DAYS));
            let echo = |earlier: Said| Echo { later: said.spot, earlier: earlier.spot, percent: 100 };
            match refused {
                Some(earlier) => self.repeated.push(echo(earlier)),
                None => self.near.extend(again.map(echo)),
            }
        }
        let mut rest = group;
        while let Some(first) = rest.first() {
            let near = |said: &Said| said.spot.instant - first.spot.instant < TimeDelta::days(NEAR_DAYS);
            let (burst, later) = rest.split_at(rest.partition_point(near));
            self.look_at_copies(burst);
            rest = later;
        }
    }

    /// Notes a text that goes out on several networks: its first place on each.
    fn look_at_copies(&mut self, burst: &[Said]) {
        let mut spots: Vec<Spot> = Vec::new();
        for said in burst {
            let network = self.channel(said.spot).network.name;
            let is_new = spots.iter().all(|&spot| self.channel(spot).network.name != network);
            if is_new && spots.first().is_none_or(|&first| self.share_a_channel(first, said.spot)) {
                spots.push(said.spot);
            }
        }
        if spots.len() > 1 {
            self.crossposts.push(spots);
        }
    }

    /// Returns whether two plans are of one brand: they declare a channel that is the same.
    fn share_a_channel(&self, a: Spot, b: Spot) -> bool {
        let channels = |spot: Spot| {
            let channels = self.plans[spot.plan].0.channels.iter();
            channels.map(move |channel| identity(channel, spot.plan))
        };
        a.plan == b.plan || channels(a).any(|own| channels(b).any(|other| own == other))
    }

    /// Lists the texts that a plan repeats on a channel so soon that its network refuses them.
    pub fn repeated(&self, plan: usize) -> impl Iterator<Item = Echo> + '_ {
        self.repeated.iter().filter(move |echo| echo.later.plan == plan).copied()
    }

    /// Lists the texts of a plan that are nearly those of an earlier post on the channel.
    pub fn near(&self, plan: usize) -> impl Iterator<Item = Echo> + '_ {
        self.near.iter().filter(move |echo| echo.later.plan == plan).copied()
    }

    /// Lists the texts that go out unchanged on several networks: the first place on each, in order of time.
    pub fn crossposts(&self) -> &[Vec<Spot>] {
        &self.crossposts
    }

    /// Returns the plans of the run.
    pub fn plans(&self) -> &'a [(Plan, Calendar)] {
        self.plans
    }

    /// Returns the post of a spot.
    pub fn post(&self, spot: Spot) -> &'a Post {
        self.plans[spot.plan].0.post(spot.post)
    }

    /// Returns the channel of a spot.
    pub fn channel(&self, spot: Spot) -> &'a Channel {
        self.plans[spot.plan].0.channel(spot.channel)
    }

    /// Returns what goes out at a spot.
    pub fn content(&self, spot: Spot) -> Content<'a> {
        self.plans[spot.plan].0.content(self.post(spot), spot.channel)
    }

    /// Returns the day of a spot on the plan's clocks.
    pub fn date(&self, spot: Spot) -> NaiveDate {
        self.plans[spot.plan].0.at(self.post(spot), spot.channel).date
    }
}

/// Returns what makes a channel the same across plans: its name and network, and its address where it has one. The one feed
/// of a plan without channels is that plan's alone.
fn identity(channel: &Channel, plan: usize) -> (&str, &str, &str, usize) {
    let url = channel.url.as_ref().map_or("", |url: &Name| &url.value);
    let own = if channel.is_nameless() { plan + 1 } else { 0 };
    (&channel.name.value, channel.network.name, url, own)
}
