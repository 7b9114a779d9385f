//! Places as editors count them: lines from 0, and within a line bytes or units of UTF-16, as was agreed.

use std::cell::OnceCell;
use std::ops::Range;

use gen_lsp_types as lsp;

/// What an editor counts within a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of UTF-16; what every editor knows.
    Utf16,
}

/// Bytes between two counts of units: bounds the work for one place in a line of a megabyte.
const BLOCK: usize = 4096;

/// Counts the units of UTF-16 that begin in these bytes of UTF-8.
fn units(bytes: &[u8]) -> usize {
    bytes.iter().map(|&byte| usize::from(byte & 0xC0 != 0x80) + usize::from(byte >= 0xF0)).sum()
}

/// The lines of a text. Unlike in TOML, a single CR ends one too.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    encoding: Encoding,
    /// How many units of UTF-16 stand before each block of bytes; counted once a line is long.
    blocks: OnceCell<Vec<usize>>,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str, encoding: Encoding) -> Self {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
        let ends = ends.filter(|&end| !(bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n')));
        let starts = std::iter::once(0).chain(ends.map(|end| end + 1)).collect();
        Self { text, starts, encoding, blocks: OnceCell::new() }
    }

    /// Returns the place of a byte; an offset behind the text counts as its end.
    pub(super) fn position(&self, offset: usize) -> lsp::Position {
        let offset = floor(self.text, offset);
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        let start = self.starts[line];
        let bytes = &self.text.as_bytes()[start..offset];
        let character = match self.encoding {
            Encoding::Utf8 => bytes.len(),
            Encoding::Utf16 if bytes.len() < BLOCK => units(bytes),
            Encoding::Utf16 => self.units_before(offset) - self.units_before(start),
        };
        lsp::Position { line: narrow(line), character: narrow(character) }
    }

    fn units_before(&self, offset: usize) -> usize {
        let blocks = self.blocks.get_or_init(|| {
            let counts = self.text.as_bytes().chunks(BLOCK).scan(0, |before, block| {
                let here = *before;
                *before += units(block);
                Some(here)
            });
            counts.collect()
        });
        let block = (offset / BLOCK).min(blocks.len().saturating_sub(1));
        blocks.get(block).map_or(0, |before| before + units(&self.text.as_bytes()[block * BLOCK..offset]))
    }

    /// Returns where bytes start and end.
    pub(super) fn range(&self, bytes: Range<usize>) -> lsp::Range {
        lsp::Range { start: self.position(bytes.start), end: self.position(bytes.end) }
    }

    /// Returns the byte of a place; one behind its line counts as the line's end.
    pub(super) fn offset(&self, position: lsp::Position) -> usize {
        let Some(&start) = self.starts.get(position.line as usize) else { return self.text.len() };
        let end = self.starts.get(position.line as usize + 1).copied().unwrap_or(self.text.len());
        let line = self.text[start..end].trim_end_matches(['\n', '\r']);
        let wanted = position.character as usize;
        match self.encoding {
            Encoding::Utf8 => start + floor(line, wanted),
            Encoding::Utf16 => {
                let mut units = 0;
                let before = line.char_indices().find(|(_, letter)| {
                    units += letter.len_utf16();
                    units > wanted
                });
                start + before.map_or(line.len(), |(at, _)| at)
            }
        }
    }
}

/// Returns the last beginning of a character that is not behind an offset.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn emoji_before_a_place_count_as_the_editor_counts_them() {
        let text = "a\r\nКава 👩‍🍳 x\rkava\n";
        let x = text.find('x').expect("there is an x");
        let place = |encoding| {
            let place = Lines::new(text, encoding).position(x);
            (place.line, place.character)
        };
        assert_eq!(place(Encoding::Utf8), (1, 21));
        assert_eq!(place(Encoding::Utf16), (1, 11));
        let lines = Lines::new(text, Encoding::Utf16);
        let at = |line, character| lines.offset(lsp::Position { line, character });
        // Inside of a pair, behind the line, behind the text.
        assert_eq!(at(1, 6), text.find('👩').expect("there is an emoji"));
        assert_eq!(&text[at(1, 99)..], "\rkava\n");
        assert_eq!(at(99, 0), text.len());
        assert_eq!(&text[at(2, 1)..], "ava\n");
    }

    #[test]
    fn places_far_into_a_long_line_are_right() {
        let text = format!("a\n{}", "😀ї".repeat(BLOCK));
        let lines = Lines::new(&text, Encoding::Utf16);
        for letters in [0, 1, BLOCK / 2, BLOCK - 1, BLOCK] {
            let place = lines.position(2 + letters * "😀ї".len());
            assert_eq!((place.line, place.character), (1, narrow(letters * 3)));
        }
    }

    proptest! {
        #[test]
        fn a_place_leads_back_to_its_byte(text in "[aї☕😀\r\n]{0,40}", utf8 in any::<bool>()) {
            let lines = Lines::new(&text, if utf8 { Encoding::Utf8 } else { Encoding::Utf16 });
            let ends = |at: usize| at > 0 && text.as_bytes()[at - 1] == b'\r' && text[at..].starts_with('\n');
            let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).filter(|&at| !ends(at)).collect();
            for &offset in offsets.iter().chain(offsets.iter().rev()) {
                prop_assert_eq!(lines.offset(lines.position(offset)), offset);
            }
        }
    }
}
