//! The registry of networks: as a table, one network whole, and as JSON.

use comfy_table::Cell;
use serde::Serialize;

use super::cell::{drawn, keep, table, wrapped};
use crate::networks::{
    Bound, Carried, Force, Formats, Limit, NETWORKS, NOTES_READ, Network, REPEAT_SOURCE, State, What,
};

/// Writes the known networks with the limits that matter most.
pub fn networks(width: u16) -> String {
    let mut rows = table(width, &["network", "also", "text", "hashtags", "media", "a day"]);
    for network in NETWORKS {
        let cells = match network.state {
            State::Closed { on, .. } => [
                network.name.to_owned(),
                network.aliases.join(", "),
                format!("closed on {on}"),
                String::new(),
                String::new(),
                String::new(),
            ],
            State::Alive | State::Unknown => [
                network.name.to_owned(),
                network.aliases.join(", "),
                text(network),
                brief(network, &[What::Hashtags]),
                brief(network, &[What::Media, What::Images]),
                brief(network, &[What::PerDay]),
            ],
        };
        rows.add_row(cells.map(Cell::new).to_vec());
    }
    keep(&mut rows, &[0, 3, 4]);
    let out = drawn(&rows);
    let legend = "~ is advice, not a limit; `plan networks NAME` shows everything with its source and date";
    out + &wrapped(legend, 0, width)
}

/// Writes a network's limits of text: "4,096 UTF-16 units, 1,024 with media".
fn text(network: &Network) -> String {
    let mut parts: Vec<String> = network.limits(What::Text).map(|limit| amount(limit, true)).collect();
    parts.extend(network.limits(What::Caption).map(|limit| format!("{} with media", amount(limit, false))));
    parts.join(", ")
}

/// Writes the first of these things that the network limits: its least and its most.
fn brief(network: &Network, whats: &[What]) -> String {
    let Some(what) = whats.iter().find(|what| network.limits(**what).next().is_some()) else {
        return String::new();
    };
    let least = network.limits(*what).find(|limit| limit.bound == Bound::AtLeast);
    let most: Vec<String> = network
        .limits(*what)
        .filter(|limit| limit.bound == Bound::AtMost)
        .map(|limit| amount(limit, false))
        .collect();
    match (least, most.is_empty()) {
        (Some(least), true) => format!("{} or more", least.value),
        (Some(least), false) => format!("{}-{}", least.value, most.join(", ")),
        (None, _) => most.join(", "),
    }
}

fn amount(limit: &Limit, with_unit: bool) -> String {
    let sign = if limit.force == Force::Advised { "~" } else { "" };
    let unit = if with_unit { format!(" {}", limit.unit.name()) } else { String::new() };
    format!("{sign}{}{unit}", crate::networks::grouped(limit.value))
}

/// Writes everything known of one network, with sources and dates.
pub fn network(network: &Network, width: u16) -> String {
    let out: String = facts(network).iter().map(|fact| wrapped(fact, 0, width)).collect();
    if network.limits.is_empty() {
        return out + "limits: none known\n";
    }
    let mut rows = table(width, &["limit", "how much", "", "source", "read"]);
    for what in What::ALL {
        for limit in network.limits(what) {
            let cells = [what.name(), &limit.to_string(), limit.force.word(), limit.source, limit.read];
            rows.add_row(cells.map(Cell::new).to_vec());
        }
    }
    keep(&mut rows, &[2, 4]);
    out + "\n" + &drawn(&rows)
}

/// Lists what is known of a network beside its limits, a sentence each.
fn facts(network: &Network) -> Vec<String> {
    let mut facts = vec![format!("{} ({})", network.title, network.name)];
    if !network.aliases.is_empty() {
        facts.push(format!("also: {}", network.aliases.join(", ")));
    }
    facts.push(match network.state {
        State::Alive => "state: alive".to_owned(),
        State::Unknown => "state: unknown; nobody could be found who says whether it is alive".to_owned(),
        State::Closed { on, source } => format!("state: closed on {on} ({source})"),
    });
    if let Some(note) = network.note {
        facts.push(format!("today: {note} (read {NOTES_READ})"));
    }
    if let Some(talk) = network.in_2012 {
        facts.push(format!("in 2012: {talk} (Vlad Titov's training, September 2012; practice P2)"));
    }
    if !matches!(network.state, State::Closed { .. }) {
        let (counting, days) = (network.counting(), network.repeat_days);
        facts.push(format!("counts text in {}: {}", counting.unit(), counting.meaning()));
        let (link, hashtags) = (goes(network.link), goes(network.hashtags));
        facts.push(format!("a post's link goes {link}; its hashtags go {hashtags}"));
        facts.push(format!(
            "the same text again within {days} days is refused ({REPEAT_SOURCE}, read {NOTES_READ})"
        ));
    }
    for (what, formats) in [("pictures", network.images), ("videos", network.videos)] {
        if let Some(Formats { endings, source, read }) = formats {
            facts.push(format!("{what}: {} ({source}, read {read})", endings.join(", ")));
        }
    }
    facts
}

fn goes(carried: Carried) -> &'static str {
    match carried {
        Carried::InText => "to the end of the text, where they count",
        Carried::InField => "into a field of their own",
        Carried::Nowhere => "nowhere",
    }
}

#[derive(Serialize)]
struct NetworkData {
    name: &'static str,
    title: &'static str,
    aliases: &'static [&'static str],
    state: &'static str,
    closed_on: Option<&'static str>,
    in_2012: Option<&'static str>,
    note: Option<&'static str>,
    counting: Option<CountingData>,
    link: &'static str,
    hashtags: &'static str,
    links_work: bool,
    repeat_days: u32,
    doubtful: bool,
    images: Option<FormatsData>,
    videos: Option<FormatsData>,
    limits: Vec<LimitData>,
}

#[derive(Serialize)]
struct CountingData {
    unit: &'static str,
    meaning: &'static str,
}

#[derive(Serialize)]
struct FormatsData {
    endings: &'static [&'static str],
    source: &'static str,
    read: &'static str,
}

#[derive(Serialize)]
struct LimitData {
    of: &'static str,
    bound: &'static str,
    value: u64,
    unit: &'static str,
    force: &'static str,
    source: &'static str,
    read: &'static str,
}

/// Writes networks as JSON: a list, each with its limits, their units, sources and dates.
///
/// # Panics
///
/// Never: the data has text keys only.
pub fn networks_json(networks: &[&Network]) -> String {
    let all: Vec<NetworkData> = networks.iter().map(|network| data(network)).collect();
    serde_json::to_string_pretty(&all).expect("the data has text keys only") + "\n"
}

fn data(network: &Network) -> NetworkData {
    let (state, closed_on) = match network.state {
        State::Alive => ("alive", None),
        State::Unknown => ("unknown", None),
        State::Closed { on, .. } => ("closed", Some(on)),
    };
    let word = |carried: Carried| match carried {
        Carried::InText => "in text",
        Carried::InField => "own field",
        Carried::Nowhere => "nowhere",
    };
    let counting = network.counting();
    let limits = network.limits.iter().map(|limit| LimitData {
        of: limit.what.name(),
        bound: if limit.bound == Bound::AtMost { "at most" } else { "at least" },
        value: limit.value,
        unit: limit.unit.name(),
        force: limit.force.word(),
        source: limit.source,
        read: limit.read,
    });
    let formats = |formats: crate::networks::Formats| FormatsData {
        endings: formats.endings,
        source: formats.source,
        read: formats.read,
    };
    NetworkData {
        name: network.name,
        title: network.title,
        aliases: network.aliases,
        state,
        closed_on,
        in_2012: network.in_2012,
        note: network.note,
        counting: closed_on
            .is_none()
            .then(|| CountingData { unit: counting.unit(), meaning: counting.meaning() }),
        link: word(network.link),
        hashtags: word(network.hashtags),
        links_work: network.links_work,
        repeat_days: network.repeat_days,
        doubtful: network.doubtful,
        images: network.images.map(formats),
        videos: network.videos.map(formats),
        limits: limits.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::networks::Unit;

    #[test]
    fn every_limit_has_a_unit_a_source_and_a_date() {
        for network in NETWORKS {
            let dated = |read: &str| {
                (read.len() == 7 || read.len() == 10) && read.starts_with("202") && read.as_bytes()[4] == b'-'
            };
            for limit in network.limits {
                let name = network.name;
                assert!(!limit.source.trim().is_empty(), "{name}: {limit} has no source");
                assert!(dated(limit.read), "{name}: {limit} was read on \"{}\"", limit.read);
                assert!(!limit.unit.name().is_empty(), "{name}: {limit} has no unit");
                let is_text = matches!(limit.unit, Unit::Text(_));
                assert_eq!(
                    is_text,
                    matches!(limit.what.unit(), Unit::Text(_)),
                    "{name}: the unit of {limit}"
                );
            }
            for formats in network.images.iter().chain(&network.videos) {
                assert!(dated(formats.read) && !formats.source.is_empty());
            }
        }
    }

    #[test]
    fn where_sources_disagree_the_smaller_number_is_advice() {
        for network in NETWORKS {
            for what in What::ALL {
                let (hard, advised) = (network.limit(what, Force::Hard), network.limit(what, Force::Advised));
                if let (Some(hard), Some(advised)) = (hard, advised) {
                    assert!(advised.value <= hard.value, "{}: {hard}, but {advised}", network.name);
                }
            }
        }
    }

    #[test]
    fn names_and_aliases_are_unique() {
        let mut names: Vec<&str> = NETWORKS
            .iter()
            .flat_map(|network| network.aliases.iter().chain([&network.name]).copied())
            .collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
