//! `bad-link`: an address that nobody can follow.

mod parted;

use serde_json::json;

use self::parted::{Parted, parted};
use super::address::{Wrong, is_certain, is_unseen, judge, mended};
use crate::diag::{Edit, Fix, Level, shortened};
use crate::rules::prelude::*;
use crate::rules::{Finding, PieceKind, Written};
use crate::text::Span;

declare_rule! {
    /// A link cannot be followed.
    ///
    /// A `link` is an address of the web: `https://` or `http://`, a domain that everybody can reach, no blanks. Domains in
    /// any letters are fine. One without a scheme is mended where its top-level domain is real. A second `?` in front of `utm_`
    /// is a warning: the page opens, but the visit is not counted. Inside texts only what is certainly broken is found: a scheme
    /// with nothing behind it, with a blank behind it, or in front of another.
    ///
    /// ## Why it matters
    /// The network refuses the post, or hundreds of people meet an error page instead of the menu.
    ///
    /// Source: the URL standard of WHATWG, by which browsers read addresses.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// text = "The winter menu is here."
    /// link = "kava.example/winter"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// text = "The winter menu is here."
    /// link = "https://kava.example/winter"
    /// ```
    /// ## Data
    /// `part`: where it stands: link, text or first comment. `fault`: `blank`, `white-space`, `no-scheme`, `other-scheme`,
    /// `slashes`, `two-schemes`, `unreadable`, `private`, `no-domain`, `second-question` or `nothing`.
    pub struct BadLink { name: "bad-link", group: Text, level: Error, scope: Post, since: "0.1.0" }
}

/// Most broken addresses of one text that are reported.
const MOST: usize = 4;

impl Rule for BadLink {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for piece in cx.written() {
            match piece.kind {
                PieceKind::Link => judge_link(cx, &piece, out),
                PieceKind::Text | PieceKind::Comment => judge_text(cx, &piece, out),
                PieceKind::Title | PieceKind::AltText | PieceKind::Hashtag => {}
            }
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}

fn judge_link(cx: &Context<'_>, piece: &Written<'_>, out: &mut Findings<'_>) {
    let link = &*piece.value.value;
    let Some(wrong) = judge(link) else { return };
    let channel =
        piece.channel.map_or_else(String::new, |id| format!(" for {}", cx.plan.channel(id).label()));
    let span = match &wrong {
        Wrong::Inside(range) | Wrong::SecondQuestion(range) => cx.span_in(piece.value, range.clone()),
        _ => piece.value.span,
    };
    let mended = mended(link);
    let finding = out.report(span, format!("the link{channel} {}", fact(&wrong, link)));
    finding.help(match &mended {
        Some(mended) => format!("write `{}`", shortened(mended)),
        None => next_step(&wrong, link),
    });
    if let Some(mended) = mended.filter(|mended| is_certain(link, mended) && !mended.contains(['"', '\\'])) {
        let title = format!("write `{}`", shortened(&mended));
        let edits = vec![Edit { span: piece.value.span, text: format!("\"{mended}\"") }];
        finding.fix(Fix { title, edits });
    }
    if let Wrong::SecondQuestion(_) = wrong {
        finding.level(Level::Warning);
    }
    describe(finding, piece, word(&wrong));
}

fn judge_text(cx: &Context<'_>, piece: &Written<'_>, out: &mut Findings<'_>) {
    let text = piece.value;
    let noun = piece.kind.noun();
    for parted in parted(text).take(MOST) {
        let (range, fact, help, fault) = match parted {
            Parted::Blanks(range) => {
                (range, "a blank behind its scheme", "write the address in one piece", "white-space")
            }
            Parted::Nothing(range) => {
                (range, "nothing behind its scheme", "write the whole address, or drop the scheme", "nothing")
            }
            Parted::Scheme(range) => (range, "two schemes", "drop the first", "two-schemes"),
        };
        let span = cx.span_in(text, range);
        let finding = out.report(span, format!("an address in the {noun} has {fact}"));
        finding.help(help);
        if fault != "nothing" {
            finding.fix(take_out(span));
        }
        describe(finding, piece, fault);
    }
}

fn take_out(span: Span) -> Fix {
    Fix { title: "take it out".to_owned(), edits: vec![Edit { span, text: String::new() }] }
}

fn describe(finding: &mut Finding, piece: &Written<'_>, fault: &str) {
    finding.post_or_series(piece.id, piece.post);
    if let Some(channel) = piece.channel {
        finding.channel(channel);
    }
    finding.data(json!({ "part": piece.kind.noun(), "fault": fault }));
}

/// Says what is wrong with a link.
fn fact(wrong: &Wrong<'_>, link: &str) -> String {
    let unseen = link.chars().find(|letter| is_unseen(*letter));
    let unseen = unseen.map(|letter| format!("a sign that nobody sees (U+{:04X})", u32::from(letter)));
    match wrong {
        Wrong::Blank => "is nothing but white space".to_owned(),
        Wrong::Edges => format!("begins or ends with {}", unseen.as_deref().unwrap_or("white space")),
        Wrong::Inside(_) => format!("has {} inside", unseen.as_deref().unwrap_or("white space")),
        Wrong::NoScheme => format!("has no scheme: `{}`", shortened(link)),
        Wrong::Scheme(scheme) => format!("has the scheme `{}`, not `https`", shortened(scheme)),
        Wrong::Slashes => "is no address: `://` and a domain must follow its scheme".to_owned(),
        Wrong::TwoSchemes => "has two schemes".to_owned(),
        Wrong::Unreadable(reason) => format!("cannot be opened: {reason}"),
        Wrong::Private(host) => format!("leads to `{}`, which nobody else can open", shortened(host)),
        Wrong::NoDomain(host) => format!("leads to `{}`, which is no domain", shortened(host)),
        Wrong::SecondQuestion(_) => {
            "has a second `?` before `utm_`, so that visits are not counted".to_owned()
        }
    }
}

/// Says what to do where it is not plain what was meant.
fn next_step(wrong: &Wrong<'_>, link: &str) -> String {
    let step = match wrong {
        Wrong::Blank => "write the address, or drop the line",
        Wrong::Inside(_) if link.matches("://").nth(1).is_some() => "keep one address",
        Wrong::Edges | Wrong::Inside(_) => {
            "write the address without it; a blank that belongs there is `%20`"
        }
        Wrong::Scheme(_) => "write the address of a page, beginning with `https://`",
        Wrong::Private(_) => "write the address at which everybody finds the page",
        Wrong::NoScheme
        | Wrong::Slashes
        | Wrong::TwoSchemes
        | Wrong::Unreadable(_)
        | Wrong::NoDomain(_)
        | Wrong::SecondQuestion(_) => "write the whole address, such as `https://kava.example/podil`",
    };
    step.to_owned()
}

fn word(wrong: &Wrong<'_>) -> &'static str {
    match wrong {
        Wrong::Blank => "blank",
        Wrong::Edges | Wrong::Inside(_) => "white-space",
        Wrong::NoScheme => "no-scheme",
        Wrong::Scheme(_) => "other-scheme",
        Wrong::Slashes => "slashes",
        Wrong::TwoSchemes => "two-schemes",
        Wrong::Unreadable(_) => "unreadable",
        Wrong::Private(_) => "private",
        Wrong::NoDomain(_) => "no-domain",
        Wrong::SecondQuestion(_) => "second-question",
    }
}
