//! The calendar: months as grids of weeks.

use std::io::{self, Write};

use chrono::{Datelike as _, Days, Months, NaiveDate, Weekday};

use super::Page;
use super::card::card;
use super::day::day;
use super::pen::Pen;
use super::queue::Queue;
use crate::export::Entry;
use crate::model::Period;

/// Days that are shown as one grid, over the end of a month too.
const ONE_GRID: usize = 42;
/// Days up to which months without posts are shown.
const YEAR: usize = 366;
/// Most months that are named one by one above the calendar; of more, the first of each year.
const MOST_MONTHS: usize = 24;

/// A part of the calendar, in the order of the page.
enum Part<'a> {
    /// The head of a month, or of the few days that make one grid.
    Month(Period),
    /// The head of a week, from its Monday.
    Week(NaiveDate),
    /// The head of a day, and whether its month is named, where the eye may have lost it.
    Day(NaiveDate, bool),
    /// The card of a post on a day.
    Card(NaiveDate, &'a [Entry<'a>]),
    /// Markup.
    Raw(&'static str),
}

/// Writes the calendar, month by month.
pub(super) fn calendar(page: &Page<'_>, pen: &mut Pen, out: &mut dyn Write) -> io::Result<()> {
    let frame = page.frame;
    pen.raw("<div id=\"posts\" tabindex=\"-1\">\n");
    let Some(whole) = frame.period() else {
        pen.raw("<p>");
        pen.raw(frame.words.no_posts);
        pen.raw("</p>\n</div>\n");
        return Ok(());
    };
    let months = months(page, whole);
    index(pen, page, &months);
    pen.finish(out)?;
    let mut days = frame.days().peekable();
    let mut queue = Queue::new(out, |pen, part| write(pen, page, part));
    for month in months {
        queue.push(Part::Month(month), 0)?;
        let mut monday = monday_of(month.from);
        while monday <= month.to {
            queue.push(Part::Week(monday), 0)?;
            for date in monday.iter_days().take(7) {
                if !month.holds(date) {
                    queue.push(Part::Raw("<td class=\"out\"></td>\n"), 0)?;
                    continue;
                }
                queue.push(Part::Day(date, date == month.from || date.day() == 1), 0)?;
                if let Some(entries) = days.next_if(|entries| entries[0].date(&frame.job.options) == date) {
                    queue.push(Part::Raw("<ol>\n"), 0)?;
                    for entries in entries.chunk_by(|a, b| frame.is_one_card(a, b)) {
                        queue.push(Part::Card(date, entries), entries.len())?;
                    }
                    queue.push(Part::Raw("</ol>\n"), 0)?;
                }
                queue.push(Part::Raw("</td>\n"), 0)?;
            }
            queue.push(Part::Raw("</tr>\n"), 0)?;
            let Some(next) = monday.checked_add_days(Days::new(7)) else { break };
            monday = next;
        }
        queue.push(Part::Raw("</tbody>\n</table>\n</section>\n"), 0)?;
    }
    queue.push(Part::Raw("</div>\n"), 0)?;
    queue.finish()
}

fn write(pen: &mut Pen, page: &Page<'_>, part: &Part<'_>) {
    let words = page.frame.words;
    match *part {
        Part::Month(days) => {
            pen.raw("<section class=\"month\">\n<h2 id=\"month-");
            pen.iso(days.from);
            pen.raw("\">");
            heading(pen, page, days);
            pen.raw("</h2>\n<table class=\"calendar\" aria-labelledby=\"month-");
            pen.iso(days.from);
            pen.raw("\">\n<thead><tr><th scope=\"col\"><span class=\"hidden\">");
            pen.raw(words.week);
            pen.raw("</span></th>");
            for weekday in words.weekdays {
                pen.raw("<th scope=\"col\">");
                pen.raw(weekday);
                pen.raw("</th>");
            }
            pen.raw("</tr></thead>\n<tbody>\n");
        }
        Part::Week(monday) => {
            pen.raw("<tr><th scope=\"row\"><span class=\"word\">");
            pen.raw(words.week);
            pen.raw(" </span>");
            pen.number(monday.iso_week().week() as usize);
            pen.raw("</th>\n");
        }
        Part::Day(date, names_month) => day(pen, page, date, names_month),
        Part::Card(date, entries) => card(pen, page, entries, page.plans_meet_on(date)),
        Part::Raw(html) => pen.raw(html),
    }
}

/// Divides the days into grids: one where they are few, else one a month; of years, months with posts only.
fn months(page: &Page<'_>, whole: Period) -> Vec<Period> {
    if whole.len() <= ONE_GRID {
        return vec![whole];
    }
    let month_of = |date: NaiveDate| date.with_day(1).unwrap_or(date);
    let mut firsts: Vec<NaiveDate> = if whole.len() <= YEAR {
        let first = month_of(whole.from);
        let months = (0..).map_while(|number| first.checked_add_months(Months::new(number)));
        months.take_while(|first| *first <= whole.to).collect()
    } else {
        page.frame.days().map(|entries| month_of(entries[0].date(&page.frame.job.options))).collect()
    };
    firsts.dedup();
    let month = |first: NaiveDate| {
        let next = first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt());
        Period { from: first, to: next.unwrap_or(NaiveDate::MAX) }.intersect(whole)
    };
    firsts.into_iter().map(month).collect()
}

/// Returns the Monday of a date's week.
fn monday_of(date: NaiveDate) -> NaiveDate {
    date.week(Weekday::Mon).checked_first_day().unwrap_or(date)
}

/// Leads to the months, where there are several.
fn index(pen: &mut Pen, page: &Page<'_>, months: &[Period]) {
    if months.len() < 2 {
        return;
    }
    pen.raw("<nav aria-label=\"");
    pen.raw(page.frame.words.months_word);
    pen.raw("\">\n");
    let mut year = None;
    for month in months {
        let is_new_year = year.replace(month.from.year()) != Some(month.from.year());
        if months.len() > MOST_MONTHS && !is_new_year {
            continue;
        }
        pen.raw("<a href=\"#month-");
        pen.iso(month.from);
        pen.raw("\">");
        heading(pen, page, *month);
        pen.raw("</a>\n");
    }
    pen.raw("</nav>\n");
}

/// Names the days of a grid: the month, or the days where there are several months.
fn heading(pen: &mut Pen, page: &Page<'_>, days: Period) {
    let is_one_month = (days.from.year(), days.from.month()) == (days.to.year(), days.to.month());
    if is_one_month {
        pen.month(page.frame.words, days.from);
    } else {
        pen.period(page.frame.words, days);
    }
}
