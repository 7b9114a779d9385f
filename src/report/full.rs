//! `full`: each finding with the lines that it is about, for people.

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Title, Origin, Renderer, Snippet};
use anstream::adapter::strip_str;

use super::{Format, View, glance, shown};
use crate::diag::{Diagnostic, Label, Level, Report};
use crate::text::{Source, Sources, is_override, visible};

/// Drawn as rustc draws, on a few lines around each place; never on the whole file, which takes long.
pub(super) struct Full;

/// Lines shown above and below a place.
const AROUND: usize = 1;
/// Lines between two places that are still drawn as one.
const NEAR: usize = 8;
/// Longest line that is drawn whole, in bytes; of a longer one only the part around the place.
const LONG: usize = 400;

impl Format for Full {
    fn name(&self) -> &'static str {
        "full"
    }

    fn write(
        &self,
        report: &Report,
        sources: &Sources,
        view: View<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let renderer = if view.color { Renderer::styled() } else { Renderer::plain() };
        let (findings, left_out) = shown(report, view);
        for finding in findings {
            writeln!(out, "{}\n", draw(finding, sources, &renderer))?;
        }
        for line in left_out {
            writeln!(out, "{line}")?;
        }
        write!(out, "{}", glance(report))
    }
}

/// A few lines of a file with the places in them.
struct Window<'a> {
    source: std::sync::Arc<Source>,
    lines: Range<usize>,
    labels: Vec<(AnnotationKind, &'a Label)>,
}

fn draw(finding: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let title = match finding.level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
        Level::Note => Title::NOTE,
    };
    let mut group = title
        .primary_title(visible(&finding.message))
        .id(finding.rule.name)
        .elements(Vec::<Snippet<'_, Annotation<'_>>>::new());
    for window in windows(finding, sources) {
        group = add(group, &window);
    }
    if let Some(help) = &finding.help {
        group = group.element(Title::HELP.message(visible(help)));
    }
    let drawn = renderer.render(&[group]);
    // A cut line has its place above it already; the renderer then adds a line for a path that is not there.
    let is_stray =
        |line: &&str| line.ends_with([':', ' ', 'm']) && strip_str(line).to_string().trim() == ":::";
    if drawn.contains(":::") {
        return drawn.lines().filter(|line| !is_stray(line)).collect::<Vec<_>>().join("\n");
    }
    drawn
}

/// Groups places that lie near each other; the finding's own place first.
fn windows<'a>(finding: &'a Diagnostic, sources: &Sources) -> Vec<Window<'a>> {
    let related = finding.related.iter().map(|label| (AnnotationKind::Context, label));
    let labels = std::iter::once((AnnotationKind::Primary, &finding.primary)).chain(related);
    let mut windows: Vec<Window<'a>> = Vec::new();
    for (kind, label) in labels {
        let source = sources.get(label.span.file);
        let first = source.line(label.span.start as usize);
        let near = windows.iter_mut().find(|window| {
            let lines = &window.lines;
            window.source.path() == source.path() && first + NEAR >= lines.start && first <= lines.end + NEAR
        });
        match near {
            Some(window) => {
                window.lines = window.lines.start.min(first)..window.lines.end.max(first);
                window.labels.push((kind, label));
            }
            None => windows.push(Window { source, lines: first..first, labels: vec![(kind, label)] }),
        }
    }
    windows
}

/// Adds the lines of a window to a drawing.
fn add<'a>(group: Group<'a>, window: &Window<'a>) -> Group<'a> {
    let source = &window.source;
    let path = visible(source.path()).into_owned();
    let first = window.lines.start.saturating_sub(AROUND).max(1);
    let last = (window.lines.end + AROUND).min(source.line_count());
    let range = drawn_range(source, first).start..source.line_range(last).end;
    if range.len() > LONG * (last - first + 1) {
        return add_parts(group, window, &path);
    }
    let mut text = harmless(&source.text()[range.clone()]);
    if text.is_empty() || text.ends_with('\n') {
        // An empty last line would not be drawn.
        text.push(' ');
    }
    let annotations = window.labels.iter().map(|(kind, label)| {
        let span = clamped(label, source, &range);
        kind.span(span).label(visible(&label.message).into_owned())
    });
    let annotations: Vec<_> = annotations.collect();
    group.element(Snippet::source(text).line_start(first).path(path).annotations(annotations))
}

/// Returns the bytes of a line that are drawn: all but its end and a byte order mark.
fn drawn_range(source: &Source, line: usize) -> Range<usize> {
    let range = source.line_range(line);
    let mark = if source.text()[range.clone()].starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    range.start + mark..range.end
}

/// Replaces what a terminal could obey by letters of the same length in bytes, so that every place stays where it is. The
/// renderer itself draws the control characters of ASCII.
fn harmless(text: &str) -> String {
    let replaced = |letter: char| match letter {
        letter if letter.is_ascii() => letter,
        letter if !letter.is_control() && !is_override(letter) => letter,
        letter if letter.len_utf8() == '¿'.len_utf8() => '¿',
        _ => char::REPLACEMENT_CHARACTER,
    };
    text.chars().map(replaced).collect()
}

/// Finds a place within the text that is drawn: its first line alone, where it has many.
fn clamped(label: &Label, source: &Source, drawn: &Range<usize>) -> Range<usize> {
    let span = label.span.range();
    let line = source.line_range(source.line(span.start));
    let start = span.start.clamp(drawn.start, drawn.end);
    let end = span.end.min(line.end).clamp(start, drawn.end);
    start - drawn.start..end - drawn.start
}

/// Draws the part around each place, where lines are too long to be drawn whole.
fn add_parts<'a>(mut group: Group<'a>, window: &Window<'a>, path: &str) -> Group<'a> {
    let source = &window.source;
    for (kind, label) in &window.labels {
        let start = label.span.start as usize;
        let position = source.position(start);
        let line = drawn_range(source, position.line);
        let mut from = start.saturating_sub(LONG / 4).max(line.start);
        let mut to = (start + LONG / 2).min(line.end).max(from);
        while !source.text().is_char_boundary(from) {
            from -= 1;
        }
        while !source.text().is_char_boundary(to) {
            to += 1;
        }
        let before = if from > line.start { "… " } else { "" };
        let after = if to < line.end { " …" } else { "" };
        let text = format!("{before}{}{after}", harmless(&source.text()[from..to]));
        let at = |offset: usize| offset.clamp(from, to) - from + before.len();
        let span = at(start)..at(label.span.end as usize);
        let annotation = kind.span(span).label(visible(&label.message).into_owned());
        let origin = Origin::path(path.to_owned()).line(position.line).char_column(position.column);
        group = group.element(origin);
        group = group.element(Snippet::source(text).line_start(position.line).annotation(annotation));
    }
    group
}
