//! The head of a day: its date, and how many posts it has of how many it should have.

use chrono::{Datelike as _, NaiveDate};

use super::Page;
use super::frame::plan_name;
use super::pen::Pen;
use super::remarks::remarks;
use crate::model::Expected;

/// Writes the beginning of a day: its date, how many posts it has and should have, what is wrong with it.
pub(super) fn day(pen: &mut Pen, page: &Page<'_>, date: NaiveDate, names_month: bool) {
    let words = page.frame.words;
    let is_planned = page.of_day(date).next().is_some();
    pen.raw(if is_planned { "<td id=\"day-" } else { "<td class=\"unplanned\" id=\"day-" });
    pen.iso(date);
    pen.raw(if names_month {
        "\"><div class=\"day new\"><time datetime=\""
    } else {
        "\"><div class=\"day\"><time datetime=\""
    });
    pen.iso(date);
    pen.raw("\"><span class=\"weekday\">");
    pen.raw(words.weekday(date));
    pen.raw(", </span><b>");
    pen.number(date.day() as usize);
    pen.raw("</b><span class=\"of-month\"> ");
    pen.raw(words.of_month(date));
    pen.raw("</span></time>");
    let with_plan = page.plans_meet_on(date);
    for (chosen, _) in page.of_day(date) {
        pen.raw(" <span class=\"load\">");
        if with_plan {
            pen.line(plan_name(chosen));
            pen.raw(": ");
        }
        let posts = chosen.calendar.on_day(date).len();
        load(pen, page, posts, chosen.plan.cadence.expected_on(date));
        pen.raw("</span>");
    }
    pen.raw("</div>\n");
    for (_, about) in page.of_day(date) {
        remarks(pen, words, about.on_day(date));
    }
}

/// Says how many posts a day has, and how many it should have.
fn load(pen: &mut Pen, page: &Page<'_>, posts: usize, expected: Expected<'_>) {
    let words = page.frame.words;
    match expected {
        Expected::Posts { min, max } => {
            let (min, max) = (min as usize, max as usize);
            let verdict = match posts {
                posts if posts < min => Some(("▼", words.too_few)),
                posts if posts > max => Some(("▲", words.too_many)),
                _ => None,
            };
            if let Some((sign, _)) = verdict {
                pen.raw("<b aria-hidden=\"true\">");
                pen.raw(sign);
                pen.raw("</b> ");
            }
            pen.counted(words, posts, &words.posts);
            pen.raw(" (");
            if min != max {
                pen.grouped(words, min);
                pen.raw("–");
            }
            pen.grouped(words, max);
            pen.raw(")");
            if let Some((_, word)) = verdict {
                pen.raw(", <b>");
                pen.raw(word);
                pen.raw("</b>");
            }
        }
        Expected::DayOff | Expected::Blackout(_) => {
            if posts > 0 {
                pen.counted(words, posts, &words.posts);
                pen.raw(", ");
            }
            if let Expected::Blackout(blackout) = expected {
                pen.raw(words.blackout);
                if let Some(why) = &blackout.why {
                    pen.raw(": ");
                    pen.line(why);
                }
            } else {
                pen.raw(words.day_off);
            }
        }
    }
}
