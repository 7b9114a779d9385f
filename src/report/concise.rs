//! `concise`: a line a finding, for grep and for editors.

use std::io::{self, Write};

use super::{Format, View, glance, shown};
use crate::diag::Report;
use crate::text::{Sources, visible};

/// `PATH:LINE:COLUMN: LEVEL[RULE]: MESSAGE`.
pub(super) struct Concise;

impl Format for Concise {
    fn name(&self) -> &'static str {
        "concise"
    }

    fn write(
        &self,
        report: &Report,
        sources: &Sources,
        view: View<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let (findings, left_out) = shown(report, view);
        for finding in findings {
            let source = sources.get(finding.primary.span.file);
            let start = source.position(finding.primary.span.start as usize);
            let (path, message) = (visible(source.path()), visible(&finding.message));
            let (line, column, level, rule) = (start.line, start.column, finding.level, finding.rule.name);
            writeln!(out, "{path}:{line}:{column}: {level}[{rule}]: {message}")?;
        }
        for line in left_out {
            writeln!(out, "{line}")?;
        }
        write!(out, "{}", glance(report))
    }
}
