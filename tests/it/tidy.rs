//! The house keeps its own rules: layers, catalogue, messages, sizes, and what the README shows.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use content_plan::check::{Options, check};
use content_plan::read::{Disk, Input};
use content_plan::rules::{RULES, Today};
use content_plan::text::Sources;

/// The rooms by layer; a room sees rooms below its own layer, and itself.
const LAYERS: &[(&str, u8)] = &[
    ("text", 0),
    ("diag", 1),
    ("model", 1),
    ("networks", 1),
    ("read", 2),
    ("rules", 2),
    ("report", 2),
    ("tables", 2),
    ("export", 2),
    ("fill", 2),
    ("edit", 2),
    ("check", 3),
    ("schema", 3),
    ("draft", 4),
    ("lsp", 4),
    ("moves", 3),
    ("fix", 4),
];
/// Rooms of one layer that see each other, one way only.
const NEIGHBOURS: &[(&str, &str)] = &[("model", "diag"), ("model", "networks")];
/// Longest file, in lines.
const LONGEST: usize = 430;
/// Tables of data, which people read line by line and which grow with what is known.
const DATA: &[&str] = &["src/networks/table.rs"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, ending, found);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), ending, &mut found);
    found.sort();
    found
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Names a file from the root, with forward slashes.
fn name(path: &Path) -> String {
    let inside = path.strip_prefix(root()).expect("files lie below the root");
    inside.to_string_lossy().replace('\\', "/")
}

fn room(path: &Path) -> String {
    let name = name(path);
    let inside = name.strip_prefix("src/").expect("a source file");
    inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs").to_owned()
}

/// The rooms that code names by `crate::`.
fn seen(code: &str) -> BTreeSet<String> {
    let uses = code.split("crate::").skip(1);
    let mut rooms = BTreeSet::new();
    for rest in uses {
        if let Some(group) = rest.strip_prefix('{') {
            let inside = group.split("};").next().unwrap_or_default();
            rooms.extend(
                inside.split(',').filter_map(|part| part.trim().split("::").next().map(str::to_owned)),
            );
        } else {
            rooms.insert(
                rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect(),
            );
        }
    }
    rooms
}

#[test]
fn rooms_see_only_the_layers_below_them() {
    let layers: BTreeMap<&str, u8> = LAYERS.iter().copied().collect();
    for path in files("src", ".rs") {
        let own = room(&path);
        if own == "lib" {
            continue;
        }
        let code = text(&path);
        if own == "cli" || own == "main" {
            let inside: Vec<_> =
                seen(&code).into_iter().filter(|other| layers.contains_key(other.as_str())).collect();
            assert!(inside.is_empty(), "{} reaches into the library by `crate::`: {inside:?}", name(&path));
            continue;
        }
        let layer =
            *layers.get(own.as_str()).unwrap_or_else(|| panic!("{own} has no layer in tests/it/tidy.rs"));
        for other in seen(&code) {
            let Some(&below) = layers.get(other.as_str()) else { continue };
            let neighbour = NEIGHBOURS.contains(&(own.as_str(), other.as_str()));
            assert!(
                own == other || below < layer || neighbour,
                "{}: {own} (layer {layer}) sees {other} (layer {below})",
                name(&path)
            );
        }
    }
}

#[test]
fn the_library_never_prints_or_reads_clock_environment_or_network() {
    let forbidden = [
        "println!",
        "eprintln!",
        "std::env",
        "SystemTime",
        "Instant::now",
        "Utc::now",
        "Local::now",
        "std::net",
        "thread::sleep",
    ];
    for path in files("src", ".rs") {
        let own = room(&path);
        if own == "cli" || own == "main" {
            continue;
        }
        let code = text(&path);
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        for word in forbidden {
            assert!(!code.contains(word), "{} uses {word}", name(&path));
        }
    }
}

#[test]
fn anyhow_is_the_binarys_alone() {
    for path in files("src", ".rs") {
        let own = room(&path);
        assert!(
            own == "cli" || own == "main" || !text(&path).contains("anyhow"),
            "{} uses anyhow",
            name(&path)
        );
    }
}

#[test]
fn every_file_says_what_it_owns_and_can_be_read_in_one_sitting() {
    for path in ["src", "tests", "benches", "examples"].iter().flat_map(|folder| files(folder, ".rs")) {
        let text = text(&path);
        assert!(text.starts_with("//!"), "{} does not open with `//!`", name(&path));
        let lines = text.lines().count();
        let is_data = DATA.contains(&&*name(&path));
        assert!(is_data || lines <= LONGEST, "{} has {lines} lines, at most {LONGEST}", name(&path));
        let is_about_it =
            ["tests/", "src/rules/text/placeholder"].iter().any(|about| name(&path).starts_with(about));
        assert!(is_about_it || !text.contains("TODO"), "{} has a TODO", name(&path));
    }
}

#[test]
fn the_catalogue_is_whole() {
    let mut names = BTreeSet::new();
    for rule in RULES {
        let info = rule.info();
        let kebab = |letter: char| letter.is_ascii_lowercase() || letter == '-';
        assert!(info.name.chars().all(kebab), "{} is not kebab-case", info.name);
        assert!(names.insert(info.name), "{} stands twice in the catalogue", info.name);
        let file = root().join(format!("src/rules/{}/{}.rs", info.group.word(), info.name.replace('-', "_")));
        let code = text(&file);
        assert!(code.contains(&format!("name: \"{}\"", info.name)), "{} is another rule", name(&file));
        let fixture = root().join(format!("tests/it/fixtures/rules/{}.toml", info.name));
        assert!(fixture.exists(), "{} has no fixture", info.name);
        let page = info.page;
        assert!(page.contains("## Why it matters"), "the page of {} has no why", info.name);
        assert!(
            page.contains("```toml bad") && page.contains("```toml good"),
            "the page of {} lacks examples",
            info.name
        );
        assert!(page.contains("Source:"), "the page of {} names no source", info.name);
        assert!(
            page.lines().next().is_some_and(|line| line.ends_with('.')),
            "the page of {} opens oddly",
            info.name
        );
    }
    for group in RULES.iter().map(|rule| rule.info().group.word()).collect::<BTreeSet<_>>() {
        for path in files(&format!("src/rules/{group}"), ".rs") {
            let stem =
                path.file_stem().map(|stem| stem.to_string_lossy().replace('_', "-")).unwrap_or_default();
            let is_rule = text(&path).contains("declare_rule!");
            assert!(!is_rule || names.contains(stem.as_str()), "{} is no rule of the catalogue", name(&path));
        }
    }
}

#[test]
fn messages_are_lowercase_and_have_no_full_stop() {
    let inputs = files("tests/it/fixtures/rules", ".toml").into_iter().chain(files("examples", ".toml"));
    let sources = Sources::new();
    let today = "2026-11-23".parse().ok().map(Today::Date);
    let options = Options { today, strict: true, ..Options::default() };
    let run = check(&sources, &Disk, inputs.map(Input::file).collect(), &options);
    assert!(run.report.findings.len() > 100, "the fixtures have many findings");
    for finding in &run.report.findings {
        let labels = finding.related.iter().chain([&finding.primary]).map(|label| label.message.as_str());
        let texts = labels.chain([finding.message.as_str()]).chain(finding.help.as_deref());
        for text in texts.filter(|text| !text.is_empty()) {
            // A label may begin with the name of whoever states a number.
            let is_source = text.ends_with(')') && text.contains("(2026-");
            let first = text.chars().next().unwrap_or_default();
            assert!(!first.is_uppercase() || is_source, "{}: {text}", finding.rule.name);
            assert!(!text.ends_with('.'), "{}: {text}", finding.rule.name);
        }
        assert!(!finding.message.contains("invalid"), "{}: {}", finding.rule.name, finding.message);
        assert!(finding.help.is_some(), "{}: {} has no next step", finding.rule.name, finding.message);
    }
}

#[test]
fn every_snapshot_belongs_to_a_test() {
    for path in files("tests/it", ".snap") {
        let file = path.file_name().map(|file| file.to_string_lossy().into_owned()).unwrap_or_default();
        let (test, fixture) = match file.split_once('@') {
            Some((test, fixture)) => (test, Some(fixture.trim_end_matches(".snap"))),
            None => (file.trim_end_matches(".snap"), None),
        };
        let mut parts = test.split("__").skip(1);
        let module = parts.next().unwrap_or_default();
        let code = text(&root().join(format!("tests/it/{module}.rs")));
        let own = parts.next().unwrap_or_default();
        let called = code.contains(&format!("fn {own}(")) || code.contains(&format!("\"{own}\"")) || {
            let base = own.trim_end_matches(|letter: char| letter.is_ascii_digit()).trim_end_matches('-');
            code.contains(&format!("fn {base}(")) || code.contains(&format!("\"{base}"))
        };
        // Names that are put together in the test: their fixed beginning must stand there.
        let stem = own.split('-').next().unwrap_or_default();
        let built = code.contains(&format!("format!(\"{stem}-{{"))
            || (code.contains("format!(\"{view}-{width}\")")
                && ["day", "week", "channel", "mix"].contains(&stem));
        assert!(called || built, "{} belongs to no test", name(&path));
        if let Some(fixture) = fixture {
            let held = files("tests/it/fixtures", fixture).len()
                + files("plans", fixture).len()
                + files("examples", fixture).len();
            assert!(held > 0, "{} belongs to no fixture", name(&path));
        }
    }
}
