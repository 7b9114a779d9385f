//! `plan explain`: the page of a rule.

use std::io::{self, Write};

use anyhow::bail;
use content_plan::diag::{RuleInfo, closest};
use content_plan::rules::{PLANNED, RULES, find_rule};

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
            if PLANNED.contains(&name.as_str()) {
                bail!("`{name}` is a rule of a coming version");
            }
            match closest(name, RULES.iter().map(|rule| rule.info().name)) {
                Some(near) => bail!("no rule is called `{name}`; did you mean `{near}`?"),
                None => bail!("no rule is called `{name}`; `plan rules` lists them"),
            }
        };
        terminal.print(|out| page(rule.info(), terminal.is_colored(), out))?;
        Ok(Outcome::Fine)
    }
}

/// Writes a page as it reads in a terminal.
fn page(info: &RuleInfo, colored: bool, out: &mut dyn Write) -> io::Result<()> {
    let bold = |text: &str| if colored { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() };
    let (group, level, since) = (info.group.word(), info.level_word(), info.since);
    writeln!(out, "{}\ngroup {group}, level {level}, since {since}\n", bold(info.name))?;
    let mut in_example = false;
    for line in info.page.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        if let Some(fence) = line.strip_prefix("```") {
            in_example = !fence.is_empty();
        } else if in_example {
            writeln!(out, "    {line}")?;
        } else if let Some(heading) = line.strip_prefix("## ") {
            writeln!(out, "{}", bold(heading))?;
        } else {
            writeln!(out, "{line}")?;
        }
    }
    let name = info.name;
    writeln!(
        out,
        "\nSet its level with `[rules] {name} = \"off\"` (or note, warning, error); silence it about one"
    )?;
    writeln!(out, "post with `allow = [\"{name}\"]`.")
}
