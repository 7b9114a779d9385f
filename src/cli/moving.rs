//! `plan mv` and `plan shift`: posts go out at another time.

use anyhow::{bail, ensure};
use content_plan::check::{Options, Run, check};
use content_plan::diag::{FileKind, Level, closest, count};
use content_plan::model::{Plan, Post, PostId, Status};
use content_plan::moves::{Goal, Move, Stays, move_post};
use content_plan::read::Disk;
use content_plan::text::Sources;

use super::Outcome;
use super::args::{ChangePlans, Mv, Shift};
use super::check::{no_plan, say_failures};
use super::output::{Terminal, hint, warn};
use super::paths::inputs;
use super::sheets::{channel_names, known};
use super::shown::{Changes, show};

impl Mv {
    pub(crate) fn run(&self, terminal: Terminal) -> anyhow::Result<Outcome> {
        let Some((sources, run)) = self.change.read()? else { return Ok(Outcome::Incomplete) };
        let (number, id) = find(&run, &sources, &self.id)?;
        let plan = &run.plans[number].0;
        let moved = match move_post(plan, id, self.when) {
            Ok(moved) => moved,
            Err(Stays::There) => {
                hint(&format!("`{}` goes out at {} already: nothing to do", self.id, plan.post(id).at.value));
                return Ok(Outcome::Fine);
            }
            Err(Stays::OfSeries) => bail!("{}", of_series(plan, plan.post(id))),
            Err(stays) => bail!("`{}` cannot be moved there: {stays}", self.id),
        };
        if plan.post(id).status() == Status::Published {
            warn(&format!(
                "`{}` is published already: its time in the plan changes, not when it went out",
                self.id
            ));
        }
        let mut moves: Vec<Vec<Move>> = run.plans.iter().map(|_| Vec::new()).collect();
        moves[number].push(moved);
        show(
            terminal,
            &Changes { sources: &sources, run: &run, moves: &moves, all: false, write: self.change.write },
        )
    }
}

impl Shift {
    pub(crate) fn run(&self, terminal: Terminal) -> anyhow::Result<Outcome> {
        let period = self.days.period()?;
        let Some((sources, run)) = self.change.read()? else { return Ok(Outcome::Incomplete) };
        let plans = || run.plans.iter().map(|(plan, _)| plan);
        let campaigns = plans().flat_map(|plan| &plan.campaigns).map(|campaign| &*campaign.key.value);
        known("campaign", &self.campaign, &campaigns.collect::<Vec<_>>())?;
        known("channel", &self.channel, &channel_names(plans()))?;
        let is_chosen = |plan: &Plan, post: &Post| {
            let campaign = post.details().campaign.map(|id| &*plan.campaigns[id.value.index()].key.value);
            let holds = |names: &[String], name: &str| names.iter().any(|asked| asked == name);
            period.is_none_or(|period| period.holds(post.at.date))
                && (self.campaign.is_empty() || campaign.is_some_and(|name| holds(&self.campaign, name)))
                && (self.channel.is_empty()
                    || plan.channels_of(post).any(|id| holds(&self.channel, &plan.channel(id).name.value)))
        };
        let all = period.is_none() && self.campaign.is_empty() && self.channel.is_empty();
        let mut left = Left::default();
        let moves: Vec<Vec<Move>> = plans()
            .map(|plan| {
                let chosen = plan.posts.iter().enumerate().filter(|(_, post)| is_chosen(plan, post));
                let moves = chosen.filter_map(|(index, post)| {
                    if post.status() == Status::Published && post.series.is_none() {
                        left.published += 1;
                        return None;
                    }
                    match move_post(plan, PostId::new(index), Goal::By(self.by)) {
                        Ok(moved) => return Some(moved),
                        Err(Stays::OfSeries) => left.of_series += 1,
                        Err(Stays::OpenHour) => left.open += 1,
                        Err(Stays::BeyondYears) => left.beyond += 1,
                        Err(Stays::There) => {}
                    }
                    None
                });
                moves.collect()
            })
            .collect();
        ensure!(
            left.beyond == 0,
            "{} would go out beyond the years 0000 to 9999, which a plan can hold: move by less",
            count(left.beyond, "post")
        );
        left.say();
        if moves.iter().all(Vec::is_empty) {
            hint("nothing to move");
            return Ok(Outcome::Fine);
        }
        show(
            terminal,
            &Changes { sources: &sources, run: &run, moves: &moves, all, write: self.change.write },
        )
    }
}

impl ChangePlans {
    /// Reads the plans; `None` where one could not be read, which was said.
    fn read(&self) -> anyhow::Result<Option<(Sources, Run)>> {
        let found = inputs(&self.paths)?;
        ensure!(
            found.inputs.iter().all(|input| input.bytes.is_none()),
            "a plan from standard input cannot be changed: name its file"
        );
        for input in &found.inputs {
            let is_file = input.path.is_file() || !input.path.exists();
            ensure!(is_file, "{} is no file that can be changed", input.path.display());
        }
        let sources = Sources::new();
        let mut run = check(&sources, &Disk, found.inputs, &Options::default());
        if say_failures(&run.failures) || found.incomplete {
            return Ok(None);
        }
        ensure!(run.plans.iter().any(|(plan, _)| plan.kind == FileKind::Plan), "{}", no_plan(&run, &sources));
        // Notes would drown what matters here.
        run.report.findings.retain(|finding| finding.level > Level::Note);
        Ok(Some((sources, run)))
    }
}

/// Posts that were chosen and stay.
#[derive(Default)]
struct Left {
    published: usize,
    of_series: usize,
    open: usize,
    beyond: usize,
}

impl Left {
    fn say(&self) {
        let stay = |number: usize| if number == 1 { "stays" } else { "stay" };
        let say = |number: usize, why: &str| {
            if number > 0 {
                warn(&format!("{} {}: {why}", count(number, "post"), stay(number)));
            }
        };
        say(self.published, "what is published is out");
        say(self.of_series, "made by series; change the days or the time of the series");
        say(self.open, "the hour is open; move by whole days, or give them a time");
    }
}

/// Finds a post by its id; says what is near where there is none.
fn find(run: &Run, sources: &Sources, name: &str) -> anyhow::Result<(usize, PostId)> {
    let posts = || {
        run.plans.iter().enumerate().flat_map(|(number, (plan, _))| {
            let ids = plan.posts.iter().enumerate();
            ids.filter_map(move |(index, post)| Some((number, PostId::new(index), &*post.id.as_ref()?.value)))
        })
    };
    let found: Vec<(usize, PostId)> =
        posts().filter(|(_, _, id)| *id == name).map(|(number, index, _)| (number, index)).collect();
    let path = |number: usize| sources.get(run.plans[number].0.file).path().to_owned();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => match closest(name, posts().map(|(_, _, id)| id)) {
            Some(near) => bail!("no post is called `{name}`; did you mean `{near}`?"),
            None if posts().next().is_none() => {
                bail!("no post is called `{name}`: none has an id; `plan check --fix` gives them some")
            }
            None => bail!(
                "no post is called `{name}`; `plan schedule` shows them, `plan check` what cannot be read"
            ),
        },
        [(first, _), others @ ..] => match others.iter().find(|(number, _)| number != first) {
            Some((other, _)) => {
                bail!("`{name}` is in {} and in {}: name the plan too", path(*first), path(*other))
            }
            None => bail!(
                "{} posts of {} are called `{name}`: give each an id of its own",
                found.len(),
                path(*first)
            ),
        },
    }
}

/// Says what to do about a post that a series makes.
fn of_series(plan: &Plan, post: &Post) -> String {
    let id = post.id.as_ref().map_or("", |id| &id.value);
    let category = plan.category(post.category.value);
    format!(
        "a series makes `{id}`, which has no time of its own: write a plain `[[post]]` with id = {}, the new `at` and \
         category = {}, which takes its place",
        quoted(id),
        quoted(category)
    )
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.escape_default())
}
