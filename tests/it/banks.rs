//! `plan ideas` as a user meets it: banks by plan and by themselves, filters, days, widths, hostile text.

use unicode_width::UnicodeWidthStr as _;

use crate::cli::{command, folder, plan, told};

const WEEK: &str = r#"[plan]
title = "Тиждень"
start = 2026-11-23
days = 2
ideas = "bank.toml"

[mix]
shares = { emotional = 50, functional = 50 }

[cadence]
per_day = { min = 2, max = 4 }

[channels.facebook]
network = "facebook"

[channels.telegram]
network = "telegram"

[[post]]
id = "a"
at = 2026-11-23 09:00:00
category = "emotional"
idea = "cat"

[[post]]
id = "b"
at = 2026-11-23 12:00:00
category = "functional"
idea = "tip"

[[post]]
id = "c"
at = 2026-11-24 09:00:00
category = "emotional"

[[post]]
id = "d"
at = 2026-11-24 12:00:00
category = "functional"
"#;

const BANK: &str = r#"[[idea]]
id = "tip"
category = "functional"
title = "Порада дня ☕️"
repeat_after = 7

[[idea]]
id = "cat"
category = "emotional"
title = "Кіт Рядок 🐈‍⬛"

[[idea]]
id = "snow"
category = "emotional"
kind = "photo"
title = "Перший сніг"
channels = ["telegram"]
not_before = 2026-11-24
not_after = 2026-12-20
priority = 3

[[idea]]
id = "autumn"
category = "emotional"
title = "Останній листок"
not_after = 2026-11-20

[[idea]]
id = "today"
category = "functional"
text = "Сьогодні вперше\nй востаннє"
not_before = 2026-12-01
not_after = 2026-12-01
"#;

#[test]
fn a_bank_is_listed_by_category_with_what_is_left_of_it() {
    let place = folder(&[("plans/week.toml", WEEK), ("plans/bank.toml", BANK)]);
    let (code, out, err) = plan(place.path(), &["ideas", "--width", "80"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    insta::assert_snapshot!(out);
    let (_, same, _) = plan(place.path(), &["ideas", "--width", "80", "plans/week.toml"]);
    assert_eq!(out, same);
    let (_, same, _) =
        plan(place.path(), &["ideas", "--width", "80", "./plans/week.toml", "./plans/bank.toml"]);
    assert_eq!(out.replace("plans/week.toml", "./plans/week.toml"), same);
    let (_, wide, _) = plan(place.path(), &["ideas", "--width", "140"]);
    insta::assert_snapshot!("wide", wide);
}

#[test]
fn a_bank_by_itself_has_no_days_but_those_asked_for() {
    let place = folder(&[("bank.toml", BANK)]);
    let (code, out, err) = plan(place.path(), &["ideas", "bank.toml"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.starts_with("bank.toml: 5 ideas\n"), "{out}");
    assert!(!out.contains("at the pace"), "{out}");
    let (_, out, _) = plan(place.path(), &["ideas", "bank.toml", "--from", "2026-12-01", "--available"]);
    assert!(out.starts_with("bank.toml: 5 ideas, looked at for 2026-12-01 to 2026-12-07\n"), "{out}");
    let there = ["tip", "cat", "snow", "today", "autumn"].map(|id| out.contains(&format!("\n {id} ")));
    assert_eq!(there, [true, true, true, true, false], "{out}");
}

#[test]
fn uses_of_all_plans_count_and_the_last_gives_the_days() {
    let next = WEEK.replace("2026-11-2", "2026-11-0").replace("idea = \"cat\"", "idea = \"snow\"");
    let later = WEEK
        .replace("2026-11-23", "2026-12-01")
        .replace("2026-11-24", "2026-12-02")
        .replace("idea = \"cat\"\n", "");
    let place =
        folder(&[("a/1.toml", &next), ("a/2.toml", WEEK), ("a/3.toml", &later), ("a/bank.toml", BANK)]);
    let (_, out, _) = plan(place.path(), &["ideas", "a", "--output-format", "json"]);
    let data: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let banks = data["banks"].as_array().expect("a list");
    assert_eq!(banks.len(), 1);
    assert_eq!((&banks[0]["plan"], &banks[0]["from"]), (&"a/3.toml".into(), &"2026-12-01".into()));
    let of = |id: &str| {
        let ideas = banks[0]["ideas"].as_array().expect("a list");
        let idea = ideas.iter().find(|idea| idea["id"] == id).expect("it is listed");
        format!("{} {} {}", idea["uses"], idea["last_use"], idea["state"])
    };
    assert_eq!(of("tip"), r#"3 "2026-12-01" "resting""#);
    assert_eq!(of("cat"), r#"1 "2026-11-23" "used-up""#);
    assert_eq!(of("snow"), r#"1 "2026-11-03" "used-up""#);
    assert_eq!(data["plans"].as_array().map(Vec::len), Some(1));
}

#[test]
fn filters_narrow_and_misspelt_names_are_told() {
    let place = folder(&[("week.toml", WEEK), ("bank.toml", BANK)]);
    let ids = |more: &[&str]| {
        let arguments = [&["ideas", "week.toml", "--output-format", "json"], more].concat();
        let (_, out, _) = plan(place.path(), &arguments);
        let data: serde_json::Value = serde_json::from_str(&out).expect("JSON");
        let ideas = data["banks"][0]["ideas"].as_array().cloned().unwrap_or_default();
        ideas.iter().filter_map(|idea| idea["id"].as_str().map(str::to_owned)).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(ids(&[]), "snow autumn cat today tip");
    assert_eq!(ids(&["--category", "functional"]), "today tip");
    assert_eq!(ids(&["--channel", "facebook"]), "autumn cat today tip");
    assert_eq!(ids(&["--available"]), "snow");
    assert_eq!(ids(&["--available", "--week", "2026-W49"]), "snow today tip");
    let (code, _, err) = plan(place.path(), &["ideas", "week.toml", "--category", "emotionel"]);
    assert_eq!(
        (code, err.as_str()),
        (Some(2), "error: no category is called `emotionel`; did you mean `emotional`?\n")
    );
    let (code, _, err) = plan(place.path(), &["ideas", "week.toml", "--channel", "telegramm"]);
    assert_eq!(
        (code, err.as_str()),
        (Some(2), "error: no channel is called `telegramm`; did you mean `telegram`?\n")
    );
}

#[test]
fn what_holds_no_idea_is_said_plainly() {
    let place = folder(&[
        ("none.toml", "[plan]\nstart = 2026-11-23\n"),
        ("lost.toml", "[plan]\nstart = 2026-11-23\nideas = \"gone.toml\"\n"),
        ("empty/readme.txt", ""),
    ]);
    let (code, out, err) = plan(place.path(), &["ideas", "none.toml"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert_eq!(out, "no ideas: a plan names its bank with `ideas = \"ideas.toml\"` in `[plan]`\n");
    let (code, _, err) = plan(place.path(), &["ideas", "lost.toml"]);
    assert_eq!((code, err.as_str()), (Some(1), "error: lost.toml has 1 error: `plan check` shows them\n"));
    let (code, out, err) = plan(place.path(), &["ideas", "empty"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.starts_with("error: no plan in empty"), "{err}");
}

#[test]
fn tables_fit_every_width_and_let_nothing_raw_through() {
    let long = "довгеслово".repeat(60);
    let hostile = format!(
        "{BANK}\n[[idea]]\nid = \"{long}\"\ncategory = \"emotional\"\ntitle = \"\\u001b[31m\\u202e{long} 👩‍🍳 🇺🇦 日本\"\nchannels = [\"telegram\", \"facebook\"]\nrepeat_after = 9\nnot_after = 2027-01-01\n[[idea]]\nid = \"\\u0007\"\ncategory = \"emotional\"\ntitle = \"{}\"\n",
        "\u{200d}".repeat(500)
    );
    let place = folder(&[("week.toml", WEEK), ("bank.toml", &hostile)]);
    for width in (60..=200).step_by(10) {
        let (_, out, _) = plan(place.path(), &["ideas", "week.toml", "--width", &width.to_string()]);
        for line in out.lines() {
            assert!(line.width() <= width, "{} columns at {width}: {line:?}", line.width());
        }
        for letter in ['\u{1b}', '\u{7}', '\u{202e}', '\u{200d}'] {
            assert!(!out.contains(letter), "{letter:?} at {width}");
        }
    }
    let colored = |arguments: &[&str], no_color: &str| {
        let mut command = command(place.path());
        told(command.args(arguments).env("NO_COLOR", no_color).output().expect("it starts")).1
    };
    assert!(colored(&["ideas", "week.toml", "--color", "always"], "").contains("\u{1b}[1m"));
    assert!(!colored(&["ideas", "week.toml"], "1").contains('\u{1b}'));
}
