//! `json`: everything resolved, for programs; version 1.

use std::io::{self, Write};

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::Serialize;

use super::shares::write_shares;
use super::{Chosen, Entry, Format, Job, Options, Part};
use crate::text::write_json;

/// Plans and their placements as data; the README documents its fields.
pub(super) struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn meaning(&self) -> &'static str {
        "everything resolved, for programs"
    }

    fn ending(&self) -> &'static str {
        "json"
    }

    fn write(&self, job: &Job<'_>, part: &Part<'_>, out: &mut dyn Write) -> io::Result<()> {
        let head = Head { version: 1, plans: job.plans.iter().map(PlanData::of).collect() };
        let mut bytes = Vec::new();
        write_json(&head, true, &mut bytes)?;
        // The placements are written into the head, before the brace that closes it.
        out.write_all(bytes.strip_suffix(b"\n}\n").unwrap_or(&bytes))?;
        out.write_all(b",\n  \"placements\": [")?;
        let Some((first, rest)) = part.entries.split_first() else { return out.write_all(b"]\n}\n") };
        let element = |entry: &Entry<'_>, text: &mut Vec<u8>| -> io::Result<()> {
            let mut own = Vec::with_capacity(1024);
            write_json(&PlacementData::of(entry, &job.options), true, &mut own)?;
            for line in own.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
                text.extend_from_slice(b"\n    ");
                text.extend_from_slice(line);
            }
            Ok(())
        };
        let mut text = Vec::new();
        element(first, &mut text)?;
        out.write_all(&text)?;
        write_shares(rest, out, |share, text| {
            share.iter().try_for_each(|entry| {
                text.push(b',');
                element(entry, text)
            })
        })?;
        out.write_all(b"\n  ]\n}\n")
    }
}

/// What stands before the placements.
#[derive(Serialize)]
struct Head<'a> {
    version: u32,
    plans: Vec<PlanData<'a>>,
}

#[derive(Serialize)]
struct PlanData<'a> {
    name: &'a str,
    title: Option<&'a str>,
    start: NaiveDate,
    end: NaiveDate,
    timezone: &'static str,
    language: &'a str,
}

impl<'a> PlanData<'a> {
    fn of(chosen: &'a Chosen<'a>) -> Self {
        let plan = chosen.plan;
        Self {
            name: &chosen.slug,
            title: plan.title.as_ref().map(|title| &*title.value),
            start: plan.start.value,
            end: plan.end.value,
            timezone: plan.timezone.value.name(),
            language: &plan.language.value,
        }
    }
}

/// A placement with all that it resolves to.
#[derive(Serialize)]
pub(super) struct PlacementData<'a> {
    uid: String,
    plan: &'a str,
    post: &'a str,
    channel: Option<&'a str>,
    network: &'static str,
    date: NaiveDate,
    at_utc: Option<String>,
    at_local: Option<String>,
    timezone: &'static str,
    category: &'a str,
    kind: Option<&'a str>,
    status: &'static str,
    title: Option<&'a str>,
    caption: &'a str,
    /// As it is published: link and hashtags in it where the network wants them there.
    text: String,
    length: usize,
    unit: &'static str,
    link: Option<&'a str>,
    hashtags: Vec<&'a str>,
    media: Vec<MediaData<'a>>,
    first_comment: Option<&'a str>,
    owner: Option<&'a str>,
    voice: Option<&'static str>,
    signed: Option<&'a str>,
    campaign: Option<&'a str>,
    partner: Option<&'a str>,
    promoted: bool,
    idea: Option<&'a str>,
}

#[derive(Serialize)]
struct MediaData<'a> {
    file: &'a str,
    alt: Option<&'a str>,
}

impl<'a> PlacementData<'a> {
    pub(super) fn of(entry: &Entry<'a>, options: &Options) -> Self {
        let (post, content, channel) = (entry.post(), entry.content(), entry.channel());
        let (plan, details, text) = (entry.chosen.plan, post.details(), entry.text());
        let counting = channel.network.counting();
        let media = content.media.iter().map(|medium| MediaData {
            file: &medium.file.value,
            alt: medium.alt.as_ref().map(|alt| &*alt.value),
        });
        Self {
            uid: entry.uid().to_string(),
            plan: &entry.chosen.slug,
            post: entry.id(),
            channel: (!channel.is_nameless()).then_some(&channel.name.value),
            network: channel.network.name,
            date: entry.date(options),
            at_utc: entry.placement.instant.map(utc),
            at_local: entry.local(options).map(|local| local.to_rfc3339_opts(SecondsFormat::Secs, false)),
            timezone: entry.zone(options).name(),
            category: entry.category(),
            kind: post.kind.as_ref().map(|kind| &*kind.value),
            status: post.status().word(),
            title: content.title.map(|title| &*title.value),
            caption: entry.caption(),
            length: counting.length(&text),
            unit: counting.unit(),
            text: text.into_owned(),
            link: content.link.map(|link| &*link.value),
            hashtags: content.hashtags.iter().map(|tag| tag.trim_start_matches('#')).collect(),
            media: media.collect(),
            first_comment: content.first_comment.map(|comment| &*comment.value),
            owner: entry.owner().map(|person| &*person.key.value),
            voice: details.voice.map(|voice| voice.value.word()),
            signed: details.signed.as_ref().map(|signed| &*signed.value),
            campaign: entry.campaign().map(|campaign| &*campaign.key.value),
            partner: details.partner.map(|id| &*plan.partners[id.value.index()].key.value),
            promoted: post.is_promoted(),
            idea: details.idea.as_ref().map(|idea| &*idea.value.name),
        }
    }
}

/// Writes an instant as RFC 3339 in UTC, to the second.
pub(super) fn utc(instant: DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Secs, true)
}
