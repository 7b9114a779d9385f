//! One post on one channel, with all that it resolves to.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

use super::{Chosen, Options};
use crate::model::{Campaign, Channel, Content, Person, Placement, Post};

/// Names that UIDs are made in; a number drawn once, never changed.
const NAMESPACE: Uuid = Uuid::from_u128(0x8f2d_6a0e_5f0b_4d0c_9b1e_2c7a_41d3_90e6);

/// One post on one channel.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The plan.
    pub chosen: &'a Chosen<'a>,
    /// Where and when.
    pub placement: &'a Placement,
}

impl<'a> Entry<'a> {
    /// Returns the post.
    pub fn post(&self) -> &'a Post {
        self.chosen.plan.post(self.placement.post)
    }

    /// Returns the channel.
    pub fn channel(&self) -> &'a Channel {
        self.chosen.plan.channel(self.placement.channel)
    }

    /// Returns what the post is known by in its plan.
    pub fn id(&self) -> &'a str {
        self.chosen.id(self.placement.post)
    }

    /// Returns a UID that stays the same while the plan's file, the post's id and the channel keep their names.
    pub fn uid(&self) -> Uuid {
        uid(&[&self.chosen.slug, self.id(), &self.channel().name.value])
    }

    /// Returns the UID of the post, whatever its channels.
    pub fn post_uid(&self) -> Uuid {
        uid(&[&self.chosen.slug, self.id()])
    }

    /// Returns the zone of its local times: the one asked for, else the channel's, else the plan's.
    pub fn zone(&self, options: &Options) -> Tz {
        options.timezone.unwrap_or_else(|| self.chosen.plan.zone(self.placement.channel))
    }

    /// Returns the moment on the clocks of its zone; none while the hour is open.
    pub fn local(&self, options: &Options) -> Option<DateTime<Tz>> {
        Some(self.placement.instant?.with_timezone(&self.zone(options)))
    }

    /// Returns the day on the clocks of its zone.
    pub fn date(&self, options: &Options) -> NaiveDate {
        self.local(options).map_or(self.placement.date, |local| local.date_naive())
    }

    /// Returns what to sort by: the moment; where the hour is open, the end of the day.
    pub(super) fn order(&self) -> (DateTime<Utc>, bool) {
        order(self.placement.date, self.placement.instant)
    }

    /// Returns what goes out.
    pub fn content(&self) -> Content<'a> {
        self.chosen.plan.content(self.post(), self.placement.channel)
    }

    /// Returns the text as it is published, with the link and hashtags that the network wants in it.
    pub fn text(&self) -> Cow<'a, str> {
        self.content().published(self.channel().network.value).text
    }

    /// Returns what to call it: the title on this channel, else the text's first line that says something, else its id.
    pub fn caption(&self) -> &'a str {
        let content = self.content();
        let title = content.title.map(|title| title.trim()).filter(|title| !title.is_empty());
        let text = content.text.map_or("", |text| &text.value);
        let first_line = || text.lines().map(str::trim).find(|line| !line.is_empty());
        title.or_else(first_line).unwrap_or_else(|| self.id())
    }

    /// Returns the category's name.
    pub fn category(&self) -> &'a str {
        self.chosen.plan.category(self.post().category.value)
    }

    /// Returns who makes it.
    pub fn owner(&self) -> Option<&'a Person> {
        self.post().owner.map(|id| &self.chosen.plan.people[id.value.index()])
    }

    /// Returns the campaign that it belongs to.
    pub fn campaign(&self) -> Option<&'a Campaign> {
        self.post().details().campaign.map(|id| &self.chosen.plan.campaigns[id.value.index()])
    }
}

/// Returns what to sort by: the moment; where the hour is open, the end of the day, behind all that stands there.
pub(super) fn order(date: NaiveDate, instant: Option<DateTime<Utc>>) -> (DateTime<Utc>, bool) {
    let end_of_day = || date.and_time(NaiveTime::MIN).and_utc() + TimeDelta::days(1);
    (instant.unwrap_or_else(end_of_day), instant.is_none())
}

/// Makes a UID of names; no two lists of names give the same.
pub(super) fn uid(names: &[&str]) -> Uuid {
    Uuid::new_v5(&NAMESPACE, names.join("\0").as_bytes())
}
