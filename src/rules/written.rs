//! What people read of a post, piece by piece: its own title, text, link and so on, and those of its variants.

use super::Context;
use crate::model::{ChannelId, Media, Name, Post, PostId};

/// What of a post a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// The title.
    Title,
    /// The text.
    Text,
    /// The address that it leads to.
    Link,
    /// The first comment.
    Comment,
    /// What a picture shows.
    AltText,
    /// A hashtag beside those inside the text.
    Hashtag,
}

impl PieceKind {
    /// Returns what messages call it.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Text => "text",
            Self::Link => "link",
            Self::Comment => "first comment",
            Self::AltText => "alt text",
            Self::Hashtag => "hashtag",
        }
    }
}

/// A piece of a post as it is written.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// The post's id.
    pub id: PostId,
    /// The post.
    pub post: &'a Post,
    /// What of the post it is.
    pub kind: PieceKind,
    /// The channel, where it stands in a variant.
    pub channel: Option<ChannelId>,
    /// What is written.
    pub value: &'a Name,
}

impl<'a> Context<'a> {
    /// Lists every piece of the written posts that people read, each where it is written.
    pub fn written(&self) -> impl Iterator<Item = Written<'a>> + use<'a> {
        self.written_posts().flat_map(|(id, post)| pieces(id, post))
    }
}

fn pieces(id: PostId, post: &Post) -> impl Iterator<Item = Written<'_>> {
    let comment = post.details().first_comment.as_ref();
    let own = [
        (PieceKind::Title, post.title.as_ref()),
        (PieceKind::Text, post.text.as_ref()),
        (PieceKind::Link, post.link.as_ref()),
        (PieceKind::Comment, comment),
    ];
    let own = own.into_iter().filter_map(|(kind, value)| Some((kind, value?)));
    let own = own.chain(lists(&post.media, &post.hashtags)).map(|(kind, value)| (None, kind, value));
    let varied = post.variants.iter().flat_map(|variant| {
        let single = [
            (PieceKind::Title, variant.title.as_ref()),
            (PieceKind::Text, variant.text.as_ref()),
            (PieceKind::Link, variant.link.as_ref()),
            (PieceKind::Comment, variant.first_comment.as_ref()),
        ];
        let single = single.into_iter().filter_map(|(kind, value)| Some((kind, value?)));
        let media = variant.media.as_deref().unwrap_or_default();
        let hashtags = variant.hashtags.as_deref().unwrap_or_default();
        let channel = Some(variant.channel.value);
        single.chain(lists(media, hashtags)).map(move |(kind, value)| (channel, kind, value))
    });
    own.chain(varied).map(move |(channel, kind, value)| Written { id, post, kind, channel, value })
}

fn lists<'a>(media: &'a [Media], hashtags: &'a [Name]) -> impl Iterator<Item = (PieceKind, &'a Name)> {
    let alt = media.iter().filter_map(|medium| Some((PieceKind::AltText, medium.alt.as_ref()?)));
    alt.chain(hashtags.iter().map(|tag| (PieceKind::Hashtag, tag)))
}
