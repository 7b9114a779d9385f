//! From TOML to a plan, going on after every mistake.
//!
//! A text is cut into pieces (`pieces`), each parsed into a tree with places (`parse`, `tree`), going on behind mistakes
//! (`mend`), which are put in words (`slips`, `scan`, `patch`); settings first, with
//! those of the files that the plan extends (`extends`, `settings`); then posts, side by side in a long plan
//! (`posts`); then what makes posts (`bank`, `expand`); then the files that posts show (`media`, `probe`).

mod bank;
mod cadence;
mod channels;
mod custom;
mod expand;
mod extends;
mod files;
mod header;
mod keys;
mod known;
mod links;
mod media;
mod mend;
mod names;
mod parse;
mod patch;
mod pieces;
mod posts;
mod probe;
mod recurrence;
mod roster;
pub(crate) mod scan;
mod settings;
mod slips;
mod sniff;
mod tree;
mod values;

use std::hash::{BuildHasher as _, RandomState};
use std::path::Path;

use rayon::prelude::*;

pub use files::{Disk, Failure, Files, Found, Input, Partly, read_stream};
pub use known::known_keys;
pub use sniff::{holds_plan, holds_settings};

use bank::SeriesRead;
use extends::{Beside, shown};
use header::Header;
use names::Lookup;
use pieces::Piece;
use posts::Words;
use settings::Settings;
use tree::{Part, Table};
use values::Reading;

use crate::diag::{Fault, FileKind, Problem};
use crate::model::{Duty, Name, Period, Plan, Post, Turn};
use crate::text::{FileId, Source, Sources, Span};

/// Reads a file with all that it extends.
///
/// # Errors
///
/// [`Failure`] where the file itself cannot be read; what is wrong inside it is in [`Plan::problems`].
pub fn read(sources: &Sources, files: &dyn Files, input: Input) -> Result<Plan, Failure> {
    let fail = |error| Failure { path: input.path.clone(), error };
    let bytes = match input.bytes {
        Some(bytes) => bytes,
        None => files.read(&input.path).map_err(fail)?,
    };
    let (text, not_text) = decode(bytes);
    let path = shown(&input.path);
    let file = sources.add_shared(path, text).map_err(|error| fail(std::io::Error::other(error)))?;
    let source = sources.get(file);
    let mut reading = Reading::new();
    if let Some((at, message, help)) = not_text {
        let at = at.min(source.text().len());
        reading.problem(Problem::new(Fault::Syntax, Span::new(file, at..at), message).help(help));
        return Ok(assemble(
            file,
            Document::default(),
            &Beside::new(sources, files, &input.path),
            &input.path,
            reading,
        ));
    }
    let beside = Beside::new(sources, files, &input.path);
    let document = Document::read(file, &source, &mut reading);
    Ok(assemble(file, document, &beside, &input.path, reading))
}

/// Makes text of bytes; where they are none, keeps what is text before, and says what is wrong there.
fn decode(bytes: Vec<u8>) -> (String, Option<(usize, &'static str, &'static str)>) {
    match String::from_utf8(bytes) {
        Ok(text) => match memchr::memchr(0, text.as_bytes()) {
            Some(nul) => (
                text,
                Some((
                    nul,
                    "a NUL byte: this is no text file",
                    "a plan is TOML text in UTF-8; name such a file",
                )),
            ),
            None => (text, None),
        },
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
            let binary = memchr::memchr(0, &bytes).is_some();
            let (message, help) = if wide {
                ("the file is UTF-16, not UTF-8", "save it again as UTF-8")
            } else if binary {
                ("not text: bytes that no UTF-8 has", "a plan is TOML text in UTF-8; name such a file")
            } else {
                ("not UTF-8 from here on", "save the file again as UTF-8; it may be Windows-1251")
            };
            (String::from_utf8_lossy(&bytes[..valid]).into_owned(), Some((valid, message, help)))
        }
    }
}

/// A file as a tree; the posts of a long plan wait outside of it.
#[derive(Default)]
struct Document<'i> {
    text: &'i str,
    root: Table<'i>,
    /// Parts of the text that hold nothing but posts.
    posts: Vec<Piece>,
}

impl<'i> Document<'i> {
    fn read(file: FileId, source: &'i Source, reading: &mut Reading) -> Self {
        let text = source.text();
        let (posts, mixed): (Vec<_>, Vec<_>) =
            pieces::pieces(text).into_iter().partition(|piece| piece.posts_only);
        let mut problems = Vec::new();
        let root = match mixed.as_slice() {
            [] => Table::default(),
            [piece] => {
                let origins = [(0, piece.range.start)];
                parse::parse(
                    Part { file, text: &text[piece.range.clone()], origins: &origins },
                    &mut problems,
                )
            }
            several => {
                // Settings stand behind posts too: all that is not posts alone is one text, as though those were
                // not there.
                let joined: String = several.iter().map(|piece| &text[piece.range.clone()]).collect();
                let origins: Vec<(usize, usize)> = several
                    .iter()
                    .scan(0, |at, piece| {
                        let here = *at;
                        *at += piece.range.len();
                        Some((here, piece.range.start))
                    })
                    .collect();
                parse::parse(Part { file, text: &joined, origins: &origins }, &mut problems).into_owned()
            }
        };
        if !problems.is_empty() && text.trim_start().starts_with(['{', '<']) {
            let problem =
                Problem::new(Fault::Syntax, Span::new(file, 0..0), "this is JSON, XML or the like, not TOML");
            problems = vec![problem.help("`plan init` writes a plan to start from")];
        }
        for problem in problems {
            reading.problem(problem);
        }
        Self { text, root, posts }
    }

    /// Tells what the file is by what it holds.
    fn kind(&self) -> FileKind {
        let holds = |keys: &[&str]| self.root.entries.iter().any(|entry| keys.contains(&&*entry.key.value));
        if !self.posts.is_empty() || holds(&["plan", "post"]) {
            FileKind::Plan
        } else if holds(&["idea"]) {
            FileKind::Ideas
        } else {
            FileKind::Settings
        }
    }

    /// Returns whether the file says nothing: blank lines and remarks at most.
    fn is_empty(&self) -> bool {
        let lines = self.text.trim_start_matches('\u{feff}').lines().map(str::trim);
        self.root.entries.is_empty()
            && self.posts.is_empty()
            && lines.clone().all(|line| line.is_empty() || line.starts_with('#'))
    }
}

/// Makes a plan of a document: settings, banks, posts, series.
fn assemble(
    file: FileId,
    mut document: Document<'_>,
    beside: &Beside<'_>,
    path: &Path,
    mut reading: Reading,
) -> Plan {
    let reading = &mut reading;
    reading.strange_roots(&mut document.root, file, document.text);
    let kind = document.kind();
    let is_plan = kind == FileKind::Plan;
    let top = Span::new(file, 0..0);
    if document.is_empty() && reading.problems.is_empty() {
        let problem = Problem::new(Fault::MissingKey, top, "the file is empty");
        reading.problem(problem.help("`plan init` writes a plan to start from"));
    }
    beside.extend(&mut document.root, path, reading);
    let mut root = std::mem::take(&mut document.root);
    let plan_node = root.take("plan").map(|entry| entry.node);
    let fallback = plan_node.as_ref().map_or(top, |node| node.span);
    let header = Header::read(plan_node, reading);
    let open = !is_plan || reading.unread_settings;
    let (mut settings, mut names) = Settings::read(&mut root, fallback, open, reading);

    if header.unread_zone {
        settings.channels.iter_mut().for_each(|channel| channel.timezone = None);
    }
    let words = Words { names: &names, kinds: &settings.kinds };
    let met = reading.problems.len();
    let (ideas, banks) =
        bank::read_ideas(&mut root, header.ideas.clone(), file, path, beside, &words, reading);
    let bank_whole = reading.problems[met..].iter().all(|problem| problem.fault == Fault::UnknownKey);
    if !ideas.is_empty() || !banks.is_empty() {
        let ids = ideas.iter().map(|idea| idea.id.as_ref().map_or("", |id| &id.value));
        let open = !is_plan || reading.unread_bank || ideas.iter().any(|idea| idea.id.is_none());
        names.ideas = Lookup::new("idea", "add it to the bank", ids, open);
    }

    let words = Words { names: &names, kinds: &settings.kinds };
    let mut posts = read_posts(&mut root, &document, file, &words, reading);
    let earliest = posts.iter().map(|post| post.at.date).min();
    let first_post = posts.first().map_or(fallback, |post| post.span);
    let (start, end) = header.period(header.span.unwrap_or(first_post), earliest, is_plan, reading);
    let period_known = header.knows_period();

    let tables = |key: &str, root: &mut Table<'_>, reading: &mut Reading| -> Vec<(Table<'static>, Span)> {
        let entry = root.take(key);
        let tables = entry.map(|entry| reading.tables(key, entry.node)).unwrap_or_default();
        tables.into_iter().map(|(table, span)| (table.into_owned(), span)).collect()
    };
    let series: Vec<SeriesRead> = tables("series", &mut root, reading)
        .into_iter()
        .filter_map(|(table, span)| bank::read_series(table, span, &words, reading))
        .collect();
    let met = reading.problems.len();
    let period = Period { from: start.value, to: end.value };
    let (duties, turns): (Vec<Duty>, Vec<Turn>) = reading.minor(|reading| {
        let duties = tables("duty", &mut root, reading).into_iter();
        let duties: Vec<Duty> =
            duties.filter_map(|(table, span)| bank::read_duty(table, span, &names, reading)).collect();
        let turns = expand::turns(&duties, period, reading);
        (duties, turns)
    });
    let duties_whole = reading.problems[met..].iter().all(|problem| problem.fault == Fault::UnknownKey);

    duplicates("post", posts.iter().map(|post| post.id.as_ref()), reading);
    duplicates("series", series.iter().map(|series| series.series.id.as_ref()), reading);
    duplicates("idea", ideas.iter().map(|idea| idea.id.as_ref()), reading);
    duplicates("duty", duties.iter().map(|duty| duty.id.as_ref()), reading);
    let series = expand::expand(series, period, &mut posts, reading);
    let media = media::look(&posts, beside);
    let Settings { mix, cadence, channels, people, partners, campaigns, kinds, own_domains, tables, levels } =
        settings;
    Plan {
        file,
        kind,
        whole: reading.whole,
        span: header.span,
        title: header.title,
        start,
        end,
        period_known,
        timezone: header.timezone,
        language: header.language,
        mix,
        cadence,
        channels,
        people,
        partners,
        campaigns,
        kinds,
        own_domains,
        tables,
        levels,
        posts,
        media,
        series,
        ideas,
        banks,
        bank_whole,
        duties,
        duties_whole,
        turns,
        problems: std::mem::take(&mut reading.problems),
    }
}

/// Reads the posts, those of a long plan side by side; in the order of the file.
fn read_posts(
    root: &mut Table<'_>,
    document: &Document<'_>,
    file: FileId,
    words: &Words<'_>,
    reading: &mut Reading,
) -> Vec<Post> {
    let mut posts = Vec::new();
    let inline = root.take("post");
    if let (Some(entry), [first, ..]) = (&inline, document.posts.as_slice())
        && !matches!(entry.node.value, tree::Value::Array(_))
    {
        let start = first.range.start;
        let span = Span::new(file, start..start + 1);
        let problem = Problem::new(Fault::Syntax, span, "`post` is written twice, once as no list of tables");
        reading.problem(
            problem.related(entry.key.span, "the other stands here").help("write each as `[[post]]`"),
        );
    }
    if let Some(entry) = inline {
        for (table, span) in reading.tables("post", entry.node) {
            posts.extend(posts::read_post(table, span, words, reading));
        }
    }
    if document.posts.is_empty() {
        // Asking for the number of threads starts them.
        sort_by_place(&mut posts);
        return posts;
    }
    posts.reserve_exact(document.posts.iter().map(|piece| piece.posts).sum());
    // In batches, so that no more than a few pieces' posts wait beside the list.
    for batch in document.posts.chunks(rayon::current_num_threads() * 4) {
        let read: Vec<(Vec<Post>, Reading)> =
            batch.par_iter().map(|piece| read_piece(document.text, piece, file, words)).collect();
        for (more, other) in read {
            posts.extend(more);
            reading.whole &= other.whole;
            reading.problems.extend(other.problems);
        }
    }
    sort_by_place(&mut posts);
    posts
}

fn sort_by_place(posts: &mut [Post]) {
    if !posts.is_sorted_by_key(|post| post.span.start) {
        posts.sort_by_key(|post| post.span.start);
    }
}

/// Reads a piece that holds nothing but posts.
fn read_piece(text: &str, piece: &Piece, file: FileId, words: &Words<'_>) -> (Vec<Post>, Reading) {
    let mut reading = Reading::new();
    let origins = [(0, piece.range.start)];
    let mut problems = Vec::new();
    let part = Part { file, text: &text[piece.range.clone()], origins: &origins };
    let mut root = parse::parse(part, &mut problems);
    for problem in problems {
        reading.problem(problem);
    }
    let mut posts = Vec::with_capacity(piece.posts);
    if let Some(entry) = root.take("post") {
        for (table, span) in reading.tables("post", entry.node) {
            posts.extend(posts::read_post(table, span, words, &mut reading));
        }
    }
    (posts, reading)
}

/// Says where an id is taken already.
fn duplicates<'a>(what: &str, ids: impl Iterator<Item = Option<&'a Name>>, reading: &mut Reading) {
    // Sorted by hash rather than held in a table: a million ids are walked over in order.
    let hasher = RandomState::new();
    let mut hashed: Vec<(u64, u32, &Name)> =
        ids.flatten().map(|id| (hasher.hash_one(&id.value), id.span.start, id)).collect();
    hashed.sort_unstable_by_key(|&(hash, start, _)| (hash, start));
    let mut found: Vec<(&Name, Span)> = Vec::new();
    for same in hashed.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
        for (index, (_, _, id)) in same.iter().enumerate() {
            if let Some((_, _, first)) = same[..index].iter().find(|(_, _, first)| first.value == id.value) {
                found.push((id, first.span));
            }
        }
    }
    found.sort_by_key(|(id, _)| (id.span.file, id.span.start));
    for (id, first) in found {
        let message = format!("the id `{}` is taken by another {what}", crate::diag::shortened(&id.value));
        let problem = Problem::new(Fault::DuplicateId, id.span, message);
        reading.problem(problem.related(first, "first used here").help("give it an id of its own"));
    }
}
