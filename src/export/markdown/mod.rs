//! `markdown`: a table for each day, for a pull request or a wiki, on the plan's clocks.
//!
//! What a plan says stays text there (`escape`): no table, tag, link or code comes of it, nobody is notified by an `@name`, and
//! no issue by a `#1` or its address.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use chrono::{Datelike as _, NaiveDate};
use chrono_tz::Tz;

mod escape;

use super::{Entry, Format, Job, Part};
use escape::escaped;

/// Tables for people who read them in a browser.
pub(super) struct Markdown;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn meaning(&self) -> &'static str {
        "a table for each day, for a pull request or a wiki"
    }

    fn ending(&self) -> &'static str {
        "md"
    }

    fn write(&self, job: &Job<'_>, part: &Part<'_>, out: &mut dyn Write) -> io::Result<()> {
        let page = Page::of(job);
        for chosen in job.plans {
            let title = chosen.plan.title.as_ref().map_or(&*chosen.slug, |title| &title.value);
            writeln!(out, "# {}\n", escaped(title))?;
        }
        let mut rows: Vec<(NaiveDate, &Entry<'_>)> =
            part.entries.iter().map(|entry| (page.date(entry), entry)).collect();
        // Posts whose hour is open stand last on their day, which in UTC need not be where the next one begins.
        rows.sort_by_key(|&(date, entry)| (date, entry.placement.instant.is_none()));
        for day in rows.chunk_by(|a, b| a.0 == b.0) {
            page.write_day(day, out)?;
        }
        Ok(())
    }
}

/// What holds for the whole page.
struct Page {
    /// The zone of all times.
    zone: Tz,
    words: &'static Words,
}

/// The words around posts, in one language.
struct Words {
    language: &'static str,
    weekdays: [&'static str; 7],
    /// Time, channel, category, post, status.
    columns: [&'static str; 5],
    open: &'static str,
    media: &'static str,
    first_comment: &'static str,
    link: &'static str,
    hashtags: &'static str,
}

const WORDS: &[Words] = &[
    Words {
        language: "en",
        weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        columns: ["time", "channel", "category", "post", "status"],
        open: "open",
        media: "media",
        first_comment: "first comment",
        link: "link",
        hashtags: "hashtags",
    },
    Words {
        language: "uk",
        weekdays: ["понеділок", "вівторок", "середа", "четвер", "п’ятниця", "субота", "неділя"],
        columns: ["час", "канал", "категорія", "допис", "стан"],
        open: "без години",
        media: "медіа",
        first_comment: "перший коментар",
        link: "посилання",
        hashtags: "хештеги",
    },
];

impl Words {
    fn of(language: &str) -> &'static Self {
        let primary = language.split('-').next().unwrap_or(language);
        WORDS.iter().find(|words| words.language == primary).unwrap_or(&WORDS[0])
    }
}

impl Page {
    fn of(job: &Job<'_>) -> Self {
        let first = job.plans.first().map(|chosen| chosen.plan);
        let zone = job.options.timezone.or_else(|| first.map(|plan| plan.timezone.value));
        Self {
            zone: zone.unwrap_or(Tz::UTC),
            words: Words::of(first.map_or("en", |plan| &plan.language.value)),
        }
    }

    fn date(&self, entry: &Entry<'_>) -> NaiveDate {
        let instant = entry.placement.instant.map(|instant| instant.with_timezone(&self.zone).date_naive());
        instant.unwrap_or(entry.placement.date)
    }

    fn write_day(&self, day: &[(NaiveDate, &Entry<'_>)], out: &mut dyn Write) -> io::Result<()> {
        let date = day[0].0;
        let weekday = self.words.weekdays[date.weekday().num_days_from_monday() as usize];
        writeln!(out, "## {date}, {weekday}\n")?;
        writeln!(out, "| {} |", self.words.columns.join(" | "))?;
        writeln!(out, "|{}", " --- |".repeat(self.words.columns.len()))?;
        for (_, entry) in day {
            let status = entry.post().status().word();
            let (time, channel, post) = (self.time(entry), entry.channel().label(), self.post(entry));
            let (channel, category) = (escaped(channel), escaped(entry.category()));
            writeln!(out, "| {time} | {channel} | {category} | {post} | {status} |")?;
        }
        writeln!(out)
    }

    /// Writes the time, beside it that of the channel where its clocks say another.
    fn time(&self, entry: &Entry<'_>) -> Cow<'static, str> {
        let Some(instant) = entry.placement.instant else { return self.words.open.into() };
        let shown = instant.with_timezone(&self.zone).format("%H:%M").to_string();
        let own = entry.chosen.plan.zone(entry.placement.channel);
        let there = instant.with_timezone(&own).format("%H:%M").to_string();
        if there == shown { shown.into() } else { format!("{shown} ({there} {own})").into() }
    }

    /// Writes the title, what is published, and what goes with it.
    fn post(&self, entry: &Entry<'_>) -> String {
        let (content, text) = (entry.content(), entry.text());
        let mut parts: Vec<String> = Vec::new();
        if let Some(title) = content.title.filter(|title| !title.trim().is_empty()) {
            parts.push(format!("**{}**", escaped(title.trim())));
        }
        if !text.trim().is_empty() {
            parts.push(escaped(&text));
        }
        let mut about = |what: &str, value: String| parts.push(format!("*{what}:* {value}"));
        if let Some(link) = content.link.filter(|link| !link.is_empty() && !text.contains(&*link.value)) {
            about(self.words.link, escaped(link));
        }
        let held = |tag: &str| text.contains(tag.trim_start_matches('#'));
        let tags = content.hashtags.iter().filter(|tag| !held(tag));
        let tags: Vec<String> = tags.map(|tag| format!("#{}", tag.trim_start_matches('#'))).collect();
        if !tags.is_empty() {
            about(self.words.hashtags, escaped(&tags.join(" ")));
        }
        for media in content.media {
            let mut value = escaped(&media.file);
            if let Some(alt) = &media.alt {
                let _ = write!(value, " ({})", escaped(alt));
            }
            about(self.words.media, value);
        }
        if let Some(comment) = content.first_comment {
            about(self.words.first_comment, escaped(comment));
        }
        if parts.is_empty() { escaped(entry.caption()) } else { parts.join("<br>") }
    }
}
