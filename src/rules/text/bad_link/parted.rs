//! Addresses inside a text that are certainly broken.

use std::ops::Range;

use crate::networks::counting::links;
use crate::rules::text::address::behind_web;
use crate::text::{line_after, line_before};

/// A broken address in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Parted {
    /// Blanks between a scheme and a domain.
    Blanks(Range<usize>),
    /// A scheme with nothing behind it.
    Nothing(Range<usize>),
    /// A scheme in front of another.
    Scheme(Range<usize>),
}

/// How far behind a scheme a domain is looked for, and before it the sign that announces an address, in bytes.
const NEAR: usize = 300;

/// Finds the broken addresses of a text, in order.
pub(super) fn parted(text: &str) -> impl Iterator<Item = Parted> {
    memchr::memmem::find_iter(text.as_bytes(), b"://").filter_map(|colon| {
        let start = web_before(text, colon)?;
        let end = colon + "://".len();
        let rest = &text[end..];
        if behind_web(rest).is_some_and(|rest| rest.starts_with("//") || rest.starts_with("://")) {
            return Some(Parted::Scheme(start..end));
        }
        let near = line_after(text, end, NEAR);
        let behind = near.trim_start();
        let blanks = near.len() - behind.len();
        if let Some(word) = behind.split_whitespace().next() {
            let is_domain = blanks > 0 && links(word).first().is_some_and(|link| link.range.start == 0);
            return is_domain.then(|| Parted::Blanks(end..end + blanks));
        }
        let ends_line = rest[near.len()..].is_empty() || rest[near.len()..].starts_with('\n');
        (ends_line && is_announced(text, start)).then_some(Parted::Nothing(start..end))
    })
}

/// Returns where `http` or `https` begins that ends at a place.
fn web_before(text: &str, colon: usize) -> Option<usize> {
    let start = ["https", "http"].iter().find_map(|scheme| {
        let start = colon.checked_sub(scheme.len())?;
        text.get(start..colon)?.eq_ignore_ascii_case(scheme).then_some(start)
    })?;
    (!text[..start].ends_with(char::is_alphanumeric)).then_some(start)
}

/// Returns whether an address is to stand at a place: nothing is before it on its line, or a colon. "Begins with https://" names
/// a scheme and no address.
fn is_announced(text: &str, at: usize) -> bool {
    let line = line_before(text, at, NEAR).trim_end();
    line.is_empty() || line.ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_certainly_broken_is_found() {
        let found = |text: &str| parted(text).collect::<Vec<_>>();
        assert_eq!(found("Меню: https:// kava.ua/a"), [Parted::Blanks(18..19)]);
        assert_eq!(found("Меню: https://\nДалі"), [Parted::Nothing(10..18)]);
        assert_eq!(found("https://"), [Parted::Nothing(0..8)]);
        assert_eq!(found("a\r\n http:// \r\nb"), [Parted::Nothing(4..11)]);
        assert_eq!(found("https://https://kava.ua"), [Parted::Scheme(0..8)]);
        for text in [
            "https://kava.example/a?b=http://c",
            "Адреса починається з https://",
            "з https:// і замка",
            "між «https://» і доменом",
            "http://localhost:3000, http://192.168.0.1",
            "ftp:// kava.ua",
            "https://…",
            "xhttps://",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn long_texts_take_no_time() {
        for part in ["https://", "https:// ", "https://\u{a0}", "://", "https://a.", "ї://", "http://\n"] {
            assert!(parted(&part.repeat(50_000 / part.len())).count() <= 200_000);
        }
        assert_eq!(parted(&format!("https://{}", " ".repeat(200_000))).count(), 0);
    }
}
