//! Local times and the instants that they mean.

use chrono::{DateTime, LocalResult, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// What a local time means on a zone's clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The clocks show it once.
    Once(DateTime<Utc>),
    /// The clocks jump over it; the instant is the one that the clocks would have shown it at, had they not jumped.
    Skipped(DateTime<Utc>),
    /// The clocks show it twice, first at this instant, then at that one.
    Twice(DateTime<Utc>, DateTime<Utc>),
}

impl Clock {
    /// Returns the instant, the first where there are two.
    pub const fn instant(self) -> DateTime<Utc> {
        match self {
            Self::Once(instant) | Self::Skipped(instant) | Self::Twice(instant, _) => instant,
        }
    }
}

/// Tells what a local time means in a zone.
pub fn clock(zone: Tz, local: NaiveDateTime) -> Clock {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(instant) => Clock::Once(instant.with_timezone(&Utc)),
        LocalResult::Ambiguous(first, second) => {
            Clock::Twice(first.with_timezone(&Utc), second.with_timezone(&Utc))
        }
        LocalResult::None => {
            // No zone has jumped by more than a day; the offset before the jump gives the instant.
            let before = local.checked_sub_signed(TimeDelta::hours(25)).unwrap_or(local);
            let offset = zone.from_local_datetime(&before).earliest().map_or(TimeDelta::zero(), |instant| {
                instant.naive_local().signed_duration_since(instant.naive_utc())
            });
            Clock::Skipped((local - offset).and_utc())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn kyiv(month: u32, day: u32, hour: u32, minute: u32) -> Clock {
        let local =
            NaiveDate::from_ymd_opt(2026, month, day).and_then(|date| date.and_hms_opt(hour, minute, 0));
        clock(chrono_tz::Europe::Kyiv, local.expect("a real date"))
    }

    #[test]
    fn skipped_and_repeated_hours_are_told_apart() {
        assert!(
            matches!(kyiv(3, 29, 3, 30), Clock::Skipped(at) if at.to_rfc3339() == "2026-03-29T01:30:00+00:00")
        );
        assert!(matches!(kyiv(10, 25, 3, 30), Clock::Twice(a, b) if b - a == TimeDelta::hours(1)));
        assert!(
            matches!(kyiv(11, 23, 9, 30), Clock::Once(at) if at.to_rfc3339() == "2026-11-23T07:30:00+00:00")
        );
    }
}
