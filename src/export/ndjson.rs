//! `ndjson`: a placement a line, as `json` writes it, for DuckDB, Spark and the like.

use std::io::{self, Write};

use super::json::PlacementData;
use super::shares::write_shares;
use super::{Format, Job, Part};
use crate::text::write_json;

/// Placements as data, a line each.
pub(super) struct JsonLines;

impl Format for JsonLines {
    fn name(&self) -> &'static str {
        "ndjson"
    }

    fn meaning(&self) -> &'static str {
        "the same, a placement a line"
    }

    fn ending(&self) -> &'static str {
        "ndjson"
    }

    fn write(&self, job: &Job<'_>, part: &Part<'_>, out: &mut dyn Write) -> io::Result<()> {
        write_shares(&part.entries, out, |share, lines| {
            share
                .iter()
                .try_for_each(|entry| write_json(&PlacementData::of(entry, &job.options), false, lines))
        })
    }
}
