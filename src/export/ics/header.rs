//! What a calendar says of itself.

use super::super::{Chosen, Job, Part};
use super::line::{push_line, push_text_line};

/// How often a feed should be read again, for programs that ask.
const REFRESH: &str = "PT6H";

/// Returns the lines before the events.
pub(super) fn header(job: &Job<'_>, part: &Part<'_>, events: usize) -> String {
    let mut lines = "BEGIN:VCALENDAR\n".to_owned();
    push_line(&mut lines, "VERSION", "2.0");
    push_line(&mut lines, "PRODID", concat!("-//plan//plan ", env!("CARGO_PKG_VERSION"), "//EN"));
    push_line(&mut lines, "CALSCALE", "GREGORIAN");
    // Opened from a message, a calendar that has a name becomes one more calendar in Outlook; a single event joins the others.
    if events != 1 {
        let name = name(job, part);
        push_text_line(&mut lines, "NAME", &name);
        push_text_line(&mut lines, "X-WR-CALNAME", &name);
        push_text_line(&mut lines, "X-WR-CALDESC", &days(job.plans));
    }
    push_line(&mut lines, "REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
    push_line(&mut lines, "X-PUBLISHED-TTL", REFRESH);
    lines
}

/// Names a calendar: by the titles of its plans, of more than two by the first and the last.
fn name(job: &Job<'_>, part: &Part<'_>) -> String {
    let mut titles: Vec<&str> = job.plans.iter().map(title).collect();
    titles.dedup();
    let plans = match &*titles {
        [first, .., last] if titles.len() > 2 => format!("{first} … {last}"),
        titles => titles.join(", "),
    };
    let entry = part.channel.as_ref().and(part.entries.first());
    let is_duties = job.options.split && part.channel.is_none();
    let own = entry.map(|entry| entry.channel().label()).or(is_duties.then_some("duties"));
    own.map_or_else(|| plans.clone(), |own| format!("{plans}: {own}"))
}

fn title<'a>(chosen: &'a Chosen<'_>) -> &'a str {
    let title = chosen.plan.title.as_ref().map(|title| title.trim()).filter(|title| !title.is_empty());
    title.unwrap_or_else(|| chosen.slug.rsplit('/').next().unwrap_or(&chosen.slug))
}

/// Says which days the plans are about.
fn days(plans: &[Chosen<'_>]) -> String {
    let periods = || plans.iter().map(|chosen| chosen.calendar.period);
    let (from, to) = (periods().map(|period| period.from).min(), periods().map(|period| period.to).max());
    from.zip(to).map_or_else(String::new, |(from, to)| format!("content plan, {from} to {to}"))
}
