//! From files to a report: reads plans, runs the rules, sets levels, honours `allow`, sorts.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use crate::diag::{Diagnostic, FileKind, FileReport, Group, Level, Report, Scope, ShareReport};
use crate::model::{Calendar, Period, Plan, PostId, RuleLevel};
use crate::read::{self, Failure, Files, Input};
use crate::rules::repeat::Echoes;
use crate::rules::{Context, Finding, Findings, RULES, Rule, Silenced, Today, level_in};
use crate::text::{FileId, Sources};

/// Posts that one thread looks at in one go.
const CHUNK: usize = 4096;

/// What to check with.
#[derive(Clone)]
pub struct Options<'a> {
    /// The rules to run; the whole catalogue unless set.
    pub rules: Vec<&'a dyn Rule>,
    /// Today; rules that need it are quiet without it.
    pub today: Option<Today>,
    /// The days to look at; the plan's own unless given.
    pub period: Option<Period>,
    /// Whether warnings fail too.
    pub strict: bool,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { rules: RULES.to_vec(), today: None, period: None, strict: false }
    }
}

/// Plans, read and judged.
#[derive(Debug, Default)]
pub struct Run {
    /// The plans, in the order of the inputs, each with its calendar.
    pub plans: Vec<(Plan, Calendar)>,
    /// What was found.
    pub report: Report,
    /// Files that could not be read at all.
    pub failures: Vec<Failure>,
}

/// Reads and judges files; each is judged by itself.
pub fn check(sources: &Sources, files: &dyn Files, inputs: Vec<Input>, options: &Options<'_>) -> Run {
    let one = |input: Input| {
        let plan = read::read(sources, files, input)?;
        let calendar = Calendar::new(&plan, options.period);
        Ok((plan, calendar))
    };
    // Starting threads takes longer than checking a week.
    let many = inputs.len() > 1;
    let read: Vec<_> =
        if many { inputs.into_par_iter().map(one).collect() } else { inputs.into_iter().map(one).collect() };

    let mut run = Run::default();
    run.report.rules = options.rules.iter().map(|rule| rule.info()).collect();
    for outcome in read {
        match outcome {
            Ok(plan) => run.plans.push(plan),
            Err(failure) => run.failures.push(failure),
        }
    }
    // Looking for what is said twice takes as long as most rules together.
    let listens = options.rules.iter().any(|rule| rule.info().group == Group::Repeat);
    let echoes = if listens { Echoes::new(&run.plans) } else { Echoes::silent(&run.plans) };
    let judged = |number| judge(sources, &echoes, number, options);
    let numbers = 0..run.plans.len();
    let judged: Vec<_> =
        if many { numbers.into_par_iter().map(judged).collect() } else { numbers.map(judged).collect() };
    drop(echoes);
    for ((plan, calendar), (findings, silenced)) in run.plans.iter().zip(judged) {
        run.report.files.push(glance(sources, plan, calendar));
        run.report.findings.extend(findings);
        run.report.silenced += silenced;
    }
    sort(sources, &mut run.report.findings);
    run
}

/// Runs the rules over one plan of a run, by its number; returns the findings and how many an `allow` silenced.
pub fn judge<'a>(
    sources: &Sources,
    echoes: &Echoes<'_>,
    number: usize,
    options: &Options<'a>,
) -> (Vec<Diagnostic>, usize) {
    let (plan, calendar) = &echoes.plans()[number];
    let everything = Context {
        sources,
        plan,
        calendar,
        echoes,
        number,
        today: options.today,
        strict: options.strict,
        silenced: &[],
        chunk: (0, plan.posts.len()),
    };
    let runs = |rule: &&&dyn Rule| {
        let info = rule.info();
        // Settings and ideas are no plan: little but what the reader met can be wrong with them.
        let concerned = plan.kind == FileKind::Plan
            || (info.group == Group::Plan && info.scope == Scope::Post)
            || (plan.kind == FileKind::Ideas && rule.judges_banks());
        concerned
            && (plan.whole || info.scope == Scope::Post)
            && level_in(plan, info).map_or(info.level.is_some(), is_on)
            && !rule.idles(&everything)
    };
    let active: Vec<&'a dyn Rule> = options.rules.iter().filter(runs).copied().collect();
    let (last, first): (Vec<&'a dyn Rule>, Vec<&'a dyn Rule>) =
        active.iter().copied().partition(|rule| rule.waits());

    let run = |rule: &&'a dyn Rule| (*rule, run_rule(*rule, everything));
    let mut found: Vec<(&dyn Rule, Vec<Finding>)> = if plan.posts.len() > CHUNK {
        first.par_iter().map(run).collect()
    } else {
        first.iter().map(run).collect()
    };
    let mut silenced: Vec<Silenced> = Vec::new();
    let mut count = silence(plan, &mut found, &mut silenced);
    silenced.sort_unstable();
    silenced.dedup();

    let ran: Vec<&'static str> = first.iter().map(|rule| rule.info().name).collect();
    let with_silenced = Context { silenced: &silenced, ..everything };
    let mut after: Vec<(&dyn Rule, Vec<Finding>)> = last
        .iter()
        .map(|rule| {
            let mut findings = run_rule(*rule, with_silenced);
            findings.retain(|finding| finding.about_rule.is_none_or(|about| ran.contains(&about)));
            (*rule, findings)
        })
        .collect();
    count += silence(plan, &mut after, &mut Vec::new());
    found.extend(after);

    let mut diagnostics = Vec::new();
    for (rule, findings) in found {
        let set = level_in(plan, rule.info());
        diagnostics.extend(findings.into_iter().map(|finding| diagnose(plan, set, rule, finding)));
    }
    (diagnostics, count)
}

fn is_on(level: RuleLevel) -> bool {
    level != RuleLevel::Off
}

/// Runs a rule; one that looks at single posts runs over parts of a long plan side by side.
fn run_rule(rule: &dyn Rule, cx: Context<'_>) -> Vec<Finding> {
    let over = |chunk: (usize, usize)| {
        let mut findings = Vec::new();
        rule.check(&Context { chunk, ..cx }, &mut Findings::new(&mut findings));
        findings
    };
    let posts = cx.plan.posts.len();
    if !rule.by_post() || posts <= CHUNK {
        return over((0, posts));
    }
    let chunks = (0..posts.div_ceil(CHUNK)).into_par_iter();
    chunks.flat_map_iter(|index| over((index * CHUNK, posts.min((index + 1) * CHUNK)))).collect()
}

/// Takes out what a post allows; notes which `allow` did it, and returns how many findings went.
fn silence(plan: &Plan, found: &mut [(&dyn Rule, Vec<Finding>)], silenced: &mut Vec<Silenced>) -> usize {
    if plan.posts.iter().all(|post| post.allow.is_empty()) {
        return 0;
    }
    // What the reader met in a post knows the post by its id alone.
    let allowing = plan.posts.iter().enumerate().filter(|(_, post)| !post.allow.is_empty());
    let by_name: HashMap<&str, PostId> =
        allowing.filter_map(|(index, post)| Some((&*post.id.as_ref()?.value, PostId::new(index)))).collect();
    let mut count = 0;
    for (rule, findings) in found {
        let name = rule.info().name;
        findings.retain(|finding| {
            let named = || by_name.get(finding.post_name.as_deref()?).copied();
            let Some(id) = finding.post.or_else(named) else { return true };
            let Some(allow) = plan.post(id).allow.iter().position(|allowed| *allowed.value == *name) else {
                return true;
            };
            silenced.push(Silenced { post: id, allow });
            count += 1;
            false
        });
    }
    count
}

fn diagnose(plan: &Plan, set: Option<RuleLevel>, rule: &dyn Rule, finding: Finding) -> Diagnostic {
    let info = rule.info();
    let level = match set {
        Some(RuleLevel::At(level)) => level,
        Some(RuleLevel::Off) | None => finding.level.or(info.level).unwrap_or(Level::Note),
    };
    let id = |post: PostId| plan.post(post).id.as_ref().map(ToString::to_string);
    Diagnostic {
        rule: info,
        level,
        message: finding.message,
        primary: finding.primary,
        related: finding.related,
        help: finding.help,
        fix: finding.fix,
        plan: plan.file,
        post_index: finding.post.map(PostId::index),
        post: finding.post.and_then(id).or(finding.post_name),
        channel: finding.channel.and_then(|channel| plan.channel(channel).name_for_data()),
        day: finding.day,
        data: finding.data,
    }
}

/// Sums a plan up.
fn glance(sources: &Sources, plan: &Plan, calendar: &Calendar) -> FileReport {
    let counts = Calendar::count(plan, calendar.posts().iter().map(|&id| plan.post(id)));
    let posts = calendar.posts().len();
    let mix = plan.mix.categories().map(|category| {
        let here = counts[category.index()];
        let share = if posts == 0 { 0.0 } else { percent(here, posts) };
        let target = plan.mix.shares.value.percent(category);
        ShareReport { category: plan.category(category).to_owned(), posts: here, share, target }
    });
    FileReport {
        file: plan.file,
        path: sources.get(plan.file).path().to_owned(),
        kind: plan.kind,
        whole: plan.whole,
        posts,
        placements: calendar.placements().len(),
        days: if plan.kind == FileKind::Plan { calendar.period.len() } else { 0 },
        ideas: plan.ideas.len(),
        mix: mix.collect(),
    }
}

/// Returns a part in percent, to one decimal.
fn percent(part: usize, whole: usize) -> f64 {
    ((part * 1000 + whole / 2) / whole) as f64 / 10.0
}

/// Sorts by path and place, and drops what plans that share a file say twice.
fn sort(sources: &Sources, findings: &mut Vec<Diagnostic>) {
    let mut keyed: Vec<_> = std::mem::take(findings)
        .into_iter()
        .map(|finding| (sources.get(finding.primary.span.file), finding))
        .collect();
    keyed.sort_by(|(a_source, a), (b_source, b)| {
        let place =
            |finding: &Diagnostic| (finding.primary.span.start, finding.primary.span.end, finding.rule.name);
        let is_foreign = |finding: &Diagnostic| finding.plan != finding.primary.span.file;
        let by_place = a_source.path().cmp(b_source.path()).then_with(|| place(a).cmp(&place(b)));
        let by_text = by_place.then_with(|| a.message.cmp(&b.message));
        by_text.then_with(|| is_foreign(a).cmp(&is_foreign(b)))
    });
    let foreign = keyed.iter().filter(|(_, finding)| finding.primary.span.file != finding.plan);
    let shared: HashSet<FileId> = foreign.map(|(_, finding)| finding.primary.span.file).collect();
    let mut seen = HashSet::new();
    keyed.retain(|(_, finding)| {
        // Only what lies in a file that others extend can be said twice.
        let is_foreign = finding.primary.span.file != finding.plan;
        let key = || (finding.rule.name, finding.primary.span, finding.message.clone());
        if !shared.contains(&finding.primary.span.file) && !is_foreign {
            return true;
        }
        seen.insert(key())
    });
    findings.extend(keyed.into_iter().map(|(_, finding)| finding));
}
