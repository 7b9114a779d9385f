//! Where files come from: the disk, or whatever else holds them.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A file to read.
#[derive(Clone, Debug)]
pub struct Input {
    /// Its path; beside it lie the files that it extends.
    pub path: PathBuf,
    /// Its bytes, where they do not come from the disk: standard input, an editor.
    pub bytes: Option<Vec<u8>>,
}

impl Input {
    /// Names a file.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), bytes: None }
    }

    /// Brings the bytes along; the path is for messages and for what lies beside it.
    pub fn bytes(path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: Some(bytes.into()) }
    }
}

/// A file that could not be read.
#[derive(Debug)]
pub struct Failure {
    /// The path, as given.
    pub path: PathBuf,
    /// Why.
    pub error: io::Error,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read {}", self.path.display())
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// Somewhere that files are read from.
pub trait Files: Sync {
    /// Reads a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// Returns the one true path of a file, links followed.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;

    /// Returns whether a path exists.
    fn exists(&self, path: &Path) -> bool;
}

/// The disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        std::fs::read(path)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
    }

    fn exists(&self, path: &Path) -> bool {
        path.exists()
    }
}
