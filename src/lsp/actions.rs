//! What can be done about a finding: the certain cure, and silence about one post.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use gen_lsp_types as lsp;

use super::buffers::real;
use super::findings::Writer;
use super::judged::Judged;
use super::place::Lines;
use super::session::Session;
use super::silence::silence;
use crate::diag::{Diagnostic, Edit};
use crate::model::Post;
use crate::text::{FileId, Span, visible};

/// Most actions that are offered at once.
const MOST: usize = 50;

/// Offers what can be done about the findings in a range.
pub(super) fn actions(session: &mut Session, params: &lsp::CodeActionParams) -> Vec<lsp::CodeAction> {
    let is_wanted = |kinds: &Vec<lsp::CodeActionKind>| {
        kinds.iter().any(|kind| matches!(kind, lsp::CodeActionKind::QuickFix | lsp::CodeActionKind::Empty))
    };
    if !params.context.only.as_ref().is_none_or(is_wanted) {
        return Vec::new();
    }
    session.settle();
    let Some(path) = session.buffers.key(&params.text_document.uri) else { return Vec::new() };
    let mut cures = Vec::new();
    let mut silences: Vec<lsp::CodeAction> = Vec::new();
    for judged in session.all() {
        let mut writer = Writer::new(judged, &session.buffers, session.agreed.encoding);
        let mut places: BTreeMap<FileId, Option<(Lines<'_>, usize, usize)>> = BTreeMap::new();
        let sources: HashMap<FileId, _> = judged.files_of_findings();
        for finding in &judged.run.report.findings {
            let file = finding.primary.span.file;
            let here = places.entry(file).or_insert_with(|| {
                let source = &sources[&file];
                let is_it = real(Path::new(source.path())) == path;
                let lines = is_it.then(|| Lines::new(source.text(), session.agreed.encoding))?;
                let (from, to) = (lines.offset(params.range.start), lines.offset(params.range.end));
                Some((lines, from, to))
            });
            let Some((lines, from, to)) = here else { continue };
            let place = finding.primary.span.range();
            let (is_full, is_silent) = (cures.len() >= MOST, silences.len() >= MOST);
            if place.start > *to || place.end < *from || (is_full && is_silent) {
                continue;
            }
            let shown = writer.diagnostic(lines, finding);
            if let Some(fix) = finding.fix.as_ref().filter(|_| !is_full) {
                let mut action = action(&visible(&fix.title), &shown);
                action.is_preferred = Some(true);
                action.edit = Some(edit(session, &mut writer, &fix.edits));
                push(&mut cures, action);
            }
            if let Some(edits) = silencing(judged, finding).filter(|_| !is_silent) {
                let title = format!("silence `{}` about this post", finding.rule.name);
                let mut action = action(&title, &shown);
                action.edit = Some(edit(session, &mut writer, &edits));
                push(&mut silences, action);
            }
        }
    }
    cures.append(&mut silences);
    cures.truncate(MOST);
    cures
}

/// Adds an action; one that does the same about another finding is one with it.
fn push(actions: &mut Vec<lsp::CodeAction>, action: lsp::CodeAction) {
    let same = actions.iter_mut().find(|known| known.title == action.title && known.edit == action.edit);
    match same {
        Some(known) => {
            for finding in action.diagnostics.into_iter().flatten() {
                let about = known.diagnostics.get_or_insert_default();
                if !about.contains(&finding) {
                    about.push(finding);
                }
            }
        }
        None => actions.push(action),
    }
}

fn action(title: &str, finding: &lsp::Diagnostic) -> lsp::CodeAction {
    lsp::CodeAction {
        title: title.to_owned(),
        kind: Some(lsp::CodeActionKind::QuickFix),
        diagnostics: Some(vec![finding.clone()]),
        ..lsp::CodeAction::default()
    }
}

/// Returns the edits that silence a rule about the post that a finding is about.
fn silencing(judged: &Judged, finding: &Diagnostic) -> Option<Vec<Edit>> {
    let (plan, _) = judged.plan()?;
    let named = |post: &&Post| post.id.as_ref().is_some_and(|id| finding.post.as_deref() == Some(&*id.value));
    let by_name = || finding.post.is_some().then(|| plan.posts.iter().find(named)).flatten();
    let post = finding.post_index.map_or_else(by_name, |index| plan.posts.get(index))?;
    let file = post.span.file;
    let (range, text) = silence(judged.sources.get(file).text(), post, finding.rule)?;
    Some(vec![Edit { span: Span::new(file, range), text }])
}

/// Writes edits for the editor, with the states of the texts that they are made for where it takes them.
fn edit(session: &Session, writer: &mut Writer<'_>, edits: &[Edit]) -> lsp::WorkspaceEdit {
    let mut files: BTreeMap<FileId, Vec<lsp::TextEdit>> = BTreeMap::new();
    for edit in edits {
        let range = writer.range(edit.span);
        files.entry(edit.span.file).or_default().push(lsp::TextEdit { range, new_text: edit.text.clone() });
    }
    let files = files.into_iter().map(|(file, edits)| (writer.uri(file), edits));
    if !session.agreed.versions {
        return lsp::WorkspaceEdit { changes: Some(files.collect()), ..lsp::WorkspaceEdit::default() };
    }
    let changes = files.map(|(uri, edits)| {
        let open = session.buffers.key(&uri).and_then(|key| session.buffers.get(&key));
        let text_document = lsp::OptionalVersionedTextDocumentIdentifier {
            version: open.map(|buffer| buffer.version),
            text_document_identifier: lsp::TextDocumentIdentifier { uri },
        };
        lsp::TextDocumentEdit { text_document, edits: edits.into_iter().map(Into::into).collect() }.into()
    });
    lsp::WorkspaceEdit { document_changes: Some(changes.collect()), ..lsp::WorkspaceEdit::default() }
}
