//! `agency-outside-campaign`: an agency owns a post outside of any campaign.

use chrono::NaiveDate;
use serde_json::json;

use crate::model::{Campaign, Plan, Post, Role, When};
use crate::rules::prelude::*;
use crate::text::Spanned;

declare_rule! {
    /// An agency owns a post that is part of no campaign, or lies outside its campaign's days.
    ///
    /// ## Why it matters
    /// Followers talk best with somebody who breathes the same air as everyone in the company. An agency makes sense for
    /// bursts, around big events and contests.
    ///
    /// Source: practice P25.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [{ at = 2026-11-23 09:00:00, category = "branded", owner = "svitlo" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [people.svitlo]
    /// role = "agency"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [{ at = 2026-11-23 09:00:00, category = "branded", owner = "svitlo", campaign = "opening" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [people.svitlo]
    /// role = "agency"
    ///
    /// [campaigns.opening]
    /// start = 2026-11-23
    /// end = 2026-11-29
    /// ```
    /// ## Data
    /// `owner`: the agency, as `[people]` names it. `campaign`: the post's campaign; null where it has none.
    pub struct AgencyOutsideCampaign {
        name: "agency-outside-campaign", group: Community, level: Note, scope: Post, since: "0.1.0"
    }
}

impl Rule for AgencyOutsideCampaign {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let plan = cx.plan;
        for (id, post) in cx.posts().filter(|(_, post)| !post.unread) {
            let Some((owner, person)) = post.owner.map(|owner| (owner, &plan.people[owner.value.index()]))
            else {
                continue;
            };
            let Some(role) = person.role.filter(|role| role.value == Role::Agency) else { continue };
            let Some(stray) = Stray::of(plan, post) else { continue };
            // What one series does again is said once.
            if cx.series_before(id).is_some_and(|before| Stray::of(plan, before).is_some()) {
                continue;
            }
            let (name, agency) = (post.reference(), &person.key);
            let campaign =
                post.details().campaign.map(|campaign| &plan.campaigns[campaign.value.index()].key);
            let finding = match stray {
                Stray::NoCampaign => {
                    let message = format!("{name} is owned by the agency `{agency}` and part of no campaign");
                    let running =
                        plan.campaigns.iter().find(|campaign| beyond(campaign, post.at.date).is_none());
                    let help = match running {
                        Some(campaign) => {
                            format!("make it part of `{}`, or let somebody of the staff own it", campaign.key)
                        }
                        None => "let somebody of the staff own it, or make it part of a campaign".to_owned(),
                    };
                    out.report(owner.span, message).help(help).post_or_series(id, post)
                }
                Stray::Outside { at, end } => {
                    let (side, verb, edge) = match end {
                        End::First(start) => ("before", "starts", start),
                        End::Last(last) => ("after", "ends", last),
                    };
                    let message = format!(
                        "{name}, owned by the agency `{agency}`, goes out on {}, {side} its campaign {verb} on {edge}",
                        at.date
                    );
                    let help = match (post.series.is_some(), end) {
                        (false, _) => {
                            "move it into the days of its campaign, or let somebody of the staff own it"
                                .to_owned()
                        }
                        (true, End::First(start)) => {
                            format!("let the series begin with its campaign: `start = {start}`")
                        }
                        (true, End::Last(last)) => {
                            format!("let the series end with its campaign: `until = {last}`")
                        }
                    };
                    let finding = out.report(at.span, message).help(help).post(id).day(at.date);
                    finding
                        .related(edge.span, format!("the campaign {verb} here"))
                        .related(owner.span, "its owner")
                }
            };
            finding.related(role.span, "an agency");
            finding
                .data(json!({ "owner": agency.value, "campaign": campaign.map(|campaign| &campaign.value) }));
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}

/// How a post is outside of any campaign.
enum Stray {
    /// It names none.
    NoCampaign,
    /// It goes out at a time that lies beyond an end of its campaign.
    Outside { at: Spanned<When>, end: End },
}

/// An end of a campaign.
#[derive(Clone, Copy)]
enum End {
    First(Spanned<NaiveDate>),
    Last(Spanned<NaiveDate>),
}

impl Stray {
    fn of(plan: &Plan, post: &Post) -> Option<Self> {
        let Some(named) = post.details().campaign else { return Some(Self::NoCampaign) };
        let campaign = &plan.campaigns[named.value.index()];
        plan.times(post).find_map(|at| Some(Self::Outside { at, end: beyond(campaign, at.date)? }))
    }
}

/// Returns the end of a campaign that a day lies beyond; a campaign may be open at either.
fn beyond(campaign: &Campaign, day: NaiveDate) -> Option<End> {
    let first = campaign.start.filter(|start| day < start.value).map(End::First);
    first.or_else(|| campaign.end.filter(|last| last.value < day).map(End::Last))
}
