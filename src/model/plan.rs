//! A plan file, read: its period, its settings, its posts.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::{
    Bank, Cadence, Campaign, CategoryId, Channel, ChannelId, CustomTable, Duty, DutyId, Idea, MediaFacts,
    Mix, Name, Partner, Period, Person, Post, PostId, Series, Status, Turn, When,
};
use crate::diag::{FileKind, Level, Problem};
use crate::text::{FileId, Span, Spanned};

/// A value that has a default; it remembers where it was set, if it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// Where it was set; `None` for the default.
    pub span: Option<Span>,
}

impl<T> Setting<T> {
    /// Makes a default.
    pub const fn default_of(value: T) -> Self {
        Self { value, span: None }
    }

    /// Makes a setting that was written.
    pub const fn set(value: T, span: Span) -> Self {
        Self { value, span: Some(span) }
    }
}

/// A rule's level in `[rules]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleLevel {
    /// The rule is quiet.
    Off,
    /// The rule reports at this level.
    At(Level),
}

/// The table `[rules]`: names as written, and their levels.
pub type Levels = Vec<(Name, Spanned<RuleLevel>)>;

/// A plan file with all that it extends.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each tells of another part whether all of it could be read"
)]
pub struct Plan {
    /// The file itself.
    pub file: FileId,
    /// What the file turned out to be.
    pub kind: FileKind,
    /// Whether all of it could be read; where not, totals would lie.
    pub whole: bool,
    /// The header `[plan]`.
    pub span: Option<Span>,
    /// Its title.
    pub title: Option<Name>,
    /// First day.
    pub start: Spanned<NaiveDate>,
    /// Last day; its place is that of `end` or `days`, else of `start`.
    pub end: Spanned<NaiveDate>,
    /// Whether start and end are the plan's own word: false where a mistake left something else to stand in for one.
    pub period_known: bool,
    /// The zone of every `at`; UTC unless set.
    pub timezone: Setting<Tz>,
    /// Language of dates in calendars; `en` unless set.
    pub language: Setting<Box<str>>,
    /// Categories, shares, tolerance.
    pub mix: Mix,
    /// How many posts a day, how close, when none.
    pub cadence: Cadence,
    /// The channels; one nameless feed where none is declared.
    pub channels: Vec<Channel>,
    /// Who makes posts.
    pub people: Vec<Person>,
    /// Who posts with us.
    pub partners: Vec<Partner>,
    /// Bursts of posts with one aim.
    pub campaigns: Vec<Campaign>,
    /// The plan's own category of a kind: `[kinds] joke = "entertain"`.
    pub kinds: Vec<(Name, Spanned<CategoryId>)>,
    /// The domains that are the team's own, with all that stands before them.
    pub own_domains: Vec<Name>,
    /// Tables for tools: `[export.hootsuite]`.
    pub tables: Vec<CustomTable>,
    /// Levels of rules.
    pub levels: Levels,
    /// All posts in the order of the file, those of series behind; also cancelled ones and those outside the period.
    pub posts: Vec<Post>,
    /// What is known of the media of the posts that count.
    pub media: MediaFacts,
    /// Posts that come back.
    pub series: Vec<Series>,
    /// The ideas of the file and of the banks that it names.
    pub ideas: Vec<Idea>,
    /// The files of ideas that the plan names.
    pub banks: Vec<Bank>,
    /// Whether all ideas could be read; where not, there may be more than are known.
    pub bank_whole: bool,
    /// Care of the community.
    pub duties: Vec<Duty>,
    /// Whether all duties could be read; where not, a day may have more care than is known.
    pub duties_whole: bool,
    /// The turns of the duties that count, inside the plan, in order of time.
    pub turns: Vec<Turn>,
    /// What the reader met.
    pub problems: Vec<Problem>,
}

impl Plan {
    /// Lists the channels' ids, in the order of their declaration.
    pub fn channel_ids(&self) -> impl Iterator<Item = ChannelId> + use<> {
        (0..self.channels.len()).map(ChannelId::new)
    }

    /// Returns a post.
    pub fn post(&self, id: PostId) -> &Post {
        &self.posts[id.index()]
    }

    /// Returns a channel.
    pub fn channel(&self, id: ChannelId) -> &Channel {
        &self.channels[id.index()]
    }

    /// Returns a duty.
    pub fn duty(&self, id: DutyId) -> &Duty {
        &self.duties[id.index()]
    }

    /// Lists the channels that a post goes to, each once, in the order of the post, else of their declaration.
    pub fn channels_of<'a>(&'a self, post: &'a Post) -> impl Iterator<Item = ChannelId> + 'a {
        let all = post.channels.is_none().then(|| (0..self.channels.len()).map(ChannelId::new));
        let named = post.channels.iter().flatten().map(|channel| channel.value);
        named.chain(all.into_iter().flatten())
    }

    /// Returns when a post goes out on a channel, and where that is written.
    pub fn at(&self, post: &Post, channel: ChannelId) -> Spanned<When> {
        post.variant(channel).and_then(|variant| variant.at).unwrap_or(post.at)
    }

    /// Lists every time at which a post goes out somewhere: its own, and those of its variants.
    ///
    /// The own time is left out where each of the channels has a variant with another.
    pub fn times<'a>(&'a self, post: &'a Post) -> impl Iterator<Item = Spanned<When>> + 'a {
        let timed = post.variants.iter().filter(|variant| variant.at.is_some()).count();
        let mut channels = self.channels_of(post);
        let replaced =
            timed > 0 && channels.all(|id| post.variant(id).is_some_and(|variant| variant.at.is_some()));
        let own = (!replaced).then_some(post.at);
        own.into_iter().chain(post.variants.iter().filter_map(|variant| variant.at))
    }

    /// Counts the posts of a period that are cancelled, and so stand nowhere.
    pub fn cancelled_in(&self, period: Period) -> usize {
        let cancelled = self.posts.iter().filter(|post| post.status() == Status::Cancelled);
        cancelled.filter(|post| period.holds(post.at.date)).count()
    }

    /// Returns the zone of a channel: its own, else the plan's.
    pub fn zone(&self, channel: ChannelId) -> Tz {
        self.channel(channel).timezone.map_or(self.timezone.value, |zone| zone.value)
    }

    /// Returns a category's name.
    pub fn category(&self, id: CategoryId) -> &str {
        &self.mix.names[id.index()]
    }

    /// Returns the category that a kind belongs to in this plan: by `[kinds]`, else by the house's own list where
    /// the mix has a category of that name.
    pub fn category_of_kind(&self, kind: &str) -> Option<CategoryId> {
        if let Some((_, category)) = self.kinds.iter().find(|(name, _)| *name.value == *kind) {
            return Some(category.value);
        }
        self.mix.find(super::find_kind(kind)?.category)
    }
}
