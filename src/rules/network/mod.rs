//! Rules about the networks themselves.

mod closed_network;
mod unverified_limits;

pub use closed_network::ClosedNetwork;
pub use unverified_limits::UnverifiedLimits;
