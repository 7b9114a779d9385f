//! `publer`: the CSV of Publer's bulk upload, a file for each channel.
//!
//! Twelve columns in a fixed order, none of which may be missing; times `YYYY-MM-DD HH:MM` on the workspace's clocks, an empty one means that
//! Publer picks the time by label; links, media and labels with commas between them, alt texts and comments with `||`; at most 1,000 rows a file. Accounts are chosen at the upload.
//!
//! Source: Publer's template as public code quotes it, in agreement; rows: superpubler.com/blog/bulk-scheduling; read 2026-08.

use super::cell::{Cell, Row, apart};
use super::{Column, Dialect, Division, Purpose, Table};
use crate::export::{Job, Refusal};
use crate::model::{Clocks, Field};

/// Most rows of a file.
const MOST_ROWS: usize = 1000;

/// Publer's bulk upload.
pub(in crate::export) struct Publer;

impl Dialect for Publer {
    const NAME: &'static str = "publer";
    const MEANING: &'static str = "for Publer, with alt texts, labels and first comments";

    fn table<'a>(&self, _job: &Job<'a>) -> Result<Table<'a>, Refusal> {
        let columns = vec![
            Column::new("Date - Intl. format or prompt", Field::DateTime),
            Column::new("Text", Field::Text),
            Column::new("Link(s) - Separated by comma for FB carousels", Field::LinkBeside),
            Column::new("Media URL(s) - Separated by comma", Field::Media),
            Column::new("Title - For the video, pin, PDF ..", Cell::Made(title, &[Field::Title])),
            Column::new("Label(s) - Separated by comma", Field::Labels),
            Column::new("Alt text(s) - Separated by ||", Field::Alt),
            Column::new("Comment(s) - Separated by ||", Cell::Made(comment, &[Field::FirstComment])),
            Column::new("Pin board, FB album, or Google category", Field::Handover),
            Column::new("Post subtype - I.e. story, reel, PDF ..", Cell::Words("".into())),
            Column::new("CTA - For Facebook links or Google", Cell::Words("".into())),
            Column::new("Reminder - For stories, reels, shorts, and TikToks", Cell::Words("".into())),
        ];
        Ok(Table {
            clocks: Clocks::Plan,
            division: Division::ByChannel,
            most_rows: Some(MOST_ROWS),
            ..Table::new(Self::NAME, Purpose::Scheduler, columns)
        })
    }
}

/// Returns the title on networks where posts have one; elsewhere it is the calendar's alone.
fn title(row: &Row<'_, '_>) -> String {
    let title = row.field(Field::Title);
    if row.entry.channel().network.has_title { title.into_owned() } else { String::new() }
}

/// Returns the first comment as one comment: `||` would begin the next.
fn comment(row: &Row<'_, '_>) -> String {
    apart(&row.field(Field::FirstComment), "||").into_owned()
}
