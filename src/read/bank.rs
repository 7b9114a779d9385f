//! Series, ideas and duties.

use std::path::Path;

use chrono::{NaiveDate, NaiveTime, Weekday};

use super::cadence::{read_weekday, weekday_of};
use super::extends::{Beside, parse_file};
use super::names::Names;
use super::posts::{Pattern, Words, read_channels, read_kind, read_media, read_pattern, read_texts};

use super::recurrence;
use super::tree::{Entry, Node, Table, Value};
use super::values::{Reading, list};
use crate::diag::shortened;
use crate::model::{Bank, Duty, Idea, Name, Recurrence, Rhythm, Series, Status, Voice};
use crate::text::{FileId, Span, Spanned};

pub(super) const SERIES_KEYS: &[&str] = &[
    "id",
    "every",
    "time",
    "start",
    "until",
    "except",
    "channels",
    "category",
    "kind",
    "title",
    "text",
    "link",
    "media",
    "hashtags",
    "status",
    "owner",
    "voice",
    "signed",
    "campaign",
    "partner",
    "promoted",
    "first_comment",
    "allow",
    "idea",
    "variants",
    "extra",
];
pub(super) const IDEA_KEYS: &[&str] = &[
    "id",
    "category",
    "kind",
    "title",
    "text",
    "link",
    "media",
    "hashtags",
    "channels",
    "not_before",
    "not_after",
    "priority",
    "repeat_after",
    "campaign",
    "extra",
];
pub(super) const DUTY_KEYS: &[&str] = &[
    "id", "every", "time", "start", "until", "except", "title", "channels", "owner", "voice", "status",
    "extra",
];
/// Days of which no idea needs more until it may be used again: a hundred years.
const LONG: u32 = 36_525;

/// What was read so far of when something comes back.
#[derive(Default)]
#[expect(
    clippy::option_option,
    reason = "a key that is there but cannot be read is not a key that is missing"
)]
struct RhythmKeys {
    every: Option<Option<Spanned<Recurrence>>>,
    time: Option<Spanned<NaiveTime>>,
    start: Option<Spanned<NaiveDate>>,
    until: Option<Spanned<NaiveDate>>,
    except: Box<[Spanned<NaiveDate>]>,
}

impl RhythmKeys {
    /// Takes the keys that say when; gives the others back.
    fn take<'i>(&mut self, key: &str, node: Node<'i>, reading: &mut Reading) -> Option<Node<'i>> {
        match key {
            "every" => self.every = Some(read_every(node, reading)),
            "time" => self.time = reading.time("time", &node),
            "start" => self.start = reading.date("start", &node),
            "until" => self.until = reading.date("until", &node),
            "except" => {
                let nodes = list(node);
                self.except = nodes.iter().filter_map(|node| reading.date("except", node)).collect();
            }
            _ => return Some(node),
        }
        None
    }

    /// Makes a rhythm of the keys; `None` where it cannot be told when something comes back. `name` is "series" or "duty".
    fn finish(self, span: Span, name: &str, broken: bool, reading: &mut Reading) -> Option<Rhythm> {
        let Self { every, time, start, until, except } = self;
        if every.is_none() {
            reading.missing_key(span, &format!("a {name}"), "every", "every = [\"monday\"]", broken);
        }
        let every = every??;
        if let (Some(start), Some(until)) = (start, until)
            && until.value < start.value
        {
            let message = format!("the {name} ends on {until}, before it starts on {start}");
            reading.bad_value(until.span, message, "swap `start` and `until`");
        }
        Some(Rhythm { every, time, start, until, except })
    }
}

/// Reads `every`: weekdays, "day", or a rule of RFC 5545.
fn read_every(node: Node<'_>, reading: &mut Reading) -> Option<Spanned<Recurrence>> {
    let span = node.span;
    if let Value::Array(nodes) = node.value {
        let count = nodes.len();
        let days: Vec<Weekday> = nodes
            .into_iter()
            .filter_map(|node| read_weekday("every", node, reading))
            .map(|day| day.value)
            .collect();
        if count == 0 {
            reading.bad_value(span, "`every` is an empty list", "name a weekday");
        }
        return (days.len() == count && count > 0).then(|| Spanned::new(Recurrence::Weekdays(days), span));
    }
    let text = match &node.value {
        Value::Text(text) => text.trim().to_owned(),
        _ => {
            reading.wrong_type(
                "every",
                &node,
                "weekdays, \"day\" or a rule",
                "every = [\"monday\", \"wednesday\"]",
            );
            return None;
        }
    };
    if text == "day" {
        return Some(Spanned::new(Recurrence::Daily, span));
    }
    let rule = text.strip_prefix("RRULE:").unwrap_or(&text);
    if !rule.contains('=') {
        if let Some(day) = weekday_of(rule) {
            return Some(Spanned::new(Recurrence::Weekdays(vec![day]), span));
        }
        let message = format!("`every` cannot be `{}`", shortened(rule));
        let help = "write weekdays such as [\"monday\", \"friday\"], \"day\", or a rule such as \"FREQ=WEEKLY;BYDAY=MO\"";
        reading.bad_value(span, message, help);
        return None;
    }
    if let Some((message, help)) = super::expand::objection(rule) {
        reading.bad_value(span, message, help);
        return None;
    }
    match super::expand::parse_rule(rule) {
        Ok(_) => Some(Spanned::new(Recurrence::Rule(rule.into()), span)),
        Err(_) => {
            let (message, help) = recurrence::explain(rule);
            reading.bad_value(span, message, help);
            None
        }
    }
}

/// A series with the pattern of its posts.
pub(super) struct SeriesRead {
    pub(super) series: Series,
    pub(super) pattern: Pattern,
}

/// Reads a series; `None` where it cannot be told when its posts go out.
pub(super) fn read_series(
    table: Table<'_>,
    span: Span,
    words: &Words<'_>,
    reading: &mut Reading,
) -> Option<SeriesRead> {
    let broken = table.broken;
    let mut rhythm = RhythmKeys::default();
    let pattern =
        read_pattern(table, span, words, reading, SERIES_KEYS, "a series", &mut |key, node, reading| {
            rhythm.take(key, node, reading)
        });
    let rhythm = rhythm.finish(span, "series", broken, reading)?;
    let series = Series { span, id: pattern.post.id.clone(), rhythm };
    Some(SeriesRead { series, pattern })
}

/// Reads a duty.
pub(super) fn read_duty(
    mut table: Table<'_>,
    span: Span,
    names: &Names,
    reading: &mut Reading,
) -> Option<Duty> {
    let broken = table.broken;
    let mut rhythm = RhythmKeys::default();
    let (mut id, mut title, mut channels, mut owner, mut voice, mut status) =
        (None, None, None, None, None, None);
    reading.strange_keys(&mut table, DUTY_KEYS, "a duty");
    let has_title = table.holds("title");
    for Entry { key, node } in table.entries {
        let Some(node) = rhythm.take(&key.value, node, reading) else { continue };
        match &*key.value {
            "id" => id = reading.name("id", node),
            "title" => title = reading.text("title", node),
            "channels" => channels = read_channels(node, names, reading),
            "owner" => owner = reading.name("owner", node).and_then(|name| names.person(&name, reading)),
            "voice" => voice = reading.choice("voice", node, &Voice::ALL, Voice::word),
            "status" => status = reading.choice("status", node, &Status::ALL, Status::word),
            _ => {}
        }
    }
    if !has_title {
        reading.missing_key(span, "a duty", "title", "title = \"Answer every comment of the day\"", broken);
    }
    let rhythm = rhythm.finish(span, "duty", broken, reading)?;
    Some(Duty { span, id, rhythm, title, channels, owner, voice, status })
}

/// Reads the ideas of the file and of the banks that the plan names.
pub(super) fn read_ideas(
    root: &mut Table<'_>,
    named: Vec<Name>,
    own: FileId,
    path: &Path,
    beside: &Beside<'_>,
    words: &Words<'_>,
    reading: &mut Reading,
) -> (Vec<Idea>, Vec<Bank>) {
    reading.minor(|reading| {
        let mut ideas = Vec::new();
        let mut banks: Vec<Bank> = Vec::with_capacity(named.len());
        let mut add = |entry: Option<Entry<'_>>, reading: &mut Reading| {
            let Some(entry) = entry else { return };
            for (table, span) in reading.tables("idea", entry.node) {
                ideas.push(read_idea(table, span, words, reading));
            }
        };
        add(root.take("idea"), reading);
        for name in named {
            let Some(opened) = beside.open(&name, path, &[], reading) else {
                reading.unread_bank = true;
                banks.push(Bank { name, file: None });
                continue;
            };
            if opened.file == own || banks.iter().any(|bank| bank.file == Some(opened.file)) {
                let message = if opened.file == own {
                    format!("`{}` is this very file: its ideas count anyway", crate::diag::shortened(&name))
                } else {
                    format!("the bank `{}` is named twice", crate::diag::shortened(&name))
                };
                reading.bad_value(name.span, message, "drop it here");
                banks.push(Bank { name, file: None });
                continue;
            }
            banks.push(Bank { name, file: Some(opened.file) });
            let mut tree = parse_file(&opened.source, opened.file, reading);
            reading.strange_roots(&mut tree, opened.file, opened.source.text());
            add(tree.take("idea"), reading);
        }
        (ideas, banks)
    })
}

/// Reads an idea.
fn read_idea(mut table: Table<'_>, span: Span, words: &Words<'_>, reading: &mut Reading) -> Idea {
    let names = words.names;
    let broken = table.broken;
    let mut category = None;
    let mut idea = Idea {
        span,
        id: None,
        category: None,
        category_name: None,
        kind: None,
        title: None,
        text: None,
        link: None,
        media: Box::default(),
        hashtags: Box::default(),
        channels: None,
        channel_names: Box::default(),
        not_before: None,
        not_after: None,
        priority: None,
        repeat_after: None,
        campaign: None,
    };
    reading.strange_keys(&mut table, IDEA_KEYS, "an idea");
    let (has_id, has_text) = (table.holds("id"), table.holds("title") || table.holds("text"));
    for Entry { key, node } in table.entries {
        match &*key.value {
            "id" => idea.id = reading.name("id", node),
            "category" => {
                idea.category_name = reading.text("category", node);
                let name = idea.category_name.as_ref();
                category = Some(name.and_then(|name| names.category(name, reading)));
            }
            "kind" => idea.kind = read_kind(node, words, reading),
            "title" => idea.title = reading.text("title", node),
            "text" => idea.text = reading.text("text", node),
            "link" => idea.link = reading.text("link", node),
            "media" => idea.media = read_media(node, reading),
            "hashtags" => idea.hashtags = read_texts("hashtags", node, reading),
            "channels" => {
                idea.channel_names = texts_of(&node);
                idea.channels = read_channels(node, names, reading);
            }
            "not_before" => idea.not_before = reading.date("not_before", &node),
            "not_after" => idea.not_after = reading.date("not_after", &node),
            "priority" => idea.priority = reading.integer("priority", &node),
            "repeat_after" => idea.repeat_after = reading.count("repeat_after", &node, 1, LONG),
            "campaign" => {
                idea.campaign =
                    reading.name("campaign", node).and_then(|name| names.campaign(&name, reading));
            }
            _ => {}
        }
    }
    if !has_id {
        reading.missing_key(span, "an idea", "id", "id = \"barista-interview\"", broken);
    }
    if category.is_none() {
        reading.missing_key(span, "an idea", "category", "category = \"emotional\"", broken);
    }
    if !has_text {
        reading.missing_key(
            span,
            "an idea",
            "title",
            "title = \"Meet Andrii, who roasts our beans\"",
            broken,
        );
    }
    idea.category = category.flatten();
    if let (Some(first), Some(last)) = (idea.not_before, idea.not_after)
        && last.value < first.value
    {
        let message = format!("the idea fits from {first} to {last}: on no day");
        reading.bad_value(last.span, message, "swap `not_before` and `not_after`");
    }
    idea
}

/// Copies one text or a list of them, as written; what is no text is passed over.
fn texts_of(node: &Node<'_>) -> Box<[Name]> {
    let nodes = if let Value::Array(nodes) = &node.value { nodes } else { std::slice::from_ref(node) };
    let text = |node: &Node<'_>| {
        let Value::Text(text) = &node.value else { return None };
        Some(Spanned::new(Box::from(&**text), node.span))
    };
    nodes.iter().filter_map(text).collect()
}
