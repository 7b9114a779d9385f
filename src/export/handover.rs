//! What all hand-overs to tools that publish share: what is handed over, what such a tool can take, and what is lost.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{Entry, Loss};
use crate::model::{Media, Post, Status};

/// Says why nobody may publish a placement by a tool: it is out, or nobody has decided when. A tool would guess: one posts at
/// nine, another whenever its queue has room.
pub(super) fn not_to_publish(entry: &Entry<'_>) -> Option<&'static str> {
    if entry.post().status() == Status::Published {
        return Some("it is published already");
    }
    entry.placement.instant.is_none().then_some("its hour is open")
}

/// Returns whether a tool elsewhere can fetch a file: only by an address of the web.
pub(super) fn is_on_the_web(media: &Media) -> bool {
    let start = media.file.get(..8).unwrap_or(&media.file).to_ascii_lowercase();
    start.starts_with("https://") || start.starts_with("http://")
}

/// Returns the ending of a file's name in lower case; of an address, that of its path.
pub(super) fn ending(file: &str) -> String {
    let path = file.split(['?', '#']).next().unwrap_or(file);
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

/// Leaves control characters out, line ends and tabs aside: no network publishes them, and readers stop at them.
pub(super) fn without_controls(text: &str) -> Cow<'_, str> {
    if has_controls(text) {
        let kept = text.chars().filter(|letter| !is_control(*letter));
        return Cow::Owned(kept.collect());
    }
    Cow::Borrowed(text)
}

/// Returns whether a text has characters that [`without_controls`] leaves out.
pub(super) fn has_controls(text: &str) -> bool {
    text.bytes().any(|byte| is_control(char::from(byte)))
}

fn is_control(letter: char) -> bool {
    letter.is_ascii_control() && !matches!(letter, '\n' | '\r' | '\t')
}

/// What is lost, gathered post by post.
#[derive(Debug, Default)]
pub(super) struct Lost<'a> {
    posts: Vec<LostOf<'a>>,
    index: HashMap<*const Post, usize>,
    of_all: Vec<Loss>,
}

/// What one post loses, and on which channels.
#[derive(Debug)]
struct LostOf<'a> {
    post: &'a Post,
    what: Vec<(Cow<'static, str>, Vec<&'a str>)>,
}

impl<'a> Lost<'a> {
    /// Notes what a placement loses.
    pub(super) fn add(&mut self, entry: &Entry<'a>, what: impl Into<Cow<'static, str>>) {
        let (post, what) = (entry.post(), what.into());
        let index = *self.index.entry(std::ptr::from_ref(post)).or_insert(self.posts.len());
        if index == self.posts.len() {
            self.posts.push(LostOf { post, what: Vec::new() });
        }
        let channel = entry.channel().label();
        let lost = &mut self.posts[index].what;
        match lost.iter_mut().find(|(known, _)| *known == what) {
            Some((_, channels)) => channels.push(channel),
            None => lost.push((what, vec![channel])),
        }
    }

    /// Notes what many posts lose, in one line.
    pub(super) fn add_of_all(&mut self, posts: impl Into<String>, what: impl Into<String>) {
        self.of_all.push(Loss { post: posts.into(), what: what.into() });
    }

    /// Lists all of it, post by post; where a post loses something on some of its channels only, these are named.
    pub(super) fn list(self, entries: &[Entry<'a>]) -> Vec<Loss> {
        let mut losses = self.of_all;
        if self.posts.is_empty() {
            return losses;
        }
        let mut placements: HashMap<*const Post, usize> = HashMap::new();
        for entry in entries {
            *placements.entry(std::ptr::from_ref(entry.post())).or_default() += 1;
        }
        for LostOf { post, what } in self.posts {
            let all = placements.get(&std::ptr::from_ref(post)).copied().unwrap_or_default();
            let reference = post.reference();
            losses.extend(what.into_iter().map(|(what, channels)| {
                let what = if channels.len() < all {
                    format!("{what} on {}", channels.join(" and "))
                } else {
                    what.into_owned()
                };
                Loss { post: reference.clone(), what }
            }));
        }
        losses
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_those_of_the_path() {
        assert_eq!(ending("https://media.example/a.b/Podil.JPG?size=1.png#x.gif"), "jpg");
        assert_eq!(ending("https://media.example/picture"), "");
        assert_eq!(ending("media/кава.webp"), "webp");
    }

    #[test]
    fn controls_go_and_everything_else_stays() {
        assert_eq!(
            without_controls("a\u{0}b\u{1b}[31m\tc\r\n\u{7f}ї\u{85}\u{202e}"),
            "ab[31m\tc\r\nї\u{85}\u{202e}"
        );
        assert!(matches!(without_controls("Кава\n\t☕️"), Cow::Borrowed(_)));
    }
}
