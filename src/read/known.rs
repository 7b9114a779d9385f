//! The keys that each table of the format knows, by the table's place.

use super::bank::{DUTY_KEYS, IDEA_KEYS, SERIES_KEYS};
use super::cadence::{BLACKOUT_KEYS, BOUNDS_KEYS, CADENCE_KEYS, SPAN_KEYS};
use super::channels::{CAP_KEYS, CHANNEL_KEYS, SLOT_KEYS};
use super::custom::{COLUMN_KEYS, TABLE_KEYS};
use super::header::PLAN_KEYS;
use super::keys::ROOT_KEYS;
use super::links::LINKS_KEYS;
use super::posts::{MEDIA_KEYS, POST_KEYS, VARIANT_KEYS};
use super::roster::{CAMPAIGN_KEYS, PARTNER_KEYS, PERSON_KEYS};
use super::settings::MIX_KEYS;
use crate::networks::What;

/// Lists the keys of a table, in the order of the reference; none where the table is not of the format, or its keys are
/// names of the plan's own.
///
/// A table is named by the keys that lead to it, lists left out: `["post", "variants", "telegram"]`, `["post", "media"]`.
pub fn known_keys(table: &[&str]) -> Vec<&'static str> {
    let keys = match table {
        [] => ROOT_KEYS,
        ["plan"] => PLAN_KEYS,
        ["post"] => POST_KEYS,
        ["series"] => SERIES_KEYS,
        ["post" | "series", "variants", _] => VARIANT_KEYS,
        ["post" | "series" | "idea", "media"] | ["post" | "series", "variants", _, "media"] => MEDIA_KEYS,
        ["idea"] => IDEA_KEYS,
        ["duty"] => DUTY_KEYS,
        ["mix"] => MIX_KEYS,
        ["cadence"] => CADENCE_KEYS,
        ["cadence", "per_day"] => BOUNDS_KEYS,
        ["cadence", "quiet"] => SPAN_KEYS,
        ["cadence", "blackout"] => BLACKOUT_KEYS,
        ["channels", _] => CHANNEL_KEYS,
        ["channels", _, "per_day"] => CAP_KEYS,
        ["channels", _, "slots"] => SLOT_KEYS,
        ["channels", _, "limits"] => return What::ALL.iter().filter_map(|what| what.key()).collect(),
        ["people", _] => PERSON_KEYS,
        ["partners", _] => PARTNER_KEYS,
        ["campaigns", _] => CAMPAIGN_KEYS,
        ["links"] => LINKS_KEYS,
        ["export", _] => TABLE_KEYS,
        ["export", _, "columns"] => COLUMN_KEYS,
        _ => &[],
    };
    keys.to_vec()
}
