//! Unified diffs: what is to be written, for people and for `patch`.

mod lines;

use std::io::{self, IsTerminal as _, Write};

use content_plan::text::visible;
use similar::udiff::UnifiedHunkHeader;
use similar::{DiffTag, group_diff_ops};

use super::output::Terminal;
use lines::compare;

/// Lines around a change that are shown with it.
const CONTEXT: usize = 3;

/// A text, before and after.
pub(crate) struct Texts<'a> {
    /// The file's path, as shown.
    pub(crate) path: &'a str,
    /// The text as it is.
    pub(crate) old: &'a str,
    /// The text as it would be.
    pub(crate) new: &'a str,
}

/// Prints the diffs of several files; to people coloured and harmless, to a program as the bytes are.
pub(crate) fn print_diffs<'a>(
    terminal: Terminal,
    files: impl IntoIterator<Item = Texts<'a>>,
) -> anyhow::Result<()> {
    let colored = terminal.is_colored();
    let for_people = colored || io::stdout().is_terminal();
    let pen = Pen { colored, for_people };
    let write = |out: &mut dyn Write| files.into_iter().try_for_each(|texts| pen.write(&texts, out));
    if for_people { terminal.print(write) } else { terminal.hand_over(write) }
}

/// How a diff is written.
#[derive(Clone, Copy)]
struct Pen {
    colored: bool,
    for_people: bool,
}

impl Pen {
    fn write(self, texts: &Texts<'_>, out: &mut dyn Write) -> io::Result<()> {
        let [old, new] = [texts.old, texts.new].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
        let path = visible(texts.path);
        self.line(out, "1", &format!("--- {path}\n+++ {path}\n"))?;
        for hunk in group_diff_ops(compare(&old, &new), CONTEXT) {
            self.line(out, "36", &format!("{}\n", UnifiedHunkHeader::new(&hunk)))?;
            for op in hunk {
                let (tag, old, new) = (op.tag(), &old[op.old_range()], &new[op.new_range()]);
                if tag == DiffTag::Equal {
                    self.lines(out, "", ' ', old)?;
                } else {
                    self.lines(out, "31", '-', old)?;
                    self.lines(out, "32", '+', new)?;
                }
            }
        }
        Ok(())
    }

    /// Writes lines of a text, each behind its mark.
    fn lines(self, out: &mut dyn Write, style: &str, mark: char, lines: &[&str]) -> io::Result<()> {
        for text in lines {
            let hint = if text.ends_with('\n') { "" } else { "\n\\ No newline at end of file\n" };
            if self.for_people {
                let text = text.strip_suffix('\n').unwrap_or(text);
                let end = if hint.is_empty() { "\n" } else { hint };
                self.line(out, style, &format!("{mark}{}{end}", visible(text)))?;
            } else {
                write!(out, "{mark}{text}{hint}")?;
            }
        }
        Ok(())
    }

    /// Writes lines in a colour, which ends before each line does.
    fn line(self, out: &mut dyn Write, style: &str, lines: &str) -> io::Result<()> {
        for line in lines.lines() {
            if self.colored && !style.is_empty() {
                writeln!(out, "\u{1b}[{style}m{line}\u{1b}[0m")?;
            } else {
                writeln!(out, "{line}")?;
            }
        }
        Ok(())
    }
}
