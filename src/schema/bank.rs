//! Series, ideas and duties.

use super::holds::{Holds, WEEKDAYS};
use super::post::{
    CAMPAIGN, CATEGORY, CHANNELS, HASHTAGS, KIND, LINK, MEDIA, OWNER, STATUS, TEXT, VOICE, with_pattern,
};
use super::root::EXTRA;
use super::{Key, Table};

const EVERY: Key = Key::new(
    "every",
    Holds::Either(&[
        Holds::Word(days),
        Holds::List(&Holds::Word(super::holds::weekdays), 1),
        Holds::Pattern("="),
    ]),
    "how often: weekdays such as `[\"monday\", \"friday\"]`, `\"day\"`, or a rule of RFC 5545 such as \
     `\"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO\"`",
)
.needed();
const TIME: Key = Key::new("time", Holds::Time, "at what time").without("hour open");
const START: Key = Key::new("start", Holds::Date, "the first day").without("the plan's");
const UNTIL: Key = Key::new("until", Holds::Date, "the last day, included").without("the plan's");
const EXCEPT: Key = Key::new("except", Holds::OneOrMore(&Holds::Date, 0), "days that are left out");

fn days() -> Vec<&'static str> {
    ["day"].iter().chain(WEEKDAYS).copied().collect()
}

static SERIES_KEYS: [Key; 26] = with_pattern([
    Key::new(
        "id",
        Holds::Name,
        "a stable name; its posts are called `ID-2026-11-23`, and a plain post of that id replaces one",
    ),
    EVERY,
    TIME,
    START,
    UNTIL,
    EXCEPT,
]);
pub(super) static SERIES: Table =
    Table::headed("series", "[[series]]", "makes posts that come back", &SERIES_KEYS);

pub(super) static IDEA: Table = Table::headed(
    "idea",
    "[[idea]]",
    "is something that could be posted",
    &[
        Key::new("id", Holds::Name, "a stable name, by which posts say what they were made from").needed(),
        CATEGORY,
        KIND,
        Key::new("title", Holds::Text, "what it is about")
            .without("the text's first line; one of the two must be there"),
        TEXT,
        LINK,
        MEDIA,
        HASHTAGS,
        Key::new("channels", Holds::OneOrMore(&Holds::Text, 1), "where it fits: a name or a list")
            .without("anywhere"),
        Key::new("not_before", Holds::Date, "the first day on which it may be used"),
        Key::new("not_after", Holds::Date, "the last day on which it may be used"),
        Key::new("priority", Holds::Whole, "what goes first: the higher number").without("0"),
        Key::new("repeat_after", Holds::Count(1, 36_525), "after how many days it may be used again")
            .without("it is used once"),
        CAMPAIGN,
        EXTRA,
    ],
)
.one_of(&["title", "text"]);

pub(super) static DUTY: Table = Table::headed(
    "duty",
    "[[duty]]",
    "is care of the community, beside the posts",
    &[
        Key::new("id", Holds::Name, "a stable name"),
        EVERY,
        TIME,
        START,
        UNTIL,
        EXCEPT,
        Key::new("title", Holds::Text, "what is to be done").needed(),
        CHANNELS,
        OWNER,
        VOICE,
        STATUS,
        EXTRA,
    ],
);
