//! What may stand behind a key.

use super::{Inside, Table};
use crate::model::{ChannelType, Delimiter, Encoding, Field, KINDS, LineEnd, Quotes, Role, Status, Voice};
use crate::networks::NETWORKS;

/// What may stand behind a key.
#[derive(Clone, Copy, Debug)]
pub enum Holds {
    /// Anything; nobody reads it.
    Anything,
    /// Text.
    Text,
    /// Text that is not empty.
    Name,
    /// Text of a pattern, a regular expression as JSON Schema has it.
    Pattern(&'static str),
    /// One of a few words.
    Word(fn() -> Vec<&'static str>),
    /// Text that is not empty; these words are known.
    Hint(fn() -> Vec<&'static str>),
    /// An IANA time zone.
    Zone,
    /// The name of a rule.
    Rule,
    /// True or false.
    Flag,
    /// A whole number.
    Whole,
    /// A whole number from the first to the second.
    Count(u32, u32),
    /// A number from 0 to 100.
    Percent,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A day, usually with a time.
    Moment,
    /// One of these.
    Either(&'static [Self]),
    /// A list of so many at least.
    List(&'static Self, usize),
    /// One, or a list of so many at least.
    OneOrMore(&'static Self, usize),
    /// So many at least, each behind a name of the plan's own.
    Map(&'static Self, usize),
    /// The same, where `extra` is no such name.
    MapBesideExtra(&'static Self),
    /// The levels of rules.
    Levels,
    /// A table.
    Table(&'static Table),
    /// A list of tables.
    Tables(&'static Table),
    /// Tables, each with a name of its own.
    Named(&'static Table),
}

impl Holds {
    /// Returns the table that it may hold.
    pub fn inside(self) -> Option<Inside> {
        match self {
            Self::Table(table) | Self::Tables(table) => Some(Inside { table, named: false }),
            Self::Named(table) => Some(Inside { table, named: true }),
            Self::Either(several) => several.iter().find_map(|one| one.inside()),
            Self::List(one, _) | Self::OneOrMore(one, _) => one.inside(),
            Self::Anything
            | Self::Text
            | Self::Name
            | Self::Pattern(_)
            | Self::Word(_)
            | Self::Hint(_)
            | Self::Zone
            | Self::Rule
            | Self::Flag
            | Self::Whole
            | Self::Count(..)
            | Self::Percent
            | Self::Date
            | Self::Time
            | Self::Moment
            | Self::Map(..)
            | Self::MapBesideExtra(_)
            | Self::Levels => None,
        }
    }
}

/// Most posts a day, minutes or days that a setting may ask for.
pub(super) const MANY: u32 = 1_000_000;

/// The days of the week.
pub(super) const WEEKDAYS: &[&str] =
    &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

pub(super) fn weekdays() -> Vec<&'static str> {
    WEEKDAYS.to_vec()
}

pub(super) fn statuses() -> Vec<&'static str> {
    Status::ALL.map(Status::word).to_vec()
}

pub(super) fn voices() -> Vec<&'static str> {
    Voice::ALL.map(Voice::word).to_vec()
}

pub(super) fn roles() -> Vec<&'static str> {
    Role::ALL.map(Role::word).to_vec()
}

pub(super) fn channel_types() -> Vec<&'static str> {
    ChannelType::ALL.map(ChannelType::word).to_vec()
}

pub(super) fn kinds() -> Vec<&'static str> {
    KINDS.iter().map(|kind| kind.name).collect()
}

/// Lists the names of networks, then their other names.
pub(super) fn networks() -> Vec<&'static str> {
    let aliases = NETWORKS.iter().flat_map(|network| network.aliases);
    NETWORKS.iter().map(|network| network.name).chain(aliases.copied()).collect()
}

pub(super) fn fields() -> Vec<&'static str> {
    Field::ALL.iter().map(|field| field.word()).collect()
}

pub(super) fn delimiters() -> Vec<&'static str> {
    Delimiter::ALL.map(Delimiter::word).to_vec()
}

pub(super) fn quotes() -> Vec<&'static str> {
    Quotes::ALL.map(Quotes::word).to_vec()
}

pub(super) fn encodings() -> Vec<&'static str> {
    Encoding::ALL.map(Encoding::word).to_vec()
}

pub(super) fn line_ends() -> Vec<&'static str> {
    LineEnd::ALL.map(LineEnd::word).to_vec()
}
