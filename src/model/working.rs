//! The days on which posts may be expected, ready to be counted over spans of any length.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::{Cadence, Period};

/// Working days: neither days off nor blacked out.
///
/// Counting takes as long in a week as in a thousand years.
#[derive(Clone, Debug)]
pub struct WorkingDays {
    /// Which weekdays are off, Monday first.
    off: [bool; 7],
    /// The blackouts in order, those that touch made one.
    dark: Vec<Period>,
    /// How many days of the blackouts before each would else be working days.
    lost: Vec<usize>,
}

impl WorkingDays {
    /// Prepares the working days of a cadence.
    pub fn of(cadence: &Cadence) -> Self {
        let mut off = [false; 7];
        for day in &cadence.days_off {
            off[day.value.num_days_from_monday() as usize] = true;
        }
        let blackouts =
            cadence.blackout.iter().map(|blackout| Period { from: blackout.from, to: blackout.to });
        let mut sorted: Vec<Period> = blackouts.filter(|period| !period.is_empty()).collect();
        sorted.sort_by_key(|period| (period.from, period.to));
        let mut dark: Vec<Period> = Vec::with_capacity(sorted.len());
        for period in sorted {
            match dark.last_mut() {
                Some(last) if period.from <= last.to => last.to = last.to.max(period.to),
                _ => dark.push(period),
            }
        }
        let mut sum = 0;
        let lost = dark
            .iter()
            .map(|&period| {
                let before = sum;
                sum += on_weekdays(off, period);
                before
            })
            .collect();
        Self { off, dark, lost }
    }

    /// Returns whether posts may be expected on a day.
    pub fn holds(&self, date: NaiveDate) -> bool {
        !self.is_off(date.weekday()) && self.dark_on(date).is_none()
    }

    /// Counts the working days of a period.
    pub fn count(&self, period: Period) -> usize {
        if period.is_empty() {
            return 0;
        }
        let first = self.dark.partition_point(|dark| dark.to < period.from);
        let end = self.dark.partition_point(|dark| dark.from <= period.to);
        let lost = match self.dark.get(first..end) {
            None | Some([]) => 0,
            Some([only]) => on_weekdays(self.off, only.intersect(period)),
            Some([head, .., tail]) => {
                let between = self.lost[end - 1] - self.lost[first + 1];
                let edge = |dark: &Period| on_weekdays(self.off, dark.intersect(period));
                edge(head) + between + edge(tail)
            }
        };
        on_weekdays(self.off, period) - lost
    }

    /// Returns the first working day of a period.
    pub fn first(&self, period: Period) -> Option<NaiveDate> {
        if self.count(period) == 0 {
            return None;
        }
        let mut day = period.from;
        while !self.holds(day) {
            day = self.dark_on(day).map_or(day, |dark| dark.to).checked_add_days(Days::new(1))?;
        }
        Some(day)
    }

    /// Returns the last working day of a period.
    pub fn last(&self, period: Period) -> Option<NaiveDate> {
        if self.count(period) == 0 {
            return None;
        }
        let mut day = period.to;
        while !self.holds(day) {
            day = self.dark_on(day).map_or(day, |dark| dark.from).checked_sub_days(Days::new(1))?;
        }
        Some(day)
    }

    fn is_off(&self, weekday: Weekday) -> bool {
        self.off[weekday.num_days_from_monday() as usize]
    }

    fn dark_on(&self, date: NaiveDate) -> Option<Period> {
        let next = self.dark.partition_point(|dark| dark.to < date);
        self.dark.get(next).copied().filter(|dark| dark.from <= date)
    }
}

/// Counts the days of a period whose weekday is not off.
fn on_weekdays(off: [bool; 7], period: Period) -> usize {
    let days = period.len();
    let a_week = off.iter().filter(|off| !**off).count();
    let first = period.from.weekday().num_days_from_monday() as usize;
    let rest = (first..first + days % 7).filter(|day| !off[day % 7]).count();
    days / 7 * a_week + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Blackout;
    use crate::text::{Sources, Span, Spanned};

    fn date(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).expect("a real date")
    }

    /// A cadence with Sundays off and these blackouts.
    fn cadence(blackouts: &[(NaiveDate, NaiveDate)]) -> Cadence {
        let file = Sources::new().add("plan.toml", String::new()).expect("a short text");
        let span = Span::new(file, 0..0);
        let blackout = |&(from, to): &(NaiveDate, NaiveDate)| Blackout { span, from, to, why: None };
        Cadence {
            days_off: Box::new([Spanned::new(Weekday::Sun, span)]),
            blackout: blackouts.iter().map(blackout).collect(),
            ..Cadence::default()
        }
    }

    #[test]
    fn counting_agrees_with_looking_at_every_day() {
        let blackouts = [
            (date(3, 20), date(3, 25)),
            (date(3, 1), date(3, 2)),
            (date(3, 24), date(4, 2)),
            (date(4, 3), date(4, 3)),
            (date(5, 1), date(4, 1)),
            (date(4, 20), date(4, 20)),
        ];
        let cadence = cadence(&blackouts);
        let working = WorkingDays::of(&cadence);
        let whole = Period { from: date(2, 20), to: date(5, 10) };
        for from in whole.days() {
            for to in whole.days() {
                let period = Period { from, to };
                let days: Vec<NaiveDate> = period.days().filter(|&day| cadence.is_working(day)).collect();
                assert_eq!(working.count(period), days.len(), "{period:?}");
                assert_eq!(working.first(period), days.first().copied(), "{period:?}");
                assert_eq!(working.last(period), days.last().copied(), "{period:?}");
            }
            assert_eq!(working.holds(from), cadence.is_working(from), "{from}");
        }
    }

    #[test]
    fn a_week_without_working_days_has_none_in_ten_thousand_years() {
        let mut cadence = cadence(&[]);
        let sunday = cadence.days_off[0];
        let mut day = Weekday::Mon;
        cadence.days_off = std::iter::repeat_with(|| {
            day = day.succ();
            sunday.map(|_| day)
        })
        .take(7)
        .collect();
        let working = WorkingDays::of(&cadence);
        let ever = Period { from: NaiveDate::MIN, to: NaiveDate::MAX };
        assert_eq!((working.count(ever), working.first(ever), working.last(ever)), (0, None, None));
    }
}
