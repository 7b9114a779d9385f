//! Posts, their variants and media; also the posts that a series is a pattern of.

use super::names::Names;
use super::tree::{Entry, Node, Table, Value};
use super::values::{Reading, list, quoted};
use crate::diag::{Fault, Level, Problem};
use crate::model::{
    CategoryId, ChannelId, Details, IdeaRef, KINDS, Media, Name, Post, Status, Variant, Voice, When,
    find_kind,
};
use crate::text::{Span, Spanned};

pub(super) const POST_KEYS: &[&str] = &[
    "id",
    "at",
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
pub(super) const VARIANT_KEYS: &[&str] =
    &["at", "title", "text", "link", "media", "hashtags", "first_comment", "extra"];
pub(super) const MEDIA_KEYS: &[&str] = &["file", "alt", "extra"];

/// Most rules that one post allows; there are not so many.
const MOST_ALLOWED: usize = 200;

/// The keys of a post that totals rest on.
const TOTALS: &[&str] = &["at", "channels", "category", "kind", "status", "variants"];

/// Everything but the time: what a post and the pattern of a series share.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) post: Post,
    /// The category, where it could be read.
    pub(super) category: Option<Spanned<CategoryId>>,
}

/// Who reads a kind: the plan's own `[kinds]` are known words too.
pub(super) struct Words<'a> {
    pub(super) names: &'a Names,
    /// Kinds that the plan maps itself.
    pub(super) kinds: &'a [(Name, Spanned<CategoryId>)],
}

/// Reads a post; `None` where its time cannot be read.
pub(super) fn read_post(
    table: Table<'_>,
    span: Span,
    words: &Words<'_>,
    reading: &mut Reading,
) -> Option<Post> {
    let broken = table.broken;
    let mut at = None;
    reading.post = id_of(&table);
    let pattern =
        read_pattern(table, span, words, reading, POST_KEYS, "a post", &mut |key, node, reading| {
            let ours = key == "at";
            if ours {
                at = Some(reading.when("at", &node));
            }
            (!ours).then_some(node)
        });
    if at.is_none() {
        reading.missing_key(span, "a post", "at", "at = 2026-11-23 09:30:00", broken);
    }
    if pattern.category.is_none() && broken {
        reading.whole = false;
    }
    reading.post = None;
    Some(Post { at: at??, ..pattern.post })
}

/// Returns the id of a post that is about to be read, for messages.
fn id_of(table: &Table<'_>) -> Option<String> {
    let id = table.entries.iter().find(|entry| *entry.key.value == *"id")?;
    match &id.node.value {
        Value::Text(id) => Some(id.clone().into_owned()),
        _ => None,
    }
}

/// Reads what a post and the pattern of a series share; `own` takes the keys that only one of them has.
pub(super) fn read_pattern<'i>(
    mut table: Table<'i>,
    span: Span,
    words: &Words<'_>,
    reading: &mut Reading,
    keys: &[&'static str],
    place: &str,
    own: &mut dyn FnMut(&str, Node<'i>, &mut Reading) -> Option<Node<'i>>,
) -> Pattern {
    let broken = table.broken;
    let mut post = empty_post(span);
    let mut details = Details::default();
    let mut category = None;
    reading.strange_keys(&mut table, keys, place);
    for Entry { key, node } in table.entries {
        let Some(node) = own(&key.value, node, reading) else { continue };
        let (whole, met) = (reading.whole, reading.problems.len());
        match &*key.value {
            "id" => post.id = reading.name("id", node),
            "channels" => match read_channels(node, words.names, reading) {
                Some(channels) => post.channels = Some(channels),
                None => {
                    // To none that is known, rather than to all.
                    post.channels = Some(Box::default());
                    post.partial = true;
                }
            },
            "category" => {
                let name = reading.text("category", node);
                category = Some(name.and_then(|name| words.names.category(&name, reading)));
            }
            "kind" => post.kind = read_kind(node, words, reading),
            "title" => post.title = reading.text("title", node),
            "text" => post.text = reading.text("text", node),
            "link" => post.link = reading.text("link", node),
            "media" => post.media = read_media(node, reading),
            "hashtags" => post.hashtags = read_texts("hashtags", node, reading),
            "status" => post.status = reading.choice("status", node, &Status::ALL, Status::word),
            "owner" => {
                let name = reading.name("owner", node);
                post.owner = name.and_then(|name| words.names.person(&name, reading));
            }
            "voice" => details.voice = reading.choice("voice", node, &Voice::ALL, Voice::word),
            "signed" => details.signed = reading.text("signed", node),
            "campaign" => {
                let name = reading.name("campaign", node);
                details.campaign = name.and_then(|name| words.names.campaign(&name, reading));
            }
            "partner" => {
                let name = reading.name("partner", node);
                details.partner = name.and_then(|name| words.names.partner(&name, reading));
            }
            "promoted" => details.promoted = reading.boolean("promoted", &node),
            "first_comment" => details.first_comment = reading.text("first_comment", node),
            "allow" => post.allow = read_allow(node, reading),
            "idea" => details.idea = read_idea(node, words.names, reading),
            "variants" => post.variants = read_variants(node, words.names, reading),
            "extra" => details.extra = Some(node.span),
            _ => {}
        }
        post.unread |= match &*key.value {
            "kind" => post.kind.is_none(),
            "status" => post.status.is_none(),
            "owner" => post.owner.is_none(),
            "voice" => details.voice.is_none(),
            "signed" => details.signed.is_none(),
            "campaign" => details.campaign.is_none(),
            "text" => post.text.is_none(),
            "media" | "variants" => reading.problems.len() > met,
            _ => false,
        };
        // What a variant seems to lack may stand in what is wrong with it.
        post.unread_text |= match &*key.value {
            "text" => post.text.is_none(),
            "variants" => reading.problems.len() > met,
            _ => false,
        };
        if !TOTALS.contains(&&*key.value) {
            reading.whole = whole;
        }
    }
    post.unread |= broken;
    post.unread_text |= broken;
    if category.is_none() {
        reading.missing_key(span, place, "category", "category = \"emotional\"", broken);
    }
    let category = category.flatten();
    match category {
        Some(category) => post.category = category,
        None => post.partial = true,
    }
    post.details = (details != Details::default()).then(|| Box::new(details));
    check_variants(&post, reading);
    Pattern { post, category }
}

fn empty_post(span: Span) -> Post {
    Post {
        span,
        id: None,
        at: Spanned::new(When { date: chrono::NaiveDate::MIN, time: None }, span),
        channels: None,
        category: Spanned::new(CategoryId::new(0), span),
        partial: false,
        unread: false,
        unread_text: false,
        kind: None,
        title: None,
        text: None,
        link: None,
        media: Box::default(),
        hashtags: Box::default(),
        status: None,
        owner: None,
        allow: Box::default(),
        series: None,
        variants: Box::default(),
        details: None,
    }
}

/// Reads channels: one name or a list; `None` where one of them is not known.
pub(super) fn read_channels(
    node: Node<'_>,
    names: &Names,
    reading: &mut Reading,
) -> Option<Box<[Spanned<ChannelId>]>> {
    let span = node.span;
    let is_list = matches!(node.value, Value::Array(_));
    let nodes = list(node);
    if nodes.is_empty() {
        if is_list {
            reading.bad_value(
                span,
                "`channels` is an empty list",
                "name a channel, or drop the line for all of them",
            );
        }
        return None;
    }
    let mut channels: Vec<Spanned<ChannelId>> = Vec::with_capacity(nodes.len());
    let mut all = true;
    for node in nodes {
        let channel = reading.text("channels", node).and_then(|name| names.channel(&name, reading));
        match channel {
            Some(channel) if channels.iter().any(|known| known.value == channel.value) => {
                reading.minor(|reading| {
                    reading.bad_value(channel.span, "a channel is named twice", "drop one of the two");
                });
            }
            Some(channel) => channels.push(channel),
            None => all = false,
        }
    }
    (all && !channels.is_empty()).then(|| channels.into())
}

/// Reads a kind: any word; one that is nearly a known one draws a note.
pub(super) fn read_kind(node: Node<'_>, words: &Words<'_>, reading: &mut Reading) -> Option<Name> {
    let kind = reading.name("kind", node)?;
    let mapped = words.kinds.iter().any(|(name, _)| name.value == kind.value);
    if mapped || find_kind(&kind.value).is_some() {
        return Some(kind);
    }
    let own = words.kinds.iter().map(|(name, _)| &*name.value);
    if let Some(near) = reading.closest(&kind.value, KINDS.iter().map(|kind| kind.name).chain(own)) {
        let mut problem =
            Problem::new(Fault::UnknownName, kind.span, format!("no known kind is called `{kind}`"))
                .help(format!(
                    "did you mean `{near}`? a word of your own is fine: give it a category under `[kinds]`"
                ))
                .fix(format!("write `{near}`"), quoted(near));
        problem.level = Some(Level::Note);
        reading.minor(|reading| reading.problem(problem));
    }
    Some(kind)
}

/// Reads a list of texts.
pub(super) fn read_texts(key: &str, node: Node<'_>, reading: &mut Reading) -> Box<[Name]> {
    let nodes = list(node);
    nodes.into_iter().filter_map(|node| reading.text(key, node)).collect()
}

/// Reads media: a list of `{ file, alt }`, where a bare text is a file.
pub(super) fn read_media(node: Node<'_>, reading: &mut Reading) -> Box<[Media]> {
    let nodes = list(node);
    nodes.into_iter().filter_map(|node| read_medium(node, reading)).collect()
}

fn read_medium(node: Node<'_>, reading: &mut Reading) -> Option<Media> {
    if matches!(node.value, Value::Text(_)) {
        return Some(Media { file: reading.name("media", node)?, alt: None });
    }
    let span = node.span;
    let example = "media = [{ file = \"media/podil.jpg\", alt = \"…\" }]";
    let mut table = reading.table("media", node, example)?;
    let broken = table.broken;
    let (mut file, mut alt) = (None, None);
    reading.strange_keys(&mut table, MEDIA_KEYS, "media");
    for Entry { key, node } in table.entries {
        match &*key.value {
            "file" => file = Some(reading.name("file", node)),
            "alt" => alt = reading.text("alt", node),
            _ => {}
        }
    }
    if file.is_none() {
        reading.missing_key(span, "media", "file", "file = \"media/podil.jpg\"", broken);
    }
    Some(Media { file: file??, alt })
}

/// Reads the rules that must be quiet.
fn read_allow(node: Node<'_>, reading: &mut Reading) -> Box<[Name]> {
    let (span, mut nodes) = (node.span, list(node));
    if nodes.len() > MOST_ALLOWED {
        let message = format!("`allow` names {} rules, at most {MOST_ALLOWED}", nodes.len());
        reading.bad_value(span, message, "switch rules off for the whole plan under `[rules]`");
        nodes.truncate(MOST_ALLOWED);
    }
    nodes.into_iter().filter_map(|node| reading.text("allow", node)).collect()
}

fn read_idea(node: Node<'_>, names: &Names, reading: &mut Reading) -> Option<Spanned<IdeaRef>> {
    let name = reading.name("idea", node)?;
    let id = names.idea(&name, reading);
    Some(name.map(|name| IdeaRef { name, id }))
}

fn read_variants(node: Node<'_>, names: &Names, reading: &mut Reading) -> Box<[Variant]> {
    let mut variants = Vec::new();
    for (name, table) in reading.named_tables("variants", "post.variants", node).0 {
        variants.extend(read_variant(&name, table, names, reading));
    }
    variants.into()
}

fn read_variant(name: &Name, mut table: Table<'_>, names: &Names, reading: &mut Reading) -> Option<Variant> {
    let channel = names.channel(name, reading);
    let mut variant = Variant {
        channel: channel.unwrap_or(Spanned::new(ChannelId::new(0), name.span)),
        at: None,
        title: None,
        text: None,
        link: None,
        media: None,
        hashtags: None,
        first_comment: None,
        extra: None,
    };
    reading.strange_keys(&mut table, VARIANT_KEYS, "a variant");
    for Entry { key, node } in table.entries {
        match &*key.value {
            "at" => variant.at = reading.when("at", &node),
            "title" => variant.title = reading.text("title", node),
            "text" => variant.text = reading.text("text", node),
            "link" => variant.link = reading.text("link", node),
            "media" => variant.media = Some(read_media(node, reading)),
            "hashtags" => variant.hashtags = Some(read_texts("hashtags", node, reading)),
            "first_comment" => variant.first_comment = reading.text("first_comment", node),
            "extra" => variant.extra = Some(node.span),
            _ => {}
        }
    }
    channel.is_some().then_some(variant)
}

/// Says where a variant is for a channel that the post does not go to.
fn check_variants(post: &Post, reading: &mut Reading) {
    let Some(channels) = &post.channels else { return };
    for variant in &post.variants {
        let channel = variant.channel;
        if channels.iter().all(|known| known.value != channel.value) {
            let problem = Problem::new(
                Fault::BadValue,
                channel.span,
                "a variant for a channel that the post does not go to",
            );
            let problem = problem.help("add the channel to `channels`, or drop the variant");
            reading.minor(|reading| {
                let problem = match channels.first() {
                    Some(first) => problem.related(first.span, "the post's channels"),
                    None => problem,
                };
                reading.problem(problem);
            });
        }
    }
}
