//! `sarif`: SARIF 2.1.0, which code scanning, editors and viewers read.
//!
//! Every rule is listed with its page; results have places, other places, fixes and fingerprints. Addresses count from the root
//! of the repository, columns in code points. Nothing tells when or where it was written. Findings of all levels are there:
//! of one file, GitHub takes 25,000 and shows the 5,000 that weigh most (its manual, August 2026).

mod places;
mod rules;

use std::collections::HashMap;
use std::io::{self, Write};

use serde::{Serialize, Serializer};

use self::places::{Places, Region, Spot};
use self::rules::Descriptor;
use super::fingerprint::fingerprints;
use super::{Format, View};
use crate::diag::{Diagnostic, Fix as Cure, Report};
use crate::text::{FileId, Sources, visible, write_json};

/// A log of one run.
pub(super) struct Sarif;

/// Most other places of a result; GitHub refuses more.
const MOST_PLACES: usize = 1000;

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    original_uri_base_ids: Bases,
    artifacts: Vec<Artifact<'a>>,
    results: Results<'a>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
struct Bases {
    #[serde(rename = "%SRCROOT%")]
    root: BaseOf,
}

#[derive(Serialize)]
struct BaseOf {
    description: Text,
}

/// A text that is shown as it is.
#[derive(Serialize)]
struct Text {
    text: String,
}

impl Text {
    fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact<'a> {
    location: places::Artifact<'a>,
    encoding: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text,
    locations: [Spot<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Spot<'a>>,
    partial_fingerprints: Prints<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixes: Option<[Fix<'a>; 1]>,
}

#[derive(Serialize)]
struct Prints<'a> {
    #[serde(rename = "planFingerprint/v1")]
    first: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix<'a> {
    description: Text,
    artifact_changes: Vec<Change<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'a> {
    artifact_location: places::Artifact<'a>,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    inserted_content: Inserted<'a>,
}

#[derive(Serialize)]
struct Inserted<'a> {
    text: &'a str,
}

/// The results, made one by one while they are written.
struct Results<'a> {
    report: &'a Report,
    places: &'a Places<'a>,
    prints: &'a [String],
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rules = self.report.rules.iter().enumerate();
        let numbers: HashMap<&str, usize> = rules.map(|(number, rule)| (rule.name, number)).collect();
        let results = self.report.findings.iter().zip(self.prints);
        serializer.collect_seq(results.map(|(finding, print)| {
            let rule_index = numbers.get(finding.rule.name).copied();
            result(finding, rule_index, print, self.places)
        }))
    }
}

impl Format for Sarif {
    fn name(&self) -> &'static str {
        "sarif"
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
        let places = Places::new(report, sources, view.base);
        let prints = fingerprints(report, sources, view.base);
        let artifacts = places.all().map(|location| Artifact { location, encoding: "UTF-8" });
        let run = Run {
            tool: Tool {
                driver: Driver {
                    name: "plan",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    information_uri: env!("CARGO_PKG_REPOSITORY"),
                    rules: report.rules.iter().copied().map(Descriptor::new).collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            original_uri_base_ids: Bases {
                root: BaseOf { description: Text::new("The root of the repository that holds the plans.") },
            },
            artifacts: artifacts.collect(),
            results: Results { report, places: &places, prints: &prints },
        };
        let log =
            Log { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
        write_json(&log, true, out)
    }
}

fn result<'a>(
    finding: &'a Diagnostic,
    rule_index: Option<usize>,
    print: &'a str,
    places: &'a Places<'a>,
) -> Outcome<'a> {
    let related = finding.related.iter().take(MOST_PLACES).enumerate();
    let related = related.map(|(number, label)| {
        let message = if label.message.is_empty() { None } else { Some(Text::new(plain(&label.message))) };
        Spot { id: Some(number + 1), message, ..places.location(label.span) }
    });
    Outcome {
        rule_id: finding.rule.name,
        rule_index,
        level: finding.level.word(),
        message: Text::new(plain(&finding.sentence())),
        locations: [places.location(finding.primary.span)],
        related_locations: related.collect(),
        partial_fingerprints: Prints { first: print },
        fixes: finding.fix.as_ref().map(|cure| [fix(cure, places)]),
    }
}

/// Writes a fix: a change for each file, in the order in which the files first come up.
fn fix<'a>(cure: &'a Cure, places: &'a Places<'a>) -> Fix<'a> {
    let mut changes: Vec<(FileId, Change<'a>)> = Vec::new();
    for edit in &cure.edits {
        let replacement = Replacement {
            deleted_region: places.region(edit.span),
            inserted_content: Inserted { text: &edit.text },
        };
        match changes.iter_mut().find(|(file, _)| *file == edit.span.file) {
            Some((_, change)) => change.replacements.push(replacement),
            None => {
                let artifact_location = places.artifact(edit.span.file);
                changes.push((edit.span.file, Change { artifact_location, replacements: vec![replacement] }));
            }
        }
    }
    Fix {
        description: Text::new(plain(&cure.title)),
        artifact_changes: changes.into_iter().map(|(_, change)| change).collect(),
    }
}

/// Keeps a text from being more than words: no control characters, and no link, which in a message is `[words](place)`.
fn plain(text: &str) -> String {
    visible(text).replace("](", "\\](")
}
