//! Hand-overs to tools: what a plan may say about them, how files are divided, what is refused, what is told as lost.

use std::fmt::Write as _;

use content_plan::check::{Options as Checks, Run, check};
use content_plan::export::{Choice, Chosen, Job, Options, find_format};
use content_plan::model::Field;
use content_plan::read::{Disk, Input};
use content_plan::report::{View, find_format as find_report};
use content_plan::text::Sources;

fn run(text: &str) -> Run {
    check(&Sources::new(), &Disk, vec![Input::bytes("plan.toml", text)], &Checks::default())
}

/// Exports to files, each with its name; else returns the refusal.
fn exported(text: &str, format: &str, options: Options) -> Result<Vec<(String, String)>, String> {
    let run = run(text);
    let plans: Vec<Chosen<'_>> =
        run.plans.iter().map(|(plan, calendar)| Chosen::new(plan, calendar, "week".to_owned())).collect();
    let job = Job::new(&plans, &Choice::default(), &run.report.findings, options);
    let format = find_format(format).expect("a format");
    let parts = format.parts(&job).map_err(|refusal| refusal.message)?;
    let written = parts.into_iter().map(|part| {
        let mut bytes = Vec::new();
        format.write(&job, &part, &mut bytes).expect("memory takes all");
        (part.name, String::from_utf8(bytes).expect("UTF-8"))
    });
    Ok(written.collect())
}

/// Lists what a format has no room for, a line each.
fn lost(text: &str, format: &str, options: Options) -> String {
    let run = run(text);
    let (plan, calendar) = &run.plans[0];
    let plans = [Chosen::new(plan, calendar, "week".to_owned())];
    let job = Job::new(&plans, &Choice::default(), &run.report.findings, options);
    let losses = find_format(format).expect("a format").losses(&job);
    losses.iter().fold(String::new(), |mut out, loss| {
        let _ = writeln!(out, "{}: {}", loss.post, loss.what);
        out
    })
}

/// Writes a plan with so many posts, a number of minutes apart from midnight on, on channels of these networks.
fn plan(posts: u32, minutes: u32, networks: &[&str]) -> String {
    let mut text = "[plan]\nstart = 2026-11-23\ndays = 7\ntimezone = \"Europe/Kyiv\"\n".to_owned();
    for (index, network) in networks.iter().enumerate() {
        let _ = writeln!(text, "[channels.c{index}]\nnetwork = \"{network}\"");
    }
    for number in 0..posts {
        let minute = number * minutes;
        let (day, hour, minute) = (23 + minute / 1440, minute / 60 % 24, minute % 60);
        let _ = writeln!(
            text,
            "[[post]]\nid = \"p{number}\"\nat = 2026-11-{day} {hour:02}:{minute:02}:00\ncategory = \"branded\"\ntext = \"Допис {number}\""
        );
    }
    text
}

fn names(files: &[(String, String)]) -> Vec<&str> {
    files.iter().map(|(name, _)| name.as_str()).collect()
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

#[test]
fn files_are_split_at_the_limits_of_the_tool_and_nothing_is_dropped() {
    let text = plan(401, 12, &["x", "facebook"]);
    let count = |files: &[(String, String)]| {
        files.iter().map(|(_, text)| text.matches("\r\n").count() - 1).collect::<Vec<_>>()
    };
    let files = exported(&text, "buffer", Options::default()).expect("it can");
    assert_eq!(
        names(&files)[..6],
        [
            "buffer-c0-1.csv",
            "buffer-c0-2.csv",
            "buffer-c0-3.csv",
            "buffer-c0-4.csv",
            "buffer-c0-5.csv",
            "buffer-c1-1.csv"
        ]
    );
    assert_eq!(count(&files), [100, 100, 100, 100, 1, 100, 100, 100, 100, 1]);
    let files = exported(&text, "sprout", Options::default()).expect("it can");
    assert_eq!(count(&files), [350, 51, 350, 51]);
    let files = exported(&text, "publer", Options::default()).expect("it can");
    assert_eq!(names(&files), ["publer-c0.csv", "publer-c1.csv"]);
    let files = exported(&text, "metricool", Options::default()).expect("it can");
    assert_eq!(names(&files), ["metricool.csv"]);
    let files = exported(&text, "metricool", Options { split: true, ..Options::default() }).expect("it can");
    assert_eq!(names(&files), ["metricool-c0.csv", "metricool-c1.csv"]);
}

#[test]
fn a_file_of_five_megabytes_is_the_largest_for_brightbean() {
    let text = plan(3, 60, &["facebook"]).replace("Допис", &"ж".repeat(1_200_000));
    let files = exported(&text, "brightbean", Options::default()).expect("it can");
    assert_eq!(names(&files), ["brightbean-1.csv", "brightbean-2.csv"]);
    assert!(files.iter().all(|(_, text)| text.len() < 5_000_000));
}

#[test]
fn accounts_that_a_tool_does_not_tell_apart_get_files_of_their_own() {
    let text = plan(1, 1, &["facebook", "facebook", "x"]);
    let files = exported(&text, "metricool", Options::default()).expect("it can");
    assert_eq!(names(&files), ["metricool-c0.csv", "metricool-c1.csv", "metricool-c2.csv"]);
    let told = lost(&text, "brightbean", Options::default());
    assert!(told.contains("every post on facebook: two accounts there (c0, c1)"), "{told}");
}

#[test]
fn channels_whose_files_would_be_called_the_same_do_not_overwrite_each_other() {
    let text = plan(101, 12, &["x", "x"])
        .replace("channels.c0]", "channels.a]")
        .replace("channels.c1]", "channels.a-1]")
        .replace("id = \"p", "channels = [\"a\"]\nid = \"p")
        .replacen("channels = [\"a\"]", "channels = [\"a\", \"a-1\"]", 1);
    let files = exported(&text, "buffer", Options::default()).expect("it can");
    assert_eq!(names(&files), ["buffer-a-1.csv", "buffer-a-2.csv", "buffer-a-1-more.csv"]);
}

#[test]
fn posts_too_near_are_told_and_still_handed_over() {
    let text = plan(4, 7, &["x"]);
    let gaps = "every post: its category\n\"p1\": a time 7 minutes behind \"p0\" (at least 10)\n\"p2\": a time 7 minutes behind \"p1\" (at least 10)\n\"p3\": a time 7 minutes behind \"p2\" (at least 10)\n";
    assert_eq!(lost(&text, "sprout", Options::default()), gaps);
    let stamp = "2026-11-22T22:00:00Z".parse().ok();
    let told = lost(&text, "sprout", Options { stamp, ..Options::default() });
    assert!(told.contains("\"p1\": a time less than 10 minutes ahead\n"), "{told}");
    assert!(!told.contains("\"p2\": a time less than"), "{told}");
    let files = exported(&text, "sprout", Options::default()).expect("it can");
    assert_eq!(files[0].1.lines().count(), 5);
}

#[test]
fn what_is_out_or_not_decided_is_handed_over_to_nobody() {
    let mut text = plan(2, 60, &["facebook"]);
    text.push_str("status = \"published\"\n[[post]]\nid = \"open\"\nat = 2026-11-24\ncategory = \"branded\"\ntext = \"x\"\n");
    for format in ["buffer", "brightbean", "publer", "sprout", "metricool"] {
        let files = exported(&text, format, Options::default()).expect("it can");
        assert_eq!(files[0].1.matches("Допис").count(), 1, "{format}");
        let told = lost(&text, format, Options::default());
        assert!(told.contains("\"p1\": the post itself (it is published already)"), "{format}: {told}");
        assert!(told.contains("\"open\": the post itself (its hour is open)"), "{format}: {told}");
    }
    let files = exported(&text, "google-calendar", Options::default()).expect("it can");
    assert_eq!(files[0].1.matches("\r\n").count(), 4, "a calendar holds all three");
}

#[test]
fn an_hour_that_comes_twice_cannot_be_told_apart() {
    // In Lisbon the clocks go back from 2 to 1 at 01:00 UTC on 2026-10-25.
    let text = plan(0, 1, &["x"])
        .replace("2026-11-23", "2026-10-25")
        .replace("[channels.c0]", "[channels.c0]\ntimezone = \"Europe/Lisbon\"");
    let post = |id: &str, at: &str| {
        format!("[[post]]\nid = \"{id}\"\nat = 2026-10-25 {at}\ncategory = \"branded\"\ntext = \"x\"\n")
    };
    let text = text.replace("Europe/Kyiv", "UTC") + &post("first", "00:30:00") + &post("second", "01:30:00");
    let told = lost(&text, "buffer", Options::default());
    assert_eq!(told, "\"second\": the second 01:30 of its day, when the clocks go back\n");
}

#[test]
fn a_fresh_template_of_metricool_is_obeyed() {
    let text = plan(1, 1, &["x"]);
    let write = |header: &str| {
        exported(&text, "metricool", Options { header: Some(header.to_owned()), ..Options::default() })
    };
    let files = write("\u{feff}Date,\"New, column\",TEXT,Time,Twitter/X\r\n2026-01-01,example,,,\r\n")
        .expect("it can");
    let expected =
        "\u{feff}Date,\"New, column\",TEXT,Time,Twitter/X\r\n2026-11-23,,Допис 0,00:00:00,TRUE\r\n";
    assert_eq!(files[0].1, expected);
    let refusal = write("Date;Time;Text\n").expect_err("no commas");
    assert!(refusal.starts_with("the header has no column `Text`"), "{refusal}");
    assert!(write("").is_err());
}

#[test]
fn refusals_name_the_next_step() {
    let text = plan(1, 1, &["x"]);
    let refusal = exported(&text, "postiz", Options::default()).expect_err("no ids");
    assert!(refusal.contains("write `handover = { postiz = \"…\" }` into `[channels.c0]`"), "{refusal}");
    let refusal = exported(&text, "custom", Options::default()).expect_err("no table");
    assert!(refusal.contains("write `[export.NAME]`"), "{refusal}");
    let two = format!("{text}[export.one]\ncolumns = [\"text\"]\n[export.two]\ncolumns = [\"text\"]\n");
    let ask = |table: Option<&str>| {
        exported(&two, "custom", Options { table: table.map(str::to_owned), ..Options::default() })
    };
    assert!(ask(None).expect_err("two").contains("choose one of `one`, `two` with --table"));
    assert!(ask(Some("on")).expect_err("a slip").contains("did you mean `one`?"));
    assert_eq!(names(&ask(Some("two")).expect("it is there")), ["two.csv"]);
}

#[test]
fn boards_of_pinterest_come_from_the_channel() {
    let text = plan(1, 1, &["pinterest"])
        .replace("network = \"pinterest\"", "network = \"pinterest\"\nhandover = { buffer = \"Кава\" }");
    let files = exported(&text, "buffer", Options::default()).expect("it can");
    assert_eq!(
        files[0].1,
        "Text,Image URL,Tags,Posting Time,Board Name\r\nДопис 0,,branded,2026-11-23 00:00,Кава\r\n"
    );
}

#[test]
fn a_spreadsheet_of_ones_own_is_harmless_and_whole() {
    let mut text = plan(1, 1, &["x"]).replace("Допис 0", "=1+1");
    text.push_str("[[post]]\nid = \"open\"\nat = 2026-11-24\ncategory = \"branded\"\n");
    text.push_str("[export.sheet]\ncolumns = [\"date\", \"time\", \"text\"]\nspreadsheet = true\ndelimiter = \"tab\"\nencoding = \"utf-8-bom\"\nline_end = \"lf\"\nheader = false\ntimezone = \"UTC\"\n");
    let files = exported(&text, "custom", Options::default()).expect("it can");
    assert_eq!(files[0].1, "\u{feff}2026-11-22\t22:00\t'=1+1\n2026-11-24\t\t\n");
    assert_eq!(lost(&text, "custom", Options::default()), "");
}

#[test]
fn the_manual_names_everything_that_a_column_can_hold() {
    let readme =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("it is there");
    for field in Field::ALL {
        assert!(
            readme.contains(&format!("`{}`", field.word())),
            "the README does not name `{}`",
            field.word()
        );
    }
}
