//! Channels: their networks, zones, slots and own shares.

use chrono::NaiveTime;
use chrono_tz::Tz;

use super::cadence::{MANY, read_bounds};
use super::names::Lookup;
use super::settings::read_shares;
use super::tree::{Entry, Node, Table, Value};
use super::values::{Reading, list};
use crate::diag::{Fault, Problem, shortened};
use crate::model::{Channel, ChannelType, Name, Setting, Shares, Slots};
use crate::networks::{NETWORKS, Network, What};
use crate::text::{Span, Spanned};

pub(super) const CHANNEL_KEYS: &[&str] = &[
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
    "limits",
    "handover",
    "extra",
];
/// A channel has a cap; how much there is at least is the plan's to say.
pub(super) const CAP_KEYS: &[&str] = &["max"];
pub(super) const SLOT_KEYS: &[&str] =
    &["weekdays", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

pub(super) fn nameless_feed(span: Span) -> Channel {
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
        limits: Box::default(),
        handover: Box::default(),
        extra: None,
    }
}

pub(super) fn read_channel(
    name: &Name,
    mut table: Table<'_>,
    categories: &Lookup,
    number: usize,
    tools: &Lookup,
    reading: &mut Reading,
) -> Channel {
    let place = format!("`[channels.{name}]`");
    let broken = table.broken;
    let mut network = None;
    let mut channel = Channel { name: name.clone(), ..nameless_feed(name.span) };
    reading.strange_keys(&mut table, CHANNEL_KEYS, &place);
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
                channel.per_day = read_bounds(CAP_KEYS, "per_day = { max = 2 }", node, reading)
                    .map(|bounds| Spanned::new(bounds, span));
            }
            "gap" => channel.gap = reading.count("gap", &node, 0, MANY),
            "slots" => channel.slots = read_slots(node, reading),
            "shares" => channel.shares = read_channel_shares(node, categories, number, reading),
            "max_chars" => {
                let most = reading.count("max_chars", &node, 1, u32::MAX);
                channel.max_chars = most.map(|most| Setting::set(most.value, most.span));
            }
            "limits" => channel.limits = read_limits(node, reading),
            "handover" => {
                channel.handover = reading.minor(|reading| read_handover(node, tools, reading));
            }
            "extra" => channel.extra = Some(node.span),
            _ => {}
        }
    }
    match network {
        None => reading.missing_key(name.span, &place, "network", "network = \"facebook\"", broken),
        Some(None) => {}
        Some(Some(network)) => channel.network = network,
    }
    channel
}

/// Reads a channel's own limits: `limits = { hashtags = 30 }`.
fn read_limits(node: Node<'_>, reading: &mut Reading) -> Box<[(What, Spanned<u32>)]> {
    let Value::Table(mut table) = node.value else {
        reading.wrong_type("limits", &node, "a table of numbers", "limits = { hashtags = 30 }");
        return Box::default();
    };
    let keys: Vec<&'static str> = What::ALL.iter().filter_map(|what| what.key()).collect();
    reading.strange_keys(&mut table, &keys, "`limits`");
    let limit = |entry: Entry<'_>| {
        let what = What::ALL.into_iter().find(|what| what.key() == Some(&*entry.key.value))?;
        Some((what, reading.count(&entry.key.value, &entry.node, 0, u32::MAX)?))
    };
    table.entries.into_iter().filter_map(limit).collect()
}

/// Reads what tools call a channel: `handover = { postiz = "…" }`.
fn read_handover(node: Node<'_>, tools: &Lookup, reading: &mut Reading) -> Box<[(Name, Name)]> {
    let Some(table) = reading.table("handover", node, "handover = { postiz = \"…\" }") else {
        return Box::default();
    };
    let id = |entry: Entry<'_>| {
        let tool = entry.key.map(|key| key.into_owned().into_boxed_str());
        tools.find(&tool, reading);
        let id = reading.name(&tool.value, entry.node)?;
        Some((tool, id))
    };
    table.entries.into_iter().filter_map(id).collect()
}

fn read_network(node: Node<'_>, reading: &mut Reading) -> Option<Spanned<&'static Network>> {
    let name = reading.text("network", node)?;
    if let Some(network) = Network::find(&name.value) {
        return Some(Spanned::new(network, name.span));
    }
    let message = format!("no network is called `{}`", shortened(&name.value));
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
    let message = format!("no time zone is called `{}`", shortened(&name.value));
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
            let times = read_times(&nodes, reading);
            slots.days.fill(times);
        }
        Value::Table(mut table) => {
            let mut given: [Option<Box<[NaiveTime]>>; 7] = Default::default();
            let mut weekdays = None;
            reading.strange_keys(&mut table, SLOT_KEYS, "`slots`");
            for Entry { key, node } in table.entries {
                let Some(index) = SLOT_KEYS.iter().position(|known| *key.value == **known) else {
                    continue;
                };
                let nodes = list(node);
                let times = read_times(&nodes, reading);
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

fn read_times(nodes: &[Node<'_>], reading: &mut Reading) -> Box<[NaiveTime]> {
    let mut times: Vec<NaiveTime> =
        nodes.iter().filter_map(|node| reading.time("slots", node)).map(|time| time.value).collect();
    times.sort_unstable();
    times.dedup();
    times.into()
}

/// Reads a channel's own shares, in the order of the mix's categories.
fn read_channel_shares(
    node: Node<'_>,
    known: &Lookup,
    number: usize,
    reading: &mut Reading,
) -> Option<Spanned<Shares>> {
    let (names, shares) = read_shares(node, reading)?;
    let mut parts = vec![0; number];
    let categories: Vec<_> = names.iter().map(|name| known.find(name, reading)).collect();
    for (category, &part) in categories.into_iter().zip(&shares.value.parts) {
        parts[category?.value] = part;
    }
    Some(Spanned::new(Shares::new(parts), shares.span))
}
