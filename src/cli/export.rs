//! `plan export`: a finished plan for people and tools.

use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use content_plan::check::{Run, check};
use content_plan::diag::{FileKind, Level, Report, count};
use content_plan::export::{Choice, Chosen, Format, Job, Loss, Options, Part, Per, Previous, find_format};
use content_plan::model::Status;
use content_plan::read::{Disk, Input};
use content_plan::report;
use content_plan::text::Sources;

use super::Outcome;
use super::args::{self, Export, Split};
use super::check::{keep_plans, keep_read, no_plan, say_empty_period, say_failures};
use super::output::{Terminal, complain, warn, write_file, write_one_of_many};
use super::paths::{inputs, real, repository};
use super::sheets::{channel_names, known};

impl Export {
    pub(crate) fn run(&self, terminal: Terminal) -> anyhow::Result<Outcome> {
        let format = find_format(&self.format).expect("the arguments take known formats only");
        let period = self.plans.days.period()?;
        let found = inputs(&self.plans.paths)?;
        if let Some(output) = &self.output {
            keep_plans("--output", output, &found.inputs)?;
        }
        let slugs: Vec<String> = found.inputs.iter().map(slug).collect();
        let sources = Sources::new();
        let options = content_plan::check::Options { period, ..Default::default() };
        let run = check(&sources, &Disk, found.inputs, &options);
        if let Some(output) = &self.output {
            keep_read(output, &sources)?;
        }
        if say_failures(&run.failures) || found.incomplete {
            return Ok(Outcome::Incomplete);
        }
        say_empty_period(&run, period);
        if !self.force && say_errors(&run.report, &sources)? {
            return Ok(Outcome::Faults);
        }
        let choice = self.choice(&run)?;
        let plans = run.plans.iter().zip(slugs).filter(|((plan, _), _)| plan.kind == FileKind::Plan);
        let plans: Vec<Chosen<'_>> =
            plans.map(|((plan, calendar), slug)| Chosen::new(plan, calendar, slug)).collect();
        ensure!(!plans.is_empty(), "{}", no_plan(&run, &sources));
        let job = Job::new(&plans, &choice, &run.report.findings, self.options()?);
        say_missing_ids(&plans);
        if job.entries.is_empty() {
            warn(
                "no post is left to export: look at --channel, --status, --campaign, --category and the days",
            );
        }
        let parts = format.parts(&job)?;
        self.write(format, &job, &parts, terminal)?;
        say_losses(format.name(), &format.losses(&job));
        Ok(Outcome::Fine)
    }

    fn options(&self) -> anyhow::Result<Options> {
        let Self { timezone, duties, alarm, stamp, bom, .. } = *self;
        let per = match self.per {
            args::Per::Placement => Per::Placement,
            args::Per::Post => Per::Post,
        };
        let split = self.split == Some(Split::Channel);
        let previous = self.previous.as_deref().map(previous).transpose()?;
        let header = self.header.as_deref().map(template).transpose()?;
        let table = self.table.clone();
        Ok(Options { timezone, per, split, duties, alarm, previous, stamp, bom, header, table })
    }

    /// Returns which posts were asked for; every name must be one of the plans'.
    fn choice(&self, run: &Run) -> anyhow::Result<Choice> {
        let plans = || run.plans.iter().map(|(plan, _)| plan);
        let campaigns = plans().flat_map(|plan| &plan.campaigns).map(|campaign| &*campaign.key.value);
        let categories = plans().flat_map(|plan| &plan.mix.names).map(|name| &*name.value);
        known("channel", &self.channel, &channel_names(plans()))?;
        known("campaign", &self.campaign, &campaigns.collect::<Vec<_>>())?;
        known("category", &self.category, &categories.collect::<Vec<_>>())?;
        let is_wanted = |status: &Status| self.status.iter().any(|word| word == status.word());
        Ok(Choice {
            channels: self.channel.clone(),
            statuses: Status::ALL.into_iter().filter(is_wanted).collect(),
            campaigns: self.campaign.clone(),
            categories: self.category.clone(),
        })
    }

    /// Writes the parts to where they were asked for.
    fn write(
        &self,
        format: &dyn Format,
        job: &Job<'_>,
        parts: &[Part<'_>],
        terminal: Terminal,
    ) -> anyhow::Result<()> {
        let folder = self.output.as_deref().filter(|output| is_folder(output));
        match (parts, &self.output, folder) {
            (_, Some(_), Some(folder)) => {
                std::fs::create_dir_all(folder)
                    .with_context(|| format!("cannot make the folder {}", folder.display()))?;
                for part in parts {
                    let bytes = write_one_of_many(&folder.join(&part.name), |out| {
                        counted(out, |out| format.write(job, part, out))
                    })?;
                    say_warnings(format, job, part, bytes);
                }
                Ok(())
            }
            ([part], file, _) => {
                let write = |out: &mut dyn Write| counted(out, |out| format.write(job, part, out));
                let bytes = match file {
                    Some(file) => write_file(file, write)?,
                    None => terminal.hand_over(write)?,
                };
                say_warnings(format, job, part, bytes);
                Ok(())
            }
            ([], _, _) => Ok(()),
            _ => bail!(
                "{} would be written: name a folder, such as `--output {}/`",
                count(parts.len(), "file"),
                self.format
            ),
        }
    }
}

/// Reads a template.
fn template(path: &Path) -> anyhow::Result<String> {
    let context = || format!("cannot read {}", path.display());
    std::fs::read_to_string(path).with_context(context)
}

/// Returns whether files go into a folder of this path: one that is there, or a path that ends as folders do.
fn is_folder(path: &Path) -> bool {
    let shown = path.to_string_lossy();
    path.is_dir() || shown.ends_with(['/', std::path::MAIN_SEPARATOR])
}

/// Returns what a plan is known by: its path in its repository without the ending, outside of one its file's name, so that it is
/// the same from whatever folder the program is started.
fn slug(input: &Input) -> String {
    let path = real(&input.path);
    let root = repository(&path);
    let inside = root.as_deref().and_then(|root| path.strip_prefix(root).ok());
    let name = inside.or_else(|| path.file_name().map(Path::new)).unwrap_or(&path).with_extension("");
    name.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

/// Reads the calendar that was published before, or all of a folder.
fn previous(path: &Path) -> anyhow::Result<Previous> {
    let first_time = "where nothing was published yet, leave --previous out";
    let read = |path: &Path| match std::fs::read(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            bail!("there is no {}: {first_time}", path.display())
        }
        read => read.with_context(|| format!("cannot read {}", path.display())),
    };
    let mut previous = Previous::default();
    let mut add = |path: &Path| -> anyhow::Result<()> {
        previous.add(&read(path)?).with_context(|| format!("cannot carry over from {}", path.display()))
    };
    if !path.is_dir() {
        add(path)?;
        return Ok(previous);
    }
    let entries = path.read_dir().with_context(|| format!("cannot read {}", path.display()))?;
    let entries: Vec<_> =
        entries.collect::<io::Result<_>>().with_context(|| format!("cannot read {}", path.display()))?;
    let mut files: Vec<PathBuf> = entries.iter().map(std::fs::DirEntry::path).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "ics"));
    files.sort();
    ensure!(!files.is_empty(), "no calendar is in {}: {first_time}", path.display());
    files.iter().try_for_each(|file| add(file))?;
    Ok(previous)
}

/// Counts the bytes that are written.
fn counted(out: &mut dyn Write, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<u64> {
    let mut counter = Counter { out, bytes: 0 };
    write(&mut counter)?;
    Ok(counter.bytes)
}

/// A writer that counts.
struct Counter<'a> {
    out: &'a mut dyn Write,
    bytes: u64,
}

impl Write for Counter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Says what whoever reads a file may stumble over.
fn say_warnings(format: &dyn Format, job: &Job<'_>, part: &Part<'_>, bytes: u64) {
    for warning in format.warnings(job, part, bytes) {
        warn(&warning);
    }
}

/// Shows errors on standard error, and returns whether there were any.
fn say_errors(report: &Report, sources: &Sources) -> anyhow::Result<bool> {
    if report.count(Level::Error) == 0 {
        return Ok(false);
    }
    let errors = report.findings.iter().filter(|finding| finding.level == Level::Error);
    let only =
        Report { files: report.files.clone(), findings: errors.cloned().collect(), ..Report::default() };
    let concise = report::find_format("concise").expect("there is a concise format");
    let mut out = BufWriter::new(io::stderr().lock());
    concise.write(&only, sources, report::View::default(), &mut out).and_then(|()| out.flush())?;
    drop(out);
    complain("a plan with errors is not exported: mend them, or use --force");
    Ok(true)
}

/// Says which posts have no id to be known by.
fn say_missing_ids(plans: &[Chosen<'_>]) {
    let missing: Vec<String> =
        plans.iter().flat_map(Chosen::without_id).map(content_plan::model::Post::reference).collect();
    if let Some(first) = missing.first() {
        let (posts, have) = (count(missing.len(), "post"), if missing.len() == 1 { "has" } else { "have" });
        warn(&format!("{posts} {have} no id, {first} the first: moved, they will be taken for new ones"));
    }
}

/// Most posts of which it is said what a format leaves out.
const MOST_LOSSES: usize = 50;

/// Says what a format had no room for, a line a post.
fn say_losses(format: &str, losses: &[Loss]) {
    let posts: Vec<&[Loss]> = losses.chunk_by(|a, b| a.post == b.post).collect();
    for post in posts.iter().take(MOST_LOSSES) {
        let what: Vec<&str> = post.iter().map(|loss| loss.what.as_str()).collect();
        warn(&format!("{}: {format} has no room for {}", post[0].post, what.join(", ")));
    }
    if posts.len() > MOST_LOSSES {
        warn(&format!("{} more posts lose something in {format}", posts.len() - MOST_LOSSES));
    }
}
