//! The texts that are open in the editor: they count instead of what lies on the disk.

use std::collections::BTreeMap;
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;

use super::address::path_of;
use crate::read::{Disk, Files, Found, Partly};

/// An open text.
#[derive(Debug)]
pub(super) struct Buffer {
    /// Its address, as the editor writes it.
    pub(super) uri: Uri,
    /// Its path, as the address says.
    pub(super) path: PathBuf,
    /// The editor's number of its state.
    pub(super) version: i32,
    /// The text, as typed.
    pub(super) text: String,
}

/// The open texts, by their real paths.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    open: BTreeMap<PathBuf, Buffer>,
}

/// Returns the path without links, by which the same file is known again; a file that is not there yet goes by its folder.
pub(super) fn real(path: &Path) -> PathBuf {
    let beside = || Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?));
    path.canonicalize().ok().or_else(beside).unwrap_or_else(|| path.to_path_buf())
}

impl Buffers {
    /// Takes up a text, or its next state; returns its real path.
    pub(super) fn open(&mut self, uri: Uri, version: i32, text: String) -> PathBuf {
        let path = path_of(&uri);
        let key = real(&path);
        self.open.insert(key.clone(), Buffer { uri, path, version, text });
        key
    }

    /// Gives an open text its next state.
    pub(super) fn change(&mut self, uri: &Uri, version: i32, text: String) -> Option<PathBuf> {
        let key = self.key(uri)?;
        let buffer = self.open.get_mut(&key)?;
        (buffer.version, buffer.text) = (version, text);
        Some(key)
    }

    /// Forgets a text; from now on, the disk counts.
    pub(super) fn close(&mut self, uri: &Uri) -> Option<PathBuf> {
        let key = self.key(uri)?;
        self.open.remove(&key);
        Some(key)
    }

    /// Returns the real path of an open text.
    pub(super) fn key(&self, uri: &Uri) -> Option<PathBuf> {
        let by_address = self.open.iter().find(|(_, buffer)| buffer.uri == *uri);
        by_address.map(|(key, _)| key.clone()).or_else(|| {
            let key = real(&path_of(uri));
            self.open.contains_key(&key).then_some(key)
        })
    }

    /// Returns an open text by its real path.
    pub(super) fn get(&self, key: &Path) -> Option<&Buffer> {
        self.open.get(key)
    }

    /// Lists the real paths of the open texts.
    pub(super) fn keys(&self) -> impl Iterator<Item = &PathBuf> {
        self.open.keys()
    }

    /// Returns the open text of a path, links followed.
    fn at(&self, path: &Path) -> Option<&Buffer> {
        self.open.get(path).or_else(|| self.open.get(&real(path)))
    }
}

impl Files for Buffers {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.at(path).map_or_else(|| Disk.read(path), |buffer| Ok(buffer.text.clone().into_bytes()))
    }

    fn look(&self, path: &Path) -> io::Result<Found> {
        self.at(path).map_or_else(|| Disk.look(path), |buffer| Ok(Found::File(buffer.text.len() as u64)))
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Partly>> {
        match self.at(path) {
            Some(buffer) => Ok(Box::new(Cursor::new(buffer.text.clone().into_bytes()))),
            None => Disk.open(path),
        }
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        Disk.names(folder)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        // A file that was never saved has no path on the disk.
        Disk.canonical(path)
            .or_else(|error| if self.at(path).is_some() { Ok(real(path)) } else { Err(error) })
    }

    fn exists(&self, path: &Path) -> bool {
        self.at(path).is_some() || Disk.exists(path)
    }
}
