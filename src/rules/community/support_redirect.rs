//! `support-redirect`: a support post sends people away, to e-mail or phone.

mod invitations;
mod mails;
mod numbers;
mod phrases;

use std::ops::Range;

use serde_json::json;

use self::invitations::{Sentences, may_invite};
use self::mails::mails;
use self::numbers::numbers;
use super::answers;
use crate::networks::counting::links;
use crate::rules::prelude::*;
use crate::rules::{PieceKind, Written};

declare_rule! {
    /// A support post or an answer sends people to e-mail or phone.
    ///
    /// These are posts of the kinds `support` and `answer` whose text, first comment or link has an address of e-mail, a telephone
    /// number, or words that ask people to call or to write there, in Ukrainian, Russian or English. Dates, prices, orders, cards
    /// and accounts are no telephone numbers; "no need to call", the numbers of rescue services and an address that is said to
    /// be read no longer send nobody away.
    ///
    /// ## Why it matters
    /// The brand's place on a network is its support centre too. Who complains there and is told to call has been sent away before
    /// everybody's eyes.
    ///
    /// Source: practice P6.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[post]]
    /// at = 2026-11-23 16:00:00
    /// category = "functional"
    /// kind = "support"
    /// signed = "Olena Koval"
    /// text = "If your card is not stamped, call us on 0 800 50 12 34 or write to help@kava.example."
    /// ```
    /// ## Use instead
    /// ```toml good
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[post]]
    /// at = 2026-11-23 16:00:00
    /// category = "functional"
    /// kind = "support"
    /// signed = "Olena Koval"
    /// text = "If your card is not stamped, write its number below or in a message here: I add the stamp at once."
    /// ```
    /// ## Data
    /// `kind`: support or answer. `part`: where it stands: text, first comment or link. `mail`, `phone`: how many places send people
    /// there.
    pub struct SupportRedirect { name: "support-redirect", group: Community, level: Warning, scope: Post, since: "0.1.0" }
}

/// Most places of one text that are pointed at.
const MOST: usize = 4;

/// Where people are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Mail,
    Phone,
}

impl Rule for SupportRedirect {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for piece in cx.written().filter(|piece| answers(piece.post)) {
            let found = match piece.kind {
                PieceKind::Text | PieceKind::Comment => in_text(piece.value),
                PieceKind::Link => in_link(piece.value),
                PieceKind::Title | PieceKind::AltText | PieceKind::Hashtag => Vec::new(),
            };
            report(cx, &piece, &found, out);
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}

/// Finds every place of a text that sends people away, in order.
fn in_text(text: &str) -> Vec<(Way, Range<usize>)> {
    let mut found: Vec<(Way, Range<usize>)> = mails(text).map(|range| (Way::Mail, range)).collect();
    found.extend(numbers(text).into_iter().map(|range| (Way::Phone, range)));
    if found.is_empty() && !may_invite(text) {
        return found;
    }
    let sentences = Sentences::new(text);
    found.retain(|(_, range)| !sentences.is_denied(range));
    if !found.is_empty() {
        // Digits inside a link are a part of it.
        let links = links(text);
        found.retain(|(_, range)| {
            let next = links.partition_point(|link| link.range.end <= range.start);
            links.get(next).is_none_or(|link| link.range.start >= range.end)
        });
    }
    found.extend(sentences.invitations());
    found.sort_unstable_by_key(|(_, range)| range.start);
    found
}

/// Finds whether an address opens a program for e-mail or calls.
fn in_link(link: &str) -> Vec<(Way, Range<usize>)> {
    let (start, rest) = (link.len() - link.trim_start().len(), link.trim_start());
    let schemes =
        [("mailto:", Way::Mail), ("tel:", Way::Phone), ("callto:", Way::Phone), ("sms:", Way::Phone)];
    let scheme = schemes
        .iter()
        .find(|(scheme, _)| rest.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme)));
    scheme.map(|(_, way)| (*way, start..link.trim_end().len())).into_iter().collect()
}

fn report(cx: &Context<'_>, piece: &Written<'_>, found: &[(Way, Range<usize>)], out: &mut Findings<'_>) {
    let ([(_, first), others @ ..], Some(kind)) = (found, &piece.post.kind) else { return };
    let of = |way: Way| found.iter().filter(|(other, _)| *other == way).count();
    let (mail, phone) = (of(Way::Mail), of(Way::Phone));
    let ways = match (mail, phone) {
        (_, 0) => "e-mail",
        (0, _) => "the phone",
        _ => "e-mail and the phone",
    };
    let what = if *kind.value == *"answer" { "an answer" } else { "a support post" };
    let message = format!("{} is {what} that sends people to {ways}", piece.post.reference());
    let finding = out.report(cx.span_in(piece.value, first.clone()), message);
    for (_, other) in others.iter().take(MOST - 1) {
        finding.related(cx.span_in(piece.value, other.clone()), "and here");
    }
    finding.help("solve it here: ask for an answer below, or for a message on the network itself");
    finding.post_or_series(piece.id, piece.post);
    if let Some(channel) = piece.channel {
        finding.channel(channel);
    }
    let part = piece.kind.noun();
    finding.data(json!({ "kind": kind.value, "part": part, "mail": mail, "phone": phone }));
}
