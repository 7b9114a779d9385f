//! `plan fill`: a diff, the new posts, the mix before and after, and what is missing; written only with `--write`.

mod data;

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Context as _;
use chrono::NaiveDate;
use content_plan::diag::{Consequences, Diagnostic, Level, count};
use content_plan::draft::{Comparison, Completed, Request, Trouble, complete};
use content_plan::edit;
use content_plan::fill::Filled;
use content_plan::model::{CategoryId, Expected, Plan, PostId};
use content_plan::read::{Disk, Input};
use content_plan::tables::{Sheet, listing, paragraph, rows};
use content_plan::text::write_json;

use data::data;

use super::Outcome;
use super::args::{Fill, FillFormat};
use super::diff::{Texts, print_diffs};
use super::fix::hold_pipes;
use super::output::{Terminal, complain, hint, warn};
use super::paths::{inputs, real};
use super::sheets::{channel_names, known};
use super::shown::list;

/// Most categories that have a column each; the shares of more are told in sentences.
const MOST_COLUMNS: usize = 5;

impl Fill {
    pub(crate) fn run(&self, terminal: Terminal) -> anyhow::Result<Outcome> {
        let input = self.input()?;
        let path = input.path.clone();
        let is_stream = input.bytes.is_some();
        let mut besides = Vec::new();
        if !self.besides.is_empty() {
            let found = inputs(&self.besides)?;
            anyhow::ensure!(!found.incomplete, "not all that --besides names could be read");
            besides = found.inputs;
            besides.retain(|other| real(&other.path) != real(&path));
            hold_pipes(&mut besides);
        }
        let completed = complete(
            &Disk,
            Request {
                input,
                besides,
                period: self.days.period()?,
                channels: &self.channel,
                per_day: self.per_day,
                today: self.today,
                only_ideas: self.only_ideas,
                explain: self.explain,
            },
        );
        let completed = match completed {
            Ok(completed) => completed,
            Err(Trouble::Errors(errors)) => {
                let (shown, them) = (path.display(), if errors == 1 { "it" } else { "them" });
                let said = format!(
                    "{shown} has {}: mend {them} first; `plan check {shown}` shows {them}",
                    count(errors, "error")
                );
                complain(&said);
                return Ok(Outcome::Faults);
            }
            Err(trouble) => return Err(self.failure(&path, trouble)),
        };
        for other in &completed.doubtful {
            warn(&format!("{other} could not be read whole: ideas that it uses may be missed"));
        }
        let most = completed.plan.cadence.max.value;
        if let Some(asked) = self.per_day.filter(|&asked| asked > most) {
            let said = format!(
                "--per-day {asked} is more than the {most} a day that the plan takes: filled to {most}"
            );
            warn(&said);
        }
        let source = completed.sources.get(completed.plan.file);
        let old = source.text();
        let is_changed = completed.text != old;
        if is_stream && self.write {
            terminal.hand_over(|out| out.write_all(completed.text.as_bytes()))?;
            return Ok(Outcome::Fine);
        }
        // Written before it is shown: whoever stops reading gets the file all the same.
        if self.write && is_changed {
            edit::write(&path, old, &completed.text)
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
        if self.output_format == FillFormat::Json {
            terminal.hand_over(|out| write_json(&data(&completed), true, out))?;
        } else {
            if is_changed {
                print_diffs(terminal, [Texts { path: source.path(), old, new: &completed.text }])?;
            }
            self.tell(&completed, terminal)?;
        }
        match (is_changed, self.write) {
            (true, true) => hint(&format!("{}: {}", path.display(), done(&completed))),
            (true, false) => hint("nothing is written: add --write"),
            (false, _) => {}
        }
        Ok(Outcome::Fine)
    }

    /// Finds the plan: the one that is named, else the only one that is there.
    fn input(&self) -> anyhow::Result<Input> {
        if let Some(path) = self.path.as_ref().filter(|path| path.is_dir()) {
            anyhow::bail!("{} is a folder: name one plan", path.display());
        }
        let mut found = inputs(self.path.as_slice())?.inputs;
        anyhow::ensure!(found.len() == 1, "there are {}: name the one to fill", count(found.len(), "plan"));
        hold_pipes(&mut found);
        Ok(found.remove(0))
    }

    fn failure(&self, path: &Path, trouble: Trouble) -> anyhow::Error {
        let path = path.display();
        match trouble {
            Trouble::Unread(failure) => {
                let shown = failure.to_string();
                anyhow::Error::from(failure.error).context(shown)
            }
            Trouble::NoPlan => anyhow::anyhow!("{path} is no plan: a plan has `[plan]` and posts"),
            Trouble::NoChannel(plan) => {
                let names = channel_names(std::iter::once(&*plan));
                known("channel", &self.channel, &names).expect_err("one of them is not known")
            }
            Trouble::Errors(errors) => anyhow::anyhow!("{path} has {}", count(errors, "error")),
            Trouble::Unfit(refusal) => anyhow::anyhow!("{path} cannot be filled: {refusal}"),
            Trouble::Uneditable(refusal) => anyhow::anyhow!("{path} cannot be changed: {refusal}"),
        }
    }

    /// Tells people what was filled, and what is to be said of it.
    fn tell(&self, completed: &Completed, terminal: Terminal) -> anyhow::Result<()> {
        let (plan, calendar) = completed.plan_after();
        let sheet = Sheet::new(plan, calendar, &[], terminal.width(), terminal.is_colored());
        let posts = new_posts(completed);
        terminal.print(|out| {
            if !posts.is_empty() {
                writeln!(out, "\n{}", listing(&sheet, &posts))?;
            }
            if completed.text != completed.sources.get(completed.plan.file).text() {
                writeln!(out, "{}", compared(plan, &completed.comparisons(), terminal.width()))?;
            }
            let texts = (&completed.sources, &completed.after.1);
            let consequences = consequences(completed);
            list(out, &consequences, texts, terminal.is_colored())?;
            if !(consequences.new.is_empty() && consequences.gone.is_empty()) {
                writeln!(out)?;
            }
            for remark in completed.remarks() {
                write!(out, "{}", paragraph(&remark.message, 0, terminal.width()))?;
                if let Some(help) = &remark.help {
                    write!(out, "{}", paragraph(&format!("help: {help}"), 2, terminal.width()))?;
                }
            }
            if self.explain {
                explain(completed, terminal.width(), out)?;
            }
            Ok(())
        })
    }
}

/// Compares the errors and warnings before and after; what is still said, if with other numbers, is left out.
fn consequences(completed: &Completed) -> Consequences<'_> {
    let mut all = Consequences::of(&completed.before, &completed.after.0.report);
    for findings in [&mut all.new, &mut all.gone] {
        findings.retain(|finding| finding.level > Level::Note);
    }
    let about = |finding: &&Diagnostic| {
        let window = finding.data.as_ref().and_then(|data| data.get("window")).map(ToString::to_string);
        (finding.rule.name, finding.day, finding.channel.clone(), finding.post.clone(), window)
    };
    let new: HashSet<_> = all.new.iter().map(about).collect();
    let gone: HashSet<_> = all.gone.iter().map(about).collect();
    all.new.retain(|finding| !gone.contains(&about(finding)));
    all.gone.retain(|finding| !new.contains(&about(finding)));
    all
}

/// Writes why each place got what it has, and why other times were not taken.
fn explain(completed: &Completed, width: u16, out: &mut dyn Write) -> io::Result<()> {
    let (plan, filling) = (&completed.plan, &completed.filling);
    for explained in &filling.explained {
        writeln!(out)?;
        for (index, line) in explained.words(plan, filling.balance).iter().enumerate() {
            write!(out, "{}", paragraph(line, if index == 0 { 0 } else { 2 }, width))?;
        }
    }
    let empty = filling.left_empty.iter().map(|Filled { place, category, .. }| {
        let (at, channel) = (place.at.format("%Y-%m-%d %H:%M"), plan.channel(place.channel).label());
        format!("{at} on {channel}: left empty, no {} idea fits", plan.category(*category))
    });
    let refused = filling.refused().map(|refused| refused.words(plan));
    let closed = closed_days(completed).into_iter().map(|(day, reason)| format!("{day}: {reason}"));
    let mut lines: Vec<String> = empty.chain(refused).chain(closed).collect();
    // Each begins with its day and time.
    lines.sort();
    if !lines.is_empty() {
        writeln!(out, "\nnot taken:")?;
    }
    lines.iter().try_for_each(|line| write!(out, "{}", paragraph(line, 2, width)))
}

/// Lists the days of the plan on which nothing may go out, and why.
fn closed_days(completed: &Completed) -> Vec<(NaiveDate, String)> {
    let (plan, calendar) = (&completed.plan, &completed.calendar);
    let days = calendar.period.days().filter_map(|day| match plan.cadence.expected_on(day) {
        Expected::Posts { .. } => None,
        Expected::DayOff => Some((day, "a day off".to_owned())),
        Expected::Blackout(blackout) => {
            let why = blackout.why.as_ref().map_or_else(String::new, |why| format!(" ({why})"));
            Some((day, format!("a blackout{why}")))
        }
    });
    days.collect()
}

/// Finds the posts that are new, and those that got an idea, in the plan as it would be.
fn new_posts(completed: &Completed) -> Vec<PostId> {
    let (plan, calendar) = completed.plan_after();
    let fed = completed.filling.fed.iter().filter_map(|fed| completed.plan.post(fed.post).id.as_ref());
    let fed = fed.map(|id| &*id.value);
    let ids: HashSet<&str> = completed.ids.iter().map(String::as_str).chain(fed).collect();
    let is_new = |id: &&PostId| {
        let own = plan.post(**id).id.as_ref();
        own.is_some_and(|own| ids.contains(&*own.value))
    };
    calendar.posts().iter().filter(is_new).copied().collect()
}

/// Says what was done in a few words.
fn done(completed: &Completed) -> String {
    let (new, fed) = (completed.filling.posts.len(), completed.filling.fed.len());
    match (new, fed) {
        (new, 0) => format!("{} added", count(new, "post")),
        (0, fed) => format!("{} got an idea", count(fed, "post")),
        (new, fed) => format!("{} added, {} got an idea", count(new, "post"), count(fed, "post")),
    }
}

/// Writes the windows before and after as a table.
fn compared(plan: &Plan, windows: &[Comparison], width: u16) -> String {
    if plan.mix.names.len() > MOST_COLUMNS {
        return windows.iter().map(|compared| paragraph(&in_words(plan, compared), 0, width)).collect();
    }
    let mut head = vec![String::new(), "posts".to_owned()];
    let target = |category: CategoryId| plan.mix.shares.value.percent(category);
    head.extend(plan.mix.categories().map(|id| format!("{} {:.0} %", plan.category(id), target(id))));
    head.push("gap".to_owned());
    let row = |compared: &Comparison| {
        let Comparison { title, before, after, targets, .. } = compared;
        let change = |before: Option<String>, after: String| match before {
            Some(before) => format!("{before} → {after}"),
            None => after,
        };
        let was = (before.posts() > 0).then_some(before);
        let mut row =
            vec![title.clone(), change(Some(before.posts().to_string()), after.posts().to_string())];
        row.extend(plan.mix.categories().zip(targets).map(|(category, &own)| {
            let was = was.map(|was| format!("{:.0}", was.share(category)));
            let change = change(was, format!("{:.0} %", after.share(category)));
            let is_usual = (own - target(category)).abs() < 0.005;
            if is_usual { change } else { format!("{change} ({own:.0} %)") }
        }));
        row.push(change(was.map(|was| format!("{:.2}", was.gap)), format!("{:.2}", after.gap)));
        row
    };
    rows(&head, &windows.iter().map(row).collect::<Vec<_>>(), width)
}

/// Writes a window before and after as a sentence.
fn in_words(plan: &Plan, compared: &Comparison) -> String {
    let Comparison { title, before, after, targets, .. } = compared;
    let shares = plan.mix.categories().zip(targets).map(|(category, target)| {
        let (name, was, is) = (plan.category(category), before.share(category), after.share(category));
        format!("{name} {was:.0} → {is:.0} % of {target:.0} %")
    });
    let shares = shares.collect::<Vec<_>>().join(", ");
    let (posts, gap) = ((before.posts(), after.posts()), (before.gap, after.gap));
    format!("{title}: {} → {} posts, {shares}; gap {:.2} → {:.2}", posts.0, posts.1, gap.0, gap.1)
}
