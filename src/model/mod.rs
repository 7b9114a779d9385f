//! The plan as values: posts, channels, mix, cadence, calendar. They remember where they were written, but
//! know no TOML.

mod bank;
mod cadence;
mod calendar;
mod channel;
mod content;
mod cure;
mod custom;
mod ids;
mod kinds;
mod lasting;
mod media;
mod mix;
mod pace;
mod plan;
mod post;
mod roster;
mod stock;
mod window;
mod working;
mod zone;

pub use bank::{Bank, Duty, DutyId, Idea, IdeaId, Recurrence, Rhythm, Series, SeriesId, Turn};
pub use cadence::{Blackout, Bounds, Cadence, Expected, Hours};
pub use calendar::{Calendar, Day, Period, Placement, place};
pub use channel::{Cap, Channel, ChannelId, ChannelType, Slots};
pub use content::{Content, Part, Published, hashtags_in};
pub use cure::{Change, Cure, cure};
pub use custom::{Clocks, Column, CustomTable, Delimiter, Encoding, Field, Holds, LineEnd, Quotes};
pub use ids::FreeIds;
pub use kinds::{KINDS, Kind, find_kind};
pub use lasting::{Lasting, Need, WEEK};
pub use media::{FORMATS, Format, MediaFacts, MediaFault, MediaFile, MediaKind, Medium, is_address};
pub use mix::{Balance, CategoryId, Mix, Shares, Strays};
pub use pace::Pace;
pub use plan::{Levels, Plan, RuleLevel, Setting};
pub use post::{Details, IdeaRef, Media, Post, PostId, Status, Variant, Voice, When};
pub use roster::{Campaign, CampaignId, Partner, PartnerId, Person, PersonId, Role};
pub use stock::{State, Uses};
pub use window::{View, Window, week_name, windows};
pub use working::WorkingDays;
pub use zone::{Clock, clock};

use crate::text::Spanned;

/// A name or text of the plan with its place.
pub type Name = Spanned<Box<str>>;

/// Declares a number that stands for one thing of the plan.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// Makes the id of the thing at this place of its list.
            ///
            /// # Panics
            ///
            /// Panics over four thousand million things, which no text of 4 GiB holds.
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).expect("a text of 4 GiB holds fewer things"))
            }

            /// Returns the place in its list.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}
use id;
