//! `brightbean`: the CSV that BrightBean Studio's composer imports.
//!
//! Columns `date,time,platforms,caption,media_url,category,tags,first_comment`; days `%Y-%m-%d` and times `%H:%M` on the
//! workspace's clocks, an empty time means nine o'clock; platforms by its own codes; a category that is new is created. A row without
//! a caption is refused. A row goes to every connected account of its platform. Files of at most 5 MB.
//!
//! Source: `apps/composer/views.py` of BrightBean Studio, read 2026-08; that version took note of `media_url` and attached nothing.

use super::cell::{Cell, Row};
use super::{Column, Dialect, Division, Purpose, Table, Takes};
use crate::export::{Job, Refusal};
use crate::model::{Channel, ChannelType, Clocks, Field};

/// Most bytes of a file, some kept for its header.
const MOST_BYTES: usize = 5_000_000 - 1_000;
/// Names of networks and BrightBean's codes for them, where a network has one.
const CODES: &[(&str, &str)] = &[
    ("facebook", "facebook"),
    ("instagram", "instagram"),
    ("tiktok", "tiktok"),
    ("youtube", "youtube"),
    ("pinterest", "pinterest"),
    ("threads", "threads"),
    ("bluesky", "bluesky"),
    ("google-business", "google_business"),
    ("mastodon", "mastodon"),
    ("dev-to", "devto"),
];

/// BrightBean Studio.
pub(in crate::export) struct BrightBean;

impl Dialect for BrightBean {
    const NAME: &'static str = "brightbean";
    const MEANING: &'static str = "for BrightBean Studio, with categories";

    fn table<'a>(&self, _job: &Job<'a>) -> Result<Table<'a>, Refusal> {
        let columns = vec![
            Column::new("date", Field::Date),
            Column::new("time", Field::Time),
            Column::new("platforms", Cell::Made(platform, &[Field::Handover])),
            Column::new("caption", Field::Text),
            Column::new("media_url", Field::Picture),
            Column::new("category", Field::Category),
            Column::new("tags", Cell::Made(tags, &[Field::Campaign, Field::HashtagsBeside])),
            Column::new("first_comment", Field::FirstComment),
        ];
        Ok(Table {
            clocks: Clocks::Plan,
            division: Division::ByNetwork,
            most_bytes: Some(MOST_BYTES),
            takes: Takes { endings: &[], most: 1 },
            needs_text: true,
            reaches: |channel| code(channel).is_some(),
            ..Table::new(Self::NAME, Purpose::Scheduler, columns)
        })
    }
}

/// Returns BrightBean's code for a channel: its own word in `handover`, else that of its network.
fn code(channel: &Channel) -> Option<&str> {
    let own = channel.handover(BrightBean::NAME);
    let is_profile = channel.kind.is_some_and(|kind| kind.value == ChannelType::Profile);
    own.or_else(|| match channel.network.name {
        "linkedin" if is_profile => Some("linkedin_personal"),
        "linkedin" => Some("linkedin_company"),
        network => CODES.iter().find(|(name, _)| *name == network).map(|(_, code)| *code),
    })
}

fn platform(row: &Row<'_, '_>) -> String {
    code(row.entry.channel()).unwrap_or_default().to_owned()
}

/// Lists the campaign, and the hashtags for which the network has a field, with commas between them.
fn tags(row: &Row<'_, '_>) -> String {
    let (campaign, hashtags) = (row.field(Field::Campaign), row.field(Field::HashtagsBeside));
    let hashtags = if hashtags.is_empty() { &[][..] } else { row.content.hashtags };
    let campaign = Some(&*campaign).filter(|campaign| !campaign.is_empty());
    let tags = campaign.into_iter().chain(hashtags.iter().map(|tag| tag.trim_start_matches('#')));
    tags.map(|tag| tag.replace(',', " ")).collect::<Vec<_>>().join(",")
}
