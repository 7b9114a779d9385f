//! The outline of a text: days with their posts, series, ideas, duties.

use std::ops::Range;

use gen_lsp_types as lsp;

use super::look::Look;
use super::session::Session;
use crate::diag::{count, shortened};
use crate::model::{ChannelId, Name, Plan, Post};
use crate::read::scan::{headers, line_of};
use crate::text::{Span, visible};

/// Outlines a text.
pub(super) fn symbols(session: &mut Session, params: &lsp::DocumentSymbolParams) -> Vec<lsp::DocumentSymbol> {
    session.look(&params.text_document.uri).map_or_else(Vec::new, |look| outline(&look))
}

fn outline(look: &Look<'_>) -> Vec<lsp::DocumentSymbol> {
    let plan = look.plan;
    // Of the parts of a post, only the post itself begins something.
    let starts: Vec<usize> = headers(look.text)
        .filter(|(_, is_part)| !is_part)
        .map(|(at, _)| at)
        .chain([look.text.len()])
        .collect();
    let block = |span: Span| block(look.text, &starts, span.range());
    let is_own = |span: Span| span.file == look.file;

    let mut found: Vec<(usize, lsp::DocumentSymbol)> = Vec::new();
    let posts: Vec<&Post> =
        plan.posts.iter().filter(|post| post.series.is_none() && is_own(post.span)).collect();
    for day in posts.chunk_by(|one, next| one.at.date == next.at.date) {
        let (first, last) = (block(day[0].span), block(day[day.len() - 1].span));
        let date = day[0].at.date;
        let name = format!("{date}, {}", date.format("%A"));
        let posts = day
            .iter()
            .map(|post| symbol(look, &name_of(post), lsp::SymbolKind::Event, post.span, block(post.span)));
        let posts = posts.zip(day).map(|(symbol, post)| lsp::DocumentSymbol {
            detail: Some(detail(plan, post)),
            tags: (!post.counts()).then(|| vec![lsp::SymbolTag::Deprecated]),
            ..symbol
        });
        let posts = posts.collect();
        let whole = first.start..last.end;
        found.push((
            whole.start,
            lsp::DocumentSymbol {
                detail: Some(count(day.len(), "post")),
                children: Some(posts),
                ..symbol(look, &name, lsp::SymbolKind::Namespace, day[0].span, whole)
            },
        ));
    }
    let series = plan.series.iter().map(|series| (series.span, named("series", series.id.as_ref(), None)));
    let ideas =
        plan.ideas.iter().map(|idea| (idea.span, named("idea", idea.id.as_ref(), idea.title.as_ref())));
    let duties =
        plan.duties.iter().map(|duty| (duty.span, named("duty", duty.id.as_ref(), duty.title.as_ref())));
    for (span, name) in series.chain(ideas).chain(duties).filter(|(span, _)| is_own(*span)) {
        found.push((span.range().start, symbol(look, &name, lsp::SymbolKind::Object, span, block(span))));
    }
    found.sort_by_key(|&(start, _)| start);
    found.into_iter().map(|(_, symbol)| symbol).collect()
}

/// Returns the bytes of what begins at a header: up to the next one, blank lines and remarks of that one left out.
fn block(text: &str, starts: &[usize], header: Range<usize>) -> Range<usize> {
    if text[header.clone()].starts_with('{') {
        return header;
    }
    let next = starts[starts.partition_point(|&start| start <= header.start).min(starts.len() - 1)];
    let mut end = next.max(header.end);
    while end > header.end {
        let line = line_of(text, end - 1);
        let own = text[line.clone()].trim();
        if line.start < header.end || !(own.is_empty() || own.starts_with('#')) {
            end = line.end.max(header.end);
            break;
        }
        end = line.start;
    }
    header.start..end
}

#[expect(deprecated, reason = "the protocol wants the field named, if only as none")]
fn symbol(
    look: &Look<'_>,
    name: &str,
    kind: lsp::SymbolKind,
    header: Span,
    whole: Range<usize>,
) -> lsp::DocumentSymbol {
    let name = shortened(&visible(name)).into_owned();
    let (selection_range, range) = (look.range(header.range()), look.range(whole));
    lsp::DocumentSymbol {
        name,
        detail: None,
        kind,
        tags: None,
        deprecated: None,
        range,
        selection_range,
        children: None,
    }
}

fn name_of(post: &Post) -> String {
    let time = post.at.time.map_or_else(|| "open".to_owned(), |time| time.format("%H:%M").to_string());
    match (post.caption(), &post.id) {
        ("", Some(id)) => format!("{time} {id}"),
        ("", None) => time,
        (caption, _) => format!("{time} {caption}"),
    }
}

fn detail(plan: &Plan, post: &Post) -> String {
    let named = |id: &ChannelId| !plan.channel(*id).is_nameless();
    let channels: Vec<&str> =
        plan.channels_of(post).filter(named).map(|id| plan.channel(id).label()).collect();
    let category = plan.category(post.category.value);
    let parts = if channels.is_empty() {
        category.to_owned()
    } else {
        format!("{category}: {}", channels.join(", "))
    };
    visible(&parts).into_owned()
}

fn named(what: &str, id: Option<&Name>, title: Option<&Name>) -> String {
    let name = title.or(id).map_or("", |name| &*name.value);
    if name.is_empty() { what.to_owned() } else { format!("{what} {name}") }
}
