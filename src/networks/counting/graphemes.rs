//! Counting what people see as one character: Bluesky, Mastodon, and emoji on Threads.

use unicode_segmentation::UnicodeSegmentation as _;

use super::links::with_scheme;
use super::{LINK, Piece, narrow};

/// Cuts a text into grapheme clusters; each weighs one.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece> {
    clusters(text, 0).map(|(start, cluster)| Piece { range: start..start + cluster.len(), weight: 1 })
}

/// Cuts a text as Mastodon counts it: links with a scheme weigh 23, and of an address only the user's name counts.
///
/// Source: Mastodon's instance interface, `characters_reserved_per_url`, and its counting of mentions, read August 2026.
pub(super) fn linked(text: &str) -> impl Iterator<Item = Piece> {
    let mut special: Vec<Piece> =
        with_scheme(text).into_iter().map(|link| Piece { range: link.range, weight: LINK }).collect();
    special.extend(hosts(text, &special));
    special.sort_by_key(|piece| piece.range.start);
    let mut at = 0;
    let mut plain = Vec::new();
    for piece in special {
        if piece.range.start < at {
            continue;
        }
        plain.push((at..piece.range.start, None));
        at = piece.range.end;
        plain.push((piece.range.clone(), Some(piece)));
    }
    plain.push((at..text.len(), None));
    plain.into_iter().flat_map(move |(range, piece)| {
        let rest = if piece.is_none() { &text[range.clone()] } else { "" };
        let letters = clusters(rest, range.start)
            .map(|(start, cluster)| Piece { range: start..start + cluster.len(), weight: 1 });
        piece.into_iter().chain(letters)
    })
}

/// Finds the hosts of addresses such as `@user@host`, outside links; they weigh nothing.
fn hosts(text: &str, links: &[Piece]) -> Vec<Piece> {
    let bytes = text.as_bytes();
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    let run = |from: usize| bytes[from..].iter().take_while(|&&byte| is_name(byte)).count();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'@', &bytes[at..]) {
        let start = at + next;
        at = start + 1;
        let follows_word = text[..start]
            .chars()
            .next_back()
            .is_some_and(|before| before.is_alphanumeric() || matches!(before, '_' | '/' | '@'));
        let user = run(start + 1);
        let second = start + 1 + user;
        if follows_word || user == 0 || bytes.get(second) != Some(&b'@') {
            continue;
        }
        // A full stop behind the host ends the sentence, not the name.
        let host = &text[second + 1..second + 1 + run(second + 1)];
        let end = second + 1 + host.trim_end_matches(['.', '-']).len();
        let in_link = links.iter().any(|link| link.range.contains(&start));
        if end > second + 1 && !in_link {
            found.push(Piece { range: second..end, weight: 0 });
            at = end;
        }
    }
    found
}

/// Cuts a text into code points of weight one, but for emoji, which weigh as many as they have bytes.
pub(super) fn with_emoji_bytes(text: &str) -> impl Iterator<Item = Piece> {
    clusters(text, 0).flat_map(|(start, cluster)| {
        let is_emoji = !is_plain(cluster) && emojis::get(cluster).is_some();
        let whole =
            is_emoji.then(|| Piece { range: start..start + cluster.len(), weight: narrow(cluster.len()) });
        let letters = if is_emoji { "" } else { cluster };
        let letters = letters
            .char_indices()
            .map(move |(at, letter)| Piece { range: start + at..start + at + letter.len_utf8(), weight: 1 });
        whole.into_iter().chain(letters)
    })
}

/// Lists grapheme clusters with their places, counted from an offset.
fn clusters(text: &str, offset: usize) -> impl Iterator<Item = (usize, &str)> {
    // Letters below the combining marks, and Cyrillic, are clusters of their own: most texts need no tables.
    let plain = is_plain(text);
    let fast = if plain { text } else { "" };
    let slow = if plain { "" } else { text };
    let fast = fast.char_indices().map(move |(at, letter)| (at, &text[at..at + letter.len_utf8()]));
    fast.chain(slow.grapheme_indices(true)).map(move |(at, cluster)| (offset + at, cluster))
}

/// Returns whether every code point of a text is a cluster by itself, seen at a glance.
fn is_plain(text: &str) -> bool {
    text.chars().all(|letter| {
        matches!(letter, '\n' | ' '..='\u{2ff}' | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}'
            | '\u{2010}'..='\u{2027}' | '№' | '€')
    })
}
