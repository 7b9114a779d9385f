//! Series become posts and duties take turns, inside the plan only.

use std::collections::HashSet;

use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _};
use rrule::{RRule, RRuleError, RRuleSet, Tz as RuleTz, Unvalidated};

use super::bank::SeriesRead;
use super::values::Reading;
use crate::model::{Duty, DutyId, Period, Post, Recurrence, Rhythm, Series, SeriesId, Turn, When};
use crate::text::{Span, Spanned};

/// Most posts that one series makes, and turns that one duty takes; a plan of a year with one an hour has 8,760.
const MOST: usize = 10_000;
/// Most posts that all series of a plan make, and turns that all its duties take.
const MOST_OF_ALL: usize = 100_000;

/// Most dates of one rule that are passed over before a plan begins, each in a fraction of a microsecond; all rules of a plan
/// may pass over ten times as many.
const MOST_PASSED: usize = 200_000;

/// Says what in a rule of RFC 5545 makes no sense for a plan, though the RFC allows it.
pub(super) fn objection(rule: &str) -> Option<(String, &'static str)> {
    rule.split(';').filter_map(|part| part.split_once('=')).find_map(|(key, value)| {
        let (key, value) = (key.trim().to_ascii_uppercase(), value.trim().to_ascii_uppercase());
        match (key.as_str(), value.as_str()) {
            ("FREQ", "SECONDLY" | "MINUTELY") => Some((
                format!("`FREQ={value}` comes up more often than anybody can post"),
                "write FREQ=HOURLY, or FREQ=DAILY with BYHOUR and BYMINUTE",
            )),
            ("INTERVAL" | "COUNT", value) if value.chars().all(|digit| digit == '0') => {
                Some((format!("`{key}={value}` never comes up"), "write 1 or more, or drop that part"))
            }
            _ => None,
        }
    })
}

/// Parses a rule of RFC 5545, without its prefix.
pub(super) fn parse_rule(rule: &str) -> Result<RRule<Unvalidated>, RRuleError> {
    // `UNTIL` is local time for people, and UTC on paper.
    let parts = rule.split(';').map(|part| match part.split_once('=') {
        Some((key, until)) if key.eq_ignore_ascii_case("UNTIL") && !until.ends_with(['Z', 'z']) => {
            let time = if until.contains(['T', 't']) { "" } else { "T235959" };
            format!("{key}={until}{time}Z")
        }
        _ => part.to_owned(),
    });
    let parsed: RRule<Unvalidated> = parts.collect::<Vec<_>>().join(";").parse()?;
    // A rule can be well formed and still make no sense; only a start shows that.
    parsed.clone().validate(on_paper(NaiveDate::default().and_time(NaiveTime::MIN)))?;
    Ok(parsed)
}

/// Dates are counted on paper, free of any zone's clock changes.
fn on_paper(local: NaiveDateTime) -> DateTime<RuleTz> {
    RuleTz::UTC.from_utc_datetime(&local)
}

/// Makes of an occurrence what it says: a day alone where neither `time` nor the rule tells the hour.
fn when(rhythm: &Rhythm, at: NaiveDateTime) -> When {
    let by_rule = matches!(rhythm.every.value, Recurrence::Rule(_)) && at.time() != NaiveTime::MIN;
    let timed = rhythm.time.is_some() || by_rule;
    When { date: at.date(), time: timed.then(|| at.time()) }
}

/// Where listing what comes up ended too early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    /// There are as many as may be.
    TooMany,
    /// A rule came up too often before the plan begins.
    TooLongAgo,
}

/// Moves the start of a rule up to a day, by as many of its whole steps as fit, so that nothing is counted that nobody sees; a
/// rule that counts its dates keeps its start.
fn nearer(rule: &str, start: NaiveDateTime, day: NaiveDate) -> NaiveDateTime {
    let value = |key: &str| {
        let parts = rule.split(';').filter_map(|part| part.split_once('='));
        parts.filter(|(name, _)| name.trim().eq_ignore_ascii_case(key)).map(|(_, value)| value.trim()).next()
    };
    let hours: i64 = match value("FREQ").map(str::to_ascii_uppercase).as_deref() {
        Some("HOURLY") => 1,
        Some("DAILY") => 24,
        Some("WEEKLY") => 24 * 7,
        _ => return start,
    };
    let interval: i64 = value("INTERVAL").map_or(Ok(1), str::parse).unwrap_or(1);
    let step = hours.saturating_mul(interval).max(1);
    // A week is taken whole, so that what stands earlier in it than the start is not lost.
    let until = day.and_time(NaiveTime::MIN) - TimeDelta::days(7);
    let steps = (until - start).num_hours() / step;
    if value("COUNT").is_some() || steps <= 0 { start } else { start + TimeDelta::hours(steps * step) }
}

/// Lists when something comes up within a period, in order; `passed` counts what was passed over before it.
fn occurrences(
    rhythm: &Rhythm,
    period: Period,
    most: usize,
    passed: &mut usize,
) -> (Vec<NaiveDateTime>, Option<Cut>) {
    let time = rhythm.time.map_or(NaiveTime::MIN, |time| time.value);
    let start = rhythm.start.map_or(period.from, |start| start.value);
    let last = rhythm.until.map_or(period.to, |until| until.value.min(period.to));
    let within = Period { from: start.max(period.from), to: last };
    let except: HashSet<NaiveDate> = rhythm.except.iter().map(|day| day.value).collect();
    let open = |at: &NaiveDateTime| !except.contains(&at.date());
    let first = |times: &mut dyn Iterator<Item = NaiveDateTime>| {
        let mut found: Vec<_> = times.take(most + 1).collect();
        let more = (found.len() > most).then_some(Cut::TooMany);
        found.truncate(most);
        (found, more)
    };
    match &rhythm.every.value {
        Recurrence::Daily => first(&mut within.days().map(|day| day.and_time(time)).filter(open)),
        Recurrence::Weekdays(days) => {
            let on_day = |day: &NaiveDate| days.contains(&day.weekday());
            first(&mut within.days().filter(on_day).map(|day| day.and_time(time)).filter(open))
        }
        Recurrence::Rule(rule) => {
            let anchor = on_paper(nearer(rule, start.and_time(time), within.from));
            let Ok(rule) = parse_rule(rule).and_then(|rule| rule.validate(anchor)) else {
                return (Vec::new(), None);
            };
            let rules = RRuleSet::new(anchor).rrule(rule).limit();
            let times = rules.into_iter().map(|at| at.naive_utc());
            let left = MOST_PASSED.min((10 * MOST_PASSED).saturating_sub(*passed));
            let mut own = 0;
            let counted = times.take_while(|at| {
                own += usize::from(at.date() < within.from);
                at.date() <= within.to && own <= left
            });
            let found = first(&mut counted.filter(|at| within.holds(at.date())).filter(open));
            *passed += own;
            if own > left { (found.0, Some(Cut::TooLongAgo)) } else { found }
        }
    }
}

/// Returns whether a rule may come up several times a day; its posts then bear the time in their ids, whatever period is
/// looked at.
fn has_several_a_day(every: &Recurrence) -> bool {
    let Recurrence::Rule(rule) = every else { return false };
    let rule = rule.to_ascii_uppercase();
    ["BYHOUR", "BYMINUTE", "BYSECOND", "HOURLY", "MINUTELY", "SECONDLY"]
        .iter()
        .any(|part| rule.contains(part))
}

/// Makes the posts of the series, except those that a post of the plan replaces by bearing their id.
pub(super) fn expand(
    all: Vec<SeriesRead>,
    period: Period,
    posts: &mut Vec<Post>,
    reading: &mut Reading,
) -> Vec<Series> {
    if all.is_empty() {
        return Vec::new();
    }
    let taken: HashSet<Box<str>> =
        posts.iter().filter_map(|post| post.id.as_ref()).map(|id| id.value.clone()).collect();
    let mut kept = Vec::with_capacity(all.len());
    let (mut made, mut passed) = (0, 0);
    for SeriesRead { series, pattern } in all {
        let most = MOST.min(MOST_OF_ALL - made);
        let rhythm = &series.rhythm;
        let (times, cut) = occurrences(rhythm, period, most, &mut passed);
        made += times.len();
        if let Some(cut) = cut {
            say_cut(cut, rhythm.every.span, reading, || match most {
                MOST => format!("the series makes more than {MOST} posts"),
                _ => format!("the series of the plan make more than {MOST_OF_ALL} posts"),
            });
        }
        let several = has_several_a_day(&rhythm.every.value);
        for at in times {
            let name = series.id.as_ref().map(|id| {
                let hour = if several { at.format("-%H%M").to_string() } else { String::new() };
                id.clone().map(|id| format!("{id}-{}{hour}", at.date()).into_boxed_str())
            });
            if name.as_ref().is_some_and(|name| taken.contains(&name.value)) {
                continue;
            }
            let span = rhythm.time.map_or(rhythm.every.span, |time| time.span);
            posts.push(Post {
                id: name,
                at: Spanned::new(when(rhythm, at), span),
                series: Some(SeriesId::new(kept.len())),
                ..pattern.post.clone()
            });
        }
        kept.push(series);
    }
    kept
}

/// Says why not all that comes up is there.
fn say_cut(cut: Cut, span: Span, reading: &mut Reading, too_many: impl Fn() -> String) {
    match cut {
        Cut::TooMany => reading.bad_value(span, too_many(), "let it come up less often, or set `until`"),
        Cut::TooLongAgo => {
            let message = "the rule comes up too often before the plan begins to be counted";
            reading.bad_value(span, message, "set a later `start`, or drop `COUNT`");
        }
    }
}

/// Lists the turns of the duties that count, in order of time.
pub(super) fn turns(duties: &[Duty], period: Period, reading: &mut Reading) -> Vec<Turn> {
    let (mut turns, mut passed) = (Vec::new(), 0);
    for (index, duty) in duties.iter().enumerate().filter(|(_, duty)| duty.counts()) {
        let most = MOST.min(MOST_OF_ALL - turns.len());
        let rhythm = &duty.rhythm;
        let (times, cut) = occurrences(rhythm, period, most, &mut passed);
        if let Some(cut) = cut {
            say_cut(cut, rhythm.every.span, reading, || match most {
                MOST => format!("the duty comes up more than {MOST} times"),
                _ => format!("the duties of the plan come up more than {MOST_OF_ALL} times"),
            });
        }
        let id = DutyId::new(index);
        turns.extend(times.into_iter().map(|at| Turn { duty: id, at: when(rhythm, at) }));
    }
    turns.sort_by_key(|turn| (turn.at.order(), turn.duty));
    turns
}

/// Returns the last day of a plan that begins on a day and lasts so many.
pub(super) fn last_day(start: NaiveDate, days: u32) -> Option<NaiveDate> {
    let last = start.checked_add_days(Days::new(u64::from(days.checked_sub(1)?)))?;
    (last.year() <= 9999).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Sources;

    #[test]
    fn a_start_that_is_moved_up_changes_no_date() {
        let day = |text: &str| -> NaiveDate { text.parse().expect("a date") };
        let file = Sources::new().add("plan.toml", String::new()).expect("a short text");
        let span = Span::new(file, 0..0);
        let period = Period { from: day("2026-11-23"), to: day("2027-01-10") };
        for rule in [
            "FREQ=HOURLY;INTERVAL=5",
            "FREQ=HOURLY;BYHOUR=9,18",
            "FREQ=DAILY",
            "FREQ=DAILY;INTERVAL=3",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,SU",
            "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU;WKST=SU",
            "FREQ=WEEKLY",
            "FREQ=MONTHLY;BYDAY=-1FR",
            "FREQ=DAILY;COUNT=8000",
        ] {
            for start in ["2005-03-05", "2019-12-31", "2026-11-22", "2026-12-24"] {
                let time = NaiveTime::from_hms_opt(9, 30, 0).expect("a time");
                let rhythm = Rhythm {
                    every: Spanned::new(Recurrence::Rule(rule.into()), span),
                    time: Some(Spanned::new(time, span)),
                    start: Some(Spanned::new(day(start), span)),
                    until: None,
                    except: Box::default(),
                };
                let (found, cut) = occurrences(&rhythm, period, MOST, &mut 0);
                let anchor = on_paper(day(start).and_time(time));
                let plain = parse_rule(rule).and_then(|rule| rule.validate(anchor)).expect("a sound rule");
                let all = RRuleSet::new(anchor).rrule(plain).into_iter().map(|at| at.naive_utc());
                let wanted: Vec<NaiveDateTime> = all
                    .take_while(|at| at.date() <= period.to)
                    .filter(|at| period.holds(at.date()))
                    .collect();
                assert_eq!((found, cut), (wanted, None), "{rule} from {start}");
            }
        }
    }
}
