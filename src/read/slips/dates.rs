//! Dates and times as people write them, and as a plan does.

use std::fmt;
use std::ops::Range;

use chrono::{NaiveDate, NaiveTime};

use super::{Slip, shown};

/// How a plan writes them.
pub(super) const EXAMPLES: &str =
    "write a date as 2026-11-23, a time as 09:30:00, both as 2026-11-23 09:30:00";
/// Longest text that can be a date with a time.
const LONGEST: usize = 40;

/// A day and a time of day, read as people write them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Moment {
    date: Option<NaiveDate>,
    time: Option<NaiveTime>,
    /// Whether nothing else can be meant.
    sure: bool,
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date.map(|date| date.to_string());
        let time = self.time.map(|time| time.format("%H:%M:%S").to_string());
        f.write_str(&date.into_iter().chain(time).collect::<Vec<_>>().join(" "))
    }
}

/// Why a text that looks like a date or a time is none.
enum Read {
    /// It is another way to write one.
    Moment(Moment),
    /// No calendar has it.
    NoDay,
    /// No clock shows it.
    NoTime,
}

/// Reads a date, a time, or both, as people write them, where nothing else can be meant: whether there is a day, whether there is
/// a time of day, and how a plan writes it.
pub(in crate::read) fn certain(written: &str) -> Option<(bool, bool, String)> {
    let Read::Moment(moment) = read(written)? else { return None };
    let right = moment.to_string();
    moment.sure.then(|| (moment.date.is_some(), moment.time.is_some(), right))
}

/// Says what is wrong with a value that looks like a date or a time.
pub(super) fn find(written: &str, range: Range<usize>) -> Option<Slip> {
    let name = shown(written);
    Some(match read(written)? {
        Read::NoDay => {
            let help = "write a day that the calendar has, year first, as 2026-11-23";
            Slip::new(range, format!("there is no day `{name}`"), help)
        }
        Read::NoTime => {
            let help = "write a time from 00:00:00 to 23:59:59";
            Slip::new(range, format!("there is no time `{name}`"), help)
        }
        Read::Moment(moment) => {
            let what = match moment {
                Moment { date: Some(_), time: Some(_), .. } => "a date and a time are",
                Moment { date: Some(_), .. } => "a date is",
                _ => "a time is",
            };
            let right = moment.to_string();
            let message = format!("`{name}` is not how {what} written");
            let help = if moment.sure {
                format!("write `{right}`")
            } else {
                format!("write `{right}`, year first, if that is the day")
            };
            let slip = Slip::new(range, message, help);
            if moment.sure { slip.replace(format!("write `{right}`"), right) } else { slip }
        }
    })
}

fn read(written: &str) -> Option<Read> {
    if written.len() > LONGEST || !written.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let end = written.find([' ', 'T', 't', ',']).unwrap_or(written.len());
    let (first, rest) = written.split_at(end);
    let rest = rest.trim_start_matches([' ', 'T', 't', ',']).trim();
    if let Some(date) = read_date(first) {
        let Some((date, sure)) = date else { return Some(Read::NoDay) };
        if rest.is_empty() {
            return Some(Read::Moment(Moment { date: Some(date), time: None, sure }));
        }
        let Some(time) = read_time(rest, true)? else { return Some(Read::NoTime) };
        return Some(Read::Moment(Moment { date: Some(date), time: Some(time), sure }));
    }
    let Some(time) = read_time(written, false)? else { return Some(Read::NoTime) };
    Some(Read::Moment(Moment { date: None, time: Some(time), sure: true }))
}

/// Reads a date in any order; the outer `None` where the text is none, the inner where there is no such day.
#[expect(clippy::option_option, reason = "a day that no calendar has is not a text that is no date")]
fn read_date(text: &str) -> Option<Option<(NaiveDate, bool)>> {
    let separator = text.chars().find(|letter| !letter.is_ascii_digit())?;
    if !matches!(separator, '.' | '/' | '-') {
        return None;
    }
    let text = text.trim_end_matches('.');
    let parts: Vec<&str> = text.split(separator).collect();
    let [first, second, third] = *parts.as_slice() else { return None };
    let number = |part: &str| {
        let is_number = (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse::<u32>().ok()).flatten()
    };
    let (a, b, c) = (number(first)?, number(second)?, number(third)?);
    let day = |year: u32, month: u32, day: u32| {
        i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
    };
    if first.len() == 4 {
        return Some(day(a, b, c).map(|date| (date, true)));
    }
    let (year, full) = match third.len() {
        4 => (c, true),
        2 => (2000 + c, false),
        _ => return None,
    };
    let (by_day, by_month) = (day(year, b, a), day(year, a, b));
    Some(match (by_day, by_month) {
        (Some(date), None) => Some((date, full)),
        // In other countries the month stands first, but never before a dot.
        (Some(date), Some(_)) => Some((date, full && (separator == '.' || a == b))),
        (None, Some(date)) => Some((date, full && separator == '/')),
        (None, None) => None,
    })
}

/// Reads a time of day; the outer `None` where the text is none, the inner where no clock shows it.
#[expect(clippy::option_option, reason = "a time that no clock shows is not a text that is no time")]
fn read_time(text: &str, behind_date: bool) -> Option<Option<NaiveTime>> {
    let folded = text.to_lowercase();
    let (clock, half) = match folded.strip_suffix("pm").or_else(|| folded.strip_suffix("p.m.")) {
        Some(clock) => (clock.trim_end(), Some(12)),
        None => match folded.strip_suffix("am").or_else(|| folded.strip_suffix("a.m.")) {
            Some(clock) => (clock.trim_end(), Some(0)),
            None => (&*folded, None),
        },
    };
    let separator = if clock.contains(':') || !behind_date { ':' } else { '.' };
    let mut numbers = Vec::new();
    for part in clock.split(separator) {
        let is_number = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        numbers.push(is_number.then(|| part.parse::<u32>().ok()).flatten()?);
    }
    let (hour, minute, second) = match *numbers.as_slice() {
        [hour] if half.is_some() => (hour, 0, 0),
        [hour, minute] => (hour, minute, 0),
        [hour, minute, second] => (hour, minute, second),
        _ => return None,
    };
    let hour = match half {
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        _ => hour,
    };
    Some(NaiveTime::from_hms_opt(hour, minute, second))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(written: &str) -> (String, bool) {
        match read(written) {
            Some(Read::Moment(moment)) => {
                let (date, time) =
                    (moment.date.map(|date| date.to_string()), moment.time.map(|time| time.to_string()));
                (date.into_iter().chain(time).collect::<Vec<_>>().join(" "), moment.sure)
            }
            Some(Read::NoDay) => ("no day".to_owned(), false),
            Some(Read::NoTime) => ("no time".to_owned(), false),
            None => ("none".to_owned(), false),
        }
    }

    #[test]
    fn dates_and_times_are_read_as_people_write_them() {
        let cases = [
            ("01.12.2026 10:00", "2026-12-01 10:00:00", true),
            ("1.12.2026", "2026-12-01", true),
            ("2026/11/30", "2026-11-30", true),
            ("2026-1-5 9:30", "2026-01-05 09:30:00", true),
            ("2026-11-23 9.30", "2026-11-23 09:30:00", true),
            ("30/11/2026", "2026-11-30", true),
            ("03/04/2026", "2026-04-03", false),
            ("01.12.26", "2026-12-01", false),
            ("9:30", "09:30:00", true),
            ("5 pm", "17:00:00", true),
            ("12:15 am", "00:15:00", true),
            ("2026-13-40", "no day", false),
            ("2026-11-23 25:00", "no time", false),
            ("25:00", "no time", false),
            ("2026", "none", false),
            ("10.5", "none", false),
            ("3 листопада", "none", false),
        ];
        for (written, right, sure) in cases {
            assert_eq!(meant(written), (right.to_owned(), sure), "{written}");
        }
    }
}
