//! stub
use std::ops::Range;
/// A link in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Whether it begins with `http://` or `https://`.
    pub has_scheme: bool,
}
/// Finds the links of a text, in order.
pub fn links(text: &str) -> Vec<Link> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find("http") {
        let start = at + next;
        let end = text[start..].find(char::is_whitespace).map_or(text.len(), |e| start + e);
        found.push(Link { range: start..end, has_scheme: true });
        at = end;
    }
    found
}
