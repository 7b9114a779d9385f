//! Where output goes: the terminal, a pipe, or a file that is written whole or not at all.

use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};
use anyhow::Context as _;
use content_plan::text::visible;

use super::args::Color;

/// Columns where nothing says how wide the terminal is.
const WIDTH: u16 = 100;

/// What the terminal can do, and what it was asked to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terminal {
    /// When to use colours.
    pub(crate) color: Color,
    /// The width asked for.
    pub(crate) width: Option<u16>,
}

impl Terminal {
    /// Returns the columns that a table may take: `--width`, else the terminal's, else `COLUMNS`, else 100.
    pub(crate) fn width(self) -> u16 {
        let own = || {
            terminal_size::terminal_size().filter(|_| io::stdout().is_terminal()).map(|(width, _)| width.0)
        };
        let told = || std::env::var("COLUMNS").ok()?.parse().ok();
        self.width.or_else(own).or_else(told).unwrap_or(WIDTH).max(20)
    }

    fn choice(self) -> ColorChoice {
        match self.color {
            Color::Auto => AutoStream::choice(&io::stdout()),
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
    }

    /// Returns whether standard output gets colours.
    pub(crate) fn is_colored(self) -> bool {
        self.choice() != ColorChoice::Never
    }

    /// Writes a file to standard output: to a program as it is, to a terminal harmless.
    pub(crate) fn hand_over<T>(
        self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
    ) -> anyhow::Result<T> {
        let stream = io::stdout().lock();
        if stream.is_terminal() {
            drop(stream);
            return self.print(write);
        }
        let mut out = BufWriter::with_capacity(1 << 16, stream);
        written(&mut out, write).context("cannot write to standard output")
    }

    /// Writes to standard output, in one go; returns what the writing returns.
    pub(crate) fn print<T>(self, write: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> anyhow::Result<T> {
        let stream = AutoStream::new(io::stdout().lock(), self.choice());
        let mut out = BufWriter::with_capacity(1 << 16, stream);
        written(&mut out, write).context("cannot write to standard output")
    }
}

/// Says on standard error what could not be done.
pub(crate) fn complain(message: &str) {
    // Where standard error is gone too, nobody is left to be told.
    let _ = writeln!(io::stderr(), "error: {}", visible(message));
}

/// Says on standard error what the user may not have meant; nothing failed.
pub(crate) fn warn(message: &str) {
    let _ = writeln!(io::stderr(), "warning: {}", visible(message));
}

/// Says on standard error what the program waits for.
pub(crate) fn hint(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}

/// Writes, and lets nothing stay behind in memory.
fn written<T, W: Write>(out: &mut W, write: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> io::Result<T> {
    let told = write(out)?;
    out.flush()?;
    Ok(told)
}

/// Writes a file through a temporary one beside it, so that it is there whole or not at all. A link stays a link: what it
/// leads to is replaced. Returns what the writing returns.
pub(crate) fn write_file<T>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> anyhow::Result<T> {
    replace(path, true, write)
}

/// Does the same for one of many files, without waiting for the disk each time: they can be made again.
pub(crate) fn write_one_of_many<T>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> anyhow::Result<T> {
    replace(path, false, write)
}

fn replace<T>(
    path: &Path,
    is_awaited: bool,
    write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> anyhow::Result<T> {
    let context = || format!("cannot write {}", path.display());
    // A device, a pipe or a file without a name cannot be replaced.
    let Some(path) = replaceable(path) else {
        let mut options = std::fs::OpenOptions::new();
        let file = options.write(true).truncate(path.is_file()).open(path).with_context(context)?;
        let mut out = BufWriter::new(file);
        return written(&mut out, write).with_context(context);
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // The mode of any new file, less what the umask takes away.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder).map_err(without_path).with_context(context)?;
    let mut out = BufWriter::new(file.as_file_mut());
    let told = written(&mut out, write).with_context(context)?;
    drop(out);
    if is_awaited {
        file.as_file().sync_all().with_context(context)?;
    }
    if let Ok(old) = path.metadata() {
        // A file system without modes keeps what it has.
        let _ = std::fs::set_permissions(file.path(), old.permissions());
    }
    file.persist(&path).map_err(|error| error.error).with_context(context)?;
    Ok(told)
}

/// Takes the name of the temporary file out of an error: nobody asked for it.
fn without_path(error: io::Error) -> io::Error {
    let inner = error.get_ref().and_then(|inner| inner.source());
    let raw = inner.and_then(|inner| inner.downcast_ref::<io::Error>()).and_then(io::Error::raw_os_error);
    raw.map_or(error, io::Error::from_raw_os_error)
}

/// Links that are followed one after the other before they count as a circle.
const LINKS: usize = 40;

/// Returns the file that a path leads to, there already or not, if a new one can take its place.
fn replaceable(path: &Path) -> Option<PathBuf> {
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
