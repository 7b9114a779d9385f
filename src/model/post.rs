//! Posts, and what of them differs from channel to channel.

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::{
    CampaignId, CategoryId, ChannelId, IdeaId, Kind, Name, PartnerId, PersonId, SeriesId, find_kind, id,
};
use crate::text::{Span, Spanned};

id! {
    /// A post of the plan.
    PostId
}

/// When something goes out: a day, and usually an hour, in the plan's local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    /// The day.
    pub date: NaiveDate,
    /// The time of day; `None` while the hour is open.
    pub time: Option<NaiveTime>,
}

impl When {
    /// Returns what to sort by: an open hour stands last on its day.
    pub fn order(self) -> (NaiveDate, bool, Option<NaiveTime>) {
        (self.date, self.time.is_none(), self.time)
    }

    /// Returns date and time where both are known.
    pub fn at(self) -> Option<NaiveDateTime> {
        self.time.map(|time| self.date.and_time(time))
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time {
            Some(time) => write!(f, "{} {}", self.date, time.format("%H:%M")),
            None => self.date.fmt(f),
        }
    }
}

/// How far a post has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Being written.
    #[default]
    Draft,
    /// Waiting for somebody's yes.
    Review,
    /// May go out.
    Approved,
    /// Is out.
    Published,
    /// Will not go out; counts nowhere.
    Cancelled,
}

impl Status {
    /// All of them, in the order of a post's life.
    pub const ALL: [Self; 5] = [Self::Draft, Self::Review, Self::Approved, Self::Published, Self::Cancelled];

    /// Returns the word that plans write.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Review => "review",
            Self::Approved => "approved",
            Self::Published => "published",
            Self::Cancelled => "cancelled",
        }
    }
}

/// Who speaks (practice P21).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Voice {
    /// The brand.
    Official,
    /// The community manager in person.
    Personal,
}

impl Voice {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Official, Self::Personal];

    /// Returns the word that plans write.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Personal => "personal",
        }
    }
}

/// A picture, video or document that goes with a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// The path beside the plan file, or an address.
    pub file: Name,
    /// What it shows, for those who do not see it.
    pub alt: Option<Name>,
}

/// A post: one thing to say, on one channel or several.
#[derive(Clone, Debug)]
pub struct Post {
    /// The header `[[post]]`, or the braces of an inline post; for a post of a series, the series' header.
    pub span: Span,
    /// The stable name.
    pub id: Option<Name>,
    /// When it goes out.
    pub at: Spanned<When>,
    /// The channels that it names; `None` where it names none and goes to all.
    pub channels: Option<Box<[Spanned<ChannelId>]>>,
    /// Its part in the mix; the first category where its own could not be read, see `partial`.
    pub category: Spanned<CategoryId>,
    /// Whether its category or its channels could not be read: it counts nowhere, but rules that look at single
    /// posts still see it.
    pub partial: bool,
    /// Whether another of its keys could not be read, so that what it seems to lack may be written.
    pub unread: bool,
    /// Whether its text or one of its variants could not be read.
    pub unread_text: bool,
    /// What kind of post it is.
    pub kind: Option<Name>,
    /// What calendars show.
    pub title: Option<Name>,
    /// What is published.
    pub text: Option<Name>,
    /// The address that it leads to.
    pub link: Option<Name>,
    /// Pictures, videos, documents.
    pub media: Box<[Media]>,
    /// Hashtags beside those inside the text, without `#`.
    pub hashtags: Box<[Name]>,
    /// How far it has come.
    pub status: Option<Spanned<Status>>,
    /// Who makes it.
    pub owner: Option<Spanned<PersonId>>,
    /// Rules that must be quiet about it.
    pub allow: Box<[Name]>,
    /// The series that made it.
    pub series: Option<SeriesId>,
    /// What differs on one channel.
    pub variants: Box<[Variant]>,
    /// What few posts have, kept apart so that long plans stay small; see [`Post::details`].
    pub details: Option<Box<Details>>,
}

/// What few posts have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// Who speaks.
    pub voice: Option<Spanned<Voice>>,
    /// Who signs it (practice P22).
    pub signed: Option<Name>,
    /// The campaign that it belongs to.
    pub campaign: Option<Spanned<CampaignId>>,
    /// The partner that it is posted with (practice P16).
    pub partner: Option<Spanned<PartnerId>>,
    /// Whether reach is paid for (practice P13).
    pub promoted: Option<Spanned<bool>>,
    /// The first comment, posted right behind it.
    pub first_comment: Option<Name>,
    /// The idea that it was made from.
    pub idea: Option<Spanned<IdeaRef>>,
    /// The user's own keys, unread.
    pub extra: Option<Span>,
}

/// The details of a post that has none.
static NO_DETAILS: Details = Details {
    voice: None,
    signed: None,
    campaign: None,
    partner: None,
    promoted: None,
    first_comment: None,
    idea: None,
    extra: None,
};

/// The idea that a post names; the bank may not be at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdeaRef {
    /// The idea's id as written.
    pub name: Box<str>,
    /// The idea, where a bank that was read has it.
    pub id: Option<IdeaId>,
}

impl Post {
    /// Returns how far it has come; a post without a status is a draft.
    pub fn status(&self) -> Status {
        self.status.map_or(Status::default(), |status| status.value)
    }

    /// Returns what few posts have; all `None` for most.
    pub fn details(&self) -> &Details {
        self.details.as_deref().unwrap_or(&NO_DETAILS)
    }

    /// Returns whether reach is paid for (practice P13).
    pub fn is_promoted(&self) -> bool {
        self.details().promoted.is_some_and(|promoted| promoted.value)
    }

    /// Returns whether it counts: all but cancelled posts do.
    pub fn counts(&self) -> bool {
        self.status() != Status::Cancelled
    }

    /// Returns what to call it: the title, else the text's first line that says something, else nothing.
    pub fn caption(&self) -> &str {
        caption(self.title.as_ref(), self.text.as_ref())
    }

    /// Returns its kind, where it is one that the registry knows.
    pub fn known_kind(&self) -> Option<&'static Kind> {
        find_kind(self.kind.as_ref().map(|kind| &*kind.value)?)
    }

    /// Returns how a message names it: its id, else its caption in quotes, else its time.
    pub fn reference(&self) -> String {
        match (&self.id, self.caption()) {
            (Some(id), _) => format!("\"{id}\""),
            (None, "") => format!("the post of {}", self.at),
            (None, caption) => format!("\"{caption}\""),
        }
    }

    /// Returns what differs on a channel.
    pub fn variant(&self, channel: ChannelId) -> Option<&Variant> {
        self.variants.iter().find(|variant| variant.channel.value == channel)
    }
}

/// Returns the title, else the text's first line that says something, else nothing.
pub(super) fn caption<'a>(title: Option<&'a Name>, text: Option<&'a Name>) -> &'a str {
    if let Some(title) = title {
        return title;
    }
    let text = text.map_or("", |text| &text.value);
    text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default()
}

/// What differs on one channel; what is `None` is the post's.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The channel.
    pub channel: Spanned<ChannelId>,
    /// Another time.
    pub at: Option<Spanned<When>>,
    /// Another title.
    pub title: Option<Name>,
    /// Another text.
    pub text: Option<Name>,
    /// Another address.
    pub link: Option<Name>,
    /// Other media.
    pub media: Option<Box<[Media]>>,
    /// Other hashtags.
    pub hashtags: Option<Box<[Name]>>,
    /// Another first comment.
    pub first_comment: Option<Name>,
    /// The user's own keys, unread.
    pub extra: Option<Span>,
}
