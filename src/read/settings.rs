//! Settings: mix, cadence, channels, people, partners, campaigns, kinds, levels of rules.

use chrono::{NaiveTime, Weekday};
use chrono_tz::Tz;

use super::names::{Lookup, Names};
use super::tree::{Entry, Node, Table, Value};
use super::values::Reading;
use crate::diag::{Fault, Level, Problem};
use crate::model::{
    Blackout, Bounds, Cadence, Campaign, CategoryId, Channel, ChannelType, Hours, Levels, Mix, Name, Partner,
    Person, Role, RuleLevel, Setting, Shares, Slots,
};
use crate::networks::{NETWORKS, Network};
use crate::text::{Span, Spanned};

/// Most posts a day, minutes or days that a setting may ask for; far beyond any use.
const MANY: u32 = 1_000_000;

const MIX_KEYS: &[&str] = &["shares", "tolerance", "extra"];
const CADENCE_KEYS: &[&str] =
    &["per_day", "gap", "quiet", "days_off", "blackout", "silence", "reserve", "extra"];
const CHANNEL_KEYS: &[&str] = &[
    "network",
    "type",
    "title",
    "url",
    "timezone",
    "per_day",
    "gap",
    "slots",
    "shares",
    "max_chars",
    "extra",
];
const PERSON_KEYS: &[&str] = &["name", "role", "extra"];
const PARTNER_KEYS: &[&str] = &["name", "competitor", "extra"];
const CAMPAIGN_KEYS: &[&str] = &["title", "start", "end", "extra"];
const BOUNDS_KEYS: &[&str] = &["min", "max"];
const SPAN_KEYS: &[&str] = &["from", "to"];
const BLACKOUT_KEYS: &[&str] = &["from", "to", "why"];
const SLOT_KEYS: &[&str] =
    &["weekdays", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const WEEKDAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// All settings.
pub(super) struct Settings {
    pub(super) mix: Mix,
    pub(super) cadence: Cadence,
    pub(super) channels: Vec<Channel>,
    pub(super) people: Vec<Person>,
    pub(super) partners: Vec<Partner>,
    pub(super) campaigns: Vec<Campaign>,
    pub(super) kinds: Vec<(Name, Spanned<CategoryId>)>,
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
        let declares = |key: &str| root.entries.iter().any(|entry| *entry.key.value == *key);
        let (own_mix, own_channels) = (declares("mix"), declares("channels"));
        let mix = root.take("mix").and_then(|entry| read_mix(entry.node, reading));
        let mix = mix.unwrap_or_else(|| house_mix(fallback));
        let categories = Lookup::new(
            "category",
            "add it to `[mix] shares`",
            mix.names.iter().map(|name| &*name.value),
            shared && !own_mix,
        );
        let cadence = root.take("cadence").map(|entry| read_cadence(entry.node, reading)).unwrap_or_default();

        let mut channels = Vec::new();
        for (name, table) in named_tables("channels", root, reading) {
            channels.extend(read_channel(name, table, &mix, reading));
        }
        let channel_names = channels.iter().map(|channel: &Channel| &*channel.name.value);
        let channel_names = Lookup::new(
            "channel",
            "declare it with `[channels.name]`",
            channel_names,
            shared && !own_channels,
        );
        if channels.is_empty() {
            channels.push(nameless_feed(fallback));
        }

        let (people, partners, campaigns, kinds, levels) = reading.minor(|reading| {
            let people = named_tables("people", root, reading);
            let people: Vec<_> =
                people.into_iter().map(|(key, table)| read_person(key, table, reading)).collect();
            let partners = named_tables("partners", root, reading);
            let partners: Vec<_> =
                partners.into_iter().map(|(key, table)| read_partner(key, table, reading)).collect();
            let campaigns = named_tables("campaigns", root, reading);
            let campaigns: Vec<_> =
                campaigns.into_iter().map(|(key, table)| read_campaign(key, table, reading)).collect();
            let levels = root.take("rules").map(|entry| read_levels(entry.node, reading)).unwrap_or_default();
            (people, partners, campaigns, root.take("kinds"), levels)
        });
        let names = Names {
            categories,
            channels: channel_names,
            people: Lookup::new(
                "person",
                "declare them with `[people.name]`",
                people.iter().map(|person| &*person.key.value),
                shared,
            ),
            partners: Lookup::new(
                "partner",
                "declare it with `[partners.name]`",
                partners.iter().map(|partner| &*partner.key.value),
                shared,
            ),
            campaigns: Lookup::new(
                "campaign",
                "declare it with `[campaigns.name]`",
                campaigns.iter().map(|campaign| &*campaign.key.value),
                shared,
            ),
            ideas: Lookup::new("idea", "name a bank with `ideas = \"ideas.toml\"` in `[plan]`", [], shared),
        };
        let kinds = kinds.map(|entry| read_kinds(entry.node, &names, reading)).unwrap_or_default();
        (Self { mix, cadence, channels, people, partners, campaigns, kinds, levels }, names)
    }
}

/// Takes a table of named tables out of the root.
fn named_tables<'i>(key: &str, root: &mut Table<'i>, reading: &mut Reading) -> Vec<(Name, Table<'i>)> {
    root.take(key).map(|entry| reading.named_tables(key, entry.node)).unwrap_or_default()
}

fn house_mix(span: Span) -> Mix {
    let names = Mix::HOUSE.iter().map(|(name, _)| Spanned::new(Box::from(*name), span)).collect();
    let shares = Shares::new(Mix::HOUSE.iter().map(|(_, share)| share * 100).collect());
    Mix { names, shares: Setting::default_of(shares), tolerance: Setting::default_of(500) }
}

fn nameless_feed(span: Span) -> Channel {
    Channel {
        name: Spanned::new(Box::from(""), span),
        network: Spanned::new(Network::other(), span),
        kind: None,
        title: None,
        url: None,
        timezone: None,
        per_day: None,
        gap: None,
        slots: None,
        shares: None,
        max_chars: None,
        extra: None,
    }
}

fn read_mix(node: Node<'_>, reading: &mut Reading) -> Option<Mix> {
    let span = node.span;
    let table = reading.table("mix", node, "[mix]")?;
    let mut shares = None;
    let mut tolerance = Setting::default_of(500);
    for Entry { key, node } in table.entries {
        match &*key.value {
            "shares" => shares = Some(read_shares(node, reading)),
            "tolerance" => {
                if let Some(value) = reading.hundredths("tolerance", &node) {
                    tolerance = Setting::set(value.value, value.span);
                }
            }
            "extra" => {}
            _ => reading.unknown_key(&key, MIX_KEYS, "`[mix]`", table.broken),
        }
    }
    match shares {
        Some(Some((names, shares))) => {
            Some(Mix { names, shares: Setting::set(shares.value, shares.span), tolerance })
        }
        Some(None) => Some(Mix { tolerance, ..house_mix(span) }),
        None => Some(Mix { tolerance, ..house_mix(span) }),
    }
}

/// Reads `{ name = percent, … }`: two or more that sum to 100.
fn read_shares(node: Node<'_>, reading: &mut Reading) -> Option<(Vec<Name>, Spanned<Shares>)> {
    let span = node.span;
    let example = "shares = { branded = 30, functional = 35, emotional = 35 }";
    let table = reading.table("shares", node, example)?;
    let mut names: Vec<Name> = Vec::new();
    let mut parts = Vec::new();
    for Entry { key, node } in table.entries {
        if let Some(part) = reading.hundredths(&key.value, &node) {
            names.push(key.map(|key| key.into_owned().into_boxed_str()));
            parts.push(part.value);
        } else {
            return None;
        }
    }
    if names.len() < 2 {
        let message = format!(
            "`shares` names {}, but a mix has two categories or more",
            count(names.len(), "category")
        );
        reading.bad_value(span, message, format!("write `{example}`"));
        return None;
    }
    let sum: u64 = parts.iter().copied().map(u64::from).sum();
    if sum != 10_000 {
        let (whole, decimals) = (sum / 100, sum % 100);
        let shown = if decimals == 0 { whole.to_string() } else { format!("{whole}.{decimals:02}") };
        let help = if sum < 10_000 {
            "give the rest to one of the categories"
        } else {
            "take the surplus from one of the categories"
        };
        reading.bad_value(span, format!("`shares` sum to {shown} percent, not 100"), help);
        return None;
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

fn read_cadence(node: Node<'_>, reading: &mut Reading) -> Cadence {
    let mut cadence = Cadence::default();
    let Some(table) = reading.table("cadence", node, "[cadence]") else { return cadence };
    for Entry { key, node } in table.entries {
        match &*key.value {
            "per_day" => {
                let span = node.span;
                if let Some(bounds) = read_bounds("per_day", node, reading) {
                    let set = |bound: Spanned<u32>| Setting::set(bound.value, bound.span);
                    cadence.min = bounds.min.map_or(cadence.min, set);
                    cadence.max = bounds.max.map_or(cadence.max, set);
                    if cadence.min.value > cadence.max.value {
                        let (min, max) = (cadence.min.value, cadence.max.value);
                        let other = if bounds.min.is_some() {
                            "set `max` too"
                        } else {
                            "set `min` too: 6 is its default"
                        };
                        reading.bad_value(
                            span,
                            format!("`per_day` wants at least {min} and at most {max} posts"),
                            other,
                        );
                    }
                }
            }
            "gap" => set(&mut cadence.gap, reading.count("gap", &node, 0, MANY)),
            "silence" => set(&mut cadence.silence, reading.count("silence", &node, 0, MANY)),
            "reserve" => set(&mut cadence.reserve, reading.count("reserve", &node, 0, MANY)),
            "quiet" => cadence.quiet = read_hours(node, reading),
            "days_off" => {
                let days =
                    reading.list(node).into_iter().filter_map(|node| read_weekday("days_off", node, reading));
                cadence.days_off = days.collect();
            }
            "blackout" => {
                let blackouts =
                    reading.list(node).into_iter().filter_map(|node| read_blackout(node, reading));
                cadence.blackout = blackouts.collect();
            }
            "extra" => {}
            _ => reading.unknown_key(&key, CADENCE_KEYS, "`[cadence]`", table.broken),
        }
    }
    cadence
}

fn set(setting: &mut Setting<u32>, value: Option<Spanned<u32>>) {
    if let Some(value) = value {
        *setting = Setting::set(value.value, value.span);
    }
}

fn read_bounds(key: &str, node: Node<'_>, reading: &mut Reading) -> Option<Bounds> {
    let span = node.span;
    let table = reading.table(key, node, &format!("{key} = {{ min = 6, max = 12 }}"))?;
    let mut bounds = Bounds { min: None, max: None };
    for Entry { key, node } in table.entries {
        match &*key.value {
            "min" => bounds.min = reading.count("min", &node, 0, MANY),
            "max" => bounds.max = reading.count("max", &node, 1, MANY),
            _ => reading.unknown_key(&key, BOUNDS_KEYS, "`per_day`", table.broken),
        }
    }
    if let (Some(min), Some(max)) = (bounds.min, bounds.max)
        && min.value > max.value
    {
        let message = format!("`per_day` wants at least {min} and at most {max} posts");
        reading.bad_value(span, message, "swap the two, or raise `max`");
        return None;
    }
    Some(bounds)
}

fn read_hours(node: Node<'_>, reading: &mut Reading) -> Option<Spanned<Hours>> {
    let span = node.span;
    let example = "quiet = { from = 23:00:00, to = 07:00:00 }";
    let table = reading.table("quiet", node, example)?;
    let (mut from, mut to) = (None, None);
    let broken = table.broken;
    for Entry { key, node } in table.entries {
        match &*key.value {
            "from" => from = Some(reading.time("from", &node)),
            "to" => to = Some(reading.time("to", &node)),
            _ => reading.unknown_key(&key, SPAN_KEYS, "`quiet`", broken),
        }
    }
    if from.is_none() || to.is_none() {
        let key = if from.is_none() { "from" } else { "to" };
        reading.missing_key(span, "`quiet`", key, example, broken);
    }
    Some(Spanned::new(Hours { from: from??.value, to: to??.value }, span))
}

/// Reads a weekday, whole or by its first three letters.
pub(super) fn read_weekday(key: &str, node: Node<'_>, reading: &mut Reading) -> Option<Spanned<Weekday>> {
    reading.choice(key, node, &WEEKDAYS, weekday_word)
}

const fn weekday_word(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "monday",
        Weekday::Tue => "tuesday",
        Weekday::Wed => "wednesday",
        Weekday::Thu => "thursday",
        Weekday::Fri => "friday",
        Weekday::Sat => "saturday",
        Weekday::Sun => "sunday",
    }
}

fn read_blackout(node: Node<'_>, reading: &mut Reading) -> Option<Blackout> {
    let span = node.span;
    if !matches!(node.value, Value::Table(_)) {
        let day = reading.date("blackout", &node)?.value;
        return Some(Blackout { span, from: day, to: day, why: None });
    }
    let example = "blackout = [{ from = 2026-11-27, to = 2026-11-28, why = \"…\" }]";
    let table = reading.table("blackout", node, example)?;
    let broken = table.broken;
    let (mut from, mut to, mut why) = (None, None, None);
    for Entry { key, node } in table.entries {
        match &*key.value {
            "from" => from = Some(reading.date("from", &node)),
            "to" => to = Some(reading.date("to", &node)),
            "why" => why = reading.minor(|reading| reading.text("why", node)),
            _ => reading.unknown_key(&key, BLACKOUT_KEYS, "a blackout", broken),
        }
    }
    if from.is_none() {
        reading.missing_key(span, "a blackout", "from", example, broken);
    }
    let from = from??.value;
    let to = match to {
        Some(to) => to?.value,
        None => from,
    };
    if to < from {
        reading.bad_value(
            span,
            format!("a blackout ends on {to}, before it begins on {from}"),
            "swap `from` and `to`",
        );
        return None;
    }
    Some(Blackout { span, from, to, why })
}

fn read_channel(name: Name, table: Table<'_>, mix: &Mix, reading: &mut Reading) -> Option<Channel> {
    let place = format!("`[channels.{name}]`");
    let broken = table.broken;
    let mut network = None;
    let mut channel = Channel { name: name.clone(), ..nameless_feed(name.span) };
    for Entry { key, node } in table.entries {
        match &*key.value {
            "network" => network = Some(read_network(node, reading)),
            "type" => {
                let kind = |reading: &mut Reading| {
                    reading.choice("type", node, &ChannelType::ALL, ChannelType::word)
                };
                channel.kind = reading.minor(kind);
            }
            "title" => channel.title = reading.minor(|reading| reading.text("title", node)),
            "url" => channel.url = reading.minor(|reading| reading.text("url", node)),
            "timezone" => channel.timezone = read_zone("timezone", node, reading),
            "per_day" => {
                let span = node.span;
                channel.per_day =
                    read_bounds("per_day", node, reading).map(|bounds| Spanned::new(bounds, span));
            }
            "gap" => channel.gap = reading.count("gap", &node, 0, MANY),
            "slots" => channel.slots = read_slots(node, reading),
            "shares" => channel.shares = read_channel_shares(node, mix, reading),
            "max_chars" => {
                let most = reading.count("max_chars", &node, 1, u32::MAX);
                channel.max_chars = most.map(|most| Setting::set(most.value, most.span));
            }
            "extra" => channel.extra = Some(node.span),
            _ => reading.unknown_key(&key, CHANNEL_KEYS, &place, broken),
        }
    }
    match network {
        None => reading.missing_key(name.span, &place, "network", "network = \"facebook\"", broken),
        Some(None) => {}
        Some(Some(network)) => channel.network = network,
    }
    Some(channel)
}

fn read_network(node: Node<'_>, reading: &mut Reading) -> Option<Spanned<&'static Network>> {
    let name = reading.text("network", node)?;
    if let Some(network) = Network::find(&name.value) {
        return Some(Spanned::new(network, name.span));
    }
    let message = format!("no network is called `{}`", super::values::shortened(&name.value));
    let problem = Problem::new(Fault::UnknownName, name.span, message);
    let known = NETWORKS.iter().flat_map(|network| network.aliases.iter().copied().chain([network.name]));
    reading.problem(match reading.closest(&name.value, known) {
        Some(near) => problem
            .help(format!("did you mean `{near}`?"))
            .fix(format!("write `{near}`"), format!("\"{near}\"")),
        None => problem.help("`plan networks` lists them; `other` is for any that is missing"),
    });
    None
}

/// Reads an IANA zone.
pub(super) fn read_zone(key: &str, node: Node<'_>, reading: &mut Reading) -> Option<Spanned<Tz>> {
    let name = reading.text(key, node)?;
    if let Ok(zone) = name.value.parse() {
        return Some(Spanned::new(zone, name.span));
    }
    let message = format!("no time zone is called `{}`", super::values::shortened(&name.value));
    let problem = Problem::new(Fault::UnknownName, name.span, message);
    let zones = || chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    let city = |name: &str| name.rsplit('/').next().map(str::to_lowercase);
    let by_city = zones().find(|zone| city(zone) == city(&name.value));
    reading.problem(match by_city.or_else(|| reading.closest(&name.value, zones())) {
        Some(near) => problem
            .help(format!("did you mean `{near}`?"))
            .fix(format!("write `{near}`"), format!("\"{near}\"")),
        None => problem.help("write an IANA name such as `Europe/Kyiv`"),
    });
    None
}

fn read_slots(node: Node<'_>, reading: &mut Reading) -> Option<Spanned<Slots>> {
    let span = node.span;
    let mut slots = Slots::default();
    match node.value {
        Value::Array(nodes) => {
            let times = read_times(nodes, reading);
            slots.days.fill(times);
        }
        Value::Table(table) => {
            let mut given: [Option<Box<[NaiveTime]>>; 7] = Default::default();
            let mut weekdays = None;
            for Entry { key, node } in table.entries {
                let Some(index) = SLOT_KEYS.iter().position(|known| *key.value == **known) else {
                    reading.unknown_key(&key, SLOT_KEYS, "`slots`", table.broken);
                    continue;
                };
                let nodes = reading.list(node);
                let times = read_times(nodes, reading);
                match index.checked_sub(1) {
                    None => weekdays = Some(times),
                    Some(day) => given[day] = Some(times),
                }
            }
            for (day, own) in given.into_iter().enumerate() {
                let shared = if day < 5 { weekdays.clone() } else { None };
                slots.days[day] = own.or(shared).unwrap_or_default();
            }
        }
        _ => {
            reading.wrong_type("slots", &node, "a list of times", "slots = [09:30:00, 13:00:00]");
            return None;
        }
    }
    Some(Spanned::new(slots, span))
}

fn read_times(nodes: Vec<Node<'_>>, reading: &mut Reading) -> Box<[NaiveTime]> {
    let mut times: Vec<NaiveTime> =
        nodes.iter().filter_map(|node| reading.time("slots", node)).map(|time| time.value).collect();
    times.sort_unstable();
    times.dedup();
    times.into()
}

fn read_channel_shares(node: Node<'_>, mix: &Mix, reading: &mut Reading) -> Option<Spanned<Shares>> {
    let (names, shares) = read_shares(node, reading)?;
    let mut parts = vec![0; mix.names.len()];
    let known =
        Lookup::new("category", "add it to `[mix] shares`", mix.names.iter().map(|name| &*name.value), false);
    let categories: Vec<_> = names.iter().map(|name| known.find(name, reading)).collect();
    for (category, &part) in categories.into_iter().zip(&shares.value.parts) {
        parts[category?.value] = part;
    }
    Some(Spanned::new(Shares::new(parts), shares.span))
}

fn read_person(key: Name, table: Table<'_>, reading: &mut Reading) -> Person {
    let place = format!("`[people.{key}]`");
    let mut person = Person { key, name: None, role: None };
    for Entry { key, node } in table.entries {
        match &*key.value {
            "name" => person.name = reading.text("name", node),
            "role" => person.role = reading.choice("role", node, &Role::ALL, Role::word),
            "extra" => {}
            _ => reading.unknown_key(&key, PERSON_KEYS, &place, table.broken),
        }
    }
    person
}

fn read_partner(key: Name, table: Table<'_>, reading: &mut Reading) -> Partner {
    let place = format!("`[partners.{key}]`");
    let mut partner = Partner { key, name: None, competitor: None };
    for Entry { key, node } in table.entries {
        match &*key.value {
            "name" => partner.name = reading.text("name", node),
            "competitor" => partner.competitor = reading.boolean("competitor", &node),
            "extra" => {}
            _ => reading.unknown_key(&key, PARTNER_KEYS, &place, table.broken),
        }
    }
    partner
}

fn read_campaign(key: Name, table: Table<'_>, reading: &mut Reading) -> Campaign {
    let place = format!("`[campaigns.{key}]`");
    let mut campaign = Campaign { key, title: None, start: None, end: None };
    for Entry { key, node } in table.entries {
        match &*key.value {
            "title" => campaign.title = reading.text("title", node),
            "start" => campaign.start = reading.date("start", &node),
            "end" => campaign.end = reading.date("end", &node),
            "extra" => {}
            _ => reading.unknown_key(&key, CAMPAIGN_KEYS, &place, table.broken),
        }
    }
    if let (Some(start), Some(end)) = (campaign.start, campaign.end)
        && end.value < start.value
    {
        let message = format!("the campaign `{}` ends on {end}, before it starts on {start}", campaign.key);
        reading.bad_value(end.span, message, "swap `start` and `end`");
    }
    campaign
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
    let Some(table) = reading.table("rules", node, "[rules]") else { return Levels::new() };
    let entries = table.entries.into_iter().filter(|entry| *entry.key.value != *"extra");
    let mut levels = Levels::new();
    for Entry { key, node } in entries {
        if let Some(level) = reading.choice(&key.value, node, &LEVELS, word) {
            levels.push((key.map(|key| key.into_owned().into_boxed_str()), level));
        }
    }
    levels
}

fn read_kinds(node: Node<'_>, names: &Names, reading: &mut Reading) -> Vec<(Name, Spanned<CategoryId>)> {
    let Some(table) = reading.table("kinds", node, "[kinds]") else { return Vec::new() };
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
