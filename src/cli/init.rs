//! `plan init`: a small plan to start from, and the schema that editors read it by.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use anyhow::{Context as _, bail};
use chrono::{Datelike as _, Days, Local, NaiveDate};
use content_plan::schema::FILE_NAME;

use super::Outcome;
use super::args::Init;
use super::output::Terminal;
use super::schema::written;

/// The plan, with `{day1}` to `{day7}` for its days.
const TEMPLATE: &str = include_str!("init.toml");
/// What it is called.
const NAME: &str = "plan.toml";

impl Init {
    pub(crate) fn run(&self, terminal: Terminal) -> anyhow::Result<Outcome> {
        let start = self.start.unwrap_or_else(|| next_monday(Local::now().date_naive()));
        let path = self.folder.join(NAME);
        let shown = shown(&path);
        let text = plan(start)
            .with_context(|| format!("no plan can start on {start}: name a day before the year 9999"))?;
        fs::create_dir_all(&self.folder).with_context(|| format!("cannot write {shown}"))?;
        if !create(&path, &text)? {
            bail!(
                "{shown} is there already, and nothing is overwritten: name another folder, or `plan check` it"
            )
        }
        let schema = self.schema()?;
        let here = if self.folder.as_os_str() == "." { String::new() } else { format!(" {shown}") };
        terminal.print(|out| {
            writeln!(out, "{shown}: a plan for the week from {start}")?;
            writeln!(out, "{schema}")?;
            writeln!(out, "read its comments, put your own posts in, then: plan check{here}")
        })?;
        Ok(Outcome::Fine)
    }

    /// Writes the schema that the plan's first line names; one that is there stays. Returns what to say of it.
    fn schema(&self) -> anyhow::Result<String> {
        let (path, text) = (self.folder.join(FILE_NAME), written());
        let shown = shown(&path);
        let is_new = create(&path, &text)?;
        Ok(if is_new || fs::read_to_string(&path).is_ok_and(|own| own == text) {
            format!("{shown}: the keys of a plan, for editors")
        } else {
            format!("{shown}: is there already and stays; `plan schema` prints the one of this version")
        })
    }
}

/// Names a file as people would.
fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}

/// Writes a file unless one is there; returns whether it did.
fn create(path: &Path, text: &str) -> anyhow::Result<bool> {
    let context = || format!("cannot write {}", shown(path));
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => {
            file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).with_context(context)?;
            Ok(true)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error).with_context(context),
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
