//! `unverified-limits`: the limits of a channel's network are old or of doubtful source.

use crate::rules::prelude::*;

declare_rule! {
    /// The limits of a channel's network are old or of doubtful source.
    ///
    /// Off unless it is switched on in `[rules]`. A channel that sets its own `max_chars` or `limits` is left alone.
    ///
    /// ## Why it matters
    /// A number that nobody could verify may be wrong either way: `plan networks` shows each with its source.
    ///
    /// Source: the registry of networks.
    ///
    /// ## Example
    /// ```toml bad
    /// post = [{ at = 2026-11-23 09:00:00, category = "branded" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [rules]
    /// unverified-limits = "note"
    ///
    /// [channels.ok]
    /// network = "odnoklassniki"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// post = [{ at = 2026-11-23 09:00:00, category = "branded" }]
    ///
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [rules]
    /// unverified-limits = "note"
    ///
    /// [channels.ok]
    /// network = "odnoklassniki"
    /// max_chars = 10000
    /// ```
    pub struct UnverifiedLimits { name: "unverified-limits", group: Network, level: Off, scope: Post, since: "0.1.0" }
}

impl Rule for UnverifiedLimits {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for (id, channel) in cx.plan.channel_ids().map(|id| (id, cx.plan.channel(id))) {
            let (network, own) =
                (channel.network.value, channel.max_chars.is_some() || !channel.limits.is_empty());
            if !network.doubtful || own {
                continue;
            }
            let message = format!("the limits of {} on {} are not verified", network.title, channel.label());
            let finding = out.report(channel.network.span, message);
            if let Some(note) = network.note {
                finding.label(note);
            }
            finding.help("try a long post by hand, and set the channel's own `max_chars`").channel(id);
        }
    }
}
