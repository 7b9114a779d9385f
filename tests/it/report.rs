//! Findings in every format: what people and programs read, also where a plan is hostile.

use std::collections::HashSet;

use content_plan::check::{Options, Run, check};
use content_plan::read::{Disk, Input};
use content_plan::report::{Base, FORMATS, View, find_format};
use content_plan::rules::RULES;
use content_plan::text::Sources;
use serde_json::Value;

fn run(text: &str) -> (Sources, Run) {
    let sources = Sources::new();
    let run = check(&sources, &Disk, vec![Input::bytes("plans/week.toml", text)], &Options::default());
    (sources, run)
}

fn written(format: &str, text: &str, view: View<'_>) -> String {
    let (sources, run) = run(text);
    let mut out = Vec::new();
    let format = find_format(format).expect("a known format");
    format.write(&run.report, &sources, view, &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("formats write text")
}

/// A plan in Ukrainian with emoji, a tab and Windows line ends, with faults of each level.
const UKRAINIAN: &str = "[plan]\r\nstart = 2026-11-23\r\ndays = 1\r\n\r\n[cadence]\r\nper_day = { min = 1, max = 2 }\r\n\r\n[[post]]\r\nid = \"кава\"\r\nat = 2026-11-23 09:00:00\r\ncategory = \"functional\" \r\ntitle = \"Кава 👩‍🍳 ☕️ 🇺🇦 і́\"\tkind = 1\r\n\r\n[[post]]\r\nat = 2026-11-23 09:10:00\r\ncategory = \"emotional\"\r\ntitel = \"咖啡 й\"\r\n";

/// A sound plan whose texts attack the terminal, workflow commands and the layout.
const HOSTILE: &str = "[plan]\nstart = 2026-11-23\ndays = 1\n\n[cadence]\nper_day = { min = 1, max = 2 }\n\n[[post]]\nid = \"\\u001b[31mred\\u202eder\\u0007\"\nat = 2026-11-23 09:00:00\ncategory = \"functional\"\ntitle = \"::error::%0A\\r\\n::set-output name=x::y\"\n\n[[post]]\nid = \"b\"\nat = 2026-11-23 09:01:00\ncategory = \"emotional\"\ntitle = \"<script>alert(1)</script>\"\n";

/// Leaves out what a new rule would change in every report: pages and numbers of rules, cases that passed or wait, their counts.
fn without_catalogue(text: &str) -> String {
    let mut is_inside = false;
    let lines = text.lines().filter(|line| {
        let was_inside = is_inside;
        is_inside = *line == "          \"rules\": [" || (is_inside && *line != "          ]");
        !(line.contains("\"ruleIndex\": ") || was_inside && is_inside)
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    let cases = text.split("    <testcase").enumerate().map(|(number, case)| match number {
        0 => case.split_once(" tests=").map_or(case, |(before, _)| before).to_owned(),
        _ if case.contains("<failure") || case.contains("<system-out") => format!("\n    <testcase{case}"),
        _ => case.find("  </testsuite>").map(|end| case[end..].to_owned()).unwrap_or_default(),
    });
    cases.collect()
}

#[test]
fn every_format_writes_ukrainian() {
    for format in FORMATS {
        let view = View { notes: true, color: false, ..View::default() };
        let text = written(format.name(), UKRAINIAN, view);
        insta::assert_snapshot!(format!("ukrainian-{}", format.name()), without_catalogue(&text));
    }
}

#[test]
fn every_format_disarms_hostile_text() {
    for format in FORMATS {
        let text = written(format.name(), HOSTILE, View { notes: true, color: false, ..View::default() });
        assert!(text.contains("crowded"), "{}: {text}", format.name());
        for letter in ['\u{1b}', '\u{7}', '\u{202e}', '\r'] {
            assert!(!text.contains(letter), "{} lets {letter:?} through", format.name());
        }
        let commands = text.lines().filter(|line| line.starts_with("::"));
        assert!(
            commands
                .clone()
                .all(|line| line.starts_with("::warning title=") || line.starts_with("::notice title="))
        );
        insta::assert_snapshot!(format!("hostile-{}", format.name()), without_catalogue(&text));
    }
}

#[test]
fn source_lines_are_disarmed_too_and_places_stay() {
    let text = "\u{feff}plam = \"a\u{9b}31m\u{85}b\u{2028}c\u{202e}d\u{61c}\" # кінець\n";
    for format in FORMATS {
        let text = written(format.name(), text, View { notes: true, color: false, ..View::default() });
        let obeyed = |letter: char| {
            (letter.is_control() && letter != '\n') || "\u{2028}\u{202e}\u{61c}\u{feff}".contains(letter)
        };
        assert!(!text.contains(obeyed), "{}: {text:?}", format.name());
        assert!(!text.contains(":1:2\n"), "the byte order mark is no column: {text}");
    }
    let parts = written("full", &format!("a = \"{}\"\n", "b".repeat(900)), View::default());
    assert!(!parts.contains(" ::: "), "{parts}");
    assert!(written("full", "[plan]\nstart = \n", View::default()).contains("2:"));
}

#[test]
fn colours_are_written_only_where_they_are_wanted() {
    let view = |color| View { color, ..View::default() };
    assert!(written("full", UKRAINIAN, view(true)).contains('\u{1b}'));
    assert!(!written("full", UKRAINIAN, view(false)).contains('\u{1b}'));
}

#[test]
fn a_line_of_a_megabyte_is_cut_around_its_fault() {
    let text = format!("[plan]\nstart = 2026-11-23\ntitle = \"{}\" oops\n", "ї".repeat(1 << 19));
    let shown = written("full", &text, View::default());
    assert!(shown.len() < 2000, "{} bytes are shown", shown.len());
    assert!(shown.contains(&format!("plans/week.toml:3:{}", (1 << 19) + 12)), "{shown}");
}

#[test]
fn many_findings_are_counted_and_the_first_thousand_shown() {
    let text = format!("[plan]\nstart = 2026-11-23\n{}", "[[post]]\nx = 1\n".repeat(700));
    for format in ["full", "concise"] {
        let shown = written(format, &text, View::default());
        assert!(
            shown.contains("plans/week.toml: 1100 more findings; the 1000 that weigh most are shown"),
            "{format}"
        );
        assert!(shown.contains("2100 errors"), "{format}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&written("json", &text, View::default())).expect("the format is JSON");
    assert_eq!(json["findings"].as_array().map(Vec::len), Some(2100));
}

#[test]
fn github_gets_the_worst_first_and_no_more_than_it_shows() {
    let faulty = "[[post]]\nat = 2026-11-23 09:00:00\ncategory = \"branded\"\nx = 1\n".repeat(15);
    let text = written("github", &format!("[plan]\nstart = 2026-11-23\n{faulty}"), View::default());
    let commands: Vec<&str> = text.lines().filter(|line| line.starts_with("::")).collect();
    assert_eq!(commands.iter().filter(|line| line.starts_with("::error ")).count(), 10);
    assert!(commands.iter().map(|line| line.split(' ').next()).is_sorted_by_key(|word| match word {
        Some("::error") => 0,
        Some("::warning") => 1,
        _ => 2,
    }));
    let left_out = "plan: left out above, since GitHub shows 10 of each level: 5 errors, 9 warnings\n";
    assert!(text.contains(left_out), "{text}");
    assert!(text.lines().last().is_some_and(|line| line.contains("15 errors")), "{text}");
}

#[test]
fn the_json_is_the_documented_version() {
    let text = written("json", UKRAINIAN, View::default());
    let json: serde_json::Value = serde_json::from_str(&text).expect("the format is JSON");
    assert_eq!(json["version"], 1);
    let keys = |value: &serde_json::Value| {
        value.as_object().map(|fields| fields.keys().cloned().collect::<Vec<_>>()).unwrap_or_default()
    };
    assert_eq!(keys(&json), ["files", "findings", "summary", "version"]);
    assert_eq!(keys(&json["files"][0]), ["days", "mix", "path", "placements", "posts", "whole"]);
    let fields = [
        "channel", "data", "day", "end", "fix", "help", "level", "message", "path", "post", "related",
        "rule", "start",
    ];
    assert_eq!(keys(&json["findings"][0]), fields);
    assert_eq!(keys(&json["findings"][0]["start"]), ["column", "line", "offset"]);
    assert_eq!(keys(&json["summary"]), ["errors", "notes", "silenced", "warnings"]);
}

fn json(format: &str, text: &str, base: Base<'_>) -> Value {
    let view = View { base, ..View::default() };
    serde_json::from_str(&written(format, text, view)).expect("the format is JSON")
}

fn prints(log: &Value) -> Vec<String> {
    let results = log["runs"][0]["results"].as_array().into_iter().flatten();
    results.map(|result| result["partialFingerprints"]["planFingerprint/v1"].to_string()).collect()
}

#[test]
fn sarif_describes_every_rule_by_its_page() {
    let log = json("sarif", UKRAINIAN, Base::default());
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("a list of rules");
    assert_eq!(rules.len(), RULES.len());
    for (rule, described) in RULES.iter().zip(rules) {
        assert_eq!(described["id"], rule.info().name);
        for text in ["/shortDescription/text", "/fullDescription/text"] {
            let length = described.pointer(text).and_then(Value::as_str).map_or(0, str::len);
            assert!((10..=1024).contains(&length), "{}: {text} has {length} bytes", rule.info().name);
        }
        let file = described["helpUri"].as_str().and_then(|address| address.split("/main/").nth(1));
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/").to_owned() + file.unwrap_or_default();
        assert!(std::path::Path::new(&path).is_file(), "{path} is not there");
    }
    let crowded = rules.iter().find(|rule| rule["id"] == "crowded").expect("the rule is there");
    insta::assert_snapshot!("page-sarif", serde_json::to_string_pretty(crowded).expect("JSON"));
    for result in run["results"].as_array().into_iter().flatten() {
        let number = result["ruleIndex"].as_u64().and_then(|number| usize::try_from(number).ok());
        assert_eq!(number.map(|number| &rules[number]["id"]), Some(&result["ruleId"]));
    }
}

#[test]
fn formats_for_programs_are_whole_where_nothing_was_found() {
    let clean = "[plan]\nstart = 2026-11-23\ndays = 1\n[cadence]\nper_day = { min = 0, max = 9 }\n";
    let log = json("sarif", clean, Base::default());
    assert_eq!(log["runs"][0]["results"], Value::Array(Vec::new()));
    assert_eq!(written("gitlab", clean, View::default()), "[]\n");
    let junit = written("junit", clean, View::default());
    assert!(junit.contains("failures=\"0\" errors=\"0\" skipped=\"0\""), "{junit}");
    assert!(junit.contains("name=\"crowded\" file=\"plans/week.toml\"/>"), "{junit}");
}

#[test]
fn fingerprints_stay_when_lines_move_and_are_never_shared() {
    let before = prints(&json("sarif", UKRAINIAN, Base::default()));
    assert_eq!(before.iter().collect::<HashSet<_>>().len(), before.len());
    let moved = format!("# кава\n\n{}", UKRAINIAN.replace("\r\n\r\n", "\r\n# і ще\r\n\r\n"));
    assert_eq!(prints(&json("sarif", &moved, Base::default())), before);
    let elsewhere = json("sarif", UKRAINIAN, Base { root: "/repo", folder: "brands/kava" });
    assert!(prints(&elsewhere).iter().all(|print| !before.contains(print)));
    let twins = "[[post]]\nx = 1\n".repeat(50);
    let twins = json("gitlab", &format!("[plan]\nstart = 2026-11-23\n{twins}"), Base::default());
    let prints = twins.as_array().into_iter().flatten().map(|finding| &finding["fingerprint"]);
    let prints: Vec<String> = prints.map(ToString::to_string).collect();
    assert_eq!(prints.len(), 150);
    assert_eq!(prints.iter().collect::<HashSet<_>>().len(), 150);
}

#[test]
fn paths_count_from_the_root_of_the_repository() {
    let base = Base { root: "/repo", folder: "бренди" };
    let log = json("sarif", UKRAINIAN, base);
    let place = "/runs/0/results/0/locations/0/physicalLocation/artifactLocation";
    assert_eq!(
        log.pointer(place),
        Some(&serde_json::json!({
            "uri": "%D0%B1%D1%80%D0%B5%D0%BD%D0%B4%D0%B8/plans/week.toml",
            "uriBaseId": "%SRCROOT%",
            "index": 0,
        }))
    );
    assert_eq!(json("gitlab", UKRAINIAN, base)[0]["location"]["path"], "бренди/plans/week.toml");
    let junit = written("junit", UKRAINIAN, View { base, ..View::default() });
    assert!(junit.contains("<testsuite name=\"бренди/plans/week.toml\""), "{junit}");
}

#[test]
fn text_is_no_tag_in_xml_and_no_link_in_a_message() {
    let post = "[[post]]\nat = 2026-11-23\ncategory = \"]]>&'\\u0000\\uFFFE[a](https://b.example)\"\n";
    let text = format!("[plan]\nstart = 2026-11-23\n{post}");
    let junit = written("junit", &text, View::default());
    assert!(junit.contains("`]]&gt;&amp;&apos;\\u{0}\\u{fffe}[a](https://b.example)`"), "{junit}");
    let log = written("sarif", &text, View::default());
    assert!(log.contains("[a\\\\](https://b.example)`") && !log.contains("[a](https://b.example)`"), "{log}");
}
