//! Files at a glance: the last lines of a report.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::diag::{FileKind, FileReport, Level, Report, count};
use crate::text::{FileId, visible};

/// Errors, warnings and notes.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl Counts {
    fn add(&mut self, level: Level) {
        match level {
            Level::Error => self.errors += 1,
            Level::Warning => self.warnings += 1,
            Level::Note => self.notes += 1,
        }
    }

    fn words(self) -> String {
        let (errors, warnings) = (count(self.errors, "error"), count(self.warnings, "warning"));
        format!("{errors}, {warnings}, {}", count(self.notes, "note"))
    }
}

/// Writes a line for each file, and one for all of them where there are several.
pub fn glance(report: &Report) -> String {
    let mut by_plan: HashMap<FileId, Counts> = HashMap::new();
    let mut all = Counts::default();
    for finding in &report.findings {
        by_plan.entry(finding.plan).or_default().add(finding.level);
        all.add(finding.level);
    }
    let mut out = String::new();
    for file in &report.files {
        let counts = by_plan.get(&file.file).copied().unwrap_or_default();
        let _ = writeln!(out, "{}: {}: {}", visible(&file.path), content(file), counts.words());
    }
    if report.files.len() > 1 {
        let posts: usize = report.files.iter().map(|file| file.posts).sum();
        let _ =
            writeln!(out, "{}: {}: {}", count(report.files.len(), "file"), count(posts, "post"), all.words());
    }
    if report.silenced > 0 {
        let are = if report.silenced == 1 { "is" } else { "are" };
        let _ = writeln!(out, "{} {are} silenced by `allow`", count(report.silenced, "finding"));
    }
    out
}

/// Says what a file holds.
fn content(file: &FileReport) -> String {
    match file.kind {
        FileKind::Settings if !file.whole => "could not be read whole".to_owned(),
        FileKind::Settings => "settings".to_owned(),
        FileKind::Ideas => count(file.ideas, "idea"),
        FileKind::Plan if !file.whole => {
            let posts = count(file.posts, "post");
            format!("{posts} could be read; rules about the whole plan wait for the rest")
        }
        FileKind::Plan => {
            let mut out = format!("{} in {}", count(file.posts, "post"), count(file.days, "day"));
            if file.days > 1 && file.posts > 0 {
                let _ = write!(out, " ({} a day)", average(file.posts, file.days));
            }
            if file.posts > 0 {
                for share in &file.mix {
                    let _ = write!(out, ", {} {:.0} %", visible(&share.category), share.share);
                }
            }
            out
        }
    }
}

/// Writes an average to one decimal, none where it is whole.
fn average(posts: usize, days: usize) -> String {
    let tenths = (posts * 10 + days / 2) / days;
    if tenths.is_multiple_of(10) {
        (tenths / 10).to_string()
    } else {
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}
