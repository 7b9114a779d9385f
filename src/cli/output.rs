//! Where output goes: the terminal, a pipe, or a file that is written whole or not at all.

use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::Path;

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

    /// Writes to standard output, in one go.
    pub(crate) fn print(self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
        let stream = AutoStream::new(io::stdout().lock(), self.choice());
        let mut out = BufWriter::with_capacity(1 << 16, stream);
        write(&mut out).and_then(|()| out.flush()).context("cannot write to standard output")
    }
}

/// Says on standard error what could not be done.
pub(crate) fn complain(message: &str) {
    // Where standard error is gone too, nobody is left to be told.
    let _ = writeln!(io::stderr(), "error: {}", visible(message));
}

/// Writes a file through a temporary one beside it, so that it is there whole or not at all.
pub(crate) fn write_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    let context = || format!("cannot write {}", path.display());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // A device or a pipe is no file that could be replaced.
    if path.exists() && !path.is_file() {
        let mut out =
            BufWriter::new(std::fs::OpenOptions::new().write(true).open(path).with_context(context)?);
        return write(&mut out).and_then(|()| out.flush()).with_context(context);
    }
    let mut file = tempfile::NamedTempFile::new_in(folder).with_context(context)?;
    let mut out = BufWriter::new(file.as_file_mut());
    write(&mut out).and_then(|()| out.flush()).with_context(context)?;
    drop(out);
    file.as_file().sync_all().with_context(context)?;
    set_mode(file.path(), path);
    file.persist(path).map_err(|error| error.error).with_context(context)?;
    Ok(())
}

/// Gives a new file the mode of the one that it replaces, or the usual one.
fn set_mode(new: &Path, old: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = old.metadata().map_or(0o644, |old| old.permissions().mode());
        // A file system without modes keeps what it has.
        let _ = std::fs::set_permissions(new, std::fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    let _ = (new, old);
}
