//! Filling: the worked example, and an oracle that tries every filling.

mod oracle;
mod quality;
mod whole;

use std::fmt::Write as _;

use content_plan::fill::{Filling, Forbidden, Options, fill};
use content_plan::model::{Calendar, CategoryId, Plan, Uses};
use content_plan::read::{Disk, Input, read};
use content_plan::text::Sources;
use proptest::prelude::*;

/// Reads a plan out of a text; it must have no fault.
fn plan_of(text: &str) -> (Plan, Calendar) {
    let input = Input { path: "plan.toml".into(), bytes: Some(text.as_bytes().to_vec()) };
    let plan = read(&Sources::new(), &Disk, input).expect("the text is at hand");
    let problems: Vec<_> = plan.problems.iter().map(|problem| &problem.message).collect();
    assert!(problems.is_empty(), "{problems:?}\n{text}");
    let calendar = Calendar::new(&plan, None);
    (plan, calendar)
}

fn options<'a>(uses: &'a Uses, forbidden: &'a Forbidden) -> Options<'a> {
    Options {
        period: None,
        channels: &[],
        per_day: None,
        now: None,
        only_ideas: false,
        explain: true,
        uses,
        forbidden,
    }
}

fn filled(plan: &Plan, calendar: &Calendar) -> Filling {
    fill(plan, calendar, options(&Uses::of([plan]), &Forbidden::default())).expect("a small plan")
}

/// Writes the posts of a filled plan in order of time, by the first letters of their categories; given ones in capitals.
fn letters(plan: &Plan, calendar: &Calendar, filling: &Filling) -> String {
    let letter = |category: CategoryId| plan.category(category).chars().next().unwrap_or('?');
    let given = calendar.posts().iter().map(|&id| {
        let post = plan.post(id);
        (post.at.at().expect("a time"), letter(post.category.value).to_ascii_uppercase())
    });
    let free = filling.posts.iter().map(|filled| (filled.place.at, letter(filled.category)));
    let mut all: Vec<_> = given.chain(free).collect();
    all.sort_unstable();
    all.into_iter().map(|(_, letter)| letter).collect()
}

const TWO_DAYS: &str = r#"
[plan]
start = 2026-11-23
days = 2
[cadence]
per_day = { min = 6, max = 7 }
reserve = 1
[channels.telegram]
network = "telegram"
slots = [09:00:00, 12:00:00, 18:00:00]
[channels.facebook]
network = "facebook"
per_day = { max = 9 }
slots = [10:00:00, 15:00:00, 20:00:00]
[[post]]
at = 2026-11-23 10:00:00
category = "branded"
title = "one"
channels = ["facebook"]
[[post]]
at = 2026-11-24 09:00:00
category = "branded"
title = "two"
channels = ["telegram"]
"#;

/// The bank of the worked example: id, category, and what else it says.
const NINE_IDEAS: [(&str, &str, &str); 9] = [
    ("b1", "branded", "channels = [\"telegram\"]"),
    ("b2", "branded", "priority = 1"),
    ("f1", "functional", "priority = 2"),
    ("f2", "functional", "channels = [\"facebook\"]"),
    ("f3", "functional", "not_before = 2026-11-24"),
    ("f4", "functional", "not_after = 2026-11-23"),
    ("e1", "emotional", ""),
    ("e2", "emotional", "channels = [\"telegram\"]\npriority = 1"),
    ("e3", "emotional", "not_after = 2026-11-23"),
];

fn bank(ideas: &[(&str, &str, &str)]) -> String {
    let idea = |(id, category, more): &(&str, &str, &str)| {
        format!("[[idea]]\nid = \"{id}\"\ncategory = \"{category}\"\ntitle = \"{id}\"\n{more}\n")
    };
    ideas.iter().map(idea).collect()
}

#[test]
fn two_days_on_two_channels_are_filled_as_even_as_can_be() {
    let (plan, calendar) = plan_of(&format!("{TWO_DAYS}{}", bank(&NINE_IDEAS)));
    let filling = filled(&plan, &calendar);
    assert_eq!(letters(&plan, &calendar, &filling), "fBefbeBfeefb");
    let balance = filling.balance;
    let squares = balance.squares as f64 / (balance.scale * balance.scale) as f64;
    assert_eq!((balance.posts(balance.gap), balance.posts(balance.least)), (0.9, 0.9));
    assert_eq!((format!("{squares:.3}").as_str(), balance.breaks), ("10.985", 0));
    let fed = filling.posts.iter().filter_map(|filled| filled.idea);
    let priority: i64 =
        fed.clone().map(|id| plan.ideas[id.index()].priority.map_or(0, |set| set.value)).sum();
    assert_eq!((fed.count(), priority), (9, 4));
    let hungry = filling.posts.iter().filter(|filled| filled.idea.is_none());
    let hungry: Vec<_> =
        hungry.map(|filled| (filled.place.at.to_string(), plan.category(filled.category))).collect();
    assert_eq!(hungry, [("2026-11-24 15:00:00".to_owned(), "emotional")]);
}

#[test]
fn one_channel_is_filled_around_what_is_given() {
    let twelve = |given: &[(u32, &str)]| {
        let slots: Vec<String> = (8..20).map(|hour| format!("{hour:02}:00:00")).collect();
        let head = "[plan]\nstart = 2026-11-23\ndays = 1\n[cadence]\nper_day = { min = 1, max = 12 }\n[channels.feed]\nnetwork = \"other\"\n";
        let posts = given.iter().map(|(hour, category)| {
            format!(
                "[[post]]\nat = 2026-11-23 {hour:02}:00:00\ncategory = \"{category}\"\ntitle = \"given\"\n"
            )
        });
        let text = format!("{head}slots = [{}]\n{}", slots.join(", "), posts.collect::<String>());
        let (plan, calendar) = plan_of(&text);
        let filling = filled(&plan, &calendar);
        let gap = format!("{:.2}", filling.balance.posts(filling.balance.gap));
        assert_eq!(filling.balance.gap, filling.balance.least);
        (letters(&plan, &calendar, &filling), gap)
    };
    assert_eq!(twelve(&[]), ("febfebfebfeb".to_owned(), "0.65".to_owned()));
    assert_eq!(twelve(&[(8, "branded"), (16, "emotional")]), ("BfefebfbEfeb".to_owned(), "0.80".to_owned()));
    let three = [(8, "branded"), (9, "branded"), (10, "branded")];
    assert_eq!(twelve(&three), ("BBBfefefefeb".to_owned(), "1.80".to_owned()));
}

/// A small plan: at most so many free places on one or two channels, with given posts and a bank.
fn small_plan(free: usize) -> impl Strategy<Value = String> {
    let names = ["branded", "functional", "emotional"];
    let shares = prop::sample::select(vec![[30, 35, 35], [50, 30, 20], [10, 45, 45], [34, 33, 33]]);
    let given = prop::collection::vec((0..14_usize, 0..3_usize, 0..2_usize), 0..5);
    let slots = prop::collection::btree_set((0..14_usize, 0..2_usize), 1..=free);
    let idea = (0..3_usize, 0..3_usize, 0..4_usize, 0..3_i64);
    let ideas = prop::collection::vec(idea, 0..9);
    (shares, 1..3_usize, given, slots, ideas).prop_map(move |(shares, channels, given, slots, ideas)| {
        let [b, f, e] = shares;
        let mut text = format!(
            "[plan]\nstart = 2026-11-23\ndays = 2\n[cadence]\nper_day = {{ min = 1, max = 50 }}\ngap = 1\n[mix]\nshares = {{ branded = {b}, functional = {f}, emotional = {e} }}\n"
        );
        let channel_names = ["telegram", "facebook"];
        for (number, name) in channel_names.iter().enumerate().take(channels) {
            let own = slots.iter().filter(|(_, channel)| channel % channels == number);
            let times: Vec<String> = own.map(|(hour, _)| format!("{:02}:{:02}:00", 8 + hour % 7, number * 20 + 10)).collect();
            let mut times = times;
            times.sort();
            times.dedup();
            // Two days offer each slot twice, so half as many are taken.
            times.truncate(free / 2 / channels);
            let _ = write!(text, "[channels.{name}]\nnetwork = \"other\"\nslots = [{}]\n", times.join(", "));
        }
        for (number, (hour, category, channel)) in given.iter().enumerate() {
            let (day, hour) = (23 + hour / 7, 8 + hour % 7);
            let (category, channel) = (names[*category], channel_names[channel % channels]);
            let _ = write!(text, "[[post]]\nid = \"given-{number}\"\nat = 2026-11-{day} {hour:02}:{:02}:00\ncategory = \"{category}\"\ntitle = \"given\"\nchannels = [\"{channel}\"]\n",
                30 + number);
        }
        for (number, (category, channel, day, priority)) in ideas.iter().enumerate() {
            let _ = write!(text, "[[idea]]\nid = \"idea-{number}\"\ncategory = \"{}\"\ntitle = \"idea {number}\"\npriority = {priority}\n", names[*category]);
            if *channel < channels {
                let _ = writeln!(text, "channels = [\"{}\"]", channel_names[*channel]);
            }
            text += ["", "not_before = 2026-11-24\n", "not_after = 2026-11-23\n", ""][*day];
        }
        text
    })
}

/// The same with ideas that may be used again, ideas that sell, texts that stand twice, and one channel with a mix of its own.
fn busy_plan(free: usize) -> impl Strategy<Value = String> {
    let odd = prop::collection::vec(0..7_usize, 9);
    (small_plan(free), odd).prop_map(|(text, odd)| {
        let mut parts = text.split("[[idea]]");
        let mut busy = parts.next().unwrap_or_default().to_owned();
        if odd[8] == 0 {
            let shares = "shares = { branded = 20, functional = 20, emotional = 60 }";
            busy = busy.replacen("network = \"other\"", &format!("network = \"other\"\n{shares}"), 1);
        }
        for (part, odd) in parts.zip(odd) {
            let kind = if part.contains("\"branded\"") { "kind = \"sale\"\n" } else { "" };
            let more = ["repeat_after = 1\n", "text = \"Кава готова, заходьте погрітися до нас\"\n", kind];
            busy = format!("{busy}[[idea]]{part}{}", more.get(odd).unwrap_or(&""));
        }
        busy
    })
}
