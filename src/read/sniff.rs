//! Whether a TOML file is a plan, an idea bank or settings at all, among the others that a folder holds.

use super::pieces;
use super::scan::{Kind, line_of, statement};

/// The names at the top level by which a file is known.
const NAMES: &[&str] = &["plan", "post", "idea"];
/// The headers by which a file of settings is known; other settings have names that other tools use too.
const SETTINGS: &[&str] = &["mix", "cadence", "channels"];

/// Returns whether a file holds posts, ideas or a plan at its top level; also one that is broken or in another encoding.
pub fn holds_plan(bytes: &[u8]) -> bool {
    // Of UTF-16 text, the letters of the keys are every other byte.
    let is_wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let narrow: Vec<u8>;
    let bytes = if is_wide {
        narrow = bytes[2..].iter().copied().filter(|&byte| byte != 0).collect();
        &narrow
    } else {
        bytes
    };
    let text = String::from_utf8_lossy(bytes);
    let is_named = |at: usize| names_one(&text[line_of(&text, at)], NAMES);
    if holds_key(&text) || pieces::headers(&text).any(|(at, _)| is_named(at)) {
        return true;
    }
    // Behind a text that is never closed headers look like words of it.
    pieces::header_lines(&text).any(|(at, _)| is_named(at)) && is_never_closed(&text)
}

/// Returns whether a file that is no plan holds settings of plans, by its headers.
pub fn holds_settings(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    pieces::headers(&text).any(|(at, _)| names_one(&text[line_of(&text, at)], SETTINGS))
}

/// Returns whether a key above all headers is one of the names.
fn holds_key(text: &str) -> bool {
    let mut at = 0;
    while let Some((statement, next)) = statement(text, at) {
        let Some(first) = statement.tokens.first().filter(|_| !statement.is_header()) else { return false };
        let has_value = statement.tokens.iter().any(|token| token.is(b'='));
        let key = text[first.range()].split('.').next().unwrap_or_default().trim_matches(['"', '\'']);
        if has_value && NAMES.contains(&key) {
            return true;
        }
        at = next;
    }
    false
}

/// Returns whether a header line begins with one of the names, closed or not.
fn names_one(line: &str, names: &[&str]) -> bool {
    let name = line.trim_start_matches(['\u{feff}', ' ', '\t', '[']);
    let name = name.trim_start_matches(['"', '\'']);
    let named = names.iter().find_map(|known| name.strip_prefix(known));
    let behind = named.map(|behind| behind.trim_start_matches(['"', '\'']).trim_start());
    behind.is_some_and(|behind| behind.is_empty() || behind.starts_with(['.', ']', '#']))
}

fn is_never_closed(text: &str) -> bool {
    let mut at = 0;
    while let Some((statement, next)) = statement(text, at) {
        let is_open = |token: &super::scan::Token| token.kind == Kind::Text { long: true, closed: false };
        if statement.tokens.iter().any(is_open) {
            return true;
        }
        at = next;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_are_told_from_other_files() {
        let plans = [
            "[plan]\n",
            "\u{feff}[[post]]\n",
            "  [ \"plan\" ] # a\n",
            "[plan\nstart = 2026-11-23\n",
            "[post.variants.x]\n",
            "title = 1\nplan.start = 2026-11-23\n",
            "post = [{ at = 2026-11-23 }]\n",
            "[mix]\ntolerance = 5\n[[idea]]\n",
            "text = \"\"\"\n[plan]\n",
        ];
        for plan in plans {
            assert!(holds_plan(plan.as_bytes()), "{plan}");
        }
        let others = [
            "",
            "[package]\nname = \"plan\"\nplan = 1\n",
            "a = \"\"\"\n[plan]\n\"\"\"\n[tool]\n",
            "a = '''\n[plan]\n'''\n[tool]\nb = \"\"\"x\"\"\"\n",
            "[planning]\n[posts]\n",
            "# [plan]\n",
            "[tool.plan]\n",
        ];
        for other in others {
            assert!(!holds_plan(other.as_bytes()), "{other}");
        }
    }

    #[test]
    fn settings_are_told_from_other_files() {
        for settings in ["[mix]\n", "extends = \"a.toml\"\n[channels.telegram]\n", "[people.a]\n[cadence]\n"]
        {
            assert!(holds_settings(settings.as_bytes()), "{settings}");
        }
        for other in ["", "[package]\n[links]\n", "[project]\nchannels = []\n", "a = \"\"\"\n[mix]\n\"\"\"\n"]
        {
            assert!(!holds_settings(other.as_bytes()), "{other}");
        }
    }
}
