//! Channels: where posts go out.

use chrono::{NaiveTime, Weekday};
use chrono_tz::Tz;

use super::{Bounds, Name, Setting, Shares, id};
use crate::networks::Network;
use crate::text::{Span, Spanned};

id! {
    /// A channel of the plan.
    ChannelId
}

/// What a channel is on its network (practice P11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChannelType {
    /// A brand's page.
    Page,
    /// A group whose members post too.
    Group,
    /// A person's own profile.
    Profile,
    /// A broadcast channel.
    Channel,
    /// A web forum.
    Forum,
}

impl ChannelType {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Page, Self::Group, Self::Profile, Self::Channel, Self::Forum];

    /// Returns the word that plans write.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Group => "group",
            Self::Profile => "profile",
            Self::Channel => "channel",
            Self::Forum => "forum",
        }
    }
}

/// The times of day that a channel keeps for posts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slots {
    /// By weekday, Monday first; each in order of time.
    pub days: [Box<[NaiveTime]>; 7],
}

impl Slots {
    /// Returns the slots of a weekday, in order of time.
    pub fn on(&self, weekday: Weekday) -> &[NaiveTime] {
        &self.days[weekday.num_days_from_monday() as usize]
    }
}

/// A channel.
#[derive(Clone, Debug)]
pub struct Channel {
    /// Its name; empty for the one feed of a plan that declares no channels.
    pub name: Name,
    /// The network that it is on.
    pub network: Spanned<&'static Network>,
    /// What it is there.
    pub kind: Option<Spanned<ChannelType>>,
    /// What people call it.
    pub title: Option<Name>,
    /// Where it is.
    pub url: Option<Name>,
    /// Its own zone; the plan's, unless given.
    pub timezone: Option<Spanned<Tz>>,
    /// Its own bounds of placements a day.
    pub per_day: Option<Spanned<Bounds>>,
    /// Its own least distance between placements, in minutes.
    pub gap: Option<Spanned<u32>>,
    /// Its times of day.
    pub slots: Option<Spanned<Slots>>,
    /// Its own mix.
    pub shares: Option<Spanned<Shares>>,
    /// Its own longest text, in the network's unit.
    pub max_chars: Option<Setting<u32>>,
    /// The user's own keys, unread.
    pub extra: Option<Span>,
}

impl Channel {
    /// Returns whether it is the one feed of a plan that declares no channels.
    pub fn is_nameless(&self) -> bool {
        self.name.is_empty()
    }

    /// Returns what messages call it.
    pub fn label(&self) -> &str {
        if self.is_nameless() { "the feed" } else { &self.name.value }
    }

    /// Returns the name for findings' data: none for the nameless feed.
    pub fn name_for_data(&self) -> Option<String> {
        (!self.is_nameless()).then(|| self.name.to_string())
    }
}
