//! Checks a plan and prints each finding on a line: `cargo run --example check_plan plans/newsroom-week.toml`.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use content_plan::check::{Options, check};
use content_plan::read::{Disk, Input};
use content_plan::text::Sources;

fn main() {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let sources = Sources::new();
    let run = check(&sources, &Disk, paths.iter().map(Input::file).collect(), &Options::default());
    for finding in &run.report.findings {
        let (start, _) = sources.positions(finding.primary.span);
        println!("line {}: {} ({})", start.line, finding.message, finding.rule.name);
    }
    for file in &run.report.files {
        println!("{}: {} posts in {} days", file.path, file.posts, file.days);
    }
}
