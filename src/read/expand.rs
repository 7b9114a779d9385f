//! Series become posts and duties take turns, inside the plan only.

use std::collections::HashSet;

use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeZone as _};
use rrule::{RRule, RRuleError, RRuleSet, Tz as RuleTz, Unvalidated};

use super::bank::SeriesRead;
use super::values::Reading;
use crate::model::{Duty, DutyId, Period, Post, Recurrence, Series, SeriesId, Turn, When};
use crate::text::Spanned;

/// Most posts that one series makes, and turns that one duty takes; a plan of a year with one an hour has 8,760.
const MOST: usize = 10_000;
/// Most posts that all series of a plan make, and turns that all its duties take.
const MOST_OF_ALL: usize = 100_000;

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

/// What a series and a duty share: when they come back.
#[derive(Clone, Copy)]
struct Recurring<'a> {
    every: &'a Recurrence,
    time: Option<NaiveTime>,
    start: Option<NaiveDate>,
    until: Option<NaiveDate>,
    except: &'a [Spanned<NaiveDate>],
}

impl<'a> Recurring<'a> {
    fn series(series: &'a Series) -> Self {
        let Series { every, time, start, until, except, .. } = series;
        Self {
            every: &every.value,
            time: time.map(|time| time.value),
            start: start.map(|start| start.value),
            until: until.map(|until| until.value),
            except,
        }
    }

    fn duty(duty: &'a Duty) -> Self {
        let Duty { every, time, start, until, except, .. } = duty;
        Self {
            every: &every.value,
            time: time.map(|time| time.value),
            start: start.map(|start| start.value),
            until: until.map(|until| until.value),
            except,
        }
    }

    /// Makes of an occurrence what it says: a day alone where neither `time` nor the rule tells the hour.
    fn when(&self, at: NaiveDateTime) -> When {
        let by_rule = matches!(self.every, Recurrence::Rule(_)) && at.time() != NaiveTime::MIN;
        let timed = self.time.is_some() || by_rule;
        When { date: at.date(), time: timed.then(|| at.time()) }
    }
}

/// Lists when something comes up within a period, in order; the flag tells that there would be more.
fn occurrences(recurring: Recurring<'_>, period: Period, most: usize) -> (Vec<NaiveDateTime>, bool) {
    let time = recurring.time.unwrap_or(NaiveTime::MIN);
    let start = recurring.start.unwrap_or(period.from);
    let last = recurring.until.map_or(period.to, |until| until.min(period.to));
    let within = Period { from: start.max(period.from), to: last };
    let except: HashSet<NaiveDate> = recurring.except.iter().map(|day| day.value).collect();
    let open = |at: &NaiveDateTime| !except.contains(&at.date());
    let first = |times: &mut dyn Iterator<Item = NaiveDateTime>| {
        let mut found: Vec<_> = times.take(most + 1).collect();
        let more = found.len() > most;
        found.truncate(most);
        (found, more)
    };
    match recurring.every {
        Recurrence::Daily => first(&mut within.days().map(|day| day.and_time(time)).filter(open)),
        Recurrence::Weekdays(days) => {
            let on_day = |day: &NaiveDate| days.contains(&day.weekday());
            first(&mut within.days().filter(on_day).map(|day| day.and_time(time)).filter(open))
        }
        Recurrence::Rule(rule) => {
            let anchor = on_paper(start.and_time(time));
            let Ok(rule) = parse_rule(rule).and_then(|rule| rule.validate(anchor)) else {
                return (Vec::new(), false);
            };
            let rules = RRuleSet::new(anchor).rrule(rule).limit();
            let times = rules.into_iter().map(|at| at.naive_utc());
            first(
                &mut times
                    .take_while(|at| at.date() <= within.to)
                    .filter(|at| within.holds(at.date()))
                    .filter(open),
            )
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
    let mut made = 0;
    for SeriesRead { series, pattern } in all {
        let most = MOST.min(MOST_OF_ALL - made);
        let recurring = Recurring::series(&series);
        let (times, more) = occurrences(recurring, period, most);
        made += times.len();
        if more {
            let message = match most {
                MOST => format!("the series makes more than {MOST} posts"),
                _ => format!("the series of the plan make more than {MOST_OF_ALL} posts"),
            };
            reading.bad_value(series.every.span, message, "let it come up less often, or set `until`");
        }
        let several = has_several_a_day(&series.every.value);
        for at in times {
            let name = series.id.as_ref().map(|id| {
                let hour = if several { at.format("-%H%M").to_string() } else { String::new() };
                id.clone().map(|id| format!("{id}-{}{hour}", at.date()).into_boxed_str())
            });
            if name.as_ref().is_some_and(|name| taken.contains(&name.value)) {
                continue;
            }
            let span = series.time.map_or(series.every.span, |time| time.span);
            posts.push(Post {
                id: name,
                at: Spanned::new(recurring.when(at), span),
                series: Some(SeriesId::new(kept.len())),
                ..pattern.post.clone()
            });
        }
        kept.push(series);
    }
    kept
}

/// Lists the turns of the duties that count, in order of time.
pub(super) fn turns(duties: &[Duty], period: Period, reading: &mut Reading) -> Vec<Turn> {
    let mut turns = Vec::new();
    for (index, duty) in duties.iter().enumerate().filter(|(_, duty)| duty.counts()) {
        let most = MOST.min(MOST_OF_ALL - turns.len());
        let recurring = Recurring::duty(duty);
        let (times, more) = occurrences(recurring, period, most);
        if more {
            let message = match most {
                MOST => format!("the duty comes up more than {MOST} times"),
                _ => format!("the duties of the plan come up more than {MOST_OF_ALL} times"),
            };
            reading.bad_value(duty.every.span, message, "let it come up less often, or set `until`");
        }
        let id = DutyId::new(index);
        turns.extend(times.into_iter().map(|at| Turn { duty: id, at: recurring.when(at) }));
    }
    turns.sort_by_key(|turn| (turn.at.order(), turn.duty));
    turns
}

/// Returns the last day of a plan that begins on a day and lasts so many.
pub(super) fn last_day(start: NaiveDate, days: u32) -> Option<NaiveDate> {
    let last = start.checked_add_days(Days::new(u64::from(days.checked_sub(1)?)))?;
    (last.year() <= 9999).then_some(last)
}
