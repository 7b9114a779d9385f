//! Addresses that a calendar may lead to: of the web, in letters that every reader takes.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Signs of an address that stand for themselves beside letters and digits (RFC 3986, section 2); `%` is one already made.
const SIGNS: &[u8] = b"-._~:/?#[]@!$&'()*+,;=%";

/// Types of media by the endings of their names, in lower case (the registry of media types, read 2026-08).
const TYPES: &[(&str, &str)] = &[
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("png", "image/png"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("heic", "image/heic"),
    ("svg", "image/svg+xml"),
    ("mp4", "video/mp4"),
    ("m4v", "video/mp4"),
    ("mov", "video/quicktime"),
    ("webm", "video/webm"),
    ("mp3", "audio/mpeg"),
    ("m4a", "audio/mp4"),
    ("ogg", "audio/ogg"),
    ("wav", "audio/wav"),
    ("pdf", "application/pdf"),
];

/// Returns an address of the web as calendars write it: other letters escaped, a domain of them in punycode. None for what is no
/// such address: `javascript:`, `data:`, a file's path, a host that cannot be.
pub(super) fn web_address(link: &str) -> Option<Cow<'_, str>> {
    let link = link.trim();
    let scheme = ["https://", "http://"].into_iter().find(|scheme| {
        link.get(..scheme.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(scheme))
    })?;
    let rest = &link[scheme.len()..];
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || SIGNS.contains(&byte);
    if authority.is_empty() || link.contains(char::is_control) {
        return None;
    }
    if link.bytes().all(is_sign) {
        return Some(Cow::Borrowed(link));
    }
    let mut out = link[..scheme.len()].to_owned();
    if authority.bytes().all(is_sign) {
        out.push_str(authority);
    } else {
        let (host, port) = authority.split_at(authority.find(':').unwrap_or(authority.len()));
        out.push_str(&idna::domain_to_ascii_cow(host.as_bytes(), idna::AsciiDenyList::URL).ok()?);
        out.push_str(port);
    }
    for byte in path.bytes() {
        if is_sign(byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    Some(Cow::Owned(out))
}

/// Returns the type of media that an address leads to, by the ending of its name.
pub(super) fn media_type(address: &str) -> Option<&'static str> {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let (_, ending) = path.rsplit_once('.')?;
    TYPES.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)).map(|&(_, media)| media)
}

#[cfg(test)]
mod tests {
    use super::{media_type, web_address};

    #[test]
    fn only_addresses_of_the_web_are_led_to() {
        let same = [
            "https://kava.example",
            "HTTP://kava.example:8080/a?b=1,2;3&c=%D0#d",
            "https://u@kava.example/[1]",
        ];
        for link in same {
            assert_eq!(web_address(link).as_deref(), Some(link));
        }
        let none = [
            "",
            "kava.example",
            "javascript:alert(1)",
            "data:text/html,x",
            "media/podil.jpg",
            "https://",
            "https:///x",
            "https://a b/",
            "https://<b>/",
            "https://kava.example/\r\nATTACH:x",
            "ftp://kava.example",
            "є",
        ];
        for link in none {
            assert_eq!(web_address(link), None, "{link}");
        }
    }

    #[test]
    fn letters_of_other_scripts_are_escaped() {
        let escaped = [
            ("https://кава.укр:80/", "https://xn--80aaf4a.xn--j1amh:80/"),
            (
                "https://kava.example/поділ \"<1>",
                "https://kava.example/%D0%BF%D0%BE%D0%B4%D1%96%D0%BB%20%22%3C1%3E",
            ),
        ];
        for (link, address) in escaped {
            assert_eq!(web_address(link).as_deref(), Some(address));
        }
    }

    #[test]
    fn media_are_known_by_their_ending() {
        assert_eq!(media_type("https://kava.example/a.JPG?size=1.5"), Some("image/jpeg"));
        assert_eq!(media_type("https://kava.example/a"), None);
    }
}
