//! Values: what stands behind `=`.

use super::behind::behind;
use super::words::{Sort, holds_shares, holds_words, sort_of};
use super::{Scene, Slip, brackets, closing, key, lines, quotes, scalar, shown};
use crate::read::scan::{Kind, Token};

/// Where a value stands, as far as it says what may be meant.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting<'t> {
    /// Its key, without what stands before a dot.
    pub(super) key: &'t str,
    /// The table in which the key stands.
    pub(super) table: &'t str,
    /// Whether it is one of a list.
    pub(super) listed: bool,
}

impl Setting<'_> {
    /// Tells what the value should be.
    pub(super) fn sort(&self) -> Option<Sort> {
        if holds_shares(self.table) {
            return Some(Sort::Number);
        }
        if holds_words(self.table) { Some(Sort::Text) } else { sort_of(self.key) }
    }
}

/// Finds what is wrong behind the `=` of a statement.
pub(super) fn find(scene: &Scene<'_>, equals: usize) -> Option<Slip> {
    let tokens = scene.tokens();
    let name = scene.part(scene.statement.start()..tokens[equals].start).trim();
    let (table, name) = match name.rsplit_once('.') {
        Some((table, name)) => (table.trim(), name.trim()),
        None => (scene.header, name),
    };
    let setting = Setting { key: name, table, listed: false };
    let index = equals + 1;
    let Some(first) = tokens.get(index).filter(|token| !token.is_end()) else {
        return Some(no_value(scene, equals));
    };
    match first.kind {
        Kind::Mark(b'=') => Some(two_equals(&tokens[equals], first)),
        Kind::Mark(b'[' | b'{') => brackets::find(scene, index, setting),
        Kind::Mark(mark @ (b']' | b'}')) => Some(key::lone_close(first, mark)),
        Kind::Mark(_) | Kind::Remark | Kind::LineEnd => Some(no_value(scene, equals)),
        Kind::Text { .. } => {
            quotes::wrong(scene, index, false).or_else(|| behind(scene, index, index + 1, setting))
        }
        Kind::Word => word(scene, equals, setting),
    }
}

/// Says that a key has no value.
fn no_value(scene: &Scene<'_>, equals: usize) -> Slip {
    let at = scene.tokens()[equals].end;
    let line = super::line_of(scene.text, at);
    let at = if scene.text[at..line.end].starts_with(' ') { at + 1 } else { at };
    if scene.token(equals + 1).is_none_or(|next| next.kind != Kind::Remark)
        && let Some(slip) = closing::unopened(scene, at).or_else(|| lines::no_quotes(scene, at..at))
    {
        return slip;
    }
    let help = match scene.token(equals + 1) {
        Some(remark) if remark.kind == Kind::Remark => {
            let word = scene.word(remark).split_whitespace().next().unwrap_or("#");
            format!(
                "write a value before the remark; `#` begins one unless it stands in quotes: `\"{}\"`",
                shown(word)
            )
        }
        _ => "write a value behind `=`, or drop the line".to_owned(),
    };
    Slip::new(at..at, "a key without a value", help)
}

/// Says that there is one `=` too many.
pub(super) fn two_equals(first: &Token, second: &Token) -> Slip {
    let slip = Slip::new(first.start..second.end, "two `=` stand behind a key", "write one `=`");
    slip.replace("write one `=`", "=")
}

/// Finds what is wrong with a value that begins with a word.
fn word(scene: &Scene<'_>, equals: usize, setting: Setting<'_>) -> Option<Slip> {
    let tokens = scene.tokens();
    let (index, first) = (equals + 1, tokens[equals + 1]);
    if scene.word(&first).starts_with('>') && tokens[equals].end == first.start {
        let at = tokens[equals].start..first.start + 1;
        let slip = Slip::new(at, "a key is followed by `=`, not by `=>`", "write `=` alone");
        return Some(slip.replace("write `=`", "= "));
    }
    let phrase = phrase(tokens, index);
    let sound = scalar::sound_words(scene, &tokens[index..phrase]);
    if sound > 0 {
        return behind(scene, index + sound - 1, index + sound, setting);
    }
    let next_key = tokens.get(phrase).is_some_and(|token| token.is(b'=')) && phrase - index > 1;
    let last = if next_key { phrase - 2 } else { phrase - 1 };
    if let Some(slip) = semicolon(scene, &tokens[index..=last]) {
        return Some(slip);
    }
    let all = first.start..scene.content_before(tokens.len());
    let is_text = matches!(setting.sort(), Some(Sort::Text | Sort::Texts));
    if is_text && !next_key && tokens.get(phrase).is_some_and(|token| !token.is_end()) {
        // What follows is text too: quotes inside, commas, brackets.
        let is_list = tokens[phrase].is(b',') && setting.sort() == Some(Sort::Texts);
        let written = scene.part(all.clone());
        let say = if is_list { scalar::several } else { scalar::bare_text };
        return Some(say(written, all, setting));
    }
    scalar::find(scene, first.start..tokens[last].end, setting)
}

/// Finds a `;` that ends a value.
fn semicolon(scene: &Scene<'_>, words: &[Token]) -> Option<Slip> {
    let [only] = words else { return None };
    let stem = scene.word(only).strip_suffix(';')?;
    if !scalar::is_sound(stem) {
        return None;
    }
    let slip = Slip::new(only.end - 1..only.end, "a `;` stands behind the value", "drop the `;`");
    Some(slip.replace("drop the `;`", ""))
}

/// Returns the index behind the words that stand in a row on one line.
pub(super) fn phrase(tokens: &[Token], from: usize) -> usize {
    from + tokens[from..].iter().take_while(|token| token.kind == Kind::Word).count()
}
