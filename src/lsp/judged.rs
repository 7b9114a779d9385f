//! A text as it was read and judged: the plan, its calendar, and what was found.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::buffers::{Buffer, Buffers, real};
use crate::check::{Options, Run, check};
use crate::model::{Calendar, Plan};
use crate::read::Input;
use crate::rules::Today;
use crate::text::{FileId, Source, Sources};

/// A text, judged.
#[derive(Debug)]
pub(super) struct Judged {
    /// The texts of all files that were read.
    pub(super) sources: Sources,
    /// What came of it.
    pub(super) run: Run,
    /// The real paths of these files.
    pub(super) files: BTreeSet<PathBuf>,
}

impl Judged {
    /// Judges an open text with all that it extends.
    pub(super) fn new(buffers: &Buffers, buffer: &Buffer, today: Option<Today>) -> Self {
        let sources = Sources::new();
        let input = Input::bytes(&buffer.path, buffer.text.as_bytes());
        let run = check(&sources, buffers, vec![input], &Options { today, ..Options::default() });
        let files = sources.paths().iter().map(|path| real(Path::new(path))).collect();
        Self { sources, run, files }
    }

    /// Returns the plan and its calendar.
    pub(super) fn plan(&self) -> Option<(&Plan, &Calendar)> {
        self.run.plans.first().map(|(plan, calendar)| (plan, calendar))
    }

    /// Returns the files in which something was found.
    pub(super) fn files_of_findings(&self) -> HashMap<FileId, Arc<Source>> {
        let files = self.run.report.findings.iter().map(|finding| finding.primary.span.file);
        files.map(|file| (file, self.sources.get(file))).collect()
    }
}
