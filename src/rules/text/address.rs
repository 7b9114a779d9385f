//! Addresses: what can be wrong with one, what it plainly stands for, and which links of a text people are to follow.

use core::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use url::{Host, ParseError, Url};

use crate::diag::closest;
use crate::networks::counting::links;
use crate::text::is_override;

/// What is wrong with an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wrong<'a> {
    /// Nothing but white space.
    Blank,
    /// White space, or a sign that nobody sees, before or behind it.
    Edges,
    /// The same inside it, at these bytes.
    Inside(Range<usize>),
    /// No scheme.
    NoScheme,
    /// A scheme that is not the web's.
    Scheme(&'a str),
    /// `https` without `://` and a domain right behind it.
    Slashes,
    /// A second scheme behind the first.
    TwoSchemes,
    /// Browsers do not take it, for this reason.
    Unreadable(&'static str),
    /// A host that only this computer or this office knows.
    Private(&'a str),
    /// A host that is no domain.
    NoDomain(&'a str),
    /// A second `?` before `utm_`, at these bytes.
    SecondQuestion(Range<usize>),
}

/// Longest domain and longest part of one between dots, in bytes.
///
/// Source: RFC 1035, section 2.3.4.
const LONGEST: (usize, usize) = (253, 63);
/// Longest host that is given to the parser, in bytes; far beyond any domain in other letters.
const LONGEST_HOST: usize = 2_000;
/// Ends of names that only a computer or an office knows.
///
/// Source: RFC 2606, RFC 6762, RFC 8375; ICANN on `internal`, 2024-07-29; `lan` by habit.
const PRIVATE: [&str; 7] = ["localhost", "local", "internal", "lan", "home.arpa", "test", "invalid"];

/// Judges an address that is to be followed from a post. An empty one is none.
pub(super) fn judge(link: &str) -> Option<Wrong<'_>> {
    if let Some(start) = link.find(is_blank) {
        if link.chars().all(is_blank) {
            return Some(Wrong::Blank);
        }
        if start == 0 || link.ends_with(is_blank) {
            return Some(Wrong::Edges);
        }
        let rest = &link[start..];
        return Some(Wrong::Inside(start..link.len() - rest.trim_start_matches(is_blank).len()));
    }
    if link.is_empty() {
        return None;
    }
    let Some(rest) = behind_web(link) else {
        return Some(scheme(link).map_or(Wrong::NoScheme, Wrong::Scheme));
    };
    let Some(rest) = rest.strip_prefix("://").filter(|rest| !rest.starts_with(['/', '\\'])) else {
        return Some(Wrong::Slashes);
    };
    if behind_web(rest).is_some_and(|rest| rest.starts_with("//") || rest.starts_with("://")) {
        return Some(Wrong::TwoSchemes);
    }
    judge_host(link, rest).or_else(|| second_question(link).map(Wrong::SecondQuestion))
}

/// Judges the host of an address; `rest` is what stands behind its scheme.
fn judge_host<'a>(link: &'a str, rest: &'a str) -> Option<Wrong<'a>> {
    let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or(rest);
    let host = host.rsplit('@').next().unwrap_or(host);
    if host.len() > LONGEST_HOST {
        return Some(Wrong::Unreadable("its domain is longer than any can be"));
    }
    let url = match Url::parse(link) {
        Ok(url) => url,
        Err(error) => return Some(Wrong::Unreadable(reason(error))),
    };
    let is_private = match url.host() {
        None => return Some(Wrong::Unreadable(reason(ParseError::EmptyHost))),
        Some(Host::Ipv4(address)) => is_private_v4(address),
        Some(Host::Ipv6(address)) => is_private_v6(address),
        Some(Host::Domain(domain)) => {
            let domain = domain.strip_suffix('.').unwrap_or(domain);
            let ends = |end: &&str| {
                domain.strip_suffix(*end).is_some_and(|name| name.is_empty() || name.ends_with('.'))
            };
            let is_private = PRIVATE.iter().any(ends);
            if !is_private && !is_domain(domain) {
                return Some(Wrong::NoDomain(host));
            }
            is_private
        }
    };
    is_private.then_some(Wrong::Private(host))
}

/// Returns the address that a faulty one plainly stands for.
pub(super) fn mended(link: &str) -> Option<String> {
    let seen: String = link.chars().filter(|letter| !is_unseen(*letter)).collect();
    let (mut name, mut rest) = ("https", seen.trim());
    let whole = rest;
    // Of several schemes, the last one counts.
    while let Some(behind) = behind_web(rest) {
        name = if rest.len() - behind.len() == "http".len() { "http" } else { "https" };
        rest = behind.trim_start_matches([':', ';', '/', '\\']);
    }
    if rest.len() == whole.len() {
        match rest.split_once("://") {
            Some((written, behind)) => (name, rest) = (closest(written, ["http", "https"])?, behind),
            None if scheme(rest).is_some() => return None,
            // An address of e-mail, or somebody's name on a network.
            None if rest.split('/').next().is_some_and(|host| host.contains('@')) => return None,
            None => rest = rest.trim_start_matches('/'),
        }
    }
    let mut mended = format!("{name}://{rest}");
    if let Some(question) = second_question(&mended) {
        mended.replace_range(question, "&");
    }
    (mended != link && judge(&mended).is_none()).then_some(mended)
}

/// Returns whether an address certainly stands for what it was mended to: it had the scheme, or its domain ends in a top-level
/// domain of the root zone.
pub(super) fn is_certain(link: &str, mended: &str) -> bool {
    if behind_web(link.trim_start_matches(is_blank)).is_some() {
        return true;
    }
    let url = Url::parse(mended).ok();
    let domain = url.as_ref().and_then(Url::domain);
    domain.and_then(|domain| domain.trim_end_matches('.').rsplit('.').next()).is_some_and(tld::exist)
}

/// Finds the links of a text that people are to follow: those with a scheme or a path, and `www.`. A bare domain can be
/// typed, and may be a name.
pub(super) fn followed(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    if memchr::memchr(b'/', bytes).is_none() && memchr::memmem::find(bytes, b"www.").is_none() {
        return Vec::new();
    }
    let found = links(text).into_iter().filter(|link| {
        let written = &text[link.range.clone()];
        link.has_scheme || written.contains('/') || written.starts_with("www.")
    });
    found.map(|link| link.range).collect()
}

/// Returns what stands behind `http` or `https`, where a sign follows that makes it a scheme.
pub(super) fn behind_web(text: &str) -> Option<&str> {
    let rest = text.get(4..).filter(|_| text[..4].eq_ignore_ascii_case("http"))?;
    let rest = rest.strip_prefix(['s', 'S']).unwrap_or(rest);
    rest.starts_with([':', ';', '/', '\\']).then_some(rest)
}

/// Returns the scheme of an address; a domain before a port is none.
fn scheme(link: &str) -> Option<&str> {
    let (name, _) = link.split_once(':')?;
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-'));
    (is_name && name != "localhost").then_some(name)
}

/// Finds a second `?`, where the parameters of a campaign follow it: they then belong to the parameter before.
fn second_question(link: &str) -> Option<Range<usize>> {
    let link = link.split('#').next()?;
    let first = link.find('?')?;
    let second = first + 1 + link[first + 1..].find("?utm_")?;
    Some(second..second + 1)
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        let plain = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        plain && (1..=LONGEST.1).contains(&label.len())
    };
    domain.len() <= LONGEST.0 && domain.contains('.') && domain.split('.').all(is_label)
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    address.is_private() || address.is_loopback() || address.is_link_local() || address.octets()[0] == 0
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    let is_local = address.is_loopback()
        || address.is_unspecified()
        || address.is_unique_local()
        || address.is_unicast_link_local();
    is_local || address.to_ipv4_mapped().is_some_and(is_private_v4)
}

fn reason(error: ParseError) -> &'static str {
    match error {
        ParseError::EmptyHost => "it has no domain",
        ParseError::IdnaError | ParseError::InvalidDomainCharacter => {
            "its domain has signs that no domain can have"
        }
        ParseError::InvalidPort => "its port is no number up to 65535",
        ParseError::InvalidIpv4Address | ParseError::InvalidIpv6Address => "there is no such IP address",
        _ => "browsers do not take it",
    }
}

/// Returns whether a letter is white space, or nobody sees it.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || is_unseen(letter)
}

/// Returns whether a letter is a mark that nobody sees, as copying from a page brings along.
pub(super) fn is_unseen(letter: char) -> bool {
    !letter.is_whitespace()
        && (letter.is_control()
            || is_override(letter)
            || matches!(letter, '\u{ad}' | '\u{200b}' | '\u{2060}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_work_are_left_alone() {
        for link in [
            "",
            "https://kava.example/podil",
            "http://кав’ярня.укр",
            "https://кава.укр/меню?стіл=1#вікно",
            "HTTPS://KAVA.UA:8080/(a)?a=b,c&d=[1]&utm_source=x?y",
            "https://xn--80aafwj.xn--j1amh/",
            "https://kava.ua/?url=https://other.ua/?a=1",
            "https://kava.ua?a=1#?utm_source=x",
            "https://localhost.kava.ua/internal",
            "https://8.8.8.8/",
            "https://[2001:db8::1]/",
            "https://user@kava.ua./",
            "https://httpbin.org/http://a",
            "https://my_shop.kava.ua/☕",
        ] {
            assert_eq!(judge(link), None, "{link}");
        }
    }

    #[test]
    fn faults_are_named_and_plain_ones_mended() {
        let unreadable = |reason| Wrong::Unreadable(reason);
        for (link, wrong, mend) in [
            (" \u{a0}", Wrong::Blank, None),
            (" https://kava.ua ", Wrong::Edges, Some("https://kava.ua")),
            ("\u{feff}kava.ua/a", Wrong::Edges, Some("https://kava.ua/a")),
            ("https://kava\u{200b}.ua", Wrong::Inside(12..15), Some("https://kava.ua")),
            ("https://kava.ua/my menu", Wrong::Inside(18..19), None),
            ("https://kava.ua\nhttps://tea.ua", Wrong::Inside(15..16), None),
            ("kava.ua/podil", Wrong::NoScheme, Some("https://kava.ua/podil")),
            ("//kava.ua", Wrong::NoScheme, Some("https://kava.ua")),
            ("kava.ua:8080/a", Wrong::NoScheme, Some("https://kava.ua:8080/a")),
            ("localhost:3000", Wrong::NoScheme, None),
            ("кава.укр", Wrong::NoScheme, Some("https://кава.укр")),
            ("/podil", Wrong::NoScheme, None),
            ("TBD", Wrong::NoScheme, None),
            ("@kava.ua", Wrong::NoScheme, None),
            ("help@kava.ua", Wrong::NoScheme, None),
            ("medium.com/@kava", Wrong::NoScheme, Some("https://medium.com/@kava")),
            ("https", Wrong::NoScheme, None),
            ("mailto:help@kava.ua", Wrong::Scheme("mailto"), None),
            ("javascript:alert(1)", Wrong::Scheme("javascript"), None),
            ("tel:0441234567", Wrong::Scheme("tel"), None),
            ("ftp://kava.ua", Wrong::Scheme("ftp"), None),
            ("htps://kava.ua", Wrong::Scheme("htps"), Some("https://kava.ua")),
            ("https:/kava.ua", Wrong::Slashes, Some("https://kava.ua")),
            ("https:kava.ua", Wrong::Slashes, Some("https://kava.ua")),
            ("http//kava.ua", Wrong::Slashes, Some("http://kava.ua")),
            ("https:\\\\kava.ua", Wrong::Slashes, Some("https://kava.ua")),
            ("https:///kava.ua", Wrong::Slashes, Some("https://kava.ua")),
            ("https://http://kava.ua", Wrong::TwoSchemes, Some("http://kava.ua")),
            ("https://", unreadable("it has no domain"), None),
            ("https://?a", unreadable("it has no domain"), None),
            ("https://kava.ua:80800/", unreadable("its port is no number up to 65535"), None),
            ("https://[посилання]", unreadable("there is no such IP address"), None),
            ("https://<link>", unreadable("its domain has signs that no domain can have"), None),
            ("http://localhost:3000/a", Wrong::Private("localhost:3000"), None),
            ("http://kava.local", Wrong::Private("kava.local"), None),
            ("http://127.0.0.1/", Wrong::Private("127.0.0.1"), None),
            ("http://user@192.168.0.4/", Wrong::Private("192.168.0.4"), None),
            ("http://[::1]/", Wrong::Private("[::1]"), None),
            ("https://kava/podil", Wrong::NoDomain("kava"), None),
            ("https://kava..ua", Wrong::NoDomain("kava..ua"), None),
            ("https://kava.ua,https://tea.ua", Wrong::NoDomain("kava.ua,https:"), None),
            (
                "https://kava.ua?a=1?utm_source=x",
                Wrong::SecondQuestion(19..20),
                Some("https://kava.ua?a=1&utm_source=x"),
            ),
        ] {
            assert_eq!(judge(link), Some(wrong), "{link}");
            assert_eq!(mended(link).as_deref(), mend, "{link}");
        }
    }

    #[test]
    fn only_links_that_people_are_to_follow_are_found() {
        let found = |text: &'static str| -> Vec<&str> {
            followed(text).into_iter().map(|range| &text[range]).collect()
        };
        let text =
            "Меню на kava.ua, www.kava.ua і kava.ua/menu; Booking.com; https://kava.example/a. help@kava.ua";
        assert_eq!(found(text), ["www.kava.ua", "kava.ua/menu", "https://kava.example/a"]);
        assert!(found("і/або, 24/7, ASP.NET").is_empty());
    }

    #[test]
    fn long_addresses_take_no_time() {
        for part in
            ["a", "ї", "a.", "ї.", "http://", "https:", "?utm_", " ", "\u{200d}", "@", "xn--a.", "%2e"]
        {
            for before in ["", "https://", "https://kava.ua/"] {
                let link = format!("{before}{}", part.repeat(50_000 / part.len()));
                let _ = (judge(&link), mended(&link), followed(&link));
            }
        }
    }
}
