//! `plan mv` and `plan shift`: what moves, what stays, what comes of it.

use std::fs;

use content_plan::edit::change;
use content_plan::model::{PostId, When};
use content_plan::moves::{Goal, Stays, move_post};
use proptest::prelude::*;

use crate::cli::{folder, plan};
use crate::reader::read_text;

const WEEK: &str = "[plan]\r\nstart = 2027-03-22\r\ndays = 7\r\ntimezone = \"Europe/Kyiv\"\r\n\r\n[channels.fb]\r\nnetwork = \"facebook\"\r\n[channels.tg]\r\nnetwork = \"telegram\"\r\n\r\n[campaigns.opening]\r\ntitle = \"Відкриття\"\r\n\r\n# Понеділок ☕️\r\n\r\n[[post]]\r\nid = \"opening\"\r\nat = 2027-03-22 09:30 # рано\r\ncategory = \"branded\"\r\ncampaign = \"opening\"\r\nchannels = [\"fb\", \"tg\"]\r\n[post.variants.tg]\r\nat = \"2027-03-22 10:15\"\r\n\r\n[[post]]\r\nid = \"beans\"\r\nat = 2027-03-23\r\ncategory = \"functional\"\r\nchannels = \"fb\"\r\n\r\n[[post]]\r\nid = \"out\"\r\nat = 2027-03-23 12:00:00\r\ncategory = \"emotional\"\r\nstatus = \"published\"\r\n\r\n[[series]]\r\nid = \"joke\"\r\nevery = \"wednesday\"\r\ntime = 19:00:00\r\ncategory = \"emotional\"";

#[test]
fn a_post_moves_with_its_variants_once_that_is_asked_for() {
    let place = folder(&[("plan.toml", WEEK)]);
    let path = place.path().join("plan.toml");
    let read = || fs::read_to_string(&path).expect("it is there");
    let (code, out, err) = plan(place.path(), &["mv", "opening", "2027-03-23 08:00"]);
    assert_eq!((code, err.as_str()), (Some(0), "nothing is written: add --write\n"));
    assert!(out.starts_with("--- plan.toml\n+++ plan.toml\n@@ "), "{out}");
    assert!(out.contains("opening   Mon 2027-03-22 09:30   Tue 2027-03-23 08:00"), "{out}");
    assert_eq!(read(), WEEK);
    let (code, _, err) = plan(place.path(), &["mv", "opening", "2027-03-23 08:00", "--write"]);
    assert_eq!((code, err.as_str()), (Some(0), "wrote plan.toml\n"));
    let wanted = WEEK
        .replace("2027-03-22 09:30", "2027-03-23 08:00:00")
        .replace("\"2027-03-22 10:15\"", "2027-03-23 08:45:00");
    assert_eq!(read(), wanted);
    let again = plan(place.path(), &["mv", "opening", "2027-03-23 08:00", "--write"]);
    let said = "`opening` goes out at 2027-03-23 08:00 already: nothing to do\n";
    assert_eq!(again, (Some(0), String::new(), said.to_owned()));
    assert_eq!(fs::read_dir(place.path()).expect("a folder").count(), 1, "nothing is left behind");
}

#[test]
fn what_comes_of_a_move_is_said() {
    let place = folder(&[("plan.toml", WEEK)]);
    let (code, out, _) = plan(place.path(), &["mv", "opening", "2027-03-28 03:30"]);
    assert_eq!(code, Some(1), "an hour that the clocks skip is a new error");
    assert!(out.contains("which the clocks skip"), "{out}");
    assert!(
        out.contains(
            "+ new error[skipped-hour]: 2027-03-28 03:30 does not exist in Europe/Kyiv: the clocks skip it (plan.toml:18)\n"
        ),
        "{out}"
    );
    assert!(out.contains("\n- gone warning[long-silence]: fb is silent for 4 days"), "{out}");
    let (_, out, _) = plan(place.path(), &["mv", "opening", "-1h"]);
    assert!(out.ends_with("nothing else changes: the findings of `plan check` stay as they are\n"), "{out}");
    let (_, out, _) = plan(place.path(), &["mv", "opening", "2027-03-28 03:30", "--color", "always"]);
    assert!(out.contains("\u{1b}[31m+ new error[skipped-hour]"), "{out}");
}

#[test]
fn what_cannot_be_moved_is_told_why_and_what_to_do() {
    let twice =
        format!("{WEEK}\r\n[[post]]\r\nid = \"beans\"\r\nat = 2027-03-24\r\ncategory = \"branded\"\r\n");
    let place = folder(&[
        ("a.toml", WEEK),
        ("b.toml", WEEK),
        ("twice.toml", &twice),
        ("none.toml", "[plan]\nstart = 2027-03-22\n[[post]]\nat = 2027-03-22\ncategory = \"branded\"\n"),
        (
            "broken.toml",
            "[plan]\nstart = 2027-03-22\n[[post]]\nid = \"a\"\nat = 2027-03-22\ncategory \"branded\"\n",
        ),
        ("ideas.toml", "[[idea]]\nid = \"a\"\ncategory = \"branded\"\ntitle = \"A\"\n"),
    ]);
    let said = |arguments: &[&str]| {
        let (code, out, err) = plan(place.path(), arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{err}");
        err
    };
    let holds = |arguments: &[&str], words: &str| {
        let err = said(arguments);
        assert!(err.contains(words), "{err}");
    };
    holds(&["mv", "opning", "+1d", "a.toml"], "no post is called `opning`; did you mean `opening`?");
    holds(&["mv", "x", "+1d", "none.toml"], "`plan check --fix` gives them some");
    holds(
        &["mv", "opening", "+1d", "a.toml", "b.toml"],
        "`opening` is in a.toml and in b.toml: name the plan too",
    );
    holds(&["mv", "beans", "+1d", "twice.toml"], "2 posts of twice.toml are called `beans`");
    holds(&["mv", "beans", "+2h", "a.toml"], "its hour is open: move it by whole days");
    holds(
        &["mv", "joke-2027-03-24", "+1d", "a.toml"],
        "write a plain `[[post]]` with id = \"joke-2027-03-24\"",
    );
    holds(&["mv", "opening", "+450000w", "a.toml"], "beyond the years 0000 to 9999");
    holds(&["mv", "opening", "soon", "a.toml"], "write a moment such as");
    holds(&["mv", "opening", "+1d", "-"], "cannot be changed: name its file");
    holds(&["mv", "a", "+1d", "ideas.toml"], "a plan has `[plan]` and posts");
    holds(
        &["mv", "a", "+1d", "broken.toml"],
        "line 6 cannot be read: mend what `plan check` says of it first",
    );
    holds(&["mv", "a", "+1d", "gone.toml"], "cannot read gone.toml");
    holds(&["shift", "--by", "7", "a.toml"], "write a distance such as 7d");
    holds(&["shift", "--by", "-1d", "--campaign", "opning", "a.toml"], "did you mean `opening`?");
    holds(&["shift", "--by", "420000w", "a.toml"], "2 posts would go out beyond the years 0000 to 9999");
}

#[test]
fn a_shift_moves_what_was_chosen_and_says_what_stays() {
    let place = folder(&[("plan.toml", WEEK)]);
    let (code, out, err) = plan(place.path(), &["shift", "--by", "7d"]);
    assert_eq!(code, Some(1), "the plan's own days stay");
    assert_eq!(out.matches("\n+at = ").count(), 3, "{out}");
    assert!(out.contains("+at = 2027-03-30\r\n"), "a day alone stays one: {out}");
    for line in [
        "warning: 1 post stays: what is published is out\n",
        "warning: 1 post stays: made by series;",
        "change `start` and `end` under `[plan]`",
        "nothing is written: add --write\n",
    ] {
        assert!(err.contains(line), "{err}");
    }
    let lines = |arguments: &[&str]| plan(place.path(), arguments).1.matches("\n+at = ").count();
    assert_eq!(lines(&["shift", "--by", "-1d", "--campaign", "opening"]), 2);
    assert_eq!(lines(&["shift", "--by", "1d", "--from", "2027-03-23"]), 1);
    assert_eq!(lines(&["shift", "--by", "90m"]), 2, "an open hour stays open");
    let nothing = plan(place.path(), &["shift", "--by", "1d", "--week", "2027-W40"]);
    assert_eq!(nothing, (Some(0), String::new(), "nothing to move\n".to_owned()));
    let (code, _, err) = plan(place.path(), &["shift", "--by", "1d", "--campaign", "opening", "--write"]);
    assert_eq!((code, err.as_str()), (Some(0), "wrote plan.toml\n"));
    let text = fs::read_to_string(place.path().join("plan.toml")).expect("it is there");
    assert!(text.contains("at = 2027-03-23 09:30:00 # рано\r\n"), "{text}");
}

/// Lists when the posts of a text go out, variants and all.
fn times(text: &str) -> Vec<When> {
    let (_, plan) = read_text(text);
    let own = plan.posts.iter().filter(|post| post.series.is_none());
    own.flat_map(|post| {
        std::iter::once(post.at.value)
            .chain(post.variants.iter().filter_map(|variant| variant.at).map(|at| at.value))
    })
    .collect()
}

fn shifted(text: &str, by: &str) -> Result<String, Stays> {
    let (sources, plan) = read_text(text);
    let goal: Goal = by.parse().expect("a distance");
    let mut changes = Vec::new();
    for index in (0..plan.posts.len()).filter(|&index| plan.posts[index].series.is_none()) {
        changes.extend(move_post(&plan, PostId::new(index), goal)?.changes);
    }
    Ok(change(&sources.get(plan.file), plan.file, &changes).expect("it can be written"))
}

proptest! {
    #[test]
    fn there_and_back_again_changes_no_time(days in 1_u32..400_000, minutes in 1_u32..200_000) {
        for (there, back) in
            [(format!("+{days}d"), format!("-{days}d")), (format!("+{minutes}m"), format!("-{minutes}m"))]
        {
            let timed = WEEK.replace("at = 2027-03-23\r\n", "at = 2027-03-23 10:00\r\n");
            let moved = shifted(&timed, &there).expect("it stays within the years");
            prop_assert_ne!(times(&moved), times(&timed));
            prop_assert_eq!(times(&shifted(&moved, &back).expect("it was there")), times(&timed));
        }
    }

    #[test]
    fn nothing_that_is_said_makes_it_stumble(text in "[-+−0-9dhmwT: ]{0,24}") {
        if let Ok(goal) = text.parse::<Goal>() {
            let (_, plan) = read_text(WEEK);
            for index in 0..plan.posts.len() {
                let _ = move_post(&plan, PostId::new(index), goal);
            }
        }
    }
}

#[test]
fn a_published_post_is_moved_with_a_word() {
    let place = folder(&[("plan.toml", WEEK)]);
    let (code, _, err) = plan(place.path(), &["mv", "out", "+1d"]);
    assert_eq!(code, Some(0));
    assert!(err.starts_with("warning: `out` is published already: "), "{err}");
}
