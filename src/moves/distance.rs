//! Distances in time, as people write them: `7d`, `-1d12h`, `+90m`.

use std::str::FromStr;

use chrono::TimeDelta;

/// How far something is moved, to the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Distance(TimeDelta);

/// Longest distance, in minutes: ten thousand years, which is all that a plan can hold.
const LONGEST: i64 = 10_000 * 366 * 24 * 60;

impl Distance {
    /// Returns it.
    pub const fn delta(self) -> TimeDelta {
        self.0
    }
}

impl FromStr for Distance {
    type Err = String;

    /// Reads weeks, days, hours and minutes behind a sign for all of them; without one, it is later.
    fn from_str(text: &str) -> Result<Self, String> {
        let wanted = || {
            "write a distance such as 7d, -1d, +2h or 90m (weeks w, days d, hours h, minutes m)".to_owned()
        };
        let (sign, mut rest) = match text.trim().strip_prefix(['-', '−']) {
            Some(rest) => (-1, rest),
            None => (1, text.trim().strip_prefix('+').unwrap_or(text.trim())),
        };
        let mut minutes: i64 = 0;
        if rest.is_empty() {
            return Err(wanted());
        }
        while !rest.is_empty() {
            let end = rest.find(|letter: char| !letter.is_ascii_digit()).ok_or_else(wanted)?;
            let (number, behind) = rest.split_at(end);
            let mut letters = behind.chars();
            let unit = match letters.next() {
                Some('w') => 7 * 24 * 60,
                Some('d') => 24 * 60,
                Some('h') => 60,
                Some('m') => 1,
                _ => return Err(wanted()),
            };
            let part = number.parse::<i64>().ok().and_then(|number| number.checked_mul(unit));
            minutes = part
                .and_then(|part| minutes.checked_add(part))
                .filter(|all| *all <= LONGEST)
                .ok_or_else(|| {
                    if number.is_empty() {
                        wanted()
                    } else {
                        "that is further than a plan can hold".to_owned()
                    }
                })?;
            rest = letters.as_str().trim_start();
        }
        TimeDelta::try_minutes(sign * minutes).map(Self).ok_or_else(wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_read_as_people_write_them() {
        let minutes = |text: &str| text.parse::<Distance>().map(|distance| distance.0.num_minutes()).ok();
        for (text, wanted) in [
            ("7d", Some(7 * 1440)),
            ("-1d", Some(-1440)),
            ("−1d", Some(-1440)),
            ("+90m", Some(90)),
            ("1w2d3h4m", Some(7 * 1440 + 2 * 1440 + 184)),
            ("-1d 12h", Some(-2160)),
            ("0m", Some(0)),
            ("", None),
            ("-", None),
            ("d", None),
            ("7", None),
            ("7x", None),
            ("1d-2h", None),
            ("99999999999999999999d", None),
            ("9999999999999w", None),
            ("٧d", None),
        ] {
            assert_eq!(minutes(text), wanted, "{text}");
        }
    }
}
