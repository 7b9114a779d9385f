//! A finished plan, handed over: calendars for people, files for tools. One file a format.
//!
//! A format gets a [`Job`], the placements that were chosen with all that they resolve to, and writes; it neither judges nor
//! reads. What is published on a channel is the text that was counted there: `Content::published` and nothing else.

mod entry;
mod handover;
mod html;
mod ics;
mod job;
mod json;
mod markdown;
mod ndjson;
mod postiz;
mod shares;
mod sheet;
mod table;

use std::fmt;
use std::io::{self, Write};

pub use entry::Entry;
pub use ics::Previous;
pub use job::{Choice, Chosen, Job, Options, Per};

/// A format of exports.
pub trait Format: Sync {
    /// Returns the name that the command line knows it by.
    fn name(&self) -> &'static str;

    /// Says what it is for, in a few words.
    fn meaning(&self) -> &'static str;

    /// Returns the ending of its files' names, without the dot.
    fn ending(&self) -> &'static str;

    /// Divides the work into files: one, or one a channel where that was asked for.
    ///
    /// # Errors
    ///
    /// [`Refusal`] where the format cannot do what was asked.
    fn parts<'a>(&self, job: &Job<'a>) -> Result<Vec<Part<'a>>, Refusal> {
        Ok(job.parts("calendar", self.ending()))
    }

    /// Lists what the format has no room for, post by post.
    fn losses(&self, _job: &Job<'_>) -> Vec<Loss> {
        Vec::new()
    }

    /// Lists what whoever reads a file of so many bytes may stumble over, each with the next step.
    fn warnings(&self, _job: &Job<'_>, _part: &Part<'_>, _bytes: u64) -> Vec<String> {
        Vec::new()
    }

    /// Writes one file.
    ///
    /// # Errors
    ///
    /// Whatever the writer says.
    fn write(&self, job: &Job<'_>, part: &Part<'_>, out: &mut dyn Write) -> io::Result<()>;
}

/// Every format.
pub const FORMATS: &[&dyn Format] = &[
    &ics::Ics,
    &html::Html,
    &sheet::Sheet,
    &table::Csv,
    &markdown::Markdown,
    &json::Json,
    &ndjson::JsonLines,
    &table::GoogleCalendar,
    &table::Buffer,
    &postiz::Postiz,
    &table::BrightBean,
    &table::Publer,
    &table::Sprout,
    &table::Metricool,
    &table::Custom,
];

/// Finds a format by its name.
pub fn find_format(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.name() == name)
}

/// One file of an export.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    /// The file's name, where it goes into a folder.
    pub name: String,
    /// The channel that it is for, where it is for one.
    pub channel: Option<String>,
    /// What it holds, in order of time.
    pub entries: Vec<Entry<'a>>,
}

/// Something that a format has no room for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The post, as messages name it.
    pub post: String,
    /// What is left out, in a few words: "alt text".
    pub what: String,
}

/// A format cannot do what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The fact and the next step; lowercase, no full stop.
    pub message: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Refusal {}

/// Makes a name that every file system takes: letters, digits, dots, hyphens and underscores.
fn file_name(stem: &str) -> String {
    let letters = stem.chars().take(60);
    let name: String = letters
        .map(|letter| if letter.is_alphanumeric() || "-_.".contains(letter) { letter } else { '-' })
        .collect();
    let name = name.trim_matches('.');
    if name.is_empty() { "unnamed".to_owned() } else { name.to_owned() }
}
