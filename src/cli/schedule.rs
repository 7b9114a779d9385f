//! `plan schedule`: the schedule as tables.

use content_plan::model::{ChannelId, Plan};
use content_plan::tables::{Sheet, by_channel, by_day, by_week};

use super::Outcome;
use super::args::{Layout, Schedule};
use super::output::Terminal;
use super::sheets::{Sheets, channel_names, known};

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
        known("channel", &self.channel, &channel_names(sheets.plans()))?;
        let find =
            |plan: &Plan, name: &str| plan.channel_ids().find(|&id| *plan.channel(id).name.value == *name);
        let found = |plan: &Plan| self.channel.iter().filter_map(|name| find(plan, name)).collect();
        Ok(sheets.plans().map(found).collect())
    }
}
