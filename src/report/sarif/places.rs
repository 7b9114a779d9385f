//! Files and places of a log: each file has its number and address, made once.

use std::collections::HashMap;

use serde::Serialize;

use super::Text;
use crate::diag::Report;
use crate::report::Base;
use crate::text::{FileId, Sources, Span};

/// The files that a report names, in the order in which it does.
pub(super) struct Places<'a> {
    sources: &'a Sources,
    files: Vec<File>,
    numbers: HashMap<FileId, usize>,
}

struct File {
    address: String,
    is_inside: bool,
}

/// A file, by its address and its number among all.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Artifact<'a> {
    uri: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
    index: usize,
}

/// A place that a finding is about.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Spot<'a> {
    /// Its number among the other places of a result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<usize>,
    pub(super) physical_location: Physical<'a>,
    /// What is to be said about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Physical<'a> {
    artifact_location: Artifact<'a>,
    region: Region,
}

/// Lines and columns from 1, the end exclusive.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

impl<'a> Places<'a> {
    pub(super) fn new(report: &Report, sources: &'a Sources, base: Base<'_>) -> Self {
        let mut places = Self { sources, files: Vec::new(), numbers: HashMap::new() };
        for file in &report.files {
            places.add(file.file, base);
        }
        for finding in &report.findings {
            let labels = finding.related.iter().chain([&finding.primary]).map(|label| label.span);
            let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
            for span in labels.chain(edits) {
                places.add(span.file, base);
            }
        }
        places
    }

    fn add(&mut self, file: FileId, base: Base<'_>) {
        if self.numbers.contains_key(&file) {
            return;
        }
        let (address, is_inside) = base.address(self.sources.get(file).path());
        self.numbers.insert(file, self.files.len());
        self.files.push(File { address, is_inside });
    }

    /// Lists all files.
    pub(super) fn all(&self) -> impl Iterator<Item = Artifact<'_>> {
        (0..self.files.len()).map(|index| self.numbered(index))
    }

    /// Returns a file of the report.
    pub(super) fn artifact(&self, file: FileId) -> Artifact<'_> {
        self.numbered(self.numbers[&file])
    }

    fn numbered(&self, index: usize) -> Artifact<'_> {
        let File { address, is_inside } = &self.files[index];
        Artifact { uri: address, uri_base_id: is_inside.then_some("%SRCROOT%"), index }
    }

    /// Returns a place of the report.
    pub(super) fn location(&self, span: Span) -> Spot<'_> {
        let artifact_location = self.artifact(span.file);
        let physical_location = Physical { artifact_location, region: self.region(span) };
        Spot { id: None, physical_location, message: None }
    }

    /// Returns where a span starts and ends.
    pub(super) fn region(&self, span: Span) -> Region {
        let (start, end) = self.sources.positions(span);
        Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}
