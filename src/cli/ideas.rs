//! `plan ideas`: the bank, and what is left of it.

use std::collections::HashSet;

use content_plan::check::{Options, Run, check};
use content_plan::diag::{Group, Scope};
use content_plan::model::Name;
use content_plan::read::Disk;
use content_plan::rules::RULES;
use content_plan::tables::{Banks, Wanted, ideas, ideas_json};
use content_plan::text::Sources;

use super::Outcome;
use super::args::{Ideas, TableFormat};
use super::check::say_failures;
use super::output::Terminal;
use super::paths::inputs;
use super::sheets::{channel_names, known, say_errors};

impl Ideas {
    pub(crate) fn run(&self, terminal: Terminal) -> anyhow::Result<Outcome> {
        let days = self.plans.days.period()?;
        let found = inputs(&self.plans.paths)?;
        let sources = Sources::new();
        // Only what the reader meets: what is wrong with posts and mixes is not what was asked.
        let met = RULES.iter().copied().filter(|rule| {
            let info = rule.info();
            info.group == Group::Plan && info.scope == Scope::Post
        });
        let options = Options { rules: met.collect(), ..Options::default() };
        let run = check(&sources, &Disk, found.inputs, &options);
        let incomplete = say_failures(&run.failures) || found.incomplete;
        self.known(&run)?;

        let (categories, channels) = (self.category.clone(), self.channel.clone());
        let wanted = Wanted { categories, channels, available: self.available, days };
        let banks = Banks::of(&sources, &run.plans, &wanted);
        let drawn = match self.output_format {
            TableFormat::Json => ideas_json(&banks, &wanted, &sources),
            TableFormat::Table => ideas(&banks, &wanted, terminal.width(), terminal.is_colored()),
        };
        if !run.plans.is_empty() || self.output_format == TableFormat::Json {
            terminal.print(|out| writeln!(out, "{}", drawn.trim_end_matches('\n')))?;
        }
        let faults = say_errors(&run, &sources);
        Ok(match (incomplete, faults) {
            (true, _) => Outcome::Incomplete,
            (false, true) => Outcome::Faults,
            (false, false) => Outcome::Fine,
        })
    }

    /// Says which category or channel asked for is none that the plans declare or an idea names.
    fn known(&self, run: &Run) -> anyhow::Result<()> {
        let plans = || run.plans.iter().map(|(plan, _)| plan);
        let ideas = || plans().flat_map(|plan| &plan.ideas);
        if !self.category.is_empty() {
            let declared = plans().flat_map(|plan| &plan.mix.names).map(|name| &*name.value);
            known(
                "category",
                &self.category,
                &names(declared, ideas().flat_map(|idea| &idea.category_name)),
            )?;
        }
        if !self.channel.is_empty() {
            let declared = channel_names(plans()).into_iter();
            known("channel", &self.channel, &names(declared, ideas().flat_map(|idea| &idea.channel_names)))?;
        }
        Ok(())
    }
}

/// Joins the names that plans declare and those that ideas name, each once, in the order in which they come first.
fn names<'a>(declared: impl Iterator<Item = &'a str>, named: impl Iterator<Item = &'a Name>) -> Vec<&'a str> {
    let mut seen = HashSet::new();
    declared.chain(named.map(|name| &*name.value)).filter(|name| seen.insert(*name)).collect()
}
