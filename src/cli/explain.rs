//! `plan explain`: the page of a rule.

use std::io::{self, Write};

use anyhow::bail;
use content_plan::diag::{ALWAYS_ERRORS, RuleInfo, closest};
use content_plan::rules::{RULES, find_rule};

use super::Outcome;
use super::args::Explain;
use super::output::Terminal;

impl Explain {
    pub(crate) fn run(&self, terminal: Terminal) -> anyhow::Result<Outcome> {
        let Some(name) = &self.rule else {
            terminal.print(|out| RULES.iter().try_for_each(|rule| writeln!(out, "{}", rule.info().name)))?;
            return Ok(Outcome::Fine);
        };
        let Some(rule) = find_rule(name) else {
            match closest(name, RULES.iter().map(|rule| rule.info().name)) {
                Some(near) => bail!("no rule is called `{name}`; did you mean `{near}`?"),
                None => bail!("no rule is called `{name}`; `plan rules` lists them"),
            }
        };
        terminal.print(|out| page(rule.info(), terminal, out))?;
        Ok(Outcome::Fine)
    }
}

/// Widest line of a page, in columns: longer ones are hard to read.
const WIDEST: u16 = 100;

/// Writes a page as it reads in a terminal.
fn page(info: &RuleInfo, terminal: Terminal, out: &mut dyn Write) -> io::Result<()> {
    let bold = |text: &str| {
        if terminal.is_colored() { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
    };
    let (name, group, level, since) = (info.name, info.group.word(), info.level_word(), info.since);
    writeln!(out, "{}\ngroup {group}, level {level}, since {since}\n", bold(name))?;
    let width = usize::from(terminal.width().min(WIDEST));
    let mut paragraph = String::new();
    let mut in_example = false;
    let ends = if ALWAYS_ERRORS.contains(&name) {
        "It is always an error: what cannot be read cannot be planned with.".to_owned()
    } else {
        format!(
            "Set its level with `[rules] {name} = \"off\"` (or note, warning, error). Where it is about one post, \
             `allow = [\"{name}\"]` in that post silences it."
        )
    };
    for line in info.page.lines().chain(["", &ends, ""]) {
        let line = line.strip_prefix(' ').unwrap_or(line);
        let heading = line.strip_prefix("## ");
        let fence = line.strip_prefix("```");
        let is_prose = !in_example && heading.is_none() && fence.is_none() && !line.is_empty();
        if is_prose {
            paragraph.push_str(line);
            paragraph.push(' ');
            continue;
        }
        if !paragraph.is_empty() {
            write(&std::mem::take(&mut paragraph), width, out)?;
        }
        match (heading, fence) {
            (Some(heading), _) => writeln!(out, "{}", bold(heading))?,
            (None, Some(fence)) => {
                in_example = !fence.is_empty();
                if !in_example {
                    writeln!(out)?;
                }
            }
            (None, None) if in_example && !line.is_empty() => writeln!(out, "    {line}")?,
            (None, None) if in_example => writeln!(out)?,
            (None, None) => {}
        }
    }
    Ok(())
}

/// Writes a paragraph in lines of so many columns, and a blank line behind it.
fn write(paragraph: &str, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut line = String::new();
    for word in paragraph.split_whitespace() {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            writeln!(out, "{line}")?;
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    writeln!(out, "{line}\n")
}
