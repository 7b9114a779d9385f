//! A post at one time: what it is at a glance, and opened on demand what goes out on each channel.

use std::borrow::Cow;

use super::Page;
use super::fields::{count, extras, facts, status};
use super::frame::{channel_name, plan_name};
use super::legend::category;
use super::pen::Pen;
use super::remarks::remarks;
use crate::export::Entry;
use crate::model::Name;

/// Writes the card of a post, for all its channels at this time; it says its plan where others have that day too.
pub(super) fn card(pen: &mut Pen, page: &Page<'_>, entries: &[Entry<'_>], with_plan: bool) {
    let (frame, words, first) = (page.frame, page.frame.words, &entries[0]);
    let numbers = page.legend.numbers(first.chosen);
    let post = first.post();
    let number = numbers.category(post.category.value);
    pen.raw("<li class=\"post k");
    pen.number(number);
    pen.raw(" s");
    pen.number(post.status() as usize);
    if page.legend.plans_meet {
        pen.raw(" p");
        pen.number(numbers.plan);
    }
    for entry in entries {
        pen.raw(" c");
        pen.number(page.legend.channel(entry));
    }
    pen.raw("\"><details><summary>");
    frame.time(pen, first);
    pen.raw(" ");
    category(pen, number, words.known(first.category()));
    pen.raw("<strong>");
    pen.line(first.caption());
    pen.raw("</strong>");
    if with_plan {
        pen.raw("<span class=\"plan\">");
        pen.line(plan_name(first.chosen));
        pen.raw("</span> ");
    }
    for entry in entries.iter().filter(|entry| !entry.channel().is_nameless()) {
        pen.raw("<span class=\"channel c");
        pen.number(page.legend.channel(entry));
        pen.raw("\">");
        pen.line(channel_name(words, entry.channel()));
        pen.raw("</span> ");
    }
    status(pen, words, post.status());
    if post.is_promoted() {
        pen.raw(" <span class=\"status promoted\">");
        pen.raw(words.promoted);
        pen.raw("</span>");
    }
    pen.raw("</summary>\n<div class=\"inside\">\n");
    texts(pen, page, entries);
    facts(pen, words, first);
    pen.raw("</div></details>\n");
    let about = page.remarks[numbers.plan].on_post(first.placement.post.index());
    let here = |name: &str| entries.iter().any(|entry| *entry.channel().name.value == *name);
    remarks(pen, words, about.iter().filter(|finding| finding.channel.as_deref().is_none_or(here)));
    pen.raw("</li>\n");
}

/// Writes what goes out; channels that follow each other with the same share it.
fn texts(pen: &mut Pen, page: &Page<'_>, entries: &[Entry<'_>]) {
    let mut shared: Option<(usize, Cow<'_, str>)> = None;
    for (index, entry) in entries.iter().enumerate() {
        let text = entry.text();
        match &shared {
            Some((start, known)) if *known == text && is_alike(&entries[*start], entry) => {}
            _ => {
                if let Some((start, known)) = shared.replace((index, text)) {
                    one_text(pen, page, &entries[start..index], &known);
                }
            }
        }
    }
    if let Some((start, text)) = shared {
        one_text(pen, page, &entries[start..], &text);
    }
}

/// Returns whether the same goes out beside the text on two channels.
fn is_alike(a: &Entry<'_>, b: &Entry<'_>) -> bool {
    let (a_content, b_content) = (a.content(), b.content());
    let (a_network, b_network) = (a.channel().network.value, b.channel().network.value);
    a_network.hashtags == b_network.hashtags
        && a_network.has_title == b_network.has_title
        && a_content.media == b_content.media
        && value(a_content.link) == value(b_content.link)
        && value(a_content.title) == value(b_content.title)
        && value(a_content.first_comment) == value(b_content.first_comment)
}

/// Writes a text with its link as such.
fn published(pen: &mut Pen, text: &str, link: Option<&str>) {
    match link.and_then(|link| text.split_once(link).map(|parts| (link, parts))) {
        Some((link, (before, after))) => {
            pen.exact(before);
            pen.link(link, |pen| pen.exact(link));
            pen.exact(after);
        }
        None => pen.exact(text),
    }
}

fn value(name: Option<&Name>) -> Option<&str> {
    name.map(|name| &*name.value)
}

fn one_text(pen: &mut Pen, page: &Page<'_>, entries: &[Entry<'_>], text: &str) {
    let words = page.frame.words;
    let link = value(entries[0].content().link).filter(|link| !link.is_empty());
    pen.raw("<div class=\"text");
    for entry in entries {
        pen.raw(" c");
        pen.number(page.legend.channel(entry));
    }
    pen.raw("\">\n<ul>\n");
    for entry in entries {
        let channel = entry.channel();
        let name = channel_name(words, channel);
        let url = channel.url.as_ref().map_or("", |url| &url.value);
        pen.raw("<li><b>");
        pen.line(name);
        pen.raw("</b>");
        let people_call_it = channel.title.as_ref().map_or("", |title| &title.value);
        if !people_call_it.is_empty() || !url.is_empty() {
            pen.raw(" ");
            let shown = if people_call_it.is_empty() { url } else { people_call_it };
            pen.link(url, |pen| pen.line(shown));
        }
        if !text.is_empty() {
            pen.raw(" ");
            count(pen, words, entry, text);
        }
        pen.raw("</li>\n");
    }
    pen.raw("</ul>\n");
    if text.is_empty() {
        pen.raw("<p class=\"note\">");
        pen.raw(words.no_text);
        pen.raw("</p>\n");
    } else {
        pen.raw("<p class=\"published\" dir=\"auto\">");
        published(pen, text, link);
        pen.raw("</p>\n");
    }
    extras(pen, words, &entries[0], link.filter(|link| !text.contains(link)));
    pen.raw("</div>\n");
}
