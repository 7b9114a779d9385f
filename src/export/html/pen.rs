//! Writing HTML: markup as it stands, text of the plan so that nothing of it is obeyed.
//!
//! A [`Pen`] gathers what is written and passes it on in large pieces, so that a page of any length takes little memory.

use std::fmt::{self, Write as _};
use std::io::{self, Write};

use super::link::Address;
use crate::text::is_override;

/// Bytes that are gathered before they are passed on.
const ENOUGH: usize = 1 << 16;

/// Gathers a page.
#[derive(Debug, Default)]
pub(in crate::export) struct Pen {
    page: String,
}

/// What becomes of line ends, tabs and marks of the writing direction.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    /// A line end is a blank, a mark is shown by its number.
    Line,
    /// They are kept, marks written by their number.
    All,
}

/// Bytes at which a letter may begin that is not written as it is.
const SUSPECTS: [bool; 256] = {
    let mut suspects = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        suspects[byte] = byte < 0x20
            || matches!(
                byte,
                0x22 | 0x26 | 0x27 | 0x3c | 0x3e | 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef | 0xf0..=0xf4
            );
        byte += 1;
    }
    suspects
};

impl Pen {
    /// Writes markup.
    pub(in crate::export) fn raw(&mut self, html: &str) {
        self.page.push_str(html);
    }

    /// Writes a number.
    pub(in crate::export) fn number(&mut self, number: usize) {
        let mut digits = [0; 20];
        let (mut start, mut rest) = (digits.len(), number);
        loop {
            start -= 1;
            digits[start] = b'0' + u8::try_from(rest % 10).expect("a digit");
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        self.page.extend(digits[start..].iter().map(|&digit| char::from(digit)));
    }

    /// Writes a number of two digits.
    pub(in crate::export) fn two(&mut self, number: u32) {
        let digit = |number: u32| char::from_digit(number % 10, 10).expect("a digit");
        self.page.push(digit(number / 10));
        self.page.push(digit(number));
    }

    /// Writes a text of the plan as one line, apart from the writing direction of what stands around it.
    pub(in crate::export) fn line(&mut self, text: &str) {
        self.raw("<bdi>");
        self.escape(text, Keep::Line);
        self.raw("</bdi>");
    }

    /// Writes a text of the plan as one line, for places that take no markup.
    pub(in crate::export) fn bare(&mut self, text: &str) {
        self.escape(text, Keep::Line);
    }

    /// Writes a text of the plan to the letter; what HTML cannot hold is shown by its number, see [`is_lost`].
    pub(in crate::export) fn exact(&mut self, text: &str) {
        self.escape(text, Keep::All);
    }

    /// Writes an address: a link where it leads to the web, else text.
    pub(in crate::export) fn address(&mut self, address: &str) {
        self.link(address, |pen| {
            pen.raw("<bdi dir=\"ltr\">");
            pen.escape(address, Keep::Line);
            pen.raw("</bdi>");
        });
    }

    /// Writes something as a link to an address, where that leads to the web.
    pub(in crate::export) fn link(&mut self, address: &str, write: impl FnOnce(&mut Self)) {
        let Some(address) = Address::of(address) else { return write(self) };
        self.raw("<a href=\"");
        address.write(&mut self.page);
        self.raw("\" rel=\"noopener noreferrer\">");
        write(self);
        self.raw("</a>");
    }

    /// Passes on what was gathered, where it is much.
    pub(in crate::export) fn pass_on(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.page.len() < ENOUGH { Ok(()) } else { self.finish(out) }
    }

    /// Passes on what was gathered.
    pub(in crate::export) fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(self.page.as_bytes())?;
        self.page.clear();
        Ok(())
    }

    fn escape(&mut self, text: &str, keep: Keep) {
        let bytes = text.as_bytes();
        let (mut written, mut at) = (0, 0);
        while let Some(&byte) = bytes.get(at) {
            if !SUSPECTS[usize::from(byte)] {
                at += 1;
                continue;
            }
            let Some(letter) = text[at..].chars().next() else { break };
            let end = at + letter.len_utf8();
            if !is_plain(letter, keep) {
                self.page.push_str(&text[written..at]);
                self.replace(letter, keep);
                written = end;
            }
            at = end;
        }
        self.page.push_str(&text[written..]);
    }

    /// Writes a letter that is not written as it is.
    fn replace(&mut self, letter: char, keep: Keep) {
        let number = u32::from(letter);
        let _ = match letter {
            '&' => self.page.write_str("&amp;"),
            '<' => self.page.write_str("&lt;"),
            '>' => self.page.write_str("&gt;"),
            '"' => self.page.write_str("&quot;"),
            '\'' => self.page.write_str("&#39;"),
            '\n' | '\r' | '\t' if keep == Keep::Line => self.page.write_str(" "),
            letter if keep == Keep::All && !is_lost(letter) => write!(self.page, "&#x{number:x};"),
            _ => write!(self.page, "\\u{{{number:x}}}"),
        };
    }
}

impl fmt::Write for Pen {
    fn write_str(&mut self, html: &str) -> fmt::Result {
        self.page.push_str(html);
        Ok(())
    }
}

fn is_plain(letter: char, keep: Keep) -> bool {
    match letter {
        '&' | '<' | '>' | '"' | '\'' => false,
        '\n' | '\t' => keep == Keep::All,
        letter => !is_lost(letter) && !is_override(letter),
    }
}

/// Returns whether HTML has no way to hold a letter: control characters but for line ends and tabs, and what Unicode calls
/// no characters.
pub(in crate::export) fn is_lost(letter: char) -> bool {
    let number = u32::from(letter);
    (letter.is_control() && !matches!(letter, '\n' | '\t'))
        || number & 0xfffe == 0xfffe
        || (0xfdd0..=0xfdef).contains(&number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Pen)) -> String {
        let mut pen = Pen::default();
        write(&mut pen);
        pen.page
    }

    #[test]
    fn markup_in_a_text_is_text() {
        let text = "<b a='1'>\"&amp;\u{7}\u{202e}\n\tК—☕\u{85}\u{fffe}\u{1fffe}\r";
        let line = written(|pen| pen.bare(text));
        assert_eq!(
            line,
            "&lt;b a=&#39;1&#39;&gt;&quot;&amp;amp;\\u{7}\\u{202e}  К—☕\\u{85}\\u{fffe}\\u{1fffe} "
        );
        let exact = written(|pen| pen.exact(text));
        let wanted =
            "&lt;b a=&#39;1&#39;&gt;&quot;&amp;amp;\\u{7}&#x202e;\n\tК—☕\\u{85}\\u{fffe}\\u{1fffe}\\u{d}";
        assert_eq!(exact, wanted);
    }

    #[test]
    fn numbers_are_written_whole() {
        assert_eq!(written(|pen| pen.number(0)), "0");
        assert_eq!(written(|pen| pen.number(120_345)), "120345");
        assert_eq!(written(|pen| pen.two(7)), "07");
    }
}
