//! Posts, their variants and media.

use super::holds::{Holds, kinds, statuses, voices};
use super::root::EXTRA;
use super::{Key, Table};

pub(super) const CHANNELS: Key =
    Key::new("channels", Holds::OneOrMore(&Holds::Text, 1), "on which channels: a name or a list")
        .without("every declared channel");
pub(super) const CATEGORY: Key = Key::new("category", Holds::Text, "its part in the mix").needed();
pub(super) const KIND: Key = Key::new(
    "kind",
    Holds::Hint(kinds),
    "what kind of post it is; `plan kinds` lists the known ones, words of your own are fine",
);
const TITLE: Key = Key::new("title", Holds::Text, "what schedules show").without("the text's first line");
pub(super) const TEXT: Key = Key::new("text", Holds::Text, "what is published");
pub(super) const LINK: Key = Key::new("link", Holds::Text, "the address that it leads to");
const MEDIUM_OR_PATH: &[Holds] = &[Holds::Table(&MEDIUM), Holds::Name];
pub(super) const MEDIA: Key = Key::new(
    "media",
    Holds::OneOrMore(&Holds::Either(MEDIUM_OR_PATH), 0),
    "pictures, videos, documents: `[{ file = \"media/podil.jpg\", alt = \"The counter\" }]`",
);
pub(super) const HASHTAGS: Key =
    Key::new("hashtags", Holds::OneOrMore(&Holds::Text, 0), "hashtags beside those inside the text");
pub(super) const STATUS: Key = Key::new(
    "status",
    Holds::Word(statuses),
    "how far it has come: `draft`, `review`, `approved`, `published`, or `cancelled`, which counts nowhere",
)
.without("`draft`");
pub(super) const OWNER: Key = Key::new("owner", Holds::Name, "who sees to it: one of `[people]`");
pub(super) const VOICE: Key =
    Key::new("voice", Holds::Word(voices), "who speaks: the `official` profile or a `personal` one");
const SIGNED: Key = Key::new("signed", Holds::Text, "who signs an official answer");
pub(super) const CAMPAIGN: Key =
    Key::new("campaign", Holds::Name, "what it is a part of: one of `[campaigns]`");
const PARTNER: Key = Key::new("partner", Holds::Name, "with whom it is posted: one of `[partners]`");
const PROMOTED: Key = Key::new("promoted", Holds::Flag, "whether its reach is paid for").without("`false`");
const FIRST_COMMENT: Key =
    Key::new("first_comment", Holds::Text, "what is written below it as soon as it is out");
const ALLOW: Key = Key::new(
    "allow",
    Holds::OneOrMore(&Holds::Rule, 0),
    "rules that must be quiet about it; `plan rules` lists them",
);
const IDEA: Key = Key::new("idea", Holds::Name, "the idea that it was made from, by its id");
const VARIANTS: Key =
    Key::new("variants", Holds::Named(&VARIANT), "what differs on one channel: `[post.variants.telegram]`");

/// What a post and a series have besides when they go out.
const PATTERN: [Key; 20] = [
    CHANNELS,
    CATEGORY,
    KIND,
    TITLE,
    TEXT,
    LINK,
    MEDIA,
    HASHTAGS,
    STATUS,
    OWNER,
    VOICE,
    SIGNED,
    CAMPAIGN,
    PARTNER,
    PROMOTED,
    FIRST_COMMENT,
    ALLOW,
    IDEA,
    VARIANTS,
    EXTRA,
];

static POST_KEYS: [Key; 22] = with_pattern([
    Key::new("id", Holds::Name, "a stable name, unique in the plan; calendars rest on it"),
    Key::new("at", Holds::Moment, "when, local time of the plan; a bare date means that day, hour open")
        .needed(),
]);
pub(super) static POST: Table = Table::headed(
    "post",
    "[[post]]",
    "is one thing to say; on three channels it is one post and three placements",
    &POST_KEYS,
);

static VARIANT: Table = Table::headed(
    "variant",
    "[post.variants.CHANNEL]",
    "is what differs on one channel; series have variants too",
    &[
        own(Key::new("at", Holds::Moment, "when it goes out there, local time of the plan")),
        own(TITLE),
        own(TEXT),
        own(LINK),
        own(MEDIA),
        own(HASHTAGS),
        own(FIRST_COMMENT),
        EXTRA,
    ],
);

static MEDIUM: Table = Table::inline(
    "medium",
    &[
        Key::new(
            "file",
            Holds::Name,
            "a path from the plan's folder on, or an `https://` address, which is not fetched",
        )
        .needed(),
        Key::new("alt", Holds::Text, "what a picture shows, for those who do not see it"),
        EXTRA,
    ],
);

/// Makes it a key of a variant.
const fn own(key: Key) -> Key {
    key.without("the post's own")
}

/// Puts keys before those of every post.
pub(super) const fn with_pattern<const OWN: usize, const ALL: usize>(own: [Key; OWN]) -> [Key; ALL] {
    assert!(OWN + PATTERN.len() == ALL, "all keys are there");
    let mut all = [EXTRA; ALL];
    let mut index = 0;
    while index < ALL {
        all[index] = if index < OWN { own[index] } else { PATTERN[index - OWN] };
        index += 1;
    }
    all
}
