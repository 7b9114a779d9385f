//! `plan init`: a small plan to start from.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};

use anyhow::{Context as _, bail};
use chrono::{Datelike as _, Days, Local, NaiveDate};

use super::Outcome;
use super::args::Init;
use super::output::Terminal;

/// The plan, with `{day1}` to `{day7}` for its days.
const TEMPLATE: &str = include_str!("init.toml");
/// What it is called.
const NAME: &str = "plan.toml";

impl Init {
    pub(crate) fn run(&self, terminal: Terminal) -> anyhow::Result<Outcome> {
        let start = self.start.unwrap_or_else(|| next_monday(Local::now().date_naive()));
        let path = self.folder.join(NAME);
        let shown = path.strip_prefix(".").unwrap_or(&path).display().to_string();
        let text = plan(start)
            .with_context(|| format!("no plan can start on {start}: name a day before the year 9999"))?;
        let context = || format!("cannot write {shown}");
        fs::create_dir_all(&self.folder).with_context(context)?;
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).with_context(context)?;
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                bail!(
                    "{shown} is there already, and nothing is overwritten: name another folder, or `plan check` it"
                )
            }
            Err(error) => return Err(error).with_context(context),
        }
        let here = if self.folder.as_os_str() == "." { String::new() } else { format!(" {shown}") };
        terminal.print(|out| {
            writeln!(out, "{shown}: a plan for the week from {start}")?;
            writeln!(out, "read its comments, put your own posts in, then: plan check{here}")
        })?;
        Ok(Outcome::Fine)
    }
}

/// Writes the plan for the week that starts on a day.
fn plan(start: NaiveDate) -> Option<String> {
    let last =
        start.checked_add_days(Days::new(6)).filter(|last| last.year() <= 9999 && start.year() >= 0)?;
    debug_assert!(start <= last);
    let day = |number: u64| start + Days::new(number - 1);
    Some((1..=7).fold(TEMPLATE.to_owned(), |text, number| {
        text.replace(&format!("{{day{number}}}"), &day(number).to_string())
    }))
}

/// Returns the Monday after a day.
fn next_monday(day: NaiveDate) -> NaiveDate {
    day + Days::new(7 - u64::from(day.weekday().num_days_from_monday()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_coming_monday_is_never_today() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        assert_eq!(next_monday(day("2026-11-23")), day("2026-11-30"));
        assert_eq!(next_monday(day("2026-11-29")), day("2026-11-30"));
    }

    #[test]
    fn every_day_is_filled_in() {
        let text = plan(NaiveDate::default()).expect("a week of 1970");
        assert!(!text.contains('{') || !text.contains("{day"));
        assert!(plan(NaiveDate::MAX).is_none());
    }
}
