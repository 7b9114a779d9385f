//! Tables that a plan describes for a tool that has no format of its own: `[export.hootsuite]`.

use chrono_tz::Tz;

use super::Name;

/// Declares what columns can hold, with the word that plans write.
macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident $word:literal)*) => {
        /// What a column holds of a post on a channel.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Field {
            $($(#[$doc])* $name,)*
        }

        impl Field {
            /// All of them, in the order in which the manual lists them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Returns the word that plans write.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }
        }
    };
}

fields! {
    /// The day.
    Date "date"
    /// The time of day; empty while the hour is open.
    Time "time"
    /// Day and time; empty while the hour is open.
    DateTime "datetime"
    /// The instant in UTC, as RFC 3339; empty while the hour is open.
    Utc "utc"
    /// The zone of day and time.
    Zone "timezone"
    /// What is published: text, link and hashtags as the network wants them.
    Text "text"
    /// The title.
    Title "title"
    /// The title, else the text's first line that says something, else the id.
    Caption "caption"
    /// The address that the post leads to.
    Link "link"
    /// The same, but empty where the published text holds it already.
    LinkBeside "link_beside"
    /// Hashtags beside those that are written inside the text, with `#`.
    Hashtags "hashtags"
    /// The same, but empty where the published text holds them already.
    HashtagsBeside "hashtags_beside"
    /// Pictures, videos and documents.
    Media "media"
    /// The first of them.
    Picture "picture"
    /// What the media show, in the same order.
    Alt "alt_text"
    /// The first comment.
    FirstComment "first_comment"
    /// The category.
    Category "category"
    /// The category and the campaign.
    Labels "labels"
    /// The kind.
    Kind "kind"
    /// How far it has come.
    Status "status"
    /// The campaign's key.
    Campaign "campaign"
    /// The partner's key.
    Partner "partner"
    /// Who makes it.
    Owner "owner"
    /// Who speaks.
    Voice "voice"
    /// Who signs it.
    Signed "signed"
    /// `true` where reach is paid for, else `false`.
    Promoted "promoted"
    /// The idea that it was made from.
    Idea "idea"
    /// The channel's name in the plan.
    Channel "channel"
    /// What people call the channel.
    ChannelTitle "channel_title"
    /// The network's name.
    Network "network"
    /// What the tool calls the channel: `[channels.x] handover = { hootsuite = "…" }`.
    Handover "handover"
    /// How long the published text is, as the network counts.
    Length "length"
    /// What that number counts.
    Unit "unit"
    /// The plan.
    Plan "plan"
    /// The post's id.
    Post "post"
    /// An id of the post on this channel that stays the same.
    Uid "uid"
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Something of the post.
    Field(Field),
    /// The same words in each row.
    Words(Box<str>),
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the header.
    pub name: Box<str>,
    /// What it holds.
    pub holds: Holds,
}

/// Whose clocks a table's times are on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clocks {
    /// Each channel's own.
    Channel,
    /// The plan's.
    Plan,
    /// Those of a zone.
    Zone(Tz),
}

/// Which cells stand in quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quotes {
    /// Those that hold a separator, a quote or a line end.
    #[default]
    Needed,
    /// All.
    Always,
}

impl Quotes {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Needed, Self::Always];

    /// Returns the word that plans write.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Needed => "needed",
            Self::Always => "always",
        }
    }
}

/// What stands between cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Delimiter {
    /// A comma.
    #[default]
    Comma,
    /// A semicolon.
    Semicolon,
    /// A tab.
    Tab,
}

impl Delimiter {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Comma, Self::Semicolon, Self::Tab];

    /// Returns the word that plans write.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Tab => "tab",
        }
    }

    /// Returns it as a byte.
    pub const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}

/// How a table's text becomes bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    #[default]
    Utf8,
    /// UTF-8 behind a byte order mark.
    Utf8Bom,
}

impl Encoding {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Utf8, Self::Utf8Bom];

    /// Returns the word that plans write.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf8Bom => "utf-8-bom",
        }
    }
}

/// What ends a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineEnd {
    /// A carriage return and a line feed, as RFC 4180 has it.
    #[default]
    CrLf,
    /// A line feed.
    Lf,
}

impl LineEnd {
    /// Both.
    pub const ALL: [Self; 2] = [Self::CrLf, Self::Lf];

    /// Returns the word that plans write.
    pub const fn word(self) -> &'static str {
        match self {
            Self::CrLf => "crlf",
            Self::Lf => "lf",
        }
    }
}

/// A table that a plan describes.
#[derive(Clone, Debug)]
pub struct CustomTable {
    /// Its key under `[export]`.
    pub name: Name,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// Whether their names stand above them.
    pub header: bool,
    /// How a day is written, as strftime has it.
    pub date: Box<str>,
    /// How a time of day is written.
    pub time: Box<str>,
    /// How day and time are written where they share a cell.
    pub datetime: Box<str>,
    /// Whose clocks they are on.
    pub clocks: Clocks,
    /// Most rows of a file; more go into the next.
    pub max_rows: Option<u32>,
    /// Least minutes between two posts on a channel.
    pub gap: Option<u32>,
    /// Whether each channel gets a file of its own.
    pub per_channel: bool,
    /// What stands between cells.
    pub delimiter: Delimiter,
    /// Which cells stand in quotes.
    pub quotes: Quotes,
    /// What stands between several things in one cell.
    pub separator: Box<str>,
    /// How text becomes bytes.
    pub encoding: Encoding,
    /// What ends a row.
    pub line_end: LineEnd,
    /// Whether it is for people with a spreadsheet rather than for a tool that publishes.
    pub spreadsheet: bool,
}
