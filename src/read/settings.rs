//! Settings: mix, cadence, channels, people, partners, campaigns, kinds, own domains, levels of rules.

use super::cadence::read_cadence;
use super::channels::{nameless_feed, read_channel};
use super::custom::read_tables;
use super::links::read_links;
use super::names::{Lookup, Names};
use super::roster::{read_campaign, read_partner, read_person};
use super::tree::{Entry, Node, Table};
use super::values::Reading;
use crate::diag::{ALWAYS_ERRORS, Level};
use crate::model::{
    Cadence, Campaign, CategoryId, Channel, CustomTable, Levels, Mix, Name, Partner, Person, RuleLevel,
    Setting, Shares,
};
use crate::text::{Span, Spanned};

/// Most channels of a plan; far beyond any team.
const MOST_CHANNELS: usize = 500;
/// Most categories of a mix; people tell a dozen apart.
const MOST_CATEGORIES: usize = 100;
pub(super) const MIX_KEYS: &[&str] = &["shares", "tolerance", "extra"];

/// All settings.
pub(super) struct Settings {
    pub(super) mix: Mix,
    pub(super) cadence: Cadence,
    pub(super) channels: Vec<Channel>,
    pub(super) people: Vec<Person>,
    pub(super) partners: Vec<Partner>,
    pub(super) campaigns: Vec<Campaign>,
    pub(super) kinds: Vec<(Name, Spanned<CategoryId>)>,
    pub(super) own_domains: Vec<Name>,
    pub(super) tables: Vec<CustomTable>,
    pub(super) levels: Levels,
}

impl Settings {
    /// Reads the settings out of a root table. `fallback` is the place that the house mix and the nameless feed
    /// are given; `shared` tells that the file is no plan, so that other files may declare what it names.
    pub(super) fn read(
        root: &mut Table<'_>,
        fallback: Span,
        shared: bool,
        reading: &mut Reading,
    ) -> (Self, Names) {
        let (own_mix, own_channels, own_tables) =
            (root.holds("mix"), root.holds("channels"), root.holds("export"));
        // Under a header that could not be read anything may be declared.
        let lost = root.broken || root.garbled;
        let mut named_all = true;
        let mix = root.take("mix").and_then(|entry| read_mix(entry.node, &mut named_all, reading));
        let mix = mix.unwrap_or_else(|| house_mix(fallback));
        let categories = Lookup::new(
            "category",
            "add it to `[mix] shares`",
            mix.names.iter().map(|name| &*name.value),
            (shared && !own_mix) || lost || !named_all,
        );
        let cadence = root.take("cadence").map(|entry| read_cadence(entry.node, reading)).unwrap_or_default();

        let (tables, tools) = read_tables(root, (shared && !own_tables) || lost, reading);
        let mut channels = Vec::new();
        let (named, all_channels) = named_tables("channels", root, reading);
        for (name, table) in named {
            if channels.len() == MOST_CHANNELS {
                let message = format!("more than {MOST_CHANNELS} channels");
                reading.bad_value(
                    name.span,
                    message,
                    "split the plan: a post without `channels` goes to all of them",
                );
                break;
            }
            channels.push(read_channel(&name, table, &categories, mix.names.len(), &tools, reading));
        }
        let channel_names = channels.iter().map(|channel: &Channel| &*channel.name.value);
        let channel_names = Lookup::new(
            "channel",
            "declare it with `[channels.name]`",
            channel_names,
            (shared && !own_channels) || lost || !all_channels,
        );
        if channels.is_empty() {
            channels.push(nameless_feed(fallback));
        }

        let ((people, all_people), (partners, all_partners), (campaigns, all_campaigns), rest) = reading
            .minor(|reading| {
                let people = each_named("people", root, read_person, reading);
                let partners = each_named("partners", root, read_partner, reading);
                let campaigns = each_named("campaigns", root, read_campaign, reading);
                let own_domains =
                    root.take("links").map(|entry| read_links(entry.node, reading)).unwrap_or_default();
                let levels =
                    root.take("rules").map(|entry| read_levels(entry.node, reading)).unwrap_or_default();
                (people, partners, campaigns, (root.take("kinds"), own_domains, levels))
            });
        let (kinds, own_domains, levels) = rest;
        let open = |all: bool| shared || lost || !all;
        let names = Names {
            categories,
            channels: channel_names,
            people: Lookup::new(
                "person",
                "declare them with `[people.name]`",
                people.iter().map(|person| &*person.key.value),
                open(all_people),
            ),
            partners: Lookup::new(
                "partner",
                "declare it with `[partners.name]`",
                partners.iter().map(|partner| &*partner.key.value),
                open(all_partners),
            ),
            campaigns: Lookup::new(
                "campaign",
                "declare it with `[campaigns.name]`",
                campaigns.iter().map(|campaign| &*campaign.key.value),
                open(all_campaigns),
            ),
            ideas: Lookup::new(
                "idea",
                "name a bank with `ideas = \"ideas.toml\"` in `[plan]`",
                [],
                open(true),
            ),
        };
        let kinds = kinds.map(|entry| read_kinds(entry.node, &names, reading)).unwrap_or_default();
        (
            Self { mix, cadence, channels, people, partners, campaigns, kinds, own_domains, tables, levels },
            names,
        )
    }
}

/// Takes a table of named tables out of the root; the flag tells whether all names could be read.
fn named_tables<'i>(
    key: &str,
    root: &mut Table<'i>,
    reading: &mut Reading,
) -> (Vec<(Name, Table<'i>)>, bool) {
    let entry = root.take(key);
    entry.map_or_else(|| (Vec::new(), true), |entry| reading.named_tables(key, key, entry.node))
}

/// Reads each of the named tables of the root.
fn each_named<T>(
    key: &str,
    root: &mut Table<'_>,
    read: impl Fn(Name, Table<'_>, &mut Reading) -> T,
    reading: &mut Reading,
) -> (Vec<T>, bool) {
    let (tables, all) = named_tables(key, root, reading);
    (tables.into_iter().map(|(name, table)| read(name, table, reading)).collect(), all)
}

fn house_mix(span: Span) -> Mix {
    let names = Mix::HOUSE.iter().map(|(name, _)| Spanned::new(Box::from(*name), span)).collect();
    let shares = Shares::new(Mix::HOUSE.iter().map(|(_, share)| share * 100).collect());
    Mix { names, shares: Setting::default_of(shares), tolerance: Setting::default_of(500) }
}

/// Reads the mix; `named_all` is cleared where its categories could not be read.
fn read_mix(node: Node<'_>, named_all: &mut bool, reading: &mut Reading) -> Option<Mix> {
    let span = node.span;
    let Some(mut table) = reading.only_table("mix", node, "[mix]") else {
        *named_all = false;
        return None;
    };
    let mut shares = None;
    let mut tolerance = Setting::default_of(500);
    reading.strange_keys(&mut table, MIX_KEYS, "`[mix]`");
    *named_all = table.holds("shares") || !table.broken;
    for Entry { key, node } in table.entries {
        match &*key.value {
            "shares" => shares = Some(read_shares(node, reading)),
            "tolerance" => {
                if let Some(value) = reading.hundredths("tolerance", &node) {
                    tolerance = Setting::set(value.value, value.span);
                }
            }
            _ => {}
        }
    }
    match shares {
        Some(Some((names, shares))) => {
            Some(Mix { names, shares: Setting::set(shares.value, shares.span), tolerance })
        }
        unread => {
            *named_all &= unread.is_none();
            Some(Mix { tolerance, ..house_mix(span) })
        }
    }
}

/// Reads `{ name = percent, … }`: two or more that sum to 100.
pub(super) fn read_shares(node: Node<'_>, reading: &mut Reading) -> Option<(Vec<Name>, Spanned<Shares>)> {
    let span = node.span;
    let example = "shares = { branded = 30, functional = 35, emotional = 35 }";
    let table = reading.table("shares", node, example)?;
    let mut names: Vec<Name> = Vec::new();
    let mut parts = Vec::new();
    let mut readable = true;
    for Entry { key, node } in table.entries {
        // A name is known even where its share cannot be read.
        let part = reading.hundredths(&key.value, &node);
        names.push(key.map(|key| key.into_owned().into_boxed_str()));
        readable &= part.is_some();
        parts.push(part.map_or(0, |part| part.value));
    }
    if names.len() < 2 {
        let message = format!(
            "`shares` names {}, but a mix has two categories or more",
            count(names.len(), "category")
        );
        reading.bad_value(span, message, format!("write `{example}`"));
        return None;
    }
    if names.len() > MOST_CATEGORIES {
        let message = format!("`shares` names {} categories, at most {MOST_CATEGORIES}", names.len());
        reading.bad_value(span, message, "a mix of so many is none: join some");
        return None;
    }
    let sum: u64 = parts.iter().copied().map(u64::from).sum();
    if !readable {
        parts.fill(1);
    } else if sum != 10_000 {
        let (whole, decimals) = (sum / 100, sum % 100);
        let shown = if decimals == 0 { whole.to_string() } else { format!("{whole}.{decimals:02}") };
        let help = if sum < 10_000 {
            "give the rest to one of the categories"
        } else {
            "take the surplus from one of the categories"
        };
        reading.bad_value(span, format!("`shares` sum to {shown} percent, not 100"), help);
        parts.fill(1);
    }
    Some((names, Spanned::new(Shares::new(parts), span)))
}

fn count(number: usize, what: &str) -> String {
    match (number, what) {
        (1, _) => format!("1 {what}"),
        (_, "category") => format!("{number} categories"),
        _ => format!("{number} {what}s"),
    }
}

fn read_levels(node: Node<'_>, reading: &mut Reading) -> Levels {
    const LEVELS: [RuleLevel; 4] = [
        RuleLevel::Off,
        RuleLevel::At(Level::Note),
        RuleLevel::At(Level::Warning),
        RuleLevel::At(Level::Error),
    ];
    let word = |level: RuleLevel| match level {
        RuleLevel::Off => "off",
        RuleLevel::At(level) => level.word(),
    };
    let Some(table) = reading.only_table("rules", node, "[rules]") else { return Levels::new() };
    let entries = table.entries.into_iter().filter(|entry| *entry.key.value != *"extra");
    let mut levels = Levels::new();
    for Entry { key, node } in entries {
        let fixed = ALWAYS_ERRORS.contains(&&*key.value);
        let span = node.span;
        if let Some(level) = reading.choice(&key.value, node, &LEVELS, word) {
            if fixed && level.value != RuleLevel::At(Level::Error) {
                let message = format!("`{key}` is always an error: what cannot be read cannot be checked");
                reading.bad_value(span, message, "drop the line");
                continue;
            }
            levels.push((key.map(|key| key.into_owned().into_boxed_str()), level));
        }
    }
    levels
}

fn read_kinds(node: Node<'_>, names: &Names, reading: &mut Reading) -> Vec<(Name, Spanned<CategoryId>)> {
    let Some(table) = reading.only_table("kinds", node, "[kinds]") else { return Vec::new() };
    let entries = table.entries.into_iter().filter(|entry| *entry.key.value != *"extra");
    let mut kinds = Vec::new();
    for Entry { key, node } in entries {
        let category = reading.text(&key.value, node);
        if let Some(category) = category.and_then(|category| names.category(&category, reading)) {
            kinds.push((key.map(|key| key.into_owned().into_boxed_str()), category));
        }
    }
    kinds
}
