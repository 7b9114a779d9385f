//! Prints the days of a plan with the instants of their placements: `cargo run --example agenda PLAN`.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use content_plan::check::{Options, check};
use content_plan::read::{Disk, Input};
use content_plan::text::Sources;

fn main() {
    let inputs = std::env::args().skip(1).map(Input::file).collect();
    let run = check(&Sources::new(), &Disk, inputs, &Options::default());
    for (plan, calendar) in &run.plans {
        let mut placements = calendar.placements().to_vec();
        placements.sort_by_key(|placement| (placement.instant, placement.channel));
        for placement in placements.iter().filter(|placement| placement.instant.is_some()) {
            let instant =
                placement.instant.map(|at| at.format("%Y-%m-%dT%H:%MZ").to_string()).unwrap_or_default();
            let channel = plan.channel(placement.channel);
            println!("{instant} {} {}", channel.name, plan.post(placement.post).caption());
        }
    }
}
