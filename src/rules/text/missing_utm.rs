//! `missing-utm`: a link to the team's own site does not say where its visitors come from.

use std::borrow::Cow;

use serde_json::json;
use url::Url;

use super::address::followed;
use crate::diag::shortened;
use crate::rules::prelude::*;
use crate::rules::{PieceKind, Written};
use crate::text::Span;

declare_rule! {
    /// A link to one's own site lacks `utm_source`, `utm_medium` or `utm_campaign`.
    ///
    /// Looked at are `link`, texts and first comments, also those of variants. Which domains are one's own stands in the plan or in
    /// a file that it extends: `[links] own = ["kava.example"]`, with all their subdomains. Without that the rule says only that
    /// it waits for it. Capital letters in these parameters are found too.
    ///
    /// ## Why it matters
    /// Without the parameters, visits from posts are counted as direct ones, and nobody can tell which network is worth the work.
    /// Reports keep `Facebook` and `facebook` apart.
    ///
    /// Source: the custom of web analytics; switch it on where your site counts visits in this way.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [links]
    /// own = ["kava.example"]
    ///
    /// [rules]
    /// missing-utm = "note"
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// link = "https://kava.example/winter?utm_source=facebook"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [links]
    /// own = ["kava.example"]
    ///
    /// [rules]
    /// missing-utm = "note"
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// link = "https://kava.example/winter?utm_source=facebook&utm_medium=social&utm_campaign=winter"
    /// ```
    /// ## Data
    /// `part`: where it stands: link, text or first comment. `domain`: where the link leads. `missing`: the parameters that are not
    /// there. `capitals`: those that are not in lowercase.
    pub struct MissingUtm { name: "missing-utm", group: Text, level: Off, scope: Post, since: "0.1.0" }
}

/// What every link to one's own site says.
const WANTED: [&str; 3] = ["utm_source", "utm_medium", "utm_campaign"];
/// Most links of one text that are reported.
const MOST: usize = 10;

impl Rule for MissingUtm {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        if cx.plan.own_domains.is_empty() {
            return nothing_to_go_by(cx, out);
        }
        let own: Vec<String> = cx.plan.own_domains.iter().filter_map(|name| ascii(name)).collect();
        for piece in cx.written() {
            let text = piece.value;
            match piece.kind {
                PieceKind::Link => {
                    if let Some(link) = OwnLink::of(text, &own) {
                        report(&link, &piece, text.span, out);
                    }
                }
                PieceKind::Text | PieceKind::Comment => {
                    let links = followed(text).into_iter();
                    let links =
                        links.filter_map(|range| Some((OwnLink::of(&text[range.clone()], &own)?, range)));
                    for (link, range) in links.take(MOST) {
                        report(&link, &piece, cx.span_in(text, range), out);
                    }
                }
                PieceKind::Title | PieceKind::AltText | PieceKind::Hashtag => {}
            }
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}

/// Says that no domain is one's own, so that the rule is not taken to be content.
fn nothing_to_go_by(cx: &Context<'_>, out: &mut Findings<'_>) {
    let level = cx.plan.levels.iter().rev().find(|(name, _)| *name.value == *"missing-utm");
    if let Some((name, _)) = level.filter(|_| cx.chunk.0 == 0) {
        out.report(name.span, "`missing-utm` is on, but the plan names no domain of its own")
            .help("add `[links]` with `own = [\"kava.example\"]`");
    }
}

/// Writes a domain as addresses are compared: in punycode, in lowercase, without `www.`.
fn ascii(domain: &str) -> Option<String> {
    let domain = idna::domain_to_ascii(domain).ok()?;
    Some(domain.strip_prefix("www.").unwrap_or(&domain).to_owned())
}

/// A link to one's own site, and what is wrong with its parameters.
struct OwnLink {
    domain: String,
    missing: Vec<&'static str>,
    capitals: Vec<String>,
}

impl OwnLink {
    /// Judges a link; none where it leads elsewhere or says all that it should.
    fn of(link: &str, own: &[String]) -> Option<Self> {
        let link =
            if link.contains("://") { Cow::Borrowed(link) } else { Cow::Owned(format!("https://{link}")) };
        let url = Url::parse(link.trim()).ok()?;
        let host = url.domain()?.trim_end_matches('.');
        let is_below = |domain: &String| {
            host.strip_suffix(domain.as_str())
                .is_some_and(|before| before.is_empty() || before.ends_with('.'))
        };
        if !own.iter().any(is_below) {
            return None;
        }
        let (mut missing, mut capitals) = (WANTED.to_vec(), Vec::new());
        for (key, value) in url.query_pairs() {
            let lower = key.to_lowercase();
            if !lower.starts_with("utm_") {
                continue;
            }
            if !value.trim().is_empty() {
                missing.retain(|wanted| *wanted != lower);
            }
            if *key != *lower || value.chars().any(char::is_uppercase) {
                capitals.push(format!("{key}={value}"));
            }
        }
        let domain = idna::domain_to_unicode(host).0;
        (!missing.is_empty() || !capitals.is_empty()).then_some(Self { domain, missing, capitals })
    }
}

fn report(link: &OwnLink, piece: &Written<'_>, span: Span, out: &mut Findings<'_>) {
    let OwnLink { domain, missing, capitals } = link;
    let lacks = (!missing.is_empty()).then(|| format!("lacks {}", missing.join(", ")));
    let shown = capitals.first().map(|first| format!("has capital letters in `{}`", shortened(first)));
    let facts: Vec<String> = lacks.into_iter().chain(shown).collect();
    let message = format!("the link to `{}` {}", shortened(domain), facts.join(" and "));
    let added: Vec<String> = missing.iter().map(|key| format!("{key}=…")).collect();
    let finding = out.report(span, message);
    finding.help(match added.as_slice() {
        [] => "write these parameters in lowercase: reports keep `Facebook` and `facebook` apart".to_owned(),
        added => format!("add `{}`, in lowercase", added.join("&")),
    });
    finding.post_or_series(piece.id, piece.post);
    if let Some(channel) = piece.channel {
        finding.channel(channel);
    }
    let part = piece.kind.noun();
    finding.data(json!({ "part": part, "domain": domain, "missing": missing, "capitals": capitals }));
}
