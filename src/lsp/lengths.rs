//! How long a text is on each channel, against the limits there.

use crate::model::{ChannelId, Plan, Post};
use crate::networks::{Bound, Force, Unit};

/// The length of a text on one channel, by one limit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Length {
    /// The channel.
    pub(super) channel: ChannelId,
    /// How long it is, in `unit`.
    pub(super) own: usize,
    /// The longest that goes; none where no limit is known.
    pub(super) most: Option<usize>,
    /// What they count.
    pub(super) unit: &'static str,
    /// Whether the limit is hard.
    pub(super) hard: bool,
}

impl Length {
    /// Returns how much is too much.
    pub(super) fn over(&self) -> usize {
        self.most.map_or(0, |most| self.own.saturating_sub(most))
    }
}

/// Measures the text of a post on the channels where it goes out: that of a variant on its channel, the post's own on all
/// others.
pub(super) fn lengths(plan: &Plan, post: &Post, variant: Option<ChannelId>) -> Vec<Length> {
    let has_own = |channel: ChannelId| post.variant(channel).is_some_and(|variant| variant.text.is_some());
    let channels = plan.channels_of(post).filter(|&channel| match variant {
        Some(variant) => channel == variant,
        None => !has_own(channel),
    });
    channels.flat_map(|channel| on_channel(plan, post, channel)).collect()
}

fn on_channel(plan: &Plan, post: &Post, id: ChannelId) -> Vec<Length> {
    let channel = plan.channel(id);
    let content = plan.content(post, id);
    let published = content.published(&channel.network);
    let caps = channel.text_caps(!content.media.is_empty()).filter(|cap| cap.bound == Bound::AtMost);
    let mut lengths: Vec<Length> = caps
        .filter_map(|cap| {
            let Unit::Text(counting) = cap.unit else { return None };
            let length = counting.length(&published.text);
            let hard = cap.force == Force::Hard;
            Some(Length { channel: id, own: length, most: Some(cap.most()), unit: counting.unit(), hard })
        })
        .collect();
    if lengths.is_empty() {
        let counting = channel.network.counting();
        let length = counting.length(&published.text);
        lengths.push(Length { channel: id, own: length, most: None, unit: counting.unit(), hard: false });
    }
    lengths
}
