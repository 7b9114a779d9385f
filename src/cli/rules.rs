//! `plan rules`: the catalogue as a table.

use std::io::{self, Write};

use content_plan::diag::RuleInfo;
use content_plan::rules::RULES;

use super::Outcome;
use super::args::Rules;
use super::output::Terminal;

impl Rules {
    pub(crate) fn run(&self, terminal: Terminal) -> anyhow::Result<Outcome> {
        terminal.print(|out| match (self.markdown, self.json) {
            (true, _) => markdown(out),
            (false, true) => json(out),
            (false, false) => lines(out),
        })?;
        Ok(Outcome::Fine)
    }
}

fn infos() -> impl Iterator<Item = &'static RuleInfo> {
    RULES.iter().map(|rule| rule.info())
}

/// Writes the table that the README holds.
fn markdown(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| group | rule | level | fires when |\n|---|---|---|---|")?;
    for info in infos() {
        let (group, level) = (info.group.word(), info.level_word());
        writeln!(out, "| {group} | `{}` | {level} | {} |", info.name, info.summary().replace('|', "\\|"))?;
    }
    Ok(())
}

fn json(out: &mut dyn Write) -> io::Result<()> {
    let rules: Vec<_> = infos()
        .map(|info| {
            serde_json::json!({
                "name": info.name,
                "group": info.group.word(),
                "level": info.level_word(),
                "since": info.since,
                "summary": info.summary(),
            })
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &rules)?;
    writeln!(out)
}

fn lines(out: &mut dyn Write) -> io::Result<()> {
    let longest = infos().map(|info| info.name.len()).max().unwrap_or_default();
    let mut group = None;
    for info in infos() {
        if group.replace(info.group) != Some(info.group) {
            let gap = if info.group == infos().next().expect("there are rules").group { "" } else { "\n" };
            writeln!(out, "{gap}{}", info.group.word())?;
        }
        writeln!(out, "  {:longest$}  {:7}  {}", info.name, info.level_word(), info.summary())?;
    }
    Ok(())
}
