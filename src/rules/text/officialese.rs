//! `officialese`: a text speaks like an office.

use std::collections::HashSet;

use serde_json::json;

use super::lexicon::{Hit, LEXICON};
use crate::diag::shortened;
use crate::networks::counting::links;
use crate::rules::prelude::*;
use crate::rules::{PieceKind, Written};

declare_rule! {
    /// A text speaks like an office.
    ///
    /// Clichés of official Ukrainian, Russian and English are found in any form of their words; links, hashtags and names are
    /// passed over. A text is one finding, which points at its first ten. The lists are data that native speakers extend,
    /// `src/rules/text/officialese/`: a phrase and its plain words a line.
    ///
    /// ## Why it matters
    /// A page that speaks like a notice board is read like one. Forget officialese and dry posts: people talk to people.
    ///
    /// Source: practice P20; the lists are the house's own.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// text = "У зв'язку з тим, що йде дощ, кава сьогодні дешевша"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// text = "Кава сьогодні дешевша, бо йде дощ"
    /// ```
    /// ## Data
    /// `phrases`: how many the text has.
    pub struct Officialese { name: "officialese", group: Text, level: Note, scope: Post, since: "0.1.0" }
}

/// Phrases of one text that are pointed at, at most.
const MOST: usize = 10;

impl Rule for Officialese {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for Written { id, post, value: text, .. } in
            cx.written().filter(|piece| piece.kind == PieceKind::Text)
        {
            let hits = outside_links(LEXICON.find(text), text);
            let Some((first, rest)) = hits.split_first() else { continue };
            let message = match rest {
                [] => format!("\"{}\" is officialese", quoted(first, text)),
                _ => format!("{} phrases of officialese, the first \"{}\"", hits.len(), quoted(first, text)),
            };
            let finding = out.report(cx.span_in(text, first.range.clone()), message);
            finding.label(advice(first));
            for hit in rest.iter().take(MOST - 1) {
                finding.related(cx.span_in(text, hit.range.clone()), advice(hit));
            }
            finding.help(cure(&hits, text)).post_or_series(id, post).data(json!({ "phrases": hits.len() }));
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}

/// Drops what is part of a link.
fn outside_links(mut hits: Vec<Hit>, text: &str) -> Vec<Hit> {
    if !hits.is_empty() {
        let links = links(text);
        hits.retain(|hit| {
            let next = links.partition_point(|link| link.range.end <= hit.range.start);
            links.get(next).is_none_or(|link| hit.range.end <= link.range.start)
        });
    }
    hits
}

/// Quotes a phrase, on one line.
fn quoted(hit: &Hit, text: &str) -> String {
    shortened(&text[hit.range.clone()]).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Says what to write, in a few words.
fn advice(hit: &Hit) -> String {
    let plain: Vec<&str> = hit.plain().collect();
    if plain.is_empty() { "leave it out".to_owned() } else { plain.join(", ") }
}

/// Says what to write for each phrase that is pointed at, the same phrase once.
fn cure(hits: &[Hit], text: &str) -> String {
    let (mut seen, mut plain, mut needless) = (HashSet::new(), Vec::new(), Vec::new());
    for hit in hits.iter().take(MOST) {
        let quoted = format!("\"{}\"", quoted(hit, text));
        if !seen.insert(quoted.to_lowercase()) {
            continue;
        }
        let words: Vec<String> = hit.plain().map(|word| format!("\"{word}\"")).collect();
        match words.as_slice() {
            [] => needless.push(quoted),
            words => plain.push(format!("{} for {quoted}", words.join(" or "))),
        }
    }
    let steps = [("write", plain), ("leave out", needless)];
    let steps = steps.into_iter().filter(|(_, phrases)| !phrases.is_empty());
    let mut steps: Vec<String> =
        steps.map(|(verb, phrases)| format!("{verb} {}", phrases.join(", "))).collect();
    if hits.len() > MOST {
        steps.push(format!("then check for the other {}", hits.len() - MOST));
    }
    steps.join("; ")
}
