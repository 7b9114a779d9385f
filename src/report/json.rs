//! `json`: everything, for programs; version 1.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::Serialize;

use super::{Format, View};
use crate::diag::{Diagnostic, FileReport, Label, Level, Report, ShareReport};
use crate::text::{Position, Sources, Span, write_json};

/// The report as data; see the README for its fields.
pub(super) struct Json;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    files: Vec<File<'a>>,
    findings: Vec<Finding<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    whole: bool,
    posts: usize,
    placements: usize,
    days: usize,
    mix: Vec<Share<'a>>,
}

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the names are those of the format")]
struct Share<'a> {
    category: &'a str,
    posts: usize,
    share: f64,
    target: f64,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'static str,
    level: Level,
    message: &'a str,
    help: Option<&'a str>,
    path: String,
    start: Position,
    end: Position,
    post: Option<&'a str>,
    channel: Option<&'a str>,
    day: Option<NaiveDate>,
    data: Option<&'a serde_json::Value>,
    related: Vec<Related<'a>>,
    fix: Option<Fix<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    path: String,
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    path: String,
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    notes: usize,
    silenced: usize,
}

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn is_for_programs(&self) -> bool {
        true
    }

    fn write(&self, report: &Report, sources: &Sources, _: View<'_>, out: &mut dyn Write) -> io::Result<()> {
        let document = Document {
            version: 1,
            files: report.files.iter().map(file).collect(),
            findings: report.findings.iter().map(|found| finding(found, sources)).collect(),
            summary: Summary {
                errors: report.count(Level::Error),
                warnings: report.count(Level::Warning),
                notes: report.count(Level::Note),
                silenced: report.silenced,
            },
        };
        write_json(&document, true, out)
    }
}

fn file(file: &FileReport) -> File<'_> {
    let mix = file.mix.iter().map(|share| {
        let ShareReport { category, posts, share, target } = share;
        Share { category, posts: *posts, share: *share, target: *target }
    });
    let FileReport { whole, posts, placements, days, .. } = *file;
    File { path: &file.path, whole, posts, placements, days, mix: mix.collect() }
}

fn finding<'a>(found: &'a Diagnostic, sources: &Sources) -> Finding<'a> {
    let (path, start, end) = place(found.primary.span, sources);
    Finding {
        rule: found.rule.name,
        level: found.level,
        message: &found.message,
        help: found.help.as_deref(),
        path,
        start,
        end,
        post: found.post.as_deref(),
        channel: found.channel.as_deref(),
        day: found.day,
        data: found.data.as_ref(),
        related: found.related.iter().map(|label| related(label, sources)).collect(),
        fix: found.fix.as_ref().map(|fix| fix_of(fix, sources)),
    }
}

fn place(span: Span, sources: &Sources) -> (String, Position, Position) {
    let source = sources.get(span.file);
    (source.path().to_owned(), source.position(span.start as usize), source.position(span.end as usize))
}

fn related<'a>(label: &'a Label, sources: &Sources) -> Related<'a> {
    let (path, start, end) = place(label.span, sources);
    Related { message: &label.message, path, start, end }
}

fn fix_of<'a>(fix: &'a crate::diag::Fix, sources: &Sources) -> Fix<'a> {
    let edits = fix.edits.iter().map(|edit| Edit {
        path: sources.get(edit.span.file).path().to_owned(),
        start: edit.span.start,
        end: edit.span.end,
        text: &edit.text,
    });
    Fix { title: &fix.title, edits: edits.collect() }
}
