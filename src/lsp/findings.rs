//! Findings as editors show them, file by file.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types as lsp;

use super::address::uri_of;
use super::buffers::{Buffers, real};
use super::judged::Judged;
use super::place::{Encoding, Lines};
use crate::diag::{Diagnostic, Level, count};
use crate::text::{FileId, Source, Span, visible};

/// Most findings of one file that an editor gets, the most serious ones; more than anybody goes through by hand.
const MOST: usize = 1000;

/// What tells findings of one place apart: two plans may say the same of a file that both extend.
type Same = (lsp::Range, &'static str, String);

/// Writes findings for an editor.
pub(super) struct Writer<'a> {
    judged: &'a Judged,
    buffers: &'a Buffers,
    encoding: Encoding,
    sources: HashMap<FileId, (Arc<Source>, lsp::Uri)>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(judged: &'a Judged, buffers: &'a Buffers, encoding: Encoding) -> Self {
        Self { judged, buffers, encoding, sources: HashMap::new() }
    }

    fn source(&mut self, file: FileId) -> (Arc<Source>, lsp::Uri) {
        let found = self.sources.entry(file).or_insert_with(|| {
            let source = self.judged.sources.get(file);
            let path = Path::new(source.path());
            let open = self.buffers.get(&real(path));
            let uri = open.map_or_else(|| uri_of(path), |buffer| buffer.uri.clone());
            (source, uri)
        });
        found.clone()
    }

    /// Writes one finding, whose place lies in these lines.
    pub(super) fn diagnostic(&mut self, lines: &Lines<'_>, finding: &Diagnostic) -> lsp::Diagnostic {
        let mut message = visible(&finding.message).into_owned();
        if let Some(help) = &finding.help {
            message.push('\n');
            message.push_str(&visible(help));
        }
        let own = (!finding.primary.message.is_empty()).then_some(&finding.primary);
        let own_file = finding.primary.span.file;
        let related = own.into_iter().chain(&finding.related).map(|label| {
            let range = if label.span.file == own_file {
                lines.range(label.span.range())
            } else {
                self.range(label.span)
            };
            let (_, uri) = self.source(label.span.file);
            let location = lsp::Location { uri, range };
            lsp::DiagnosticRelatedInformation { location, message: visible(&label.message).into_owned() }
        });
        let related: Vec<_> = related.collect();
        lsp::Diagnostic {
            range: lines.range(finding.primary.span.range()),
            severity: Some(severity(finding.level)),
            code: Some(lsp::Code::String(finding.rule.name.to_owned())),
            code_description: Some(lsp::CodeDescription { href: finding.rule.address().into() }),
            source: Some("plan".to_owned()),
            message: message.into(),
            tags: tag(finding.rule.name).map(|tag| vec![tag]),
            related_information: (!related.is_empty()).then_some(related),
            data: None,
        }
    }

    /// Returns a place in a file of which nothing else is said.
    pub(super) fn range(&mut self, span: Span) -> lsp::Range {
        let (source, _) = self.source(span.file);
        let line = source.line(span.start as usize);
        let start = source.line_range(line).start;
        let last = source.line_range(source.line(span.end as usize)).end.max(span.end as usize);
        // Only the lines in question are looked at.
        let part = Lines::new(&source.text()[start..last], self.encoding);
        let mut range = part.range(span.start as usize - start..span.end as usize - start);
        let above = u32::try_from(line - 1).unwrap_or(u32::MAX);
        range.start.line = range.start.line.saturating_add(above);
        range.end.line = range.end.line.saturating_add(above);
        range
    }

    /// Returns the address of a file.
    pub(super) fn uri(&mut self, file: FileId) -> lsp::Uri {
        self.source(file).1
    }
}

fn severity(level: Level) -> lsp::DiagnosticSeverity {
    match level {
        Level::Error => lsp::DiagnosticSeverity::Error,
        Level::Warning => lsp::DiagnosticSeverity::Warning,
        Level::Note => lsp::DiagnosticSeverity::Information,
    }
}

/// Returns how editors dress a finding: what could go is faint, what is over is struck out.
fn tag(rule: &str) -> Option<lsp::DiagnosticTag> {
    match rule {
        "unused-name" | "unused-allow" => Some(lsp::DiagnosticTag::Unnecessary),
        "closed-network" => Some(lsp::DiagnosticTag::Deprecated),
        _ => None,
    }
}

/// Lists what was found, by the real paths of the files in which it lies.
pub(super) fn by_file<'a>(
    judged: impl Iterator<Item = &'a Judged>,
    buffers: &Buffers,
    encoding: Encoding,
) -> BTreeMap<PathBuf, Vec<lsp::Diagnostic>> {
    let mut files: BTreeMap<PathBuf, (Vec<Same>, Vec<lsp::Diagnostic>)> = BTreeMap::new();
    for judged in judged {
        let mut writer = Writer::new(judged, buffers, encoding);
        let findings = &judged.run.report.findings;
        for own in findings.chunk_by(|a, b| a.primary.span.file == b.primary.span.file) {
            let source = judged.sources.get(own[0].primary.span.file);
            let lines = Lines::new(source.text(), encoding);
            let (seen, out) = files.entry(real(Path::new(source.path()))).or_default();
            let (kept, left_out) = most_serious(own);
            for finding in kept {
                let written = writer.diagnostic(&lines, finding);
                let same = (written.range, finding.rule.name, finding.message.clone());
                if out.len() < MOST && !seen.contains(&same) {
                    seen.push(same);
                    out.push(written);
                }
            }
            out.extend(left_out.map(|left_out| rest(own, left_out)));
        }
    }
    files.into_iter().map(|(path, (_, findings))| (path, findings)).collect()
}

/// Picks the findings that are shown, in their order, and says how many are not.
fn most_serious(findings: &[Diagnostic]) -> (Vec<&Diagnostic>, Option<usize>) {
    let mut kept: Vec<(usize, &Diagnostic)> = findings.iter().enumerate().collect();
    if findings.len() <= MOST {
        return (kept.into_iter().map(|(_, finding)| finding).collect(), None);
    }
    kept.sort_by_key(|(index, finding)| (std::cmp::Reverse(finding.level), *index));
    kept.truncate(MOST);
    kept.sort_by_key(|(index, _)| *index);
    (kept.into_iter().map(|(_, finding)| finding).collect(), Some(findings.len() - MOST))
}

/// Says at the top of a file that more was found.
fn rest(findings: &[Diagnostic], left_out: usize) -> lsp::Diagnostic {
    let message = format!("{} more\n`plan check` lists all", count(left_out, "finding"));
    let worst = findings.iter().map(|finding| finding.level).max().unwrap_or(Level::Note);
    lsp::Diagnostic {
        range: lsp::Range::default(),
        severity: Some(severity(worst)),
        code: None,
        code_description: None,
        source: Some("plan".to_owned()),
        message: message.into(),
        tags: None,
        related_information: None,
        data: None,
    }
}
