//! What a change to plans does to what is found in them.

use std::collections::HashMap;

use super::{Diagnostic, Report};

/// The findings that come up, and those that are gone.
#[derive(Clone, Debug, Default)]
pub struct Consequences<'r> {
    /// Findings of the report after the change that were not in the one before it.
    pub new: Vec<&'r Diagnostic>,
    /// Findings of the report before the change that are no longer there.
    pub gone: Vec<&'r Diagnostic>,
}

/// What a finding is known by, wherever it stands now: its plan's turn, rule, post, message.
type Known<'r> = (Option<usize>, &'static str, Option<&'r str>, &'r str);

impl<'r> Consequences<'r> {
    /// Compares two reports about the same plans.
    pub fn of(before: &'r Report, after: &'r Report) -> Self {
        let (was, is) = (known(before), known(after));
        Self { new: beyond(&is, &was), gone: beyond(&was, &is) }
    }
}

/// Joins each finding with what it is known by.
fn known(report: &Report) -> Vec<(Known<'_>, &Diagnostic)> {
    let turns: HashMap<_, _> =
        report.files.iter().enumerate().map(|(turn, file)| (file.file, turn)).collect();
    let join = report.findings.iter().map(|finding| {
        let turn = turns.get(&finding.plan).copied();
        ((turn, finding.rule.name, finding.post.as_deref(), finding.message.as_str()), finding)
    });
    join.collect()
}

/// Lists the findings that are in one report more often than in the other.
fn beyond<'r>(
    one: &[(Known<'r>, &'r Diagnostic)],
    other: &[(Known<'r>, &'r Diagnostic)],
) -> Vec<&'r Diagnostic> {
    let mut counts: HashMap<Known<'r>, usize> = HashMap::new();
    for (known, _) in other {
        *counts.entry(*known).or_default() += 1;
    }
    let mut is_more = |known: &Known<'r>| match counts.get_mut(known) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    one.iter().filter(|(known, _)| is_more(known)).map(|(_, finding)| *finding).collect()
}
