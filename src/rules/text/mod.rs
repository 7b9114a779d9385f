//! Rules about what is written.

mod address;
mod bad_link;
mod dead_link_text;
mod lexicon;
mod measure;
mod missing_utm;
mod no_text;
mod officialese;
mod placeholder;
mod text_nearly_too_long;
mod text_too_long;
mod too_many_hashtags;
mod words;

pub use bad_link::BadLink;
pub use dead_link_text::DeadLinkText;
pub use missing_utm::MissingUtm;
pub use no_text::NoText;
pub use officialese::Officialese;
pub use placeholder::Placeholder;
pub use text_nearly_too_long::TextNearlyTooLong;
pub use text_too_long::TextTooLong;
pub use too_many_hashtags::TooManyHashtags;
