//! A limit as data: of what, how much, in which unit, how hard, and who says so.

use std::fmt;

use super::Counting;

/// What a limit is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// The text of a post, with the link and hashtags that are appended to it.
    Text,
    /// The same where the post has media, if the network then takes less.
    Caption,
    /// The title, on networks whose posts have one.
    Title,
    /// The first comment.
    Comment,
    /// Hashtags, those inside the text among them.
    Hashtags,
    /// The description of a picture for those who do not see it.
    AltText,
    /// Pictures, videos and documents together.
    Media,
    /// Kinds of media (pictures, videos, documents) in one post.
    MediaKinds,
    /// Pictures.
    Images,
    /// GIFs, where they are not pictures like others.
    Gifs,
    /// Videos.
    Videos,
    /// Documents, and any other file that is neither picture nor video.
    Documents,
    /// The size of a picture.
    ImageBytes,
    /// The size of a GIF, where it is not that of other pictures.
    GifBytes,
    /// The size of a video.
    VideoBytes,
    /// The size of a document.
    DocumentBytes,
    /// The length of a video.
    VideoSeconds,
    /// A picture's width and height together.
    ImageSides,
    /// A picture's width divided by its height.
    ImageRatio,
    /// The address that a post leads to.
    Link,
    /// Placements a day.
    PerDay,
}

impl What {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 21] = [
        Self::Text,
        Self::Caption,
        Self::Title,
        Self::Comment,
        Self::Hashtags,
        Self::AltText,
        Self::Media,
        Self::MediaKinds,
        Self::Images,
        Self::Gifs,
        Self::Videos,
        Self::Documents,
        Self::ImageBytes,
        Self::GifBytes,
        Self::VideoBytes,
        Self::DocumentBytes,
        Self::VideoSeconds,
        Self::ImageSides,
        Self::ImageRatio,
        Self::Link,
        Self::PerDay,
    ];

    /// Returns the key that plans write under a channel's `limits`; none where a plan cannot override it.
    pub const fn key(self) -> Option<&'static str> {
        match self {
            Self::Text => Some("text"),
            Self::Caption => Some("caption"),
            Self::Title => Some("title"),
            Self::Comment => Some("comment"),
            Self::Hashtags => Some("hashtags"),
            Self::AltText => Some("alt_text"),
            Self::Media => Some("media"),
            Self::MediaKinds => Some("media_kinds"),
            Self::Images => Some("images"),
            Self::Gifs => Some("gifs"),
            Self::Videos => Some("videos"),
            Self::Documents => Some("documents"),
            Self::ImageBytes => Some("image_bytes"),
            Self::GifBytes => Some("gif_bytes"),
            Self::VideoBytes => Some("video_bytes"),
            Self::DocumentBytes => Some("document_bytes"),
            Self::ImageSides => Some("image_sides"),
            Self::PerDay => Some("per_day"),
            Self::VideoSeconds | Self::ImageRatio | Self::Link => None,
        }
    }

    /// Returns what its number counts, where no network says otherwise.
    pub const fn unit(self) -> Unit {
        match self {
            Self::Text | Self::Caption | Self::Title | Self::Comment | Self::AltText | Self::Link => {
                Unit::Text(Counting::CodePoints)
            }
            Self::Hashtags
            | Self::Media
            | Self::MediaKinds
            | Self::Images
            | Self::Gifs
            | Self::Videos
            | Self::Documents
            | Self::PerDay => Unit::Pieces,
            Self::ImageBytes | Self::GifBytes | Self::VideoBytes | Self::DocumentBytes => Unit::Bytes,
            Self::VideoSeconds => Unit::Seconds,
            Self::ImageSides => Unit::Pixels,
            Self::ImageRatio => Unit::Hundredths,
        }
    }

    /// Returns what tables and JSON call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Caption => "text beside media",
            Self::Title => "title",
            Self::Comment => "first comment",
            Self::Hashtags => "hashtags",
            Self::AltText => "alt text",
            Self::Media => "media",
            Self::MediaKinds => "kinds of media in a post",
            Self::Images => "pictures",
            Self::Gifs => "GIFs",
            Self::Videos => "videos",
            Self::Documents => "documents",
            Self::ImageBytes => "size of a picture",
            Self::GifBytes => "size of a GIF",
            Self::VideoBytes => "size of a video",
            Self::DocumentBytes => "size of a document",
            Self::VideoSeconds => "length of a video",
            Self::ImageSides => "width and height of a picture together",
            Self::ImageRatio => "width by height of a picture",
            Self::Link => "link",
            Self::PerDay => "placements a day",
        }
    }
}

/// On which side of a limit the good lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// No more than this.
    AtMost,
    /// No less than this.
    AtLeast,
}

/// How hard a limit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// The network refuses what breaks it.
    Hard,
    /// Studies or practitioners advise it, or one of several sources says so.
    Advised,
}

impl Force {
    /// Returns the word that tables and JSON use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hard => "hard",
            Self::Advised => "advised",
        }
    }
}

/// What a limit's number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Text, counted in this way.
    Text(Counting),
    /// Things: hashtags, files, kinds, placements.
    Pieces,
    /// Bytes of a file.
    Bytes,
    /// Pixels.
    Pixels,
    /// Seconds.
    Seconds,
    /// Hundredths of a ratio.
    Hundredths,
}

impl Unit {
    /// Returns the unit's name in the plural.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text(counting) => counting.unit(),
            Self::Pieces => "pieces",
            Self::Bytes => "bytes",
            Self::Pixels => "pixels",
            Self::Seconds => "seconds",
            Self::Hundredths => "hundredths",
        }
    }
}

/// A number that somebody stated, with unit, force, source and date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// What it is of.
    pub what: What,
    /// On which side the good lies.
    pub bound: Bound,
    /// The number, in `unit`.
    pub value: u64,
    /// What the number counts.
    pub unit: Unit,
    /// How hard it is.
    pub force: Force,
    /// Who says so.
    pub source: &'static str,
    /// When that was read, as year and month or day.
    pub read: &'static str,
}

/// Makes a hard limit of text.
pub(super) const fn text(
    what: What,
    value: u64,
    counting: Counting,
    source: &'static str,
    read: &'static str,
) -> Limit {
    Limit { what, bound: Bound::AtMost, value, unit: Unit::Text(counting), force: Force::Hard, source, read }
}

/// Makes a hard limit of things, in the unit that belongs to them.
pub(super) const fn of(what: What, value: u64, source: &'static str, read: &'static str) -> Limit {
    let unit = what.unit();
    Limit { what, bound: Bound::AtMost, value, unit, force: Force::Hard, source, read }
}

impl Limit {
    /// Makes it advice.
    pub(super) const fn advised(self) -> Self {
        Self { force: Force::Advised, ..self }
    }

    /// Makes it a least number.
    pub(super) const fn least(self) -> Self {
        Self { bound: Bound::AtLeast, ..self }
    }

    /// Returns the way of counting, where the limit is of text.
    pub const fn counting(&self) -> Option<Counting> {
        match self.unit {
            Unit::Text(counting) => Some(counting),
            Unit::Pieces | Unit::Bytes | Unit::Pixels | Unit::Seconds | Unit::Hundredths => None,
        }
    }

    /// Returns the number as a count of things or of units of text.
    pub fn most(&self) -> usize {
        usize::try_from(self.value).unwrap_or(usize::MAX)
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bound = match self.bound {
            Bound::AtMost => "at most",
            Bound::AtLeast => "at least",
        };
        write!(f, "{bound} ")?;
        match self.unit {
            Unit::Pieces => write!(f, "{}", grouped(self.value)),
            Unit::Hundredths => write!(f, "{}.{:02}", self.value / 100, self.value % 100),
            unit => write!(f, "{} {}", grouped(self.value), unit.name()),
        }
    }
}

/// Writes a number with a comma between thousands.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
