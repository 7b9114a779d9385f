//! What stands behind a value on its line.

use super::value::Setting;
use super::words::Sort;
use super::{Scene, Slip, dates, key, quotes, scalar};
use crate::read::patch::Edit;
use crate::read::scan::Kind;

/// Says what is wrong with what follows a value, which ends with the token `last`; `next` is the token behind it.
pub(super) fn behind(scene: &Scene<'_>, last: usize, next: usize, setting: Setting<'_>) -> Option<Slip> {
    let tokens = scene.tokens();
    let token = tokens.get(next).filter(|token| !token.is_end())?;
    let stray = token.start..scene.content_before(tokens.len());
    let is_last = tokens.get(next + 1).is_none_or(super::Token::is_end);
    let is_key = matches!(token.kind, Kind::Word | Kind::Text { .. })
        && tokens.get(next + 1).is_some_and(|token| token.is(b'='));
    if is_key {
        let message = "two keys stand on one line";
        let slip = Slip::new(token.range(), message, "put each key on a line of its own");
        let apart = Edit::new(tokens[last].end..token.start, "\n");
        return Some(slip.fix("put it on a line of its own", vec![apart]));
    }
    match token.kind {
        Kind::Mark(b',') if is_last => {
            let slip = Slip::new(token.range(), "a comma stands behind the value", "drop the comma");
            return Some(slip.replace("drop the comma", ""));
        }
        Kind::Mark(b',') => {
            let range = tokens[last].start..stray.end;
            let written = scene.part(range.clone());
            if let Some(slip) =
                decimal_comma(written, range.start, setting).or_else(|| dates::find(written, range.clone()))
            {
                return Some(slip);
            }
            return Some(scalar::several(written, range, setting));
        }
        Kind::Mark(mark @ (b']' | b'}')) => return Some(key::lone_close(token, mark)),
        Kind::Word if scene.word(token) == "%" && is_last => {
            let slip = Slip::new(token.range(), "a percent sign stands behind the number", "drop the `%`");
            return Some(slip.replace("drop the `%`", ""));
        }
        Kind::Word if scene.word(token) == ";" && is_last => {
            let slip = Slip::new(token.range(), "a `;` stands behind the value", "drop the `;`");
            return Some(slip.replace("drop the `;`", ""));
        }
        Kind::Mark(_) | Kind::Word | Kind::Text { .. } | Kind::Remark | Kind::LineEnd => {}
    }
    if let Some(slip) = quotes::around(scene, last, next) {
        return Some(slip);
    }
    let help = "put each key on a line of its own, and remarks behind `#`";
    let slip = Slip::new(stray.clone(), "something stands behind the value", help);
    // Words behind a word may belong to it; behind quotes or a bracket the value is sound.
    let is_sound = tokens[last].kind != Kind::Word;
    Some(if is_sound { slip.way(vec![Edit::blank(scene.text, stray)]) } else { slip })
}

/// Says that a comma stands where a decimal point does.
fn decimal_comma(written: &str, start: usize, setting: Setting<'_>) -> Option<Slip> {
    let (whole, fraction) = written.split_once(',')?;
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if setting.sort() != Some(Sort::Number) || !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    let message = format!("`{written}` has a comma for its decimal point");
    let right = format!("{whole}.{fraction}");
    let slip = Slip::new(start..start + written.len(), message, format!("write `{right}`"));
    Some(slip.replace(format!("write `{right}`"), right))
}
