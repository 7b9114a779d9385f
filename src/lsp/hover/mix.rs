//! A category: its share and its target, in the plan, in the week, on each channel.

use std::fmt::Write as _;

use chrono::{Datelike as _, NaiveDate};

use crate::diag::count;
use crate::lsp::look::Look;
use crate::lsp::markdown::plain;
use crate::model::{View, windows};

/// Says how a category stands; the week is that of a day.
pub(super) fn category(look: &Look<'_>, name: &str, day: Option<NaiveDate>) -> Option<String> {
    let plan = look.plan;
    let id = plan.mix.find(name)?;
    let week = day.map(|day| day.iso_week());
    let mut said = format!("**{}**, target {:.0} %\n", plain(name), plan.mix.shares.value.percent(id));
    let windows = windows(plan, look.calendar);
    if windows.is_empty() {
        said.push_str("\nno posts yet");
        return Some(said);
    }
    if !plan.whole {
        said.push_str("\n(a part of the plan could not be read)\n");
    }
    for window in &windows {
        let what = match window.view {
            View::Plan => "post",
            View::Week(own) if Some(own) == week => "post",
            View::Week(_) => continue,
            View::Channel(channel) if plan.channel(channel).is_nameless() => continue,
            View::Channel(_) => "placement",
        };
        let (here, all) = (window.counts[id.index()], window.posts());
        let share = here as f64 * 100.0 / all as f64;
        let target = window.shares.value.percent(id);
        let own = if window.shares.value == plan.mix.shares.value {
            String::new()
        } else {
            format!(", target {target:.0} %")
        };
        let is_off = window.strays(plan).categories.contains(&id);
        let verdict = match (window.judged, is_off) {
            (false, _) => ", too few to be judged",
            (true, true) => ", **off target**",
            (true, false) => "",
        };
        let title = plain(&window.title(plan, look.calendar));
        let _ = write!(said, "\n- {title}: {here} of {}, {share:.0} %{own}{verdict}", count(all, what));
    }
    Some(said)
}
