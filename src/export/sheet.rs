//! `sheet`: what is to be posted by hand, day by day, to copy and to tick (practice P24).

use std::io::{self, Write};

use chrono::NaiveDate;

use super::html::{Frame, Pen, Queue, channel_name, copied, count, extras, losses, status};
use super::{Entry, Format, Job, Loss, Part, Refusal};
use crate::model::Status;

/// Style of the sheet.
const STYLE: &str = include_str!("html/sheet.css");

/// The posting sheet: a page of which each day is a printed one.
pub(super) struct Sheet;

impl Format for Sheet {
    fn name(&self) -> &'static str {
        "sheet"
    }

    fn meaning(&self) -> &'static str {
        "texts to post by hand, a printed page a day"
    }

    fn ending(&self) -> &'static str {
        "html"
    }

    fn parts<'a>(&self, job: &Job<'a>) -> Result<Vec<Part<'a>>, Refusal> {
        Ok(job.parts("sheet", self.ending()))
    }

    fn losses(&self, job: &Job<'_>) -> Vec<Loss> {
        losses(job)
    }

    fn write(&self, job: &Job<'_>, part: &Part<'_>, out: &mut dyn Write) -> io::Result<()> {
        let frame = Frame::new(job, part);
        let words = frame.words;
        let mut pen = Pen::default();
        frame.head(&mut pen, words.sheet, STYLE);
        header(&mut pen, &frame);
        pen.raw("<main id=\"posts\" tabindex=\"-1\">\n");
        index(&mut pen, &frame);
        if frame.entries.is_empty() {
            pen.raw("<p>");
            pen.raw(words.no_posts);
            pen.raw("</p>\n");
        }
        pen.finish(out)?;
        let mut queue = Queue::new(out, |pen, part| match *part {
            Piece::Day(date, placements) => day(pen, &frame, date, placements),
            Piece::Item(entry) => item(pen, &frame, entry),
            Piece::End => pen.raw("</ol>\n</section>\n"),
        });
        for entries in frame.days() {
            queue.push(Piece::Day(entries[0].date(&job.options), entries.len()), 0)?;
            for entry in entries {
                queue.push(Piece::Item(entry), 1)?;
            }
            queue.push(Piece::End, 0)?;
        }
        queue.finish()?;
        pen.raw("</main>\n</body>\n</html>\n");
        pen.finish(out)
    }
}

/// A part of the sheet, in the order of the page.
enum Piece<'a> {
    /// The head of a day with so many placements.
    Day(NaiveDate, usize),
    /// A post on a channel.
    Item(&'a Entry<'a>),
    /// The end of a day.
    End,
}

fn day(pen: &mut Pen, frame: &Frame<'_>, date: NaiveDate, placements: usize) {
    let words = frame.words;
    pen.raw("<section>\n<h2 id=\"day-");
    pen.iso(date);
    pen.raw("\">");
    pen.full_date(words, date);
    pen.raw(" <small>");
    pen.counted(words, placements, &words.placements);
    pen.raw("</small></h2>\n<ol>\n");
}

fn header(pen: &mut Pen, frame: &Frame<'_>) {
    let words = frame.words;
    pen.raw("<header>\n<p class=\"kicker\">");
    pen.raw(words.sheet);
    pen.raw("</p>\n<h1>");
    frame.title(pen, words.sheet, Pen::line);
    pen.raw("</h1>\n<ul class=\"about\">\n");
    if let Some(period) = frame.period() {
        pen.raw("<li>");
        pen.period(words, period);
        pen.raw("</li>\n");
    }
    pen.raw("<li>");
    pen.counted(words, frame.entries.len(), &words.placements);
    pen.raw("</li>\n");
    frame.about(pen);
    pen.raw("</ul>\n<p class=\"note\">");
    pen.raw(words.note_sheet);
    pen.raw("</p>\n</header>\n");
}

/// Leads to the days, where there are several.
fn index(pen: &mut Pen, frame: &Frame<'_>) {
    let words = frame.words;
    if frame.days().nth(1).is_none() {
        return;
    }
    pen.raw("<nav aria-label=\"");
    pen.raw(words.days);
    pen.raw("\">\n");
    for entries in frame.days() {
        let date = entries[0].date(&frame.job.options);
        pen.raw("<a href=\"#day-");
        pen.iso(date);
        pen.raw("\">");
        pen.weekday_date(words, date);
        pen.raw("</a>\n");
    }
    pen.raw("</nav>\n");
}

/// Writes one post on one channel.
fn item(pen: &mut Pen, frame: &Frame<'_>, entry: &Entry<'_>) {
    let (words, channel, post) = (frame.words, entry.channel(), entry.post());
    let is_out = post.status() == Status::Published;
    pen.raw("<li><div class=\"head\"><label><input type=\"checkbox\"");
    pen.raw(if is_out { " checked> " } else { "> " });
    frame.time(pen, entry);
    pen.raw(" <b>");
    pen.line(channel_name(words, channel));
    pen.raw("</b><span class=\"hidden\">: ");
    pen.raw(words.posted);
    pen.raw("</span></label> ");
    let url = channel.url.as_ref().map_or("", |url| &url.value);
    let title = channel.title.as_ref().map_or(url, |title| &title.value);
    if !title.is_empty() {
        pen.link(url, |pen| pen.line(title));
        pen.raw(" ");
    }
    status(pen, words, post.status());
    pen.raw("</div>\n");
    let text = entry.text();
    // Without a title, it is called by its first line, which stands there anyway.
    if entry.content().title.is_some() || text.is_empty() {
        pen.raw("<p class=\"caption\">");
        pen.line(entry.caption());
        pen.raw("</p>\n");
    }
    if text.is_empty() {
        pen.raw("<p class=\"note\">");
        pen.raw(words.no_text);
        pen.raw("</p>\n");
    } else {
        copied(pen, &text);
        pen.raw("\n<p class=\"note\">");
        count(pen, words, entry, &text);
        pen.raw("</p>\n");
    }
    extras(pen, words, entry, entry.content().link.map(|link| &*link.value));
    pen.raw("</li>\n");
}
