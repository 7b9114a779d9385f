//! JSON that is harmless to look at: its strings hold nothing that a terminal obeys, escaped as JSON escapes.

use std::io::{self, BufWriter, Write};

use serde::Serialize;

use super::is_override;

/// Writes a value as JSON, a line end behind it; `pretty` spreads it over lines.
///
/// # Errors
///
/// Whatever the writer says.
pub fn write_json(value: &impl Serialize, pretty: bool, out: &mut dyn Write) -> io::Result<()> {
    // Pieces are gathered before they are looked at; each is whole characters, and so is what the buffer passes on.
    let mut buffered = BufWriter::with_capacity(if pretty { 1 << 15 } else { 1 << 12 }, Escaping { out });
    if pretty {
        serde_json::to_writer_pretty(&mut buffered, value)?;
    } else {
        serde_json::to_writer(&mut buffered, value)?;
    }
    writeln!(buffered)?;
    buffered.flush()
}

/// Escapes what a terminal obeys. Such letters stand inside JSON's strings only, which are written in whole characters; the
/// line ends are JSON's own.
struct Escaping<'a> {
    out: &'a mut dyn Write,
}

impl Write for Escaping<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = if bytes.is_ascii() { None } else { std::str::from_utf8(bytes).ok() };
        let is_unsafe = |letter: char| is_override(letter) || (letter.is_control() && letter != '\n');
        match text {
            Some(text) if text.contains(is_unsafe) => {
                for letter in text.chars() {
                    if is_unsafe(letter) {
                        write!(self.out, "\\u{:04x}", u32::from(letter))?;
                    } else {
                        write!(self.out, "{letter}")?;
                    }
                }
                Ok(bytes.len())
            }
            None if bytes.contains(&0x7f) => {
                for part in bytes.split_inclusive(|&byte| byte == 0x7f) {
                    let plain = part.strip_suffix(&[0x7f]);
                    self.out.write_all(plain.unwrap_or(part))?;
                    if plain.is_some() {
                        self.out.write_all(b"\\u007f")?;
                    }
                }
                Ok(bytes.len())
            }
            _ => self.out.write_all(bytes).map(|()| bytes.len()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::write_json;

    #[test]
    fn nothing_that_a_terminal_obeys_comes_through_and_nothing_is_lost() {
        let text = "Кава 👩‍🍳 \u{1b}[31m \u{7f}x\u{7f} \u{85} \u{202e} \u{2028} \" \\ \n\t";
        let mut out = Vec::new();
        write_json(&[text, "\u{7f}"], false, &mut out).expect("memory takes all");
        let written = String::from_utf8(out).expect("JSON is UTF-8");
        assert!(
            !written.trim_end().contains(|letter: char| letter.is_control() || super::is_override(letter))
        );
        let back: Vec<String> = serde_json::from_str(&written).expect("JSON");
        assert_eq!(back, [text, "\u{7f}"]);
    }
}
