//! From the paths of the command line to plan files.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use content_plan::read::{Disk, Files as _, Input, holds_plan, read_stream};

use super::output::complain;

/// What standard input is called in messages.
pub(super) const STDIN: &str = "<stdin>";

/// Files to read, and whether every path could be followed.
#[derive(Debug)]
pub(crate) struct Inputs {
    /// The files, each once.
    pub(crate) inputs: Vec<Input>,
    /// Whether a path could not be followed; what and why was said.
    pub(crate) incomplete: bool,
}

/// Follows paths: files as they are, folders with their subfolders; none stand for `plans/`, else `plan.toml`.
pub(crate) fn inputs(paths: &[PathBuf]) -> anyhow::Result<Inputs> {
    let fallback;
    let paths = if paths.is_empty() {
        fallback = [usual()?];
        &fallback
    } else {
        paths
    };
    let mut found = Inputs { inputs: Vec::new(), incomplete: false };
    let mut seen = HashSet::new();
    for path in paths {
        if path == Path::new("-") {
            if seen.insert(PathBuf::from(STDIN)) {
                let bytes = read_stream(std::io::stdin().lock()).context("cannot read standard input")?;
                found.inputs.push(Input::bytes(STDIN, bytes));
            }
        } else if path.is_dir() {
            let files = walk(path, &mut found.incomplete);
            if files.is_empty() && !found.incomplete {
                complain(&format!("no plan in {}: `plan init` writes one to start from", path.display()));
                found.incomplete = true;
            }
            for file in files {
                if seen.insert(real(&file)) {
                    found.inputs.push(Input::file(file));
                }
            }
        } else if seen.insert(real(path)) {
            found.inputs.push(Input::file(path));
        }
    }
    Ok(found)
}

/// Returns the path without links, by which the same file is known again.
pub(super) fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

fn usual() -> anyhow::Result<PathBuf> {
    let usual = ["plans", "plan.toml"].map(PathBuf::from);
    let found = usual.into_iter().find(|path| path.exists());
    found.context("there is neither plans/ nor plan.toml here: name a file, or let `plan init` write a plan")
}

/// Lists the plans of a folder and its subfolders, by path. Hidden files are left out, and what `.gitignore` files of the
/// repository name, or of the folder where there is none; nothing else, so that every machine finds the same.
fn walk(folder: &Path, incomplete: &mut bool) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut links = Vec::new();
    let mut builder = ignore::WalkBuilder::new(folder);
    let in_repository = repository(folder).is_some();
    builder.ignore(false).git_global(false).git_exclude(false);
    // In a repository, its root is where looking upwards ends; elsewhere, the folder is.
    builder.require_git(in_repository).parents(in_repository);
    for entry in builder.build() {
        match entry {
            Ok(entry) => {
                let is_toml =
                    entry.path().extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
                // A pipe would never end, and a link to a folder is no file.
                if is_toml && may_be_read(&entry) {
                    let list = if entry.path_is_symlink() { &mut links } else { &mut files };
                    list.push(entry.into_path());
                }
            }
            Err(error) => {
                let place = place(&error).unwrap_or(folder).display().to_string();
                let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                complain(&format!("cannot read {place}: {reason}"));
                *incomplete = true;
            }
        }
    }
    // A file goes by its own name, not by that of a link to it.
    let known: HashSet<PathBuf> = files.iter().map(|file| real(file)).collect();
    files.extend(links.into_iter().filter(|link| !known.contains(&real(link))));
    files.retain(|file| match Disk.read(file) {
        Ok(bytes) => holds_plan(&bytes),
        // Whoever reads it says why it cannot be read.
        Err(_) => true,
    });
    files.sort();
    files
}

/// Finds the root of the repository that holds a path: the nearest folder above with a `.git`.
pub(super) fn repository(path: &Path) -> Option<PathBuf> {
    let real = path.canonicalize().ok()?;
    real.ancestors().find(|above| above.join(".git").exists()).map(Path::to_path_buf)
}

/// Returns whether an entry of a folder is a file or a link to one; also a link that leads nowhere, which is said when it is read.
fn may_be_read(entry: &ignore::DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| {
        kind.is_file()
            || (kind.is_symlink() && entry.path().metadata().map_or(true, |target| target.is_file()))
    })
}

/// Returns the path that a walk stumbled over.
fn place(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place(err),
        _ => None,
    }
}
