//! `skipped-hour`: a local time that the clocks skip.

use chrono::{NaiveDateTime, Timelike as _};
use serde_json::json;

use crate::diag::{Edit, Fix};
use crate::model::{Clock, clock};
use crate::rules::prelude::*;

declare_rule! {
    /// A local time that the clocks skip.
    ///
    /// When daylight saving begins, an hour is missing: in Kyiv, 03:30 on the last Sunday of March does not exist.
    ///
    /// ## Why it matters
    /// Schedulers guess: some publish an hour early, some an hour late, some not at all.
    ///
    /// Source: the IANA time zone database, as the `chrono-tz` crate carries it.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [{ at = 2027-03-28 03:30:00, category = "branded" }]
    ///
    /// [plan]
    /// start = 2027-03-22
    /// timezone = "Europe/Kyiv"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [{ at = 2027-03-28 04:30:00, category = "branded" }]
    ///
    /// [plan]
    /// start = 2027-03-22
    /// timezone = "Europe/Kyiv"
    /// ```
    /// ## Data
    /// `instead`: the same instant on the clocks that are then shown.
    pub struct SkippedHour { name: "skipped-hour", group: Time, level: Error, scope: Post, since: "0.1.0" }
}

impl Rule for SkippedHour {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let zone = cx.plan.timezone;
        for (id, post) in cx.posts() {
            for at in cx.plan.times(post) {
                let Some(Clock::Skipped(instant)) = at.at().map(|local| clock(zone.value, local)) else {
                    continue;
                };
                let instead = instant.with_timezone(&zone.value).naive_local();
                let shown = instead.format("%Y-%m-%d %H:%M:%S").to_string();
                let finding = out.report(
                    at.span,
                    format!("{} does not exist in {}: the clocks skip it", at.value, zone.value),
                );
                finding.post(id).day(at.date).data(json!({ "instead": shown }));
                finding.setting(zone.span, "the zone is set here");
                // A time of a series stands for all its days.
                if post.series.is_some() {
                    finding.help(format!("leave the day out with `except`, and write a post at `{shown}`"));
                    continue;
                }
                let source = cx.sources.get(at.span.file);
                let text = rewritten(&source.text()[at.span.range()], instead).unwrap_or(shown);
                let title = format!("write `{text}`");
                finding.help(format!("{title}, the same instant"));
                finding.fix(Fix { title, edits: vec![Edit { span: at.span, text }] });
            }
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}

/// Puts another date, hour and minute into a time, and leaves quotes, the `T` and seconds as they were written.
fn rewritten(written: &str, instead: NaiveDateTime) -> Option<String> {
    let start = written.find(|letter: char| letter.is_ascii_digit())?;
    let (quote, inner) = written.split_at(start);
    let (date, rest) = inner.split_at_checked("2026-11-23".len())?;
    let (between, rest) = rest.split_at_checked(1)?;
    let (time, seconds) = rest.split_at_checked("09:30".len())?;
    let is_shaped =
        |text: &str, marks: &[usize], mark: char| {
            text.char_indices().all(|(at, letter)| {
                if marks.contains(&at) { letter == mark } else { letter.is_ascii_digit() }
            })
        };
    let second: u32 =
        seconds.get(1..3).filter(|_| seconds.starts_with(':')).map_or(Ok(0), str::parse).ok()?;
    let fits = is_shaped(date, &[4, 7], '-') && is_shaped(time, &[2], ':') && second == instead.second();
    fits.then(|| {
        format!("{quote}{}{between}{}{seconds}", instead.format("%Y-%m-%d"), instead.format("%H:%M"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_stays_in_the_form_in_which_it_was_written() {
        let instead = chrono::NaiveDate::from_ymd_opt(2027, 3, 28).and_then(|day| day.and_hms_opt(4, 30, 0));
        let write = |written: &str| rewritten(written, instead.expect("a real time"));
        for (written, wanted) in [
            ("2027-03-28 03:30:00", "2027-03-28 04:30:00"),
            ("2027-03-28T03:30:00.5", "2027-03-28T04:30:00.5"),
            ("2027-03-28 03:30", "2027-03-28 04:30"),
            ("\"2027-03-28 03:30\"", "\"2027-03-28 04:30\""),
            ("'2027-03-28 03:30:00'", "'2027-03-28 04:30:00'"),
        ] {
            assert_eq!(write(written).as_deref(), Some(wanted));
        }
        assert_eq!(write("2027-03-28 03:30:30"), None);
        assert_eq!(write("\"2027\\u002d03-28 03:30\""), None);
        assert_eq!(write("\"\""), None);
    }
}
