//! One place of an open text, with the plan that it belongs to.

use std::path::Path;
use std::sync::Arc;

use gen_lsp_types as lsp;

use super::buffers::real;
use super::cursor::Cursor;
use super::judged::Judged;
use super::place::Lines;
use crate::diag::FileKind;
use crate::model::{Calendar, ChannelId, Plan, Post};
use crate::text::{FileId, Source, Span};

/// A place of an open text.
pub(super) struct Look<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// Its lines.
    pub(super) lines: Lines<'a>,
    /// The plan: the text's own, or one that uses the file.
    pub(super) plan: &'a Plan,
    /// Its calendar.
    pub(super) calendar: &'a Calendar,
    /// The file of the text, among those of the plan.
    pub(super) file: FileId,
}

impl<'a> Look<'a> {
    /// Looks at a text with the plan that its file is judged with.
    pub(super) fn new(text: &'a str, path: &Path, lines: Lines<'a>, judged: &'a Judged) -> Option<Self> {
        let (plan, calendar) = judged.plan()?;
        let is_it = |source: &Arc<Source>| real(Path::new(source.path())) == *path;
        let file = judged.sources.find(is_it)?;
        Some(Self { text, lines, plan, calendar, file })
    }

    /// Returns whether the text is the plan itself, not a file that it uses.
    pub(super) fn is_plan(&self) -> bool {
        self.plan.file == self.file && self.plan.kind == FileKind::Plan
    }

    /// Finds the post in which a place is; of a series, the first of its posts.
    pub(super) fn post(&self, cursor: &Cursor, offset: usize) -> Option<&'a Post> {
        if !self.is_plan() {
            return None;
        }
        let posts = self.plan.posts.iter();
        if cursor.path.first().is_some_and(|first| first == "series") {
            let of_series = posts.filter(|post| post.series.is_some());
            return last_before(of_series, offset);
        }
        let own = posts.filter(|post| post.series.is_none());
        last_before(own, offset)
    }

    /// Finds a channel by its name.
    pub(super) fn channel(&self, name: &str) -> Option<ChannelId> {
        let place = self.plan.channels.iter().position(|channel| &*channel.name.value == name);
        place.map(ChannelId::new)
    }

    /// Returns where bytes of the text start and end for the editor.
    pub(super) fn range(&self, bytes: std::ops::Range<usize>) -> lsp::Range {
        self.lines.range(bytes)
    }

    /// Returns whether a place of the plan is one of this text, and holds an offset.
    pub(super) fn holds(&self, span: Span, offset: usize) -> bool {
        span.file == self.file && span.range().start <= offset && offset <= span.range().end
    }
}

/// Finds the first of the posts that begin at the last header before a place.
fn last_before<'a>(posts: impl Iterator<Item = &'a Post>, offset: usize) -> Option<&'a Post> {
    let mut found: Option<&Post> = None;
    for post in posts.filter(|post| post.span.range().start <= offset) {
        if found.is_none_or(|found| found.span.start < post.span.start) {
            found = Some(post);
        }
    }
    found
}
