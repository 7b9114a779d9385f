//! `github`: workflow commands that put findings beside the lines of a pull request.
//!
//! GitHub shows ten of each level a step and drops the rest without a word, so the worst come first, and a plain line
//! tells the totals. Read in the runner's and the toolkit's own sources, August 2026.

use std::io::{self, Write};

use super::{Base, Format, View, glance};
use crate::diag::{Diagnostic, Level, Report, count};
use crate::text::{Sources, visible};

/// `::warning title=…,file=…,line=…::message`.
pub(super) struct Github;

/// Most findings of a level that one step shows.
const MOST: usize = 10;

impl Format for Github {
    fn name(&self) -> &'static str {
        "github"
    }

    fn write(
        &self,
        report: &Report,
        sources: &Sources,
        view: View<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let levels: &[Level] = if view.notes {
            &[Level::Error, Level::Warning, Level::Note]
        } else {
            &[Level::Error, Level::Warning]
        };
        let mut left_out = Vec::new();
        for &level in levels {
            let findings = report.findings.iter().filter(|finding| finding.level == level);
            for finding in findings.take(MOST) {
                annotate(finding, sources, view.base, out)?;
            }
            let all = report.count(level);
            if all > MOST {
                left_out.push(count(all - MOST, level.word()));
            }
        }
        if !left_out.is_empty() {
            let left_out = left_out.join(", ");
            writeln!(out, "plan: left out above, since GitHub shows {MOST} of each level: {left_out}")?;
        }
        // A path could begin with `::`, and the older `##[` is a command wherever it stands in a line.
        for line in glance(report).lines() {
            writeln!(out, "plan: {}", line.replace("##[", "# #["))?;
        }
        Ok(())
    }
}

fn annotate(finding: &Diagnostic, sources: &Sources, base: Base<'_>, out: &mut dyn Write) -> io::Result<()> {
    let command = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let source = sources.get(finding.primary.span.file);
    let start = source.position(finding.primary.span.start as usize);
    let end = source.position(finding.primary.span.end as usize);
    let (title, file) = (property(finding.rule.name), property(&visible(&base.path(source.path()))));
    write!(out, "::{command} title={title},file={file},line={},endLine={}", start.line, end.line)?;
    // Columns that lie on two lines are refused.
    if start.line == end.line {
        write!(out, ",col={},endColumn={}", start.column, end.column)?;
    }
    let message = match &finding.help {
        Some(help) => format!("{}\nhelp: {}", visible(&finding.message), visible(help)),
        None => visible(&finding.message).into_owned(),
    };
    writeln!(out, "::{}", escaped(&message))
}

/// Escapes a message.
fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}
