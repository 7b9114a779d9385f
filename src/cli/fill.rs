//! `plan fill`: a diff, the new posts, the mix before and after, and what is missing; written only with `--write`.

use anyhow::Context as _;
use content_plan::diag::count;
use content_plan::draft::{Comparison, Completed, Request, Trouble, complete};
use content_plan::edit;
use content_plan::model::{Calendar, CategoryId, Plan, PostId};
use content_plan::read::Disk;
use content_plan::tables::{Sheet, listing, paragraph, rows};
use content_plan::text::{visible, write_json};
use serde_json::json;

use super::Outcome;
use super::args::{Fill, FillFormat};
use super::diff::{Texts, print_diffs};
use super::output::{Terminal, complain, hint, warn};
use super::paths::{inputs, real};
use super::sheets::{channel_names, known};

impl Fill {
    pub(crate) fn run(&self, terminal: Terminal) -> anyhow::Result<Outcome> {
        anyhow::ensure!(!self.path.is_dir(), "{} is a folder: name one plan", self.path.display());
        let mut found = inputs(std::slice::from_ref(&self.path))?;
        let input = found.inputs.remove(0);
        let is_stream = input.bytes.is_some();
        let mut besides = Vec::new();
        if !self.besides.is_empty() {
            let found = inputs(&self.besides)?;
            anyhow::ensure!(!found.incomplete, "not all that --besides names could be read");
            besides = found.inputs;
            besides.retain(|other| real(&other.path) != real(&input.path));
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
                explain: self.explain || self.output_format == FillFormat::Json,
            },
        );
        let completed = match completed {
            Ok(completed) => completed,
            Err(Trouble::Errors(errors)) => {
                let path = self.path.display();
                complain(&format!(
                    "{path} has {}: `plan check` shows them; it is filled once they are mended",
                    count(errors, "error")
                ));
                return Ok(Outcome::Faults);
            }
            Err(trouble) => return Err(self.failure(trouble)),
        };
        let most = completed.plan.cadence.max.value;
        if let Some(asked) = self.per_day.filter(|&asked| asked > most) {
            warn(&format!(
                "--per-day {asked} is more than the {most} a day that the plan takes: filled to {most}"
            ));
        }
        let source = completed.sources.get(completed.plan.file);
        let old = source.text();
        let is_changed = completed.text != old;
        if is_stream && self.write {
            terminal.hand_over(|out| out.write_all(completed.text.as_bytes()))?;
            return Ok(Outcome::Fine);
        }
        if self.output_format == FillFormat::Json {
            terminal.hand_over(|out| write_json(&data(&completed), true, out))?;
        } else {
            if is_changed {
                print_diffs(terminal, [Texts { path: source.path(), old, new: &completed.text }])?;
            }
            self.tell(&completed, terminal)?;
        }
        if self.write && is_changed {
            let context = || format!("cannot write {}", self.path.display());
            edit::write(&self.path, old, &completed.text).with_context(context)?;
            hint(&format!("{}: {}", self.path.display(), done(&completed)));
        } else if is_changed {
            hint("nothing was written: --write does that");
        }
        Ok(Outcome::Fine)
    }

    fn failure(&self, trouble: Trouble) -> anyhow::Error {
        let path = self.path.display();
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
        let posts = new_posts(completed, plan);
        terminal.print(|out| {
            if !posts.is_empty() {
                writeln!(out, "\n{}", listing(&sheet, &posts))?;
            }
            if completed.text != completed.sources.get(completed.plan.file).text() {
                writeln!(out, "{}", compared(plan, &completed.comparisons(), terminal.width()))?;
            }
            for remark in completed.remarks() {
                write!(out, "{}", paragraph(&remark.message, 0, terminal.width()))?;
                if let Some(help) = &remark.help {
                    write!(out, "{}", paragraph(&format!("help: {help}"), 2, terminal.width()))?;
                }
            }
            if self.explain {
                explain(completed, out)?;
            }
            Ok(())
        })
    }
}

/// Writes why each place got what it has, and why other times were not taken.
fn explain(completed: &Completed, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    let (plan, filling) = (&completed.plan, &completed.filling);
    for explained in &filling.explained {
        let lines = explained.words(plan, filling.balance);
        for (index, line) in lines.iter().enumerate() {
            let lead = if index == 0 { "\n" } else { "  " };
            writeln!(out, "{lead}{}", visible(line))?;
        }
    }
    let mut refused = filling.refused().peekable();
    if refused.peek().is_some() {
        writeln!(out, "\nnot taken:")?;
    }
    for refused in refused {
        writeln!(out, "  {}", visible(&refused.words(plan)))?;
    }
    Ok(())
}

/// Finds the posts that are new, and those that got an idea, in the plan as it would be.
fn new_posts(completed: &Completed, plan: &Plan) -> Vec<PostId> {
    let fed = completed.filling.fed.iter().filter_map(|fed| completed.plan.post(fed.post).id.as_ref());
    let fed = fed.map(ToString::to_string);
    let ids: std::collections::HashSet<String> = completed.ids.iter().cloned().chain(fed).collect();
    let is_new = |id: &&PostId| {
        let own = plan.post(**id).id.as_ref();
        own.is_some_and(|own| ids.contains(&*own.value))
    };
    let calendar = Calendar::new(plan, None);
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

/// Returns all that is told as data.
fn data(completed: &Completed) -> serde_json::Value {
    let Completed { plan, filling, ids, .. } = completed;
    let idea = |id: Option<content_plan::model::IdeaId>| {
        id.and_then(|id| plan.ideas[id.index()].id.as_ref()).map(ToString::to_string)
    };
    let channel = |id| plan.channel(id).name_for_data();
    let posts = filling.posts.iter().zip(ids).map(|(filled, id)| {
        json!({
            "id": id,
            "at": filled.place.at.to_string(),
            "channel": channel(filled.place.channel),
            "category": plan.category(filled.category),
            "idea": idea(filled.idea),
        })
    });
    let explained = filling.explained.iter().map(|explained| {
        let balance = filling.balance;
        let before = explained.before.iter().map(|(own, deviations)| {
            let posts: Vec<f64> = deviations.iter().map(|&off| balance.posts(off)).collect();
            json!({ "channel": own.and_then(channel), "deviations": posts })
        });
        let choices = explained.choices.iter().map(|choice| {
            json!({
                "category": plan.category(choice.category),
                "gap_at_least": balance.posts(choice.bound),
                "hungry": choice.hungry,
            })
        });
        json!({
            "before": before.collect::<Vec<_>>(),
            "choices": choices.collect::<Vec<_>>(),
            "next": explained.next.iter().map(|&id| idea(Some(id))).collect::<Vec<_>>(),
        })
    });
    let posts: Vec<_> = posts
        .zip(explained)
        .map(|(mut post, explained)| {
            post["explained"] = explained;
            post
        })
        .collect();
    let fed = filling.fed.iter().map(|fed| {
        let post = plan.post(fed.post).id.as_ref().map(ToString::to_string);
        json!({ "post": post, "idea": idea(Some(fed.idea)) })
    });
    let windows = completed.comparisons().into_iter().map(|compared| {
        let side = |totals: &content_plan::draft::Totals| {
            json!({ "posts": totals.posts(), "counts": totals.counts, "gap": totals.gap })
        };
        json!({
            "window": compared.key,
            "before": side(&compared.before),
            "after": side(&compared.after),
            "targets": compared.targets,
        })
    });
    let refused = filling.refused().map(|refused| {
        json!({
            "at": refused.place.at.to_string(),
            "channel": channel(refused.place.channel),
            "reason": refused.reason.words(plan, refused.place.channel),
        })
    });
    let remarks = completed.remarks().into_iter().map(|remark| {
        json!({ "topic": remark.topic, "message": remark.message, "help": remark.help, "data": remark.data })
    });
    json!({
        "version": 1,
        "path": completed.sources.get(plan.file).path(),
        "posts": posts,
        "fed": fed.collect::<Vec<_>>(),
        "refused": refused.collect::<Vec<_>>(),
        "windows": windows.collect::<Vec<_>>(),
        "remarks": remarks.collect::<Vec<_>>(),
        "text": completed.text,
    })
}
