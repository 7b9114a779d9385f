//! Where output goes: the terminal, a pipe, or a file that is written whole or not at all.

use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use anyhow::Context as _;
use content_plan::edit;
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

/// Writes to standard error, where standard output has something else to carry.
pub(crate) fn print_aside(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stderr().lock());
    written(&mut out, write).context("cannot write to standard error")
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
    let Some(target) = edit::target(path) else {
        let mut options = std::fs::OpenOptions::new();
        let file = options.write(true).truncate(path.is_file()).open(path).with_context(context)?;
        let mut out = BufWriter::new(file);
        return written(&mut out, write).with_context(context);
    };
    edit::replace(&target, is_awaited, write, &mut |_| Ok(())).with_context(context)
}
