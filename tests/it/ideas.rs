//! What is left of a bank: states of ideas, the pace of a plan, how long each category lasts.

use std::fmt::Write as _;

use chrono::NaiveDate;
use content_plan::check::{Options, check};
use content_plan::diag::Diagnostic;
use content_plan::model::{Calendar, Lasting, Pace, Plan, State, Uses};
use content_plan::read::{Disk, Input};
use content_plan::text::Sources;

fn read(text: &str) -> (Plan, Calendar) {
    let mut run = check(&Sources::new(), &Disk, vec![Input::bytes("plan.toml", text)], &Options::default());
    let errors: Vec<&str> = run.report.findings.iter().map(|finding| finding.rule.name).collect();
    assert!(!errors.contains(&"syntax") && !errors.contains(&"bad-value"), "{errors:?}");
    run.plans.remove(0)
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// Two days from a Monday on, so many posts on each, of two categories in turn.
fn plan(posts: [usize; 2], cadence: &str, rest: &str) -> String {
    let mut text = format!(
        "[plan]\nstart = 2026-11-23\ndays = 2\n[mix]\nshares = {{ a = 50, b = 50 }}\n[cadence]\n{cadence}\n{rest}\n"
    );
    for (day, &posts) in posts.iter().enumerate() {
        for post in 0..posts {
            let (hour, category) = (8 + post, ["a", "b"][post % 2]);
            let _ = write!(
                text,
                "[[post]]\nat = 2026-11-{} {hour:02}:00:00\ncategory = \"{category}\"\n",
                23 + day
            );
        }
    }
    text
}

/// Names ideas of category a, each with more keys.
fn ideas(keys: &[&str]) -> String {
    let idea = |(index, keys): (usize, &&str)| {
        format!("[[idea]]\nid = \"a{index}\"\ncategory = \"a\"\ntitle = \"Idea {index}\"\n{keys}\n")
    };
    keys.iter().enumerate().map(idea).collect()
}

fn lasts(text: &str) -> Lasting {
    let (plan, _) = read(text);
    let pace = Pace::of(&plan, plan.start.value).expect("there are posts");
    let category = plan.mix.find("a").expect("it is declared");
    pace.lasting(&plan, &Uses::of([&plan]), category).expect("it has a share")
}

fn until(text: &str) -> Lasting {
    Lasting::Until(day(text))
}

#[test]
fn a_finished_plan_goes_on_at_the_pace_it_has() {
    let (plan, _) = read(&plan([4, 6], "per_day = { min = 4, max = 12 }", ""));
    let pace = Pace::of(&plan, plan.start.value).expect("there are posts");
    assert_eq!((pace.posts, pace.days), (10, 2));
    let places: Vec<_> = pace.places(plan.mix.find("a").expect("it is declared")).take(6).collect();
    let expected = [("23", 0), ("24", 0), ("25", 2), ("26", 3), ("27", 2), ("28", 3)];
    assert_eq!(places, expected.map(|(date, places)| (day(&format!("2026-11-{date}")), places)));
}

#[test]
fn an_unfinished_plan_is_expected_to_bring_what_filling_would() {
    let slots = "[channels.tg]\nnetwork = \"telegram\"\nslots = { weekdays = [09:00:00, 11:00:00, 13:00:00, 15:00:00, 17:00:00], saturday = [12:00:00] }";
    let (plan_read, _) = read(&plan([1, 4], "per_day = { min = 2, max = 5 }\nreserve = 1", slots));
    let pace = Pace::of(&plan_read, plan_read.start.value).expect("there are posts");
    // Five weekdays of five slots less one, and two days at the least.
    assert_eq!((pace.posts, pace.days), (24, 7));
    let a = plan_read.mix.find("a").expect("it is declared");
    let places: Vec<usize> = pace.places(a).take(3).map(|(_, places)| places).collect();
    // Monday lacks three, and of those the mix wants one of this category, which has three of the five posts that are there.
    assert_eq!(places, [1, 0, 1]);

    let (without_slots, _) = read(&plan([1, 4], "per_day = { min = 2, max = 5 }", ""));
    let pace = Pace::of(&without_slots, without_slots.start.value).expect("there are posts");
    assert_eq!((pace.posts, pace.days), (14, 7));
}

#[test]
fn days_off_and_blackouts_ask_for_nothing() {
    let cadence = "per_day = { min = 4, max = 12 }\ndays_off = [\"saturday\", \"sunday\"]\nblackout = [{ from = 2026-11-26, to = 2026-11-26 }]";
    // Two a day on Wednesday, Friday and Monday, and the seventh idea is missing on Tuesday.
    assert_eq!(lasts(&plan([4, 4], cadence, &ideas(&[""; 6]))), until("2026-11-30"));
    assert_eq!(lasts(&plan([4, 4], cadence, &ideas(&[""; 7]))), until("2026-11-30"));
    assert_eq!(lasts(&plan([4, 4], cadence, &ideas(&[""; 8]))), until("2026-12-01"));
}

#[test]
fn what_is_lost_first_goes_first() {
    let two_a_day = |ideas: &str| lasts(&plan([4, 4], "per_day = { min = 4, max = 12 }", ideas));
    // The closing windows first, whatever their order in the bank.
    let windows = [
        "",
        "",
        "not_after = 2026-11-26",
        "not_after = 2026-11-26",
        "not_after = 2026-11-25",
        "not_after = 2026-11-25",
    ];
    assert_eq!(two_a_day(&ideas(&windows)), until("2026-11-27"));
    // Over before they are needed, or not yet open.
    assert_eq!(two_a_day(&ideas(&["not_after = 2026-11-24"; 4])), until("2026-11-24"));
    assert_eq!(two_a_day(&ideas(&["not_before = 2026-11-26"; 4])), until("2026-11-24"));
    // Two that come back every day feed two places a day for good; a slower one helps for a day.
    assert_eq!(two_a_day(&ideas(&["repeat_after = 1"; 2])), Lasting::Beyond);
    assert_eq!(two_a_day(&ideas(&["repeat_after = 2"; 3])), until("2026-11-25"));
    assert_eq!(two_a_day(&ideas(&["repeat_after = 2"; 4])), Lasting::Beyond);
    // One that comes back goes before one that can wait.
    assert_eq!(two_a_day(&ideas(&["", "repeat_after = 2", "repeat_after = 2", ""])), until("2026-11-27"));
    assert_eq!(two_a_day(""), until("2026-11-24"));
}

#[test]
fn an_idea_keeps_its_rest_to_uses_on_both_sides() {
    let bank = ideas(&[
        "repeat_after = 10\nnot_after = 2027-01-31",
        "",
        "not_before = 2026-12-01",
        "not_after = 2026-11-20",
    ]);
    let used = "[[post]]\nat = 2026-12-20 09:00:00\ncategory = \"a\"\nidea = \"a0\"\n[[post]]\nat = 2027-01-25 09:00:00\ncategory = \"a\"\nidea = \"a0\"\n[[post]]\nat = 2026-12-20 09:00:00\ncategory = \"a\"\nidea = \"a1\"\n";
    let (plan, _) = read(&format!(
        "[plan]\nstart = 2026-11-23\ndays = 90\n[mix]\nshares = {{ a = 50, b = 50 }}\n{bank}{used}"
    ));
    let uses = Uses::of([&plan]);
    let state = |idea: usize, on: &str| plan.ideas[idea].state(uses.of_idea(&plan.ideas[idea]), day(on));
    assert_eq!(uses.of_idea(&plan.ideas[0]), [day("2026-12-20"), day("2027-01-25")]);
    assert_eq!(state(0, "2026-12-10"), State::Free);
    assert_eq!(state(0, "2026-12-11"), State::Resting(day("2026-12-30")));
    assert_eq!(state(0, "2027-01-15"), State::Free);
    // The next free day would be 4 February, and the window closes before.
    assert_eq!(state(0, "2027-01-16"), State::UsedUp);
    assert_eq!(state(0, "2027-02-01"), State::Expired(day("2027-01-31")));
    assert_eq!(state(1, "2026-11-23"), State::UsedUp);
    assert_eq!(state(2, "2026-11-23"), State::NotBefore(day("2026-12-01")));
    assert_eq!(state(3, "2026-11-23"), State::Expired(day("2026-11-20")));
}

/// Checks files in a folder of their own; the first are given to the run, all lie there.
fn in_folder(files: &[(&str, &str)], given: usize) -> Vec<Diagnostic> {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("it can be written");
    }
    let inputs = files[..given].iter().map(|(name, _)| Input::file(folder.path().join(name)));
    let run = check(&Sources::new(), &Disk, inputs.collect(), &Options::default());
    run.report.findings
}

fn told(findings: &[Diagnostic], rule: &str) -> Vec<String> {
    let own = findings.iter().filter(|finding| finding.rule.name == rule);
    own.map(|finding| finding.message.clone()).collect()
}

const HEAD: &str = "[plan]\nstart = 2026-11-23\ndays = 2\n[mix]\nshares = { a = 50, b = 50 }\n[cadence]\nper_day = { min = 1, max = 4 }\n";

#[test]
fn ids_are_looked_for_in_all_banks_of_a_plan() {
    let plan = HEAD.replacen("[mix]", "ideas = [\"one.toml\", \"two.toml\"]\n[mix]", 1)
        + "[[idea]]\nid = \"a0\"\ncategory = \"a\"\ntitle = \"Of the plan\"\n";
    let two = ideas(&["", ""]).replace("a1", "a2").replace("Idea", "Another");
    let findings = in_folder(&[("plan.toml", &plan), ("one.toml", &ideas(&["", ""])), ("two.toml", &two)], 1);
    assert_eq!(told(&findings, "duplicate-id"), ["the id `a0` is taken by another idea"; 2]);
    assert_eq!(told(&findings, "repeated-idea"), Vec::<String>::new());
}

#[test]
fn a_bank_that_is_named_twice_is_read_once() {
    let plan = HEAD.replacen("[mix]", "ideas = [\"one.toml\", \"./one.toml\", \"plan.toml\"]\n[mix]", 1);
    let findings = in_folder(&[("plan.toml", &plan), ("one.toml", &ideas(&["", ""]))], 1);
    assert_eq!(told(&findings, "duplicate-id"), Vec::<String>::new());
    let expected =
        ["the bank `./one.toml` is named twice", "`plan.toml` is this very file: its ideas count anyway"];
    assert_eq!(told(&findings, "bad-value"), expected);
}

#[test]
fn a_bank_is_told_once_however_many_plans_draw_from_it() {
    let plan = HEAD.replacen("[mix]", "ideas = \"bank.toml\"\n[mix]", 1);
    let later = plan.replace("2026-11-23", "2026-11-30");
    let bank = ideas(&["", ""]).replace("Idea 1", "idea 0!");
    let files = [("one.toml", plan.as_str()), ("two.toml", &later), ("bank.toml", &bank)];
    for given in [1, 2, 3] {
        let findings = in_folder(&files, given);
        assert_eq!(
            told(&findings, "repeated-idea"),
            ["the idea `a1` has the title of `a0`"],
            "{given} files"
        );
        // Only the last of the plans tells what the bank lacks.
        let low = told(&findings, "bank-low");
        let from = if given == 1 { "2026-11-24" } else { "2026-12-01" };
        assert_eq!(
            low,
            [
                format!("a: ideas for 2 of the 4 posts that 7 days from {from} need"),
                format!("b: no idea left for 7 days from {from} that need 4 posts"),
            ]
        );
    }
}

#[test]
fn a_bank_that_cannot_be_read_is_not_called_low() {
    let plan = HEAD.replacen("[mix]", "ideas = \"bank.toml\"\n[mix]", 1);
    assert_eq!(told(&in_folder(&[("plan.toml", &plan)], 1), "bank-low"), Vec::<String>::new());
    let broken = ideas(&["not_before = \"soon\""]);
    let findings = in_folder(&[("plan.toml", &plan), ("bank.toml", &broken)], 1);
    assert_eq!(told(&findings, "bank-low"), Vec::<String>::new());
}

#[test]
fn a_hundred_thousand_ideas_of_one_title_are_looked_through_once() {
    let mut bank = String::new();
    for index in 0..100_000 {
        let _ = write!(
            bank,
            "[[idea]]\nid = \"i{index}\"\ncategory = \"a\"\ntitle = \"One title\"\ntext = \"Text {index}\"\nrepeat_after = {}\n",
            1 + index % 90
        );
    }
    let text = plan([4, 4], "per_day = { min = 4, max = 12 }", &bank);
    assert_eq!(lasts(&text), Lasting::Beyond);
}

/// Finds the last of the days from the 25th on up to which each can have an idea of its own, by augmenting paths.
fn exactly(windows: &[(u32, u32)]) -> u32 {
    fn augment(day: u32, windows: &[(u32, u32)], taken: &mut [Option<u32>], seen: &mut [bool]) -> bool {
        for (index, &(first, last)) in windows.iter().enumerate() {
            if seen[index] || day < first || last < day {
                continue;
            }
            seen[index] = true;
            if taken[index].is_none_or(|other| augment(other, windows, taken, seen)) {
                taken[index] = Some(day);
                return true;
            }
        }
        false
    }
    let mut taken = vec![None; windows.len()];
    let feeds = |day: &u32| augment(*day, windows, &mut taken, &mut vec![false; windows.len()]);
    24 + u32::try_from((25..=31).take_while(feeds).count()).expect("a few days")
}

#[test]
fn ideas_that_are_used_once_last_as_long_as_any_choice_makes_them() {
    let mut seed = 7_u32;
    let mut random = |below: u32| {
        seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        (seed >> 16) % below
    };
    for round in 0..300 {
        let windows: Vec<(u32, u32)> = (0..=random(6))
            .map(|_| {
                let first = 23 + random(7);
                (first, (first + random(6)).min(30))
            })
            .collect();
        let keys: Vec<String> = windows
            .iter()
            .map(|(first, last)| format!("not_before = 2026-11-{first}\nnot_after = 2026-11-{last}"))
            .collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let text = plan([2, 2], "per_day = { min = 2, max = 12 }", &ideas(&keys));
        let expected = until(&format!("2026-11-{}", exactly(&windows)));
        assert_eq!(lasts(&text), expected, "round {round}: {windows:?}");
    }
}
