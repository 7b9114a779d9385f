//! What is to be said of a filling, each with its numbers and the next step.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Value, json};

use super::fits::{Fits, Misfit, sells};
use super::places::{DayPlaces, Reason, Refused};
use super::{Filling, Forbidden, days_of_uses, hungry_places};
use crate::diag::count;
use crate::model::{Calendar, CategoryId, Channel, ChannelId, Expected, IdeaId, Mix, Plan, Uses};

/// Hungry places that unused ideas are compared with; more would say the same.
const COMPARED: usize = 8;

/// Days below their least that are told one by one.
const SHORT_DAYS: usize = 10;

/// Something to say of a filling.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// What it is about: `short-day`, `nothing-free`, `no-bank`, `idea-needed`, `gap`, `runs`, `pulled-mix`.
    pub topic: &'static str,
    /// The fact; lowercase, no full stop.
    pub message: String,
    /// The next step.
    pub help: Option<String>,
    /// The message's facts as data.
    pub data: Value,
}

impl Remark {
    fn new(topic: &'static str, message: String, data: Value) -> Self {
        Self { topic, message, help: None, data }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Says what is to be said of a filling.
pub fn remarks(
    plan: &Plan,
    calendar: &Calendar,
    filling: &Filling,
    uses: &Uses,
    forbidden: &Forbidden,
) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let untouched = filling.posts.is_empty() && filling.fed.is_empty();
    if untouched && filling.left_empty.is_empty() {
        remarks.push(nothing_free(plan, filling));
    }
    let mut short: Vec<Remark> =
        filling.days.iter().filter_map(|day| short_day(plan, day, filling)).collect();
    let more = short.len().saturating_sub(SHORT_DAYS);
    short.truncate(SHORT_DAYS);
    remarks.append(&mut short);
    if more > 0 {
        let message = format!("{} more stay below their least", count(more, "day"));
        remarks.push(Remark::new("short-day", message, json!({ "more": more })));
    }
    if plan.ideas.is_empty() {
        remarks.push(no_bank(plan));
    } else {
        let days = days_of_uses(plan, uses);
        let fits = Fits::new(plan, &days, forbidden, Vec::new());
        remarks.extend(plan.mix.categories().filter_map(|category| needed(plan, filling, &fits, category)));
    }
    remarks.extend(gap(plan, filling));
    remarks.extend(runs(plan, filling));
    remarks.extend(pulled(plan, calendar, filling));
    remarks
}

/// Lists why times of a day are not taken, most frequent first: the reason in words, its setting, and how many.
fn reasons<'a>(
    plan: &Plan,
    refused: impl Iterator<Item = &'a Refused>,
) -> Vec<(usize, String, Option<String>)> {
    let mut groups: BTreeMap<(Reason, ChannelId), usize> = BTreeMap::new();
    for refused in refused {
        // Only caps are a channel's own matter.
        let channel = match refused.reason {
            Reason::ChannelCap(_) | Reason::Advice(_) | Reason::Quota(_) => refused.place.channel,
            _ => ChannelId::new(0),
        };
        *groups.entry((refused.reason, channel)).or_default() += 1;
    }
    let mut told: Vec<_> = groups
        .into_iter()
        .map(|((reason, channel), times)| {
            let setting = match reason {
                Reason::Quiet => Some("`[cadence] quiet`".to_owned()),
                Reason::Near { .. } => Some("the `gap`".to_owned()),
                Reason::ChannelCap(_) => Some(format!("the `per_day` of {}", plan.channel(channel).label())),
                Reason::Advice(_) => {
                    Some(format!("a `per_day` of its own for {}", plan.channel(channel).label()))
                }
                Reason::Full | Reason::ClockChange | Reason::Past | Reason::Taken | Reason::Quota(_) => None,
            };
            (times, reason.words(plan, channel), setting)
        })
        .collect();
    told.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    told
}

fn listed(reasons: &[(usize, String, Option<String>)]) -> String {
    let mut listed: Vec<String> =
        reasons.iter().take(4).map(|(times, words, _)| format!("{times} {words}")).collect();
    let more: usize = reasons.iter().skip(4).map(|(times, _, _)| times).sum();
    if more > 0 {
        listed.push(format!("{more} for other reasons"));
    }
    listed.join(", ")
}

/// Says that there is no idea to draw from.
fn no_bank(plan: &Plan) -> Remark {
    let banks: Vec<String> = plan.banks.iter().map(|bank| format!("`{}`", bank.name)).collect();
    if banks.is_empty() {
        let message = "the plan has no ideas to draw from".to_owned();
        let help = "write some as `[[idea]]`, or name a bank in [plan]: ideas = \"ideas.toml\"";
        return Remark::new("no-bank", message, Value::Null).help(help);
    }
    let message = format!("the plan's bank {} has no ideas", banks.join(" and "));
    Remark::new("no-bank", message, Value::Null).help("write some there as `[[idea]]`")
}

/// Says which day stays below its least, and which setting would free most.
fn short_day(plan: &Plan, day: &DayPlaces, filling: &Filling) -> Option<Remark> {
    let Expected::Posts { min, .. } = plan.cadence.expected_on(day.date) else { return None };
    let (posts, least) = (day.given + day.places.len(), min as usize);
    let mut refused = day.refused.iter().peekable();
    let is_past = day.places.is_empty()
        && refused.peek().is_some()
        && refused.all(|refused| refused.reason == Reason::Past);
    if posts >= least || is_past || filling.per_day.is_some_and(|asked| asked < min) {
        return None;
    }
    let empty = filling.left_empty.iter().filter(|filled| filled.place.at.date() == day.date).count();
    let reasons = reasons(plan, day.refused.iter());
    let offered = day.places.len() + day.refused.len() + empty;
    let (date, times) = (day.date, count(offered, "time"));
    let mut message = format!("{date} gets {posts} of at least {}: {times} offered", count(least, "post"));
    if empty > 0 {
        message = format!("{message}, {empty} without an idea");
    }
    if !reasons.is_empty() {
        message = format!("{message}, {}", listed(&reasons));
    }
    let data = json!({ "day": date.to_string(), "posts": posts, "min": min, "offered": offered });
    let remark = Remark::new("short-day", message, data);
    if empty > 0 {
        return Some(
            remark.help("write ideas for it, or let places be drafted without: leave out --only-ideas"),
        );
    }
    if day.wanted < least {
        let (max, reserve) = (plan.cadence.max.value, plan.cadence.reserve.value);
        return Some(remark.help(format!(
            "it was filled to {} of {max}, {reserve} kept open: lower `min` or `reserve`, or raise `max`",
            day.wanted
        )));
    }
    Some(match reasons.into_iter().find_map(|(times, _, setting)| Some((times, setting?))) {
        Some((times, setting)) => remark.help(format!("{setting} keeps most from it: {times}")),
        None if filling.is_narrowed => remark.help("fill the other channels too"),
        None => remark.help(format!("give channels {} more a day", count(least - posts, "slot"))),
    })
}

/// Says why no place is free.
fn nothing_free(plan: &Plan, filling: &Filling) -> Remark {
    let days: Vec<&DayPlaces> = filling.days.iter().collect();
    let full = days.iter().filter(|day| day.given >= day.wanted).count();
    let data = json!({ "days": days.len(), "full": full });
    if days.is_empty() {
        let (start, end) = (plan.start.value, plan.end.value);
        let message = format!(
            "no free place: no day that was asked for is a working day of the plan, which runs from {start} to {end}"
        );
        return Remark::new("nothing-free", message, data);
    }
    let (max, reserve) = (plan.cadence.max.value, plan.cadence.reserve.value);
    let mut message = format!(
        "no free place: {full} of {} full",
        if days.len() == 1 { "1 day is".to_owned() } else { format!("{} days are", days.len()) }
    );
    if let Some(day) = days.iter().find(|day| day.given >= day.wanted) {
        let at_least = days.iter().filter(|day| day.given >= day.wanted).map(|day| day.given).min();
        let at_least = at_least.unwrap_or(day.given);
        message = format!("{message}, with {at_least} or more of {max}");
        if reserve > 0 && day.wanted == max.saturating_sub(reserve) as usize {
            message = format!("{message}, {reserve} kept open (reserve)");
        }
    }
    let open: Vec<&DayPlaces> = days.iter().copied().filter(|day| day.given < day.wanted).collect();
    let refused = || open.iter().flat_map(|day| &day.refused);
    let reasons = reasons(plan, refused().filter(|refused| refused.reason != Reason::Full));
    if !open.is_empty() {
        let why = if reasons.is_empty() { "no slot is left".to_owned() } else { listed(&reasons) };
        message = format!("{message}; elsewhere {why}");
    }
    let is_past = refused().all(|refused| refused.reason == Reason::Past);
    let remark = Remark::new("nothing-free", message, data);
    match reasons.into_iter().find_map(|(_, _, setting)| setting) {
        Some(setting) => remark.help(format!("{setting} keeps most from it")),
        None if !open.is_empty() && !is_past => remark.help("give channels more `slots`"),
        None => remark,
    }
}

/// Says how many ideas a category lacks, and what keeps the others.
fn needed(plan: &Plan, filling: &Filling, fits: &Fits<'_>, category: CategoryId) -> Option<Remark> {
    let own = filling.posts.iter().filter(|filled| filled.category == category);
    let fed = filling.fed.iter().filter(|fed| plan.post(fed.post).category.value == category);
    let ideas = own.clone().filter(|filled| filled.idea.is_some()).count() + fed.clone().count();
    let hungry = hungry_places(plan, filling, category);
    if hungry.is_empty() {
        return None;
    }
    let name = plan.category(category);
    let places = ideas + hungry.len();
    let used: HashSet<IdeaId> = own.filter_map(|filled| filled.idea).chain(fed.map(|fed| fed.idea)).collect();
    let sample: Vec<_> = hungry.iter().copied().take(COMPARED).collect();
    let mut kept: BTreeMap<String, usize> = BTreeMap::new();
    let mut more = 0;
    for index in 0..plan.ideas.len() {
        let (id, idea) = (IdeaId::new(index), &plan.ideas[index]);
        if idea.category.is_none_or(|own| own.value != category) || used.contains(&id) {
            continue;
        }
        more += 1;
        let misfit = sample.iter().map(|&place| fits.misfit(place, id)).min().flatten();
        *kept.entry(words(plan, id, misfit)).or_default() += 1;
    }
    let mut message = format!(
        "{name}: {}, {}; {} needed",
        count(places, "place"),
        count(ideas, "idea"),
        match hungry.len() {
            1 => "1 is".to_owned(),
            lacking => format!("{lacking} are"),
        }
    );
    if more > 0 {
        let kept: Vec<String> = kept.iter().map(|(why, ideas)| format!("{ideas} {why}")).collect();
        let verb = if more == 1 { "is" } else { "are" };
        message = format!("{message} ({more} more {verb} in the bank: {})", kept.join(", "));
    }
    let mut channels: Vec<&str> = hungry.iter().map(|place| plan.channel(place.channel).label()).collect();
    channels.sort_unstable();
    channels.dedup();
    let lacking = hungry.len();
    let data = json!({ "category": name, "places": places, "ideas": ideas, "needed": lacking, "more": more });
    let (word, named) =
        (if lacking == 1 { "idea" } else { "ideas" }, channels.iter().all(|name| *name != "the feed"));
    let for_channels = if named { format!(" for {}", channels.join(", ")) } else { String::new() };
    Some(
        Remark::new("idea-needed", message, data)
            .help(format!("write {lacking} {name} {word}{for_channels}, then fill again")),
    )
}

/// Says what keeps an idea from the places that need one.
fn words(plan: &Plan, id: IdeaId, misfit: Option<Misfit>) -> String {
    let idea = &plan.ideas[id.index()];
    match misfit {
        Some(Misfit::Used) if idea.repeat_after.is_none() => "used already".to_owned(),
        Some(Misfit::Channel) => {
            let channels = idea.channels.iter().flatten().map(|channel| plan.channel(channel.value).label());
            format!("for {} only", channels.collect::<Vec<_>>().join(" and "))
        }
        Some(Misfit::NotBefore(day)) => format!("not before {day}"),
        Some(Misfit::NotAfter(_)) => "too late".to_owned(),
        Some(Misfit::Kind) => "of a kind of another category".to_owned(),
        Some(Misfit::Group) => "for a group".to_owned(),
        Some(Misfit::Rule(rule)) => format!("kept from there by `{rule}`"),
        None if sells(idea) => "kept back, or too much would sell".to_owned(),
        Some(Misfit::Used) | None => "used too short a time ago".to_owned(),
    }
}

/// Says how even the filling is, where that is, and whether it could be better.
fn gap(plan: &Plan, filling: &Filling) -> Option<Remark> {
    let (balance, peak) = (filling.balance, filling.peak.as_ref()?);
    let gap = balance.posts(balance.gap);
    let side = if peak.ahead { "ahead" } else { "behind" };
    let channel = peak.channel.map_or_else(String::new, |id| format!(" on {}", plan.channel(id).label()));
    let mut message = format!(
        "gap {gap:.2} posts, reached on {}{channel}, {} {side}",
        peak.at,
        plan.category(peak.category)
    );
    if !peak.forced_by.is_empty() {
        let posts: Vec<String> = peak.forced_by.iter().map(|&id| plan.post(id).reference()).collect();
        message = format!("{message}: forced by {}", posts.join(", "));
    }
    let least = balance.posts(balance.least);
    let proof = if balance.gap == balance.least {
        "no filling is more even".to_owned()
    } else {
        format!("at least {least:.2} is unavoidable")
    };
    let rounded = |posts: f64| (posts * 100.0).round() / 100.0;
    let data = json!({
        "gap": rounded(gap),
        "least": rounded(least),
        "at": peak.at.to_string(),
        "channel": peak.channel.and_then(|id| plan.channel(id).name_for_data()),
        "category": plan.category(peak.category),
        "forced_by": peak.forced_by.iter().map(|&id| plan.post(id).id.as_ref().map(ToString::to_string)).collect::<Vec<_>>(),
    });
    Some(Remark::new("gap", format!("{message}; {proof}"), data))
}

/// Says where posts of one category follow each other too long.
fn runs(plan: &Plan, filling: &Filling) -> Option<Remark> {
    let breaks = filling.balance.breaks as usize;
    if breaks == 0 {
        return None;
    }
    let shares = &plan.mix.shares.value;
    let widest = plan.mix.categories().max_by_key(|category| shares.parts[category.index()])?;
    let (name, percent) = (plan.category(widest), shares.percent(widest));
    // A category of more than that cannot be spread so that no run is too long.
    let most = 100.0 * Mix::LONGEST_RUN as f64 / (Mix::LONGEST_RUN + 1) as f64;
    let cause =
        if percent >= most { format!("{name} is {percent:.0} % of the mix: ") } else { String::new() };
    let message = format!(
        "{cause}{} over the longest runs, {} of a category or {} branded ones",
        count(breaks, "post"),
        Mix::LONGEST_RUN,
        Mix::LONGEST_BRANDED_RUN
    );
    Some(Remark::new("runs", message, json!({ "posts": breaks })))
}

/// Says where channels' own mixes pull the plan's mix away.
fn pulled(plan: &Plan, calendar: &Calendar, filling: &Filling) -> Option<Remark> {
    let own: Vec<&str> =
        plan.channels.iter().filter(|channel| channel.shares.is_some()).map(Channel::label).collect();
    if own.is_empty() || filling.posts.is_empty() {
        return None;
    }
    let placements = plan.channel_ids().map(|id| {
        let new = filling.posts.iter().filter(|filled| filled.place.channel == id).count();
        (id, calendar.on(id).len() + new)
    });
    let placements: Vec<(ChannelId, usize)> = placements.collect();
    let all: usize = placements.iter().map(|(_, here)| here).sum();
    let pulled = plan.mix.categories().map(|category| {
        let share = |&(id, here): &(ChannelId, usize)| {
            let shares = plan.channel(id).shares.as_ref().map_or(&plan.mix.shares.value, |own| &own.value);
            shares.percent(category) * here as f64
        };
        placements.iter().map(share).sum::<f64>() / all as f64
    });
    let pulled: Vec<f64> = pulled.collect();
    let wanted: Vec<f64> =
        plan.mix.categories().map(|category| plan.mix.shares.value.percent(category)).collect();
    let posts = calendar.posts().len() + filling.posts.len();
    let off = pulled.iter().zip(&wanted).map(|(pulled, wanted)| (pulled - wanted).abs()).fold(0.0, f64::max);
    if off * posts as f64 / 100.0 < 1.0 {
        return None;
    }
    let shown =
        |shares: &[f64]| shares.iter().map(|share| format!("{share:.0}")).collect::<Vec<_>>().join(" / ");
    let (whose, verb) = if own.len() == 1 {
        (format!("{}'s own mix", own[0]), "pulls")
    } else {
        (format!("the own mixes of {}", own.join(" and ")), "pull")
    };
    let message =
        format!("{whose} {verb} the plan to {}, and its target is {}", shown(&pulled), shown(&wanted));
    let data = json!({ "channels": own, "pulled": pulled, "target": wanted });
    Some(
        Remark::new("pulled-mix", message, data)
            .help("set the plan's shares to what its channels add up to, or let a channel take the plan's"),
    )
}
