//! `junit`: test results, which nearly every build server shows.
//!
//! A plan is a suite and each rule that looks at it a case, so that a clean run is not empty. A rule that waits for a plan that was
//! read whole is skipped; notes are written down and fail nothing. Elements as JUnit's Ant task writes them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::{Format, View};
use crate::diag::{Diagnostic, FileKind, FileReport, Group, Level, Report, RuleInfo, Scope};
use crate::text::{FileId, Sources, visible};

/// `<testsuites>` of `<testsuite>` of `<testcase>`.
pub(super) struct Junit;

/// What was found, by plan and rule.
type Found<'r> = HashMap<(FileId, &'static str), Vec<&'r Diagnostic>>;

impl Format for Junit {
    fn name(&self) -> &'static str {
        "junit"
    }

    fn is_for_programs(&self) -> bool {
        true
    }

    fn write(
        &self,
        report: &Report,
        sources: &Sources,
        view: View<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut found: Found<'_> = HashMap::new();
        for finding in &report.findings {
            found.entry((finding.plan, finding.rule.name)).or_default().push(finding);
        }
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"plan check\">")?;
        for file in &report.files {
            let cases = report.rules.iter().filter(|rule| looks_at(rule, file, &found));
            let cases: Vec<Case<'_>> = cases.map(|rule| Case::new(rule, file, &found)).collect();
            suite(file, &cases, sources, view, out)?;
        }
        writeln!(out, "</testsuites>")
    }
}

/// Returns whether a rule concerns a file, as far as the report tells: one that is off by default may never have run.
fn looks_at(rule: &RuleInfo, file: &FileReport, found: &Found<'_>) -> bool {
    let is_about_files = rule.group == Group::Plan && rule.scope == Scope::Post;
    let is_usual = rule.level.is_some() && (file.kind == FileKind::Plan || is_about_files);
    is_usual || found.contains_key(&(file.file, rule.name))
}

/// What a rule says of a plan.
struct Case<'r> {
    rule: &'static RuleInfo,
    faults: Vec<&'r Diagnostic>,
    notes: Vec<&'r Diagnostic>,
    waits: bool,
}

impl<'r> Case<'r> {
    fn new(rule: &'static RuleInfo, file: &FileReport, found: &Found<'r>) -> Self {
        let all = found.get(&(file.file, rule.name)).into_iter().flatten().copied();
        let (faults, notes): (Vec<_>, Vec<_>) = all.partition(|finding| finding.level > Level::Note);
        Self { rule, faults, notes, waits: rule.scope == Scope::Plan && !file.whole }
    }
}

fn suite(
    file: &FileReport,
    cases: &[Case<'_>],
    sources: &Sources,
    view: View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let path = view.base.path(&file.path);
    let path = escaped(&path);
    let failures = cases.iter().filter(|case| !case.faults.is_empty()).count();
    let skipped = cases.iter().filter(|case| case.waits).count();
    let tests = cases.len();
    writeln!(
        out,
        "  <testsuite name=\"{path}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\">"
    )?;
    for case in cases {
        write!(out, "    <testcase classname=\"{path}\" name=\"{}\" file=\"{path}\"", case.rule.name)?;
        if case.faults.is_empty() && case.notes.is_empty() && !case.waits {
            writeln!(out, "/>")?;
            continue;
        }
        writeln!(out, ">")?;
        if let Some(first) = case.faults.first() {
            let level = case.faults.iter().map(|finding| finding.level).max().unwrap_or(first.level);
            let more = match case.faults.len() - 1 {
                0 => String::new(),
                more => format!(" (and {more} more)"),
            };
            let message = escaped(&first.message);
            write!(out, "      <failure type=\"{level}\" message=\"{message}{more}\">")?;
            lines(&case.faults, sources, view, out)?;
            writeln!(out, "</failure>")?;
        } else if case.waits {
            writeln!(out, "      <skipped message=\"waits for a plan that can be read whole\"/>")?;
        }
        if !case.notes.is_empty() {
            write!(out, "      <system-out>")?;
            lines(&case.notes, sources, view, out)?;
            writeln!(out, "</system-out>")?;
        }
        writeln!(out, "    </testcase>")?;
    }
    writeln!(out, "  </testsuite>")
}

/// Writes a line for each finding.
fn lines(findings: &[&Diagnostic], sources: &Sources, view: View<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (number, finding) in findings.iter().enumerate() {
        let source = sources.get(finding.primary.span.file);
        let start = source.position(finding.primary.span.start as usize);
        let (path, sentence) = (view.base.path(source.path()), finding.sentence());
        let line = format!("{path}:{}:{}: {}: {sentence}", start.line, start.column, finding.level);
        write!(out, "{}{}", if number == 0 { "" } else { "\n" }, escaped(&line))?;
    }
    Ok(())
}

/// Makes a text one of XML 1.0: control characters, which it cannot hold, are shown by their number.
fn escaped(text: &str) -> Cow<'_, str> {
    let is_special = |letter: char| matches!(letter, '&' | '<' | '>' | '"' | '\'' | '\u{fffe}' | '\u{ffff}');
    let text = visible(text);
    if !text.contains(is_special) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            letter if is_special(letter) => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(letter));
            }
            letter => out.push(letter),
        }
    }
    Cow::Owned(out)
}
