//! `unused-name`: a channel, person, partner or campaign is declared and never used.

use crate::rules::prelude::*;
use std::collections::HashSet;

use serde_json::json;

use crate::model::{CampaignId, ChannelId, Name, PartnerId, PersonId, Plan, SeriesId};

declare_rule! {
    /// A channel, person, partner or campaign is declared and never used.
    ///
    /// ## Why it matters
    /// Mostly a post was meant for it and names another, or the line outlived what it was for. What a file declares for many
    /// plans to share is not judged: one week need not use all of it.
    ///
    /// Source: hledger's strict mode.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [people.olena]
    /// name = "Olena Koval"
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// title = "The shop in Podil opens"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [people.olena]
    /// name = "Olena Koval"
    ///
    /// [[post]]
    /// at = 2026-11-23 09:30:00
    /// category = "branded"
    /// title = "The shop in Podil opens"
    /// owner = "olena"
    /// ```
    /// ## Data
    /// `kind`: channel, person, partner or campaign. `name`: the name.
    pub struct UnusedName { name: "unused-name", group: Plan, level: Note, scope: Plan, since: "0.1.0" }
}

impl Rule for UnusedName {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let plan = cx.plan;
        // What a series names that makes no post is not known.
        let making: HashSet<SeriesId> = plan.posts.iter().filter_map(|post| post.series).collect();
        if plan.posts.is_empty() || making.len() < plan.series.len() {
            return;
        }
        let used = Used::of(plan);
        let mut judge = |what: &str, key: &Name, used: bool| {
            if !used && key.span.file == plan.file {
                out.report(key.span, format!("the {what} `{key}` is never used"))
                    .help("name it in a post, or drop its table")
                    .data(json!({ "kind": what, "name": key.value }));
            }
        };
        for (index, channel) in plan.channels.iter().enumerate().filter(|(_, channel)| !channel.is_nameless())
        {
            judge("channel", &channel.name, used.channels.contains(&ChannelId::new(index)));
        }
        for (index, person) in plan.people.iter().enumerate() {
            judge("person", &person.key, used.people.contains(&PersonId::new(index)));
        }
        for (index, partner) in plan.partners.iter().enumerate() {
            judge("partner", &partner.key, used.partners.contains(&PartnerId::new(index)));
        }
        for (index, campaign) in plan.campaigns.iter().enumerate() {
            judge("campaign", &campaign.key, used.campaigns.contains(&CampaignId::new(index)));
        }
    }
}

/// What posts, ideas and duties name.
#[derive(Default)]
struct Used {
    channels: HashSet<ChannelId>,
    people: HashSet<PersonId>,
    partners: HashSet<PartnerId>,
    campaigns: HashSet<CampaignId>,
}

impl Used {
    fn of(plan: &Plan) -> Self {
        let mut used = Self::default();
        let mut all_channels = false;
        for post in &plan.posts {
            let details = post.details();
            all_channels |= post.channels.is_none();
            used.channels.extend(post.channels.iter().flatten().map(|channel| channel.value));
            used.people.extend(post.owner.map(|owner| owner.value));
            used.partners.extend(details.partner.map(|partner| partner.value));
            used.campaigns.extend(details.campaign.map(|campaign| campaign.value));
        }
        for idea in &plan.ideas {
            used.channels.extend(idea.channels.iter().flatten().map(|channel| channel.value));
            used.campaigns.extend(idea.campaign.map(|campaign| campaign.value));
        }
        for duty in &plan.duties {
            used.channels.extend(duty.channels.iter().flatten().map(|channel| channel.value));
            used.people.extend(duty.owner.map(|owner| owner.value));
        }
        if all_channels {
            used.channels.extend((0..plan.channels.len()).map(ChannelId::new));
        }
        used
    }
}
