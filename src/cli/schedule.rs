//! `plan schedule`: the schedule as tables.

use anyhow::bail;
use content_plan::diag::closest;
use content_plan::model::{ChannelId, Plan};
use content_plan::tables::{Sheet, by_channel, by_day, by_week};

use super::Outcome;
use super::args::{Layout, Schedule};
use super::output::Terminal;
use super::sheets::Sheets;

impl Schedule {
    pub(crate) fn run(&self, terminal: Terminal) -> anyhow::Result<Outcome> {
        let sheets = Sheets::read(&self.plans)?;
        let only: Vec<Vec<ChannelId>> = self.channels(&sheets)?;
        let by = if self.channel.is_empty() { self.by } else { Layout::Channel };
        sheets.print(terminal, |index, sheet: &Sheet<'_>| match by {
            Layout::Day => by_day(sheet),
            Layout::Week => by_week(sheet),
            Layout::Channel => by_channel(sheet, &only[index]),
        })
    }

    /// Finds the channels asked for in each plan.
    fn channels(&self, sheets: &Sheets) -> anyhow::Result<Vec<Vec<ChannelId>>> {
        let find =
            |plan: &Plan, name: &str| plan.channel_ids().find(|&id| *plan.channel(id).name.value == *name);
        for name in &self.channel {
            let mut plans = sheets.plans();
            if plans.any(|plan| find(plan, name).is_some()) {
                continue;
            }
            let names = sheets.plans().flat_map(|plan| &plan.channels).map(|channel| &*channel.name.value);
            let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
            match closest(name, names.iter().copied()) {
                Some(near) => bail!("no channel is called `{name}`; did you mean `{near}`?"),
                None => bail!("no channel is called `{name}`; there are {}", names.join(", ")),
            }
        }
        let found = |plan: &Plan| self.channel.iter().filter_map(|name| find(plan, name)).collect();
        Ok(sheets.plans().map(found).collect())
    }
}
