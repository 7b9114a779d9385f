//! Makes plans of any length: deterministic, sound, Ukrainian, about 300 bytes a post.
//!
//! Eight posts a day on three channels, the mix on target at every moment, every text its own; every eleventh post of a category
//! goes out on two channels and has a variant for the second. A plan of 100,000 posts lasts 34 years.

use std::fmt::Write as _;
use std::ops::Range;

use chrono::{Days, NaiveDate};

/// What is wrong with a generated plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "each benchmark uses some of them")]
pub(crate) enum Flaw {
    /// Nothing.
    None,
    /// A misspelt key in every hundredth post.
    EveryHundredth,
}

const SHARES: [i64; 3] = [30, 35, 35];
const CATEGORIES: [&str; 3] = ["branded", "functional", "emotional"];
const KINDS: [[&str; 4]; 3] = [
    ["product", "event", "review", "news"],
    ["how-to", "tip", "digest", "faq"],
    ["poll", "ugc", "story", "photo"],
];
const CHANNELS: [&str; 3] = ["telegram", "facebook", "x"];
const OPENINGS: [&str; 5] =
    ["Смажимо зерно", "Варимо каву", "Чекаємо на вас", "Пробуємо нове", "Питаємо вас"];
const PLACES: [&str; 7] =
    ["на Подолі", "у Львові", "біля парку", "на вокзалі", "в офісі", "вдома", "у дворі"];
const SIGNS: [&str; 4] = ["☕️", "👩‍🍳", "🇺🇦", "🍰"];

/// Writes a plan of so many posts.
pub(crate) fn plan(posts: usize, flaw: Flaw) -> String {
    part(0..posts, flaw)
}

/// Writes a plan of some of the posts of a longer one, whole days of them.
pub(crate) fn part(numbers: Range<usize>, flaw: Flaw) -> String {
    let first = NaiveDate::from_ymd_opt(2000, 1, 3).expect("a Monday");
    let (posts, start) = (numbers.len(), first + Days::new(numbers.start as u64 / 8));
    let days = posts.div_ceil(8).max(1);
    let mut text = format!(
        "[plan]\ntitle = \"Довгий план\"\nstart = {start}\ndays = {days}\ntimezone = \"Europe/Kyiv\"\n\n\
         [cadence]\nper_day = {{ min = {}, max = 12 }}\n\n",
        if posts.is_multiple_of(8) { 6 } else { 1 }
    );
    for channel in CHANNELS {
        let _ = writeln!(text, "[channels.{channel}]\nnetwork = \"{channel}\"\nper_day = {{ max = 6 }}\n");
    }
    text.reserve(posts * 320);
    let mut counts = [0_i64; 3];
    for number in numbers {
        post(&mut text, first, number, &mut counts, flaw);
    }
    text
}

/// Writes texts of posts, about 300 bytes each, that have so many bytes together: Ukrainian, English, emoji, links, mentions.
#[allow(dead_code, reason = "each benchmark uses some of what is generated")]
pub(crate) fn texts(bytes: usize) -> Vec<String> {
    let mut texts = Vec::new();
    let mut all = 0;
    while all < bytes {
        let number = texts.len();
        let (opening, place) = (OPENINGS[number % OPENINGS.len()], PLACES[number % PLACES.len()]);
        let mut text = format!(
            "{opening} {place}: приходьте о {}:30, столик біля вікна чекає на вас.\n\n\
             We roast every Monday – come and watch, №{number} is on the house. Дякуємо @olena@social.example за фото!",
            8 + number % 12
        );
        // Half of the texts have emoji, a third a link.
        if number.is_multiple_of(2) {
            let _ = write!(text, " {} {}", SIGNS[number / 2 % SIGNS.len()], SIGNS[number / 3 % SIGNS.len()]);
        }
        if number.is_multiple_of(3) {
            let _ = write!(text, " https://kava.com/меню/{number}?from=plan");
        }
        all += text.len();
        texts.push(text);
    }
    texts
}

fn post(text: &mut String, start: NaiveDate, number: usize, counts: &mut [i64; 3], flaw: Flaw) {
    let (day, slot) = (number / 8, number % 8);
    let date = start + Days::new(day as u64);
    let moment = counts.iter().sum::<i64>() + 1;
    let category =
        (0..3).max_by_key(|&index| (SHARES[index] * moment - 100 * counts[index], 3 - index)).unwrap_or(0);
    counts[category] += 1;
    // The posts of each category go round the channels, so that no channel sees a run of one.
    let channel = usize::try_from(counts[category]).expect("counts are not negative") % 3;
    let second = (counts[category] % 11 == 0).then_some((channel + 1) % 3);
    let channels = second.map_or_else(
        || format!("\"{}\"", CHANNELS[channel]),
        |second| format!("[\"{}\", \"{}\"]", CHANNELS[channel], CHANNELS[second]),
    );
    let (hour, minute) = (8 + slot * 3 / 2, if slot % 2 == 0 { 0 } else { 30 });
    let opening = OPENINGS[number % OPENINGS.len()];
    let place = PLACES[number % PLACES.len()];
    let sign = SIGNS[number % SIGNS.len()];
    let key = if flaw == Flaw::EveryHundredth && number % 100 == 50 { "titel" } else { "title" };
    let kind = KINDS[category][number / 3 % 4];
    let _ = write!(
        text,
        "[[post]]\nid = \"p{number}\"\nat = {date} {hour:02}:{minute:02}:00\nchannels = {channels}\n\
         category = \"{}\"\nkind = \"{kind}\"\n{key} = \"{opening} {place}, випуск {number}\"\n\
         text = \"{sign} {opening} {place}: приходьте о {hour}:{minute:02}, день {day} 🙂\"\n",
        CATEGORIES[category]
    );
    if let Some(second) = second {
        let _ = write!(
            text,
            "[post.variants.{}]\ntext = \"{place} — {opening}, №{number} {sign}\"\n",
            CHANNELS[second]
        );
    }
    text.push('\n');
}
