//! The top level of a file, and `[plan]`.

use super::bank::{DUTY, IDEA, SERIES};
use super::channels::CHANNEL;
use super::export::EXPORT;
use super::holds::Holds;
use super::post::POST;
use super::settings::{CADENCE, CAMPAIGN, LINKS, MIX, PARTNER, PERSON};
use super::{Key, Table};

/// Keys of one's own.
pub(super) const EXTRA: Key = Key::new("extra", Holds::Anything, "keys of your own, which nobody reads");

pub(super) static ROOT: Table = Table::headed(
    "file",
    "a file",
    "is a plan, settings that several plans share, or an idea bank, by what it holds",
    &[
        Key::new(
            "extends",
            Holds::OneOrMore(&Holds::Name, 0),
            "a file with settings, or a list of them, by paths from this file on; its own keys win, tables merge key by key, \
             lists replace",
        ),
        Key::new("plan", Holds::Table(&PLAN), "makes the file a plan: when it starts, and how long it is"),
        Key::new("post", Holds::Tables(&POST), "one thing to say, on one channel or more"),
        Key::new("series", Holds::Tables(&SERIES), "posts that come back"),
        Key::new("idea", Holds::Tables(&IDEA), "something that could be posted: an entry of the idea bank"),
        Key::new("duty", Holds::Tables(&DUTY), "care of the community, beside the posts"),
        Key::new("mix", Holds::Table(&MIX), "the categories, and how much of each there should be")
            .without("branded 30, functional 35, emotional 35"),
        Key::new("cadence", Holds::Table(&CADENCE), "how many posts a day, how close, and when none"),
        Key::new("channels", Holds::Named(&CHANNEL), "where posts go out").without("one feed without a name"),
        Key::new("people", Holds::Named(&PERSON), "who makes posts and takes duties"),
        Key::new("partners", Holds::Named(&PARTNER), "with whom posts are made together"),
        Key::new("campaigns", Holds::Named(&CAMPAIGN), "a burst of posts with one aim"),
        Key::new(
            "kinds",
            Holds::MapBesideExtra(&Holds::Text),
            "your own kinds of posts and the category of each: `tasting = \"emotional\"`",
        ),
        Key::new("links", Holds::Table(&LINKS), "which domains are yours"),
        Key::new(
            "rules",
            Holds::Levels,
            "levels of rules: `long-silence = \"off\"`, or `note`, `warning`, `error`; `plan rules` lists them",
        )
        .without("each rule's own level"),
        Key::new("export", Holds::Named(&EXPORT), "tables for tools that `plan export custom` writes"),
        EXTRA,
    ],
);

static PLAN: Table = Table::headed(
    "plan",
    "[plan]",
    "makes a file a plan",
    &[
        Key::new("title", Holds::Text, "a name for people"),
        Key::new("start", Holds::Date, "the first day").needed(),
        Key::new("end", Holds::Date, "the last day, included"),
        Key::new("days", Holds::Count(1, 3_652_425), "how many days the plan has, in place of `end`")
            .without("7"),
        Key::new(
            "timezone",
            Holds::Zone,
            "the zone of all its times: an IANA name such as `\"Europe/Kyiv\"`",
        )
        .without("UTC"),
        Key::new(
            "language",
            Holds::Pattern("^[A-Za-z0-9]{2,3}(-[A-Za-z0-9]+){0,2}$"),
            "the language of calendars: a tag such as `\"uk\"` or `\"en-GB\"`",
        )
        .without("`\"en\"`"),
        Key::new(
            "ideas",
            Holds::OneOrMore(&Holds::Name, 0),
            "an idea bank, or a list of them, by paths from this file on",
        ),
        EXTRA,
    ],
);
