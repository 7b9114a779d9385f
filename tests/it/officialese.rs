//! Officialese is found, and everyday words beside it are not.
//!
//! In `fixtures/officialese`, a file a language, each line is a text; what is officialese in it stands in [brackets].

use std::path::Path;

use content_plan::check::{Options, check};
use content_plan::diag::Diagnostic;
use content_plan::read::{Disk, Input};
use content_plan::rules::find_rule;
use content_plan::text::Sources;

/// Checks a plan for officialese alone.
fn findings(sources: &Sources, plan: String) -> Vec<Diagnostic> {
    let rules = vec![find_rule("officialese").expect("a rule of the catalogue")];
    let options = Options { rules, ..Options::default() };
    check(sources, &Disk, vec![Input::bytes("plan.toml", plan)], &options).report.findings
}

/// Lists the places that a finding points at, as they are written.
fn places(sources: &Sources, finding: &Diagnostic) -> Vec<String> {
    let labels = std::iter::once(&finding.primary).chain(&finding.related);
    labels.map(|label| sources.get(label.span.file).text()[label.span.range()].to_owned()).collect()
}

/// Checks a text in a plan of one post; lists what is found.
fn found(text: &str) -> Vec<String> {
    let plan = format!(
        "[plan]\nstart = 2026-11-23\n[[post]]\nat = 2026-11-23\ncategory = \"branded\"\ntext = '''\n{text}'''\n"
    );
    let sources = Sources::new();
    let findings = findings(&sources, plan);
    assert!(findings.len() <= 1, "a text has one finding: {findings:?}");
    findings.iter().flat_map(|finding| places(&sources, finding)).collect()
}

#[test]
fn officialese_is_found_and_everyday_words_are_not() {
    for language in ["uk", "ru", "en"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/officialese").join(language);
        let file = std::fs::read_to_string(path.with_extension("txt")).expect("the fixture is there");
        let (mut faulty, mut innocent, mut wrong) = (0, 0, Vec::new());
        for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let wanted = line.split('[').skip(1).filter_map(|rest| rest.split(']').next());
            let wanted: Vec<&str> = wanted.collect();
            *(if wanted.is_empty() { &mut innocent } else { &mut faulty }) += 1;
            let found = found(&line.replace(['[', ']'], ""));
            if found != wanted {
                wrong.push(format!("{line}: {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(faulty >= 40 && innocent >= 40, "{language}: {faulty} faulty, {innocent} innocent");
    }
}

#[test]
fn places_are_right_behind_escapes_and_any_line_end() {
    let plan = "[plan]\nstart = 2026-11-23\n[[post]]\nat = 2026-11-23\ncategory = \"branded\"\ntext = \"\"\"\n\
        ☕ Йде дощ\nі, \\u0443 зв'язку з цим,\n\nсьогодні\nздійснюємо \\\n   доставку.\n\
        На сьогоднішній\nдень усе.\"\"\"\n";
    let wanted = ["\\u0443 зв'язку з цим", "здійснюємо \\\n   доставку", "На сьогоднішній\nдень"];
    for line_end in ["\n", "\r\n"] {
        let sources = Sources::new();
        let findings = findings(&sources, plan.replace('\n', line_end));
        let [finding] = findings.as_slice() else { panic!("one text, one finding: {findings:?}") };
        assert_eq!(places(&sources, finding), wanted.map(|place| place.replace('\n', line_end)));
        assert_eq!(finding.message, "3 phrases of officialese, the first \"у зв'язку з цим\"");
        let help = "write \"тому\" for \"у зв'язку з цим\", \"доставляти\" or \"везти\" for \"здійснюємо доставку\", \
            \"сьогодні\" or \"нині\" for \"На сьогоднішній день\"";
        assert_eq!(finding.help.as_deref(), Some(help));
    }
}

#[test]
fn ten_phrases_are_pointed_at_and_each_is_said_once() {
    let text = "Please be advised that we utilize milk. ".repeat(8) + "Prior to that, we utilized cream.";
    let plan = format!(
        "[plan]\nstart = 2026-11-23\n[[post]]\nat = 2026-11-23\ncategory = \"branded\"\ntext = \"{text}\"\n"
    );
    let sources = Sources::new();
    let findings = findings(&sources, plan);
    let [finding] = findings.as_slice() else { panic!("one text, one finding: {findings:?}") };
    assert_eq!(finding.message, "18 phrases of officialese, the first \"Please be advised that\"");
    assert_eq!(places(&sources, finding).len(), 10);
    let help =
        "write \"use\" for \"utilize\"; leave out \"Please be advised that\"; then check for the other 8";
    assert_eq!(finding.help.as_deref(), Some(help));
}
