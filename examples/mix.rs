//! Prints the mix of a plan and its running balance: `cargo run --example mix PLAN`.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use content_plan::check::{Options, check};
use content_plan::model::Balance;
use content_plan::read::{Disk, Input};
use content_plan::text::Sources;

fn main() {
    let inputs = std::env::args().skip(1).map(Input::file).collect();
    let run = check(&Sources::new(), &Disk, inputs, &Options::default());
    for file in &run.report.files {
        for share in &file.mix {
            println!(
                "{}: {} posts, {} % (target {} %)",
                share.category, share.posts, share.share, share.target
            );
        }
    }
    for (plan, calendar) in &run.plans {
        let stream = calendar.posts().iter().map(|&post| plan.post(post).category.value);
        let Some(balance) = Balance::of(&plan.mix.shares.value, stream) else { continue };
        let total =
            u32::try_from(balance.gap).map_or(0.0, f64::from) / f64::from(plan.mix.shares.value.total);
        println!("the worst gap is {total:.2} posts, after post {}", balance.moment);
    }
}
