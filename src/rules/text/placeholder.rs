//! `placeholder`: a mark of what is still to be written stands in what is to be published.

mod known;
mod marks;

use serde_json::json;

use self::marks::{marks, marks_of_address, says_nothing};
use crate::diag::shortened;
use crate::rules::prelude::*;
use crate::rules::{Finding, PieceKind, Written};

declare_rule! {
    /// What is to be published holds a mark of what is still to be written.
    ///
    /// Looked at are texts, titles, links, first comments, alt texts and hashtags, also those of variants. Marks are TODO, TBD,
    /// FIXME, "lorem ipsum", "тут буде текст", "здесь будет текст", "insert text here", `[посилання]`, `<link>`, a text
    /// that is only `???` or `…`, and the like, in Ukrainian, Russian and English. XXX is one where an amount is wanted
    /// ("XXX грн"), not in "XXX Olympic Games"; `TODO` is none in a plan whose `language` is Spanish, Portuguese or Galician.
    ///
    /// ## Why it matters
    /// It is a remark for colleagues, and followers will read it.
    ///
    /// Source: the house.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// text = "The shop in Podil opens. TODO: opening hours"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// text = "The shop in Podil opens, from eight to eight."
    /// extra = { note = "TODO: a picture of the door" }
    /// ```
    /// ## Data
    /// `part`: where it stands: text, title, link, first comment, alt text or hashtag. `mark`: the first one. `marks`: how many
    /// stand there.
    pub struct Placeholder { name: "placeholder", group: Text, level: Warning, scope: Post, since: "0.1.0" }
}

/// Most places of one text that are pointed at.
const MOST: usize = 4;
/// Languages in which TODO is a word: "all" or "everything".
const HAVE_TODO: [&str; 3] = ["es", "pt", "gl"];

impl Rule for Placeholder {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let language = cx.plan.language.value.split('-').next().unwrap_or_default();
        let has_todo = HAVE_TODO.contains(&language);
        for piece in cx.written() {
            let value = &*piece.value.value;
            let found = match piece.kind {
                PieceKind::Link => marks_of_address(value),
                PieceKind::Title
                | PieceKind::Text
                | PieceKind::Comment
                | PieceKind::AltText
                | PieceKind::Hashtag => marks(value, has_todo),
            };
            let is_sentence = !matches!(piece.kind, PieceKind::Link | PieceKind::Hashtag);
            if let Some(first) = found.first() {
                let mark = &value[first.clone()];
                let more = match found.len() - 1 {
                    0 => String::new(),
                    more => format!(" and {}", count(more, "more placeholder")),
                };
                let message = format!("{} still holds `{}`{more}", what(cx, &piece), shortened(mark));
                let finding = out.report(cx.span_in(piece.value, first.clone()), message);
                for other in found.iter().skip(1).take(MOST - 1) {
                    finding.related(cx.span_in(piece.value, other.clone()), "and here");
                }
                describe(finding, &piece, mark, found.len());
            } else if is_sentence && says_nothing(value, piece.kind == PieceKind::Title) {
                let mark = value.trim();
                let message = format!("{} is only `{mark}`", what(cx, &piece));
                describe(out.report(piece.value.span, message), &piece, mark, 1);
            }
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}

/// Names a piece of a post, and the channel that it is for.
fn what(cx: &Context<'_>, piece: &Written<'_>) -> String {
    let channel =
        piece.channel.map_or_else(String::new, |id| format!(" for {}", cx.plan.channel(id).label()));
    format!("the {}{channel}", piece.kind.noun())
}

fn describe(finding: &mut Finding, piece: &Written<'_>, mark: &str, marks: usize) {
    finding.help("write what belongs there; remarks of your own go under `extra = { … }` or behind a `#`");
    finding.post_or_series(piece.id, piece.post);
    if let Some(channel) = piece.channel {
        finding.channel(channel);
    }
    finding.data(json!({ "part": piece.kind.noun(), "mark": shortened(mark), "marks": marks }));
}
