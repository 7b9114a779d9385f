//! Every rule on its fixture, and the examples of every page.
//!
//! `fixtures/rules/NAME.toml` holds faults of the rule `NAME` beside neighbours that must not fire. A first line
//! `# today = 2026-11-23` or `# strict` sets what the command line would.

use std::fmt::Write as _;
use std::path::Path;

use content_plan::check::{Options, Run, check};
use content_plan::diag::Diagnostic;
use content_plan::read::{Disk, Input};
use content_plan::rules::{RULES, Today};
use content_plan::text::{Sources, Span};

/// Checks a text as though it lay in the folder of the fixtures.
fn check_text(sources: &Sources, text: &str, today: Option<Today>, strict: bool) -> Run {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/rules");
    let input = Input::bytes(folder.join("plan.toml"), text);
    check(sources, &Disk, vec![input], &Options { today, strict, ..Options::default() })
}

/// Writes a finding with everything that it holds.
fn describe(sources: &Sources, finding: &Diagnostic) -> String {
    let place = |span: Span| {
        let (start, end) = sources.positions(span);
        let source = sources.get(span.file);
        let text = source.text()[span.range()].lines().next().unwrap_or_default();
        format!("{}:{}-{}:{} `{text}`", start.line, start.column, end.line, end.column)
    };
    let mut out = format!("{}[{}]: {}\n", finding.level, finding.rule.name, finding.message);
    let _ = writeln!(out, "  at {} {}", place(finding.primary.span), finding.primary.message);
    for label in &finding.related {
        let _ = writeln!(out, "  and {} {}", place(label.span), label.message);
    }
    if let Some(help) = &finding.help {
        let _ = writeln!(out, "  help: {help}");
    }
    if let Some(fix) = &finding.fix {
        let edits = fix.edits.iter().map(|edit| format!("{} -> `{}`", place(edit.span), edit.text));
        let _ = writeln!(out, "  fix: {}: {}", fix.title, edits.collect::<Vec<_>>().join("; "));
    }
    let about = [
        finding.post.as_ref().map(|post| format!("post {post}")),
        finding.channel.as_ref().map(|channel| format!("channel {channel}")),
        finding.day.map(|day| format!("day {day}")),
        finding.data.as_ref().map(|data| format!("data {data}")),
    ];
    for line in about.into_iter().flatten() {
        let _ = writeln!(out, "  {line}");
    }
    out
}

fn options_of(text: &str) -> (Option<Today>, bool) {
    let first = text.lines().next().unwrap_or_default();
    let today = first.strip_prefix("# today = ").and_then(|date| date.parse().ok()).map(Today::Date);
    (today, first == "# strict")
}

#[test]
fn every_fixture_gives_its_findings() {
    insta::glob!("fixtures/rules/*.toml", |path| {
        let text = std::fs::read_to_string(path).expect("the fixture is there");
        let name = path.file_stem().and_then(|stem| stem.to_str()).expect("fixtures have plain names");
        let (today, strict) = options_of(&text);
        let sources = Sources::new();
        let run = check_text(&sources, &text, today, strict);
        let findings = run.report.findings.iter().filter(|finding| finding.rule.name == name);
        let described: Vec<String> = findings.map(|finding| describe(&sources, finding)).collect();
        assert!(!described.is_empty(), "{name} does not fire on its own fixture");
        insta::assert_snapshot!(described.join("\n"));
    });
}

/// Cuts the examples of a kind (`bad`, `good`) out of a page.
fn examples<'a>(page: &'a str, kind: &str) -> Vec<String> {
    let fence = format!("```toml {kind}");
    let mut blocks = Vec::new();
    let mut lines = page.lines().map(|line: &'a str| line.strip_prefix(' ').unwrap_or(line));
    while let Some(line) = lines.next() {
        if line == fence {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push(block.join("\n") + "\n");
        }
    }
    blocks
}

#[test]
fn every_page_has_a_bad_example_that_fires_and_a_good_one_that_does_not() {
    for rule in RULES {
        let info = rule.info();
        for (kind, fires) in [("bad", true), ("good", false)] {
            let blocks = examples(info.page, kind);
            assert!(!blocks.is_empty(), "the page of {} has no {kind} example", info.name);
            for block in blocks {
                let (today, strict) = options_of(&block);
                let sources = Sources::new();
                let run = check_text(&sources, &block, today, strict);
                let found = run.report.findings.iter().any(|finding| finding.rule.name == info.name);
                assert_eq!(found, fires, "the {kind} example of {}:\n{block}", info.name);
            }
        }
    }
}
