//! Rules about what was said before, on this channel or another, in any plan of the run.

mod bank_low;
mod echoes;
mod fold;
mod idea_too_soon;
mod identical_crosspost;
mod near;
mod near_duplicate;
mod repeated_idea;
mod repeated_text;

pub use bank_low::BankLow;
pub use echoes::{Echo, Echoes, Spot};
pub use idea_too_soon::IdeaTooSoon;
pub use identical_crosspost::IdenticalCrosspost;
pub use near_duplicate::NearDuplicate;
pub use repeated_idea::RepeatedIdea;
pub use repeated_text::RepeatedText;
