//! Computes the cheapest cures of a mix that is off target: `cargo run --example cure 16 14 12`.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use content_plan::model::{Mix, Shares, cure};

/// Five percentage points, in hundredths of one.
const TOLERANCE: u32 = 500;

fn main() {
    let counts: Vec<usize> = std::env::args().skip(1).filter_map(|count| count.parse().ok()).collect();
    let (names, parts): (Vec<_>, Vec<_>) = Mix::HOUSE.into_iter().unzip();
    if counts.len() != names.len() {
        println!("give one count for each of {}", names.join(", "));
        return;
    }
    let shares = Shares::new(parts);
    for category in shares.strays(&counts, TOLERANCE).categories {
        println!("{} is off target", names[category.index()]);
    }
    let cure = cure(&shares, &counts, TOLERANCE, None);
    for (name, posts) in names.iter().zip(cure.add.unwrap_or_default()).filter(|(_, posts)| *posts > 0) {
        println!("add {posts} {name}");
    }
    for change in cure.change {
        println!("or make {} {} into {}", change.posts, names[change.from.index()], names[change.to.index()]);
    }
}
