//! Filled places as posts to be written.

use std::collections::HashSet;
use std::path::Path;

use crate::edit::{Change, NewPost, Value};
use crate::fill::{Fed, Filled, Filling, hungry_title};
use crate::model::{Idea, Plan, is_address};
use crate::text::{FileId, Sources, Span};

/// Makes the changes that a filling asks for, and the ids of its new posts.
pub(super) fn changes(plan: &Plan, sources: &Sources, filling: &Filling) -> (Vec<Change>, Vec<String>) {
    let folders = &Folders { sources, plan: plan.file };
    let ids = plan.posts.iter().filter_map(|post| post.id.as_ref()).map(ToString::to_string);
    let mut taken: HashSet<String> = ids.collect();
    let mut changes: Vec<Change> = filling.fed.iter().flat_map(|fed| feed(plan, folders, *fed)).collect();
    let mut ids = Vec::with_capacity(filling.posts.len());
    for filled in &filling.posts {
        let id = free_id(plan, filled, &taken);
        taken.insert(id.clone());
        changes.push(Change::Insert(new_post(plan, folders, filled, &id)));
        ids.push(id);
    }
    (changes, ids)
}

/// Makes an id that no post has: the idea's, else the idea's with the day, else of the time and channel.
fn free_id(plan: &Plan, filled: &Filled, taken: &HashSet<String>) -> String {
    let (at, channel) = (filled.place.at, plan.channel(filled.place.channel));
    let by_time = || {
        let feed = if channel.is_nameless() { String::new() } else { format!("-{}", channel.name) };
        format!("{}{feed}", at.format("%Y-%m-%d-%H%M"))
    };
    let idea = filled.idea.and_then(|id| plan.ideas[id.index()].id.as_ref()).map(ToString::to_string);
    let dated = idea.as_ref().map(|idea| format!("{idea}-{}", at.date()));
    let base = dated.clone().unwrap_or_else(by_time);
    let numbered = (2..).map(|number| format!("{base}-{number}"));
    let first = idea.into_iter().chain([base.clone()]);
    let mut all = first.chain(numbered);
    all.find(|id| !taken.contains(id)).expect("there are more numbers than posts")
}

fn new_post(plan: &Plan, folders: &Folders<'_>, filled: &Filled, id: &str) -> NewPost {
    let mut keys = vec![("id", Value::Text(id.to_owned()))];
    let channel = plan.channel(filled.place.channel);
    if !channel.is_nameless() {
        keys.push(("channels", Value::Texts(vec![channel.name.to_string()])));
    }
    keys.push(("category", Value::Text(plan.category(filled.category).to_owned())));
    match filled.idea {
        Some(id) => {
            let idea = &plan.ideas[id.index()];
            keys.extend(content(plan, folders, idea));
            keys.push(("status", Value::Text("draft".to_owned())));
            keys.extend(idea.id.as_ref().map(|id| ("idea", Value::Text(id.to_string()))));
        }
        None => {
            keys.push(("title", Value::Text(hungry_title(plan, filled.category))));
            keys.push(("status", Value::Text("draft".to_owned())));
        }
    }
    NewPost { at: filled.place.at, keys }
}

/// Lists what a post takes over from its idea.
fn content<'a>(
    plan: &'a Plan,
    folders: &Folders<'_>,
    idea: &'a Idea,
) -> impl Iterator<Item = (&'static str, Value)> + use<'a> {
    let text = |key, value: Option<&crate::model::Name>| Some((key, Value::Text(value?.to_string())));
    let media = idea.media.iter().map(|media| {
        (folders.beside_plan(idea.span.file, &media.file), media.alt.as_ref().map(ToString::to_string))
    });
    let media: Vec<(String, Option<String>)> = media.collect();
    let hashtags: Vec<String> = idea.hashtags.iter().map(ToString::to_string).collect();
    let campaign = idea.campaign.map(|id| plan.campaigns[id.value.index()].key.to_string());
    [
        text("kind", idea.kind.as_ref()),
        text("title", idea.title.as_ref()),
        text("text", idea.text.as_ref()),
        text("link", idea.link.as_ref()),
        (!media.is_empty()).then_some(("media", Value::Media(media))),
        (!hashtags.is_empty()).then_some(("hashtags", Value::Texts(hashtags))),
        campaign.map(|campaign| ("campaign", Value::Text(campaign))),
    ]
    .into_iter()
    .flatten()
}

/// Gives a post of a former filling its idea; it keeps id, time and category.
fn feed<'a>(plan: &'a Plan, folders: &Folders<'_>, fed: Fed) -> impl Iterator<Item = Change> + use<'a> {
    let (post, idea): (Span, &Idea) = (plan.post(fed.post).span, &plan.ideas[fed.idea.index()]);
    let own = idea.id.as_ref().map(|id| ("idea", Value::Text(id.to_string())));
    // The title that asks for an idea goes in any case.
    let lines = idea.text.iter().flat_map(|text| text.lines()).map(str::trim);
    let first = lines.into_iter().find(|line| !line.is_empty()).unwrap_or_default();
    let title = idea.title.is_none().then(|| ("title", Value::Text(first.to_owned())));
    content(plan, folders, idea).chain(title).chain(own).map(move |(key, value)| Change::Set {
        post,
        key,
        value,
    })
}

/// Where the plan and its banks lie.
struct Folders<'a> {
    sources: &'a Sources,
    plan: FileId,
}

impl Folders<'_> {
    /// Writes a path that stands beside a bank as one that stands beside the plan.
    fn beside_plan(&self, bank: FileId, file: &str) -> String {
        let folder = |file: FileId| {
            let source = self.sources.get(file);
            Path::new(source.path()).parent().map(Path::to_path_buf).unwrap_or_default()
        };
        let (from, to) = (folder(self.plan), folder(bank));
        if from == to || is_address(file) || Path::new(file).is_absolute() {
            return file.to_owned();
        }
        let shared = from.components().zip(to.components()).take_while(|(from, to)| from == to).count();
        let up = from.components().skip(shared).map(|_| "..".to_owned());
        let down = to.components().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
        up.chain(down).chain([file.to_owned()]).collect::<Vec<_>>().join("/")
    }
}
