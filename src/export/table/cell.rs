//! What stands in a cell: a placement, seen through a column.

use std::borrow::Cow;

use chrono::format::Item;
use chrono::{DateTime, NaiveTime, TimeZone as _};
use chrono_tz::Tz;

use super::Table;
use crate::export::json::utc;
use crate::export::{Entry, Job};
use crate::model::{Content, Field, Media};
use crate::networks::Carried;

/// What a column holds.
#[derive(Clone, Debug)]
pub(in crate::export) enum Cell<'a> {
    /// Something of the placement.
    Field(Field),
    /// The same, where the placement is on this network; else nothing.
    On(&'static str, Field),
    /// Whether the placement is on this network: `TRUE` or `FALSE`.
    IsOn(&'static str),
    /// The address of one medium, by its place from 0.
    Media(usize),
    /// What that medium shows.
    Alt(usize),
    /// The same words in each row.
    Words(Cow<'a, str>),
    /// What a dialect makes of a row, and what of the placement goes into it.
    Made(fn(&Row<'_, '_>) -> String, &'static [Field]),
}

/// A placement as a row of a table.
pub(in crate::export) struct Row<'r, 'a> {
    pub(in crate::export) entry: &'r Entry<'a>,
    pub(in crate::export) content: Content<'a>,
    /// What is published.
    pub(in crate::export) text: Cow<'a, str>,
    /// The moment on the table's clocks; none while the hour is open.
    pub(in crate::export) local: Option<DateTime<Tz>>,
    zone: Tz,
    table: &'r Table<'r>,
}

impl<'r, 'a> Row<'r, 'a> {
    /// Looks at a placement as a row.
    pub(in crate::export) fn new(table: &'r Table<'r>, entry: &'r Entry<'a>, job: &Job<'_>) -> Self {
        let zone = table.zone(entry, job);
        let local = entry.placement.instant.map(|instant| instant.with_timezone(&zone));
        let (content, text) = (entry.content(), entry.text());
        Self { entry, content, text, local, zone, table }
    }

    /// Returns what stands in a cell.
    pub(in crate::export) fn cell<'c>(&'c self, cell: &'c Cell<'_>) -> Cow<'c, str> {
        let network = self.entry.channel().network.name;
        match cell {
            Cell::Field(field) => self.field(*field),
            Cell::On(on, field) if *on == network => self.field(*field),
            Cell::On(..) => "".into(),
            Cell::IsOn(on) => (if *on == network { "TRUE" } else { "FALSE" }).into(),
            Cell::Media(place) => self.media().nth(*place).map_or("", |media| &media.file).into(),
            Cell::Alt(place) => self.media().nth(*place).map_or("", alt).into(),
            Cell::Words(words) => (&**words).into(),
            Cell::Made(make, _) => make(self).into(),
        }
    }

    /// Lists the media that the table takes.
    pub(in crate::export) fn media(&self) -> impl Iterator<Item = &'a Media> {
        let taken = self.content.media.iter().filter(|media| self.table.takes_media(media));
        taken.take(self.table.takes.most)
    }

    /// Returns something of the placement as text.
    pub(in crate::export) fn field(&self, field: Field) -> Cow<'_, str> {
        let (entry, content, post) = (self.entry, &self.content, self.entry.post());
        let (channel, details) = (entry.channel(), post.details());
        let table = self.table;
        match field {
            Field::Date => self.date().into(),
            Field::Time => self.moment(&table.time).into(),
            Field::DateTime => self.moment(&table.datetime).into(),
            Field::Utc => entry.placement.instant.map(utc).unwrap_or_default().into(),
            Field::Zone => self.zone.name().into(),
            Field::Text => (&*self.text).into(),
            Field::Title => content.title.map_or("", |title| &title.value).into(),
            Field::Caption => entry.caption().into(),
            Field::Link => content.link.map_or("", |link| &link.value).into(),
            Field::LinkBeside => self.link_beside().into(),
            Field::HashtagsBeside if channel.network.hashtags == Carried::InText => "".into(),
            Field::Hashtags | Field::HashtagsBeside => self.hashtags().into(),
            Field::Media => self.joined_media().into(),
            Field::Picture => self.media().next().map_or("", |media| &media.file).into(),
            Field::Alt => self.alts().into(),
            Field::FirstComment => content.first_comment.map_or("", |comment| &comment.value).into(),
            Field::Category => entry.category().into(),
            Field::Labels => self.labels().into(),
            Field::Kind => post.kind.as_ref().map_or("", |kind| &kind.value).into(),
            Field::Status => post.status().word().into(),
            Field::Campaign => entry.campaign().map_or("", |campaign| &campaign.key.value).into(),
            Field::Partner => details
                .partner
                .map_or("", |id| {
                    let partners = &entry.chosen.plan.partners;
                    &partners[id.value.index()].key.value
                })
                .into(),
            Field::Owner => entry.owner().map_or("", |person| &person.key.value).into(),
            Field::Voice => details.voice.map_or("", |voice| voice.value.word()).into(),
            Field::Signed => details.signed.as_ref().map_or("", |signed| &signed.value).into(),
            Field::Promoted => (if post.is_promoted() { "true" } else { "false" }).into(),
            Field::Idea => details.idea.as_ref().map_or("", |idea| &idea.value.name).into(),
            Field::Channel => (&*channel.name.value).into(),
            Field::ChannelTitle => {
                channel.title.as_ref().map_or(&*channel.name.value, |title| &title.value).into()
            }
            Field::Network => channel.network.name.into(),
            Field::Handover => channel.handover(&table.tool).unwrap_or_default().into(),
            Field::Length => channel.network.counting().length(&self.text).to_string().into(),
            Field::Unit => channel.network.counting().unit().into(),
            Field::Plan => entry.chosen.slug.as_str().into(),
            Field::Post => entry.id().into(),
            Field::Uid => entry.uid().to_string().into(),
        }
    }

    /// Writes the day, that of an open hour too.
    fn date(&self) -> String {
        let midnight = || Tz::UTC.from_utc_datetime(&self.entry.placement.date.and_time(NaiveTime::MIN));
        written(self.local.unwrap_or_else(midnight), &self.table.date)
    }

    fn moment(&self, pattern: &[Item<'_>]) -> String {
        self.local.map(|local| written(local, pattern)).unwrap_or_default()
    }

    /// Returns the link where the published text does not hold it.
    fn link_beside(&self) -> &'a str {
        let link = self.content.link.map_or("", |link| &*link.value);
        if self.text.contains(link) { "" } else { link }
    }

    fn hashtags(&self) -> String {
        let tags = self.content.hashtags.iter().map(|tag| format!("#{}", tag.trim_start_matches('#')));
        tags.collect::<Vec<_>>().join(" ")
    }

    /// Joins addresses; a separator that is a comma goes into them as `%2C`, which means the same in an address.
    fn joined_media(&self) -> String {
        let separator = &*self.table.separator;
        let file = |media: &Media| {
            let held = separator == "," && media.file.contains(',');
            if held { media.file.replace(',', "%2C") } else { media.file.to_string() }
        };
        let files: Vec<String> = match self.content.media {
            [_] => self.media().map(|media| media.file.to_string()).collect(),
            _ => self.media().map(file).collect(),
        };
        files.join(separator)
    }

    /// Joins what the media show, a place for each, so that each stands at its own.
    fn alts(&self) -> String {
        let separator = &*self.table.alt_separator;
        let alts: Vec<&str> = self.media().map(alt).collect();
        if let [alt] = alts[..] {
            return if separator == "||" { apart(alt, separator).into_owned() } else { alt.to_owned() };
        }
        let alts: Vec<Cow<'_, str>> = alts.into_iter().map(|alt| apart(alt, separator)).collect();
        if alts.iter().all(|alt| alt.is_empty()) {
            return String::new();
        }
        alts.join(separator)
    }

    fn labels(&self) -> String {
        let campaign = self.entry.campaign().map(|campaign| &*campaign.key.value);
        let separator = &*self.table.separator;
        let labels = std::iter::once(self.entry.category()).chain(campaign);
        labels.map(|label| apart(label, separator)).collect::<Vec<_>>().join(separator)
    }
}

/// Returns a text that holds no separator: a blank stands for `,`, and `| |` for `||`.
pub(in crate::export) fn apart<'t>(text: &'t str, separator: &str) -> Cow<'t, str> {
    match separator {
        // Twice, for three in a row.
        "||" if text.contains("||") => text.replace("||", "| |").replace("||", "| |").into(),
        "," if text.contains(',') => text.replace(',', " ").into(),
        _ => text.into(),
    }
}

fn alt(media: &Media) -> &str {
    media.alt.as_ref().map_or("", |alt| &alt.value)
}

fn written(moment: DateTime<Tz>, pattern: &[Item<'_>]) -> String {
    moment.format_with_items(pattern.iter()).to_string()
}
