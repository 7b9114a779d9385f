//! Files as others know them: by paths and addresses that begin at the root of the repository.

use std::fmt::Write as _;

use super::Base;

impl Base<'_> {
    /// Names a file from the root of the repository; one that lies elsewhere keeps the path that it was given by.
    pub(super) fn path(self, path: &str) -> String {
        self.inside(path).unwrap_or_else(|| path.to_owned())
    }

    /// Returns a file's address (RFC 3986), and whether it counts from the root of the repository.
    pub(super) fn address(self, path: &str) -> (String, bool) {
        match self.inside(path) {
            Some(inside) => (encoded(&inside), true),
            None if is_drive(path) => (format!("file:///{}:{}", &path[..1], encoded(&path[2..])), false),
            None if is_absolute(path) => (format!("file://{}", encoded(path)), false),
            None => (encoded(path), false),
        }
    }

    /// Finds the path from the root of the repository on, if the file lies in it.
    fn inside(self, path: &str) -> Option<String> {
        let is_absolute = is_absolute(path);
        let folder = if is_absolute { "" } else { self.folder };
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        let joined = parts.join("/");
        if !is_absolute {
            return Some(joined);
        }
        let root = self.root.trim_matches('/');
        let inside = joined.strip_prefix(root).and_then(|rest| rest.strip_prefix('/'));
        inside.filter(|_| !root.is_empty()).map(str::to_owned)
    }
}

fn is_absolute(path: &str) -> bool {
    path.starts_with('/') || is_drive(path)
}

/// Returns whether a path begins with a drive of Windows.
fn is_drive(path: &str) -> bool {
    path.as_bytes().get(1) == Some(&b':')
}

/// Writes a path as a part of an address: letters and digits of ASCII, `-`, `.`, `_`, `~` and `/` stay.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_from_the_root_of_the_repository() {
        let base = Base { root: "/home/olena/repo", folder: "brands/kava" };
        for (path, named) in [
            ("./p.toml", "brands/kava/p.toml"),
            ("plans/p.toml", "brands/kava/plans/p.toml"),
            ("../brand.toml", "brands/brand.toml"),
            ("../../../other.toml", "../../../other.toml"),
            ("/home/olena/repo/a/p.toml", "a/p.toml"),
            ("/home/olena/repo/brands/../p.toml", "p.toml"),
            ("/home/olena/repository/p.toml", "/home/olena/repository/p.toml"),
        ] {
            assert_eq!(base.path(path), named);
        }
        assert_eq!(Base::default().path("./p.toml"), "p.toml");
        assert_eq!(Base::default().path("/p.toml"), "/p.toml");
        assert_eq!(Base::default().path("<stdin>"), "<stdin>");
    }

    #[test]
    fn addresses_hold_only_what_addresses_may() {
        let base = Base { root: "/repo", folder: "a b" };
        for (path, address, is_inside) in [
            ("план 48%.toml", "a%20b/%D0%BF%D0%BB%D0%B0%D0%BD%2048%25.toml", true),
            ("c:/d e.toml", "file:///c:/d%20e.toml", false),
            ("x\u{1b}#?[y]:1.toml", "a%20b/x%1B%23%3F%5By%5D%3A1.toml", true),
            ("../../p.toml", "../../p.toml", false),
            ("/tmp/p.toml", "file:///tmp/p.toml", false),
        ] {
            assert_eq!(base.address(path), (address.to_owned(), is_inside));
        }
    }
}
