//! What a table of a plan holds already, as it is being typed.

use std::ops::Range;

use super::cursor::names;
use crate::read::scan::{Kind, Statement, Token, line_of, statement};

/// Lists the pairs below a header, or above all headers.
fn pairs<'t>(text: &'t str, header: Option<&Range<usize>>) -> impl Iterator<Item = Statement> + use<'t> {
    let mut at = header.map_or(0, |header| line_of(text, header.end).end);
    std::iter::from_fn(move || {
        let (found, next) = statement(text, at).filter(|(found, _)| !found.is_header())?;
        at = next;
        Some(found)
    })
}

/// Returns the tokens before the equals sign.
fn key_of(pair: &Statement) -> &[Token] {
    &pair.tokens[..pair.tokens.iter().take_while(|token| !token.is(b'=') && !token.is_end()).count()]
}

/// Lists the keys of the table below a header; those of a table in braces are not looked for.
pub(super) fn taken(text: &str, header: Option<&Range<usize>>) -> Vec<String> {
    pairs(text, header).filter_map(|pair| names(text, key_of(&pair)).into_iter().next()).collect()
}

/// Lists the texts of a key's value in the table below a header, without their quotes.
pub(super) fn texts(text: &str, header: Option<&Range<usize>>, key: &str) -> Vec<String> {
    let pair = pairs(text, header).find(|pair| names(text, key_of(pair)) == [key]);
    let tokens = pair.map(|pair| pair.tokens).unwrap_or_default();
    let value = tokens.iter().skip_while(|token| !token.is(b'=')).skip(1);
    let texts = value.filter(|token| matches!(token.kind, Kind::Text { .. }));
    texts.map(|token| text[token.range()].trim_matches(['"', '\'']).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::cursor::Cursor;
    use super::*;

    #[test]
    fn what_a_table_holds_is_listed() {
        let text = "[[post]]\nid = \"a\"\nchannels = [\"x\", 'y']\n# r\nmedia.a = 1\n\n[[post]]\nat = 1";
        let header = Cursor::at(text, text.find("media").expect("it is there")).header;
        assert_eq!(taken(text, header.as_ref()), ["id", "channels", "media"]);
        assert_eq!(texts(text, header.as_ref(), "channels"), ["x", "y"]);
    }
}
