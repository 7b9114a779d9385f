//! `plan man`: manual pages, made from the same words as `--help`.

use std::fs::create_dir_all;
use std::io::{self, Write};

use anyhow::{Context as _, bail};
use clap::{Command, CommandFactory as _};
use content_plan::diag::closest;

use super::Outcome;
use super::args::{Arguments, Man};
use super::output::{Terminal, write_one_of_many};

impl Man {
    pub(crate) fn run(&self, terminal: Terminal) -> anyhow::Result<Outcome> {
        let mut plan = Arguments::command().disable_help_subcommand(true);
        plan.build();
        let plan = with_values(plan);
        if let Some(folder) = &self.output {
            create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
            for command in plan.get_subcommands().chain([&plan]) {
                let name = command.get_display_name().unwrap_or_else(|| command.get_name());
                write_one_of_many(&folder.join(format!("{name}.1")), |out| page(command, out))?;
            }
            return Ok(Outcome::Fine);
        }
        let command = match &self.command {
            None => &plan,
            Some(name) => match plan.find_subcommand(name) {
                Some(command) => command,
                None => bail!("{}", unknown(name, &plan)),
            },
        };
        terminal.hand_over(|out| page(command, out))?;
        Ok(Outcome::Fine)
    }
}

fn unknown(name: &str, plan: &Command) -> String {
    match closest(name, plan.get_subcommands().map(Command::get_name)) {
        Some(near) => format!("no command is called `{name}`; did you mean `{near}`?"),
        None => format!("no command is called `{name}`; `plan --help` lists them"),
    }
}

/// Says which values an argument takes in its help, in one line; as a list they would fill the page.
fn with_values(command: Command) -> Command {
    let command = command.mut_args(|argument| {
        let values = argument.get_possible_values();
        if values.is_empty() {
            return argument;
        }
        let said = values.iter().map(|value| match value.get_help() {
            Some(help) => format!("{} ({help})", value.get_name()),
            None => value.get_name().to_owned(),
        });
        let said = said.collect::<Vec<_>>().join(", ");
        let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
        argument.help(format!("{help}: {said}")).hide_possible_values(true)
    });
    command.mut_subcommands(with_values)
}

/// When a page last said something new; a page must bear a date.
const DATE: &str = "2026-11-25";

/// What every page says of exit codes.
const EXIT: &str = ".SH EXIT STATUS
.TP
0
Fine; warnings may be there.
.TP
1
Faults were found.
.TP
2
The command could not do its work.
";

fn page(command: &Command, out: &mut dyn Write) -> io::Result<()> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_uppercase();
    let version = env!("CARGO_PKG_VERSION");
    writeln!(out, ".TH {name} 1 {DATE} \"plan {version}\" \"content\\-plan\"")?;
    let man = clap_mangen::Man::new(command.clone());
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    man.render_options_section(out)?;
    if command.has_subcommands() {
        man.render_subcommands_section(out)?;
    }
    out.write_all(EXIT.as_bytes())?;
    let Some(examples) = command.get_after_help() else { return Ok(()) };
    writeln!(out, ".SH EXAMPLES\n.nf")?;
    for line in examples.to_string().lines().filter(|line| *line != "Examples:") {
        writeln!(out, "{}", harmless(line.trim_start()))?;
    }
    writeln!(out, ".fi")
}

/// Keeps a line from being a request to the formatter; a hyphen stays the sign that shells know.
fn harmless(line: &str) -> String {
    let line = line.replace('\\', "\\e").replace('-', "\\-").replace('\'', "\\(aq");
    let ascii = |letter: char| {
        if letter.is_ascii() { letter.to_string() } else { format!("\\[u{:04X}]", u32::from(letter)) }
    };
    let line: String = line.chars().map(ascii).collect();
    if line.starts_with('.') { format!("\\&{line}") } else { line }
}
