//! Where a plan can be cut, so that a mistake spoils one post and a long file is read side by side.
//!
//! A cut stands before a line with a header, outside strings and comments. What lies between two cuts is TOML by
//! itself, apart from what the merge of the pieces looks after.

use std::ops::Range;

use memchr::{memchr, memchr2, memchr3, memmem};

/// Least bytes of a piece of posts: a shorter text is read in one go.
const PIECE: usize = 256 * 1024;

/// What a header begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Header {
    /// `[[post]]`: a new post.
    Post,
    /// `[post.…]`: a part of the post before it.
    PostPart,
    /// Anything else.
    Other,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// Whether it holds nothing but posts.
    pub(super) posts_only: bool,
    /// How many posts begin in it; not counted in a short text.
    pub(super) posts: usize,
}

/// Lists the headers at the beginning of lines, outside strings and comments, with their offsets.
pub(super) fn headers(text: &str) -> impl Iterator<Item = (usize, Header)> {
    let bytes = text.as_bytes();
    let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let start = at;
            let header = header(&bytes[start..]);
            at = next_line(bytes, start);
            if header.is_some() {
                return header.map(|header| (start, header));
            }
        }
        None
    })
}

/// Lists the lines that look like a header, wherever they stand: for a text in which a string was never closed.
pub(super) fn header_lines(text: &str) -> impl Iterator<Item = (usize, Header)> {
    let starts =
        std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|newline| newline + 1));
    starts.filter_map(|start| Some((start, header(&text.as_bytes()[start..])?)))
}

/// Tells what header a line begins with; brackets inside arrays look alike, which costs nothing but time.
fn header(line: &[u8]) -> Option<Header> {
    let line = line.trim_ascii_start_blanks();
    let inner = line.strip_prefix(b"[")?;
    let (double, inner) = inner.strip_prefix(b"[").map_or((false, inner), |inner| (true, inner));
    let Some(rest) = inner.trim_ascii_start_blanks().strip_prefix(b"post") else {
        return Some(Header::Other);
    };
    match rest.trim_ascii_start_blanks().first() {
        Some(b'.') => Some(Header::PostPart),
        Some(b']' | b'\r' | b'\n') if double => Some(Header::Post),
        _ => Some(Header::Other),
    }
}

trait Blanks {
    /// Skips blanks and tabs, but no line ends.
    fn trim_ascii_start_blanks(&self) -> &Self;
}

impl Blanks for [u8] {
    fn trim_ascii_start_blanks(&self) -> &Self {
        let blanks = self.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        &self[blanks..]
    }
}

/// Returns the start of the line behind the one that begins here, where a string may take up many lines.
fn next_line(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    loop {
        let rest = &bytes[at..];
        let Some(stop) = memchr3(b'"', b'\'', b'\n', rest) else { return bytes.len() };
        if memchr(b'#', &rest[..stop]).is_some() {
            return memchr(b'\n', rest).map_or(bytes.len(), |newline| at + newline + 1);
        }
        at += stop;
        match bytes[at] {
            b'\n' => return at + 1,
            _ => at = string_end(bytes, at).0,
        }
    }
}

/// Returns the offset behind a string, and whether it is closed; a string of one line that is not ends before the line
/// end.
pub(super) fn string_end(bytes: &[u8], start: usize) -> (usize, bool) {
    let quote = bytes[start];
    let rest = &bytes[start..];
    if rest.starts_with(&[quote; 3]) {
        return multi_line_end(bytes, start + 3, quote).map_or((bytes.len(), false), |end| (end, true));
    }
    let mut at = start + 1;
    loop {
        let Some(stop) = memchr3(quote, b'\\', b'\n', &bytes[at..]) else { return (bytes.len(), false) };
        at += stop;
        match bytes[at] {
            b'\n' => return (at, false),
            b'\\' if quote == b'"' && bytes.get(at + 1) != Some(&b'\n') => at = (at + 2).min(bytes.len()),
            b'\\' => at += 1,
            _ => return (at + 1, true),
        }
    }
}

fn multi_line_end(bytes: &[u8], start: usize, quote: u8) -> Option<usize> {
    let mut at = start;
    if quote == b'\'' {
        return memmem::find(&bytes[at..], b"'''").map(|end| past_quotes(bytes, at + end, quote));
    }
    while let Some(stop) = memchr2(quote, b'\\', &bytes[at.min(bytes.len())..]) {
        at += stop;
        if bytes[at] == b'\\' {
            at += 2;
        } else if bytes[at..].starts_with(&[quote; 3]) {
            return Some(past_quotes(bytes, at, quote));
        } else {
            at += 1;
        }
    }
    None
}

/// Returns the offset behind closing quotes, of which up to two more belong to the string.
fn past_quotes(bytes: &[u8], start: usize, quote: u8) -> usize {
    let more = bytes[start + 3..].iter().take(2).take_while(|&&byte| byte == quote).count();
    start + 3 + more
}

/// Cuts a long text into pieces that hold posts alone, for reading side by side, and the rest.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    if text.len() < PIECE {
        pieces.push(Piece { range: 0..text.len(), posts_only: false, posts: 0 });
        return pieces;
    }
    let mut start = 0;
    let mut posts_only = false;
    let mut last_post = 0;
    let (mut posts, mut posts_before_last) = (0, 0);
    let mut cut = |end: usize, start: &mut usize, posts_only: bool, posts: usize| {
        if end > *start {
            pieces.push(Piece { range: *start..end, posts_only, posts });
            *start = end;
        }
    };
    for (offset, header) in headers(text) {
        match header {
            Header::Post => {
                if !posts_only || offset - start >= PIECE {
                    cut(offset, &mut start, posts_only, posts);
                    posts_only = true;
                    posts = 0;
                }
                last_post = offset;
                posts_before_last = posts;
                posts += 1;
            }
            Header::PostPart => {}
            Header::Other => {
                if posts_only {
                    cut(last_post, &mut start, true, posts_before_last);
                    posts = 1;
                }
                posts_only = false;
            }
        }
    }
    cut(text.len(), &mut start, posts_only, posts);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(usize, Header)> {
        headers(text).collect()
    }

    #[test]
    fn headers_inside_strings_and_comments_are_none() {
        assert_eq!(found("a = \"\"\"\n[[post]]\n\"\"\"\n[[post]]"), [(21, Header::Post)]);
        assert_eq!(found("a = '''\n[[post]]\n'''''\n[[post]]"), [(23, Header::Post)]);
        assert_eq!(found("# it's \"\n[[post]]"), [(9, Header::Post)]);
        assert_eq!(found("a = \"\\\"\"\n[mix]"), [(9, Header::Other)]);
        assert_eq!(
            found("a = \"\"\n[[ post ]]\n[post.variants.x]"),
            [(7, Header::Post), (18, Header::PostPart)]
        );
    }

    #[test]
    fn an_open_string_of_one_line_ends_with_its_line() {
        assert_eq!(found("a = \"open\n[[post]]"), [(10, Header::Post)]);
        assert_eq!(header_lines("a = \"\"\"open\n[[post]]").collect::<Vec<_>>(), [(12, Header::Post)]);
    }

    #[test]
    fn pieces_join_to_the_text_and_posts_stand_alone() {
        let post = format!("[[post]]\ntext = \"{}\"\n", "x".repeat(1000));
        let text = format!("[plan]\n{}[mix]\n{}", post.repeat(600), post.repeat(600));
        let pieces = pieces(&text);
        assert!(pieces.len() > 4);
        assert_eq!(pieces.first().map(|piece| piece.posts_only), Some(false));
        let joined: String = pieces.iter().map(|piece| &text[piece.range.clone()]).collect();
        assert_eq!(joined, text);
        let alone = pieces.iter().filter(|piece| piece.posts_only);
        assert!(alone.clone().all(|piece| !text[piece.range.clone()].contains("[mix]")));
        assert_eq!(pieces.iter().map(|piece| piece.posts).sum::<usize>(), 1200);
        assert!(pieces.iter().any(|piece| !piece.posts_only && text[piece.range.clone()].contains("[mix]")));
    }
}
