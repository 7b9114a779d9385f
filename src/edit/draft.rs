//! From changes to replacements of bytes, and what these are meant to do.

use std::collections::HashMap;
use std::fmt::Write as _;

use toml::de::DeTable;

use super::layout::{Layout, rank};
use super::place::{Spot, gap, gap_at, removal, spot};
use super::verify::Meant;
use super::{Change, NewPost, Refusal, Value};
use crate::diag::Edit;
use crate::text::{FileId, Span};

/// Changes to a text, as far as they have come.
pub(super) struct Draft<'a> {
    layout: Layout<'a>,
    root: &'a DeTable<'a>,
    file: FileId,
    edits: Vec<Edit>,
    meant: Meant<'a>,
    new: HashMap<Spot, Vec<&'a NewPost>>,
}

impl<'a> Draft<'a> {
    /// Starts with a text that was read.
    pub(super) fn new(text: &'a str, root: &'a DeTable<'a>, file: FileId) -> Self {
        let layout = Layout::read(text, root);
        Self { layout, root, file, edits: Vec::new(), meant: Meant::default(), new: HashMap::new() }
    }

    /// Adds a change.
    pub(super) fn add(&mut self, change: &'a Change) -> Result<(), Refusal> {
        match change {
            Change::Insert(post) => {
                Value::Moment(post.at).check()?;
                post.keys.iter().try_for_each(|(_, value)| value.check())?;
                self.new.entry(spot(&self.layout, post.at)?).or_default().push(post);
            }
            Change::Set { post, key, value } => {
                let index = self.find(*post)?;
                let fields = self.layout.fields(self.root, index);
                if let Some(field) = fields.iter().find(|field| field.name == *key) {
                    return self.replace(Span::new(self.file, field.value.clone()), value);
                }
                value.check()?;
                let (at, indent) = self.layout.place_of_key(index, &fields, rank(key));
                let width = self.layout.key_width(&fields).saturating_sub(1);
                let line =
                    format!("{indent}{key:width$} = {}", value.to_toml(self.layout.newline_before(at)));
                self.insert_lines(at, &line);
                self.meant.added.entry(index).or_default().push((key, value));
            }
            Change::Replace { old, value } => self.replace(*old, value)?,
            Change::Remove { post } => {
                let index = self.find(*post)?;
                let span = Span::new(self.file, removal(&self.layout, index));
                self.edits.push(Edit { span, text: String::new() });
                self.meant.removed.insert(index);
            }
        }
        Ok(())
    }

    /// Returns the replacements, and what they are meant to do.
    pub(super) fn finish(mut self) -> (Vec<Edit>, Meant<'a>) {
        let usual = gap(&self.layout);
        let mut new: Vec<_> = std::mem::take(&mut self.new).into_iter().collect();
        new.sort_by_key(|(spot, _)| (spot.index(), spot.at()));
        for (spot, mut posts) in new {
            posts.sort_by_key(|post| post.at);
            let newline = self.layout.newline_before(spot.at());
            let blank = newline.repeat(gap_at(&self.layout, usual, spot));
            let width = self.width_beside(spot);
            let blocks: Vec<String> = posts.iter().map(|post| post_text(post, newline, width)).collect();
            let text = blocks.join(&format!("{newline}{blank}"));
            match spot {
                Spot::Before { at, .. } => self.insert_lines(at, &format!("{text}{blank}")),
                Spot::Behind { at, .. } if self.layout.is_start(at) => self.insert_lines(at, &text),
                Spot::Behind { at, .. } => self.insert_lines(at, &format!("{blank}{text}")),
            }
            self.meant.inserted.extend(posts.into_iter().map(|post| (spot.index(), post)));
        }
        (self.edits, self.meant)
    }

    /// Returns how wide the post beside a spot writes its keys.
    fn width_beside(&self, spot: Spot) -> usize {
        let beside = spot.index().saturating_sub(1);
        if self.layout.blocks.is_empty() {
            return 0;
        }
        self.layout.key_width(&self.layout.fields(self.root, beside))
    }

    fn find(&self, post: Span) -> Result<usize, Refusal> {
        self.layout.find(post.range()).ok_or_else(|| self.layout.missing(post.range()))
    }

    fn replace(&mut self, old: Span, value: &'a Value) -> Result<(), Refusal> {
        value.check()?;
        let text = value.to_toml(self.layout.newline_before(old.range().start));
        self.edits.push(Edit { span: old, text });
        self.meant.replaced.insert((old.range().start, old.range().end), value);
        Ok(())
    }

    /// Inserts whole lines behind the line that ends at a byte; a text without a last line end stays one.
    fn insert_lines(&mut self, at: usize, lines: &str) {
        let newline = self.layout.newline_before(at);
        let is_open = at == self.layout.text.len() && !self.layout.text.ends_with('\n');
        let text = if is_open && !self.layout.is_start(at) {
            format!("{newline}{lines}")
        } else {
            format!("{lines}{newline}")
        };
        self.edits.push(Edit { span: Span::new(self.file, at..at), text });
    }
}

/// Writes a post, without the last line end; keys as wide as those of the post beside it, or as wide as the longest one needs.
fn post_text(post: &NewPost, newline: &str, width: usize) -> String {
    let at = Value::Moment(post.at);
    let keys = post.keys.iter().map(|(key, value)| (*key, value));
    let (ids, others): (Vec<_>, Vec<_>) = keys.partition(|(key, _)| *key == "id");
    let longest = post.keys.iter().map(|(key, _)| key.len() + 1).max().unwrap_or(0);
    let width = if width == 0 { 0 } else { width.max(longest) - 1 };
    let mut out = "[[post]]".to_owned();
    for (key, value) in ids.into_iter().chain([("at", &at)]).chain(others) {
        let _ = write!(out, "{newline}{key:width$} = {}", value.to_toml(newline));
    }
    out
}
