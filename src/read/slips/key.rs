//! Keys: what stands before `=`, and where there is none.

use super::quotes::{self, unquoted};
use super::words::{LISTS, sort_of, takes_own_names};
use super::{Scene, Slip, Token, header, lines, shown, value};
use crate::read::patch::Edit;
use crate::read::scan::{Kind, is_bare};
use crate::read::values::quoted;

/// What other languages write between a key and its value.
const SIGNS: &[&str] = &[":=", "=>", "->", "=:", ":"];

/// Finds what is wrong with a statement: its key, or else its value.
pub(super) fn find(scene: &Scene<'_>) -> Option<Slip> {
    if let Some(slip) = lines::swallowed(scene) {
        return Some(slip);
    }
    let tokens = scene.tokens();
    let equals = tokens.iter().take_while(|token| !token.is_end()).position(|token| token.is(b'='));
    let Some(equals) = equals else { return Some(no_equals(scene)) };
    if scene.fault.at <= tokens[equals].start
        && let Some(slip) = wrong_key(scene, &tokens[..equals], &tokens[equals])
    {
        return Some(slip);
    }
    value::find(scene, equals)
}

/// Says what is wrong with a statement that has no `=`.
fn no_equals(scene: &Scene<'_>) -> Slip {
    let tokens = scene.tokens();
    let Some(first) = tokens.first() else {
        return Slip::new(
            scene.line(),
            "a line that cannot be read",
            "write `key = value`, or drop the line",
        );
    };
    let line = first.start..scene.content_before(tokens.len()).max(first.end);
    match first.kind {
        Kind::Mark(mark @ (b']' | b'}')) => return lone_close(first, mark),
        Kind::Mark(_) | Kind::Remark | Kind::LineEnd => {
            let message = "a line that begins with no key";
            return Slip::new(first.range(), message, "write `key = value`, or drop the line");
        }
        Kind::Text { closed: false, .. } => return open_key(scene, first),
        Kind::Text { long: false, .. }
            if scene.word(first).contains('=')
                && tokens.get(1).is_some_and(|next| next.start == first.end) =>
        {
            return open_key(scene, first);
        }
        Kind::Text { .. } | Kind::Word => {}
    }
    if let Some(slip) = header::unopened(scene, line.clone()).or_else(|| other_sign(scene, line.clone())) {
        return slip;
    }
    let word = scene.word(first);
    let Some(second) = tokens.get(1).filter(|token| !token.is_end()) else {
        let at = if word.contains(['.', ':']) || is_bare(word) { first.end..first.end } else { line };
        if let Some(slip) = quotes::no_opening(scene, first.range()).filter(|_| first.kind == Kind::Word) {
            return slip;
        }
        if let Some(mut slip) = lines::no_quotes(scene, first.end..first.end) {
            // Without `=` no quotes help.
            slip.fix = None;
            slip.ways = vec![vec![Edit::blank(scene.text, first.start..slip.until - 1)]];
            return slip;
        }
        return Slip::new(at, "a key without `=` and a value", "write `key = value`, or `#` before a remark");
    };
    let is_key = is_bare(word) || matches!(first.kind, Kind::Text { .. });
    let is_value = match second.kind {
        Kind::Text { closed, .. } => closed,
        Kind::Mark(mark) => matches!(mark, b'[' | b'{') && sort_of(word).is_some(),
        Kind::Word => sort_of(word).is_some() && super::scalar::is_sound(scene.word(second)),
        Kind::Remark | Kind::LineEnd => false,
    };
    if is_key && is_value {
        let rest = scene.part(second.start..line.end);
        let help = format!("write `{word} = {}`", shown(rest));
        let gap = Edit::new(first.end..second.start, " = ");
        return Slip::new(second.start..second.start, "a key without `=` before its value", help)
            .fix("write `=`", vec![gap]);
    }
    lines::stray(scene, line)
}

/// Says that a bracket is closed that was never opened.
pub(super) fn lone_close(token: &Token, mark: u8) -> Slip {
    let (close, open) = if mark == b']' { (']', '[') } else { ('}', '{') };
    let message = format!("a `{close}` without its `{open}`");
    Slip::new(token.range(), message, format!("put `{open}` where it begins, or drop the `{close}`"))
}

/// Says that a key opens quotes and closes none.
fn open_key(scene: &Scene<'_>, token: &Token) -> Slip {
    let text = scene.word(token);
    let quote = &text[..1];
    let slip = Slip::new(
        token.start..token.start + 1,
        format!("a `{quote}` before a key is never closed"),
        format!("close it with `{quote}` before the `=`, or drop it"),
    );
    match text[1..].split_once('=') {
        Some((key, _)) if is_bare(key.trim()) => slip.replace(format!("drop the `{quote}`"), ""),
        _ => slip,
    }
}

/// Finds `:` and the like in place of `=`.
fn other_sign(scene: &Scene<'_>, line: std::ops::Range<usize>) -> Option<Slip> {
    let text = scene.part(line.clone());
    let key_length = match text.as_bytes().first()? {
        b'"' | b'\'' => crate::read::pieces::string_end(text.as_bytes(), 0).0,
        _ => text.find(|letter: char| !is_bare(letter.encode_utf8(&mut [0; 4])) && letter != '.')?,
    };
    let key = &text[..key_length];
    let rest = text[key_length..].trim_start();
    let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign)).filter(|_| !key.is_empty())?;
    let sign_at = line.end - rest.len();
    let value = rest[sign.len()..].trim_start();
    let message = format!("a key is followed by `=`, not by `{sign}`");
    let at = sign_at..sign_at + sign.len();
    if value.is_empty() || value.starts_with('#') {
        let help = if sort_of(key).is_some() {
            format!("write `{key} = …`, with a value")
        } else if LISTS.contains(&key) {
            format!("write `[[{key}]]` above each {key}, and `key = value` below")
        } else {
            format!("write `{key} = …`, or `[{key}]` above the keys that belong to it")
        };
        return Some(Slip::new(at, message, help));
    }
    let between = Edit::new(line.start + key_length..line.end - value.len(), " = ");
    let help = format!("write `{} = {}`", shown(key), shown(value));
    Some(Slip::new(at, message, help).fix("write `=`", vec![between]))
}

/// Finds what is wrong with a key.
fn wrong_key(scene: &Scene<'_>, tokens: &[Token], equals: &Token) -> Option<Slip> {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
        let help = "write a key before `=`, or drop the line";
        return Some(Slip::new(equals.range(), "a value without a key", help));
    };
    let whole = first.start..last.end;
    let key = scene.part(whole.clone());
    if let Some(sign) = ends_with_sign(key) {
        let message = format!("a key is followed by `=`, not by `{sign}=`");
        let start = whole.start + key.trim_end_matches(sign).trim_end().len();
        let edit = Edit::new(start..equals.end, " =");
        let slip = Slip::new(whole.end - sign.len()..equals.end, message, "write `=` alone");
        return Some(slip.fix("write `=`", vec![edit]));
    }
    match first.kind {
        Kind::Text { closed: false, .. } => return Some(open_key(scene, first)),
        Kind::Text { long: true, .. } => {
            let message = "a key has one pair of quotes, not three";
            return Some(Slip::new(first.range(), message, "write it with one pair, or with none"));
        }
        Kind::Text { .. } => return quotes::inside(scene, first),
        Kind::Mark(mark @ (b']' | b'}')) => return Some(lone_close(first, mark)),
        Kind::Mark(_) => {
            let message = "a line that begins with no key";
            return Some(Slip::new(first.range(), message, "write `key = value`, or drop the line"));
        }
        Kind::Word | Kind::Remark | Kind::LineEnd => {}
    }
    if tokens.len() > 1 && key.contains('.') {
        return None;
    }
    if tokens.len() > 1 {
        let message = format!("a key is one word, not several: `{}`", shown(key));
        let joined: Vec<&str> = key.split_whitespace().collect();
        let joined = joined.join("_");
        let help = format!("write it as one word, such as `{}`, or `#` before a remark", shown(&joined));
        return Some(Slip::new(whole, message, help));
    }
    wrong_name(scene, first, scene.header)
}

fn ends_with_sign(key: &str) -> Option<&'static str> {
    [":", "-"].into_iter().find(|sign| key.ends_with(sign) && (*sign == ":" || key.ends_with(" -")))
}

/// Says that a name cannot stand without quotes; `path` names the table in which it stands.
pub(super) fn wrong_name(scene: &Scene<'_>, token: &Token, path: &str) -> Option<Slip> {
    let name = scene.word(token);
    let parts = name.split('.');
    if parts.clone().all(is_bare) {
        return None;
    }
    if parts.clone().any(str::is_empty) {
        let help = "write one dot between two names, as in `variants.telegram`";
        return Some(Slip::new(token.range(), "a dot too many stands in a key", help));
    }
    if let Some(bare) = unquoted(name) {
        let right = if is_bare(bare) { bare.to_owned() } else { quoted(bare) };
        let message = format!("the quotes around `{}` are none that a file like this knows", shown(bare));
        return Some(
            Slip::new(token.range(), message, format!("write `{}`", shown(&right)))
                .replace(format!("write `{}`", shown(&right)), right),
        );
    }
    let quoted = quoted(name);
    if !name.contains('.') && takes_own_names(path) {
        let help = format!(
            "write `{}`: without quotes a name has letters a to z, digits, `-` and `_` alone",
            shown(&quoted)
        );
        let slip = Slip::new(token.range(), format!("the name `{}` needs quotes", shown(name)), help);
        return Some(slip.replace("put it in quotes", quoted));
    }
    // No key of the format needs quotes: the key itself is wrong.
    let message = format!("`{}` is no key: a key has letters a to z, digits, `-` and `_` alone", shown(name));
    let help = "write the key's own name, such as `title`; keys of your own go under `extra = { … }`";
    Some(Slip::new(token.range(), message, help))
}
