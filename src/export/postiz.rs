//! `postiz`: drafts for Postiz, a list of request bodies for `POST /public/v1/posts`, one for each moment.
//!
//! Postiz takes 90 requests an hour (100 in its cloud), so that all channels of a moment share one. Everything goes in as a draft, which a
//! person promotes in the interface. Content is HTML: `&`, `<` and `>` are escaped, and each line is a paragraph of its own, since
//! text without a tag is taken for plain and published with its escapes, and `<br>` is stripped (`html`).
//!
//! The code that creates a post gives it a new group of its own and sweeps away what is in the group that the request names. A group for all of
//! a plan would let each post delete the one before in versions that keep the name. So each placement has a group of
//! its own, named after the plan, the same each time.
//!
//! Source: Postiz, `public.integrations.controller.ts`, `create.post.dto.ts`, `media.dto.ts`, `posts.service.ts`,
//! `posts.repository.ts`, and its documentation of the public API; read 2026-08.

use std::io::{self, Write};

use chrono::{DateTime, SecondsFormat, Utc};
use serde::ser::SerializeSeq as _;
use serde::{Serialize, Serializer};

use super::handover::{self, Lost, is_on_the_web, not_to_publish, without_controls};
use super::{Entry, Format, Job, Loss, Part, Refusal, file_name};
use crate::diag::shortened;
use crate::model::{Content, Media};
use crate::networks::Carried;
use crate::text::write_json;

/// Endings of media that Postiz takes.
const ENDINGS: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "mp4"];
/// Networks for whose posts Postiz has a title in its settings.
const WITH_TITLE: &[&str] = &["youtube", "pinterest", "tiktok", "dev-to"];

/// Drafts for Postiz.
pub(super) struct Postiz;

impl Format for Postiz {
    fn name(&self) -> &'static str {
        "postiz"
    }

    fn meaning(&self) -> &'static str {
        "drafts for Postiz, a request body for each moment"
    }

    fn ending(&self) -> &'static str {
        "json"
    }

    fn parts<'a>(&self, job: &Job<'a>) -> Result<Vec<Part<'a>>, Refusal> {
        let is_known = |entry: &Entry<'_>| id(entry).is_some();
        if let Some(first) = job.entries.first()
            && !job.entries.iter().any(is_known)
        {
            let name = first.channel().label();
            let place = if first.channel().is_nameless() { "NAME" } else { name };
            return Err(Refusal {
                message: format!(
                    "no channel has an id of Postiz: write `handover = {{ postiz = \"…\" }}` into `[channels.{place}]`, with the id that `GET /public/v1/integrations` lists"
                ),
            });
        }
        let entries = job.entries.iter().filter(|entry| left_out(entry).is_none()).copied().collect();
        let kept = Job { entries, options: job.options.clone(), choice: job.choice.clone(), ..*job };
        Ok(kept.parts(self.name(), self.ending()))
    }

    fn losses(&self, job: &Job<'_>) -> Vec<Loss> {
        let mut lost = Lost::default();
        let mut unknown: Vec<&str> = Vec::new();
        for entry in &job.entries {
            let channel = entry.channel().label();
            if id(entry).is_none() {
                if !unknown.contains(&channel) {
                    unknown.push(channel);
                    let why =
                        format!("it (write `handover = {{ postiz = \"…\" }}` into `[channels.{channel}]`)");
                    lost.add_of_all(format!("every post on {channel}"), why);
                }
                continue;
            }
            match left_out(entry) {
                Some(why) => lost.add(entry, format!("the post itself ({why})")),
                None => of_entry(entry, &mut lost),
            }
        }
        let kept: Vec<Entry<'_>> =
            job.entries.iter().filter(|entry| left_out(entry).is_none()).copied().collect();
        for moment in moments(&kept).filter(|moment| !share_a_category(moment)) {
            for entry in moment {
                lost.add(entry, "its category (posts of one moment share their tags)");
            }
        }
        lost.list(&job.entries)
    }

    fn write(&self, _job: &Job<'_>, part: &Part<'_>, out: &mut dyn Write) -> io::Result<()> {
        write_json(&Requests { entries: &part.entries }, true, out)
    }
}

/// Returns what Postiz calls the channel.
fn id<'a>(entry: &Entry<'a>) -> Option<&'a str> {
    entry.channel().handover("postiz")
}

/// Says why a placement is left out, if it is: one that Postiz refuses would take the others of its moment with it.
fn left_out(entry: &Entry<'_>) -> Option<&'static str> {
    if id(entry).is_none() {
        return Some("its channel has no id");
    }
    let empty = || {
        let content = entry.content();
        entry.text().trim().is_empty() && images(&content).next().is_none()
    };
    not_to_publish(entry).or_else(|| empty().then_some("it has neither text nor a picture"))
}

/// Notes what a post leaves out.
fn of_entry<'a>(entry: &Entry<'a>, lost: &mut Lost<'a>) {
    let (content, network) = (entry.content(), entry.channel().network.value);
    for media in content.media.iter().filter(|media| !takes(media)) {
        let why = if is_on_the_web(media) { "not .png, .jpg, .gif, .webp or .mp4" } else { "not on the web" };
        lost.add(entry, format!("{} ({why})", shortened(&media.file)));
    }
    if network.has_title && content.title.is_some() && !WITH_TITLE.contains(&network.name) {
        lost.add(entry, "title");
    }
    let text = entry.text();
    if content.link.is_some_and(|link| !text.contains(&*link.value)) {
        lost.add(entry, "link");
    }
    if network.hashtags == Carried::InField && !content.hashtags.is_empty() {
        lost.add(entry, "hashtags");
    }
    let comment = content.first_comment.map_or("", |comment| &comment.value);
    if handover::has_controls(&text) || handover::has_controls(comment) {
        lost.add(entry, "control characters");
    }
}

fn takes(media: &Media) -> bool {
    is_on_the_web(media) && ENDINGS.contains(&handover::ending(&media.file).as_str())
}

fn images<'a>(content: &Content<'a>) -> impl Iterator<Item = &'a Media> + use<'a> {
    content.media.iter().filter(|media| takes(media))
}

/// Cuts placements, in order of time, into those of one moment.
fn moments<'e, 'a>(entries: &'e [Entry<'a>]) -> impl Iterator<Item = &'e [Entry<'a>]> {
    entries.chunk_by(|a, b| a.placement.instant == b.placement.instant)
}

fn share_a_category(moment: &[Entry<'_>]) -> bool {
    moment.windows(2).all(|pair| pair[0].category() == pair[1].category())
}

struct Requests<'e, 'a> {
    entries: &'e [Entry<'a>],
}

impl Serialize for Requests<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for moment in moments(self.entries) {
            if let Some(request) = Request::of(moment) {
                list.serialize_element(&request)?;
            }
        }
        list.end()
    }
}

/// The body of one request.
#[derive(Serialize)]
struct Request<'a> {
    r#type: &'static str,
    date: String,
    #[serde(rename = "shortLink")]
    short_link: bool,
    tags: Vec<Tag<'a>>,
    posts: Vec<PostData<'a>>,
}

/// A tag; Postiz attaches those that the workspace has.
#[derive(Serialize)]
struct Tag<'a> {
    value: &'a str,
    label: &'a str,
}

#[derive(Serialize)]
struct PostData<'a> {
    integration: Integration<'a>,
    group: String,
    value: Vec<Message<'a>>,
    settings: Settings<'a>,
}

#[derive(Serialize)]
struct Integration<'a> {
    id: &'a str,
}

/// The post, or a comment behind it.
#[derive(Serialize)]
struct Message<'a> {
    content: String,
    delay: u32,
    image: Vec<Image<'a>>,
}

#[derive(Serialize)]
struct Image<'a> {
    id: String,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    alt: Option<&'a str>,
}

/// What a network wants to know before a draft can be scheduled, as far as a plan can say it.
#[derive(Serialize)]
struct Settings<'a> {
    #[serde(rename = "__type")]
    network: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    who_can_reply_post: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    post_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
}

impl<'a> Request<'a> {
    fn of(moment: &[Entry<'a>]) -> Option<Self> {
        let instant: DateTime<Utc> = moment.first()?.placement.instant?;
        let category = moment[0].category();
        let tags = if share_a_category(moment) {
            vec![Tag { value: category, label: category }]
        } else {
            Vec::new()
        };
        Some(Self {
            r#type: "draft",
            date: instant.to_rfc3339_opts(SecondsFormat::Millis, true),
            short_link: false,
            tags,
            posts: moment.iter().filter_map(PostData::of).collect(),
        })
    }
}

impl<'a> PostData<'a> {
    fn of(entry: &Entry<'a>) -> Option<Self> {
        let (content, uid) = (entry.content(), entry.uid());
        let image = images(&content).enumerate().map(|(place, media)| Image {
            id: format!("{uid}-{}", place + 1),
            path: &media.file.value,
            alt: media.alt.as_ref().map(|alt| &*alt.value),
        });
        let mut value = vec![Message { content: html(&entry.text()), delay: 0, image: image.collect() }];
        let comment = content.first_comment.filter(|comment| !comment.trim().is_empty());
        value.extend(comment.map(|comment| Message { content: html(comment), delay: 0, image: Vec::new() }));
        let network = entry.channel().network.name;
        let title = content.title.filter(|_| WITH_TITLE.contains(&network));
        Some(Self {
            integration: Integration { id: id(entry)? },
            group: format!("{}-{uid}", file_name(&entry.chosen.slug)),
            value,
            settings: Settings {
                network,
                who_can_reply_post: (network == "x").then_some("everyone"),
                post_type: (network == "instagram").then_some("post"),
                title: title.map(|title| &*title.value),
            },
        })
    }
}

/// Writes a text as Postiz takes it to the letter: each line a paragraph, an empty line an empty one.
fn html(text: &str) -> String {
    let text = without_controls(text);
    let mut out = String::with_capacity(text.len() + 16);
    let lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    for line in lines.flat_map(|line| line.split('\r')) {
        out.push_str("<p>");
        for letter in line.chars() {
            match letter {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                letter => out.push(letter),
            }
        }
        out.push_str("</p>");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::html;

    #[test]
    fn each_line_is_a_paragraph_and_nothing_is_a_tag() {
        assert_eq!(
            html("1 <3 & <br>\n\nb\r\nc\rd"),
            "<p>1 &lt;3 &amp; &lt;br&gt;</p><p></p><p>b</p><p>c</p><p>d</p>"
        );
        assert_eq!(html(""), "<p></p>");
    }
}
