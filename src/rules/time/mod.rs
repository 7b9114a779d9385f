//! Rules about clocks and time zones.

mod no_time;
mod past;
mod repeated_hour;
mod skipped_hour;

pub use no_time::NoTime;
pub use past::Past;
pub use repeated_hour::RepeatedHour;
pub use skipped_hour::SkippedHour;
