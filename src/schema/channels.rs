//! Channels.

use super::holds::{Holds, MANY, channel_types, networks};
use super::root::EXTRA;
use super::settings::SHARES;
use super::{Key, Table};

/// Times of a day.
const TIMES: Holds = Holds::OneOrMore(&Holds::Time, 0);

pub(super) static CHANNEL: Table = Table::headed(
    "channel",
    "[channels.NAME]",
    "is a place where posts go out",
    &[
        Key::new("network", Holds::Word(networks), "a name that `plan networks` lists, or `other`").needed(),
        Key::new(
            "type",
            Holds::Word(channel_types),
            "what it is there: `page`, `group`, `profile`, `channel` or `forum`",
        ),
        Key::new("title", Holds::Text, "what people call it").without("the name in the header"),
        Key::new("url", Holds::Text, "where it is"),
        Key::new("timezone", Holds::Zone, "the zone of its followers: quiet hours, slots and caps are on its clocks")
            .without("the plan's"),
        Key::new("per_day", Holds::Table(&CAP), "most posts there a day, `{ max = 2 }`, beside the plan's rule"),
        Key::new("gap", Holds::Count(0, MANY), "least minutes between two posts there").without("the plan's"),
        Key::new(
            "slots",
            Holds::Either(&[Holds::Table(&SLOTS), Holds::List(&Holds::Time, 0)]),
            "the times of day that it keeps for posts, `[09:30:00, 18:00:00]`, or by weekday, \
             `{ weekdays = [09:30:00], sunday = [12:00:00] }`",
        ),
        Key::new("shares", SHARES, "its own mix, in percent, of the categories that the plan has")
            .without("the plan's"),
        Key::new("max_chars", Holds::Count(1, u32::MAX), "the longest text that it takes, as its network counts")
            .without("the network's limit"),
        Key::new(
            "limits",
            Holds::Table(&LIMITS),
            "its own limits in place of the network's, `{ hashtags = 30 }`: an instance, a paying account",
        ),
        Key::new(
            "handover",
            Holds::Map(&Holds::Name, 0),
            "what tools call it, `{ postiz = \"…\" }`: `postiz`, `brightbean`, `buffer`, `publer`, `metricool`, or a \
             table of `[export]`",
        ),
        EXTRA,
    ],
)
.inheriting();

static CAP: Table =
    Table::inline("cap", &[Key::new("max", Holds::Count(1, MANY), "the most posts there a day")]);

static SLOTS: Table = Table::inline(
    "slots",
    &[
        Key::new("weekdays", TIMES, "times from Monday to Friday, where the day has none of its own"),
        Key::new("monday", TIMES, "times on Mondays"),
        Key::new("tuesday", TIMES, "times on Tuesdays"),
        Key::new("wednesday", TIMES, "times on Wednesdays"),
        Key::new("thursday", TIMES, "times on Thursdays"),
        Key::new("friday", TIMES, "times on Fridays"),
        Key::new("saturday", TIMES, "times on Saturdays"),
        Key::new("sunday", TIMES, "times on Sundays"),
    ],
);

static LIMITS: Table = Table::inline(
    "limits",
    &[
        limit("text", "the longest text, as the network counts"),
        limit("caption", "the longest text beside media, as the network counts"),
        limit("title", "the longest title, in characters"),
        limit("comment", "the longest first comment, in characters"),
        limit("hashtags", "most hashtags of a post"),
        limit("alt_text", "the longest alt text, in characters"),
        limit("media", "most pictures, videos and documents of a post together"),
        limit("media_kinds", "most kinds of media (pictures, videos, documents) in one post"),
        limit("images", "most pictures of a post"),
        limit("gifs", "most GIFs of a post, where they are not pictures like others"),
        limit("videos", "most videos of a post"),
        limit("documents", "most documents of a post"),
        limit("image_bytes", "the largest picture, in bytes"),
        limit("gif_bytes", "the largest GIF, in bytes"),
        limit("video_bytes", "the largest video, in bytes"),
        limit("document_bytes", "the largest document, in bytes"),
        limit("image_sides", "the largest width and height of a picture together, in pixels"),
        limit("per_day", "most posts that its account may publish a day"),
    ],
);

const fn limit(name: &'static str, about: &'static str) -> Key {
    Key::new(name, Holds::Count(0, u32::MAX), about).without("the network's limit")
}
