//! Channels: where posts go out.

use chrono::{NaiveTime, Weekday};
use chrono_tz::Tz;

use super::{Bounds, Name, Setting, Shares, id};
use crate::networks::{Bound, Force, Limit, Network, Unit, What};
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
    /// Its own limits in place of the network's: an instance, a premium account.
    pub limits: Box<[(What, Spanned<u32>)]>,
    /// What tools call it: the tool, and an id there; see [`Channel::handover`].
    pub handover: Box<[(Name, Name)]>,
    /// The user's own keys, unread.
    pub extra: Option<Span>,
}

/// A limit as it holds on a channel: the channel's own, else the network's.
#[derive(Clone, Copy, Debug)]
pub struct Cap {
    /// The number, in `unit`.
    pub value: u64,
    /// What the number counts.
    pub unit: Unit,
    /// How hard it is.
    pub force: Force,
    /// On which side the good lies.
    pub bound: Bound,
    /// The network's own limit, where the channel sets none.
    pub known: Option<&'static Limit>,
    /// Where the channel sets it.
    pub set: Option<Span>,
}

impl Cap {
    /// Returns the number as a count.
    pub fn most(&self) -> usize {
        usize::try_from(self.value).unwrap_or(usize::MAX)
    }

    /// Says who sets the limit: the channel, or a source with its date.
    pub fn authority(&self) -> String {
        self.known.map_or_else(
            || "this channel's own limit".to_owned(),
            |limit| format!("{} ({})", limit.source, limit.read),
        )
    }

    /// Returns where the limit is set: by the channel itself, else where it names its network.
    pub fn place(&self, channel: &Channel) -> Span {
        self.set.unwrap_or(channel.network.span)
    }
}

impl Channel {
    /// Lists the limits of one thing: the channel's own alone where it sets one, beside the network's least numbers.
    pub fn caps(&self, what: What) -> impl Iterator<Item = Cap> + use<> {
        let all = self.max_chars.filter(|_| matches!(what, What::Text | What::Caption));
        let all = all.map(|most| (most.value, most.span));
        let own = self.limits.iter().find(|(limited, _)| *limited == what);
        let own = own.map(|(_, most)| (most.value, Some(most.span))).or(all);
        let unit = match what {
            What::Text | What::Caption => Unit::Text(self.network.counting()),
            _ => self.network.limits(what).next().map_or_else(|| what.unit(), |limit| limit.unit),
        };
        let own_cap = own.map(|(value, set)| Cap {
            value: value.into(),
            unit,
            force: Force::Hard,
            bound: Bound::AtMost,
            known: None,
            set,
        });
        let replaced = own.is_some();
        let known = self.network.value.limits(what);
        let known = known.filter(move |limit| !replaced || limit.bound == Bound::AtLeast).map(|limit| Cap {
            value: limit.value,
            unit: limit.unit,
            force: limit.force,
            bound: limit.bound,
            known: Some(limit),
            set: None,
        });
        own_cap.into_iter().chain(known)
    }

    /// Lists the limits of a post's text: with media, those of captions, where the network has such.
    pub fn text_caps(&self, has_media: bool) -> impl Iterator<Item = Cap> + use<> {
        let is_caption = has_media
            && (self.network.limits(What::Caption).next().is_some()
                || self.limits.iter().any(|(what, _)| *what == What::Caption));
        self.caps(if is_caption { What::Caption } else { What::Text })
    }

    /// Returns what a tool calls it: `[channels.x] handover = { postiz = "…" }`.
    pub fn handover(&self, tool: &str) -> Option<&str> {
        let (_, id) = self.handover.iter().find(|(name, _)| *name.value == *tool)?;
        Some(&id.value)
    }

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
