//! What goes out: a post as it is on one channel, and the text that is published there.
//!
//! The published text is the text, then, where the network has no field for it, the link on a line of its own, then the
//! hashtags on another, each after an empty line. A link or hashtag that the text holds already is not added again. Line
//! ends count as one; one final line end does not count. Whatever counts, checks or exports a text goes through here.

use std::borrow::Cow;
use std::ops::Range;

use super::{ChannelId, Media, Name, Plan, Post};
use crate::networks::{Carried, Network};

/// A post as it is on one channel.
#[derive(Clone, Copy, Debug)]
pub struct Content<'a> {
    /// The title.
    pub title: Option<&'a Name>,
    /// The text.
    pub text: Option<&'a Name>,
    /// The address that it leads to.
    pub link: Option<&'a Name>,
    /// Pictures, videos, documents.
    pub media: &'a [Media],
    /// Hashtags beside those inside the text, without `#`.
    pub hashtags: &'a [Name],
    /// The first comment.
    pub first_comment: Option<&'a Name>,
}

impl Plan {
    /// Returns a post as it is on a channel: what its variant says, else what the post says.
    pub fn content<'a>(&'a self, post: &'a Post, channel: ChannelId) -> Content<'a> {
        let variant = post.variant(channel);
        let own = Content {
            title: post.title.as_ref(),
            text: post.text.as_ref(),
            link: post.link.as_ref(),
            media: &post.media,
            hashtags: &post.hashtags,
            first_comment: post.details().first_comment.as_ref(),
        };
        let Some(variant) = variant else { return own };
        Content {
            title: variant.title.as_ref().or(own.title),
            text: variant.text.as_ref().or(own.text),
            link: variant.link.as_ref().or(own.link),
            media: variant.media.as_deref().unwrap_or(own.media),
            hashtags: variant.hashtags.as_deref().unwrap_or(own.hashtags),
            first_comment: variant.first_comment.as_ref().or(own.first_comment),
        }
    }
}

/// The text that is published.
#[derive(Clone, Debug)]
pub struct Published<'a> {
    /// All of it.
    pub text: Cow<'a, str>,
    /// Bytes that come from the post's text.
    own: usize,
    /// Bytes of the link that was added.
    link: Option<Range<usize>>,
    /// Bytes of each hashtag that was added, and which one it is.
    hashtags: Vec<(Range<usize>, usize)>,
}

/// Where a byte of the published text comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// From the text, at this byte of it, line ends counted as one.
    Text(usize),
    /// From the link that was added.
    Link,
    /// From a hashtag that was added, by its place in the list.
    Hashtag(usize),
}

impl<'a> Content<'a> {
    /// Returns the text as a network publishes it.
    pub fn published(&self, network: &Network) -> Published<'a> {
        let own = self.text.map_or("", |text| &text.value);
        let own = own.strip_suffix('\n').map_or(own, |own| own.strip_suffix('\r').unwrap_or(own));
        let mut text = if memchr::memchr(b'\r', own.as_bytes()).is_some() {
            Cow::Owned(own.replace("\r\n", "\n"))
        } else {
            Cow::Borrowed(own)
        };
        let own = text.len();
        let link = self.link.filter(|link| {
            network.link == Carried::InText && !link.is_empty() && !text.contains(&*link.value)
        });
        let link = link.map(|link| {
            let text = text.to_mut();
            separate(text);
            text.push_str(link);
            text.len() - link.len()..text.len()
        });
        let mut hashtags = Vec::new();
        if network.hashtags == Carried::InText && !self.hashtags.is_empty() {
            let held: Vec<String> = hashtags_in(&text[..own]).map(|(_, tag)| tag.to_lowercase()).collect();
            for (index, tag) in self.hashtags.iter().enumerate() {
                let tag = tag.trim_start_matches('#');
                if tag.is_empty() || held.iter().any(|held| *held == tag.to_lowercase()) {
                    continue;
                }
                let text = text.to_mut();
                if hashtags.is_empty() {
                    separate(text);
                } else {
                    text.push(' ');
                }
                let start = text.len();
                text.push('#');
                text.push_str(tag);
                hashtags.push((start..text.len(), index));
            }
        }
        Published { text, own, link, hashtags }
    }

    /// Returns a number of bytes that the published text never exceeds, without putting it together.
    pub fn at_most_bytes(&self) -> usize {
        let tags: usize = self.hashtags.iter().map(|tag| tag.len() + 2).sum();
        self.text.map_or(0, |text| text.len()) + self.link.map_or(0, |link| link.len() + 2) + tags + 2
    }
}

impl Published<'_> {
    /// Returns how many bytes come from the post's text.
    pub fn own(&self) -> usize {
        self.own
    }

    /// Returns whether a link was added to the text, and whether hashtags were.
    pub fn added(&self) -> (bool, bool) {
        (self.link.is_some(), !self.hashtags.is_empty())
    }

    /// Returns where a byte comes from; white space between the parts counts to the one that follows.
    pub fn part(&self, offset: usize) -> Part {
        if offset < self.own {
            return Part::Text(offset);
        }
        if self.link.as_ref().is_some_and(|link| offset < link.end) {
            return Part::Link;
        }
        let tag = self.hashtags.iter().find(|(range, _)| offset < range.end);
        tag.map_or(Part::Text(self.own), |&(_, index)| Part::Hashtag(index))
    }
}

/// Ends a part of the text with an empty line.
fn separate(text: &mut String) {
    if !text.is_empty() {
        text.push_str("\n\n");
    }
}

/// Finds the hashtags of a text: the bytes of each, with its `#`, and the word.
///
/// A hashtag is a `#` that follows no letter, digit or `&`, with letters, digits and underscores behind it, of which one at
/// least is no digit.
pub fn hashtags_in(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let is_word =
        |letter: char| letter.is_alphanumeric() || letter == '_' || ('\u{300}'..='\u{36f}').contains(&letter);
    memchr::memchr_iter(b'#', text.as_bytes()).filter_map(move |start| {
        let before = text[..start].chars().next_back();
        if before.is_some_and(|before| is_word(before) || matches!(before, '&' | '/')) {
            return None;
        }
        let rest = &text[start + 1..];
        let word = &rest[..rest.find(|letter| !is_word(letter)).unwrap_or(rest.len())];
        let is_tag = word.chars().any(|letter| !letter.is_numeric());
        is_tag.then(|| (start..start + 1 + word.len(), word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Sources, Span, Spanned};

    fn name(text: &str) -> Name {
        let sources = Sources::new();
        let file = sources.add("plan.toml", String::new()).expect("a short text");
        Spanned::new(text.into(), Span::new(file, 0..0))
    }

    #[test]
    fn link_and_hashtags_are_appended_once() {
        let (text, link) = (name("Нове меню #Кава\r\nЗаходьте\r\n"), name("https://kava.example"));
        let hashtags = [name("кава"), name("podil"), name("#opening")];
        let content = Content {
            title: None,
            text: Some(&text),
            link: Some(&link),
            media: &[],
            hashtags: &hashtags,
            first_comment: None,
        };
        let facebook = Network::find("facebook").expect("a network");
        let published = content.published(facebook);
        let own = "Нове меню #Кава\nЗаходьте";
        assert_eq!(published.text, format!("{own}\n\nhttps://kava.example\n\n#podil #opening"));
        assert_eq!(published.part(3), Part::Text(3));
        assert_eq!(published.part(own.len() + 5), Part::Link);
        assert_eq!(published.part(published.text.len() - 1), Part::Hashtag(2));
        let reddit = Network::find("reddit").expect("a network");
        assert_eq!(content.published(reddit).text, format!("{own}\n\nhttps://kava.example"));
    }

    #[test]
    fn hashtags_are_told_from_numbers_and_anchors() {
        let found: Vec<&str> = hashtags_in("#кава is #1, a#b, &#39; http://a/#top #2026року ##x #")
            .map(|(_, tag)| tag)
            .collect();
        assert_eq!(found, ["кава", "2026року", "x"]);
    }
}
