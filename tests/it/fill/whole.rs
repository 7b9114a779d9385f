//! Whole plans, filled, written, read again: what stands stays, and nothing new is wrong.

use std::collections::{HashMap, HashSet};
use std::fs;

use content_plan::diag::Level;
use content_plan::draft::{Completed, Request, complete};
use content_plan::read::{Disk, Input};
use proptest::prelude::*;
use similar::{ChangeTag, TextDiff};

use super::{busy_plan, small_plan};

fn request(path: &str, text: &str, only_ideas: bool) -> Request<'static> {
    Request {
        input: Input { path: path.into(), bytes: Some(text.as_bytes().to_vec()) },
        besides: Vec::new(),
        period: None,
        channels: &[],
        per_day: None,
        today: None,
        only_ideas,
        explain: false,
    }
}

fn completed(path: &str, text: &str, only_ideas: bool) -> Completed {
    complete(&Disk, request(path, text, only_ideas)).unwrap_or_else(|trouble| panic!("{trouble:?}\n{text}"))
}

/// Returns whether a text has all lines of another, in order, and more.
fn only_adds(old: &str, new: &str) -> bool {
    let diff = TextDiff::from_lines(old, new);
    diff.iter_all_changes().all(|change| change.tag() != ChangeTag::Delete)
}

#[test]
fn a_half_empty_newsroom_week_is_filled_without_a_finding() {
    let path = "plans/newsroom-half.toml";
    let unix = fs::read_to_string(path).expect("the sample is there");
    for text in [unix.clone(), unix.replace('\n', "\r\n"), format!("\u{feff}{unix}")] {
        let done = completed(path, &text, false);
        assert!(only_adds(&text, &done.text), "the diff only adds");
        assert_eq!(done.text.matches('\n').count(), done.text.lines().count(), "line ends are the file's");
        assert_eq!(done.text.contains('\r'), text.contains('\r'));
        let serious = done.after.0.report.findings.iter().filter(|finding| finding.level > Level::Note);
        let found: Vec<_> = serious.map(|finding| &finding.message).collect();
        assert!(found.is_empty(), "{found:?}");
        assert!(done.filling.posts.iter().all(|filled| filled.idea.is_some()), "the bank has enough");
        let (plan, calendar) = done.plan_after();
        let posts: Vec<usize> = calendar.days().map(|day| day.posts.len()).collect();
        assert!(posts.iter().all(|posts| (6..=12).contains(posts)), "{posts:?}");
        let counts =
            content_plan::model::Calendar::count(plan, calendar.posts().iter().map(|&id| plan.post(id)));
        let percent = |count: usize| (count * 100).div_ceil(calendar.posts().len());
        let shares: Vec<usize> = counts.into_iter().map(percent).collect();
        assert!(
            [(30, shares[0]), (35, shares[1]), (35, shares[2])]
                .iter()
                .all(|(target, share)| share.abs_diff(*target) <= 1),
            "{shares:?}"
        );
        assert_eq!(completed(path, &done.text, false).text, done.text, "a second run changes nothing");
    }
}

#[test]
fn hungry_places_are_fed_when_the_bank_has_grown() {
    let head = "[plan]\nstart = 2026-11-23\ndays = 1\nlanguage = \"uk\"\n[cadence]\nper_day = { min = 1, max = 4 }\nreserve = 1\n[channels.feed]\nnetwork = \"telegram\"\nslots = [09:00:00, 12:00:00, 18:00:00]\n";
    let first = completed("plan.toml", head, false);
    assert_eq!(first.text.matches("Потрібна ідея: ").count(), 3, "{}", first.text);
    let idea = "[[idea]]\nid = \"cat\"\ncategory = \"emotional\"\ntitle = \"Кіт на підвіконні\"\n";
    let second = completed("plan.toml", &format!("{idea}{}", first.text), false);
    assert_eq!((second.filling.posts.len(), second.filling.fed.len()), (0, 1));
    assert_eq!(second.text.matches("Потрібна ідея: ").count(), 2);
    let fed = second.text.find("Кіт на підвіконні").map(|_| second.text.matches("idea = \"cat\"").count());
    assert_eq!(fed, Some(1), "{}", second.text);
    let third = completed("plan.toml", &second.text, false);
    assert_eq!(third.text, second.text);
}

#[test]
fn odd_plans_are_filled_or_refused_but_never_lost() {
    let plan = |shares: &str, more: &str| {
        format!("[plan]\nstart = 2026-11-23\ndays = 2\n[mix]\nshares = {{ {shares} }}\n{more}")
    };
    let twelve: Vec<String> =
        (0..12).map(|index| format!("c{index} = {}", if index == 0 { 12 } else { 8 })).collect();
    let slots = "[channels.a]\nnetwork = \"other\"\nslots = [09:00:00, 12:00:00, 15:00:00]\n";
    let odd = [
        plan(&twelve.join(", "), slots),
        plan("a = 100, b = 0", slots),
        plan("a = 80, b = 20", slots),
        plan("a = 33.33, b = 33.33, c = 33.34", ""),
        plan("a = 50, b = 50", "[cadence]\nper_day = { min = 9, max = 10 }\nreserve = 8\n"),
        plan("a = 50, b = 50", "[cadence]\ndays_off = [\"monday\", \"tuesday\"]\n"),
        plan("a = 50, b = 50", "[cadence]\nquiet = { from = 08:00:00, to = 22:00:00 }\n"),
        plan("a = 50, b = 50", &format!("{slots}shares = {{ a = 0, b = 100 }}\n")),
        plan("branded = 80, other = 20", slots),
    ];
    for text in odd {
        for only_ideas in [false, true] {
            let done = completed("plan.toml", &text, only_ideas);
            assert!(only_adds(&text, &done.text), "{text}");
            assert!(!done.remarks().is_empty(), "something is said of {text}");
            assert_eq!(completed("plan.toml", &done.text, only_ideas).text, done.text, "{text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_stands_stays_and_nothing_new_is_wrong(text in busy_plan(12), only_ideas: bool) {
        let done = completed("plan.toml", &text, only_ideas);
        prop_assert!(only_adds(&text, &done.text), "{}\n{}", text, done.text);
        let said: HashSet<_> = done.before.findings.iter().map(|finding| (finding.rule.name, &finding.message)).collect();
        // Runs of what stands are told with other numbers once something stands among it.
        let ran = done.before.findings.iter().any(|finding| finding.rule.name.ends_with("-run"));
        let breaks = done.filling.balance.breaks > 0 || ran;
        let is_new = |finding: &&content_plan::diag::Diagnostic| {
            let runs = ["category-run", "branded-run"].contains(&finding.rule.name);
            let totals = ["mix-off-target", "running-mix-off", "bank-low", "no-room", "no-way-to-take-part", "unused-name", "long-silence", "too-few-posts"];
            let is_excused = totals.contains(&finding.rule.name) || (runs && breaks);
            !is_excused && !said.contains(&(finding.rule.name, &finding.message))
        };
        let found: Vec<_> = done.after.0.report.findings.iter().filter(is_new).map(|finding| &finding.message).collect();
        prop_assert!(found.is_empty(), "{:?}\n{}", found, done.text);
        let (plan, calendar) = done.plan_after();
        let most = (plan.cadence.max.value - plan.cadence.reserve.value) as usize;
        prop_assert!(calendar.days().all(|day| day.posts.len() <= most));
        let mut uses: HashMap<_, usize> = HashMap::new();
        for filled in &done.filling.posts {
            if let Some(idea) = filled.idea {
                *uses.entry(idea).or_default() += 1;
            }
            prop_assert!(filled.idea.is_some() || !only_ideas);
        }
        let again = |idea: &content_plan::model::IdeaId| plan.ideas[idea.index()].repeat_after.is_some();
        prop_assert!(uses.iter().all(|(idea, &uses)| uses == 1 || again(idea)), "no idea is used twice");
        let again = completed("plan.toml", &done.text, only_ideas);
        prop_assert_eq!(&again.text, &done.text);
    }

    #[test]
    fn the_order_of_ideas_and_posts_in_the_file_does_not_matter(text in small_plan(12)) {
        let first = text.find("[[").unwrap_or(text.len());
        let mut blocks: Vec<String> = text[first..].split("[[").skip(1).map(|block| format!("[[{block}")).collect();
        blocks.reverse();
        let reversed = format!("{}{}", &text[..first], blocks.concat());
        let quality = |done: &Completed| {
            let hungry = done.filling.posts.iter().filter(|filled| filled.idea.is_none()).count();
            (done.filling.balance.gap, hungry)
        };
        let (one, other) = (completed("plan.toml", &text, false), completed("plan.toml", &reversed, false));
        prop_assert_eq!(quality(&one), quality(&other), "{}", text);
        prop_assert_eq!(&completed("plan.toml", &text, false).text, &one.text, "the same bytes again");
    }
}
