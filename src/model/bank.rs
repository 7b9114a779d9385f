//! What posts are made from and cared for with: series, ideas, duties.

use chrono::{NaiveDate, NaiveTime, Weekday};

use super::post::caption;
use super::{CampaignId, CategoryId, ChannelId, Media, Name, PersonId, Status, Voice, When, id};
use crate::text::{FileId, Span, Spanned};

id! {
    /// A series of the plan.
    SeriesId
}
id! {
    /// An idea of the bank.
    IdeaId
}
id! {
    /// A duty of the plan.
    DutyId
}

/// How often something comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recurrence {
    /// Every day.
    Daily,
    /// On these weekdays.
    Weekdays(Vec<Weekday>),
    /// By an RFC 5545 rule, without the prefix `RRULE:`.
    Rule(Box<str>),
}

/// When something that comes back does so.
#[derive(Clone, Debug)]
pub struct Rhythm {
    /// How often.
    pub every: Spanned<Recurrence>,
    /// At what time; `None` while the hour is open.
    pub time: Option<Spanned<NaiveTime>>,
    /// First day; the plan's, unless given.
    pub start: Option<Spanned<NaiveDate>>,
    /// Last day; the plan's, unless given.
    pub until: Option<Spanned<NaiveDate>>,
    /// Days left out.
    pub except: Box<[Spanned<NaiveDate>]>,
}

/// Posts that come back.
#[derive(Clone, Debug)]
pub struct Series {
    /// The header.
    pub span: Span,
    /// The stable name; posts are named `id-date`.
    pub id: Option<Name>,
    /// When they go out.
    pub rhythm: Rhythm,
}

/// Something that could be posted.
#[derive(Clone, Debug)]
pub struct Idea {
    /// The header.
    pub span: Span,
    /// The stable name that posts cite.
    pub id: Option<Name>,
    /// Its part in the mix; `None` also where the mix of the file has no such category.
    pub category: Option<Spanned<CategoryId>>,
    /// Its part in the mix as written: a bank that is read by itself knows no mix.
    pub category_name: Option<Name>,
    /// What kind of post it makes.
    pub kind: Option<Name>,
    /// What it is about.
    pub title: Option<Name>,
    /// A text, where there is one already.
    pub text: Option<Name>,
    /// Its address.
    pub link: Option<Name>,
    /// Pictures, videos, documents.
    pub media: Box<[Media]>,
    /// Hashtags, without `#`.
    pub hashtags: Box<[Name]>,
    /// Where it fits; `None` for anywhere.
    pub channels: Option<Box<[Spanned<ChannelId>]>>,
    /// Where it fits, as written; empty for anywhere.
    pub channel_names: Box<[Name]>,
    /// First day on which it fits.
    pub not_before: Option<Spanned<NaiveDate>>,
    /// Last day on which it fits.
    pub not_after: Option<Spanned<NaiveDate>>,
    /// Higher goes first; 0 unless given.
    pub priority: Option<Spanned<i64>>,
    /// Days after which it may be used again; once, unless given.
    pub repeat_after: Option<Spanned<u32>>,
    /// The campaign that it belongs to.
    pub campaign: Option<Spanned<CampaignId>>,
}

impl Idea {
    /// Returns what to call it: the title, else the text's first line that says something, else nothing.
    pub fn caption(&self) -> &str {
        caption(self.title.as_ref(), self.text.as_ref())
    }

    /// Returns its id; empty where it has none.
    pub fn name(&self) -> &str {
        self.id.as_ref().map_or("", |id| &id.value)
    }
}

/// A file of ideas that a plan names.
#[derive(Clone, Debug)]
pub struct Bank {
    /// The path as written.
    pub name: Name,
    /// The file; `None` where it could not be read, or was named before.
    pub file: Option<FileId>,
}

/// Care of the community, scheduled beside the posts (practices P4, P18, P21-P23).
#[derive(Clone, Debug)]
pub struct Duty {
    /// The header.
    pub span: Span,
    /// The stable name.
    pub id: Option<Name>,
    /// When it is to be done.
    pub rhythm: Rhythm,
    /// What is to be done.
    pub title: Option<Name>,
    /// Where.
    pub channels: Option<Box<[Spanned<ChannelId>]>>,
    /// By whom.
    pub owner: Option<Spanned<PersonId>>,
    /// In whose voice.
    pub voice: Option<Spanned<Voice>>,
    /// Whether it is done or dropped.
    pub status: Option<Spanned<Status>>,
}

impl Duty {
    /// Returns whether it counts: all but cancelled duties do.
    pub fn counts(&self) -> bool {
        self.status.is_none_or(|status| status.value != Status::Cancelled)
    }
}

/// One time at which a duty is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The duty.
    pub duty: DutyId,
    /// When, in the plan's local time.
    pub at: When,
}
