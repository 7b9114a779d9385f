//! Names that a value can be: of the plan, and of the registries.

use std::collections::BTreeMap;

use chrono_tz::TZ_VARIANTS;

use super::{Offer, times};
use crate::diag::{ALWAYS_ERRORS, count};
use crate::lsp::block::texts;
use crate::lsp::cursor::{Cursor, Value};
use crate::lsp::look::Look;
use crate::model::{KINDS, Name, windows};
use crate::networks::{NETWORKS, State};
use crate::rules::RULES;
use crate::schema::{Holds, find};

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Lists what a value can be.
pub(super) fn offers(look: &Look<'_>, cursor: &Cursor, value: &Value, offset: usize) -> Vec<Offer> {
    let plan = look.plan;
    match &*cursor.words() {
        ["post" | "series" | "idea", "category"] | ["kinds", _] => categories(look),
        ["post" | "series" | "idea" | "duty", "channels"] => {
            others(channels(look), look, cursor, value, "channels")
        }
        ["post" | "series" | "idea", "kind"] => kinds(look),
        ["post" | "series" | "idea", "hashtags"] => others(hashtags(look), look, cursor, value, "hashtags"),
        ["post" | "series", "allow"] => others(rules(), look, cursor, value, "allow"),
        ["post" | "series", "idea"] => ideas(look),
        ["post" | "series", "partner"] => {
            plan.partners.iter().map(|partner| named(&partner.key, partner.name.as_ref())).collect()
        }
        ["post" | "series" | "idea", "campaign"] => {
            plan.campaigns.iter().map(|campaign| named(&campaign.key, campaign.title.as_ref())).collect()
        }
        ["post" | "series" | "duty", "owner"] => {
            plan.people.iter().map(|person| named(&person.key, person.name.as_ref())).collect()
        }
        ["post", "at"] => times::free(look, cursor, value, offset, None),
        ["post", "variants", channel, "at"] => look
            .channel(channel)
            .map_or_else(Vec::new, |id| times::free(look, cursor, value, offset, Some(id))),
        ["channels", _, "network"] => networks(),
        ["rules", _] => words(["off", "note", "warning", "error"]),
        ["series" | "duty", "every"] if !value.listed => {
            words(["day"]).into_iter().chain(words(WEEKDAYS)).collect()
        }
        ["series" | "duty", "every"] => others(words(WEEKDAYS), look, cursor, value, "every"),
        ["cadence", "days_off"] => others(words(WEEKDAYS), look, cursor, value, "days_off"),
        [table @ .., key] => find(table, key).map_or_else(Vec::new, |key| known(key.holds)),
        [] => Vec::new(),
    }
}

/// Lists the words that may stand behind a key.
fn known(holds: Holds) -> Vec<Offer> {
    match holds {
        Holds::Word(known) | Holds::Hint(known) => {
            known().into_iter().map(|word| Offer::new(word, "")).collect()
        }
        Holds::Flag => words(["true", "false"]),
        Holds::Zone => TZ_VARIANTS.iter().map(|zone| Offer::new(zone.name(), "")).collect(),
        Holds::Either(several) => several.iter().flat_map(|one| known(*one)).collect(),
        Holds::List(one, _) | Holds::OneOrMore(one, _) => known(*one),
        Holds::Anything
        | Holds::Text
        | Holds::Name
        | Holds::Pattern(_)
        | Holds::Rule
        | Holds::Whole
        | Holds::Count(..)
        | Holds::Percent
        | Holds::Date
        | Holds::Time
        | Holds::Moment
        | Holds::Map(..)
        | Holds::MapBesideExtra(_)
        | Holds::Levels
        | Holds::Table(_)
        | Holds::Tables(_)
        | Holds::Named(_) => Vec::new(),
    }
}

fn words<const N: usize>(words: [&str; N]) -> Vec<Offer> {
    words.into_iter().map(|word| Offer::new(word, "")).collect()
}

fn named(key: &Name, title: Option<&Name>) -> Offer {
    Offer::new(&*key.value, title.map_or("", |title| &title.value))
}

/// Leaves out what a list has already, but for the word that is being typed.
fn others(offers: Vec<Offer>, look: &Look<'_>, cursor: &Cursor, value: &Value, key: &str) -> Vec<Offer> {
    let taken = texts(look.text, cursor.header.as_ref(), key);
    let here = &look.text[value.range.clone()];
    offers.into_iter().filter(|offer| offer.word == here || !taken.contains(&offer.word)).collect()
}

/// Lists the categories with their share and target in the plan.
pub(super) fn categories(look: &Look<'_>) -> Vec<Offer> {
    let plan = look.plan;
    let windows = windows(plan, look.calendar);
    let whole = windows.first();
    let offer = |id| {
        let target = plan.mix.shares.value.percent(id);
        let share = whole.map(|window| window.counts[id.index()] as f64 * 100.0 / window.posts() as f64);
        let now = share.map_or_else(String::new, |share| format!("{share:.0} % now, "));
        Offer::new(plan.category(id), format!("{now}target {target:.0} %"))
    };
    plan.mix.categories().map(offer).collect()
}

/// Lists the channels.
pub(super) fn channels(look: &Look<'_>) -> Vec<Offer> {
    let named = look.plan.channels.iter().filter(|channel| !channel.is_nameless());
    named.map(|channel| Offer::new(&*channel.name.value, channel.network.title)).collect()
}

/// Lists the kinds of posts: the plan's own, then those that the trade knows.
pub(super) fn kinds(look: &Look<'_>) -> Vec<Offer> {
    let plan = look.plan;
    let own =
        plan.kinds.iter().map(|(name, category)| Offer::new(&*name.value, plan.category(category.value)));
    let known = KINDS.iter().filter(|kind| plan.kinds.iter().all(|(name, _)| *name.value != *kind.name));
    let known = known.map(|kind| {
        let category = plan.category_of_kind(kind.name).map_or("", |id| plan.category(id));
        Offer { about: kind.meaning.to_owned(), ..Offer::new(kind.name, category) }
    });
    own.chain(known).collect()
}

/// Lists the rules whose level can be set.
pub(super) fn rules() -> Vec<Offer> {
    let set = RULES.iter().map(|rule| rule.info()).filter(|info| !ALWAYS_ERRORS.contains(&info.name));
    set.map(|info| Offer::new(info.name, info.summary())).collect()
}

fn networks() -> Vec<Offer> {
    let alive = NETWORKS.iter().filter(|network| !matches!(network.state, State::Closed { .. }));
    alive.map(|network| Offer::new(network.name, network.title)).collect()
}

/// Lists the ideas, those that no post was made of first.
fn ideas(look: &Look<'_>) -> Vec<Offer> {
    let plan = look.plan;
    let used =
        plan.posts.iter().filter_map(|post| Some((post.details().idea.as_ref()?.value.id?, post.at.date)));
    let used: BTreeMap<usize, _> = used.map(|(id, date)| (id.index(), date)).collect();
    let offers = plan.ideas.iter().enumerate().filter_map(|(index, idea)| {
        let title = idea.title.as_ref().map_or("", |title| &*title.value);
        let detail =
            used.get(&index).map_or_else(|| title.to_owned(), |date| format!("used on {date}: {title}"));
        let last = used.contains_key(&index);
        Some(Offer { last, ..Offer::new(&*idea.id.as_ref()?.value, detail) })
    });
    offers.collect()
}

/// Lists the hashtags of the plan's posts, the most used ones first.
fn hashtags(look: &Look<'_>) -> Vec<Offer> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for tag in look.plan.posts.iter().flat_map(|post| &post.hashtags) {
        *counts.entry(&tag.value).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|&(tag, count)| (std::cmp::Reverse(count), tag));
    counts.into_iter().map(|(tag, posts)| Offer::new(tag, count(posts, "post"))).collect()
}
