//! `quiet-hours`: a placement stands in the quiet hours.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use serde_json::json;

use crate::model::{ChannelId, Hours, Plan, When, clock, place};
use crate::rules::prelude::*;
use crate::text::Spanned;

declare_rule! {
    /// A placement stands in the quiet hours.
    ///
    /// They are those of the channel's own clocks, where it has a zone of its own.
    ///
    /// ## Why it matters
    /// A post that nobody sees when it appears is old by the morning, and a notification at night costs a follower.
    ///
    /// Source: the plan's settings, `[cadence] quiet`; there are none unless set.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [{ at = 2026-11-23 23:30:00, category = "branded" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [cadence]
    /// quiet = { from = 23:00:00, to = 07:00:00 }
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [{ at = 2026-11-23 22:30:00, category = "branded" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [cadence]
    /// quiet = { from = 23:00:00, to = 07:00:00 }
    /// ```
    /// ## Data
    /// `from`, `to`: the quiet hours, local time. `channels`: the names of the channels concerned; null for the one nameless
    /// feed.
    pub struct QuietHours { name: "quiet-hours", group: Cadence, level: Warning, scope: Post, since: "0.1.0" }
}

impl Rule for QuietHours {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let plan = cx.plan;
        let Some(quiet) = plan.cadence.quiet else { return };
        for (id, post) in cx.posts() {
            let mut loud: Vec<Loud> = Vec::new();
            for channel in plan.channels_of(post) {
                let at = plan.at(post, channel);
                let place = place(plan, id, channel, at.value);
                let Some(time) = place.time.filter(|&time| quiet.holds(time)) else { continue };
                let local = place.date.and_time(time);
                match loud.iter_mut().find(|loud| loud.at.span == at.span && loud.local == local) {
                    Some(loud) => loud.channels.push(channel),
                    None => loud.push(Loud { at, local, channels: vec![channel] }),
                }
            }
            let [first, others @ ..] = loud.as_slice() else { continue };
            let (from, to) = (quiet.from.format("%H:%M").to_string(), quiet.to.format("%H:%M").to_string());
            let where_and_when: Vec<String> = loud.iter().map(|loud| loud.describe(plan)).collect();
            let places = where_and_when.join(" and ");
            let finding =
                out.report(first.at.span, format!("{places}, inside the quiet hours {from} to {to}"));
            finding.related(quiet.span, "the quiet hours are set here").post(id).day(first.at.date);
            for other in others.iter().filter(|other| other.at.span != first.at.span) {
                finding.related(other.at.span, "this time too");
            }
            finding.help(first.way_out(plan, quiet.value));
            if let ([], [channel]) = (others, first.channels.as_slice()) {
                finding.channel(*channel);
            }
            let name = |&channel: &ChannelId| plan.channel(channel).name_for_data();
            let channels: Vec<_> = loud.iter().flat_map(|loud| &loud.channels).map(name).collect();
            finding.data(json!({ "from": from, "to": to, "channels": channels }));
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}

/// A time of a post that is inside the quiet hours of some channels.
struct Loud {
    /// The time as written.
    at: Spanned<When>,
    /// The time on the channels' own clocks.
    local: NaiveDateTime,
    /// The channels.
    channels: Vec<ChannelId>,
}

impl Loud {
    /// Says when and where it goes out; on clocks other than the plan's, on which.
    fn describe(&self, plan: &Plan) -> String {
        let names: Vec<&str> = self.channels.iter().map(|&channel| plan.channel(channel).label()).collect();
        let clocks = self.other_zone(plan).map_or_else(String::new, |zone| format!(" in {zone}"));
        format!("{}{clocks} on {}", self.local.format("%Y-%m-%d %H:%M"), names.join(", "))
    }

    /// Says where the post can go, in the plan's time, in which it is written.
    fn way_out(&self, plan: &Plan, quiet: Hours) -> String {
        let (from, to) = (quiet.from.format("%H:%M"), quiet.to.format("%H:%M"));
        let Some(zone) = self.other_zone(plan) else { return format!("move it before {from} or after {to}") };
        let (day, time) = (self.local.date(), self.local.time());
        let begins = if time < quiet.from { day.pred_opt() } else { Some(day) };
        let ends = if time >= quiet.to { day.succ_opt() } else { Some(day) };
        let here = |day: Option<NaiveDate>, time: NaiveTime| {
            let instant = clock(zone, day.unwrap_or(self.local.date()).and_time(time)).instant();
            instant.with_timezone(&plan.timezone.value).format("%Y-%m-%d %H:%M")
        };
        format!(
            "move it before {} or after {}, which is {from} and {to} in {zone}",
            here(begins, quiet.from),
            here(ends, quiet.to)
        )
    }

    /// Returns the zone of the channels, where it is not the plan's.
    fn other_zone(&self, plan: &Plan) -> Option<Tz> {
        let zone = plan.zone(*self.channels.first()?);
        (zone != plan.timezone.value).then_some(zone)
    }
}
