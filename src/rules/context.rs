//! What a rule may look at: the plan, its calendar, its texts, today.

use std::ops::Range;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use super::repeat::Echoes;
use crate::model::{Calendar, Channel, ChannelId, Content, Media, Medium, Name, Plan, Post, PostId};
use crate::text::{Sources, Span, offset_in_literal};

/// Today, as it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Today {
    /// A day; its hour does not matter.
    Date(NaiveDate),
    /// This very moment.
    Now(DateTime<Utc>),
}

impl Today {
    /// Returns the moment on a plan's clocks; a day counts from its midnight.
    pub fn on_clocks_of(self, plan: &Plan) -> NaiveDateTime {
        match self {
            Self::Date(date) => date.and_time(chrono::NaiveTime::MIN),
            Self::Now(instant) => instant.with_timezone(&plan.timezone.value).naive_local(),
        }
    }
}

/// What a rule may look at.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The texts, for fixes that keep the way in which something was written.
    pub sources: &'a Sources,
    /// The plan.
    pub plan: &'a Plan,
    /// Its calendar; holds the posts that count, inside the period asked for.
    pub calendar: &'a Calendar,
    /// Today, where it was given.
    pub today: Option<Today>,
    /// Whether warnings fail too.
    pub strict: bool,
    /// What is said twice in the plans of the run.
    pub echoes: &'a Echoes<'a>,
    /// The plan's number in the run.
    pub number: usize,
    /// Every `allow` that silenced something, sorted; only for rules that wait for the others.
    pub silenced: &'a [Silenced],
    /// The posts that a rule of scope `Post` is to look at this time, as a range of their ids.
    pub(crate) chunk: (usize, usize),
}

/// An `allow` that silenced something: the post, and the place of the name in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Silenced {
    /// The post.
    pub post: PostId,
    /// The place in `allow`, from 0.
    pub allow: usize,
}

impl<'a> Context<'a> {
    /// Lists the posts that a rule of scope `Post` is to look at: those that count, inside the period.
    pub fn posts(&self) -> impl Iterator<Item = (PostId, &'a Post)> + use<'a> {
        let (start, end) = self.chunk;
        let (plan, period) = (self.plan, self.calendar.period);
        let posts = plan.posts[start..end].iter().enumerate();
        let posts = posts.map(move |(index, post)| (PostId::new(start + index), post));
        posts.filter(move |(_, post)| post.counts() && period.holds(post.at.date))
    }

    /// Returns the post of the same series that comes before, inside the period.
    ///
    /// A series writes the keys of all its posts once, so that what is wrong with them is one finding, at the first.
    pub fn series_before(&self, id: PostId) -> Option<&'a Post> {
        let series = self.plan.post(id).series?;
        let before = self.plan.posts.get(id.index().checked_sub(1)?)?;
        (before.series == Some(series) && self.calendar.period.holds(before.at.date)).then_some(before)
    }

    /// Lists the posts as [`Context::posts`] does, but of each series only the first: its text is written once.
    pub fn written_posts(&self) -> impl Iterator<Item = (PostId, &'a Post)> + use<'a> {
        let cx = *self;
        self.posts().filter(move |(id, _)| cx.series_before(*id).is_none())
    }

    /// Lists what goes out where: each written post on each of its channels.
    pub fn places(&self) -> impl Iterator<Item = Place<'a>> + use<'a> {
        let plan = self.plan;
        self.written_posts().filter(|(_, post)| !post.partial).flat_map(move |(id, post)| {
            plan.channels_of(post).map(move |channel_id| Place {
                id,
                post,
                channel_id,
                channel: plan.channel(channel_id),
                content: plan.content(post, channel_id),
            })
        })
    }

    /// Lists every medium of the written posts: the post's own, and those of its variants.
    pub fn media(&self) -> impl Iterator<Item = (PostId, &'a Post, &'a Media)> + use<'a> {
        self.written_posts().flat_map(|(id, post)| {
            let variants = post.variants.iter().filter_map(|variant| variant.media.as_deref());
            post.media.iter().chain(variants.flatten()).map(move |media| (id, post, media))
        })
    }

    /// Returns what is known of a medium.
    pub fn medium(&self, media: &Media) -> &'a Medium {
        self.plan.medium(media)
    }

    /// Returns where a part of a text is written, through escapes and lines.
    pub fn span_in(&self, text: &Name, part: Range<usize>) -> Span {
        // The places in a literal count a line end as one byte.
        let plain = |offset: usize| offset - text.value[..offset].matches("\r\n").count();
        self.span_in_plain(text, plain(part.start)..plain(part.end))
    }

    /// Returns where a part of a text is written whose line ends were counted as one byte each.
    pub(crate) fn span_in_plain(&self, text: &Name, part: Range<usize>) -> Span {
        let source = self.sources.get(text.span.file);
        let written = &source.text()[text.span.range()];
        let at = |offset: usize| text.span.range().start + offset_in_literal(written, offset);
        let start = at(part.start);
        Span::new(text.span.file, start..at(part.end).max(start))
    }
}

/// A post on a channel, with what goes out there.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The post's id.
    pub id: PostId,
    /// The post.
    pub post: &'a Post,
    /// The channel's id.
    pub channel_id: ChannelId,
    /// The channel.
    pub channel: &'a Channel,
    /// What goes out.
    pub content: Content<'a>,
}
