//! Which addresses become links: those of the web, and no others.

use std::fmt::Write as _;

/// An address that is safe to lead to: `http` or `https`, a plain host, no password.
#[derive(Clone, Copy, Debug)]
pub(super) struct Address<'a> {
    /// Scheme and host, written as they are.
    host: &'a str,
    /// What follows.
    rest: &'a str,
}

impl<'a> Address<'a> {
    /// Reads an address; none where it leads elsewhere, or where it is not plain where it leads to.
    pub(super) fn of(address: &'a str) -> Option<Self> {
        let scheme = ["https://", "http://"].into_iter().find(|scheme| {
            address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        })?;
        let after = &address[scheme.len()..];
        let end = after.find(['/', '?', '#']).unwrap_or(after.len());
        let (name, port) = after[..end].split_once(':').unwrap_or((&after[..end], "0"));
        let is_name = |name: &str| {
            !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || "-.".contains(letter))
        };
        let is_port = !port.is_empty() && port.bytes().all(|digit| digit.is_ascii_digit());
        let (host, rest) = address.split_at(scheme.len() + end);
        (is_name(name) && is_port).then_some(Self { host, rest })
    }

    /// Writes the value of a `href`, everything encoded that an address may not hold as it is.
    pub(super) fn write(self, page: &mut String) {
        page.push_str(self.host);
        let (mut is_fragment, bytes) = (false, self.rest.as_bytes());
        for (at, &byte) in bytes.iter().enumerate() {
            let is_encoded = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
            let _ = match byte {
                b'&' => page.write_str("&amp;"),
                b'\'' => page.write_str("&#39;"),
                b'#' if !is_fragment => {
                    is_fragment = true;
                    page.write_char('#')
                }
                b'%' if is_encoded(at + 1) && is_encoded(at + 2) => page.write_char('%'),
                byte if byte.is_ascii_alphanumeric() || b"!$()*+,-./:;=?@_~".contains(&byte) => {
                    page.write_char(char::from(byte))
                }
                byte => write!(page, "%{byte:02X}"),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn href(address: &str) -> Option<String> {
        let address = Address::of(address)?;
        let mut page = String::new();
        address.write(&mut page);
        Some(page)
    }

    #[test]
    fn only_the_web_is_linked() {
        for address in [
            "javascript:alert(1)",
            "data:text/html,x",
            "https:kava.example",
            "//kava.example",
            "https://",
            "https://kava.example@evil.example/",
            "https://kava.example\\@evil.example",
            " https://kava.example",
            "https://ka va.example",
            "https://kava.example:x/",
            "https://kava\n.example/",
        ] {
            assert_eq!(href(address), None, "{address}");
        }
    }

    #[test]
    fn what_an_address_may_not_hold_is_encoded() {
        let address = "HTTPS://кава.example:8080/a b?q=<x>&y=\"'{}[]|^`\\%41%zz#о#p\u{202e}";
        let wanted = "HTTPS://кава.example:8080/a%20b?q=%3Cx%3E&amp;y=%22&#39;%7B%7D%5B%5D%7C%5E%60%5C%41%25zz#%D0%BE%23p%E2%80%AE";
        assert_eq!(href(address).as_deref(), Some(wanted));
    }
}
