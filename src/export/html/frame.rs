//! What pages have in common: language, clocks, title, the order of posts, and the head with its security policy.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono_tz::Tz;

use super::pen::{Pen, is_lost};
use super::words::Words;
use crate::export::{Chosen, Entry, Job, Loss, Options, Part};
use crate::model::{Channel, Period};

/// Style of every page.
const STYLE: &str = include_str!("shared.css");
/// A sheet of a calendar, for tabs; drawn here, so that nothing is asked for.
const ICON: &str = "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%2016%2016'%3E%3Crect%20x='1'%20y='2'%20width='14'%20height='13'%20rx='2'%20fill='%231d4ed8'/%3E%3Cpath%20d='M3%207h10v6H3z'%20fill='%23fff'/%3E%3C/svg%3E";

/// A page to be written.
#[derive(Debug)]
pub(in crate::export) struct Frame<'a> {
    pub(in crate::export) job: &'a Job<'a>,
    pub(in crate::export) part: &'a Part<'a>,
    pub(in crate::export) words: &'static Words,
    /// The zone of most times, whose name need not stand at each.
    zone: Tz,
    /// Whether all times are of that zone.
    is_one_zone: bool,
    /// The posts by day on their own clocks; where the hour is open, last on its day.
    pub(in crate::export) entries: Cow<'a, [Entry<'a>]>,
}

impl<'a> Frame<'a> {
    /// Takes up a part of the job; the first plan's language is the page's.
    pub(in crate::export) fn new(job: &'a Job<'a>, part: &'a Part<'a>) -> Self {
        let words = Words::of(job.plans.first().map_or("", |chosen| &chosen.plan.language.value));
        let entries = in_order(&part.entries, &job.options);
        let zone = job.options.timezone.unwrap_or_else(|| zone(job));
        let is_one_zone = entries.iter().all(|entry| entry.zone(&job.options) == zone);
        Self { job, part, words, zone, is_one_zone, entries }
    }

    /// Lists the posts of each day.
    pub(in crate::export) fn days(&self) -> impl Iterator<Item = &[Entry<'a>]> {
        self.entries.chunk_by(|a, b| a.date(&self.job.options) == b.date(&self.job.options))
    }

    /// Returns the days that the plans are about, and that something goes out on; none where there are none.
    pub(in crate::export) fn period(&self) -> Option<Period> {
        let of_plans = self.job.plans.iter().map(|chosen| chosen.calendar.period);
        let of_plans = of_plans.filter(|period| !period.is_empty());
        let date = |entry: &Entry<'_>| entry.date(&self.job.options);
        let ends = [self.entries.first(), self.entries.last()].into_iter().flatten().map(date);
        let of_posts = ends.map(|date| Period { from: date, to: date });
        of_plans.chain(of_posts).reduce(|a, b| Period { from: a.from.min(b.from), to: a.to.max(b.to) })
    }

    /// Returns whether some posts of the plans are not among those of the page.
    pub(in crate::export) fn is_narrowed(&self) -> bool {
        let all: usize = self.job.plans.iter().map(|chosen| chosen.calendar.placements().len()).sum();
        self.entries.len() < all
    }

    /// Writes what the page is called: the plan's title, else what such pages are called.
    pub(in crate::export) fn title(&self, pen: &mut Pen, fallback: &str, write: fn(&mut Pen, &str)) {
        match self.job.plans {
            [chosen] => write(pen, title(chosen).unwrap_or(fallback)),
            _ => pen.raw(fallback),
        }
        if let Some(entry) = self.part.channel.as_ref().and(self.part.entries.first()) {
            pen.raw(" – ");
            write(pen, channel_name(self.words, entry.channel()));
        }
    }

    /// Writes the beginning of the page, to its body.
    pub(in crate::export) fn head(&self, pen: &mut Pen, fallback: &str, style: &str) {
        // No line end at the ends: the Nu HTML checker takes it off before it hashes, browsers do not.
        let style = format!("{STYLE}{}", style.trim_end());
        let hash = STANDARD.encode(hmac_sha256::Hash::hash(style.as_bytes()));
        let Words { tag, skip, .. } = self.words;
        pen.raw("<!DOCTYPE html>\n<html lang=\"");
        pen.raw(tag);
        pen.raw(
            "\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-",
        );
        pen.raw(&hash);
        pen.raw("'; img-src data:; base-uri 'none'; form-action 'none'\">\n");
        pen.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        pen.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
        pen.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
        pen.raw("<meta name=\"robots\" content=\"noindex\">\n<title>");
        self.title(pen, fallback, Pen::bare);
        pen.raw("</title>\n<link rel=\"icon\" href=\"");
        pen.raw(ICON);
        pen.raw("\">\n<style>");
        pen.raw(&style);
        pen.raw("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#posts\">");
        pen.raw(skip);
        pen.raw("</a>\n");
    }

    /// Writes the clocks that times are on, and the moment that the page is of, where that was given.
    pub(in crate::export) fn about(&self, pen: &mut Pen) {
        pen.raw("<li>");
        pen.raw(self.words.zone);
        pen.raw(": ");
        pen.raw(self.zone.name());
        if !self.is_one_zone {
            pen.raw(self.words.unless_named);
        }
        pen.raw("</li>\n");
        if let Some(stamp) = self.job.options.stamp {
            let stamp = stamp.with_timezone(&self.zone);
            pen.raw("<li>");
            pen.raw(self.words.as_of);
            pen.raw(" ");
            pen.period(self.words, Period { from: stamp.date_naive(), to: stamp.date_naive() });
            pen.raw(", ");
            pen.time(stamp, "");
            pen.raw("</li>\n");
        }
    }

    /// Writes when something goes out, and on whose clocks where that is not the page's zone.
    pub(in crate::export) fn time(&self, pen: &mut Pen, entry: &Entry<'_>) {
        let Some(local) = entry.local(&self.job.options) else {
            pen.raw("<span class=\"time open\">");
            pen.raw(self.words.hour_open);
            pen.raw("</span>");
            return;
        };
        pen.time(local, " class=\"time\"");
        let zone = local.timezone();
        if self.zone != zone {
            pen.raw(" <span class=\"zone\">");
            pen.raw(zone.name());
            pen.raw("</span>");
        }
    }

    /// Returns whether two placements are one post at one time on the same clocks.
    pub(super) fn is_one_card(&self, a: &Entry<'_>, b: &Entry<'_>) -> bool {
        let options = &self.job.options;
        a.placement.post == b.placement.post
            && a.placement.instant == b.placement.instant
            && a.chosen.plan.file == b.chosen.plan.file
            && a.zone(options) == b.zone(options)
    }
}

/// Returns the zone of most posts of the plans; of several with as many, the first one's.
fn zone(job: &Job<'_>) -> Tz {
    let mut zones: Vec<(Tz, usize)> = Vec::new();
    for chosen in job.plans {
        let (zone, posts) = (chosen.plan.timezone.value, chosen.calendar.posts().len());
        match zones.iter_mut().find(|(known, _)| *known == zone) {
            Some((_, known)) => *known += posts,
            None => zones.push((zone, posts)),
        }
    }
    zones.into_iter().rev().max_by_key(|(_, posts)| *posts).map_or(Tz::UTC, |(zone, _)| zone)
}

/// Returns a plan's title, if it has one.
fn title<'a>(chosen: &Chosen<'a>) -> Option<&'a str> {
    chosen.plan.title.as_ref().map(|title| title.trim()).filter(|title| !title.is_empty())
}

/// Returns what people call a plan among others: its title, else its file's name.
pub(super) fn plan_name<'a>(chosen: &'a Chosen<'_>) -> &'a str {
    title(chosen).unwrap_or_else(|| chosen.slug.rsplit('/').next().unwrap_or_default())
}

/// Returns what people call a channel: the network where the plan calls it so too, else the plan's name.
pub(in crate::export) fn channel_name<'a>(words: &'static Words, channel: &'a Channel) -> &'a str {
    let network = channel.network.value;
    match &*channel.name.value {
        "" => words.feed,
        name if name == network.name => words.known(network.title),
        name => name,
    }
}

/// Puts placements in order of their days, those of a post at one time side by side.
fn in_order<'a>(entries: &'a [Entry<'a>], options: &Options) -> Cow<'a, [Entry<'a>]> {
    let key = |entry: &Entry<'_>| {
        let placement = entry.placement;
        let is_open = placement.instant.is_none();
        (entry.date(options), is_open, placement.instant, placement.post, entry.zone(options).name())
    };
    if entries.is_sorted_by_key(key) {
        return Cow::Borrowed(entries);
    }
    let mut sorted = entries.to_vec();
    sorted.sort_by_cached_key(key);
    Cow::Owned(sorted)
}

/// Lists the posts with letters that no page can hold: they are shown by their number.
pub(in crate::export) fn losses(job: &Job<'_>) -> Vec<Loss> {
    let lost = |text: &str| text.contains(is_lost) && text.replace("\r\n", "\n").contains(is_lost);
    let mut losses: Vec<Loss> = Vec::new();
    let mut told = std::collections::HashSet::new();
    for entry in &job.entries {
        let content = entry.content();
        let texts = [content.title, content.text, content.link, content.first_comment].into_iter().flatten();
        let alts = content.media.iter().filter_map(|medium| medium.alt.as_ref());
        let mut names = texts.chain(content.hashtags).chain(alts);
        let post = (entry.chosen.plan.file, entry.placement.post);
        if names.any(|name| lost(name)) && told.insert(post) {
            let what = "control characters, which are shown by their number".to_owned();
            losses.push(Loss { post: entry.post().reference(), what });
        }
    }
    losses
}
