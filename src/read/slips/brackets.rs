//! Lists in `[…]` and tables in `{…}`: commas, keys and brackets that are missing or too many.

use super::behind::behind;
use super::value::{Setting, phrase, two_equals};
use super::{Scene, Slip, Token, key, quotes, scalar, shown};
use crate::read::patch::Edit;
use crate::read::scan::{Kind, line_of};

/// What comes next inside a pair of brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// A key, or the end of a table.
    Key,
    /// `=`.
    Equals,
    /// A value; in a list also its end.
    Value,
    /// A comma, or the end.
    Comma,
}

/// A pair of brackets that is open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame<'t> {
    pub(super) open: Token,
    pub(super) is_list: bool,
    next: Next,
    /// The key that was read last, with its place.
    key: Option<Token>,
    setting: Setting<'t>,
}

impl Frame<'_> {
    pub(super) fn close(&self) -> char {
        if self.is_list { ']' } else { '}' }
    }
}

/// A walk through a value in brackets.
pub(super) struct Walk<'s, 't> {
    pub(super) scene: &'s Scene<'t>,
    pub(super) frames: Vec<Frame<'t>>,
    /// Where to begin to judge: the parser had nothing against what stands before.
    from: usize,
}

/// Finds what is wrong with a value that begins with a bracket.
pub(super) fn find<'t>(scene: &Scene<'t>, first: usize, setting: Setting<'t>) -> Option<Slip> {
    let mut walk = Walk { scene, frames: Vec::new(), from: scene.line().start };
    let tokens = scene.tokens();
    walk.open(tokens[first], setting);
    let mut index = first + 1;
    while index < tokens.len() {
        if tokens[index].is_end() {
            index += 1;
            continue;
        }
        let Some(frame) = walk.frames.last().copied() else {
            return behind(scene, index - 1, index, setting);
        };
        if tokens[index].end >= walk.from
            && let Some(slip) = walk.judge(index, &frame)
        {
            return Some(slip);
        }
        index = walk.step(index);
    }
    (!walk.frames.is_empty()).then(|| walk.unclosed_at_end())
}

impl<'t> Walk<'_, 't> {
    fn open(&mut self, token: Token, setting: Setting<'t>) {
        let is_list = token.is(b'[');
        let next = if is_list { Next::Value } else { Next::Key };
        self.frames.push(Frame { open: token, is_list, next, key: None, setting });
    }

    /// Returns where the value to come stands.
    fn setting(&self, frame: &Frame<'t>) -> Setting<'t> {
        if frame.is_list {
            return Setting { listed: true, ..frame.setting };
        }
        let key = frame.key.map_or("", |key| self.scene.word(&key));
        // Own keys stand in a table of that name; those of a list of tables in the list's.
        Setting { key, table: frame.setting.key, listed: false }
    }

    /// Goes over a token, and returns the index of the next one.
    fn step(&mut self, index: usize) -> usize {
        let token = self.scene.tokens()[index];
        let Some(frame) = self.frames.last().copied() else { return index + 1 };
        let setting = self.setting(&frame);
        let set = |frames: &mut Vec<Frame<'t>>, next: Next| {
            if let Some(frame) = frames.last_mut() {
                frame.next = next;
            }
        };
        match token.kind {
            Kind::Mark(b'[' | b'{') => {
                set(&mut self.frames, Next::Comma);
                self.open(token, setting);
            }
            Kind::Mark(b']' | b'}') => {
                self.frames.pop();
            }
            Kind::Mark(b',') => set(&mut self.frames, if frame.is_list { Next::Value } else { Next::Key }),
            Kind::Mark(_) => set(&mut self.frames, Next::Value),
            Kind::Word | Kind::Text { .. } if frame.next == Next::Key => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.key = Some(token);
                    frame.next = Next::Equals;
                }
            }
            Kind::Word => {
                set(&mut self.frames, Next::Comma);
                let end = phrase(self.scene.tokens(), index);
                let before_key = self.scene.token(end).is_some_and(|token| token.is(b'=')) && end - index > 1;
                return if before_key { end - 1 } else { end };
            }
            Kind::Text { .. } => set(&mut self.frames, Next::Comma),
            Kind::Remark | Kind::LineEnd => {}
        }
        index + 1
    }

    /// Says what is wrong with a token where it stands.
    fn judge(&self, index: usize, frame: &Frame<'t>) -> Option<Slip> {
        let scene = self.scene;
        let token = &scene.tokens()[index];
        match token.kind {
            Kind::Mark(mark @ (b']' | b'}')) => self.close(index, frame, mark),
            Kind::Mark(b',') => match frame.next {
                Next::Comma => None,
                Next::Equals => Some(self.no_equals(frame, None)),
                Next::Value if !frame.is_list => Some(self.no_value(frame)),
                Next::Key | Next::Value => {
                    let slip = Slip::new(token.range(), "a comma too many", "drop one comma");
                    Some(slip.replace("drop the comma", ""))
                }
            },
            Kind::Mark(b'=') => match frame.next {
                Next::Equals => None,
                Next::Key => {
                    let help = "write a key before `=`, or drop it";
                    Some(Slip::new(token.range(), "a value without a key", help))
                }
                Next::Value if !frame.is_list => Some(two_equals(&scene.tokens()[index - 1], token)),
                Next::Value | Next::Comma => Some(self.stray_equals(index, frame)),
            },
            Kind::Mark(_) => match frame.next {
                Next::Value => self.is_statement(index).then(|| self.unclosed(index, frame)),
                Next::Equals => Some(self.no_equals(frame, Some(token))),
                Next::Key | Next::Comma => Some(self.no_comma(index, frame)),
            },
            Kind::Word | Kind::Text { .. } => self.word(index, frame),
            Kind::Remark | Kind::LineEnd => None,
        }
    }

    fn word(&self, index: usize, frame: &Frame<'t>) -> Option<Slip> {
        let scene = self.scene;
        let token = &scene.tokens()[index];
        let setting = self.setting(frame);
        if !frame.is_list && frame.next != Next::Key && self.is_statement(index) {
            return Some(self.unclosed(index, frame));
        }
        match frame.next {
            Next::Comma => Some(self.no_comma(index, frame)),
            Next::Key => {
                if let Kind::Text { .. } = token.kind {
                    return quotes::wrong(scene, index, true);
                }
                let word = scene.word(token);
                if let Some(slip) = colon(scene, index, word) {
                    return Some(slip);
                }
                key::wrong_name(scene, token, frame.setting.key)
            }
            Next::Equals => {
                let word = scene.word(token);
                let sign = [":=", "=>", "->", ":"].into_iter().find(|sign| word.starts_with(sign));
                if let (Some(sign), Some(key)) = (sign, frame.key) {
                    return Some(other_sign(key.end, token.start, sign, scene));
                }
                Some(self.no_equals(frame, Some(token)))
            }
            Next::Value if matches!(token.kind, Kind::Text { .. }) => quotes::wrong(scene, index, true),
            Next::Value => {
                let tokens = scene.tokens();
                let end = phrase(tokens, index);
                let before_equals = tokens.get(end).is_some_and(|token| token.is(b'='));
                if frame.is_list && before_equals && end - index == 1 {
                    return Some(self.stray_equals(end, frame));
                }
                let end = if before_equals && end - index > 1 { end - 1 } else { end };
                let words = &tokens[index..end];
                let sound = scalar::sound_words(scene, words);
                if sound == words.len() {
                    return None;
                }
                if sound > 0 {
                    return Some(self.no_comma(index + sound, frame));
                }
                scalar::find(scene, token.start..words[words.len() - 1].end, setting)
            }
        }
    }

    /// Says what is wrong with a bracket that closes.
    fn close(&self, index: usize, frame: &Frame<'t>, mark: u8) -> Option<Slip> {
        let scene = self.scene;
        let token = &scene.tokens()[index];
        if frame.is_list != (mark == b']') {
            let meant_for_outer =
                self.frames.iter().rev().skip(1).any(|outer| outer.is_list == (mark == b']'));
            if meant_for_outer {
                let at = scene.content_before(index);
                let text = if frame.is_list { "]" } else { " }" };
                let mut slip = self
                    .never_closed(frame)
                    .fix(format!("write `{}`", frame.close()), vec![Edit::insert(at, text)]);
                slip.until = line_of(scene.text, token.start).end + 1;
                return Some(slip);
            }
            let (open, close) = (scene.word(&frame.open), frame.close());
            let message = format!("a bracket opens with `{open}` but closes with `{}`", scene.word(token));
            let slip = Slip::new(token.range(), message, format!("write `{close}`"));
            return Some(slip.replace(format!("write `{close}`"), close.to_string()));
        }
        match frame.next {
            Next::Equals => Some(self.no_equals(frame, None)),
            Next::Value if !frame.is_list => Some(self.no_value(frame)),
            Next::Key | Next::Value | Next::Comma => None,
        }
    }

    fn no_value(&self, frame: &Frame<'t>) -> Slip {
        let key = frame.key.unwrap_or(frame.open);
        let message = format!("`{}` has no value", shown(self.scene.word(&key)));
        Slip::new(key.range(), message, "write a value behind `=`, or drop the key")
    }

    /// Says that a key in a table has no `=`; `value` is what stands behind it.
    fn no_equals(&self, frame: &Frame<'t>, value: Option<&Token>) -> Slip {
        let scene = self.scene;
        let key = frame.key.unwrap_or(frame.open);
        let name = shown(scene.word(&key));
        let value = value.filter(|value| line_of(scene.text, key.start).contains(&value.start));
        let Some(value) = value else {
            let message = format!("`{name}` has no `=` and no value");
            let help = format!("write `{name} = …`: in `{{…}}` each key has a value");
            return Slip::new(key.range(), message, help);
        };
        let message = format!("no `=` stands between `{name}` and its value");
        let slip = Slip::new(value.start..value.start, message, format!("write `{name} = …`"));
        let is_sure = matches!(value.kind, Kind::Text { closed: true, .. } | Kind::Mark(_));
        let gap = vec![Edit::new(key.end..value.start, " = ")];
        if is_sure { slip.fix("write `=`", gap) } else { slip }
    }

    /// Says what is wrong with `=` where none can stand.
    fn stray_equals(&self, index: usize, frame: &Frame<'t>) -> Slip {
        let scene = self.scene;
        let token = &scene.tokens()[index];
        let Some(before) = index.checked_sub(1).map(|before| &scene.tokens()[before]) else {
            return super::said::find(scene);
        };
        if frame.is_list && self.is_statement(index - 1) {
            return self.unclosed(index - 1, frame);
        }
        let line = line_of(scene.text, before.start);
        let ends_table =
            scene.part(before.start..line.end).trim_end_matches([',', ' ', '\t', '\r']).ends_with('}');
        if frame.is_list && scene.begins_line(before) && ends_table {
            let close = before.start..line.end;
            let slip = Slip::new(close, "a `}` without its `{`", "put `{` where the table begins");
            return slip.fix("write `{`", vec![Edit::insert(before.start, "{ ")]);
        }
        if frame.is_list {
            let message = "a key stands in a list, where only values can";
            let pair = shown(scene.part(before.start..scene.content_before(scene.tokens().len())));
            let pair = pair.trim_end_matches([']', '…']);
            return Slip::new(before.start..token.end, message, format!("put it in braces: `{{ {pair} }}`"));
        }
        two_equals(token, token)
    }

    /// Says that a comma is missing, unless a bracket is never closed.
    fn no_comma(&self, index: usize, frame: &Frame<'t>) -> Slip {
        let scene = self.scene;
        let token = &scene.tokens()[index];
        if scene.begins_line(token) && (self.is_statement(index) || self.is_sibling(token, frame)) {
            return self.unclosed(index, frame);
        }
        if let Some(slip) = index.checked_sub(1).and_then(|last| quotes::around(scene, last, index))
            && scene.tokens()[index - 1].end == token.start
        {
            let mut slip = slip;
            slip.fix = None;
            return slip;
        }
        let end = scene.content_before(index);
        let what = if frame.is_list { "two values of a list" } else { "two keys of a table" };
        let slip =
            Slip::new(end..token.start, format!("no comma stands between {what}"), "write `,` between them");
        slip.fix("write `,`", vec![Edit::insert(end, ",")])
    }
}

/// Finds `key:` in a table.
fn colon(scene: &Scene<'_>, index: usize, word: &str) -> Option<Slip> {
    let token = scene.token(index)?;
    let (name, rest) = word.split_once(':')?;
    if !crate::read::scan::is_bare(name) {
        return None;
    }
    let colon = token.start + name.len();
    // `file:"x"` is one word.
    let follows = !rest.is_empty() || scene.token(index + 1).is_some_and(|next| !next.is(b'='));
    follows.then(|| other_sign(colon, colon, ":", scene))
}

fn other_sign(key_end: usize, sign_start: usize, sign: &str, scene: &Scene<'_>) -> Slip {
    let sign_end = sign_start + sign.len();
    let blanks = scene.text[sign_end..].len() - scene.text[sign_end..].trim_start_matches([' ', '\t']).len();
    let message = format!("a key is followed by `=`, not by `{sign}`");
    let slip = Slip::new(sign_start..sign_end, message, "write `=` in its place");
    slip.fix("write `=`", vec![Edit::new(key_end..sign_end + blanks, " = ")])
}
