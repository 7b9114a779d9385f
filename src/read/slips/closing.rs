//! Brackets that are never closed: which line is no part of them any more, and where they close to read on.

use super::brackets::{Frame, Walk};
use super::{Scene, Slip, Token};
use crate::read::patch::Edit;
use crate::read::scan::{is_header, is_pair, line_of};

impl<'t> Walk<'_, 't> {
    /// Returns whether a token begins what can only be a line of its own: the bracket above was never closed.
    pub(super) fn is_statement(&self, index: usize) -> bool {
        let scene = self.scene;
        let token = &scene.tokens()[index];
        if !scene.begins_line(token) {
            return false;
        }
        let line = scene.part(line_of(scene.text, token.start));
        if is_header(line) {
            return true;
        }
        is_pair(line) && indent(line) <= self.indent_of_statement()
    }

    /// Returns whether a token begins another one of what the table before it is.
    pub(super) fn is_sibling(&self, token: &Token, frame: &Frame<'t>) -> bool {
        !frame.is_list && token.is(b'{') && self.frames.len() > 1
    }

    fn indent_of_statement(&self) -> usize {
        let scene = self.scene;
        indent(scene.part(line_of(scene.text, scene.statement.start())))
    }

    pub(super) fn never_closed(&self, frame: &Frame<'t>) -> Slip {
        let (open, close) = (self.scene.word(&frame.open), frame.close());
        let what = if frame.is_list { "list" } else { "table" };
        let message = format!("the {what} that opens with `{open}` is never closed");
        Slip::new(frame.open.range(), message, format!("close it with `{close}`"))
    }

    /// Says that a bracket is never closed, since a token begins what is no part of it.
    pub(super) fn unclosed(&self, index: usize, frame: &Frame<'t>) -> Slip {
        let scene = self.scene;
        let end = scene.content_before(index);
        let sibling = scene.token(index).is_some_and(|token| self.is_sibling(token, frame));
        let closers: String = if sibling {
            " },".to_owned()
        } else {
            self.frames.iter().rev().map(|frame| if frame.is_list { "]" } else { " }" }).collect()
        };
        let slip = self.never_closed(frame);
        let close = vec![Edit::insert(end, closers)];
        let is_near = line_of(scene.text, frame.open.start).end >= end;
        let mut slip =
            if is_near { slip.fix(format!("write `{}`", frame.close()), close) } else { slip.way(close) };
        let next =
            scene.token(index).map_or(scene.text.len() + 1, |token| line_of(scene.text, token.start).start);
        slip.until = next;
        let start =
            if sibling { frame.open } else { self.frames.first().map_or(frame.open, |first| first.open) };
        let lost = if sibling {
            Edit::blank(scene.text, line_of(scene.text, start.start).start..line_of(scene.text, end).end)
        } else {
            Edit::give_up(scene.text, start.start..end)
        };
        slip.way(vec![lost])
    }

    /// Says that a bracket is never closed, and closes it before the first line that is no part of it.
    pub(super) fn unclosed_at_end(&self) -> Slip {
        let tokens = self.scene.tokens();
        let Some(frame) = self.frames.last() else { return super::said::find(self.scene) };
        let behind = tokens.iter().position(|token| token.start > frame.open.start).unwrap_or(tokens.len());
        let next = (behind..tokens.len()).find(|&index| !tokens[index].is_end() && self.is_statement(index));
        self.unclosed(next.unwrap_or(tokens.len()), frame)
    }
}

/// Says that a list has no first bracket, where its values stand on the lines below its key, and its last bracket behind
/// them.
pub(super) fn unopened(scene: &Scene<'_>, at: usize) -> Option<Slip> {
    let text = scene.text;
    let mut next = line_of(text, at).end + 1;
    let mut is_first = true;
    while next < text.len() {
        let line = line_of(text, next);
        let written = text[line.clone()].trim();
        if is_first && !written.starts_with(['{', '"', '\'', ']']) || is_pair(written) || is_header(written) {
            return None;
        }
        if written.starts_with(']') {
            let slip = Slip::new(at..at, "a list has no `[`", "write `[` before it");
            let lost = Edit::blank(text, line_of(text, at).start..line.end);
            let mut slip = slip.fix("write `[`", vec![Edit::insert(at, "[")]).way(vec![lost]);
            slip.until = line.end + 1;
            return Some(slip);
        }
        is_first &= written.is_empty();
        next = line.end.max(next) + 1;
    }
    None
}

/// Counts the blanks before a line.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}
