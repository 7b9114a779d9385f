//! `sprout`: the CSV of Sprout Social's bulk scheduling, a file for each channel.
//!
//! Columns `date,time_24hr,message_text`, their names case-sensitive; days `dd/mm/yyyy`, which is to be chosen at the upload; at most 350
//! rows a file (50 on trial); posts at least 10 minutes apart, and at least 10 minutes ahead. Profiles are chosen at the upload. The column
//! of pictures stands only in a file that has some: that it is called `public_image_url` is said by one piece of public code alone.
//!
//! Source: support.sproutsocial.com/hc/en-us/articles/115005864203, read 2026-08.

use super::{Column, Dialect, Division, Purpose, Table, Takes, When, pattern};
use crate::export::{Job, Refusal};
use crate::model::Field;

/// Most rows of a file.
const MOST_ROWS: usize = 350;
/// Least minutes between two posts, and from the upload to the first.
const MINUTES: u32 = 10;

/// Sprout Social's bulk scheduling.
pub(in crate::export) struct Sprout;

impl Dialect for Sprout {
    const NAME: &'static str = "sprout";
    const MEANING: &'static str = "for Sprout Social, a file for each channel and 350 posts";

    fn table<'a>(&self, _job: &Job<'a>) -> Result<Table<'a>, Refusal> {
        let columns = vec![
            Column::new("date", Field::Date),
            Column::new("time_24hr", Field::Time),
            Column::new("message_text", Field::Text),
            Column::new("public_image_url", Field::Picture).when(When::Filled),
        ];
        Ok(Table {
            date: pattern("%d/%m/%Y"),
            division: Division::ByChannel,
            most_rows: Some(MOST_ROWS),
            takes: Takes { endings: &[], most: 1 },
            needs_text: true,
            gap: Some(MINUTES),
            lead: Some(MINUTES),
            ..Table::new(Self::NAME, Purpose::Scheduler, columns)
        })
    }
}
