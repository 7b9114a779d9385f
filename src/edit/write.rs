//! A changed text takes the place of its file, unless somebody else changed it meanwhile.

use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _};
use std::path::Path;

use super::file::{Step, replace, target};

/// Why a file was not written; it is as it was.
#[derive(Debug)]
pub enum Unwritten {
    /// It no longer holds what was read.
    Changed,
    /// It is a device, a pipe or a folder.
    NoFile,
    /// It must not be written.
    ReadOnly,
    /// The folder that it lies in must not be written.
    ReadOnlyFolder,
    /// Anything else that the system says.
    Io(io::Error),
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed => f.write_str("somebody changed it after it was read: run the command again"),
            Self::NoFile => f.write_str("it is no file that can be replaced"),
            Self::ReadOnly => f.write_str("the file may not be written"),
            Self::ReadOnlyFolder => {
                f.write_str("its folder may not be written, and the new text is made there first")
            }
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Unwritten {}

impl From<io::Error> for Unwritten {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Writes the new text of a file that held the old one when it was read. A link stays a link: what it leads to is replaced.
///
/// # Errors
///
/// [`Unwritten`]; then the file is as it was, and nothing is left beside it.
pub fn write(path: &Path, old: &str, new: &str) -> Result<(), Unwritten> {
    write_watched(path, old, new, &mut |_| {})
}

/// Does the same, and tells each step: for those who want to see what is left when the power fails.
///
/// # Errors
///
/// As [`write()`].
pub fn write_watched(
    path: &Path,
    old: &str,
    new: &str,
    watch: &mut dyn FnMut(Step),
) -> Result<(), Unwritten> {
    let target = target(path).ok_or(Unwritten::NoFile)?;
    if !holds(&target, old)? {
        return Err(Unwritten::Changed);
    }
    let is_locked = target.metadata()?.permissions().readonly();
    match OpenOptions::new().write(true).open(&target) {
        Ok(_) if !is_locked => {}
        Err(error) if error.kind() != io::ErrorKind::PermissionDenied => return Err(error.into()),
        _ => return Err(Unwritten::ReadOnly),
    }
    let mut step = None;
    let mut is_changed = false;
    let written = replace(&target, true, |out| out.write_all(new.as_bytes()), &mut |now| {
        step = Some(now);
        watch(now);
        // The last look before the file goes.
        if now == Step::Ready && !holds(&target, old)? {
            is_changed = true;
            return Err(io::Error::other("changed"));
        }
        Ok(())
    });
    written.map_err(|error| match error.kind() {
        _ if is_changed => Unwritten::Changed,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem if step.is_none() => {
            Unwritten::ReadOnlyFolder
        }
        _ => Unwritten::Io(error),
    })
}

/// Returns whether a file holds exactly this text.
fn holds(path: &Path, text: &str) -> io::Result<bool> {
    let file = File::open(path)?;
    if file.metadata()?.len() != text.len() as u64 {
        return Ok(false);
    }
    let mut bytes = Vec::with_capacity(text.len());
    file.take(text.len() as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes == text.as_bytes())
}
