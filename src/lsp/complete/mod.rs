//! What could be written at a place: keys, names, times.

mod headers;
mod names;
mod times;

use std::ops::Range;

use gen_lsp_types as lsp;

use super::agreed::Format;
use super::block::taken;
use super::cursor::{Cursor, Spot};
use super::look::Look;
use super::markdown::unmarked;
use super::session::Session;
use crate::read::scan::is_bare;
use crate::schema::table;

/// Most offers of one place; the editor asks again once more is typed.
const MOST: usize = 1000;

/// Something that could be written.
#[derive(Clone, Debug, Default)]
struct Offer {
    /// The word.
    word: String,
    /// A few words about it.
    detail: String,
    /// What it is, more at length.
    about: String,
    /// Whether it goes behind the others, for a reason that the detail says.
    last: bool,
}

impl Offer {
    fn new(word: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { word: word.into(), detail: detail.into(), ..Self::default() }
    }
}

/// What is written for an offer.
enum Form {
    /// The word alone.
    Header,
    /// A key, with its equals sign unless that is there.
    Key {
        /// Whether it is there.
        signed: bool,
    },
    /// A value, with its quotes as far as they are not there; a time and the like needs none.
    Value {
        /// The quotes that it begins with.
        quotes: String,
        /// Whether the closing ones are there.
        closed: bool,
    },
}

impl Form {
    fn write(&self, word: &str) -> Option<String> {
        match self {
            Self::Header => Some(word.to_owned()),
            Self::Key { .. } if word.starts_with('[') => Some(word.to_owned()),
            Self::Key { signed } => {
                let key = if is_bare(word) { word.to_owned() } else { quoted(word)? };
                Some(if *signed { key } else { format!("{key} = ") })
            }
            Self::Value { quotes, .. } if quotes.is_empty() => {
                if matches!(word, "true" | "false") || is_time(word) {
                    Some(word.to_owned())
                } else {
                    quoted(word)
                }
            }
            Self::Value { quotes, closed } => {
                quoted(word)?;
                Some(if *closed { word.to_owned() } else { format!("{word}{quotes}") })
            }
        }
    }
}

/// Offers what could be written at a place.
pub(super) fn complete(session: &mut Session, params: &lsp::CompletionParams) -> Option<lsp::CompletionList> {
    let lsp::TextDocumentPositionParams { text_document, position } = &params.text_document_position_params;
    let format = session.agreed.offers;
    let look = session.glance(&text_document.uri)?;
    let offset = look.lines.offset(*position);
    let cursor = Cursor::at(look.text, offset);
    let (mut offers, range, form) = match &cursor.spot {
        Spot::Header => (headers::offers(&look, &cursor), cursor.header.clone()?, Form::Header),
        Spot::Key(range) => {
            let rest = look.text[range.end..].trim_start_matches([' ', '\t']);
            let form = Form::Key { signed: rest.starts_with(['=', '.']) };
            (keys(&look, &cursor, range), range.clone(), form)
        }
        Spot::Value(value) => {
            let form = Form::Value { quotes: value.quotes.clone(), closed: value.closed };
            (names::offers(&look, &cursor, value, offset), value.range.clone(), form)
        }
        Spot::Nothing => return None,
    };
    let is_incomplete = offers.len() > MOST || cursor.path.last().is_some_and(|key| key == "at");
    offers.truncate(MOST);
    let items = offers
        .iter()
        .enumerate()
        .filter_map(|(index, offer)| item(look.range(range.clone()), &form, offer, index, format));
    Some(lsp::CompletionList { is_incomplete, items: items.collect(), ..lsp::CompletionList::default() })
}

fn item(
    range: lsp::Range,
    form: &Form,
    offer: &Offer,
    index: usize,
    format: Format,
) -> Option<lsp::CompletionItem> {
    let edit = lsp::TextEdit { range, new_text: form.write(&offer.word)? };
    let about = || {
        let value = offer.about.clone();
        match format {
            Format::Markdown => lsp::MarkupContent { kind: lsp::MarkupKind::Markdown, value }.into(),
            Format::Plain => lsp::Documentation::String(unmarked(&value)),
        }
    };
    let kind = match form {
        Form::Header => lsp::CompletionItemKind::Struct,
        Form::Key { .. } => lsp::CompletionItemKind::Property,
        Form::Value { .. } => lsp::CompletionItemKind::Value,
    };
    Some(lsp::CompletionItem {
        label: offer.word.clone(),
        kind: Some(kind),
        detail: (!offer.detail.is_empty()).then(|| offer.detail.clone()),
        documentation: (!offer.about.is_empty()).then(about),
        // In the order of the plan, not of the alphabet.
        sort_text: Some(format!("{}{index:04}", u8::from(offer.last))),
        text_edit: Some(edit.into()),
        ..lsp::CompletionItem::default()
    })
}

/// Lists the keys that a table still lacks.
fn keys(look: &Look<'_>, cursor: &Cursor, range: &Range<usize>) -> Vec<Offer> {
    let words = cursor.words();
    let mut offers: Vec<Offer> = match &*words {
        ["mix", "shares"] | ["channels", _, "shares"] => names::categories(look),
        ["rules"] => names::rules(),
        ["kinds"] => names::kinds(look),
        ["post" | "series", "variants"] => names::channels(look),
        _ => {
            let keys = table(&words).map_or(&[][..], |table| table.keys);
            keys.iter().map(|key| Offer { about: key.text(), ..Offer::new(key.name, "") }).collect()
        }
    };
    // Only what stands right below the header is known to be taken.
    if cursor.path.len() == cursor.depth {
        let here = look.text[range.clone()].trim_matches(['"', '\'']);
        let taken = taken(look.text, cursor.header.as_ref());
        offers.retain(|offer| offer.word == here || !taken.contains(&offer.word));
    }
    if words.is_empty() {
        let (tables, own): (Vec<_>, Vec<_>) =
            offers.into_iter().partition(|offer| headers::is_table(&offer.word));
        offers = own;
        offers.extend(tables.into_iter().map(|table| Offer { word: headers::written(&table.word), ..table }));
    }
    offers
}

fn is_time(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_digit())
        && word.contains('-')
        && word.len() >= "2026-11-23".len()
}

/// Writes a name in quotes; none that would need more than them.
fn quoted(word: &str) -> Option<String> {
    let is_plain = !word.contains(['"', '\'', '\\']) && !word.chars().any(char::is_control);
    is_plain.then(|| format!("\"{word}\""))
}
