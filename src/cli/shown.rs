//! A change to plans, shown before it is made: the diff, the moves, what comes of them; then written, where that was asked for.

use std::io::{self, Write};
use std::path::Path;

use anyhow::Context as _;
use content_plan::check::{Options, Run, check};
use content_plan::diag::{Consequences, Diagnostic, Level};
use content_plan::edit::{self, Change};
use content_plan::moves::Move;
use content_plan::read::{Disk, Input};
use content_plan::tables;
use content_plan::text::{Sources, visible};

use super::Outcome;
use super::diff::{Texts, print_diffs};
use super::output::{Terminal, complain, hint};

/// Most findings of each kind that are listed.
const MOST: usize = 20;

/// Moves of posts, plan by plan of a run.
pub(super) struct Changes<'a> {
    /// The texts.
    pub(super) sources: &'a Sources,
    /// The plans and what was found in them.
    pub(super) run: &'a Run,
    /// The moves in each of the plans.
    pub(super) moves: &'a [Vec<Move>],
    /// Whether all posts move, so that the plan's own days may be meant to move with them.
    pub(super) all: bool,
    /// Whether to write them.
    pub(super) write: bool,
}

/// Shows changes, and writes them where that was asked for.
pub(super) fn show(terminal: Terminal, changes: &Changes<'_>) -> anyhow::Result<Outcome> {
    let Changes { sources, run, moves, all, write } = *changes;
    let mut texts: Vec<Option<String>> = Vec::with_capacity(moves.len());
    for ((plan, _), moves) in run.plans.iter().zip(moves) {
        let edits: Vec<Change> = moves.iter().flat_map(|moved| moved.changes.iter().cloned()).collect();
        let source = sources.get(plan.file);
        let new = (!edits.is_empty()).then(|| edit::change(&source, plan.file, &edits));
        texts.push(new.transpose().with_context(|| format!("cannot change {}", source.path()))?);
    }
    let files: Vec<_> = run.plans.iter().map(|(plan, _)| sources.get(plan.file)).collect();
    let changed: Vec<(&str, &str, &str)> = files
        .iter()
        .zip(&texts)
        .filter_map(|(source, new)| Some((source.path(), source.text(), new.as_deref()?)))
        .collect();
    print_diffs(terminal, changed.iter().map(|&(path, old, new)| Texts { path, old, new }))?;

    let inputs = files.iter().zip(&texts).map(|(source, new)| match new {
        Some(new) => Input::bytes(source.path(), new.as_bytes()),
        None => Input::file(source.path()),
    });
    let then = Sources::new();
    let mut after = check(&then, &Disk, inputs.collect(), &Options::default());
    after.report.findings.retain(|finding| finding.level > Level::Note);
    let consequences = Consequences::of(&run.report, &after.report);
    terminal.print(|out| {
        for ((plan, _), moves) in run.plans.iter().zip(moves).filter(|(_, moves)| !moves.is_empty()) {
            let rows: Vec<_> = moves.iter().map(|moved| (moved.post, moved.from, moved.to)).collect();
            write!(out, "\n{}", tables::moves(plan, &rows, terminal.width()))?;
        }
        writeln!(out)?;
        list(out, &consequences, (sources, &then), terminal.is_colored())?;
        if consequences.new.is_empty() && consequences.gone.is_empty() {
            writeln!(out, "nothing else changes: the findings of `plan check` stay as they are")?;
        }
        Ok(())
    })?;
    if all && consequences.new.iter().any(|finding| finding.rule.name == "outside-plan") {
        hint("the plan's own days stay as they are: change `start` and `end` under `[plan]` by hand");
    }
    let mut incomplete = false;
    for &(path, old, new) in changed.iter().filter(|_| write) {
        match edit::write(Path::new(path), old, new) {
            Ok(()) => hint(&visible(&format!("wrote {path}"))),
            Err(error) => {
                complain(&format!("cannot write {path}: {error}"));
                incomplete = true;
            }
        }
    }
    if !write {
        hint("nothing is written: add --write");
    }
    let faults = consequences.new.iter().any(|finding| finding.level == Level::Error);
    Ok(match (incomplete, faults) {
        (true, _) => Outcome::Incomplete,
        (false, true) => Outcome::Faults,
        (false, false) => Outcome::Fine,
    })
}

/// Lists the findings that come up and those that go, with the texts before and after.
pub(super) fn list(
    out: &mut dyn Write,
    consequences: &Consequences<'_>,
    (before, after): (&Sources, &Sources),
    colored: bool,
) -> io::Result<()> {
    let pen = |mark, style, from| Pen { mark, style, from, colored };
    pen('+', "31", after).list(out, &consequences.new, "new")?;
    pen('-', "32", before).list(out, &consequences.gone, "gone")
}

/// How findings that come or go are listed.
struct Pen<'a> {
    mark: char,
    style: &'static str,
    from: &'a Sources,
    colored: bool,
}

impl Pen<'_> {
    fn list(&self, out: &mut dyn Write, findings: &[&Diagnostic], what: &str) -> io::Result<()> {
        // Errors first: they are what a manager must not miss.
        let mut sorted = findings.to_vec();
        sorted.sort_by_key(|finding| std::cmp::Reverse(finding.level));
        for finding in sorted.iter().take(MOST) {
            let source = self.from.get(finding.primary.span.file);
            let line = source.line(finding.primary.span.start as usize);
            let (mark, level, rule) = (self.mark, finding.level, finding.rule.name);
            let (path, message) = (visible(source.path()), visible(&finding.message));
            let text = format!("{mark} {what} {level}[{rule}]: {message} ({path}:{line})");
            if self.colored {
                writeln!(out, "\u{1b}[{}m{text}\u{1b}[0m", self.style)?;
            } else {
                writeln!(out, "{text}")?;
            }
        }
        match findings.len().saturating_sub(MOST) {
            0 => Ok(()),
            more => writeln!(out, "{} {more} more {what}", self.mark),
        }
    }
}
