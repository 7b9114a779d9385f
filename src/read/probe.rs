//! What a file holds, from its first bytes and the header of a picture; nothing is decoded, and little is read.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use super::files::Partly;
use crate::model::{Format, MediaFile, MediaKind};

/// Bytes by which a format is told.
const HEAD: u64 = 8192;
/// Most bytes that are read to find the pixels of a picture; headers of a megabyte are no pictures that people make.
const MOST: u64 = 1 << 20;
/// Bytes that are read in one go where a header is skipped through.
const STEP: usize = 512;

/// Tells the format of a file of so many bytes, and the pixels of a picture.
pub(super) fn probe(file: &mut dyn Partly, bytes: u64) -> io::Result<MediaFile> {
    let mut head = Vec::new();
    (&mut *file).take(HEAD).read_to_end(&mut head)?;
    let format = format_of(&head);
    let is_picture = format.is_some_and(|format| format.kind == Some(MediaKind::Picture));
    let pixels = if is_picture { pixels(&head, file) } else { None };
    Ok(MediaFile { format, bytes, pixels })
}

/// Tells a format by the first bytes.
fn format_of(head: &[u8]) -> Option<&'static Format> {
    if head.starts_with(b"%PDF-") {
        return Format::of_ending("pdf");
    }
    // Before all others: some are known by two letters alone.
    if let Some(text) = as_text(head) {
        let is_drawing = memchr::memmem::find(text.as_bytes(), b"<svg").is_some();
        let is_page = infer::get(head).is_some_and(|found| found.extension() == "html");
        let ending = match (is_drawing, is_page) {
            (_, true) => "html",
            (true, false) => "svg",
            (false, false) => "txt",
        };
        return Format::of_ending(ending);
    }
    let known = infer::get(head).and_then(|found| Format::of_ending(found.extension()));
    // Video containers of brands that are new or rare.
    known.or_else(|| match head.get(4..10)? {
        [b'f', b't', b'y', b'p', b'3', b'g'] => Format::of_ending("3gp"),
        [b'f', b't', b'y', b'p', ..] => Format::of_ending("mp4"),
        _ => None,
    })
}

/// Returns the first bytes as text, where they are nothing else.
fn as_text(head: &[u8]) -> Option<&str> {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        // A letter may be cut at the end.
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&head[..error.valid_up_to()]).ok()?
        }
        Err(_) => return None,
    };
    let is_plain = |letter: char| !letter.is_control() || letter.is_whitespace();
    (!text.is_empty() && text.chars().all(is_plain)).then_some(text)
}

/// Reads the pixels of a picture from its header, turned as the camera says.
fn pixels(head: &[u8], file: &mut dyn Partly) -> Option<(u32, u32)> {
    let mut bounded = Bounded { file, left: MOST };
    bounded.rewind().ok()?;
    let size = imagesize::reader_size(BufReader::with_capacity(STEP, bounded)).ok()?;
    // Bitmaps that begin at the top have a height below zero.
    let side = |side: usize| u32::try_from(side).ok().map(|side| side.cast_signed().unsigned_abs());
    let (width, height) = (side(size.width)?, side(size.height)?);
    if width == 0 || height == 0 {
        return None;
    }
    Some(if is_turned(head) { (height, width) } else { (width, height) })
}

/// A file of which no more than so many bytes are read, and that is sought in no more often.
struct Bounded<'a> {
    file: &'a mut dyn Partly,
    left: u64,
}

impl Bounded<'_> {
    fn spend(&mut self, cost: u64) -> io::Result<()> {
        self.left = self.left.checked_sub(cost).ok_or_else(|| io::Error::other("too long a header"))?;
        Ok(())
    }
}

impl Read for Bounded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.spend(1)?;
        let read = self.file.read(buffer)?;
        self.spend(read as u64)?;
        Ok(read)
    }
}

impl Seek for Bounded<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.spend(1)?;
        self.file.seek(to)
    }
}

/// Returns whether the camera says that a JPEG is to be turned by a quarter: orientations 5 to 8 of Exif, tag 274.
fn is_turned(head: &[u8]) -> bool {
    orientation(head).is_some_and(|orientation| (5..=8).contains(&orientation))
}

fn orientation(head: &[u8]) -> Option<u16> {
    let mut rest = head.strip_prefix(&[0xff, 0xd8])?;
    let exif = loop {
        let &[0xff, marker, high, low] = rest.first_chunk()? else { return None };
        let length = usize::from(u16::from_be_bytes([high, low]));
        let segment = rest.get(4..)?;
        let found = (marker == 0xe1).then(|| segment.strip_prefix(b"Exif\0\0")).flatten();
        if let Some(exif) = found {
            break exif;
        }
        // From the start of the scan on, there are no segments.
        if marker == 0xda {
            return None;
        }
        rest = rest.get(2 + length.max(2)..)?;
    };
    let is_little = exif.starts_with(b"II");
    let short = |at: usize| {
        let bytes = *exif.get(at..)?.first_chunk()?;
        Some(if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| {
        let bytes = *exif.get(at..)?.first_chunk()?;
        let long = if is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) };
        usize::try_from(long).ok()
    };
    let table = long(4)?;
    let entries = usize::from(short(table)?);
    let mut fields = (0..entries).map_while(|index| table.checked_add(2 + index * 12));
    let field = fields.find_map(|at| match short(at) {
        Some(274) => Some(Some(at)),
        Some(_) => None,
        // Behind the end there is nothing more.
        None => Some(None),
    })??;
    short(field + 8)
}
