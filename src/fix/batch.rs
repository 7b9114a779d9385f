//! The fixes that can be made in one go, and where they are once they are made.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Place;
use super::overlay::{Key, Overlay};
use crate::diag::{Diagnostic, Edit};
use crate::text::{FileId, Sources};

/// A fix, ready to be made.
pub(super) struct Cure {
    rule: &'static str,
    title: String,
    path: String,
    /// Its replacements, each with the file that it is for; at least one.
    pub(super) edits: Vec<(Key, Edit)>,
}

/// Where a fix was made, or was not.
pub(super) struct Mark {
    rule: &'static str,
    title: String,
    path: String,
    key: Key,
    /// The byte in the text as it is now.
    at: usize,
    /// Lines between that byte and what the fix wrote.
    lines: usize,
}

impl Cure {
    /// Returns its first byte, and the file.
    fn start(&self) -> (&Key, usize) {
        let (key, edit) = self.edits.iter().min_by_key(|(_, edit)| edit.span.start).expect("a fix has edits");
        (key, edit.span.range().start)
    }

    /// Notes where it stands, before it is made.
    pub(super) fn mark(&self) -> Mark {
        let (key, at) = self.start();
        let (_, first) = self.edits.iter().min_by_key(|(_, edit)| edit.span.start).expect("a fix has edits");
        let text = &first.text;
        let lines = text[..text.len() - text.trim_start_matches(['\r', '\n']).len()].matches('\n').count();
        Mark {
            rule: self.rule,
            title: self.title.clone(),
            path: self.path.clone(),
            key: key.clone(),
            at,
            lines,
        }
    }
}

/// Picks the fixes that do not get in each other's way, by place; those that were left before stay out.
pub(super) fn batch(
    findings: &[Diagnostic],
    sources: &Sources,
    overlay: &Overlay<'_>,
    left: &[Mark],
) -> Vec<Cure> {
    let mut keys: HashMap<FileId, (Key, String)> = HashMap::new();
    let left: HashSet<(&Key, usize, &str, &str)> =
        left.iter().map(|mark| (&mark.key, mark.at, mark.rule, mark.title.as_str())).collect();
    let mut cures = Vec::new();
    for (finding, fix) in findings.iter().filter_map(|finding| Some((finding, finding.fix.as_ref()?))) {
        let Some(first) = fix.edits.first() else { continue };
        let mut named = |file: FileId| {
            let known = keys.entry(file).or_insert_with(|| {
                let path = sources.get(file).path().to_owned();
                (overlay.key(&path), path)
            });
            known.clone()
        };
        let path = named(first.span.file).1;
        let edits = fix.edits.iter().map(|edit| (named(edit.span.file).0, edit.clone())).collect();
        let cure = Cure { rule: finding.rule.name, title: fix.title.clone(), path, edits };
        let (key, at) = cure.start();
        if !left.contains(&(key, at, cure.rule, cure.title.as_str())) {
            cures.push(cure);
        }
    }
    cures.sort_by(|a, b| a.start().cmp(&b.start()));
    let mut taken: HashMap<Key, BTreeSet<(u32, u32)>> = HashMap::new();
    cures.retain(|cure| {
        let is_free = |(key, edit): &(Key, Edit)| {
            let (start, end) = (edit.span.start, edit.span.end);
            let Some(taken) = taken.get(key) else { return true };
            // Ranges that were taken do not overlap: only the two next to it can be in the way.
            let before = taken.range(..=(start, u32::MAX)).next_back();
            let behind = taken.range((start, u32::MAX)..).next();
            before.is_none_or(|&(from, to)| to <= start && (from, to) != (start, end))
                && behind.is_none_or(|&(from, _)| end <= from)
        };
        let is_free = cure.edits.iter().all(is_free);
        if is_free {
            for (key, edit) in &cure.edits {
                taken.entry(key.clone()).or_default().insert((edit.span.start, edit.span.end));
            }
        }
        is_free
    });
    cures
}

/// Moves marks along with the text, when a batch is made.
pub(super) fn moved(marks: &mut [Mark], batch: &[&Cure]) {
    let mut by_file: HashMap<&Key, Vec<(usize, isize)>> = HashMap::new();
    for (key, edit) in batch.iter().flat_map(|cure| &cure.edits) {
        let grown = edit.text.len().cast_signed() - edit.span.range().len().cast_signed();
        by_file.entry(key).or_default().push((edit.span.range().start, grown));
    }
    for edits in by_file.values_mut() {
        edits.sort_unstable();
        let mut sum = 0;
        for (_, grown) in edits.iter_mut() {
            sum += *grown;
            *grown = sum;
        }
    }
    for mark in marks {
        let Some(edits) = by_file.get(&mark.key) else { continue };
        let before = edits.partition_point(|&(start, _)| start < mark.at);
        let grown = before.checked_sub(1).map_or(0, |before| edits[before].1);
        mark.at = mark.at.saturating_add_signed(grown);
    }
}

/// Says where marks are, in lines of the new texts.
pub(super) fn places(mut marks: Vec<Mark>, texts: &HashMap<&Key, &str>) -> Vec<Place> {
    marks.sort_by(|a, b| (&a.key, a.at).cmp(&(&b.key, b.at)));
    let mut places = Vec::with_capacity(marks.len());
    let mut last: Option<(Key, usize, usize)> = None;
    for mark in marks {
        let text = texts.get(&mark.key).map_or("", |text| *text).as_bytes();
        let at = mark.at.min(text.len());
        let (from, line) = match &last {
            Some((key, from, line)) if *key == mark.key => (*from, *line),
            _ => (0, 1),
        };
        let line = line + memchr::memchr_iter(b'\n', &text[from..at]).count();
        last = Some((mark.key, at, line));
        places.push(Place { path: mark.path, line: line + mark.lines, title: mark.title });
    }
    places
}
