//! Rules about how many posts, how close, and when none.

mod blackout;
mod channel_over_advice;
mod channel_over_cap;
mod crowded;
mod day_off;
mod long_silence;
mod network_quota;
mod no_room;
mod quiet_hours;
mod too_few_posts;
mod too_many_posts;

pub use blackout::Blackout;
pub use channel_over_advice::ChannelOverAdvice;
pub use channel_over_cap::ChannelOverCap;
pub use crowded::Crowded;
pub use day_off::DayOff;
pub use long_silence::LongSilence;
pub use network_quota::NetworkQuota;
pub use no_room::NoRoom;
pub use quiet_hours::QuietHours;
pub use too_few_posts::TooFewPosts;
pub use too_many_posts::TooManyPosts;
