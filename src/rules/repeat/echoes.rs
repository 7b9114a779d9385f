//! What is said twice: found once over all plans of a run, so that no rule compares every pair of posts.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use rayon::prelude::*;

use super::fold::{shared, trigrams, whole};
use crate::model::{Calendar, Channel, ChannelId, Content, Plan, Post, PostId};

/// Days within which nearly the same text on a channel, or the same on another network, is told.
///
/// Source: the house; schedulers that look for such texts use 30 to 45 days.
pub(super) const NEAR_DAYS: i64 = 30;
/// Part of the word trigrams that nearly equal texts share, in percent of the longer one's.
pub(super) const NEAR_PERCENT: usize = 90;
/// Earlier texts with which one text is compared word by word; each shares one of its rarer trigrams.
const CANDIDATES: usize = 8;

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
struct Said {
    spot: Spot,
    /// The same for channels that are the same across plans.
    channel: usize,
    network: &'static str,
    hash: u64,
}

impl<'a> Echoes<'a> {
    /// Looks through the plans of a run.
    pub fn new(plans: &'a [(Plan, Calendar)]) -> Self {
        let mut keys = HashMap::new();
        let mut spots: Vec<(Spot, usize, &'static str)> = Vec::new();
        for (number, (plan, calendar)) in plans.iter().enumerate() {
            let channels: Vec<usize> = plan
                .channels
                .iter()
                .map(|channel| {
                    let next = keys.len();
                    *keys.entry(identity(channel, number)).or_insert(next)
                })
                .collect();
            for place in calendar.placements() {
                let post = plan.post(place.post);
                if plan.content(post, place.channel).text.is_none() {
                    continue;
                }
                let instant = place.instant.unwrap_or_else(|| place.date.and_time(NaiveTime::MIN).and_utc());
                let spot = Spot { instant, plan: number, post: place.post, channel: place.channel };
                let network = plan.channel(place.channel).network.name;
                spots.push((spot, channels[place.channel.index()], network));
            }
        }
        let mut echoes = Self { plans, ..Self::default() };
        if spots.len() > 1 {
            echoes.look(&spots);
        }
        echoes
    }

    fn look(&mut self, spots: &[(Spot, usize, &'static str)]) {
        let said = |&(spot, channel, network): &(Spot, usize, &'static str)| {
            Some(Said { spot, channel, network, hash: whole(self.text(spot))? })
        };
        let many = spots.len() > 4096;
        let mut all: Vec<Said> = if many {
            spots.par_iter().filter_map(said).collect()
        } else {
            spots.iter().filter_map(said).collect()
        };
        all.sort_unstable_by_key(|said| (said.hash, said.spot));
        for group in all.chunk_by(|a, b| a.hash == b.hash).filter(|group| group.len() > 1) {
            self.look_at_equal(group);
        }
        self.look_for_near(all, many);
        self.repeated.sort_unstable_by_key(|echo| echo.later);
        // Of several earlier texts the one that is most alike is told.
        self.near.sort_unstable_by_key(|echo| (echo.later, std::cmp::Reverse(echo.percent)));
        self.near.dedup_by_key(|echo| echo.later);
        let repeated = &self.repeated;
        self.near.retain(|echo| repeated.binary_search_by_key(&echo.later, |echo| echo.later).is_err());
        self.crossposts.sort_unstable();
    }

    /// Looks at texts that are equal, in order of time.
    fn look_at_equal(&mut self, group: &[Said]) {
        let mut last_on: HashMap<usize, Said> = HashMap::new();
        for said in group {
            if let Some(earlier) = last_on.insert(said.channel, *said) {
                let days = said.spot.instant - earlier.spot.instant;
                let window = self.channel(said.spot).network.repeat_days;
                let echo = Echo { later: said.spot, earlier: earlier.spot, percent: 100 };
                if days < TimeDelta::days(window.into()) {
                    self.repeated.push(echo);
                } else if days < TimeDelta::days(NEAR_DAYS) {
                    self.near.push(echo);
                }
            }
        }
        // The same text on several networks: told once, at the first place on each further network.
        let mut spots: Vec<Spot> = vec![group[0].spot];
        let mut networks = vec![group[0].network];
        for said in &group[1..] {
            let near = said.spot.instant - group[0].spot.instant < TimeDelta::days(NEAR_DAYS);
            if near && !networks.contains(&said.network) {
                networks.push(said.network);
                spots.push(said.spot);
            }
        }
        if spots.len() > 1 {
            self.crossposts.push(spots);
        }
    }

    /// Looks for texts that are nearly equal: those that share a rare trigram are compared word by word.
    ///
    /// Of a text of n trigrams, those that share nine in ten hold one of any n/10 + 1 of them: the smallest numbers, which are
    /// as good as drawn by lot. So nothing is missed as long as no more than a few texts share each.
    fn look_for_near(&mut self, mut all: Vec<Said>, many: bool) {
        all.sort_unstable_by_key(|said| (said.channel, said.spot));
        let marks = |(index, said): (usize, &Said)| -> Vec<(usize, u32, usize)> {
            let trigrams = trigrams(self.text(said.spot));
            let needed = (trigrams.len() * NEAR_PERCENT).div_ceil(100);
            let enough = if trigrams.is_empty() { 0 } else { trigrams.len() - needed + 1 };
            trigrams.into_iter().take(enough).map(|trigram| (said.channel, trigram, index)).collect()
        };
        let mut marked: Vec<(usize, u32, usize)> = if many {
            all.par_iter().enumerate().flat_map_iter(marks).collect()
        } else {
            all.iter().enumerate().flat_map(marks).collect()
        };
        marked.sort_unstable();
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for group in marked.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            for (place, &(_, _, later)) in group.iter().enumerate() {
                let before = group[..place].iter().rev().take(CANDIDATES).map(|&(_, _, earlier)| earlier);
                let near = before.filter(|&earlier| {
                    let apart = all[later].spot.instant - all[earlier].spot.instant;
                    apart < TimeDelta::days(NEAR_DAYS) && all[later].hash != all[earlier].hash
                });
                pairs.extend(near.map(|earlier| (later, earlier)));
            }
        }
        pairs.sort_unstable_by_key(|&(later, earlier)| (later, std::cmp::Reverse(earlier)));
        pairs.dedup();
        let nearest = |pairs: &[(usize, usize)]| -> Option<Echo> {
            let later = all[pairs[0].0].spot;
            let own = trigrams(self.text(later));
            pairs.iter().take(CANDIDATES).find_map(|&(_, earlier)| {
                let earlier = all[earlier].spot;
                let other = trigrams(self.text(earlier));
                let (common, most) = (shared(&own, &other), own.len().max(other.len()));
                (common * 100 >= most * NEAR_PERCENT).then(|| Echo {
                    later,
                    earlier,
                    percent: common * 100 / most,
                })
            })
        };
        let groups: Vec<&[(usize, usize)]> = pairs.chunk_by(|a, b| a.0 == b.0).collect();
        let near: Vec<Echo> = if groups.len() > 4096 {
            groups.par_iter().filter_map(|pairs| nearest(pairs)).collect()
        } else {
            groups.iter().filter_map(|pairs| nearest(pairs)).collect()
        };
        self.near.extend(near);
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

    fn text(&self, spot: Spot) -> &'a str {
        self.content(spot).text.map_or("", |text| &text.value)
    }
}

/// Returns what makes a channel the same across plans: its name and network, and its address where it has one. The one feed
/// of a plan without channels is that plan's alone.
fn identity(channel: &Channel, plan: usize) -> (&str, &str, &str, usize) {
    let url = channel.url.as_ref().map_or("", |url| &url.value);
    let own = if channel.is_nameless() { plan + 1 } else { 0 };
    (&channel.name.value, channel.network.name, url, own)
}
