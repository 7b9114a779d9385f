//! When a post is to go out, as people say it.

use std::str::FromStr;

use chrono::{NaiveDate, NaiveTime};

use super::{Distance, Stays, in_years, moved};
use crate::model::When;

/// When a post is to go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// At that moment.
    Moment(NaiveDate, NaiveTime),
    /// On that day, at the hour that it has.
    Day(NaiveDate),
    /// At that time of the day that it has.
    Time(NaiveTime),
    /// So much later or earlier.
    By(Distance),
}

impl Goal {
    /// Returns when a post goes out that goes out at a time now.
    pub(super) fn from(self, from: When) -> Result<When, Stays> {
        let to = match self {
            Self::Moment(date, time) => When { date, time: Some(time) },
            Self::Day(date) => When { date, ..from },
            Self::Time(time) => When { time: Some(time), ..from },
            Self::By(distance) => moved(from, distance.delta())?,
        };
        if in_years(&to.date.into()) { Ok(to) } else { Err(Stays::BeyondYears) }
    }
}

impl FromStr for Goal {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let time = |text: &str| {
            let forms = ["%H:%M:%S", "%H:%M"];
            forms.iter().find_map(|form| NaiveTime::parse_from_str(text, form).ok())
        };
        if text.starts_with(['+', '-', '−']) {
            return text.parse().map(Self::By);
        }
        let parts = text.split_once([' ', 'T', 't']);
        let read = match parts {
            Some((date, rest)) => {
                date.parse().ok().zip(time(rest.trim())).map(|(date, time)| Self::Moment(date, time))
            }
            None => text.parse().ok().map(Self::Day).or_else(|| time(text).map(Self::Time)),
        };
        read.ok_or_else(|| {
            "write a moment such as \"2026-11-24 10:00\", a day alone, a time of day alone, or a distance such as +1d, -2h, +30m"
                .to_owned()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(text: &str) -> When {
        let (date, time) = text.split_once(' ').map_or((text, None), |(date, time)| (date, Some(time)));
        let time = time.map(|time| NaiveTime::parse_from_str(time, "%H:%M").expect("a time"));
        When { date: date.parse().expect("a date"), time }
    }

    #[test]
    fn what_is_not_said_stays() {
        let (timed, open) = (when("2026-11-23 09:30"), when("2026-11-23"));
        for (goal, from_timed, from_open) in [
            ("2026-11-24 10:00", Ok(when("2026-11-24 10:00")), Ok(when("2026-11-24 10:00"))),
            ("2026-11-24T10:00:00", Ok(when("2026-11-24 10:00")), Ok(when("2026-11-24 10:00"))),
            ("2026-11-24", Ok(when("2026-11-24 09:30")), Ok(when("2026-11-24"))),
            ("10:00", Ok(when("2026-11-23 10:00")), Ok(when("2026-11-23 10:00"))),
            ("+1d", Ok(when("2026-11-24 09:30")), Ok(when("2026-11-24"))),
            ("-10h", Ok(when("2026-11-22 23:30")), Err(Stays::OpenHour)),
            ("+9000w", Ok(when("2199-05-20 09:30")), Ok(when("2199-05-20"))),
            ("+500000w", Err(Stays::BeyondYears), Err(Stays::BeyondYears)),
            ("-500000w", Err(Stays::BeyondYears), Err(Stays::BeyondYears)),
        ] {
            let read: Goal = goal.parse().expect("a goal");
            assert_eq!((read.from(timed), read.from(open)), (from_timed, from_open), "{goal}");
        }
        for text in
            ["", "tomorrow", "2026-11-31", "24:00", "2026-11-24 25:00", "+", "1d", "10", "+262144-01-01"]
        {
            assert!(text.parse::<Goal>().is_err(), "{text}");
        }
    }
}
