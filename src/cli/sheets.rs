//! Plans that are printed as tables: read, checked, one after the other.

use anyhow::bail;
use content_plan::check::{Options, Run, check};
use content_plan::diag::{FileKind, Level, closest, count};
use content_plan::model::{Calendar, Plan};
use content_plan::read::Disk;
use content_plan::tables::Sheet;
use content_plan::text::{Sources, visible};

use super::Outcome;
use super::args::Plans;
use super::check::{no_plan, say_empty_period, say_failures};
use super::output::{Terminal, complain};
use super::paths::inputs;

/// Plans, read and judged; settings and idea banks are left out.
pub(crate) struct Sheets {
    sources: Sources,
    run: Run,
    incomplete: bool,
}

impl Sheets {
    /// Reads the plans of the command line.
    pub(crate) fn read(plans: &Plans) -> anyhow::Result<Self> {
        let period = plans.days.period()?;
        let found = inputs(&plans.paths)?;
        let sources = Sources::new();
        let mut run = check(&sources, &Disk, found.inputs, &Options { period, ..Options::default() });
        let incomplete = say_failures(&run.failures) || found.incomplete;
        say_empty_period(&run, period);
        let is_plan = |(plan, _): &(Plan, Calendar)| plan.kind == FileKind::Plan;
        if !run.plans.is_empty() && !run.plans.iter().any(is_plan) {
            complain(&no_plan(&run, &sources));
            run.plans.clear();
            return Ok(Self { sources, run, incomplete: true });
        }
        run.plans.retain(is_plan);
        Ok(Self { sources, run, incomplete })
    }

    /// Lists the plans.
    pub(crate) fn plans(&self) -> impl Iterator<Item = &Plan> {
        self.run.plans.iter().map(|(plan, _)| plan)
    }

    /// Prints each plan, under its path where there are several, and says on standard error which have errors.
    pub(crate) fn print(
        &self,
        terminal: Terminal,
        draw: impl Fn(usize, &Sheet<'_>) -> String,
    ) -> anyhow::Result<Outcome> {
        let many = self.run.plans.len() > 1;
        terminal.print(|out| {
            for (index, (plan, calendar)) in self.run.plans.iter().enumerate() {
                if many {
                    let gap = if index == 0 { "" } else { "\n" };
                    writeln!(out, "{gap}{}\n", visible(self.sources.get(plan.file).path()))?;
                }
                let findings = &self.run.report.findings;
                let (width, color) = (terminal.width(), terminal.is_colored());
                let drawn = draw(index, &Sheet::new(plan, calendar, findings, width, color));
                writeln!(out, "{}", drawn.trim_end_matches('\n'))?;
            }
            Ok(())
        })?;
        let faults = say_errors(&self.run, &self.sources);
        Ok(match (self.incomplete, faults) {
            (true, _) => Outcome::Incomplete,
            (false, true) => Outcome::Faults,
            (false, false) => Outcome::Fine,
        })
    }
}

/// Says on standard error which files have errors, and returns whether any has.
pub(crate) fn say_errors(run: &Run, sources: &Sources) -> bool {
    let mut faults = false;
    for (plan, _) in &run.plans {
        let own = run.report.findings.iter().filter(|finding| finding.plan == plan.file);
        let errors = own.filter(|finding| finding.level == Level::Error).count();
        if errors > 0 {
            let source = sources.get(plan.file);
            complain(&format!("{} has {}: `plan check` shows them", source.path(), count(errors, "error")));
            faults = true;
        }
    }
    faults
}

/// Says which name asked for is none of the plans'.
pub(crate) fn known(what: &str, asked: &[String], names: &[&str]) -> anyhow::Result<()> {
    let Some(name) = asked.iter().find(|name| !names.contains(&name.as_str())) else { return Ok(()) };
    match closest(name, names.iter().copied()) {
        Some(near) => bail!("no {what} is called `{name}`; did you mean `{near}`?"),
        None if names.is_empty() => bail!("no {what} is called `{name}`: none is declared"),
        None => bail!("no {what} is called `{name}`; there are {}", names.join(", ")),
    }
}

/// Lists the channels that plans declare, by their names; the one feed of a plan without any has none.
pub(crate) fn channel_names<'a>(plans: impl Iterator<Item = &'a Plan>) -> Vec<&'a str> {
    let channels = plans.flat_map(|plan| &plan.channels).filter(|channel| !channel.is_nameless());
    channels.map(|channel| &*channel.name.value).collect()
}
