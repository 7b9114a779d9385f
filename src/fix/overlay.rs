//! Texts as fixes would have them, laid over the files that they come from.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Changed;
use crate::read::{Files, Found, Input, Partly};

/// What a file is known by: its true path, or the name of an input that brought its bytes along.
pub(super) type Key = PathBuf;

/// A file with fixes in it.
struct Held {
    path: String,
    old: Arc<str>,
    new: Arc<str>,
}

/// Files, some of them with other texts.
#[derive(Clone)]
pub(super) struct Overlay<'f> {
    files: &'f dyn Files,
    inputs: Vec<Input>,
    held: BTreeMap<Key, Arc<Held>>,
}

impl<'f> Overlay<'f> {
    /// Starts with the files as they are.
    pub(super) fn new(files: &'f dyn Files, inputs: &[Input]) -> Self {
        Self { files, inputs: inputs.to_vec(), held: BTreeMap::new() }
    }

    /// Returns what a file is known by.
    pub(super) fn key(&self, path: &str) -> Key {
        let path = Path::new(path);
        let brought = |input: &&Input| input.bytes.is_some() && input.path == path;
        if let Some(input) = self.inputs.iter().find(brought) {
            return input.path.clone();
        }
        self.real(path)
    }

    fn real(&self, path: &Path) -> Key {
        self.files.canonical(path).unwrap_or_else(|_| path.to_path_buf())
    }

    /// Lays a new text over a file.
    pub(super) fn set(&mut self, key: Key, path: &str, old: &str, new: String) {
        let held = match self.held.get(&key) {
            Some(held) => Held { path: held.path.clone(), old: Arc::clone(&held.old), new: new.into() },
            None => Held { path: path.to_owned(), old: old.into(), new: new.into() },
        };
        for input in &mut self.inputs {
            if input.bytes.is_some() && input.path == key {
                input.bytes = Some(held.new.as_bytes().to_vec());
            }
        }
        self.held.insert(key, Arc::new(held));
    }

    /// Keeps the text of a file at hand, as it is.
    pub(super) fn hold(&mut self, key: &Key, path: &str, text: &str) {
        if !self.held.contains_key(key) {
            self.set(key.clone(), path, text, text.to_owned());
        }
    }

    /// Returns the texts that are at hand, as fixes have them.
    pub(super) fn texts(&self) -> HashMap<&Key, &str> {
        self.held.iter().map(|(key, held)| (key, &*held.new)).collect()
    }

    /// Returns what to check.
    pub(super) fn inputs(&self) -> Vec<Input> {
        self.inputs.clone()
    }

    /// Lists the files that are not as they were.
    pub(super) fn changed(&self) -> Vec<Changed> {
        let changed = self.held.iter().filter(|(_, held)| held.old != held.new);
        let file = |held: &Held| Changed {
            path: held.path.clone(),
            old: held.old.to_string(),
            new: held.new.to_string(),
        };
        changed.map(|(_, held)| file(held)).collect()
    }
}

impl Files for Overlay<'_> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let held = if self.held.is_empty() { None } else { self.held.get(&self.real(path)) };
        held.map_or_else(|| self.files.read(path), |held| Ok(held.new.as_bytes().to_vec()))
    }

    fn look(&self, path: &Path) -> io::Result<Found> {
        self.files.look(path)
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Partly>> {
        self.files.open(path)
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        self.files.names(folder)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.files.canonical(path)
    }

    fn exists(&self, path: &Path) -> bool {
        self.files.exists(path)
    }
}
