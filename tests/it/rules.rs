//! Every rule on its fixture, and the examples of every page.
//!
//! `fixtures/rules/NAME.toml` holds faults of the rule `NAME` beside neighbours that must not fire. A first line
//! `# today = 2026-11-23` or `# strict` sets what the command line would.

use std::fmt::Write as _;
use std::path::Path;

use content_plan::check::{Options, Run, check};
use content_plan::diag::Diagnostic;
use content_plan::model::Period;
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

/// Checks a text and lists what one rule finds.
fn found(name: &str, text: &str, options: &Options<'_>) -> Vec<Diagnostic> {
    let sources = Sources::new();
    let run = check(&sources, &Disk, vec![Input::bytes("plan.toml", text)], options);
    run.report.findings.into_iter().filter(|finding| finding.rule.name == name).collect()
}

/// Lists the messages of what one rule finds.
fn messages(name: &str, text: &str, options: &Options<'_>) -> Vec<String> {
    found(name, text, options).into_iter().map(|finding| finding.message).collect()
}

#[test]
fn every_fix_cures_its_finding_and_breaks_nothing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/rules");
    let mut fixes = 0;
    for entry in std::fs::read_dir(folder).expect("the fixtures are there") {
        let path = entry.expect("the folder can be listed").path();
        if path.is_dir() {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("the fixture is text");
        let (today, strict) = options_of(&text);
        let sources = Sources::new();
        let run = check_text(&sources, &text, today, strict);
        let count = |run: &Run, name: &str| {
            run.report.findings.iter().filter(|finding| finding.rule.name == name).count()
        };
        for finding in &run.report.findings {
            let Some(fix) = &finding.fix else { continue };
            let mut edits = fix.edits.clone();
            edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
            let mut fixed = text.clone();
            for edit in edits {
                fixed.replace_range(edit.span.range(), &edit.text);
            }
            let again = check_text(&Sources::new(), &fixed, today, strict);
            let what = describe(&sources, finding);
            let name = finding.rule.name;
            assert!(count(&again, name) < count(&run, name), "not cured in {}: {what}", path.display());
            if name != "syntax" {
                assert!(count(&again, "syntax") <= count(&run, "syntax"), "{}: {what}", path.display());
            }
            fixes += 1;
        }
    }
    assert!(fixes > 20, "only {fixes} fixes were tried");
}

#[test]
fn an_id_goes_below_its_header_with_the_files_own_line_end() {
    let text =
        "[plan]\r\nstart = 2026-11-23\r\n[[post]] # first\r\nat = 2026-11-23\r\ncategory = \"branded\"\r\n";
    let findings = found("missing-id", text, &Options::default());
    let fix = findings[0].fix.as_ref().expect("an id is a certain cure");
    let [edit] = fix.edits.as_slice() else { panic!("one edit is enough: {fix:?}") };
    assert_eq!(&text[..edit.span.start as usize], "[plan]\r\nstart = 2026-11-23\r\n[[post]] # first");
    assert_eq!((edit.span.range().len(), edit.text.as_str()), (0, "\r\nid = \"2026-11-23\""));
}

#[test]
fn a_plan_of_ten_thousand_years_with_one_post_gives_few_findings_at_once() {
    let blackouts = "2026-11-27, ".repeat(10_000);
    let channels = (0..500).fold(String::new(), |channels, number| {
        channels + &format!("[channels.c{number}]\nnetwork = \"x\"\n")
    });
    let text = format!(
        "[plan]\nstart = 0001-01-01\nend = 9999-12-31\n[cadence]\nblackout = [{blackouts}]\n{channels}\n\
         [[post]]\nat = 2026-11-23 09:00:00\ncategory = \"branded\"\n"
    );
    let sources = Sources::new();
    let run = check_text(&sources, &text, None, false);
    let count = |name: &str| run.report.findings.iter().filter(|finding| finding.rule.name == name).count();
    assert_eq!((count("too-few-posts"), count("long-silence")), (3, 1000));
}

#[test]
fn thousands_of_posts_of_one_minute_get_ids_of_their_own() {
    let post = "[[post]]\nat = 2026-11-23 09:00:00\ncategory = \"branded\"\n";
    let text = format!("[plan]\nstart = 2026-11-23\n{}", post.repeat(20_000));
    let sources = Sources::new();
    let run = check_text(&sources, &text, None, false);
    let ids = run.report.findings.iter().filter(|finding| finding.rule.name == "missing-id");
    let ids = ids.map(|finding| finding.data.as_ref().and_then(|data| data["id"].as_str()).expect("an id"));
    let mut ids: Vec<&str> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 20_000);
}

#[test]
fn a_plan_without_posts_is_told_so_once() {
    let text = "[plan]\nstart = 2026-11-23\n[channels.x]\nnetwork = \"x\"\n";
    let sources = Sources::new();
    let run = check_text(&sources, text, None, false);
    let rules: Vec<&str> = run.report.findings.iter().map(|finding| finding.rule.name).collect();
    assert_eq!(rules, ["too-few-posts"]);
}

#[test]
fn a_period_that_cannot_be_read_puts_no_post_outside() {
    let posts = "[[post]]\nat = 2026-11-23\ncategory = \"branded\"\n[[post]]\nat = 2027-01-23\ncategory = \"branded\"\n";
    for plan in [
        "[plan]\nstart = 2026-11-23\nend = 2026-11-22\n",
        "[plan]\nstart = 2026-11-23\nend = 20270131\n",
        "[plan]\nstart = 2026-11-23\ndays = \"many\"\n",
        "[plan]\nstart = 2026-11-23\nend 2027-01-31\n",
        "[plan]\nend = 2026-12-01\n",
        "[plan]\ntitle = \"Winter\"\n",
        "",
    ] {
        let text = format!("{plan}{posts}");
        assert!(messages("outside-plan", &text, &Options::default()).is_empty(), "{plan}");
    }
}

#[test]
fn an_allow_is_unused_only_where_its_rule_could_speak() {
    let text = "[plan]\nstart = 2026-11-23\nend = 2026-12-06\n\
        [cadence]\nquiet = { from = 23:00:00, to = 07:00:00 }\n\
        [[series]]\nid = \"late\"\nevery = \"monday\"\ntime = 23:30:00\ncategory = \"branded\"\nallow = [\"quiet-hours\"]\n\
        [[series]]\nid = \"noon\"\nevery = \"monday\"\ntime = 12:00:00\ncategory = \"branded\"\nallow = [\"day-off\", \"no-such-rule\"]\n\
        [[post]]\nid = \"a\"\nat = 2026-11-24 23:30:00\ncategory = \"branded\"\nallow = [\"quiet-hours\", \"past\", \"no-time\"]\n\
        [[post]]\nid = \"b\"\nat = 2026-11-25 23:30:00\ncategory = \"branded\"\nstatus = \"cancelled\"\nallow = [\"quiet-hours\"]\n\
        [[post]]\nid = \"c\"\nat = 2026-11-30 09:30:00\ncategory = \"branded\"\nallow = [\"crowded\"]\n";
    // A series' list is judged once, by all of its posts.
    let whole = text.replace("\"day-off\", \"no-such-rule\"", "\"day-off\"");
    let day_off = "nothing about these posts is silenced by `day-off`";
    let crowded = "nothing about this post is silenced by `crowded`";
    let (past, no_time) = (crowded.replace("crowded", "past"), crowded.replace("crowded", "no-time"));
    assert_eq!(messages("unused-allow", &whole, &Options::default()), [day_off, crowded]);
    // Of a part of the plan only what looks at single posts is judged, and only inside it.
    let day = |day: u32| chrono::NaiveDate::from_ymd_opt(2026, 11, day).expect("a real day");
    let part = Options { period: Some(Period { from: day(30), to: day(30) }), ..Options::default() };
    assert_eq!(messages("unused-allow", &whole, &part), [day_off]);
    // With today, `past` and `no-time` could speak.
    let today = Options { today: Some(Today::Date(day(23))), ..Options::default() };
    assert_eq!(messages("unused-allow", &whole, &today), [day_off, &past, &no_time, crowded]);
    // A name that no rule has is reported once for a series.
    let unknown = messages("unknown-name", text, &Options::default());
    assert_eq!(unknown, ["no rule is called `no-such-rule`"]);
}

#[test]
fn the_moment_that_is_now_is_compared_as_an_instant() {
    // 03:10 comes twice in Kyiv that night; at the second one, the first 03:50 is past.
    let text = "[plan]\nstart = 2026-10-25\ntimezone = \"Europe/Kyiv\"\n\
        [[post]]\nid = \"first\"\nat = 2026-10-25 03:50:00\ncategory = \"branded\"\n\
        [[post]]\nid = \"later\"\nat = 2026-10-25 04:00:00\ncategory = \"branded\"\n";
    let now = chrono::DateTime::parse_from_rfc3339("2026-10-25T01:10:00Z").expect("a real moment").to_utc();
    let past = found("past", text, &Options { today: Some(Today::Now(now)), ..Options::default() });
    let posts: Vec<_> = past.iter().filter_map(|finding| finding.post.as_deref()).collect();
    assert_eq!(posts, ["first"]);
}
