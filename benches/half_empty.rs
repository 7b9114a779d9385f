//! Makes half-empty plans with a bank: deterministic, sound.

use std::fmt::Write as _;

use chrono::{Days, NaiveDate};

const CATEGORIES: [&str; 3] = ["branded", "functional", "emotional"];

/// Writes a plan of so many days with 12 posts each, a seventh of which is there, on so many channels with four slots a day, and a bank of so
/// many ideas.
pub(crate) fn half_empty(days: u64, channels: usize, ideas: usize) -> String {
    let start = NaiveDate::from_ymd_opt(2026, 1, 5).expect("a Monday");
    let most = channels * 4;
    let a_day = 12;
    let mut text = format!(
        "[plan]\ntitle = \"Ще не все\"\nstart = {start}\ndays = {days}\ntimezone = \"Europe/Kyiv\"\n\n\
         [cadence]\nper_day = {{ min = 1, max = {} }}\nreserve = 1\n\n",
        a_day + 1
    );
    for channel in 0..channels {
        let minute = channel * 7;
        let slots = [8, 12, 16, 20].map(|hour| format!("{hour:02}:{minute:02}:00"));
        let _ =
            writeln!(text, "[channels.c{channel}]\nnetwork = \"other\"\nslots = [{}]\n", slots.join(", "));
    }
    let mut number = 0;
    for day in 0..days {
        let date = start + Days::new(day);
        for slot in 0..most {
            number += 1;
            if number % 7 != 0 || slot >= a_day {
                continue;
            }
            let (channel, hour) = (slot % channels, [8, 12, 16, 20][slot / channels]);
            let _ = writeln!(
                text,
                "[[post]]\nid = \"given-{number}\"\nat = {date} {hour:02}:{:02}:00\nchannels = [\"c{channel}\"]\n\
                 category = \"{}\"\ntitle = \"Що вже є, № {number}\"\n",
                channel * 7,
                CATEGORIES[number / 7 % 3]
            );
        }
    }
    for number in 0..ideas {
        let _ = writeln!(
            text,
            "[[idea]]\nid = \"idea-{number}\"\ncategory = \"{}\"\ntitle = \"Думка № {number}\"\npriority = {}",
            CATEGORIES[number % 3],
            number % 4
        );
        if number % 3 == 1 {
            let _ = writeln!(text, "channels = [\"c{}\"]", number % channels);
        }
        if number % 5 == 2 {
            let last = start + Days::new((number as u64 * 13) % days.max(1));
            let _ = writeln!(text, "not_after = {last}");
        }
        if number % 6 == 4 {
            text.push_str("repeat_after = 30\n");
        }
        text.push('\n');
    }
    text
}
