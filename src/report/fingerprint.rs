//! Fingerprints: by them others know a finding again after lines have moved.
//!
//! A finding about a post is known by its rule, its files and the post's id and channel; any other by its rule, its files, its
//! day, and the text that it stands at. Several that are alike are counted. Lines, numbers and messages play no part.

use std::collections::HashMap;
use std::fmt::Write as _;

use hmac_sha256::Hash;

use super::Base;
use crate::diag::{Diagnostic, Report};
use crate::text::Sources;

/// Bytes of the hash that are written.
const LENGTH: usize = 16;
/// Most bytes that are looked at of the text at which a finding stands.
const TEXT: usize = 256;

/// Returns the fingerprints of a report's findings, in their order; each is there once.
pub(super) fn fingerprints(report: &Report, sources: &Sources, base: Base<'_>) -> Vec<String> {
    let mut alike: HashMap<[u8; 32], u64> = HashMap::new();
    let prints = report.findings.iter().map(|finding| {
        let identity = identity(finding, sources, base);
        let before = alike.entry(identity).or_insert(0);
        let mut hash = Hash::new();
        hash.update(identity);
        hash.update(before.to_le_bytes());
        *before += 1;
        hash.finalize()[..LENGTH].iter().fold(String::with_capacity(2 * LENGTH), |mut out, byte| {
            let _ = write!(out, "{byte:02x}");
            out
        })
    });
    prints.collect()
}

fn identity(finding: &Diagnostic, sources: &Sources, base: Base<'_>) -> [u8; 32] {
    let mut hash = Hash::new();
    // Lengths keep parts apart, whatever they hold.
    let mut add = |part: &[u8]| {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    };
    let source = sources.get(finding.primary.span.file);
    add(finding.rule.name.as_bytes());
    add(base.path(sources.get(finding.plan).path()).as_bytes());
    add(base.path(source.path()).as_bytes());
    add(finding.channel.as_deref().unwrap_or_default().as_bytes());
    if let Some(post) = &finding.post {
        add(b"post");
        add(post.as_bytes());
    } else {
        let text = source.text().as_bytes();
        let range = finding.primary.span.range();
        let end = range.end.min(range.start + TEXT).min(text.len());
        add(b"place");
        add(finding.day.map(|day| day.to_string()).unwrap_or_default().as_bytes());
        add(&text[range.start.min(end)..end]);
    }
    hash.finalize()
}
