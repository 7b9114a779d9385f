//! Values without quotes that are no numbers, dates, or words for true and false.

use std::ops::Range;

use super::value::Setting;
use super::words::Sort;
use super::{Scene, Slip, Token, dates, quotes, shown};
use crate::read::values::quoted;

/// Longest word that may be a number or a date.
const LONGEST: usize = 64;

/// Returns whether a word can stand as a value.
pub(super) fn is_sound(word: &str) -> bool {
    word.len() <= LONGEST && toml::de::DeTable::parse(&format!("x = {word}")).is_ok()
}

/// Returns how many of the first words make a value that can stand: two where a time follows a date.
pub(super) fn sound_words(scene: &Scene<'_>, words: &[Token]) -> usize {
    let [first, rest @ ..] = words else { return 0 };
    if let [second, ..] = rest
        && second.start == first.end + 1
        && scene.word(second).contains(':')
        && is_sound(scene.part(first.start..second.end))
    {
        return 2;
    }
    // A date with something behind it that is meant as a time is no date alone.
    let is_half = rest.first().is_some_and(|second| {
        scene.word(first).contains('-')
            && scene.word(second).starts_with(|letter: char| letter.is_ascii_digit())
    });
    usize::from(!is_half && is_sound(scene.word(first)))
}

/// Says what is wrong with such a value.
pub(super) fn find(scene: &Scene<'_>, range: Range<usize>, setting: Setting<'_>) -> Option<Slip> {
    let written = scene.part(range.clone());
    quotes::of_print(scene, range.clone())
        .or_else(|| quotes::no_opening(scene, range.clone()))
        .or_else(|| flag(written, range.clone(), setting))
        .or_else(|| dates::find(written, range.clone()))
        .or_else(|| number(written, range.clone(), setting))
        .or_else(|| Some(bare_text(written, range, setting)))
}

/// Says how true and false are written.
fn flag(written: &str, range: Range<usize>, setting: Setting<'_>) -> Option<Slip> {
    let folded = written.to_lowercase();
    if !matches!(setting.sort(), Some(Sort::Flag) | None) {
        return None;
    }
    let meant = match &*folded {
        "true" => "true",
        "false" => "false",
        "yes" | "on" | "так" if setting.sort() == Some(Sort::Flag) => "true",
        "no" | "off" | "ні" if setting.sort() == Some(Sort::Flag) => "false",
        _ => return None,
    };
    let message = format!("`{written}` is not how true and false are written");
    let slip = Slip::new(range, message, format!("write `{meant}`"));
    Some(slip.replace(format!("write `{meant}`"), meant))
}

/// Says how a number is written.
fn number(written: &str, range: Range<usize>, setting: Setting<'_>) -> Option<Slip> {
    let sign = usize::from(written.starts_with(['+', '-']));
    let digits =
        written[sign..].find(|letter: char| !letter.is_ascii_digit()).unwrap_or(written.len() - sign);
    if digits == 0 {
        return None;
    }
    let (number, rest) = written.split_at(sign + digits);
    let plain = number[sign..].trim_start_matches('0');
    let plain = format!("{}{}", &number[..sign].replace('+', ""), if plain.is_empty() { "0" } else { plain });
    let wanted = matches!(setting.sort(), Some(Sort::Number));
    let say = |message: String, meant: String, sure: bool| {
        let slip = Slip::new(range.clone(), message, format!("write `{meant}`"));
        if sure { slip.replace(format!("write `{meant}`"), meant) } else { slip }
    };
    if rest.is_empty() {
        return Some(say(format!("the number `{written}` begins with a nought"), plain, wanted));
    }
    if rest.trim() == "%" {
        return Some(say(format!("a percent sign stands behind the number `{number}`"), plain, wanted));
    }
    if wanted {
        let message = format!("`{}` is a number with something behind it", shown(written));
        let help = format!("write the number alone, such as `{plain}`");
        return Some(Slip::new(range, message, help));
    }
    None
}

/// Says that a text has no quotes.
pub(super) fn bare_text(written: &str, range: Range<usize>, setting: Setting<'_>) -> Slip {
    let plain = !written.contains('\\') && !written.chars().any(char::is_control);
    let message = format!("`{}` is text without quotes", shown(written));
    let quoted = quoted(written);
    match setting.sort() {
        Some(Sort::Moment) => {
            let message = format!("`{}` is no date and no time", shown(written));
            Slip::new(range, message, dates::EXAMPLES)
        }
        Some(Sort::Number) => {
            let message = format!("`{}` is no number", shown(written));
            Slip::new(range, message, "write a number in plain digits, such as 12")
        }
        Some(Sort::Flag) => {
            let message = format!("`{}` is neither true nor false", shown(written));
            Slip::new(range, message, "write `true` or `false`")
        }
        Some(Sort::Text | Sort::Texts) | None if setting.listed && written.contains(char::is_whitespace) => {
            let words: Vec<String> = written.split_whitespace().map(|word| format!("\"{word}\"")).collect();
            let help =
                format!("put each text in quotes, and a comma between two: `{}`", shown(&words.join(", ")));
            Slip::new(range, message, help)
        }
        Some(Sort::Text | Sort::Texts) if plain => {
            let slip = Slip::new(range, message, format!("write `{}`", shown(&quoted)));
            slip.replace("put it in quotes", quoted)
        }
        Some(Sort::Text | Sort::Texts) | None => {
            Slip::new(range, message, "put text in double quotes: `\"…\"`")
        }
    }
}

/// Says that several values stand behind one key, which is a list without its brackets.
pub(super) fn several(written: &str, range: Range<usize>, setting: Setting<'_>) -> Slip {
    let inner = written.trim_matches(['(', ')', '[', ']', '{', '}', ' ']);
    let items: Vec<String> =
        inner.split(',').map(|item| quoted(item.trim().trim_matches(['"', '\'']))).collect();
    let list = format!("[{}]", items.join(", "));
    let sure = setting.sort() == Some(Sort::Texts)
        && inner.split(',').all(|item| !item.trim().is_empty() && !item.contains('='));
    let help = format!("put a list in brackets: `{}`", shown(&list));
    let slip = Slip::new(range, "several values stand behind one key", help);
    if sure { slip.replace("put the list in brackets", list) } else { slip }
}
