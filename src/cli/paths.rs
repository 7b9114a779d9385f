//! From the paths of the command line to plan files.

use std::collections::HashSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use content_plan::read::Input;

use super::output::complain;

/// What standard input is called in messages.
const STDIN: &str = "<stdin>";

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
                let mut bytes = Vec::new();
                std::io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
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

/// Lists the plans of a folder and its subfolders, by path; hidden and ignored files are left out.
fn walk(folder: &Path, incomplete: &mut bool) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in ignore::WalkBuilder::new(folder).require_git(false).build() {
        match entry {
            Ok(entry) => {
                let is_toml = entry.path().extension().is_some_and(|ending| ending == "toml");
                // A pipe would never end, and a link to a folder is no file.
                if is_toml && may_be_read(&entry) {
                    files.push(entry.into_path());
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
    files.retain(|file| match std::fs::read(file) {
        Ok(bytes) => holds_plan(&bytes),
        // Whoever reads it says why it cannot be read.
        Err(_) => true,
    });
    files.sort();
    files
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

/// Returns whether a TOML file holds posts, ideas or a plan at its top level; also one that is broken or in another encoding.
fn holds_plan(bytes: &[u8]) -> bool {
    // Of UTF-16 text, the letters of the keys are every other byte.
    let is_wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let narrow: Vec<u8>;
    let bytes = if is_wide {
        narrow = bytes[2..].iter().copied().filter(|&byte| byte != 0).collect();
        &narrow
    } else {
        bytes
    };
    let mut at_top = true;
    String::from_utf8_lossy(bytes).lines().any(|line| {
        let line = line.trim_start_matches('\u{feff}').trim_start();
        let is_header = line.starts_with('[');
        let key = line.trim_start_matches('[').trim_start().trim_start_matches(['"', '\'']);
        let named = ["plan", "post", "idea"].iter().find_map(|name| key.strip_prefix(name));
        // Behind the first header a bare key belongs to that header's table.
        let counts = is_header || at_top;
        at_top &= !is_header;
        let rest = named.map(|rest| rest.trim_start_matches(['"', '\'']).trim_start());
        rest.is_some_and(|rest| counts && rest.starts_with([']', '.', '=']))
    })
}
