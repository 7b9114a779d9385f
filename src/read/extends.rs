//! Files that a plan names: settings that it extends, banks of ideas that it draws from.

use std::io::ErrorKind::NotFound;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::files::{Files, Found};
use super::media::near_name;
use super::parse::parse;
use super::tree::{Node, Part, Table};
use super::values::{Reading, list};
use crate::diag::{Fault, Problem};
use crate::model::Name;
use crate::text::{FileId, Source, Sources, Span};

/// Most files that one plan may extend, directly or not; far beyond any use.
const MOST: usize = 100;

/// Where files may lie: the repository of the plan, else its own folder.
pub(super) struct Beside<'a> {
    sources: &'a Sources,
    files: &'a dyn Files,
    /// The plan's own folder and the one that no path may leave, links followed; `None` where the plan is no file of a disk.
    bounds: Option<Bounds>,
}

/// Folders, links followed.
pub(super) struct Bounds {
    /// The plan's own.
    pub(super) folder: PathBuf,
    /// The one that no path may leave.
    root: PathBuf,
    /// Whether that is a repository.
    pub(super) repository: bool,
}

impl Bounds {
    /// Returns whether a path lies inside.
    pub(super) fn hold(&self, path: &Path) -> bool {
        path.starts_with(&self.root)
    }

    /// Returns the name of the folder that no path may leave; empty for the root of a disk.
    fn name(&self) -> String {
        self.root.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }
}

/// A file that the plan names, opened.
pub(super) struct Opened {
    pub(super) file: FileId,
    pub(super) source: Arc<Source>,
    pub(super) path: PathBuf,
}

impl<'a> Beside<'a> {
    /// Finds the bounds for a plan: the nearest folder above it with a `.git`, else its own.
    pub(super) fn new(sources: &'a Sources, files: &'a dyn Files, plan: &Path) -> Self {
        let bounds = files.canonical(folder(plan)).ok().map(|folder| {
            let repository = folder.ancestors().find(|above| files.exists(&above.join(".git")));
            let root = repository.unwrap_or(&folder).to_path_buf();
            Bounds { repository: repository.is_some(), folder, root }
        });
        Self { sources, files, bounds }
    }

    /// Returns where files are read from.
    pub(super) fn files(&self) -> &'a dyn Files {
        self.files
    }

    /// Returns the bounds, where the plan is a file of a disk.
    pub(super) fn bounds(&self) -> Option<&Bounds> {
        self.bounds.as_ref()
    }

    /// Follows the links of a path; [`Outside`] where it leaves the bounds.
    pub(super) fn follow(&self, path: &Path) -> std::io::Result<PathBuf> {
        let real = self.files.canonical(path)?;
        let holds = self.bounds.as_ref().is_none_or(|bounds| bounds.hold(&real));
        if holds { Ok(real) } else { Err(std::io::Error::other(Outside)) }
    }

    /// Finds the TOML file beside a missing one that it was perhaps meant to be, as the plan would write it.
    fn near_file(&self, missing: &Path, written: &str, from: &Path) -> Option<String> {
        let name = written.rsplit('/').next()?;
        let folder = self.follow(folder(missing)).ok()?;
        let mut names = self.files.names(&folder).ok()?;
        names.retain(|name| {
            let is_plain = !name.chars().any(|letter| letter.is_control() || matches!(letter, '"' | '\\'));
            let is_own = from.file_name().is_some_and(|own| own == name.as_str());
            let is_toml =
                Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
            is_plain && is_toml && !is_own
        });
        names.sort_unstable();
        let near = near_name(name, &names)?;
        Some(format!("{}{near}", &written[..written.len() - name.len()]))
    }

    /// Opens a file that `from` names; says so where that cannot be done.
    pub(super) fn open(
        &self,
        name: &Name,
        from: &Path,
        chain: &[PathBuf],
        reading: &mut Reading,
    ) -> Option<Opened> {
        let path = joined(folder(from), Path::new(&*name.value));
        let shown = shown(&path);
        let chain_help = |help: &str| match chain {
            [] | [_] => help.to_owned(),
            _ => format!("{help} (the chain is {})", chain_of(chain, None)),
        };
        let bytes = self.follow(&path).and_then(|_| match self.files.look(&path)? {
            Found::File(_) => self.files.read(&path),
            Found::Other(what) => Err(std::io::Error::other(format!("it is {what}, and no file"))),
        });
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(error) if is_outside(&error) => {
                let root = self.bounds.as_ref().map(Bounds::name).filter(|root| !root.is_empty());
                let root = root.map_or_else(String::new, |root| format!(" `{root}`"));
                let message = format!("`{name}` lies outside the folder{root}, which a plan may not leave");
                reading.bad_value(name.span, message, chain_help("copy the file into the repository"));
                return None;
            }
            Err(error) => {
                let message = format!("cannot read `{shown}`: {}", reason(&error));
                let problem = Problem::new(Fault::BadValue, name.span, message);
                reading.problem(
                    match self.near_file(&path, name, from).filter(|_| error.kind() == NotFound) {
                        Some(near) => problem
                            .help(format!("did you mean `{near}`?"))
                            .fix(format!("write `{near}`"), format!("\"{near}\"")),
                        None => problem.help(chain_help("the path is relative to the file that names it")),
                    },
                );
                return None;
            }
        };
        let Ok(text) = String::from_utf8(bytes) else {
            reading.bad_value(name.span, format!("`{shown}` is not UTF-8 text"), "save it as UTF-8");
            return None;
        };
        let file = self.sources.add_shared(shown, text).ok()?;
        Some(Opened { file, source: self.sources.get(file), path })
    }

    /// Merges the settings that a table extends into it, nearest first.
    pub(super) fn extend(&self, table: &mut Table<'_>, path: &Path, reading: &mut Reading) {
        let mut chain = vec![joined(Path::new(""), path)];
        let mut budget = MOST;
        self.extend_along(table, path, &mut chain, &mut budget, reading);
    }

    fn extend_along(
        &self,
        table: &mut Table<'_>,
        path: &Path,
        chain: &mut Vec<PathBuf>,
        budget: &mut usize,
        reading: &mut Reading,
    ) {
        let Some(extends) = table.take("extends") else { return };
        for name in paths("extends", extends.node, reading) {
            if *budget == 0 {
                let message = format!("more than {MOST} files are extended");
                reading.bad_value(name.span, message, "extend fewer files");
                return;
            }
            *budget -= 1;
            let next = joined(folder(path), Path::new(&*name.value));
            if chain.contains(&next) {
                let message = format!("`extends` goes in a circle: {}", chain_of(chain, Some(&next)));
                reading.bad_value(name.span, message, "drop one of these `extends`");
                continue;
            }
            let Some(opened) = self.open(&name, path, chain, reading) else {
                reading.unread_settings = true;
                continue;
            };
            let mut base = parse_file(&opened.source, opened.file, reading);
            reading.strange_roots(&mut base, opened.file, opened.source.text());
            Self::only_settings(&mut base, name.span, &opened, reading);
            chain.push(next);
            self.extend_along(&mut base, &opened.path, chain, budget, reading);
            chain.pop();
            table.inherit(base);
        }
    }

    /// Leaves only what a plan may take from a file that it extends.
    fn only_settings(base: &mut Table<'static>, span: Span, opened: &Opened, reading: &mut Reading) {
        for key in ["plan", "post"] {
            if base.take(key).is_some() {
                let message = format!(
                    "`{}` holds `{key}`, but only settings are taken from a file",
                    opened.source.path()
                );
                let problem = Problem::new(Fault::BadValue, span, message);
                reading.problem(problem.help("move the settings to a file of their own, and extend that"));
            }
        }
    }
}

/// Marks a path that leaves the folder it must stay in.
#[derive(Debug)]
struct Outside;

impl std::fmt::Display for Outside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("outside the repository")
    }
}

impl std::error::Error for Outside {}

/// Returns whether a path was not followed since it leaves the bounds.
pub(super) fn is_outside(error: &std::io::Error) -> bool {
    matches!(error.get_ref(), Some(inner) if inner.is::<Outside>())
}

/// Reads a file into a tree that owns its texts.
pub(super) fn parse_file(source: &Source, file: FileId, reading: &mut Reading) -> Table<'static> {
    let part = Part { file, text: source.text(), origins: &[(0, 0)] };
    let before = reading.problems.len();
    let mut problems = Vec::new();
    let table = parse(part, &mut problems);
    for problem in problems {
        reading.problem(problem);
    }
    reading.whole &= reading.problems.len() == before;
    table.into_owned()
}

/// Reads one path or a list of them.
pub(super) fn paths(key: &str, node: Node<'_>, reading: &mut Reading) -> Vec<Name> {
    let nodes = list(node);
    nodes.into_iter().filter_map(|node| reading.name(key, node)).collect()
}

/// Returns the folder of a file.
fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Joins a path to a folder and takes `.` and `..` out where that is plain.
pub(super) fn joined(folder: &Path, path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in folder.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

/// Writes a path as it is shown: with forward slashes.
pub(super) fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn chain_of(chain: &[PathBuf], next: Option<&PathBuf>) -> String {
    chain.iter().chain(next).map(|path| shown(path)).collect::<Vec<_>>().join(" → ")
}

/// Says why a file cannot be read, without the number that the system adds.
pub(super) fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}
