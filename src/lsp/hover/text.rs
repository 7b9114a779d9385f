//! A text: how long it is on each channel, against the limit there.

use std::fmt::Write as _;

use crate::lsp::lengths;
use crate::lsp::look::Look;
use crate::lsp::markdown::plain;
use crate::model::{ChannelId, Post};
use crate::networks::grouped;

/// Says how long a post's text is.
pub(super) fn lengths(look: &Look<'_>, post: &Post, variant: Option<ChannelId>) -> Option<String> {
    let lengths = lengths::lengths(look.plan, post, variant);
    let mut said = String::from("Length, with the link and hashtags that are appended:\n");
    for length in &lengths {
        let channel = look.plan.channel(length.channel);
        let network = if *channel.name.value == *channel.network.name {
            String::new()
        } else {
            format!(" ({})", channel.network.title)
        };
        let label = plain(channel.label());
        let _ = write!(said, "\n- {label}{network}: {}", number(length.own));
        let _ = match length.most {
            Some(most) => write!(said, " of {} {}", number(most), length.unit),
            None => write!(said, " {}, no limit is known", length.unit),
        };
        let _ = match (length.over(), length.hard) {
            (0, true) => Ok(()),
            (0, false) => write!(said, "{}", if length.most.is_some() { " (advised)" } else { "" }),
            (over, true) => write!(said, ", **{} too long**", number(over)),
            (over, false) => write!(said, ", {} over what one source says", number(over)),
        };
    }
    (!lengths.is_empty()).then_some(said)
}

fn number(number: usize) -> String {
    grouped(u64::try_from(number).unwrap_or(u64::MAX))
}
