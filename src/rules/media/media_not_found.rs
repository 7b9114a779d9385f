//! `media-not-found`: a file is not where the plan says.

use serde_json::json;

use super::{is_out, shown};
use crate::diag::{Edit, Fix};
use crate::model::{MediaFault, Medium};
use crate::rules::prelude::*;
use crate::text::{is_override, visible};

declare_rule! {
    /// A file that a post shows is not where the plan says, or cannot be read.
    ///
    /// Paths start from the folder of the plan file and are written with `/`. They may not leave the repository (the nearest
    /// folder above that holds `.git`, else the plan's own folder), links included. Addresses that begin with `https://` or
    /// `http://` are not fetched. Nothing is said of posts that are out: their files may be gone.
    ///
    /// ## Why it matters
    /// A picture that was renamed, or that lies on one person's disk alone, is missed when the post is to go out.
    ///
    /// Source: the house.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// media = [{ file = "media/square.jpg", alt = "The counter, seen from the door" }]
    /// ```
    /// ## Use instead
    /// ```toml good
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// media = [{ file = "media/square.png", alt = "The counter, seen from the door" }]
    /// ```
    /// ## Data
    /// `file`: the path as written. `fault`: "not there", "outside", "absolute", "backslashes", "no file", "unreadable" or
    /// "empty".
    pub struct MediaNotFound { name: "media-not-found", group: Media, level: Error, scope: Post, since: "0.1.0" }
}

impl Rule for MediaNotFound {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for (id, post, media) in cx.media().filter(|(_, post, _)| !is_out(post)) {
            let Medium::Fault(fault) = cx.medium(media) else { continue };
            let (message, help) = describe(&shown(media), fault);
            let finding = out.report(media.file.span, message).help(help);
            let cure = match fault {
                MediaFault::NotThere { near } => near.as_deref().map(str::to_owned),
                MediaFault::Backslashes => Some(media.file.replace('\\', "/")),
                MediaFault::Outside { .. }
                | MediaFault::Absolute
                | MediaFault::NoFile(_)
                | MediaFault::Unreadable(_)
                | MediaFault::Empty => None,
            };
            // What needs no escape is plain in quotes.
            if let Some(path) = cure.filter(|path| path.chars().all(is_plain)) {
                let edits = vec![Edit { span: media.file.span, text: format!("\"{path}\"") }];
                finding.fix(Fix { title: format!("write `{path}`"), edits });
            }
            finding.post_or_series(id, post);
            finding.data(json!({ "file": &*media.file.value, "fault": fault.word() }));
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}

/// Says what is wrong with a file, and the next step.
fn describe(file: &str, fault: &MediaFault) -> (String, String) {
    let from = "paths start from the folder of the plan file";
    match fault {
        MediaFault::NotThere { near: Some(near) } => {
            (format!("{file} is not there"), format!("did you mean `{}`?", visible(near)))
        }
        MediaFault::NotThere { near: None } => {
            (format!("{file} is not there"), format!("put the file there, or correct the path; {from}"))
        }
        MediaFault::Outside { repository } => {
            let place = if *repository { "the repository" } else { "the plan's folder" };
            (
                format!("{file} lies outside of {place}, which a plan may not leave"),
                format!("copy the file into {place}"),
            )
        }
        MediaFault::Absolute => (
            format!("{file} begins at the root of a disk, which others do not have"),
            format!("write where it lies beside the plan, such as `media/podil.jpg`; {from}"),
        ),
        MediaFault::Backslashes => (
            format!("{file} has backslashes, which separate folders on Windows alone"),
            "write `/` between folders".to_owned(),
        ),
        MediaFault::NoFile(what) => {
            (format!("{file} is {what}, not a file"), format!("name the file itself; {from}"))
        }
        MediaFault::Unreadable(reason) => (
            format!("{file} cannot be read: {reason}"),
            format!("correct the path, or who may read it; {from}"),
        ),
        MediaFault::Empty => (format!("{file} is empty"), "save the file again".to_owned()),
    }
}

/// Returns whether a letter stands for itself between quotes.
fn is_plain(letter: char) -> bool {
    !letter.is_control() && !is_override(letter) && !matches!(letter, '"' | '\\')
}
