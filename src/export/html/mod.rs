//! `html`: the plan as one page that needs nothing else, for clients and colleagues. No script, and nothing is asked for.
//!
//! The page is a calendar, as a grid where there is room and as a list where there is not; the style alone filters it. The
//! posting sheet shares what is said here about pages: words, dates, escaping, the head.

mod card;
mod dates;
mod day;
mod fields;
mod frame;
mod grid;
mod legend;
mod link;
mod mix;
mod pen;
mod queue;
mod remarks;
mod words;

use std::io::{self, Write};

pub(super) use fields::{copied, count, extras, status};
pub(super) use frame::{Frame, channel_name, losses};
pub(super) use pen::Pen;
pub(super) use queue::Queue;

use chrono::NaiveDate;

use super::{Chosen, Format, Job, Loss, Part};
use crate::diag::Remarks;
use legend::Legend;

/// Style of the calendar.
const STYLE: &str = include_str!("calendar.css");

/// The calendar as a page.
pub(super) struct Html;

impl Format for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn meaning(&self) -> &'static str {
        "a page to look at, to send and to print"
    }

    fn ending(&self) -> &'static str {
        "html"
    }

    fn losses(&self, job: &Job<'_>) -> Vec<Loss> {
        losses(job)
    }

    fn write(&self, job: &Job<'_>, part: &Part<'_>, out: &mut dyn Write) -> io::Result<()> {
        let frame = Frame::new(job, part);
        let remarks = job.plans.iter().map(|chosen| Remarks::of(job.findings, chosen.plan.file));
        let page = Page { legend: Legend::of(&frame), remarks: remarks.collect(), frame: &frame };
        let mut pen = Pen::default();
        frame.head(&mut pen, frame.words.page, &format!("{STYLE}{}", page.legend.style()));
        page.header(&mut pen);
        pen.raw("<main>\n<div class=\"overview\">\n");
        page.plans(&mut pen, out)?;
        let has_warnings = page.remarks.iter().any(|remarks| !remarks.is_empty());
        page.legend.filters(&mut pen, &frame, has_warnings);
        pen.raw("</div>\n");
        page.notes(&mut pen);
        grid::calendar(&page, &mut pen, out)?;
        pen.raw("</main>\n</body>\n</html>\n");
        pen.finish(out)
    }
}

/// The calendar's page.
struct Page<'a> {
    frame: &'a Frame<'a>,
    legend: Legend<'a>,
    /// What was found in each plan.
    remarks: Vec<Remarks<'a>>,
}

impl Page<'_> {
    fn header(&self, pen: &mut Pen) {
        let (frame, words) = (self.frame, self.frame.words);
        pen.raw("<header>\n<h1>");
        frame.title(pen, words.page, Pen::line);
        pen.raw("</h1>\n<ul class=\"about\">\n");
        if let Some(period) = frame.period() {
            pen.raw("<li>");
            pen.period(words, period);
            pen.raw("</li>\n");
        }
        pen.raw("<li>");
        if !frame.is_narrowed() {
            let posts = frame.job.plans.iter().map(|chosen| chosen.calendar.posts().len()).sum();
            pen.counted(words, posts, &words.posts);
            pen.raw("</li>\n<li>");
        }
        pen.counted(words, frame.entries.len(), &words.placements);
        pen.raw("</li>\n");
        frame.about(pen);
        pen.raw("</ul>\n</header>\n");
    }

    /// Writes what is to be said of each plan: its title where there are several, its mix, what is wrong with it as a whole.
    fn plans(&self, pen: &mut Pen, out: &mut dyn Write) -> io::Result<()> {
        let (frame, words) = (self.frame, self.frame.words);
        for (chosen, remarks) in frame.job.plans.iter().zip(&self.remarks) {
            pen.raw("<section>\n<h2");
            if frame.job.plans.len() == 1 {
                pen.raw(" class=\"hidden\">");
                pen.raw(words.mix);
            } else {
                pen.raw(">");
                pen.line(frame::plan_name(chosen));
            }
            pen.raw("</h2>\n");
            if frame.job.plans.len() > 1 {
                pen.raw("<p>");
                pen.period(words, chosen.calendar.period);
                pen.raw(" · ");
                pen.counted(words, chosen.calendar.posts().len(), &words.posts);
                pen.raw("</p>\n");
            }
            mix::mix(pen, frame, &self.legend, chosen);
            remarks::remarks(pen, words, remarks.on_plan());
            let cancelled = chosen.plan.cancelled_in(chosen.calendar.period);
            if cancelled > 0 {
                pen.raw("<p class=\"note\">");
                pen.counted(words, cancelled, &words.cancelled);
                pen.raw("</p>\n");
            }
            pen.raw("</section>\n");
            pen.pass_on(out)?;
        }
        Ok(())
    }

    /// Lists the plans that a day belongs to, with what was found in them.
    fn of_day(&self, date: NaiveDate) -> impl Iterator<Item = (&Chosen<'_>, &Remarks<'_>)> {
        let plans = self.frame.job.plans.iter().zip(&self.remarks);
        plans.filter(move |(chosen, _)| chosen.calendar.period.holds(date))
    }

    /// Returns whether a day belongs to several plans, so that its posts must say whose they are.
    fn plans_meet_on(&self, date: NaiveDate) -> bool {
        self.of_day(date).nth(1).is_some()
    }

    /// Says what the page does not say by itself.
    fn notes(&self, pen: &mut Pen) {
        let words = self.frame.words;
        pen.raw("<p class=\"note\">");
        pen.raw(words.note_bounds);
        pen.raw(" ");
        pen.raw(words.note_cards);
        if self.frame.is_narrowed() {
            pen.raw(" ");
            pen.raw(words.note_part);
        }
        pen.raw("</p>\n");
    }
}
