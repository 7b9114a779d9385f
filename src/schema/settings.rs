//! Settings: the mix, the cadence, people, partners, campaigns, domains.

use super::holds::{Holds, MANY, roles, weekdays};
use super::root::EXTRA;
use super::{Key, Table};

/// Shares by category.
pub(super) const SHARES: Holds = Holds::Map(&Holds::Percent, 2);

pub(super) static MIX: Table = Table::headed(
    "mix",
    "[mix]",
    "says how much of each category there should be",
    &[
        Key::new(
            "shares",
            SHARES,
            "`{ branded = 30, functional = 35, emotional = 35 }`: any names, two or more, that sum to 100 percent",
        )
        .without("these three"),
        Key::new("tolerance", Holds::Percent, "by how many percentage points a share may be off").without("5"),
        EXTRA,
    ],
);

pub(super) static CADENCE: Table = Table::headed(
    "cadence",
    "[cadence]",
    "says how many posts a day, how close, and when none",
    &[
        Key::new(
            "per_day",
            Holds::Table(&BOUNDS),
            "posts a day, `{ min = 6, max = 12 }`; a post on three channels counts once",
        ),
        Key::new("gap", Holds::Count(0, MANY), "least minutes between two posts on one channel")
            .without("30"),
        Key::new(
            "quiet",
            Holds::Table(&QUIET),
            "hours without posts: `{ from = 23:00:00, to = 07:00:00 }`, on each channel's own clocks",
        ),
        Key::new(
            "days_off",
            Holds::OneOrMore(&Holds::Word(weekdays), 0),
            "weekdays without posts: `[\"sunday\"]`",
        ),
        Key::new(
            "blackout",
            Holds::OneOrMore(&Holds::Either(&[Holds::Table(&BLACKOUT), Holds::Date]), 0),
            "days without posts: dates, or `[{ from = 2026-11-27, to = 2026-11-28, why = \"days of mourning\" }]`",
        ),
        Key::new("silence", Holds::Count(0, MANY), "most days in a row that a channel may be silent")
            .without("3"),
        Key::new("reserve", Holds::Count(0, MANY), "places a day that are kept open for what nobody planned")
            .without("0"),
        EXTRA,
    ],
);

static BOUNDS: Table = Table::inline(
    "bounds",
    &[
        Key::new("min", Holds::Count(0, MANY), "the fewest posts a day").without("6"),
        Key::new("max", Holds::Count(1, MANY), "the most posts a day").without("12"),
    ],
);

static QUIET: Table = Table::inline(
    "quiet",
    &[
        Key::new("from", Holds::Time, "the first moment without posts").needed(),
        Key::new("to", Holds::Time, "the moment from which on there are posts again").needed(),
    ],
)
.inheriting();

static BLACKOUT: Table = Table::inline(
    "blackout",
    &[
        Key::new("from", Holds::Date, "the first day without posts").needed(),
        Key::new("to", Holds::Date, "the last day without posts").without("the same day"),
        Key::new("why", Holds::Text, "the reason, for people"),
    ],
);

pub(super) static PERSON: Table = Table::headed(
    "person",
    "[people.NAME]",
    "is somebody who makes posts or takes duties",
    &[
        Key::new("name", Holds::Text, "what people call them").without("the name in the header"),
        Key::new("role", Holds::Word(roles), "`staff`, `agency` or `freelance`"),
        EXTRA,
    ],
);

pub(super) static PARTNER: Table = Table::headed(
    "partner",
    "[partners.NAME]",
    "is somebody with whom posts are made together",
    &[
        Key::new("name", Holds::Text, "what people call them").without("the name in the header"),
        Key::new("competitor", Holds::Flag, "whether they compete with us").without("`false`"),
        EXTRA,
    ],
);

pub(super) static CAMPAIGN: Table = Table::headed(
    "campaign",
    "[campaigns.NAME]",
    "is a burst of posts with one aim",
    &[
        Key::new("title", Holds::Text, "what people call it").without("the name in the header"),
        Key::new("start", Holds::Date, "its first day"),
        Key::new("end", Holds::Date, "its last day, included"),
        EXTRA,
    ],
);

pub(super) static LINKS: Table = Table::headed(
    "links",
    "[links]",
    "says which domains are yours",
    &[
        Key::new(
            "own",
            Holds::OneOrMore(&Holds::Pattern(r"^[^\s/:.]+(\.[^\s/:.]+)+$"), 0),
            "`[\"kava.example\"]`: your own domains, all below them included; `missing-utm`, once switched on, looks at \
             links there",
        ),
        EXTRA,
    ],
);
