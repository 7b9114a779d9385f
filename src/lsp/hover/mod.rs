//! What a place means: said where the editor's pointer rests.

mod mix;
mod names;
mod text;
mod time;

use std::ops::Range;

use gen_lsp_types as lsp;

use super::agreed::Format;
use super::cursor::{Cursor, Spot};
use super::look::Look;
use super::markdown::unmarked;
use super::session::Session;

/// Says what the word at a place means; nothing where there is nothing to add.
pub(super) fn hover(session: &mut Session, params: &lsp::HoverParams) -> Option<lsp::Hover> {
    let lsp::TextDocumentPositionParams { text_document, position } = &params.text_document_position_params;
    let format = session.agreed.hover;
    let look = session.look(&text_document.uri)?;
    let offset = look.lines.offset(*position);
    let cursor = Cursor::at(look.text, offset);
    let (said, range) = say(&look, &cursor, offset)?;
    let contents = match format {
        Format::Markdown => lsp::MarkupContent { kind: lsp::MarkupKind::Markdown, value: said },
        Format::Plain => lsp::MarkupContent { kind: lsp::MarkupKind::PlainText, value: unmarked(&said) },
    };
    Some(lsp::Hover { contents: contents.into(), range: Some(look.range(range)) })
}

/// Says what stands at a place, and which bytes it is about.
fn say(look: &Look<'_>, cursor: &Cursor, offset: usize) -> Option<(String, Range<usize>)> {
    if cursor.spot == Spot::Header {
        let said = match &*cursor.words() {
            ["channels", name, ..] | ["post" | "series", "variants", name, ..] => names::channel(look, name),
            ["people", key] => names::person(look, key),
            ["partners", key] => names::partner(look, key),
            ["campaigns", key] => names::campaign(look, key),
            [key] => names::key(&[], key),
            _ => None,
        };
        return Some((said?, cursor.header.clone()?));
    }
    let (word, range, is_key) = match &cursor.spot {
        Spot::Key(range) if !range.is_empty() => (&look.text[range.clone()], range.clone(), true),
        Spot::Value(value) if !value.range.is_empty() => {
            (&look.text[value.range.clone()], value.whole(), false)
        }
        Spot::Header | Spot::Key(_) | Spot::Value(_) | Spot::Nothing => return None,
    };
    let word = word.trim_matches(['"', '\'']);
    let said = match (&*cursor.words(), is_key) {
        (["post" | "series" | "idea", "category"] | ["kinds", _], false)
        | (["mix", "shares"] | ["channels", _, "shares"], true) => {
            mix::category(look, word, look.post(cursor, offset).map(|post| post.at.date))
        }
        (["post", "at"] | ["post", "variants", _, "at"], false) => {
            Some(time::at(look, look.post(cursor, offset)?, offset))
        }
        (["post" | "series", "text"], false) => text::lengths(look, look.post(cursor, offset)?, None),
        (["post" | "series", "variants", channel, "text"], false) => {
            text::lengths(look, look.post(cursor, offset)?, Some(look.channel(channel)?))
        }
        (["rules"], true) | ([.., "allow"], false) => names::rule(look, word),
        (["post" | "series" | "idea" | "duty", "channels"], false)
        | (["channels"] | ["post" | "series", "variants"], true) => names::channel(look, word),
        (["channels", _, "network"], false) => names::network(word),
        (["post" | "series" | "idea", "kind"], false) | (["kinds"], true) => names::kind(look, word),
        (["post" | "series" | "duty", "owner"], false) => names::person(look, word),
        (["post" | "series", "partner"], false) => names::partner(look, word),
        (["post" | "series" | "idea", "campaign"], false) => names::campaign(look, word),
        (["post" | "series", "idea"], false) => names::idea(look, word),
        (table, true) => names::key(table, word),
        (_, false) => None,
    };
    Some((said?, range))
}
