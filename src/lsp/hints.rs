//! What stands beside the text, and is not part of it: weekdays beside dates, lengths beside texts.

use std::ops::Range;

use chrono::{Datelike as _, NaiveDate};
use gen_lsp_types as lsp;

use super::lengths::{Length, lengths};
use super::look::Look;
use super::session::Session;
use crate::model::{ChannelId, Post};
use crate::networks::grouped;
use crate::text::{Span, visible};

/// Lists what stands beside a part of a text.
pub(super) fn hints(session: &mut Session, params: &lsp::InlayHintParams) -> Vec<lsp::InlayHint> {
    let Some(look) = session.look(&params.text_document.uri) else { return Vec::new() };
    let range = look.lines.offset(params.range.start)..look.lines.offset(params.range.end);
    let mut hints = Hints { look: &look, range, found: Vec::new() };
    hints.all();
    hints.found
}

struct Hints<'a> {
    look: &'a Look<'a>,
    range: Range<usize>,
    found: Vec<lsp::InlayHint>,
}

impl Hints<'_> {
    fn all(&mut self) {
        let plan = self.look.plan;
        self.weekday(plan.start.span, plan.start.value);
        // An end that nobody wrote goes by the place of the start.
        if plan.end.span != plan.start.span {
            self.weekday(plan.end.span, plan.end.value);
        }
        let days = plan.campaigns.iter().flat_map(|campaign| [campaign.start, campaign.end]);
        let days = days.chain(plan.ideas.iter().flat_map(|idea| [idea.not_before, idea.not_after]));
        for date in days.flatten() {
            self.weekday(date.span, date.value);
        }
        let mut last_series = None;
        for post in &plan.posts {
            match post.series {
                None => self.post(post),
                // Its posts are all alike.
                Some(series) if last_series != Some(series) => {
                    last_series = Some(series);
                    self.texts(post);
                }
                Some(_) => {}
            }
        }
    }

    fn post(&mut self, post: &Post) {
        self.weekday(post.at.span, post.at.date);
        for at in post.variants.iter().filter_map(|variant| variant.at) {
            self.weekday(at.span, at.date);
        }
        self.texts(post);
    }

    fn texts(&mut self, post: &Post) {
        if let Some(text) = post.text.as_ref().filter(|text| !text.is_empty()) {
            self.length(post, text.span, None);
        }
        for variant in &post.variants {
            if let Some(text) = variant.text.as_ref().filter(|text| !text.is_empty()) {
                self.length(post, text.span, Some(variant.channel.value));
            }
        }
    }

    fn shows(&self, span: Span) -> bool {
        let end = span.range().end;
        span.file == self.look.file && self.range.start <= end && end <= self.range.end
    }

    /// Writes the weekday beside a date, where the place is one.
    fn weekday(&mut self, span: Span, date: NaiveDate) {
        let is_date =
            |written: &str| written.trim_matches(['"', '\'']).starts_with(&date.format("%Y-").to_string());
        if self.shows(span) && is_date(&self.look.text[span.range()]) {
            self.add(span, date.weekday().to_string(), None);
        }
    }

    /// Writes how long a text is beside it, on the channel where it is the nearest to the limit.
    fn length(&mut self, post: &Post, span: Span, variant: Option<ChannelId>) {
        if !self.shows(span) {
            return;
        }
        let lengths = lengths(self.look.plan, post, variant);
        let left = |length: &&Length| length.most.map(|most| signed(most) - signed(length.own));
        let hard = lengths.iter().filter(|length| length.hard).min_by_key(left);
        let Some(nearest) =
            hard.or_else(|| lengths.iter().min_by_key(|length| (length.most.is_none(), left(length))))
        else {
            return;
        };
        let all: Vec<String> = lengths.iter().map(|length| self.words(length)).collect();
        let label = self.words(nearest);
        self.add(span, label, Some(all.join("\n")));
    }

    fn words(&self, length: &Length) -> String {
        let channel = visible(self.look.plan.channel(length.channel).label()).into_owned();
        match (length.most, length.over()) {
            (Some(most), 0) => format!("{}/{} {channel}", number(length.own), number(most)),
            (Some(most), over) => {
                format!("{}/{} {channel}, {} too long", number(length.own), number(most), number(over))
            }
            (None, _) => format!("{} {channel}", number(length.own)),
        }
    }

    fn add(&mut self, span: Span, label: String, tooltip: Option<String>) {
        self.found.push(lsp::InlayHint {
            position: self.look.lines.position(span.range().end),
            label: label.into(),
            kind: None,
            text_edits: None,
            tooltip: tooltip.map(Into::into),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        });
    }
}

fn signed(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn number(number: usize) -> String {
    grouped(u64::try_from(number).unwrap_or(u64::MAX))
}
