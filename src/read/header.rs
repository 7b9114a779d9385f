//! `[plan]`: title, period, zone, language, banks.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::channels::read_zone;
use super::tree::{Entry, Node};
use super::values::Reading;
use super::{expand, extends};
use crate::diag::{Fault, Problem, shortened};
use crate::model::{Name, Setting};
use crate::text::{Span, Spanned};

pub(super) const PLAN_KEYS: &[&str] =
    &["title", "start", "end", "days", "timezone", "language", "ideas", "extra"];
/// Most days that a plan may span: all that four digits of a year hold.
const MOST_DAYS: u32 = 3_652_425;
/// Days of a plan that says neither `end` nor `days`.
const WEEK: u32 = 7;

/// `[plan]`, read.
pub(super) struct Header {
    pub(super) span: Option<Span>,
    pub(super) title: Option<Name>,
    pub(super) start: Option<Spanned<NaiveDate>>,
    pub(super) end: Option<Spanned<NaiveDate>>,
    pub(super) days: Option<Spanned<u32>>,
    pub(super) timezone: Setting<Tz>,
    pub(super) language: Setting<Box<str>>,
    pub(super) ideas: Vec<Name>,
    pub(super) broken: bool,
    /// Whether a zone stands there that could not be read: no time can be put on other clocks.
    pub(super) unread_zone: bool,
    /// Whether an end or a length stands there that could not be read.
    unread_end: bool,
}

impl Header {
    pub(super) fn read(node: Option<Node<'_>>, reading: &mut Reading) -> Self {
        let mut header = Self {
            span: node.as_ref().map(|node| node.span),
            title: None,
            start: None,
            end: None,
            days: None,
            timezone: Setting::default_of(Tz::UTC),
            language: Setting::default_of("en".into()),
            ideas: Vec::new(),
            broken: false,
            unread_zone: false,
            unread_end: false,
        };
        let Some(node) = node else { return header };
        let Some(mut table) = reading.only_table("plan", node, "[plan]") else {
            header.broken = true;
            return header;
        };
        header.broken = table.broken;
        reading.strange_keys(&mut table, PLAN_KEYS, "`[plan]`");
        for Entry { key, node } in table.entries {
            match &*key.value {
                "title" => header.title = reading.minor(|reading| reading.text("title", node)),
                "start" => {
                    header.start = reading.date("start", &node);
                    header.broken |= header.start.is_none();
                }
                "end" => {
                    header.end = reading.date("end", &node);
                    header.unread_end |= header.end.is_none();
                }
                "days" => {
                    header.days = reading.count("days", &node, 1, MOST_DAYS);
                    header.unread_end |= header.days.is_none();
                }
                "timezone" => match read_zone("timezone", node, reading) {
                    Some(zone) => header.timezone = Setting::set(zone.value, zone.span),
                    None => header.unread_zone = true,
                },
                "language" => {
                    if let Some(language) = reading.minor(|reading| read_language(node, reading)) {
                        header.language = Setting::set(language.value, language.span);
                    }
                }
                "ideas" => header.ideas = extends::paths("ideas", node, reading),
                _ => {}
            }
        }
        header
    }

    /// Returns whether the plan says when it starts and ends, in words that can be.
    pub(super) fn knows_period(&self) -> bool {
        let ordered = self.start.is_some_and(|start| self.end.is_none_or(|end| start.value <= end.value));
        ordered && !self.broken && !self.unread_end
    }

    /// Finds the plan's first and last day; `earliest` is the first day of any post, which stands in for a start.
    pub(super) fn period(
        &self,
        fallback: Span,
        earliest: Option<NaiveDate>,
        is_plan: bool,
        reading: &mut Reading,
    ) -> (Spanned<NaiveDate>, Spanned<NaiveDate>) {
        let start = self.start.unwrap_or_else(|| {
            let day = earliest.unwrap_or_default();
            if is_plan {
                self.missing_start(fallback, earliest, reading);
            }
            Spanned::new(day, self.span.unwrap_or(fallback))
        });
        if let (Some(end), Some(days)) = (self.end, self.days) {
            let problem = Problem::new(Fault::BadValue, days.span, "`[plan]` has both `end` and `days`");
            reading.problem(problem.related(end.span, "`end` is set here").help("keep one of them"));
        }
        if let Some(end) = self.end {
            if start.value <= end.value {
                return (start, end);
            }
            let message = format!("the plan ends on {end}, before it starts on {start}");
            let problem = Problem::new(Fault::BadValue, end.span, message);
            reading.problem(problem.related(start.span, "it starts here").help("swap `start` and `end`"));
            return (start, Spanned::new(start.value, end.span));
        }
        let days = self.days.map_or(WEEK, |days| days.value);
        let span = self.days.map_or(start.span, |days| days.span);
        let end = expand::last_day(start.value, days).unwrap_or_else(|| {
            if self.days.is_some() {
                reading.bad_value(span, "the plan ends after the year 9999", "give it fewer days");
            }
            start.value
        });
        (start, Spanned::new(end, span))
    }

    fn missing_start(&self, fallback: Span, earliest: Option<NaiveDate>, reading: &mut Reading) {
        let day = earliest.map_or_else(|| "2026-11-23".to_owned(), |day| day.to_string());
        let (span, place, example) = match self.span {
            Some(span) => (span, "`[plan]`", format!("start = {day}")),
            None => (fallback, "the file has posts, but", format!("[plan]` with `start = {day}")),
        };
        if self.span.is_some() {
            reading.missing_key(span, place, "start", &example, self.broken);
        } else {
            reading.whole = false;
            let problem = Problem::new(Fault::MissingKey, span, "the file has posts, but no `[plan]`");
            reading.problem(problem.help(format!("add `{example}` above the posts")));
        }
    }
}

/// Reads a language: a tag of two or three letters, with a region at most.
fn read_language(node: Node<'_>, reading: &mut Reading) -> Option<Name> {
    let tag = reading.text("language", node)?;
    let parts: Vec<&str> = tag.value.split('-').collect();
    let plain = |part: &str| part.chars().all(|letter| letter.is_ascii_alphanumeric());
    if (2..=3).contains(&parts[0].len())
        && parts.len() <= 3
        && parts.iter().all(|part| !part.is_empty() && plain(part))
    {
        return Some(tag);
    }
    let message = format!("`{}` is no language tag", shortened(&tag.value));
    reading.bad_value(tag.span, message, "write a tag such as `en`, `uk` or `en-GB`");
    None
}
