//! Texts in quotes: opened and never closed, with quotes inside, with quotes that a word processor made.

use std::ops::Range;

use super::{Scene, Slip, Token, lines, shown};
use crate::read::patch::Edit;
use crate::read::scan::{Kind, is_header, is_pair, line_of};

/// Quotes of print and of other languages.
const OPENING: &[char] = &['“', '”', '„', '«', '»', '‘', '’', '‚', '‹', '`', '"', '\''];
const CLOSING: &[char] = &['”', '“', '»', '«', '’', '‘', '›', '`', '"', '\''];
/// Lines that a text in single quotes may take up before it counts as one that was not closed.
const LINES: usize = 40;

/// Takes quotes of print off a text; `None` where there are none, or only plain ones.
pub(super) fn unquoted(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    let last = text.chars().next_back()?;
    let is_plain = |letter: char| matches!(letter, '"' | '\'');
    let inner = text.strip_prefix(OPENING)?.strip_suffix(CLOSING)?;
    (!(is_plain(first) && is_plain(last))).then_some(inner)
}

/// Writes a text in double quotes as it stands, where it can.
fn plainly(text: &str) -> Option<String> {
    let can =
        !text.contains(['"', '\\']) && !text.chars().any(|letter| letter.is_control() && letter != '\t');
    can.then(|| format!("\"{text}\""))
}

/// Says what is wrong with a text that stands as a value; `inside` brackets a comma or bracket may follow it.
pub(super) fn wrong(scene: &Scene<'_>, index: usize, inside: bool) -> Option<Slip> {
    let token = scene.token(index)?;
    match token.kind {
        Kind::Text { long: true, closed: false } => Some(lines::never_closed(scene, token)),
        Kind::Text { closed: false, .. } => Some(open(scene, index, inside)),
        _ => self::inside(scene, token),
    }
}

/// Says that a text is not closed on its line.
fn open(scene: &Scene<'_>, index: usize, inside: bool) -> Slip {
    let text = scene.text;
    let Some(token) = scene.token(index) else { return super::said::find(scene) };
    let quote = &text[token.start..=token.start];
    if let Some(last) = closing_line(text, token, quote) {
        let longer = quote.repeat(3);
        let message = format!("a text of several lines stands in one pair of `{quote}`");
        let help = format!("write `{longer}` before and behind it");
        let edits = vec![
            Edit::new(token.start..token.start + 1, &longer),
            Edit::new(last.end - 1..last.end, &longer),
        ];
        let until = line_of(text, last.end).end + 1;
        let mut slip = Slip::new(token.range(), message, help).fix(format!("write `{longer}`"), edits);
        slip.until = until;
        let lines = line_of(text, token.start).start..line_of(text, last.end).end;
        return slip
            .way(vec![Edit::give_up(text, token.start..last.end)])
            .way(vec![Edit::blank(text, lines)]);
    }
    let written = text[token.range()].trim_end();
    if written == quote
        && let Some(slip) = lines::no_quotes(scene, token.start..token.start + 1)
    {
        return slip;
    }
    let content = if inside { written.trim_end_matches([',', ']', '}', ' ', '\t']) } else { written };
    let end = token.start + content.len();
    let slip = Slip::new(
        token.range(),
        "a text is not closed on its line",
        format!("close it with `{quote}`, or write `{}` around a text of several lines", quote.repeat(3)),
    );
    if let Some(last) = other_quote(content) {
        let edit = Edit::new(end - last.len_utf8()..end, quote);
        return slip.fix(format!("close it with `{quote}`"), vec![edit]);
    }
    let sure = content.len() > 1 && !content.contains(" #") && !content.ends_with('\\');
    let close = vec![Edit::insert(end, quote)];
    if sure { slip.fix(format!("close it with `{quote}`"), close) } else { slip }
}

/// Returns the quote of another kind with which a text ends, unless it belongs to one inside.
fn other_quote(text: &str) -> Option<char> {
    let last = text.chars().next_back()?;
    let inner = text.get(1..text.len().checked_sub(last.len_utf8())?)?;
    let openers: &[char] = match last {
        '»' => &['«'],
        '«' => &['»'],
        '›' => &['‹'],
        '”' | '“' => &['“', '„', '”'],
        '’' | '‘' => &['‘', '‚'],
        '\'' | '"' | '`' => &[],
        _ => return None,
    };
    let is_plain_pair = openers.is_empty() && inner.contains(last);
    (!inner.contains(openers) && !is_plain_pair).then_some(last)
}

/// Finds the line on which a text that begins in one pair of quotes ends in them, where lines of text lie between.
fn closing_line(text: &str, token: &Token, quote: &str) -> Option<Range<usize>> {
    let mut next = token.end + 1;
    for _ in 0..LINES {
        if next >= text.len() {
            return None;
        }
        let line = line_of(text, next);
        let written = text[line.clone()].trim_end();
        if is_pair(written) || is_header(written) {
            return None;
        }
        if written.ends_with(quote) {
            let once = written.matches(quote).count() == 1;
            return once.then_some(line.start..line.start + written.len());
        }
        if written.contains(quote) {
            return None;
        }
        next = line.end.max(next) + 1;
    }
    None
}

/// Says what is wrong between the quotes of a text: a backslash, a control character.
pub(super) fn inside(scene: &Scene<'_>, token: &Token) -> Option<Slip> {
    let at = scene.fault.at;
    if at <= token.start || at >= token.end {
        return None;
    }
    let text = scene.word(token);
    let letter = scene.text[at..].chars().next()?;
    if letter.is_control() {
        let code = u32::from(letter);
        let message = format!("a control character stands inside a text: U+{code:04X}");
        let help = if text.starts_with('"') {
            format!("take it out, or write it as `\\u{code:04x}`")
        } else {
            "take it out, or write the text in double quotes and the character as a code".to_owned()
        };
        return Some(Slip::new(at..at + letter.len_utf8(), message, help));
    }
    let slash = token.start + text[..at + letter.len_utf8() - token.start].rfind('\\')?;
    let code: String = scene.text[slash..].chars().take(2).collect();
    let message = format!("a backslash begins a code such as `\\n`, but `{}` is none", shown(&code));
    let help = "write `\\\\` for a backslash, or put the text in single quotes";
    let slip = Slip::new(slash..slash + code.len(), message, help);
    let inner = &text[1..text.len() - 1];
    let is_path = inner.as_bytes().get(1..3) == Some(b":\\") || inner.starts_with("\\\\");
    if matches!(token.kind, Kind::Text { long: false, .. }) && is_path && !inner.contains('\'') {
        let single = vec![Edit::new(token.range(), format!("'{inner}'"))];
        return Some(slip.fix("put it in single quotes", single));
    }
    let known = ["\\n", "\\t", "\\r", "\\\"", "\\\\", "\\u", "\\U", "\\x", "\\e", "\\b", "\\f"];
    let slashes: Vec<usize> = inner.match_indices('\\').map(|(at, _)| at).collect();
    let none_is = slashes.iter().all(|&at| !known.iter().any(|code| inner[at..].starts_with(code)));
    if none_is {
        let doubled = slashes.iter().map(|&at| Edit::insert(token.start + 1 + at, "\\")).collect();
        return Some(slip.fix("double the backslashes", doubled));
    }
    Some(slip)
}

/// Says that quotes inside a text end it, where the rest of the line ends with the same quotes.
pub(super) fn around(scene: &Scene<'_>, last: usize, next: usize) -> Option<Slip> {
    let (text, stray) = (scene.token(last)?, scene.token(next)?);
    if !matches!(text.kind, Kind::Text { long: false, closed: true }) || stray.kind == Kind::LineEnd {
        return None;
    }
    let line = line_of(scene.text, text.start);
    let written = scene.part(text.start..line.end).trim_end();
    let quote = &written[..1];
    if stray.start != text.end || !matches!(stray.kind, Kind::Word | Kind::Text { .. }) {
        return None;
    }
    let ends = stray.kind == Kind::Word && written.ends_with(quote) && text.start + written.len() > text.end;
    let (message, place) =
        (format!("a `{quote}` inside a text in `{quote}` ends it"), text.end - 1..text.end);
    if quote == "'" {
        let inner = written.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
        let double = inner.filter(|_| ends).and_then(plainly);
        let help = match &double {
            Some(double) => format!("put the text in double quotes: `{}`", shown(double)),
            None => "put the text in double quotes".to_owned(),
        };
        let slip = Slip::new(place, message, help);
        let whole = text.start..text.start + written.len();
        return Some(match double {
            Some(double) => slip.fix("put it in double quotes", vec![Edit::new(whole, double)]),
            None => slip,
        });
    }
    let help = "write `\\\"` for a quote inside, or use other ones such as « »";
    let slip = Slip::new(place, message, help);
    if !ends {
        return Some(slip);
    }
    let is_free = |at: usize| at == 0 || written.as_bytes()[at - 1] != b'\\';
    let inner = written.match_indices('"').map(|(at, _)| at);
    let inner = inner.filter(|&at| at > 0 && at + 1 < written.len() && is_free(at));
    let edits = inner.map(|at| Edit::insert(text.start + at, "\\")).collect();
    Some(slip.fix("write `\\\"` inside", edits))
}

/// Says that a text ends with quotes that it does not begin with.
pub(super) fn no_opening(scene: &Scene<'_>, range: Range<usize>) -> Option<Slip> {
    let written = scene.part(range.clone());
    let inner = written.strip_suffix('"')?;
    let message = "a text has quotes behind it, but none before it";
    let slip = Slip::new(range.clone(), message, "write `\"` before it");
    let can = plainly(inner).is_some();
    Some(if can { slip.fix("write `\"` before it", vec![Edit::insert(range.start, "\"")]) } else { slip })
}

/// Says that quotes of print stand around a text.
pub(super) fn of_print(scene: &Scene<'_>, range: Range<usize>) -> Option<Slip> {
    let written = scene.part(range.clone());
    let inner = unquoted(written);
    let begins = written.starts_with(OPENING) && !written.starts_with(['"', '\'']);
    if inner.is_none() && !begins {
        return None;
    }
    if matches!(written, "“\"\"" | "\"\"“" | "”\"\"" | "“““" | "”””")
        && let Some(slip) = lines::no_quotes(scene, range.clone())
    {
        return Some(slip);
    }
    let message = format!("`{}` stands in quotes that mean nothing here", shown(written));
    let Some(right) = inner.and_then(plainly) else {
        let help = "put the text in plain quotes: `\"…\"`";
        return Some(Slip::new(range, message, help));
    };
    let help = format!("write `{}`", shown(&right));
    Some(Slip::new(range, message, help).replace("write plain quotes", right))
}
