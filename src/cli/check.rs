//! `plan check`: findings and a summary.

use std::path::Path;

use anyhow::Context as _;
use chrono::NaiveDate;
use content_plan::check::{Run, check};
use content_plan::diag::{Fault, FileKind, Level, closest};
use content_plan::model::Period;
use content_plan::read::{Disk, Failure, Input};
use content_plan::report::{Base, FORMATS, Format, View, find_format};
use content_plan::text::Sources;

use super::Outcome;
use super::args::Check;
use super::fix;
use super::output::{Terminal, complain, print_aside, warn, write_file};
use super::paths::{STDIN, inputs, real, repository};

impl Check {
    pub(crate) fn run(&self, terminal: Terminal) -> anyhow::Result<Outcome> {
        let options = self.options()?;
        let format = self.format()?;
        let mut found = inputs(&self.plans.paths)?;
        let output_file = self.output_file.as_ref().filter(|path| *path != Path::new("-"));
        if let Some(path) = output_file {
            keep_plans("--output-file", path, &found.inputs)?;
        }
        if self.fixing.diff {
            let outcome = fix::show(terminal, &mut found.inputs, &options)?;
            return Ok(if found.incomplete { Outcome::Incomplete } else { outcome });
        }
        let is_fixed_stream =
            self.fixing.fix && found.inputs.iter().any(|input| input.path == Path::new(STDIN));
        if self.fixing.fix {
            found.incomplete |= fix::make(terminal, &mut found.inputs, &options)?;
        }
        let sources = Sources::new();
        let run = check(&sources, &Disk, found.inputs, &options);
        if let Some(path) = output_file {
            keep_read(path, &sources)?;
        }
        let incomplete = say_failures(&run.failures) || found.incomplete;
        say_empty_period(&run, options.period);

        let colored = output_file.is_none() && !is_fixed_stream && terminal.is_colored();
        let (root, folder) = repository_here();
        let base = Base { root: &root, folder: &folder };
        let view = View { notes: self.notes, color: colored, base };
        if let Some(path) = output_file {
            write_file(path, |out| format.write(&run.report, &sources, view, out))?;
        } else if is_fixed_stream {
            print_aside(|out| format.write(&run.report, &sources, view, out))?;
        } else if !run.report.files.is_empty() || !incomplete || format.is_for_programs() {
            terminal.print(|out| format.write(&run.report, &sources, view, out))?;
        }
        let least = if self.strict { Level::Warning } else { Level::Error };
        let faults = !self.exit_zero && run.report.findings.iter().any(|finding| finding.level >= least);
        // The process ends now; taking a large plan apart would only cost time.
        std::mem::forget((run, sources));
        Ok(match (incomplete, faults) {
            (true, _) => Outcome::Incomplete,
            (false, true) => Outcome::Faults,
            (false, false) => Outcome::Fine,
        })
    }

    /// Finds how findings are to be written: as the arguments say, else as the environment does, else for people.
    fn format(&self) -> anyhow::Result<&'static dyn Format> {
        if let Some(name) = &self.output_format {
            return Ok(find_format(name).expect("the arguments take known formats only"));
        }
        let Some(name) = std::env::var_os(VARIABLE).filter(|name| !name.is_empty()) else {
            return Ok(FORMATS[0]);
        };
        let name = name.to_string_lossy();
        find_format(&name).with_context(|| match closest(&name, FORMATS.iter().map(|format| format.name())) {
            Some(near) => format!("{VARIABLE} is `{name}`, which is no format; did you mean `{near}`?"),
            None => format!("{VARIABLE} is `{name}`, which is no format; `plan check --help` lists them"),
        })
    }
}

/// The variable of the environment that says how to write findings.
const VARIABLE: &str = "PLAN_OUTPUT_FORMAT";

/// Finds the root of the repository around the current folder, and the folder from there on.
fn repository_here() -> (String, String) {
    let here = real(Path::new("."));
    let Some(root) = repository(&here) else { return Default::default() };
    let slashed = |path: &Path| path.to_string_lossy().replace('\\', "/");
    let folder = here.strip_prefix(&root).map(slashed).unwrap_or_default();
    (slashed(&root), folder)
}

/// Refuses to write over a plan, whether it is checked or not.
pub(crate) fn keep_plans(option: &str, path: &Path, inputs: &[Input]) -> anyhow::Result<()> {
    // A link is as good as what it leads to.
    let is_toml = [path, &real(path)]
        .iter()
        .any(|path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")));
    let is_input = inputs.iter().any(|input| input.bytes.is_none() && real(&input.path) == real(path));
    let shown = path.display();
    anyhow::ensure!(!is_input, "{option} {shown} is a plan that is checked: name another file");
    anyhow::ensure!(
        !(is_toml && path.exists()),
        "{option} {shown} is a TOML file that is there already: name another file"
    );
    Ok(())
}

/// Refuses to write over a file that was read: a plan, or what it extends.
pub(crate) fn keep_read(path: &Path, sources: &Sources) -> anyhow::Result<()> {
    let is_read = sources.paths().iter().any(|read| real(Path::new(read)) == real(path));
    anyhow::ensure!(!is_read, "{} is a file that was read: name another file", path.display());
    Ok(())
}

/// Says where a period was asked for that no plan has.
pub(crate) fn say_empty_period(run: &Run, period: Option<Period>) {
    let mut plans = run.plans.iter().filter(|(plan, _)| plan.kind == FileKind::Plan).peekable();
    if let (Some(period), Some((plan, _))) = (period, plans.peek().copied())
        && plans.all(|(_, calendar)| calendar.period.is_empty())
    {
        let (from, to) = (plan.start.value, plan.end.value);
        let asked = match (period.from == NaiveDate::MIN, period.to == NaiveDate::MAX) {
            (true, _) => format!("up to {}", period.to),
            (false, true) => format!("from {}", period.from),
            (false, false) => format!("from {} to {}", period.from, period.to),
        };
        warn(&format!("there is nothing to look at {asked}: the plan runs from {from} to {to}"));
    }
}

/// Says why none of the files that were read is a plan.
pub(crate) fn no_plan(run: &Run, sources: &Sources) -> String {
    let unread = run.plans.iter().find_map(|(plan, _)| {
        let problem = plan.problems.iter().find(|problem| problem.fault == Fault::Syntax)?;
        Some((sources.get(problem.primary.span.file), problem))
    });
    let Some((source, problem)) = unread else {
        return "none of these files is a plan: a plan has `[plan]` and posts".to_owned();
    };
    let (path, line) = (source.path(), source.line(problem.primary.span.start as usize));
    let help = problem.help.as_ref().map_or(String::new(), |help| format!("; {help}"));
    format!("{path} is no plan: {} in line {line}{help}", problem.message)
}

/// Says which files could not be read, and returns whether there were any.
pub(crate) fn say_failures(failures: &[Failure]) -> bool {
    for failure in failures {
        complain(&format!("{failure}: {}", failure.error));
    }
    !failures.is_empty()
}
