//! Ratios to floors: `cargo bench --bench floors [-- --million]`.
//!
//! Each figure starts the program and its floor as child processes in turn (A B C, A B C …) and keeps the best of the
//! rounds, so that a noisy machine disturbs both alike. A child is started through a copy of this very program, which
//! reads CPU time and peak memory of its one child from `getrusage`.

#![expect(clippy::print_stdout, reason = "a benchmark shows what it measured")]

mod generate;
mod half_empty;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use content_plan::export::FORMATS;
use generate::{Flaw, part, plan};
use half_empty::half_empty;
use nix::sys::resource::{UsageWho, getrusage};

const PLAN: &str = env!("CARGO_BIN_EXE_plan");
const ROUNDS: usize = 5;

/// What one start of a program took.
#[derive(Clone, Copy, Debug)]
struct Cost {
    /// Wall time, seconds.
    wall: f64,
    /// CPU time, seconds.
    cpu: f64,
    /// Peak memory, bytes.
    peak: f64,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("measure") => measure(&arguments[1..]),
        Some("nothing") => {}
        Some("parse") => parse(&arguments[1]),
        Some("walk") => walk(&arguments[1]),
        _ => report(arguments.iter().any(|argument| argument == "--million")),
    }
}

/// Starts a program, and prints what it took.
fn measure(command: &[String]) {
    let start = Instant::now();
    let status = Command::new(&command[0])
        .args(&command[1..])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let wall = start.elapsed().as_secs_f64();
    status.expect("the program starts");
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the system counts");
    let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    let cpu = seconds(usage.user_time()) + seconds(usage.system_time());
    println!("{wall} {cpu} {}", usage.max_rss() * 1024);
}

/// The floor `parse`: read a file, parse it.
fn parse(path: &str) {
    let text = fs::read_to_string(path).expect("the plan is there");
    println!("{}", toml::de::DeTable::parse(&text).expect("the plan is sound").get_ref().len());
}

/// The floor of a week: read a file, parse it, walk over every value.
fn walk(path: &str) {
    fn values(value: &toml::de::DeValue<'_>) -> usize {
        match value {
            toml::de::DeValue::Array(array) => array.iter().map(|value| values(value.get_ref())).sum(),
            toml::de::DeValue::Table(table) => table.values().map(|value| values(value.get_ref())).sum(),
            _ => 1,
        }
    }
    let text = fs::read_to_string(path).expect("the plan is there");
    let table = toml::de::DeTable::parse(&text).expect("the plan is sound");
    println!("{}", table.get_ref().values().map(|value| values(value.get_ref())).sum::<usize>());
}

fn once(command: &[String]) -> Cost {
    let this = std::env::current_exe().expect("this program has a path");
    let output = Command::new(this).arg("measure").args(command).output().expect("this program starts");
    let text = String::from_utf8(output.stdout).expect("numbers");
    let numbers: Vec<f64> = text.split_whitespace().map(|number| number.parse().expect("a number")).collect();
    Cost { wall: numbers[0], cpu: numbers[1], peak: numbers[2] }
}

/// Measures programs in turn; the best of each.
fn in_turn<const N: usize>(rounds: usize, commands: &[Vec<String>; N]) -> [Cost; N] {
    let mut best = [Cost { wall: f64::MAX, cpu: f64::MAX, peak: f64::MAX }; N];
    for _ in 0..rounds {
        for (best, command) in best.iter_mut().zip(commands) {
            let cost = once(command);
            best.wall = best.wall.min(cost.wall);
            best.cpu = best.cpu.min(cost.cpu);
            best.peak = best.peak.min(cost.peak);
        }
    }
    best
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(ToString::to_string).collect()
}

fn line(what: &str, ratio: f64, goal: &str) {
    println!("{what:<66} {ratio:>7.2}   goal {goal}");
}

struct Plans {
    folder: tempfile::TempDir,
}

impl Plans {
    fn write(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder above")).expect("the folder can be made");
        fs::write(&path, text).expect("the plan can be written");
        path.to_string_lossy().into_owned()
    }
}

fn size(path: &str) -> f64 {
    fs::metadata(path).expect("the plan is there").len() as f64
}

fn report(million: bool) {
    let plans = Plans { folder: tempfile::tempdir().expect("a folder for plans") };
    let this = std::env::current_exe().expect("this program has a path").to_string_lossy().into_owned();
    let script =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/floor.py").to_string_lossy().into_owned();
    let week = plans.write("week.toml", &plan(84, Flaw::None));
    let middle = plans.write("middle.toml", &plan(10_000, Flaw::None));
    let large = plans.write("large.toml", &plan(100_000, Flaw::None));
    let flawed = plans.write("flawed.toml", &plan(100_000, Flaw::EveryHundredth));

    let [empty, version] = in_turn(ROUNDS * 8, &[words(&[&this, "nothing"]), words(&[PLAN, "--version"])]);
    line("--version against an empty program, wall", version.wall / empty.wall, "<= 1.3");

    let [walk, check, python] = in_turn(
        ROUNDS * 4,
        &[
            words(&[&this, "walk", &week]),
            words(&[PLAN, "check", &week]),
            words(&["python3", &script, &week]),
        ],
    );
    line("a week (84 posts) against read, parse and walk, wall", check.wall / walk.wall, "<= 1.8");
    line("a week: a Python script against check, wall", python.wall / check.wall, ">= 15");

    let [parse, check, json, some, faulty, python] = in_turn(
        ROUNDS,
        &[
            words(&[&this, "parse", &large]),
            words(&[PLAN, "check", &large]),
            words(&[PLAN, "check", "--output-format", "json", &large]),
            words(&[PLAN, "check", &middle]),
            words(&[PLAN, "check", &flawed]),
            words(&["python3", &script, &large]),
        ],
    );
    line("100,000 posts against parse, wall", check.wall / parse.wall, "<= 1.5");
    line("100,000 posts against parse, CPU", check.cpu / parse.cpu, "<= 2.5");
    line("100,000 posts, peak memory against the file", check.peak / size(&large), "<= 4.5");
    line("100,000 posts: a Python script against check, wall", python.wall / check.wall, ">= 6");
    line("100,000 posts against 10,000, CPU", check.cpu / some.cpu, "<= 11");
    line("100,000 posts with 1,000 mistakes against none, CPU", faulty.cpu / check.cpu, "<= 1.3");
    line("100,000 posts as JSON against full, CPU", json.cpu / check.cpu, "<= 1.2");

    for number in 0..100 {
        let text = part(number * 1000..(number + 1) * 1000, Flaw::None);
        plans.write(&format!("many/{number:03}.toml"), &text);
    }
    let many: PathBuf = plans.folder.path().join("many");
    let [one, hundred] =
        in_turn(ROUNDS, &[words(&[PLAN, "check", &large]), words(&[PLAN, "check", &many.to_string_lossy()])]);
    line("100,000 posts in 100 files against one file, CPU", hundred.cpu / one.cpu, "<= 1.5");

    fills(&plans);
    exports(&plans, &large);
    hostile(&plans);
    if million {
        let huge = plans.write("huge.toml", &plan(1_000_000, Flaw::None));
        let [large, huge_cost] =
            in_turn(2, &[words(&[PLAN, "check", &large]), words(&[PLAN, "check", &huge])]);
        line("1,000,000 posts against 100,000, wall", huge_cost.wall / large.wall, "<= 11");
        line("1,000,000 posts against 100,000, CPU", huge_cost.cpu / large.cpu, "<= 11");
        line("1,000,000 posts, peak memory against the file", huge_cost.peak / size(&huge), "<= 4.5");
    }
}

/// Filling a week against checking it, a year in seconds, and two years against one.
fn fills(plans: &Plans) {
    let week = plans.write("half week.toml", &half_empty(7, 3, 200));
    let year = plans.write("half year.toml", &half_empty(365, 5, 1000));
    let two_years = plans.write("half two years.toml", &half_empty(730, 5, 2000));
    let [check, fill] = in_turn(ROUNDS * 4, &[words(&[PLAN, "check", &week]), words(&[PLAN, "fill", &week])]);
    line("a week of 84 places and 200 ideas: fill against check, wall", fill.wall / check.wall, "<= 10");
    let [one, two] = in_turn(ROUNDS, &[words(&[PLAN, "fill", &year]), words(&[PLAN, "fill", &two_years])]);
    line("a year of 4,380 places, 5 channels, 1,000 ideas: seconds", one.wall, "<= 2");
    line("two years against one, CPU", two.cpu / one.cpu, "<= 2.2");
    let bank = plans.write("large bank.toml", &half_empty(7, 3, 100_000));
    let [check, fill] = in_turn(ROUNDS, &[words(&[PLAN, "check", &bank]), words(&[PLAN, "fill", &bank])]);
    line("a week and 100,000 ideas: fill against check, wall", fill.wall / check.wall, "<= 10");
}

/// Each format of exports against check, which every export begins with.
fn exports(plans: &Plans, large: &str) {
    let folder = format!("{}/", plans.folder.path().join("exports").to_string_lossy());
    for format in FORMATS {
        let name = format.name();
        let to_pipe = words(&[PLAN, "export", name, large]);
        // A format of several files wants a folder.
        let to_folder = words(&[PLAN, "export", name, large, "--output", &folder]);
        let Some(export) = [to_pipe, to_folder].into_iter().find(|command| succeeds(command)) else {
            println!("100,000 posts as {name}: needs more than a plan");
            continue;
        };
        let [check, export] = in_turn(ROUNDS, &[words(&[PLAN, "check", large]), export]);
        line(&format!("100,000 posts as {name} against check, wall"), export.wall / check.wall, "<= 1.5");
        line(&format!("100,000 posts as {name} against check, CPU"), export.cpu / check.cpu, "<= 1.5");
        line(
            &format!("100,000 posts as {name}, peak memory against the file"),
            export.peak / size(large),
            "<= 4.5",
        );
    }
}

fn succeeds(command: &[String]) -> bool {
    let status = Command::new(&command[0])
        .args(&command[1..])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.expect("the program starts").success()
}

/// A megabyte of mischief of each kind; the worst of them.
fn hostile(plans: &Plans) {
    let megabyte = 1 << 20;
    let kinds = [
        ("brackets", "[".repeat(megabyte)),
        ("nested", format!("x = {}", "[".repeat(megabyte))),
        ("braces", format!("x = {}", "{a=".repeat(megabyte / 3))),
        ("dots", format!("{}a = 1", "a.".repeat(megabyte / 2))),
        ("key", format!("{} = 1", "k".repeat(megabyte))),
        ("lines", "x\n".repeat(megabyte / 2)),
        (
            "bad keys",
            (0..megabyte / 10).map(|number| format!("k{number} = 1")).collect::<Vec<_>>().join("\n"),
        ),
        ("headers", "[[post]]\n".repeat(megabyte / 9)),
        ("open text", format!("[[post]]\ntext = \"\"\"{}", "[[post]]\n".repeat(megabyte / 9))),
        ("quotes", "\"".repeat(megabyte)),
    ];
    for (name, text) in kinds {
        let path = plans.write(&format!("hostile {name}.toml"), &text);
        let [cost] = in_turn(2, &[words(&[PLAN, "check", &path])]);
        println!("{:<66} {:>7.2}   goal <= 1 s", format!("a hostile megabyte, {name}: seconds"), cost.wall);
        println!("{:<66} {:>7.0}", format!("a hostile megabyte, {name}: peak MB"), cost.peak / 1e6);
    }
}
