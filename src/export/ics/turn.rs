//! Duties in a calendar: one event for each time at which a duty is to be done.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::super::entry::{order, uid};
use super::super::{Chosen, Job, Options};
use super::description::{Labelled, push_local, push_open};
use super::event::At;
use crate::model::{Duty, DutyId, Turn, clock};

/// One time at which a duty is to be done.
#[derive(Clone, Copy, Debug)]
pub(super) struct DutyTurn<'a> {
    chosen: &'a Chosen<'a>,
    turn: Turn,
    /// Whether the duty comes up several times on some day.
    several: bool,
}

/// Lists the turns of the days that were asked for; where channels were asked for, those of duties elsewhere are left out.
pub(super) fn turns<'a>(job: &Job<'a>) -> Vec<DutyTurn<'a>> {
    let mut all = Vec::new();
    for chosen in job.plans {
        let mut last: HashMap<DutyId, NaiveDate> = HashMap::new();
        let mut several: HashSet<DutyId> = HashSet::new();
        for turn in &chosen.plan.turns {
            if last.insert(turn.duty, turn.at.date) == Some(turn.at.date) {
                several.insert(turn.duty);
            }
        }
        let asked = &job.choice.channels;
        let is_wanted = |turn: &&Turn| {
            let channels = chosen.plan.duty(turn.duty).channels.as_deref();
            let name = |channel| &*chosen.plan.channel(channel).name.value;
            chosen.calendar.period.holds(turn.at.date)
                && (asked.is_empty()
                    || channels.is_none_or(|channels| {
                        channels.iter().any(|channel| asked.iter().any(|asked| asked == name(channel.value)))
                    }))
        };
        all.extend(chosen.plan.turns.iter().filter(is_wanted).map(|&turn| DutyTurn {
            chosen,
            turn,
            several: several.contains(&turn.duty),
        }));
    }
    all
}

impl<'a> DutyTurn<'a> {
    /// Returns the duty.
    pub(super) fn duty(&self) -> &'a Duty {
        self.chosen.plan.duty(self.turn.duty)
    }

    /// Returns what the duty is known by: its id, else its place among the duties.
    pub(super) fn id(&self) -> Cow<'a, str> {
        let own = self.duty().id.as_ref().map(|id| Cow::Borrowed(&*id.value));
        own.unwrap_or_else(|| Cow::Owned(format!("duty-{}", self.turn.duty.index() + 1)))
    }

    /// Returns the UID, which stays the same while the plan's file and the duty's id keep their names.
    pub(super) fn uid(&self) -> Uuid {
        let date = self.turn.at.date.to_string();
        let time = self.turn.at.time.filter(|_| self.several);
        let time = time.map_or_else(String::new, |time| time.format("%H%M").to_string());
        uid(&[&self.chosen.slug, "duty", &self.id(), &date, &time])
    }

    /// Returns where it stands in time.
    pub(super) fn at(&self) -> At {
        self.instant().map_or(At::Day(self.turn.at.date), At::Moment)
    }

    /// Returns what to sort by.
    pub(super) fn order(&self) -> (DateTime<Utc>, bool) {
        order(self.turn.at.date, self.instant())
    }

    fn instant(&self) -> Option<DateTime<Utc>> {
        let zone = self.chosen.plan.timezone.value;
        self.turn.at.at().map(|local| clock(zone, local).instant())
    }

    /// Adds what to call it.
    pub(super) fn name(&self, out: &mut String) {
        let title = self.duty().title.as_ref().map(|title| title.trim()).filter(|title| !title.is_empty());
        out.push_str(title.unwrap_or(&self.id()));
    }

    /// Adds what is to be known of it.
    pub(super) fn describe(&self, out: &mut String, options: &Options) {
        let (plan, duty) = (self.chosen.plan, self.duty());
        let zone = options.timezone.unwrap_or(plan.timezone.value);
        match self.at() {
            At::Moment(instant) => push_local(out, instant.with_timezone(&zone)),
            At::Day(date) => push_open(out, date, zone),
        }
        out.push('\n');
        let channels = duty.channels.iter().flatten().map(|channel| plan.channel(channel.value).label());
        let channels = channels.collect::<Vec<_>>().join(", ");
        let status = duty.status.map(|status| status.value.word());
        let words = [Some(&*channels), Some("care"), status].into_iter().flatten();
        out.push_str(&words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" · "));
        let mut lines = Labelled { out, begun: false };
        let owner = duty.owner.map(|id| &plan.people[id.value.index()]);
        let owner = owner.map(|person| person.name.as_ref().unwrap_or(&person.key));
        lines.push("owner", owner.map(|name| &*name.value));
        lines.push("voice", duty.voice.map(|voice| voice.value.word()));
    }
}
