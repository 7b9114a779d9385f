//! Defines a rule of one's own and runs it beside the catalogue: `cargo run --example own_rule PLAN`.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use content_plan::check::{Options, check};
use content_plan::declare_rule;
use content_plan::read::{Disk, Input};
use content_plan::rules::{Context, Findings, Rule};
use content_plan::text::Sources;

declare_rule! {
    /// A title shouts.
    ///
    /// ## Why it matters
    /// Nobody likes to be shouted at.
    pub struct ShoutingTitle { name: "shouting-title", group: Plan, level: Note, scope: Post, since: "1.0.0" }
}

impl Rule for ShoutingTitle {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for (id, post) in cx.posts() {
            let Some(title) = &post.title else { continue };
            let marks = title.value.matches('!').count();
            if marks > 0 {
                let message = format!("{marks} exclamation marks in {}", post.reference());
                out.report(title.span, message).help("say it without them").post(id);
            }
        }
    }
}

fn main() {
    let sources = Sources::new();
    let mut options = Options::default();
    options.rules.push(&ShoutingTitle);
    let inputs = std::env::args().skip(1).map(Input::file).collect();
    let run = check(&sources, &Disk, inputs, &options);
    for finding in run.report.findings.iter().filter(|finding| finding.rule.name == "shouting-title") {
        println!("{}: {}", finding.level, finding.message);
    }
}
