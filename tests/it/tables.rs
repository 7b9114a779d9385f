//! Tables fit every width, stay aligned on emoji, and let nothing through that a terminal obeys.

use content_plan::check::{Options, Run, check};
use content_plan::networks::{NETWORKS, Network};
use content_plan::read::{Disk, Input};
use content_plan::tables::{
    Sheet, by_channel, by_day, by_week, counts, counts_json, counts_table, kinds, mix, network, networks,
};
use content_plan::text::Sources;
use unicode_width::UnicodeWidthStr as _;

/// A week with everything that makes tables go wrong.
const WEEK: &str = include_str!("fixtures/tables.toml");

fn run() -> Run {
    check(&Sources::new(), &Disk, vec![Input::bytes("plans/week.toml", WEEK)], &Options::default())
}

fn drawn(run: &Run, width: u16, color: bool) -> [(&'static str, String); 4] {
    let (plan, calendar) = &run.plans[0];
    let sheet = Sheet::new(plan, calendar, &run.report.findings, width, color);
    [
        ("day", by_day(&sheet)),
        ("week", by_week(&sheet)),
        ("channel", by_channel(&sheet, &[])),
        ("mix", mix(&sheet)),
    ]
}

/// The registries, and each network whole.
fn registries(width: u16) -> String {
    let each = NETWORKS.iter().map(|one| network(one, width));
    [kinds(width), networks(width)].into_iter().chain(each).collect()
}

/// A text that is too long for some, with emoji, a link and letters of two columns.
const LONG: &str = "Смажимо щопонеділка ☕️ Приходьте дивитись: просто від бару, з чашкою того, що посмажили 👩‍🍳\n\n\
    У грудні на барабані Ефіопія Гуджі: персик, чорний чай, 日本 і трохи жасмину. Хто дочекається кінця, забирає сто грамів \
    додому, ще теплими. А хто прийде з власною банкою, тому насиплемо двісті. Починаємо о десятій: https://kava.com/смаження";

/// Counts of a text by every network.
fn survey(text: &str, width: u16) -> String {
    let all: Vec<&'static Network> = NETWORKS.iter().collect();
    counts_table(text, &counts(text, &all, false), false, width, false)
}

/// Counts of a text by each network alone, with the whole text.
fn counted(text: &str, color: bool) -> String {
    let each = NETWORKS.iter().map(|one| counts_table(text, &counts(text, &[one], false), true, 80, color));
    each.collect()
}

#[test]
fn every_line_fits_every_width() {
    let run = run();
    for width in (60..=200).step_by(4) {
        for (view, text) in drawn(&run, width, false) {
            for line in text.lines() {
                assert!(
                    line.width() <= usize::from(width),
                    "{view} at {width}: {} columns in {line:?}",
                    line.width()
                );
            }
        }
        for line in registries(width).lines() {
            assert!(line.width() <= usize::from(width), "registries at {width}: {line:?}");
        }
        for line in survey(LONG, width).lines() {
            assert!(line.width() <= usize::from(width), "counts at {width}: {line:?}");
        }
    }
}

#[test]
fn nothing_reaches_the_terminal_raw() {
    for (view, text) in drawn(&run(), 80, false) {
        for letter in ['\u{1b}', '\u{7}', '\u{202e}', '\r', '\t', '\u{200d}', '\u{fe0f}'] {
            assert!(!text.contains(letter), "{view} lets {letter:?} through");
        }
    }
    let hostile = "\u{1b}[31m\u{202e}кава\t\r☕\u{fe0f}\u{200d}".repeat(100);
    for letter in ['\u{1b}', '\u{202e}', '\r', '\t', '\u{200d}', '\u{fe0f}'] {
        let written = survey(&hostile, 80) + &counted(&hostile, false);
        assert!(!written.contains(letter), "counts let {letter:?} through");
    }
}

#[test]
fn colours_change_no_letter() {
    let run = run();
    for ((view, plain), (_, color)) in drawn(&run, 100, false).into_iter().zip(drawn(&run, 100, true)) {
        assert!(color.contains("\u{1b}["), "{view} has no colour");
        let stripped: String = anstream::adapter::strip_str(&color).to_string();
        assert_eq!(stripped, plain, "{view}");
    }
    let stripped: String = anstream::adapter::strip_str(&counted(LONG, true)).to_string();
    assert_eq!(stripped, counted(LONG, false));
}

#[test]
fn tables_look_as_they_should() {
    let run = run();
    for width in [60, 80, 120, 200] {
        for (view, text) in drawn(&run, width, false) {
            insta::assert_snapshot!(format!("{view}-{width}"), text);
        }
    }
}

#[test]
fn registries_look_as_they_should() {
    insta::assert_snapshot!("registries", kinds(100) + "\n" + &networks(100));
}

#[test]
fn counts_look_as_they_should() {
    let long = LONG.repeat(2);
    let named = |name: &str| Network::find(name).expect("a network of that name");
    for width in [60, 80, 120] {
        let one = |name: &str| counts_table(&long, &counts(&long, &[named(name)], false), true, width, false);
        let text = [survey(&long, width), one("threads"), one("blog")].join("\n");
        insta::assert_snapshot!(format!("counts-{width}"), text);
    }
    let some = ["x", "bluesky", "blog"].map(named);
    insta::assert_snapshot!("counts-json", counts_json(&counts(LONG, &some, false)));
}
