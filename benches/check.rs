//! How reading and checking grow with the plan; `cargo bench --bench check`.

mod generate;

use content_plan::check::{Options, check};
use content_plan::networks::Counting;
use content_plan::read::{Disk, Input, read};
use content_plan::rules::RULES;
use content_plan::text::Sources;
use divan::counter::{BytesCount, ItemsCount};
use divan::{AllocProfiler, Bencher, black_box};
use generate::{Flaw, plan, texts};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

const POSTS: [usize; 3] = [84, 10_000, 100_000];

fn main() {
    divan::main();
}

/// The floor: the TOML parser alone.
#[divan::bench(args = POSTS, max_time = 5)]
fn parse_floor(bencher: Bencher<'_, '_>, posts: usize) {
    let text = plan(posts, Flaw::None);
    bencher
        .counter(ItemsCount::new(posts))
        .counter(BytesCount::of_str(&text))
        .bench_local(|| toml::de::DeTable::parse_recoverable(black_box(&text)).1.len());
}

#[divan::bench(args = POSTS, max_time = 5)]
fn reading(bencher: Bencher<'_, '_>, posts: usize) {
    let text = plan(posts, Flaw::None);
    bencher
        .counter(ItemsCount::new(posts))
        .counter(BytesCount::of_str(&text))
        .with_inputs(|| text.clone().into_bytes())
        .bench_local_values(|bytes| read(&Sources::new(), &Disk, Input::bytes("plan.toml", bytes)));
}

#[divan::bench(args = POSTS, max_time = 5)]
fn checking(bencher: Bencher<'_, '_>, posts: usize) {
    let text = plan(posts, Flaw::None);
    bencher
        .counter(ItemsCount::new(posts))
        .counter(BytesCount::of_str(&text))
        .with_inputs(|| text.clone().into_bytes())
        .bench_local_values(|bytes| {
            check(&Sources::new(), &Disk, vec![Input::bytes("plan.toml", bytes)], &Options::default())
                .report
                .findings
                .len()
        });
}

/// Groups of rules; "reading alone" is what each of the others rests on.
const GROUPS: [&str; 11] = [
    "reading alone",
    "plan",
    "mix",
    "cadence",
    "time",
    "text",
    "media",
    "repeat",
    "community",
    "network",
    "workflow",
];

#[divan::bench(args = GROUPS, max_time = 3)]
fn group_of_rules_over_10_000_posts(bencher: Bencher<'_, '_>, group: &str) {
    let text = plan(10_000, Flaw::None);
    let rules: Vec<_> = RULES.iter().copied().filter(|rule| rule.info().group.word() == group).collect();
    let options = Options { rules, ..Options::default() };
    bencher
        .counter(ItemsCount::new(10_000_usize))
        .counter(BytesCount::of_str(&text))
        .with_inputs(|| text.clone().into_bytes())
        .bench_local_values(|bytes| {
            let inputs = vec![Input::bytes("plan.toml", bytes)];
            check(&Sources::new(), &Disk, inputs, &options).report.findings.len()
        });
}

/// Every way of counting, over a megabyte of posts.
#[divan::bench(args = Counting::ALL, max_time = 3)]
fn counting(bencher: Bencher<'_, '_>, counting: Counting) {
    let texts = texts(1_000_000);
    bencher
        .counter(BytesCount::new(texts.iter().map(String::len).sum::<usize>()))
        .bench_local(|| texts.iter().map(|text| counting.length(black_box(text))).sum::<usize>());
}
