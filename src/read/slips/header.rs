//! Headers: `[plan]`, `[[post]]`, `[channels.telegram]`.

use std::ops::Range;

use super::quotes::unquoted;
use super::words::{LISTS, takes_own_names};
use super::{Scene, Slip, shown};
use crate::read::keys::ROOT_KEYS;
use crate::read::patch::Edit;
use crate::read::scan::{Kind, is_bare};
use crate::read::values::quoted;

/// Says that a line is a header without its first brackets, where it names a table of the format.
pub(super) fn unopened(scene: &Scene<'_>, line: Range<usize>) -> Option<Slip> {
    let written = scene.part(line.clone());
    let name = written.trim_end_matches(']').trim();
    let closes = written.len() - written.trim_end_matches(']').len();
    let right = parts(name).map(part).map(|(part, was_right)| was_right.then_some(part));
    let right = right.collect::<Option<Vec<_>>>().filter(|_| (1..=2).contains(&closes))?.join(".");
    let first = parts(name).next().unwrap_or_default();
    if !ROOT_KEYS.contains(&first.trim()) {
        return None;
    }
    let wanted = if LISTS.contains(&&*right) { format!("[[{right}]]") } else { format!("[{right}]") };
    let help = format!("write `{}`", shown(&wanted));
    let slip = Slip::new(line, "a header is never opened", help);
    Some(slip.rewrite(format!("write `{wanted}`"), written, &wanted))
}

/// Finds what is wrong with the brackets of a header, or with its name.
pub(super) fn find(scene: &Scene<'_>) -> Option<Slip> {
    let mut slip = wrong(scene)?;
    slip.nameless = true;
    Some(slip)
}

fn wrong(scene: &Scene<'_>) -> Option<Slip> {
    let tokens = scene.tokens();
    let opens = tokens.iter().take(2).take_while(|token| token.is(b'[')).count();
    let is_content = |token: &super::Token| !token.is_end();
    let close = tokens[opens..].iter().position(|token| token.is(b']')).map(|at| at + opens);
    let name_end = close.unwrap_or_else(|| tokens.iter().rposition(is_content).map_or(0, |last| last + 1));
    let closes = tokens[name_end..].iter().take_while(|token| token.is(b']')).count();
    let behind = name_end + closes;
    let end = if closes > 0 { tokens[behind - 1].end } else { scene.content_before(name_end) };
    let all = scene.statement.start()..end;
    let (first, last) = match tokens.get(opens..name_end) {
        Some([first, .., last]) => (first, last),
        Some([only]) => (only, only),
        _ => {
            let slip = Slip::new(
                all,
                "a header without a name",
                "write the name between the brackets, as in `[plan]`",
            );
            return Some(slip);
        }
    };
    let is_odd = |token: &super::Token| matches!(token.kind, Kind::Text { long, closed } if long || !closed);
    if tokens.iter().any(is_odd) {
        let message = "quotes in a header are not closed";
        return Some(Slip::new(all, message, "close them, or write the name without quotes"));
    }
    let name = scene.part(first.start..last.end);
    let written: Vec<(String, bool)> = parts(name).map(part).collect();
    let right = written.iter().map(|(part, _)| &**part).collect::<Vec<_>>().join(".");
    let is_list = LISTS.contains(&&*right);
    let two = is_list || (opens == 2 && closes == 2);
    let wanted = if two { format!("[[{right}]]") } else { format!("[{right}]") };
    let slip = |message: String| Slip::new(all.clone(), message, format!("write `{}`", shown(&wanted)));
    let message = match (opens, closes) {
        (_, 0) => "a header is never closed".to_owned(),
        (opens, closes) => {
            format!("a header opens with {} but closes with {}", brackets(opens), brackets(closes))
        }
    };
    if opens != closes {
        let slip = slip(message);
        // Half a name is no name.
        let is_known = written.first().is_some_and(|(first, _)| ROOT_KEYS.contains(&&**first));
        let is_sure = is_known && written.iter().all(|(_, was_right)| *was_right);
        let was = scene.part(all.clone());
        return Some(if is_sure { slip.rewrite(format!("write `{wanted}`"), was, &wanted) } else { slip });
    }
    if let Some((at, (part, _))) = written.iter().enumerate().find(|(_, (_, was_right))| !was_right) {
        let was = parts(name).nth(at).unwrap_or_default().trim();
        if was.is_empty() {
            return Some(slip("a dot too many stands in a header".to_owned()));
        }
        let above = parts(name).take(at).collect::<Vec<_>>().join(".");
        let message = format!("the name `{}` cannot stand in a header like this", shown(was));
        if !takes_own_names(&above) {
            let help = "names of the format have letters a to z and `_` alone; a dot stands between two";
            return Some(Slip::new(all, message, help));
        }
        let help = format!(
            "write `{}`: without quotes a name has letters a to z, digits, `-` and `_` alone",
            shown(part)
        );
        let was = scene.part(all.clone());
        return Some(Slip::new(all, message, help).rewrite(format!("write `{part}`"), was, &wanted));
    }
    if let Some(token) = tokens.get(behind).filter(|token| !token.is_end()) {
        let stray = token.start..scene.content_before(tokens.len());
        let pair = token.kind == Kind::Word && scene.part(stray.clone()).contains('=');
        let slip = Slip::new(
            stray.clone(),
            "something stands behind a header",
            "put each key on a line of its own, and remarks behind `#`",
        );
        if pair {
            let apart = vec![Edit::new(end..stray.start, "\n")];
            return Some(slip.fix("put the key on a line of its own", apart));
        }
        return Some(slip.way(vec![Edit::blank(scene.text, stray)]));
    }
    None
}

fn brackets(number: usize) -> &'static str {
    match number {
        1 => "one bracket",
        2 => "two brackets",
        _ => "more brackets",
    }
}

/// Cuts a name at its dots, apart from those inside quotes.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    let mut quote = None;
    name.split(move |letter: char| {
        match quote {
            Some(open) if letter == open => quote = None,
            None if matches!(letter, '"' | '\'') => quote = Some(letter),
            _ => {}
        }
        letter == '.' && quote.is_none()
    })
}

/// Writes a part of a name as it must be, and tells whether it was.
fn part(part: &str) -> (String, bool) {
    let part = part.trim();
    let is_quoted = |quote: char| {
        part.len() > 1 && part.starts_with(quote) && part.ends_with(quote) && part.matches(quote).count() == 2
    };
    if is_bare(part) || is_quoted('"') || is_quoted('\'') {
        return (part.to_owned(), true);
    }
    let bare = unquoted(part).unwrap_or(part).trim_matches(['"', '\'']);
    if is_bare(bare) { (bare.to_owned(), false) } else { (quoted(bare), false) }
}
