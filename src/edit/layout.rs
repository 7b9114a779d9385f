//! Where the posts of a plan file lie: header, comment above, lines, and the values that span several of them.

use std::ops::Range;

use chrono::{NaiveDate, NaiveTime};
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use super::Refusal;
use crate::model::When;

/// The keys of a post, in the order in which a new one is put among them.
const ORDER: &[&str] = &[
    "id",
    "at",
    "channels",
    "category",
    "kind",
    "title",
    "text",
    "link",
    "media",
    "hashtags",
    "status",
    "owner",
    "voice",
    "signed",
    "campaign",
    "partner",
    "promoted",
    "first_comment",
    "idea",
    "allow",
    "extra",
];

/// Returns a key's turn in a post; a strange one stands last.
pub(super) fn rank(key: &str) -> usize {
    ORDER.iter().position(|known| *known == key).unwrap_or(ORDER.len())
}

/// The lines of one post.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// The header `[[post]]`.
    pub(super) header: Range<usize>,
    /// Where it begins: with the comment that is glued above the header.
    pub(super) start: usize,
    /// Behind its last line, with what is glued below; its tables such as `[post.variants.x]` are part of it.
    pub(super) end: usize,
    /// The day on which it goes out, where that can be read.
    pub(super) day: Option<NaiveDate>,
}

/// A key of a post that stands on a line of the post's own.
pub(super) struct Field<'t> {
    pub(super) name: &'t str,
    /// From the key to the end of the value.
    whole: Range<usize>,
    pub(super) value: Range<usize>,
}

/// Where the posts of a text lie.
pub(super) struct Layout<'t> {
    pub(super) text: &'t str,
    /// The posts under headers, in the order of the file.
    pub(super) blocks: Vec<Block>,
    /// The posts whose time can be read, by time; those of one time in the order of the file.
    pub(super) by_time: Vec<(When, usize)>,
    /// Whether the posts stand in a list in brackets.
    pub(super) inline: bool,
    /// Values of several lines, by place.
    long: Vec<Range<usize>>,
}

impl<'t> Layout<'t> {
    /// Looks at a text that was read.
    pub(super) fn read(text: &'t str, root: &DeTable<'_>) -> Self {
        let mut long = Vec::new();
        for (_, value) in root {
            find_long(text, value, &mut long);
        }
        long.sort_by_key(|range| range.start);
        let posts = root.iter().find(|(key, _)| *key.get_ref() == "post").map(|(_, value)| value);
        let list = posts.and_then(|posts| posts.get_ref().as_array());
        let inline = posts.is_some() && !posts.is_some_and(has_headers);
        let mut layout = Self { text, blocks: Vec::new(), by_time: Vec::new(), inline, long };
        for post in list.into_iter().flat_map(|list| list.iter()).filter(|_| !inline) {
            let start = layout.above(post.span().start);
            let end = layout.below(last_byte(post));
            let at = post.get_ref().as_table().and_then(when);
            layout.by_time.extend(at.map(|at| (at, layout.blocks.len())));
            layout.blocks.push(Block { header: post.span(), start, end, day: at.map(|at| at.date) });
        }
        layout.by_time.sort_by_key(|&(at, index)| (at.order(), index));
        layout
    }

    /// Finds a post by its header.
    pub(super) fn find(&self, header: Range<usize>) -> Option<usize> {
        self.blocks.binary_search_by_key(&header.start, |block| block.header.start).ok()
    }

    /// Says why a post is not found.
    pub(super) fn missing(&self, post: Range<usize>) -> Refusal {
        let is_inline = self.text.get(post).is_some_and(|text| text.starts_with('{'));
        if self.inline && is_inline { Refusal::InlinePosts } else { Refusal::NoSuchPost }
    }

    /// Returns the line end that lines before a place have, else the file's first.
    pub(super) fn newline_before(&self, at: usize) -> &'static str {
        let before = memchr::memrchr(b'\n', &self.text.as_bytes()[..at]);
        match before.or_else(|| memchr::memchr(b'\n', self.text.as_bytes())) {
            Some(newline) if self.text[..newline].ends_with('\r') => "\r\n",
            _ => "\n",
        }
    }

    /// Returns whether nothing stands before a place.
    pub(super) fn is_start(&self, at: usize) -> bool {
        self.text[..at].trim_start_matches('\u{feff}').is_empty()
    }

    /// Returns where the last line before a place ends that is not blank, if there is one.
    pub(super) fn said_before(&self, at: usize) -> Option<usize> {
        let said = self.text[..at].trim_end_matches([' ', '\t', '\r', '\n']).len();
        (!self.is_start(said)).then(|| self.line_end(said))
    }

    /// Lists the keys of a post that stand below its header, not under one of their own.
    pub(super) fn fields<'a>(&self, root: &'a DeTable<'_>, index: usize) -> Vec<Field<'a>> {
        let posts = root.iter().find(|(key, _)| *key.get_ref() == "post");
        let post = posts.and_then(|(_, list)| list.get_ref().as_array()?.get(index)?.get_ref().as_table());
        let own =
            |key: &Spanned<_>| !self.text[self.line_start(key.span().start)..].trim_start().starts_with('[');
        let fields = post.into_iter().flatten().filter(|(key, _)| own(key));
        let mut fields: Vec<Field<'a>> = fields
            .map(|(key, value)| Field {
                name: key.get_ref(),
                whole: key.span().start..last_byte(value).max(key.span().end),
                value: value.span(),
            })
            .collect();
        fields.sort_by_key(|field| field.whole.start);
        fields
    }

    /// Returns how wide a post writes its keys, where it puts all its `=` below each other; else 0.
    pub(super) fn key_width(&self, fields: &[Field<'_>]) -> usize {
        let width = |field: &Field<'_>| {
            let line = self.text.get(field.whole.start..field.value.start)?;
            line.split_once('=').map(|(key, _)| (key.chars().count(), key.trim_end().chars().count()))
        };
        let widths: Option<Vec<(usize, usize)>> = fields.iter().map(width).collect();
        let Some([(first, _), others @ ..]) = widths.as_deref() else { return 0 };
        let is_padded = widths.iter().flatten().any(|(width, key)| *width > key + 1);
        let is_even = !others.is_empty() && others.iter().all(|(width, _)| width == first);
        if is_padded && is_even { *first } else { 0 }
    }

    /// Finds where a new key of a post goes, and how far it is indented: behind the last one whose turn is before it.
    pub(super) fn place_of_key(
        &self,
        index: usize,
        fields: &[Field<'_>],
        rank_of_key: usize,
    ) -> (usize, &'t str) {
        let before = fields.iter().rev().find(|field| rank(field.name) < rank_of_key);
        let header = &self.blocks[index].header;
        let (line, end) =
            before.map_or((header.start, header.end), |field| (field.whole.start, field.whole.end));
        let line = &self.text[self.line_start(line)..];
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        (self.line_end(end), &line[..indent])
    }

    /// Returns where the line of a byte begins; a byte order mark is no part of it.
    pub(super) fn line_start(&self, at: usize) -> usize {
        let start = memchr::memrchr(b'\n', &self.text.as_bytes()[..at]).map_or(0, |newline| newline + 1);
        if start == 0 && self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { start }
    }

    /// Returns the byte behind the line of a byte.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let rest = &self.text.as_bytes()[at..];
        memchr::memchr(b'\n', rest).map_or(self.text.len(), |newline| at + newline + 1)
    }

    /// Finds where a block begins: above the comment lines that are glued to its header.
    fn above(&self, header: usize) -> usize {
        let mut start = self.line_start(header);
        while start > 0 {
            let line = self.line_start(start - 1);
            if line >= start || !self.is_comment(line) {
                break;
            }
            start = line;
        }
        start
    }

    /// Finds where a block ends: behind the line of its last value, and comment lines that are glued to nothing else.
    fn below(&self, last: usize) -> usize {
        let end = self.line_end(last);
        let mut at = end;
        while at < self.text.len() && self.is_comment(at) {
            at = self.line_end(at);
        }
        let line = self.text[at..self.line_end(at)].trim();
        if line.is_empty() { at } else { end }
    }

    /// Returns whether the line that begins at a byte is nothing but a comment.
    pub(super) fn is_comment(&self, start: usize) -> bool {
        let line = self.text[start..].trim_start_matches([' ', '\t']);
        let behind = self.long.partition_point(|range| range.start < start);
        let is_inside = behind.checked_sub(1).is_some_and(|before| start < self.long[before].end);
        line.starts_with('#') && !is_inside
    }
}

/// Collects the values of several lines; none of them lies in another.
fn find_long(text: &str, value: &Spanned<DeValue<'_>>, found: &mut Vec<Range<usize>>) {
    let range = value.span();
    let is_header = text.as_bytes().get(range.start) == Some(&b'[');
    match value.get_ref() {
        DeValue::Table(table) if is_header || !text[range.clone()].ends_with('}') => {
            table.iter().for_each(|(_, value)| find_long(text, value, found));
        }
        DeValue::Array(array) if has_headers(value) => {
            array.iter().for_each(|value| find_long(text, value, found));
        }
        _ if memchr::memchr(b'\n', &text.as_bytes()[range.clone()]).is_some() => found.push(range),
        _ => {}
    }
}

/// Returns whether a list is one of tables under headers: its place is then that of the first header.
fn has_headers(value: &Spanned<DeValue<'_>>) -> bool {
    let first = value.get_ref().as_array().and_then(|array| array.iter().next());
    first.is_some_and(|first| first.span().start == value.span().start)
}

/// Returns the byte behind everything that a value holds, also in tables under headers of their own.
fn last_byte(value: &Spanned<DeValue<'_>>) -> usize {
    let own = value.span().end;
    let inside = match value.get_ref() {
        DeValue::Table(table) => table.iter().map(|(key, value)| last_byte(value).max(key.span().end)).max(),
        DeValue::Array(array) => array.iter().map(last_byte).max(),
        _ => None,
    };
    inside.map_or(own, |inside| own.max(inside))
}

/// Reads when a post goes out, as far as that can be read.
fn when(post: &DeTable<'_>) -> Option<When> {
    let (_, at) = post.iter().find(|(key, _)| *key.get_ref() == "at")?;
    let moment: Datetime = match at.get_ref() {
        DeValue::Datetime(moment) => *moment,
        DeValue::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    let date = moment.date?;
    let date = NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())?;
    let time = moment.time.and_then(|time| {
        NaiveTime::from_hms_opt(time.hour.into(), time.minute.into(), time.second.unwrap_or(0).into())
    });
    Some(When { date, time })
}
