//! Findings, written down: one file a format.
//!
//! A format gets the report and the sources, and writes; it neither judges nor sorts.

mod concise;
mod fingerprint;
mod full;
mod github;
mod gitlab;
mod glance;
mod json;
mod junit;
mod paths;
mod sarif;

use std::io::{self, Write};

pub use glance::glance;

use crate::diag::{Diagnostic, Level, Report};
use crate::text::Sources;

/// Most findings of one plan that formats for people print; the rest is counted.
const MOST: usize = 1000;

/// How the reader wants it.
#[derive(Clone, Copy, Debug, Default)]
pub struct View<'a> {
    /// Whether formats for people print notes too, which they else only count.
    pub notes: bool,
    /// Whether colours are wanted, as ANSI escape codes.
    pub color: bool,
    /// Where paths begin, for formats that name files from the root of a repository.
    pub base: Base<'a>,
}

/// The repository that is looked at, and the folder in it where the program runs; with forward slashes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Base<'a> {
    /// The path of its root; empty where there is no repository.
    pub root: &'a str,
    /// The folder in which relative paths begin, from the root on; empty at the root itself.
    pub folder: &'a str,
}

/// A format of findings.
pub trait Format: Sync {
    /// Returns the name that the command line knows it by.
    fn name(&self) -> &'static str;

    /// Returns whether programs read it, which want a document also where there is nothing to say.
    fn is_for_programs(&self) -> bool {
        false
    }

    /// Writes a report.
    ///
    /// # Errors
    ///
    /// Whatever the writer says.
    fn write(
        &self,
        report: &Report,
        sources: &Sources,
        view: View<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()>;
}

/// Every format; the first is the one for people at a terminal.
pub const FORMATS: &[&dyn Format] = &[
    &full::Full,
    &concise::Concise,
    &json::Json,
    &sarif::Sarif,
    &github::Github,
    &gitlab::Gitlab,
    &junit::Junit,
];

/// Finds a format by its name.
pub fn find_format(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.name() == name)
}

/// Lists the findings that formats for people print, and how many of each plan they leave out.
fn shown<'r>(report: &'r Report, view: View<'_>) -> (Vec<&'r Diagnostic>, Vec<String>) {
    let wanted = |finding: &&Diagnostic| view.notes || finding.level > Level::Note;
    let mut printed: Vec<&Diagnostic> = report.findings.iter().filter(wanted).collect();
    let mut counts: Vec<usize> = vec![0; report.files.len()];
    let places: std::collections::HashMap<_, _> =
        report.files.iter().enumerate().map(|(index, file)| (file.file, index)).collect();
    if printed.len() > MOST {
        // What is left out is advice before it is a warning, and a warning before it is an error.
        let mut by_weight: Vec<usize> = (0..printed.len()).collect();
        by_weight.sort_by_key(|&index| std::cmp::Reverse(printed[index].level));
        let mut kept = vec![true; printed.len()];
        for index in by_weight {
            if let Some(&place) = places.get(&printed[index].plan) {
                counts[place] += 1;
                kept[index] = counts[place] <= MOST;
            }
        }
        let mut kept = kept.into_iter();
        printed.retain(|_| kept.next().unwrap_or(true));
    }
    let left_out = report.files.iter().zip(counts).filter(|(_, count)| *count > MOST);
    let left_out = left_out.map(|(file, count)| {
        let findings = if count - MOST == 1 { "finding" } else { "findings" };
        let (path, more) = (crate::text::visible(&file.path), count - MOST);
        format!("{path}: {more} more {findings}; the {MOST} that weigh most are shown")
    });
    (printed, left_out.collect())
}
