//! The certain cures of a run, put into the texts: all that do not get in each other's way, then again, until nothing is left.
//!
//! Nothing is written here: what comes out is the new text of each file, and what was done where. A fix that would make new
//! errors is left out, and said.

mod batch;
mod overlay;

use std::collections::HashMap;

use crate::check::{Options, Run, check};
use crate::diag::{Diagnostic, Level};
use crate::edit::apply;
use crate::read::{Failure, Files, Input};
use crate::text::Sources;
use batch::{Cure, Mark, batch, moved};
use overlay::{Key, Overlay};

/// Times that the plans are looked at again; what is found behind one fix is found behind two or three at most.
const ROUNDS: usize = 20;
/// Times that a part of the fixes is tried by itself, to find those that make new errors.
const TRIALS: usize = 100;

/// A file that fixes change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Its path, as shown.
    pub path: String,
    /// The text that was read.
    pub old: String,
    /// The text with the fixes.
    pub new: String,
}

/// A fix, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Path of the file, as shown.
    pub path: String,
    /// Line in the new text, from 1.
    pub line: usize,
    /// What the fix does: "write `emotional`".
    pub title: String,
}

impl Place {
    /// Says it in the past tense: "wrote `emotional`".
    pub fn past(&self) -> String {
        let (verb, rest) = self.title.split_once(' ').unwrap_or((&self.title, ""));
        let past = match verb {
            "write" => "wrote",
            "add" => "added",
            "drop" => "dropped",
            "take" => "took",
            "put" => "put",
            "close" => "closed",
            "double" => "doubled",
            "end" => "ended",
            "move" => "moved",
            _ => return format!("done: {}", self.title),
        };
        format!("{past} {rest}")
    }
}

/// What fixing came to.
#[derive(Debug, Default)]
pub struct Fixed {
    /// The files that change, by path.
    pub files: Vec<Changed>,
    /// What was done, by path and line.
    pub done: Vec<Place>,
    /// What was not done, since it would make new errors.
    pub left: Vec<Place>,
    /// Files that could not be read at all.
    pub failures: Vec<Failure>,
}

/// A state of the files, and what is found in it.
struct State {
    sources: Sources,
    run: Run,
}

/// Puts every certain fix of what is found into the texts.
pub fn fix(files: &dyn Files, inputs: &[Input], options: &Options<'_>) -> Fixed {
    let mut overlay = Overlay::new(files, inputs);
    let look = |overlay: &Overlay<'_>| {
        let sources = Sources::new();
        let run = check(&sources, overlay, overlay.inputs(), options);
        State { sources, run }
    };
    let mut state = look(&overlay);
    let failures = std::mem::take(&mut state.run.failures);
    let (mut done, mut left): (Vec<Mark>, Vec<Mark>) = (Vec::new(), Vec::new());
    let mut trials = TRIALS;
    for _ in 0..ROUNDS {
        let cures = batch(&state.run.report.findings, &state.sources, &overlay, &left);
        if cures.is_empty() {
            break;
        }
        let mut taken: Vec<&Cure> = Vec::new();
        let mut refused: Vec<&Cure> = Vec::new();
        let mut reached = None;
        let mut waiting: Vec<&[Cure]> = vec![&cures];
        while let Some(part) = waiting.pop() {
            let all: Vec<&Cure> = taken.iter().copied().chain(part).collect();
            let next = (trials > 0).then(|| with(&overlay, &state.sources, &all)).flatten();
            let next = next.map(|next| (look(&next), next));
            trials = trials.saturating_sub(1);
            match next {
                Some((now, texts)) if !is_worse(&state, &now) => {
                    taken = all;
                    reached = Some((now, texts));
                }
                _ if part.len() > 1 && trials > 0 => {
                    let (first, second) = part.split_at(part.len() / 2);
                    waiting.extend([second, first]);
                }
                _ => refused.extend(part),
            }
        }
        done.extend(taken.iter().map(|cure| cure.mark()));
        left.extend(refused.iter().map(|cure| cure.mark()));
        moved(&mut done, &taken);
        moved(&mut left, &taken);
        let (now, mut texts) = match reached {
            Some((now, texts)) => (Some(now), texts),
            None => (None, overlay),
        };
        for (key, edit) in refused.iter().flat_map(|cure| &cure.edits) {
            let source = state.sources.get(edit.span.file);
            texts.hold(key, source.path(), source.text());
        }
        overlay = texts;
        let Some(now) = now else { break };
        state = now;
    }
    let texts = overlay.texts();
    let mut places = [done, left].map(|marks| batch::places(marks, &texts));
    for places in &mut places {
        places.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    }
    let [done, left] = places;
    let mut files = overlay.changed();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Fixed { files, done, left, failures }
}

/// Puts cures into the texts; `None` where two of them want the same bytes.
fn with<'f>(overlay: &Overlay<'f>, sources: &Sources, cures: &[&Cure]) -> Option<Overlay<'f>> {
    let mut by_file: HashMap<&Key, Vec<crate::diag::Edit>> = HashMap::new();
    for (key, edit) in cures.iter().flat_map(|cure| &cure.edits) {
        by_file.entry(key).or_default().push(edit.clone());
    }
    let mut next = overlay.clone();
    for (key, edits) in by_file {
        let source = sources.get(edits.first()?.span.file);
        let new = apply(source.text(), &edits).ok()?;
        next.set(key.clone(), source.path(), source.text(), new);
    }
    Some(next)
}

/// Returns whether there are errors that were not there before. What could not be read may have hidden some; but nobody wants
/// more places that cannot be read.
fn is_worse(before: &State, now: &State) -> bool {
    let (was, is) = (tally(before), tally(now));
    is.errors.iter().any(|((path, rule), count)| {
        let was_whole = was.whole.get(path).copied().unwrap_or(false);
        (was_whole || *rule == "syntax")
            && *count > was.errors.get(&(path.clone(), *rule)).copied().unwrap_or(0)
    })
}

/// The errors of a state by plan and rule, and which plans could be read whole.
#[derive(Default)]
struct Tally {
    whole: HashMap<String, bool>,
    errors: HashMap<(String, &'static str), usize>,
}

fn tally(state: &State) -> Tally {
    let path = |file| state.sources.get(file).path().to_owned();
    let is_error = |finding: &&Diagnostic| finding.level == Level::Error;
    let mut tally = Tally::default();
    for finding in state.run.report.findings.iter().filter(is_error) {
        *tally.errors.entry((path(finding.plan), finding.rule.name)).or_default() += 1;
    }
    tally.whole = state.run.report.files.iter().map(|file| (file.path.clone(), file.whole)).collect();
    tally
}
