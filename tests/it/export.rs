//! Every format of exports: on a plan with all that it can hold, on a hostile one, and the same bytes each time.

use std::fmt::Write as _;

use content_plan::check::{Options as Checks, Run, check};
use content_plan::export::{Choice, Chosen, FORMATS, Format, Job, Options};
use content_plan::model::Status;
use content_plan::read::{Disk, Input};
use content_plan::text::Sources;

const PLAN: &str = include_str!("fixtures/export.toml");
const HOSTILE: &str = include_str!("fixtures/hostile.toml");

fn run(text: &str) -> Run {
    check(&Sources::new(), &Disk, vec![Input::bytes("plans/week-48.toml", text)], &Checks::default())
}

/// Writes the files of an export, each behind its name.
fn exported(text: &str, format: &dyn Format, choice: &Choice, options: Options) -> String {
    let run = run(text);
    let (plan, calendar) = &run.plans[0];
    let plans = [Chosen::new(plan, calendar, "week-48".to_owned())];
    let job = Job::new(&plans, choice, &run.report.findings, options);
    let parts = format.parts(&job).expect("the format can do that");
    let mut out = String::new();
    for part in parts {
        let mut bytes = Vec::new();
        format.write(&job, &part, &mut bytes).expect("memory takes all");
        let text = without_style(&String::from_utf8(bytes).expect("every format is UTF-8"));
        // Carriage returns and other controls are told in snapshots.
        let shown: String = text
            .chars()
            .map(|letter| match letter {
                '\n' => "\n".to_owned(),
                letter if letter.is_control() => letter.escape_default().to_string(),
                letter => letter.to_string(),
            })
            .collect();
        let _ = write!(out, "== {}\n{shown}", part.name);
    }
    for loss in format.losses(&job) {
        let _ = writeln!(out, "== lost: {}: {}", loss.post, loss.what);
    }
    out
}

/// Leaves the style of pages out, and its hash; `html.rs` looks at them.
fn without_style(page: &str) -> String {
    let mut out = page.to_owned();
    for (start, end) in [("style-src 'sha256-", "'"), ("<style>", "</style>")] {
        let Some(from) = out.find(start).map(|from| from + start.len()) else { continue };
        let length = out[from..].find(end).expect("what is opened is closed");
        out.replace_range(from..from + length, "…");
    }
    out
}

#[test]
fn every_format_writes_a_plan() {
    for format in FORMATS {
        let written = exported(PLAN, *format, &Choice::default(), Options::default());
        insta::assert_snapshot!(format!("export-{}", format.name()), written);
    }
}

#[test]
fn every_format_makes_hostile_text_harmless() {
    for format in FORMATS {
        let written = exported(HOSTILE, *format, &Choice::default(), Options::default());
        insta::assert_snapshot!(format!("hostile-{}", format.name()), written);
    }
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    for format in FORMATS {
        let write =
            || exported(PLAN, *format, &Choice::default(), Options { split: true, ..Options::default() });
        assert_eq!(write(), write(), "{}", format.name());
    }
}

#[test]
fn only_what_was_chosen_is_exported() {
    let json = content_plan::export::find_format("ndjson").expect("a format");
    let posts = |choice: &Choice| {
        let written = exported(PLAN, json, choice, Options::default());
        let lines = written.lines().filter(|line| line.starts_with('{'));
        let post = |line: &str| {
            let data: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
            format!(
                "{} on {}",
                data["post"].as_str().unwrap_or_default(),
                data["channel"].as_str().unwrap_or("-")
            )
        };
        lines.map(post).collect::<Vec<_>>()
    };
    let all = [
        "opening on facebook",
        "opening on telegram",
        "poll on x",
        "joke-2026-11-24 on telegram",
        "open-hour on telegram",
    ];
    assert_eq!(posts(&Choice::default()), all);
    let telegram = Choice { channels: vec!["telegram".to_owned()], ..Choice::default() };
    assert_eq!(posts(&telegram), [all[1], all[3], all[4]]);
    let approved = Choice { statuses: vec![Status::Approved], ..Choice::default() };
    assert_eq!(posts(&approved), [all[0], all[1]]);
    let emotional = Choice { categories: vec!["emotional".to_owned()], ..Choice::default() };
    assert_eq!(posts(&emotional), [all[2], all[3]]);
    let campaign = Choice { campaigns: vec!["opening".to_owned()], ..Choice::default() };
    assert_eq!(posts(&campaign), [all[0], all[1]]);
}
