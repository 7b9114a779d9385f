//! Dates, times and numbers as people read them, and beside them as programs do.

use std::fmt::Write as _;

use chrono::{DateTime, Datelike as _, NaiveDate, Offset as _, Timelike as _};
use chrono_tz::Tz;

use super::pen::Pen;
use super::words::Words;
use crate::model::Period;

impl Pen {
    /// Writes a date as programs read it: 2026-11-23.
    pub(in crate::export) fn iso(&mut self, date: NaiveDate) {
        let (year, month, day) = (date.year(), date.month(), date.day());
        if let Ok(year) = u32::try_from(year)
            && year < 10_000
        {
            self.two(year / 100);
            self.two(year % 100);
            self.raw("-");
            self.two(month);
            self.raw("-");
            self.two(day);
        } else {
            let _ = write!(self, "{date}");
        }
    }

    /// Writes a moment as programs read it: 2026-11-23T09:30+02:00.
    fn moment(&mut self, local: DateTime<Tz>) {
        let seconds = local.offset().fix().local_minus_utc();
        let naive = if seconds % 60 == 0 { local.naive_local() } else { local.naive_utc() };
        self.iso(naive.date());
        self.raw("T");
        self.two(naive.hour());
        self.raw(":");
        self.two(naive.minute());
        if seconds % 60 != 0 || seconds == 0 {
            self.raw("Z");
            return;
        }
        self.raw(if seconds < 0 { "-" } else { "+" });
        let minutes = seconds.unsigned_abs() / 60;
        self.two(minutes / 60);
        self.raw(":");
        self.two(minutes % 60);
    }

    /// Writes the time of day of a moment, 09:30, with further attributes.
    pub(in crate::export) fn time(&mut self, local: DateTime<Tz>, attributes: &str) {
        self.raw("<time");
        self.raw(attributes);
        self.raw(" datetime=\"");
        self.moment(local);
        self.raw("\">");
        self.two(local.hour());
        self.raw(":");
        self.two(local.minute());
        self.raw("</time>");
    }

    /// Writes a date in full: Monday, 23 November 2026.
    pub(in crate::export) fn full_date(&mut self, words: &Words, date: NaiveDate) {
        self.weekday_date(words, date);
        self.raw(" ");
        self.year(date);
    }

    /// Writes a date within its year: Monday, 23 November.
    pub(in crate::export) fn weekday_date(&mut self, words: &Words, date: NaiveDate) {
        self.raw(words.weekday(date));
        self.raw(", ");
        self.short_date(words, date);
    }

    /// Writes a day and its month: 23 November.
    pub(super) fn short_date(&mut self, words: &Words, date: NaiveDate) {
        self.number(date.day() as usize);
        self.raw(" ");
        self.raw(words.of_month(date));
    }

    /// Writes a month: November 2026.
    pub(super) fn month(&mut self, words: &Words, date: NaiveDate) {
        self.raw(words.months[date.month0() as usize]);
        self.raw(" ");
        self.year(date);
    }

    /// Writes the days of a period: 23–29 November 2026.
    pub(in crate::export) fn period(&mut self, words: &Words, period: Period) {
        let (from, to) = (period.from, period.to);
        let same_year = from.year() == to.year();
        if same_year && from.month() == to.month() {
            if from.day() != to.day() {
                self.number(from.day() as usize);
                self.raw("–");
            }
        } else {
            self.short_date(words, from);
            if !same_year {
                self.raw(" ");
                self.year(from);
            }
            self.raw(" – ");
        }
        self.short_date(words, to);
        self.raw(" ");
        self.year(to);
    }

    fn year(&mut self, date: NaiveDate) {
        let _ = write!(self, "{}", date.year());
    }

    /// Writes a number as the language groups its digits: 63,206.
    pub(in crate::export) fn grouped(&mut self, words: &Words, number: usize) {
        if number < 1000 {
            return self.number(number);
        }
        self.grouped(words, number / 1000);
        self.raw(words.thousands);
        let rest = u32::try_from(number % 1000).expect("less than a thousand");
        self.raw(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"][(rest / 100) as usize]);
        self.two(rest % 100);
    }

    /// Writes a number with its noun: 9 posts.
    pub(in crate::export) fn counted(&mut self, words: &Words, number: usize, forms: &[&'static str; 3]) {
        self.grouped(words, number);
        self.raw("\u{a0}");
        self.raw(words.form(number, forms));
    }
}

impl Words {
    /// Returns the name of a date's weekday.
    pub(super) fn weekday(&self, date: NaiveDate) -> &'static str {
        self.weekdays[date.weekday().num_days_from_monday() as usize]
    }

    /// Returns the name of a date's month, as it stands behind the day's number.
    pub(super) fn of_month(&self, date: NaiveDate) -> &'static str {
        self.of_months[date.month0() as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: &str, to: &str) -> String {
        let date = |text: &str| text.parse().expect("a date");
        let mut pen = Pen::default();
        pen.period(Words::of("uk"), Period { from: date(from), to: date(to) });
        let mut out = Vec::new();
        pen.finish(&mut out).expect("memory takes all");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn a_period_says_month_and_year_once() {
        assert_eq!(period("2026-11-23", "2026-11-23"), "23 листопада 2026");
        assert_eq!(period("2026-11-23", "2026-11-29"), "23–29 листопада 2026");
        assert_eq!(period("2026-11-30", "2026-12-06"), "30 листопада – 6 грудня 2026");
        assert_eq!(period("2026-12-28", "2027-01-03"), "28 грудня 2026 – 3 січня 2027");
    }

    #[test]
    fn moments_bear_their_offset() {
        let moment = |zone: Tz, instant: &str| {
            let mut pen = Pen::default();
            pen.moment(instant.parse::<DateTime<chrono::Utc>>().expect("an instant").with_timezone(&zone));
            let mut out = Vec::new();
            pen.finish(&mut out).expect("memory takes all");
            String::from_utf8(out).expect("text")
        };
        assert_eq!(moment(chrono_tz::Europe::Kyiv, "2026-11-23T07:30:00Z"), "2026-11-23T09:30+02:00");
        assert_eq!(moment(chrono_tz::America::St_Johns, "2026-11-23T07:30:00Z"), "2026-11-23T04:00-03:30");
        assert_eq!(moment(chrono_tz::UTC, "2026-11-23T07:30:00Z"), "2026-11-23T07:30Z");
        // Kyiv went by its own sun before 1924.
        assert_eq!(moment(chrono_tz::Europe::Kyiv, "1880-01-01T07:30:00Z"), "1880-01-01T07:30Z");
    }
}
