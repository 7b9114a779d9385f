//! Media: what lies where a plan says. Each path is looked at once, by metadata and then by the head of a plain file; nothing
//! outside of the repository is opened, addresses are not fetched, and a plan without media costs nothing.

use std::collections::HashMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::extends::{Beside, Bounds, is_outside, joined, reason};
use super::files::Found;
use super::probe::probe;
use crate::diag::closest;
use crate::model::{Format, MediaFacts, MediaFault, MediaFile, Medium, Post, is_address};

/// Paths from which on they are looked at side by side; starting threads takes longer than looking at a few.
const MANY: usize = 200;
/// Missing files for which a near name is looked for; where more are missing, no name was mistyped.
const SUGGESTIONS: usize = 100;

/// Looks at the media of all posts that count.
pub(super) fn look(posts: &[Post], beside: &Beside<'_>) -> MediaFacts {
    let counting = posts.iter().filter(|post| post.counts());
    let media = counting.flat_map(|post| {
        let variants = post.variants.iter().filter_map(|variant| variant.media.as_deref());
        post.media.iter().chain(variants.flatten())
    });
    let mut paths: Vec<&str> = media.map(|media| &*media.file.value).collect();
    let (false, Some(bounds)) = (paths.is_empty(), beside.bounds()) else { return MediaFacts::default() };
    paths.sort_unstable();
    paths.dedup();
    let one = |path: &&str| Some((Box::from(*path), look_at(path, beside, bounds)?));
    let mut known: Vec<(Box<str>, Medium)> = if paths.len() > MANY {
        paths.par_iter().filter_map(one).collect()
    } else {
        paths.iter().filter_map(one).collect()
    };
    suggest(&mut known, beside, bounds);
    MediaFacts::new(known)
}

/// Looks at one path; an address is left alone.
fn look_at(path: &str, beside: &Beside<'_>, bounds: &Bounds) -> Option<Medium> {
    if is_address(path) {
        return None;
    }
    Some(find(path, beside, bounds).map_or_else(Medium::Fault, Medium::File))
}

fn find(path: &str, beside: &Beside<'_>, bounds: &Bounds) -> Result<MediaFile, MediaFault> {
    // The same on every system, so that a plan means the same wherever it is checked.
    if is_absolute(path) {
        return Err(MediaFault::Absolute);
    }
    if path.contains('\\') {
        return Err(MediaFault::Backslashes);
    }
    let outside = || MediaFault::Outside { repository: bounds.repository };
    let whole = joined(&bounds.folder, Path::new(path));
    if !bounds.hold(&whole) {
        return Err(outside());
    }
    let fault = |error: &io::Error| match error.kind() {
        _ if is_outside(error) => outside(),
        ErrorKind::NotFound | ErrorKind::NotADirectory => MediaFault::NotThere { near: None },
        _ => MediaFault::Unreadable(reason(error).into()),
    };
    let real = beside.follow(&whole).map_err(|error| fault(&error))?;
    let bytes = match beside.files().look(&real).map_err(|error| fault(&error))? {
        Found::Other(what) => return Err(MediaFault::NoFile(what)),
        Found::File(0) => return Err(MediaFault::Empty),
        Found::File(bytes) => bytes,
    };
    let probed = beside.files().open(&real).and_then(|mut file| probe(&mut *file, bytes));
    probed.map_err(|error| fault(&error))
}

/// Returns whether a path begins at the root of a disk, on this system or another.
fn is_absolute(path: &str) -> bool {
    let bytes = path.as_bytes();
    let has_drive = bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':';
    path.starts_with(['/', '\\']) || (has_drive && matches!(bytes[2], b'/' | b'\\'))
}

/// Names the file that each missing one was perhaps meant to be.
fn suggest(known: &mut [(Box<str>, Medium)], beside: &Beside<'_>, bounds: &Bounds) {
    let mut folders: HashMap<PathBuf, Vec<String>> = HashMap::new();
    let missing = known.iter_mut().filter_map(|(path, medium)| match medium {
        Medium::Fault(MediaFault::NotThere { near }) => Some((path, near)),
        Medium::Fault(_) | Medium::File(_) | Medium::Unseen => None,
    });
    for (path, near) in missing.take(SUGGESTIONS) {
        let name = path.rsplit('/').next().unwrap_or_default();
        let before = &path[..path.len() - name.len()];
        let folder = joined(&bounds.folder, Path::new(before));
        let names = folders.entry(folder).or_insert_with_key(|folder| {
            let listed = beside.follow(folder).and_then(|real| beside.files().names(&real));
            let mut names = listed.unwrap_or_default();
            names.retain(|name| Format::of_name(name).is_some_and(|format| format.kind.is_some()));
            names.sort_unstable();
            names
        });
        *near = near_name(name, names).map(|name| format!("{before}{name}").into());
    }
}

/// Finds the name that differs in capitals alone, else in its ending, else in a few letters.
pub(super) fn near_name<'a>(name: &str, names: &'a [String]) -> Option<&'a str> {
    let stem = |name: &str| name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    let (folded, own) = (name.to_lowercase(), stem(name));
    let others = || names.iter().map(String::as_str).filter(|other| *other != name);
    others()
        .find(|other| other.to_lowercase() == folded)
        .or_else(|| others().find(|other| stem(other) == own))
        .or_else(|| closest(name, others()))
}
