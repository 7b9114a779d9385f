//! Rules about how far posts have come, and who sees to them.

mod no_owner;
mod not_approved;

pub use no_owner::NoOwner;
pub use not_approved::NotApproved;
