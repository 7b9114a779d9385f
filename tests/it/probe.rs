//! What media files hold: formats, pixels and turns, told by first bytes that may be anything.

use std::fs;
use std::path::Path;
use std::sync::atomic::Ordering;

use content_plan::model::{MediaFile, Medium};

use crate::media::{Watched, media_of};
use crate::memory::Memory;

/// Tells what is known of a file of these bytes.
fn probed(bytes: &[u8]) -> MediaFile {
    match media_of(&Memory(bytes.to_vec()), Path::new("plan.toml"), &["file"]).remove(0) {
        Medium::File(file) => file,
        other => panic!("it is a file, not {other:?}"),
    }
}

/// A format's name, and the pixels of a picture.
type Known = (Option<&'static str>, Option<(u32, u32)>);

/// Tells the format and the pixels of a file of these bytes.
fn known(bytes: &[u8]) -> Known {
    let file = probed(bytes);
    (file.format.map(|format| format.name), file.pixels)
}

fn png(width: u32, height: u32) -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", &width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]]
        .concat()
}

/// A segment of a JPEG.
fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).expect("a segment is short").to_be_bytes();
    [&[0xff, marker], &length[..], content].concat()
}

/// The header of a JPEG, with segments before its size.
fn jpeg(width: u16, height: u16, segments: &[Vec<u8>]) -> Vec<u8> {
    let size = [&[8][..], &height.to_be_bytes(), &width.to_be_bytes(), &[1, 1, 0x11, 0]].concat();
    [&[0xff, 0xd8], segments.concat().as_slice(), &segment(0xc0, &size), &[0xff, 0xd9]].concat()
}

/// A segment by which a camera says how to turn a picture.
fn exif(orientation: u16, is_little: bool) -> Vec<u8> {
    let short = |number: u16| if is_little { number.to_le_bytes() } else { number.to_be_bytes() };
    let long = |number: u32| if is_little { number.to_le_bytes() } else { number.to_be_bytes() };
    let order: &[u8] = if is_little { b"II" } else { b"MM" };
    let field =
        |tag: u16, value: u16| [&short(tag)[..], &short(3), &long(1), &short(value), &[0, 0]].concat();
    let table = [&short(2)[..], &field(259, 6), &field(274, orientation), &long(0)].concat();
    segment(0xe1, &[b"Exif\0\0", order, &short(42), &long(8), &table].concat())
}

fn ftyp(brand: &[u8]) -> Vec<u8> {
    [&[0, 0, 0, 20], b"ftyp", brand, &[0, 0, 2, 0], brand, &[0, 0, 0, 8], b"free"].concat()
}

#[test]
fn formats_and_pixels_are_told_by_content() {
    let gif = [b"GIF89a", &640_u16.to_le_bytes()[..], &480_u16.to_le_bytes(), &[0x80, 0, 0, 0]].concat();
    let webp = [b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0", &[0; 4][..], &[0x37, 4, 0], &[0x1d, 2, 0]].concat();
    let webm = [b"\x1aE\xdf\xa3\x9fB\x82\x84webm", &[0; 300][..]].concat();
    let cases: [(&[u8], Known); 17] = [
        (&png(1200, 300), (Some("PNG"), Some((1200, 300)))),
        (&jpeg(1080, 1350, &[]), (Some("JPEG"), Some((1080, 1350)))),
        (&gif, (Some("GIF"), Some((640, 480)))),
        (&webp, (Some("WebP"), Some((1080, 542)))),
        (&ftyp(b"isom"), (Some("MP4"), None)),
        (&ftyp(b"iso7"), (Some("MP4"), None)),
        (&ftyp(b"3gp5"), (Some("3GP"), None)),
        (&ftyp(b"qt  "), (Some("MOV"), None)),
        (&ftyp(b"heic"), (Some("HEIC"), None)),
        (&webm, (Some("WebM"), None)),
        (b"%PDF-1.7\n", (Some("PDF"), None)),
        (b"<?xml version=\"1.0\"?>\n<svg xmlns=\"x\"/>", (Some("SVG"), None)),
        (b"<!DOCTYPE html><p>", (Some("HTML"), None)),
        ("BM, GIF і текст".as_bytes(), (Some("text"), None)),
        (b"PK\x03\x04 archive \0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", (Some("ZIP"), None)),
        (b"8BPS\0\x01\0\0\0\0\0\0\0\x03", (Some("Photoshop"), None)),
        (&[0xfe; 100], (None, None)),
    ];
    for (bytes, expected) in cases {
        assert_eq!(known(bytes), expected, "{:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn a_picture_is_as_wide_as_it_is_seen() {
    for is_little in [true, false] {
        for orientation in 0..=9 {
            let pixels =
                known(&jpeg(4032, 3024, &[segment(0xe0, b"JFIF\0"), exif(orientation, is_little)])).1;
            let seen = if (5..=8).contains(&orientation) { (3024, 4032) } else { (4032, 3024) };
            assert_eq!(pixels, Some(seen), "orientation {orientation}");
        }
    }
}

#[test]
fn broken_headers_are_survived() {
    let whole = jpeg(4032, 3024, &[segment(0xe0, b"JFIF\0"), exif(6, true)]);
    for length in 1..whole.len() {
        let (format, pixels) = known(&whole[..length]);
        assert!(format.is_none_or(|format| format == "JPEG") || length < 3, "{format:?} of {length} bytes");
        assert!(pixels.is_none_or(|pixels| pixels == (3024, 4032)), "{pixels:?} of {length} bytes");
    }
    let mut mischief = vec![
        png(0, 0),
        png(u32::MAX, u32::MAX),
        png(1080, 1080)[..20].to_vec(),
        b"II*\0\xff\xff\xff\xff\0\0\0\0".to_vec(),
        [&b"\xff\xd8"[..], &[0xff, 0xe1, 0, 0].repeat(5000)].concat(),
        [&b"\xff\xd8"[..], &[0xff; 50_000]].concat(),
        [&b"\xff\xd8\xff\xe1\xff\xffExif\0\0II*\0\xff\xff\xff\x7f"[..], &[0; 70_000]].concat(),
        [&ftyp(b"heic")[..], b"\0\0\0\0meta\0\0\0\x01iprp"].concat(),
        [&ftyp(b"avif")[..], b"\xff\xff\xff\xffmeta"].concat(),
        b"RIFF\0\0\0\0WEBPVP8 ".to_vec(),
        b"BM".to_vec(),
    ];
    // A table of Exif that claims more fields than there are bytes.
    let mut greedy = exif(6, true);
    greedy[18..20].copy_from_slice(&[0xff, 0xff]);
    mischief.push(jpeg(10, 20, &[greedy]));
    for bytes in mischief {
        let _ = known(&bytes);
    }
}

#[test]
fn of_a_huge_header_only_a_megabyte_is_read() {
    let place = tempfile::tempdir().expect("a folder");
    let path = |name: &str| place.path().join(name);
    // Colour profiles and the like: 40 segments of 64 KiB are skipped over, 4-byte segments without end are given up.
    let large: Vec<Vec<u8>> = (0..40).map(|_| segment(0xe2, &vec![7; 65_000])).collect();
    fs::write(path("large.jpg"), jpeg(1080, 1350, &large)).expect("it can be written");
    let endless = [&b"\xff\xd8"[..], &[0xff, 0xe2, 0, 2].repeat(2_000_000)].concat();
    fs::write(path("endless.jpg"), endless).expect("it can be written");
    let sparse = fs::File::create(path("sparse.mp4")).expect("it can be made");
    sparse.set_len(5_000_000_000).expect("nothing is written");
    let watched = Watched::default();
    let media = media_of(&watched, &path("plan.toml"), &["large.jpg", "endless.jpg", "sparse.mp4"]);
    let file = |index: usize| match &media[index] {
        Medium::File(file) => *file,
        Medium::Unseen | Medium::Fault(_) => panic!("{:?}", media[index]),
    };
    assert_eq!(file(0).pixels, Some((1080, 1350)));
    assert_eq!((file(1).pixels, file(1).bytes), (None, 8_000_002));
    assert_eq!((file(2).format, file(2).bytes), (None, 5_000_000_000));
    let read = watched.bytes.load(Ordering::Relaxed);
    assert!(read < 1_200_000, "{read} bytes were read");
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_bytes_make_the_reader_panic(
        which in 0_usize..12,
        changes in proptest::collection::vec((0_usize..400, proptest::num::u8::ANY), 0..12),
        length in 1_usize..500,
    ) {
        let beginnings: [Vec<u8>; 12] = [
            Vec::new(),
            png(1080, 1350),
            jpeg(4032, 3024, &[segment(0xe0, b"JFIF\0"), exif(6, true)]),
            jpeg(4032, 3024, &[exif(8, false), segment(0xe2, &[7; 200])]),
            b"GIF89a\x80\x02\xe0\x01".to_vec(),
            b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0".to_vec(),
            ftyp(b"heic"),
            [&ftyp(b"mif1")[..], b"\0\0\0\x40meta\0\0\0\0\0\0\0\x30iprp\0\0\0\x28ipco\0\0\0\x14ispe\0\0\0\0\0\0\x04\0\0\0\x03\0"].concat(),
            b"MM\0\x2a\0\0\0\x08\0\x02\x01\0\0\x03\0\0\0\x01\x04\0\0\0\x01\x01\0\x03\0\0\0\x01\x03\0\0\0".to_vec(),
            b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x02\0\0\0\xfe\xff\xff\xff".to_vec(),
            b"PK\x03\x04\x14\0\x06\0\x08\0\0\0\x21\0\0\0\0\0\0\0\0\0\0\0\0\0\x13\0\0\0[Content_Types].xml".to_vec(),
            b"\x1aE\xdf\xa3\x9fB\x82\x88matroska".to_vec(),
        ];
        let mut bytes = beginnings[which].clone();
        bytes.resize(bytes.len().max(length), 0);
        for (at, byte) in changes {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        let _ = known(&bytes);
    }
}
