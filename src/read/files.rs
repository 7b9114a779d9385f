//! Where files come from: the disk, or whatever else holds them.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};

/// Longest file that is read, in bytes: 1 GiB, more than twice a plan of a million posts.
const LONGEST: u64 = 1 << 30;
/// Bytes of a stream that are looked at before the rest is waited for.
const FIRST: u64 = 1 << 16;

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

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A plain file of this size in bytes.
    File(u64),
    /// Something that is no file: "a folder", "a pipe".
    Other(&'static str),
}

/// A file that is read in parts.
pub trait Partly: Read + Seek {}

impl<T: Read + Seek> Partly for T {}

/// Somewhere that files are read from.
pub trait Files: Sync {
    /// Reads a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// Returns what a path leads to, links followed, without opening it.
    fn look(&self, path: &Path) -> io::Result<Found>;

    /// Opens a file to read parts of it; never called for anything but a plain file.
    fn open(&self, path: &Path) -> io::Result<Box<dyn Partly>>;

    /// Lists the names inside a folder, in any order; those that are no Unicode are left out.
    fn names(&self, folder: &Path) -> io::Result<Vec<String>>;

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
        let file = File::open(path)?;
        let found = file.metadata()?;
        if !found.is_file() {
            return read_stream(file);
        }
        if found.len() > LONGEST {
            return Err(too_long());
        }
        let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or_default() + 1);
        read_to_limit(file, &mut bytes)?;
        Ok(bytes)
    }

    fn look(&self, path: &Path) -> io::Result<Found> {
        let found = fs::metadata(path)?;
        let kind = found.file_type();
        Ok(if kind.is_file() {
            Found::File(found.len())
        } else if kind.is_dir() {
            Found::Other("a folder")
        } else {
            Found::Other(special(kind))
        })
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Partly>> {
        Ok(Box::new(File::open(path)?))
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        let names = fs::read_dir(folder)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        Ok(names.collect())
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
    }

    fn exists(&self, path: &Path) -> bool {
        path.exists()
    }
}

/// Reads a pipe, a device or standard input to its end; what begins as no text is not waited for.
///
/// # Errors
///
/// Whatever the reader says, and that it has no end within 1 GiB.
pub fn read_stream(mut stream: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.by_ref().take(FIRST).read_to_end(&mut bytes)?;
    let is_wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if is_wide || memchr::memchr(0, &bytes).is_none() {
        read_to_limit(stream, &mut bytes)?;
    }
    Ok(bytes)
}

fn read_to_limit(from: impl Read, bytes: &mut Vec<u8>) -> io::Result<()> {
    from.take(LONGEST + 1).read_to_end(bytes)?;
    if bytes.len() as u64 > LONGEST { Err(too_long()) } else { Ok(()) }
}

fn too_long() -> io::Error {
    io::Error::other("it is longer than 1 GiB, which no plan is: split it")
}

/// Says what is neither file nor folder.
#[cfg(unix)]
fn special(kind: fs::FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

/// Says what is neither file nor folder.
#[cfg(not(unix))]
fn special(_: fs::FileType) -> &'static str {
    "a device"
}
