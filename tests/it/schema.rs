//! The schema of plan files and the reader say the same.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use boon::{Compiler, SchemaIndex, Schemas};
use content_plan::check::{Options, check};
use content_plan::diag::Fault;
use content_plan::read::{Disk, Input, known_keys, read};
use content_plan::schema::{FILE_NAME, Holds, Table, find, json_schema, root, table};
use content_plan::text::Sources;
use serde_json::Value;

/// Findings that say that a file is not as the format wants it.
const FAULTS: [&str; 6] = ["syntax", "unknown-key", "missing-key", "wrong-type", "bad-value", "unknown-name"];

/// The schema, and who judges by it.
struct Judge {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Judge {
    fn new() -> Self {
        let (mut compiler, mut schemas) = (Compiler::new(), Schemas::new());
        compiler.add_resource("plan.json", json_schema()).expect("it is JSON");
        let index = compiler.compile("plan.json", &mut schemas).expect("it is a schema");
        Self { schemas, index }
    }

    /// Returns whether the schema takes a text.
    fn takes(&self, text: &str) -> bool {
        let value = toml::from_str::<toml::Value>(text).unwrap_or_else(|error| panic!("{error}:\n{text}"));
        self.schemas.validate(&json(value), self.index).is_ok()
    }
}

/// Makes JSON of TOML as editors do: dates and times are texts.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => flag.into(),
        toml::Value::Datetime(moment) => moment.to_string().into(),
        toml::Value::Array(values) => values.into_iter().map(json).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
    }
}

/// Lists what the reader has against a text, but for names that nothing declares: each fault with its message.
fn found(text: &str) -> Vec<(Fault, String)> {
    let plan = read(&Sources::new(), &Disk, Input::bytes("plan.toml", text)).expect("bytes can be read");
    // Whether other files are there is not the schema's to say.
    let own = plan.problems.into_iter().filter(|problem| !problem.message.starts_with("cannot read"));
    own.map(|problem| (problem.fault, problem.message)).collect()
}

/// Lists the rules that find a fault in a text.
fn checked(text: &str) -> BTreeSet<&'static str> {
    let sources = Sources::new();
    let run = check(&sources, &Disk, vec![Input::bytes("plan.toml", text)], &Options::default());
    run.report.findings.iter().map(|finding| finding.rule.name).filter(|name| FAULTS.contains(name)).collect()
}

/// Lists all tables of the format, each with the keys that lead to it.
fn tables() -> Vec<(Vec<&'static str>, &'static Table)> {
    fn walk(
        path: &[&'static str],
        table: &'static Table,
        out: &mut Vec<(Vec<&'static str>, &'static Table)>,
    ) {
        out.push((path.to_vec(), table));
        for (key, inside) in table.inside() {
            let mut path = [path, &[key.name]].concat();
            path.extend(inside.named.then_some("a"));
            walk(&path, inside.table, out);
        }
    }
    let mut out = Vec::new();
    walk(&[], root(), &mut out);
    out
}

#[test]
fn the_schema_has_the_keys_that_the_reader_knows() {
    let all = tables();
    for (path, table) in &all {
        let keys: Vec<&str> = table.keys.iter().map(|key| key.name).collect();
        assert_eq!(keys, known_keys(path), "{path:?}");
    }
    // Every list of keys that the reader has is among those that were walked over.
    let mut lists = BTreeSet::new();
    for file in fs::read_dir("src/read").expect("the reader").flatten() {
        let Ok(code) = fs::read_to_string(file.path()) else { continue };
        let named = code.split("const ").skip(1).filter_map(|rest| rest.split_once(':'));
        let keys = named.filter(|(name, rest)| name.ends_with("_KEYS") && rest.contains('['));
        lists.extend(keys.map(|(name, _)| name.to_owned()));
    }
    let walked: BTreeSet<Vec<&str>> =
        all.iter().map(|(path, _)| known_keys(path)).filter(|keys| !keys.contains(&"caption")).collect();
    assert_eq!(walked.len(), lists.len(), "{lists:?}");
}

#[test]
fn keys_are_found_by_their_place() {
    let about = |path: &[&str], key: &str| find(path, key).map(|key| key.about);
    assert_eq!(about(&["post", "media"], "alt"), Some("what a picture shows, for those who do not see it"));
    assert!(about(&["post", "variants", "telegram"], "at").is_some());
    assert!(about(&["cadence", "blackout"], "why").is_some());
    assert!(about(&["mix", "shares"], "branded").is_none(), "a name of the plan's own");
    assert!(about(&["channels"], "network").is_none() && table(&["channels"]).is_none());
    assert!(about(&["post", "extra"], "x").is_none() && table(&["nowhere"]).is_none());
}

#[test]
fn every_key_says_what_it_means() {
    for (path, table) in tables() {
        for key in table.keys {
            let text = key.text();
            assert!(key.about.len() > 5 && text.ends_with('.') && !text.contains(".."), "{path:?}: {text}");
            assert!(!key.about.contains('\n') && !key.about.contains("  "), "{path:?}: {text}");
        }
    }
}

/// Writes a small plan without faults in which a key of a table is set, or left out.
fn document(table: &Table, key: &str, value: Option<&str>) -> String {
    let with = |own: &[(&str, &str)]| {
        let others =
            own.iter().filter(|(name, _)| *name != key).map(|(name, value)| format!("{name} = {value}"));
        others.chain(value.map(|value| format!("{key} = {value}"))).collect::<Vec<_>>()
    };
    let lines = |own: &[(&str, &str)]| with(own).join("\n");
    let braces = |own: &[(&str, &str)]| format!("{{ {} }}", with(own).join(", "));
    let plan = "[plan]\nstart = 2026-11-23\n";
    let channel = "[channels.a]\nnetwork = \"facebook\"\n";
    let post = "[[post]]\nat = 2026-11-23 09:00:00\ncategory = \"branded\"\n";
    let rest = match table.name {
        "file" if key == "plan" => return lines(&[]),
        "file" => return format!("{}\n{plan}", lines(&[])),
        "plan" => return format!("[plan]\n{}\n", lines(&[("start", "0000-01-01")])),
        "post" => {
            format!("[[post]]\n{}", lines(&[("at", "2026-11-23 09:00:00"), ("category", "\"branded\"")]))
        }
        "variant" => format!("{post}[post.variants.a]\n{}", lines(&[])),
        "medium" => format!("{post}media = {}", braces(&[("file", "\"a.jpg\"")])),
        "series" => format!("[[series]]\n{}", lines(&[("every", "\"day\""), ("category", "\"branded\"")])),
        "idea" => {
            let own = [("id", "\"a\""), ("category", "\"branded\""), ("title", "\"A\""), ("text", "\"A\"")];
            format!("[[idea]]\n{}", lines(&own))
        }
        "duty" => format!("[[duty]]\n{}", lines(&[("every", "\"day\""), ("title", "\"A\"")])),
        "mix" | "cadence" | "links" => format!("[{}]\n{}", table.name, lines(&[])),
        "bounds" => format!("[cadence]\nper_day = {}", braces(&[("min", "0"), ("max", "1_000_000")])),
        "quiet" => format!("[cadence]\nquiet = {}", braces(&[("from", "23:00:00"), ("to", "07:00:00")])),
        "blackout" => format!("[cadence]\nblackout = [{}]", braces(&[("from", "2026-11-23")])),
        "channel" => return format!("{plan}[channels.a]\n{}\n", lines(&[("network", "\"facebook\"")])),
        "cap" => return format!("{plan}{channel}per_day = {}\n", braces(&[])),
        "slots" | "limits" => return format!("{plan}{channel}{} = {}\n", table.name, braces(&[])),
        "person" => format!("[people.a]\n{}", lines(&[])),
        "partner" => format!("[partners.a]\n{}", lines(&[])),
        "campaign" => format!("[campaigns.a]\n{}", lines(&[])),
        "export" => format!("[export.a]\n{}", lines(&[("columns", "\"text\"")])),
        "column" => format!("[export.a]\ncolumns = {}", braces(&[("holds", "\"text\"")])),
        other => panic!("no plan for `{other}`"),
    };
    format!("{plan}{channel}{rest}\n")
}

/// Values of every type, right somewhere and wrong elsewhere.
const PROBES: [&str; 47] = [
    "\"x\"",
    "\"\"",
    "\"day\"",
    "\"monday\"",
    "\"UTC\"",
    "\"off\"",
    "\"kava.example\"",
    "\"FREQ=DAILY\"",
    "\"%d\"",
    "\"page\"",
    "\"2026-11-23\"",
    "\"09:30\"",
    "\"09:30:15\"",
    "\"2026-11-23 09:30\"",
    "\"2026-13-23\"",
    "\"24:00\"",
    "0",
    "1",
    "-1",
    "100",
    "101",
    "1.5",
    "true",
    "2026-11-23",
    "09:30:00",
    "2026-11-23 09:30:00",
    "2026-11-23T09:30:00Z",
    "[]",
    "[\"x\"]",
    "[\"monday\"]",
    "[1]",
    "[[]]",
    "[2026-11-23]",
    "[09:30:00]",
    "{}",
    "[{}]",
    "{ x = 1 }",
    "{ x = \"x\" }",
    "{ x = {} }",
    "{ x = 50, y = 50 }",
    "{ start = 2026-11-23 }",
    "{ x = { network = \"x\" } }",
    "{ x = { columns = \"text\" } }",
    "{ from = 23:00:00, to = 07:00:00 }",
    "{ from = 2026-11-23 }",
    "[{ file = \"a\" }]",
    "{ holds = \"text\" }",
];

/// Adds the values that only such a key takes.
fn probes(holds: Holds) -> Vec<String> {
    match holds {
        Holds::Word(words) | Holds::Hint(words) => words().iter().map(|word| format!("\"{word}\"")).collect(),
        Holds::Count(least, most) => {
            let numbers = [i64::from(least) - 1, i64::from(least), i64::from(most), i64::from(most) + 1];
            numbers.iter().map(ToString::to_string).collect()
        }
        Holds::Either(several) => several.iter().flat_map(|&one| probes(one)).collect(),
        Holds::List(one, _) | Holds::OneOrMore(one, _) => {
            let own = probes(*one);
            own.iter().map(|own| format!("[{own}]")).chain(own.iter().cloned()).collect()
        }
        _ => Vec::new(),
    }
}

/// Returns whether a key may hold a date or a time: elsewhere JSON cannot tell them from text.
fn takes_moments(holds: Holds) -> bool {
    match holds {
        Holds::Date | Holds::Time | Holds::Moment => true,
        Holds::Either(several) => several.iter().any(|&one| takes_moments(one)),
        Holds::List(one, _) | Holds::OneOrMore(one, _) | Holds::Map(one, _) => takes_moments(*one),
        _ => false,
    }
}

#[test]
fn what_the_schema_takes_the_reader_takes_and_the_reverse() {
    let judge = Judge::new();
    let (mut taken, mut refused, mut odd) = (0, 0, Vec::new());
    for (_, table) in tables() {
        for key in table.keys {
            let own = probes(key.holds);
            let mut any = false;
            let is_blind = matches!(key.holds, Holds::Map(..) | Holds::MapBesideExtra(_));
            for value in PROBES.iter().map(|probe| (*probe).to_owned()).chain(own) {
                let is_moment =
                    value.trim_start_matches('[').starts_with(|first: char| first.is_ascii_digit());
                let is_bare = (is_moment || is_blind) && !value.contains('"') && value.contains([':', '-']);
                if is_bare && !value.starts_with('-') && !takes_moments(key.holds) {
                    continue;
                }
                let text = document(table, key.name, Some(&value));
                let (takes, found) = (judge.takes(&text), found(&text));
                // Names are for the plan to declare, and those of rules are read by a rule.
                let faults = || found.iter().any(|(fault, _)| *fault != Fault::UnknownName);
                let agree = if takes { !faults() } else { !found.is_empty() || !checked(&text).is_empty() };
                if !agree {
                    odd.push(format!("{} {} = {value}: taken {takes}, {found:?}", table.name, key.name));
                }
                *if takes { &mut taken } else { &mut refused } += 1;
                any |= takes;
            }
            assert!(any, "no value for {} {}", table.name, key.name);
        }
    }
    assert!(odd.is_empty(), "{}", odd.join("\n"));
    assert!(taken > 1000 && refused > 5000, "{taken} were taken, {refused} refused");
}

#[test]
fn a_strange_key_is_refused_in_every_table() {
    let judge = Judge::new();
    for (path, table) in tables() {
        let text = document(table, "zzz", Some("1"));
        assert!(!judge.takes(&text), "{path:?}: the schema takes a strange key");
        assert!(found(&text).iter().any(|(fault, _)| *fault == Fault::UnknownKey), "{path:?}");
    }
}

#[test]
fn what_must_be_there_must_be_there_for_both() {
    let judge = Judge::new();
    for (path, table) in tables() {
        for key in table.keys.iter().filter(|key| key.needed) {
            let text = document(table, key.name, None);
            assert!(!judge.takes(&text), "{path:?}: the schema does not miss `{}`:\n{text}", key.name);
            let missed = found(&text).iter().any(|(fault, _)| *fault == Fault::MissingKey);
            assert!(missed, "{path:?}: the reader does not miss `{}`:\n{text}", key.name);
            // Where another file is extended, it may stand there.
            let extending = format!("extends = \"brand.toml\"\n{text}");
            assert_eq!(judge.takes(&extending), table.inherits, "{path:?}: {}", key.name);
        }
        for key in table.one_of {
            let text = document(table, key, Some("\"text\""));
            assert!(judge.takes(&text), "{path:?}: {text}");
        }
    }
    let alone = "[plan]\nstart = 2026-11-23\n[[idea]]\nid = \"a\"\ncategory = \"branded\"\n";
    assert!(!judge.takes(alone) && judge.takes(&format!("{alone}text = \"A\"\n")));
    let column = "[export.a]\ncolumns = [{ name = \"A\" }]\n";
    assert!(!judge.takes(column) && judge.takes(&column.replace("name", "words")));
    assert!(!judge.takes("[[post]]\nat = 2026-11-23\ncategory = \"branded\"\n"), "posts without a plan");
}

#[test]
fn levels_are_those_that_rules_may_have() {
    let judge = Judge::new();
    for rule in content_plan::rules::RULES {
        for level in ["off", "note", "warning", "error", "loud"] {
            let text = format!("[rules]\n{} = \"{level}\"\n", rule.info().name);
            assert_eq!(judge.takes(&text), found(&text).is_empty(), "{text}");
        }
    }
    assert!(!judge.takes("[rules]\nlong-silense = \"off\"\n"));
    assert!(judge.takes("[rules]\nextra = { since = 2026 }\n[kinds]\nextra = 1\n"));
}

#[test]
fn plans_of_this_repository_are_judged_as_the_reader_judges_them() {
    let judge = Judge::new();
    let (mut taken, mut refused) = (0, 0);
    for folder in ["plans", "examples", "tests/it/fixtures", "tests/it/fixtures/rules"] {
        for file in fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()) {
            if file.extension().is_none_or(|ending| ending != "toml") {
                continue;
            }
            let text = fs::read_to_string(&file).expect("text");
            let Ok(_) = toml::from_str::<toml::Value>(&text) else { continue };
            let sources = Sources::new();
            let run = check(&sources, &Disk, vec![Input::file(&file)], &Options::default());
            let rules: BTreeSet<&str> = run.report.findings.iter().map(|finding| finding.rule.name).collect();
            let shape = ["unknown-key", "missing-key", "wrong-type"].iter().any(|rule| rules.contains(rule));
            let any = FAULTS.iter().any(|rule| rules.contains(rule));
            let takes = judge.takes(&text);
            assert!(!(shape && takes), "{}: the schema takes it", file.display());
            assert!(any || takes, "{}: the schema refuses it", file.display());
            *if takes { &mut taken } else { &mut refused } += 1;
        }
    }
    assert!(taken > 50 && refused > 5, "{taken} were taken, {refused} refused");
}

#[test]
fn the_schema_beside_the_samples_is_current() {
    let output = Command::new(env!("CARGO_BIN_EXE_plan")).arg("schema").output().expect("the program starts");
    let printed = String::from_utf8(output.stdout).expect("text");
    let path = Path::new("plans").join(FILE_NAME);
    if std::env::var_os("PLAN_README").is_some() {
        fs::write(&path, printed).expect("it can be written");
        return;
    }
    for plan in fs::read_dir("plans").expect("the samples").flatten().map(|entry| entry.path()) {
        if plan.extension().is_some_and(|ending| ending == "toml") {
            let text = fs::read_to_string(&plan).expect("text");
            assert!(
                text.starts_with(&format!("#:schema ./{FILE_NAME}\n")),
                "{} names no schema",
                plan.display()
            );
        }
    }
    let held = fs::read_to_string(&path).expect("it is there");
    assert_eq!(
        held,
        printed,
        "{} is out of date: run `PLAN_README=update cargo test schema`",
        path.display()
    );
}
