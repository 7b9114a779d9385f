//! Why a text is not changed.

use std::fmt;

/// A change that was not made; nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The text is no TOML.
    NotToml {
        /// The line with the first mistake, from 1.
        line: usize,
    },
    /// The posts stand in a list in brackets, or are no list: no new one has a line of its own.
    InlinePosts,
    /// No post stands at the place that was named.
    NoSuchPost,
    /// Two changes want the same bytes.
    Overlap,
    /// A date beyond the years that TOML can write.
    BadYear,
    /// What came out would not read as it was meant to.
    NotKept,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotToml { line } => {
                write!(f, "line {line} cannot be read: mend what `plan check` says of it first")
            }
            Self::InlinePosts => f.write_str(
                "the posts are not written as `[[post]]`: write each below such a line, then try again",
            ),
            Self::NoSuchPost => f.write_str("the post is no longer where it was: try again"),
            Self::Overlap => f.write_str("two changes want the same place: make them one after the other"),
            Self::BadYear => f.write_str("plans hold the years 0000 to 9999: name a date among them"),
            Self::NotKept => f.write_str(
                "the changed text would not read as it was meant to, and nothing was written: change the file by hand",
            ),
        }
    }
}

impl std::error::Error for Refusal {}
