//! What rules about texts rest on: the team's own domains, and that hostile texts take no time.

use content_plan::check::{Options, check};
use content_plan::read::{Disk, Files, Input};
use content_plan::text::Sources;

use crate::memory::Memory;
use crate::reader::{lines, read_text};

/// Checks a text and lists the messages of one rule's findings.
fn messages(rule: &str, text: &str, files: &dyn Files) -> Vec<String> {
    let sources = Sources::new();
    let run = check(&sources, files, vec![Input::bytes("plan.toml", text)], &Options::default());
    let findings = run.report.findings.into_iter().filter(|finding| finding.rule.name == rule);
    findings.map(|finding| finding.message).collect()
}

#[test]
fn own_domains_are_shared_by_what_a_plan_extends() {
    let text = "extends = \"brand.toml\"\n[plan]\nstart = 2026-11-23\n\
        [[post]]\nid = \"a\"\nat = 2026-11-23\ncategory = \"branded\"\nlink = \"https://kava.example/a\"\n";
    let own = Memory("[links]\nown = \"kava.example\"\n[rules]\nmissing-utm = \"note\"\n".into());
    let lacks = "the link to `kava.example` lacks utm_source, utm_medium, utm_campaign";
    assert_eq!(messages("missing-utm", text, &own), [lacks]);
    let off = Memory("[links]\nown = \"kava.example\"\n".into());
    assert_eq!(messages("missing-utm", text, &off), Vec::<String>::new());
    let other = Memory("[links]\nown = [\"tea.example\"]\n[rules]\nmissing-utm = \"note\"\n".into());
    assert_eq!(messages("missing-utm", text, &other), Vec::<String>::new());
}

#[test]
fn without_own_domains_a_long_plan_is_told_once() {
    let post = "[[post]]\nat = 2026-11-23\ncategory = \"branded\"\nlink = \"https://kava.example\"\n";
    let text =
        format!("[plan]\nstart = 2026-11-23\n[rules]\nmissing-utm = \"note\"\n{}", post.repeat(10_000));
    let waits = "`missing-utm` is on, but the plan names no domain of its own";
    assert_eq!(messages("missing-utm", &text, &Disk), [waits]);
}

#[test]
fn what_is_no_domain_is_said_with_the_domain_that_it_holds() {
    let (sources, plan) = read_text(
        "[plan]\nstart = 2026-11-23\n[links]\n\
         own = [\"https://kava.example/podil\", \"kava\", \"kava.ua\", \"кава.укр\", 7]\nowned = \"x\"\n",
    );
    let own: Vec<&str> = plan.own_domains.iter().map(|name| &*name.value).collect();
    assert_eq!(own, ["kava.ua", "кава.укр"]);
    assert_eq!(
        lines(&sources, &plan),
        [
            "4:8 BadValue: `own` is `https://kava.example/podil`, but must be a domain",
            "4:38 BadValue: `own` is `kava`, but must be a domain",
            "4:69 WrongType: `own` is a whole number, but must be text",
            "5:1 UnknownKey: `[links]` has no key `owned`",
        ]
    );
    let fixes = plan.problems.iter().filter_map(|problem| problem.fix.as_ref());
    let fixes: Vec<&str> = fixes.map(|fix| fix.edits[0].text.as_str()).collect();
    assert_eq!(fixes, ["\"kava.example\""]);
    assert!(plan.whole, "no total rests on links");
}
