//! `plan completions`: what a shell needs to complete the command line.

use clap::CommandFactory as _;
use clap::builder::PossibleValuesParser;
use content_plan::networks::NETWORKS;
use content_plan::rules::RULES;

use super::Outcome;
use super::args::{Arguments, Completions};
use super::output::Terminal;

impl Completions {
    pub(crate) fn run(&self, terminal: Terminal) -> anyhow::Result<Outcome> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command(), "plan", &mut script);
        terminal.hand_over(|out| out.write_all(&script))?;
        Ok(Outcome::Fine)
    }
}

/// Returns the command line with the names that the program itself looks up, to say more of one that it does not know.
fn command() -> clap::Command {
    let rules = || PossibleValuesParser::new(RULES.iter().map(|rule| rule.info().name));
    let networks = || PossibleValuesParser::new(NETWORKS.iter().map(|network| network.name));
    Arguments::command()
        .mut_subcommand("explain", |command| command.mut_arg("rule", |rule| rule.value_parser(rules())))
        .mut_subcommand("networks", |command| {
            command.mut_arg("network", |name| name.value_parser(networks()))
        })
        .mut_subcommand("count", |command| command.mut_arg("network", |name| name.value_parser(networks())))
}
