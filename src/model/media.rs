//! Media: what a picture, a video or a document is, and what is known of each file that a plan names.
//!
//! The reader looks at the files; here are only the values. An address is not fetched: what it leads to is guessed from the
//! ending of its path.

use super::{Media, Plan};

/// What a medium is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MediaKind {
    /// A picture, moving ones without sound among them.
    Picture,
    /// A video.
    Video,
    /// A document.
    Document,
}

impl MediaKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Picture, Self::Video, Self::Document];

    /// Returns the word for one.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Picture => "picture",
            Self::Video => "video",
            Self::Document => "document",
        }
    }
}

/// A format of files.
#[derive(Debug, PartialEq, Eq)]
pub struct Format {
    /// Its name.
    pub name: &'static str,
    /// What messages call a file of it.
    pub called: &'static str,
    /// The endings of its files, in lower case.
    pub endings: &'static [&'static str],
    /// What its files are; `None` where no network publishes them as a medium.
    pub kind: Option<MediaKind>,
}

/// The formats that people put beside a plan, those that go out first.
pub const FORMATS: &[Format] = &[
    picture("JPEG", "a JPEG picture", &["jpg", "jpeg", "jpe", "jfif"]),
    picture("PNG", "a PNG picture", &["png"]),
    picture("GIF", "a GIF", &["gif"]),
    picture("WebP", "a WebP picture", &["webp"]),
    picture("HEIC", "a HEIC picture", &["heic", "heif", "hif"]),
    picture("AVIF", "an AVIF picture", &["avif"]),
    picture("BMP", "a BMP picture", &["bmp"]),
    picture("TIFF", "a TIFF picture", &["tif", "tiff"]),
    picture("JPEG XL", "a JPEG XL picture", &["jxl"]),
    video("MP4", "an MP4 video", &["mp4", "m4v"]),
    video("MOV", "a QuickTime video", &["mov", "qt"]),
    video("WebM", "a WebM video", &["webm"]),
    video("MKV", "a Matroska video", &["mkv"]),
    video("AVI", "an AVI video", &["avi"]),
    video("WMV", "a WMV video", &["wmv"]),
    video("MPEG", "an MPEG video", &["mpg", "mpeg"]),
    video("FLV", "a Flash video", &["flv"]),
    video("3GP", "a 3GP video", &["3gp", "3g2"]),
    document("PDF", "a PDF document", &["pdf"]),
    document("Word", "a Word document", &["docx", "doc"]),
    document("PowerPoint", "a PowerPoint presentation", &["pptx", "ppt"]),
    document("Excel", "an Excel table", &["xlsx", "xls"]),
    document("OpenDocument", "an OpenDocument file", &["odt", "odp", "ods"]),
    other("SVG", "an SVG drawing", &["svg"]),
    other("Photoshop", "a Photoshop file", &["psd"]),
    other("camera raw", "a camera's raw picture", &["cr2", "cr3", "nef", "arw", "dng"]),
    other("HTML", "a web page", &["html", "htm"]),
    other("text", "plain text", &["txt", "md", "toml", "csv"]),
    other("ZIP", "a ZIP archive", &["zip"]),
    other("RAR", "a RAR archive", &["rar"]),
    other("7z", "a 7z archive", &["7z"]),
    other("MP3", "a recording of sound", &["mp3"]),
    other("WAV", "a recording of sound", &["wav"]),
    other("M4A", "a recording of sound", &["m4a", "aac"]),
    other("Ogg", "a recording of sound", &["ogg", "opus"]),
    other("FLAC", "a recording of sound", &["flac"]),
];

const fn picture(name: &'static str, called: &'static str, endings: &'static [&'static str]) -> Format {
    Format { name, called, endings, kind: Some(MediaKind::Picture) }
}

const fn video(name: &'static str, called: &'static str, endings: &'static [&'static str]) -> Format {
    Format { name, called, endings, kind: Some(MediaKind::Video) }
}

const fn document(name: &'static str, called: &'static str, endings: &'static [&'static str]) -> Format {
    Format { name, called, endings, kind: Some(MediaKind::Document) }
}

const fn other(name: &'static str, called: &'static str, endings: &'static [&'static str]) -> Format {
    Format { name, called, endings, kind: None }
}

impl Format {
    /// Finds a format by an ending in lower case.
    pub fn of_ending(ending: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.endings.contains(&ending))
    }

    /// Guesses the format of a path or an address from its ending.
    pub fn of_name(name: &str) -> Option<&'static Self> {
        let path = if is_address(name) {
            let path = name.split(['?', '#']).next().unwrap_or_default();
            // A host such as `kava.example` has no ending.
            path.splitn(4, '/').nth(3)?
        } else {
            name
        };
        let file = path.rsplit(['/', '\\']).next().unwrap_or_default();
        let (_, ending) = file.rsplit_once('.')?;
        if ending.len() > LONGEST_ENDING {
            return None;
        }
        Self::of_ending(&ending.to_ascii_lowercase())
    }

    /// Returns whether its pictures may move.
    pub fn is_gif(&self) -> bool {
        self.name == "GIF"
    }
}

/// Bytes of the longest ending that is looked up.
const LONGEST_ENDING: usize = 8;

/// Returns whether a medium is named by its address on the web.
pub fn is_address(name: &str) -> bool {
    let starts = |scheme: &str| {
        name.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            && name.len() > scheme.len()
    };
    starts("https://") || starts("http://")
}

/// A file as it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MediaFile {
    /// Its format by its first bytes, whatever its name says; `None` where they are of no known one.
    pub format: Option<&'static Format>,
    /// Its size in bytes.
    pub bytes: u64,
    /// Of a picture whose header says so: width and height in pixels, as it is seen.
    pub pixels: Option<(u32, u32)>,
}

/// Why a file cannot go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MediaFault {
    /// Nothing lies there; perhaps another file is meant.
    NotThere {
        /// The path of a file whose name is nearly the same.
        near: Option<Box<str>>,
    },
    /// It lies outside of what a plan may not leave.
    Outside {
        /// Whether that is a repository; else it is the plan's own folder.
        repository: bool,
    },
    /// The path begins at the root of a disk.
    Absolute,
    /// The path has backslashes between its folders.
    Backslashes,
    /// It is something else: "a folder", "a pipe".
    NoFile(&'static str),
    /// It cannot be read, for the reason given.
    Unreadable(Box<str>),
    /// It has no bytes.
    Empty,
}

impl MediaFault {
    /// Returns the word for findings' data.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::NotThere { .. } => "not there",
            Self::Outside { .. } => "outside",
            Self::Absolute => "absolute",
            Self::Backslashes => "backslashes",
            Self::NoFile(_) => "no file",
            Self::Unreadable(_) => "unreadable",
            Self::Empty => "empty",
        }
    }
}

/// What is known of a medium.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Medium {
    /// Nobody looked: an address, or a plan that lies in no folder.
    Unseen,
    /// A file was found.
    File(MediaFile),
    /// No file was found that can go out.
    Fault(MediaFault),
}

/// What is known of all media of a plan, each path once.
#[derive(Clone, Debug, Default)]
pub struct MediaFacts {
    /// By path as it is written, sorted.
    known: Box<[(Box<str>, Medium)]>,
}

impl MediaFacts {
    /// Keeps what was found, by path as it is written.
    pub fn new(mut known: Vec<(Box<str>, Medium)>) -> Self {
        known.sort_by(|(a, _), (b, _)| a.cmp(b));
        Self { known: known.into() }
    }

    /// Returns what is known of a path or an address.
    pub fn get(&self, file: &str) -> &Medium {
        let found = self.known.binary_search_by(|(known, _)| (**known).cmp(file));
        found.map_or(&Medium::Unseen, |index| &self.known[index].1)
    }
}

impl Plan {
    /// Returns what is known of a medium.
    pub fn medium(&self, media: &Media) -> &Medium {
        self.media.get(&media.file)
    }

    /// Returns the format of a medium: of a file that was found, by what it holds, else by the ending of its name.
    pub fn media_format(&self, media: &Media) -> Option<&'static Format> {
        match self.medium(media) {
            Medium::File(file) => file.format,
            Medium::Unseen | Medium::Fault(_) => Format::of_name(&media.file),
        }
    }

    /// Returns what a medium is, where that is known.
    pub fn media_kind(&self, media: &Media) -> Option<MediaKind> {
        self.media_format(media)?.kind
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses_are_known_by_their_endings() {
        let name = |name: &str| Format::of_name(name).map(|format| format.name);
        assert_eq!(name("media/podil.JPG"), Some("JPEG"));
        assert_eq!(name("https://media.kava.example/a.b/podil.png?w=1080#top"), Some("PNG"));
        assert_eq!(name("HTTPS://kava.example/clip.mp4"), Some("MP4"));
        for unknown in [
            "https://kava.png",
            "https://kava.example/png",
            "https://",
            "podil",
            "podil.",
            "a.jpg/podil",
            "",
            "a.жpg",
        ] {
            assert_eq!(name(unknown), None, "{unknown}");
        }
        assert_eq!(name(&format!("{}.jpg", "ж".repeat(100_000))), Some("JPEG"));
        assert!(!is_address("http:/kava.example") && !is_address("htt") && !is_address("жжжжжжж"));
    }

    #[test]
    fn networks_name_formats_that_are_known() {
        for network in crate::networks::NETWORKS {
            let kinds = [(network.images, MediaKind::Picture), (network.videos, MediaKind::Video)];
            for (formats, kind) in kinds {
                for ending in formats.iter().flat_map(|formats| formats.endings) {
                    let known = Format::of_ending(ending).and_then(|format| format.kind);
                    assert_eq!(known, Some(kind), "{ending} on {}", network.name);
                }
            }
        }
    }

    #[test]
    fn no_ending_belongs_to_two_formats() {
        let mut endings: Vec<&str> = FORMATS.iter().flat_map(|format| format.endings).copied().collect();
        let all = endings.len();
        endings.sort_unstable();
        endings.dedup();
        assert_eq!(endings.len(), all);
    }
}
