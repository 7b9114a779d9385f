//! Rules about the plan file itself.

mod bad_value;
mod duplicate_id;
mod missing_id;
mod missing_key;
mod outside_plan;
mod syntax;
mod unknown_key;
mod unknown_name;
mod unused_allow;
mod unused_name;
mod wrong_type;

pub use bad_value::BadValue;
pub use duplicate_id::DuplicateId;
pub use missing_id::MissingId;
pub use missing_key::MissingKey;
pub use outside_plan::OutsidePlan;
pub use syntax::Syntax;
pub use unknown_key::UnknownKey;
pub use unknown_name::UnknownName;
pub use unused_allow::UnusedAllow;
pub use unused_name::UnusedName;
pub use wrong_type::WrongType;
