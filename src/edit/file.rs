//! Files that are replaced whole or not at all.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// How far the replacing of a file has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A temporary file stands beside the old one.
    Made,
    /// It holds the new bytes.
    Written,
    /// The disk has them.
    Synced,
    /// It has the mode of the old file; next it takes its place.
    Ready,
    /// It has taken the place of the old file.
    Renamed,
    /// The disk knows.
    Settled,
}

impl Step {
    /// All of them, in order.
    pub const ALL: [Self; 6] =
        [Self::Made, Self::Written, Self::Synced, Self::Ready, Self::Renamed, Self::Settled];
}

/// Links that are followed one after the other before they count as a circle.
const LINKS: usize = 40;

/// Finds the file that a path leads to, there already or not, if a new one can take its place: no device, pipe or folder.
pub fn target(path: &Path) -> Option<PathBuf> {
    if ["/dev", "/proc"].iter().any(|root| path.starts_with(root)) {
        return None;
    }
    let mut path = path.to_path_buf();
    for _ in 0..LINKS {
        match path.symlink_metadata() {
            Ok(found) if found.is_symlink() => {
                let target = path.read_link().ok()?;
                path = path.parent().unwrap_or(Path::new("")).join(target);
            }
            Ok(found) => return found.is_file().then_some(path),
            Err(_) => return Some(path),
        }
    }
    None
}

/// Writes a file through a temporary one beside it, which then takes its place with the old one's mode. Returns what the
/// writing returns. `watch` is told each step, and may stop everything before the file takes its place.
///
/// With `is_awaited`, the disk has all of it when this returns; many files that can be made again need not wait for that.
///
/// # Errors
///
/// Whatever the disk says; then the old file is there as it was, and nothing beside it.
pub fn replace<T>(
    target: &Path,
    is_awaited: bool,
    write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
    watch: &mut dyn FnMut(Step) -> io::Result<()>,
) -> io::Result<T> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".plan-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // The mode of any new file, less what the umask takes away.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder).map_err(without_path)?;
    watch(Step::Made)?;
    let mut out = BufWriter::new(file.as_file_mut());
    let told = write(&mut out)?;
    out.flush()?;
    drop(out);
    watch(Step::Written)?;
    if is_awaited {
        file.as_file().sync_all()?;
    }
    watch(Step::Synced)?;
    if let Ok(old) = target.metadata() {
        take_after(file.path(), &old);
    }
    watch(Step::Ready)?;
    file.persist(target).map_err(|error| error.error)?;
    watch(Step::Renamed)?;
    #[cfg(unix)]
    if is_awaited {
        // The file is in place; a file system that cannot sync folders has done what it can.
        let _ = std::fs::File::open(folder).and_then(|folder| folder.sync_all());
    }
    watch(Step::Settled)?;
    Ok(told)
}

/// Gives a new file the owner and mode of the old one, as far as the file system has them and lets us.
fn take_after(new: &Path, old: &std::fs::Metadata) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, chown};
        let own = new.metadata().map(|own| (own.uid(), own.gid())).ok();
        if own != Some((old.uid(), old.gid())) {
            let _ = chown(new, Some(old.uid()), Some(old.gid()));
        }
    }
    let _: io::Result<()> = std::fs::set_permissions(new, old.permissions());
}

/// Takes the name of the temporary file out of an error: nobody asked for it.
fn without_path(error: io::Error) -> io::Error {
    let inner = error.get_ref().and_then(|inner| inner.source());
    let raw = inner.and_then(|inner| inner.downcast_ref::<io::Error>()).and_then(io::Error::raw_os_error);
    raw.map_or(error, io::Error::from_raw_os_error)
}
