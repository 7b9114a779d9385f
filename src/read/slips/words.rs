//! What the keys of the format hold, as far as it helps to guess what was meant.

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Text.
    Text,
    /// A list of texts, or one.
    Texts,
    /// A day, a time, or both.
    Moment,
    /// A number.
    Number,
    /// True or false.
    Flag,
}

/// Tables whose keys are names that the user gives.
const OWN_NAMES: &[&str] =
    &["shares", "channels", "people", "partners", "campaigns", "kinds", "variants", "extra"];

/// Tables of the root of which there are many, each with two brackets.
pub(super) const LISTS: &[&str] = &["post", "series", "idea", "duty"];

/// Tells what a key of the format holds; `None` for any other key.
pub(super) fn sort_of(key: &str) -> Option<Sort> {
    Some(match key {
        "id" | "category" | "kind" | "title" | "text" | "link" | "status" | "owner" | "voice" | "signed"
        | "campaign" | "partner" | "first_comment" | "idea" | "timezone" | "language" | "network"
        | "type" | "url" | "name" | "role" | "file" | "alt" | "why" => Sort::Text,
        "channels" | "hashtags" | "allow" | "ideas" | "extends" | "days_off" | "every" | "media" => {
            Sort::Texts
        }
        "at" | "start" | "end" | "until" | "except" | "time" | "slots" | "from" | "to" | "not_before"
        | "not_after" | "weekdays" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday"
        | "saturday" | "sunday" => Sort::Moment,
        "days" | "tolerance" | "gap" | "silence" | "reserve" | "min" | "max" | "max_chars" | "priority"
        | "repeat_after" => Sort::Number,
        "promoted" | "competitor" => Sort::Flag,
        _ => return None,
    })
}

/// Returns whether the keys of a table are names that the user gives; a path such as `channels.telegram.shares` names it.
pub(super) fn takes_own_names(path: &str) -> bool {
    let mut parts = path.split('.').map(|part| part.trim().trim_matches(['"', '\'']));
    parts.clone().any(|part| part == "extra")
        || parts.next_back().is_some_and(|last| OWN_NAMES.contains(&last))
}

/// Returns whether the values of a table are words, whatever its keys.
pub(super) fn holds_words(path: &str) -> bool {
    path == "rules" || path == "kinds" || path.split('.').any(|part| part.trim() == "extra")
}

/// Returns whether the values of a table are shares in percent.
pub(super) fn holds_shares(path: &str) -> bool {
    path.rsplit('.').next().is_some_and(|last| last.trim() == "shares")
}
