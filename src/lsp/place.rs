//! Places as editors count them: lines from 0, and within a line bytes or units of UTF-16, as was agreed.

use std::cell::Cell;
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

impl Encoding {
    fn length(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.encode_utf16().count(),
        }
    }
}

/// The lines of a text. Unlike in TOML, a single CR ends one too.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    encoding: Encoding,
    /// The place that was asked for last: asked for in order, places in one long line cost no more than the line.
    last: Cell<(usize, usize)>,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str, encoding: Encoding) -> Self {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
        let ends = ends.filter(|&end| !(bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n')));
        let starts = std::iter::once(0).chain(ends.map(|end| end + 1)).collect();
        Self { text, starts, encoding, last: Cell::new((0, 0)) }
    }

    /// Returns the place of a byte; an offset behind the text counts as its end.
    pub(super) fn position(&self, offset: usize) -> lsp::Position {
        let offset = floor(self.text, offset);
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        let start = self.starts[line];
        let (known, before) = self.last.get();
        let from = if start <= known && known <= offset { (known, before) } else { (start, 0) };
        let character = from.1 + self.encoding.length(&self.text[from.0..offset]);
        self.last.set((offset, character));
        lsp::Position { line: narrow(line), character: narrow(character) }
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
