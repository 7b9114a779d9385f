//! Names: what a rule, a channel, a network, a kind, a person, a partner, a campaign or an idea is.

use std::fmt::Write as _;

use crate::diag::{Level, count};
use crate::lsp::look::Look;
use crate::lsp::markdown::plain;
use crate::model::{Idea, Name, PersonId, RuleLevel, find_kind};
use crate::networks::{Network, State, What};
use crate::rules::{find_rule, level_in};
use crate::schema::find;

/// Gives the page of a rule.
pub(super) fn rule(look: &Look<'_>, name: &str) -> Option<String> {
    let info = find_rule(name)?.info();
    let level = match level_in(look.plan, info) {
        Some(RuleLevel::Off) => "off here".to_owned(),
        Some(RuleLevel::At(level)) => format!("{level} here"),
        None => info.level.map_or("off", Level::word).to_owned(),
    };
    Some(format!("**{name}** ({level})\n\n{}", page(info.page)))
}

/// Returns a page as Markdown that editors colour: a fence names nothing but the language.
pub(in crate::lsp) fn page(page: &str) -> String {
    let lines = page.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
    let lines = lines.map(|line| if line.starts_with("```toml") { "```toml" } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

/// Says what a key means.
pub(super) fn key(table: &[&str], name: &str) -> Option<String> {
    find(table, name).map(|key| format!("**{name}**\n\n{}", key.text()))
}

/// Says what a channel is, and how full.
pub(super) fn channel(look: &Look<'_>, name: &str) -> Option<String> {
    let id = look.channel(name)?;
    let channel = look.plan.channel(id);
    let mut said = format!("**{}**, {}", plain(name), channel.network.title);
    if let Some(title) = &channel.title {
        let _ = write!(said, ": {}", plain(title));
    }
    let placements = look.calendar.on(id).len();
    let _ = write!(
        said,
        "\n\n{} from {} to {}",
        count(placements, "placement"),
        look.calendar.period.from,
        look.calendar.period.to
    );
    let zone = look.plan.zone(id);
    if zone != look.plan.timezone.value {
        let _ = write!(said, ", on the clocks of {zone}");
    }
    Some(said)
}

/// Says what a network takes.
pub(super) fn network(name: &str) -> Option<String> {
    let network = Network::find(name)?;
    let mut said = format!("**{}**\n", network.title);
    if let State::Closed { on, .. } = network.state {
        let _ = write!(said, "\nclosed on {on}\n");
    }
    let shown = [What::Text, What::Caption, What::Title, What::Hashtags, What::Media];
    for limit in shown.iter().flat_map(|&what| network.limits(what)) {
        let _ = write!(
            said,
            "\n- {}: {limit}, {} ({}, {})",
            limit.what.name(),
            limit.force.word(),
            limit.source,
            limit.read
        );
    }
    if let Some(note) = network.note {
        let _ = write!(said, "\n\n{note}");
    }
    Some(said)
}

/// Says what a kind of post is.
pub(super) fn kind(look: &Look<'_>, name: &str) -> Option<String> {
    let category = look.plan.category_of_kind(name).map(|id| plain(look.plan.category(id)));
    let meaning = find_kind(name).map(|kind| kind.meaning);
    let mut said = format!("**{}**", plain(name));
    if let Some(meaning) = meaning {
        let _ = write!(said, ": {meaning}");
    }
    if let Some(category) = &category {
        let _ = write!(said, "\n\nbelongs to {category}");
    }
    (meaning.is_some() || category.is_some()).then_some(said)
}

/// Says who somebody is.
pub(super) fn person(look: &Look<'_>, key: &str) -> Option<String> {
    let person = look.plan.people.iter().find(|person| &*person.key.value == key)?;
    let role = person.role.map_or_else(String::new, |role| format!(", {}", role.value.word()));
    let has = |id: PersonId| look.plan.people.get(id.index()).is_some_and(|own| own.key == person.key);
    let posts =
        look.plan.posts.iter().filter(|post| post.owner.is_some_and(|owner| has(owner.value))).count();
    Some(format!("**{}**{role}\n\n{} of this plan", titled(key, person.name.as_ref()), count(posts, "post")))
}

/// Says who a partner is.
pub(super) fn partner(look: &Look<'_>, key: &str) -> Option<String> {
    let partner = look.plan.partners.iter().find(|partner| &*partner.key.value == key)?;
    let rival =
        if partner.competitor.is_some_and(|competitor| competitor.value) { ", a competitor" } else { "" };
    Some(format!("**{}**{rival}", titled(key, partner.name.as_ref())))
}

/// Says what a campaign is and when it runs.
pub(super) fn campaign(look: &Look<'_>, key: &str) -> Option<String> {
    let campaign = look.plan.campaigns.iter().find(|campaign| &*campaign.key.value == key)?;
    let mut said = format!("**{}**", titled(key, campaign.title.as_ref()));
    if let (Some(start), Some(end)) = (campaign.start, campaign.end) {
        let _ = write!(said, ", from {} to {}", start.value, end.value);
    }
    Some(said)
}

/// Says what an idea is about.
pub(super) fn idea(look: &Look<'_>, id: &str) -> Option<String> {
    let named = |known: &&Idea| known.id.as_ref().is_some_and(|known| &*known.value == id);
    let idea = look.plan.ideas.iter().find(named)?;
    let mut said = format!("**{}**", titled(id, idea.title.as_ref()));
    if let Some(category) = idea.category {
        let _ = write!(said, ", {}", plain(look.plan.category(category.value)));
    }
    let days = [("not before", idea.not_before), ("not after", idea.not_after)];
    for (words, day) in days {
        if let Some(day) = day {
            let _ = write!(said, ", {words} {}", day.value);
        }
    }
    if let Some(text) = &idea.text {
        let _ = write!(said, "\n\n{}", plain(text));
    }
    Some(said)
}

fn titled(key: &str, title: Option<&Name>) -> String {
    title.map_or_else(|| plain(key), |title| plain(title))
}
