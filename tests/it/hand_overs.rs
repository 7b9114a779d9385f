//! Hand-overs to tools: what a plan may say about them.

use content_plan::check::{Options as Checks, Run, check};
use content_plan::read::{Disk, Input};
use content_plan::report::{View, find_format as find_report};
use content_plan::text::Sources;

fn run(text: &str) -> Run {
    check(&Sources::new(), &Disk, vec![Input::bytes("plan.toml", text)], &Checks::default())
}

#[test]
fn every_mistake_in_a_table_is_told_with_the_next_step() {
    let text = r#"
[plan]
start = 2026-11-23
days = 1
[cadence]
per_day = { min = 0, max = 1 }
[channels.a]
network = "x"
handover = { postix = "1", publer = "", hootsuit = "x", buffer = 3, hootsuite = "fine" }
[channels.b]
network = "x"
handover = "x"
[export.hootsuite]
columns = ["datetime", "txt", { name = "x" }, { nam = "x", holds = "qqq" }, { name = "y", words = "fine" }, 3]
date = "DD/MM/YYYY"
time = "%Q"
datetime = "%d.%m.%Y %H:%M"
timezone = "Europe/Kyyiv"
delimiter = "|"
quotes = "allways"
encoding = "utf-16"
max_rows = 0
line_end = "cr"
colums = 1
[export.empty]
columns = []
[export.none]
"#;
    let sources = Sources::new();
    let run = check(&sources, &Disk, vec![Input::bytes("plan.toml", text)], &Checks::default());
    let mut out = Vec::new();
    let format = find_report("full").expect("a format");
    format.write(&run.report, &sources, View::default(), &mut out).expect("memory takes all");
    insta::assert_snapshot!(String::from_utf8(out).expect("text"));
}

#[test]
fn settings_may_name_tools_that_their_plans_describe() {
    let settings = "[channels.a]\nnetwork = \"x\"\nhandover = { later = \"us\" }\n";
    assert_eq!(run(settings).report.findings.len(), 0);
    let own = format!("{settings}[export.hootsuite]\ncolumns = [\"text\"]\n");
    assert_eq!(run(&own).report.findings.len(), 1, "who describes some describes all");
}
