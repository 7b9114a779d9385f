//! Rules as a log describes them: what code scanning shows beside a finding is the rule's page.

use serde::Serialize;

use super::Text;
use crate::diag::{Group, Level, RuleInfo};

/// A rule.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Descriptor {
    id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    short_description: Text,
    full_description: Text,
    help: Help,
    help_uri: String,
    default_configuration: Configuration,
    properties: Properties,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    enabled: bool,
    level: &'static str,
}

#[derive(Serialize)]
struct Properties {
    tags: [&'static str; 2],
    precision: &'static str,
    #[serde(rename = "problem.severity")]
    severity: &'static str,
}

impl Descriptor {
    pub(super) fn new(rule: &'static RuleInfo) -> Self {
        let standard = rule.level.unwrap_or(Level::Note);
        let markdown = markdown(rule.page);
        let address = env!("CARGO_PKG_REPOSITORY");
        let file = rule.name.replace('-', "_");
        Self {
            id: rule.name,
            name: pascal(rule.name),
            short_description: Text::new(format!("{}.", rule.summary())),
            full_description: Text::new(opening(&markdown)),
            help: Help { text: text(&markdown), markdown },
            help_uri: format!("{address}/blob/main/src/rules/{}/{file}.rs", rule.group.word()),
            default_configuration: Configuration { enabled: rule.level.is_some(), level: standard.word() },
            properties: Properties {
                tags: ["content-plan", rule.group.word()],
                // What the format forbids is certain; what practice advises leaves room.
                precision: if rule.group == Group::Plan { "very-high" } else { "high" },
                severity: match standard {
                    Level::Error => "error",
                    Level::Warning => "warning",
                    Level::Note => "recommendation",
                },
            },
        }
    }
}

/// Writes `mix-off-target` as `MixOffTarget`; a name of one word would only say the id again, which the standard forbids.
fn pascal(name: &str) -> Option<String> {
    let words = || name.split('-').filter(|word| !word.is_empty());
    (words().count() > 1).then(|| words().map(|word| word[..1].to_ascii_uppercase() + &word[1..]).collect())
}

/// Returns the page as Markdown: examples are TOML, whether they are good or bad.
fn markdown(page: &str) -> String {
    let lines = page.trim().lines().map(|line| {
        let line = line.strip_prefix(' ').unwrap_or(line).trim_end();
        if line.starts_with("```toml") { "```toml" } else { line }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns what stands before the first heading, in one line.
fn opening(markdown: &str) -> String {
    let lines = markdown.lines().take_while(|line| !line.starts_with("## "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Returns the page without the marks of Markdown: no fences, and headings that are lines of their own.
fn text(markdown: &str) -> String {
    let lines = markdown.lines().filter(|line| !line.starts_with("```"));
    lines.map(|line| line.trim_start_matches("## ")).collect::<Vec<_>>().join("\n")
}
