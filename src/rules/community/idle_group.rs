//! `idle-group`: what people take part in goes to a page, while a group on the same network is left out.

use serde_json::json;

use crate::model::{Channel, ChannelId, ChannelType};
use crate::networks::Network;
use crate::rules::prelude::*;

declare_rule! {
    /// A post that people take part in goes to a page, and not to the group on the same network.
    ///
    /// People take part in posts of the kinds `contest`, `poll`, `question`, `award` and `ugc`. Channels on the network `other` are
    /// not compared: they may be anywhere.
    ///
    /// ## Why it matters
    /// A group is usually livelier than a page, because its members can do more there: they answer each other, and post too.
    ///
    /// Source: practice P11.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [{ at = 2026-11-23 09:00:00, category = "emotional", kind = "contest", channels = ["page"] }]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [channels.page]
    /// network = "facebook"
    /// type = "page"
    ///
    /// [channels.club]
    /// network = "facebook"
    /// type = "group"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [{ at = 2026-11-23 09:00:00, category = "emotional", kind = "contest", channels = ["page", "club"] }]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [channels.page]
    /// network = "facebook"
    /// type = "page"
    ///
    /// [channels.club]
    /// network = "facebook"
    /// type = "group"
    /// ```
    /// ## Data
    /// `kind`: the post's. `page`, `group`: the names of the channels.
    pub struct IdleGroup { name: "idle-group", group: Community, level: Note, scope: Post, since: "0.1.0" }
}

impl Rule for IdleGroup {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let plan = cx.plan;
        let is = |channel: &Channel, kind| channel.kind.is_some_and(|own| own.value == kind);
        let is_group = |id: &ChannelId| is(plan.channel(*id), ChannelType::Group);
        let groups: Vec<ChannelId> = plan.channel_ids().filter(is_group).collect();
        if groups.is_empty() {
            return;
        }
        let network = |id: ChannelId| plan.channel(id).network.value;
        for (id, post) in cx.posts().filter(|(id, post)| !post.partial && cx.series_before(*id).is_none()) {
            let (Some(kind), Some(channels)) = (&post.kind, &post.channels) else { continue };
            if !post.known_kind().is_some_and(|kind| kind.participation) {
                continue;
            }
            let pages = channels.iter().filter(|channel| is(plan.channel(channel.value), ChannelType::Page));
            let mut seen: Vec<&Network> = vec![Network::other()];
            for page in pages {
                let here = network(page.value);
                if seen.contains(&here) {
                    continue;
                }
                seen.push(here);
                let Some(&group) = groups.iter().find(|&&group| network(group) == here) else { continue };
                if channels.iter().any(|channel| is_group(&channel.value) && network(channel.value) == here) {
                    continue;
                }
                let (from, to) = (plan.channel(page.value), plan.channel(group));
                let message = format!(
                    "{}, a post of kind `{kind}`, goes to the page `{}` and not to the group `{}`",
                    post.reference(),
                    from.name,
                    to.name
                );
                let finding = out.report(page.span, message);
                finding.setting(to.kind.map(|kind| kind.span), format!("a group on {} too", here.title));
                finding.help(format!(
                    "add \"{}\" to its channels: in a group, people talk more readily",
                    to.name
                ));
                finding.post_or_series(id, post).channel(page.value);
                finding.data(json!({ "kind": kind.value, "page": from.name.value, "group": to.name.value }));
            }
        }
    }

    fn by_post(&self) -> bool {
        true
    }
}
