//! `gitlab`: GitLab's report on code quality, which a merge request shows as what got better and worse.
//!
//! Paths count from the root of the repository. Fields as GitLab's manual has them, August 2026.

use std::io::{self, Write};

use serde::Serialize;

use super::fingerprint::fingerprints;
use super::{Format, View};
use crate::diag::{Diagnostic, Level, Report};
use crate::text::{Sources, visible, write_json};

/// A list of findings, the notes among them.
pub(super) struct Gitlab;

#[derive(Serialize)]
struct Finding {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

impl Format for Gitlab {
    fn name(&self) -> &'static str {
        "gitlab"
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
        let prints = fingerprints(report, sources, view.base);
        let findings = report.findings.iter().zip(prints);
        let findings = findings.map(|(found, fingerprint)| finding(found, fingerprint, sources, view));
        write_json(&findings.collect::<Vec<_>>(), true, out)
    }
}

fn finding(found: &Diagnostic, fingerprint: String, sources: &Sources, view: View<'_>) -> Finding {
    let source = sources.get(found.primary.span.file);
    Finding {
        description: visible(&found.sentence()).into_owned(),
        check_name: found.rule.name,
        fingerprint,
        severity: match found.level {
            Level::Error => "major",
            Level::Warning => "minor",
            Level::Note => "info",
        },
        location: Location {
            path: visible(&view.base.path(source.path())).into_owned(),
            lines: Lines { begin: source.line(found.primary.span.start as usize) },
        },
    }
}
