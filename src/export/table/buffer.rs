//! `buffer`: the CSV of Buffer's bulk upload, a file for each channel.
//!
//! Columns `Text,Image URL,Tags,Posting Time`, on Pinterest `Board Name` too, their names case-sensitive; times `YYYY-MM-DD
//! HH:mm` of 24 hours on the channel's clocks; one channel and at most 100 rows a file (10 on the free plan); one picture by a
//! direct link that ends in .jpg or .png, at most 5 MB; an empty row aborts the upload, an empty time means Buffer's queue.
//!
//! Source: Buffer's help centre as public code quotes it, in agreement, read 2026-08.

use super::{Column, Dialect, Division, Purpose, Table, Takes, When};
use crate::export::{Job, Refusal};
use crate::model::Field;

/// Most rows of a file, on paid plans.
const MOST_ROWS: usize = 100;

/// Buffer's bulk upload.
pub(in crate::export) struct Buffer;

impl Dialect for Buffer {
    const NAME: &'static str = "buffer";
    const MEANING: &'static str = "for Buffer, a file for each channel and 100 posts";

    fn table<'a>(&self, _job: &Job<'a>) -> Result<Table<'a>, Refusal> {
        let columns = vec![
            Column::new("Text", Field::Text),
            Column::new("Image URL", Field::Picture),
            Column::new("Tags", Field::Labels),
            Column::new("Posting Time", Field::DateTime),
            Column::new("Board Name", Field::Handover).when(When::On("pinterest")),
        ];
        Ok(Table {
            division: Division::ByChannel,
            most_rows: Some(MOST_ROWS),
            takes: Takes { endings: &["jpg", "png"], most: 1 },
            ..Table::new(Self::NAME, Purpose::Scheduler, columns)
        })
    }
}
