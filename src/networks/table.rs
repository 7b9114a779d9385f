//! The data: one entry a network, to be read line by line.
//!
//! A network is added here and nowhere else; `other` stays last.

use super::{Network, Sourced};

#[expect(clippy::unnecessary_wraps, reason = "the table reads better so")]
const fn sourced(value: u32, source: &'static str, read: &'static str) -> Option<Sourced> {
    Some(Sourced { value, source, read })
}

/// Who gives advice where no study does.
const PRACTITIONERS: &str = "no study of this network; practitioners call 6 a day in one channel an overload";
/// Who collected what the networks' interfaces let one account publish a day.
const INTERFACES: &str = "brightbean, apps/api/limits.py of May 2026";

/// Every network, the large ones first.
pub const NETWORKS: &[Network] = &[
    Network {
        name: "facebook",
        title: "Facebook",
        aliases: &["fb", "meta"],
        advised_per_day: sourced(
            2,
            "Hootsuite and Adobe: 1-2 a day; Buffer and SumAll: at most 2",
            "2026-08",
        ),
        quota_per_day: sourced(200, INTERFACES, "2026-08"),
    },
    Network {
        name: "instagram",
        title: "Instagram",
        aliases: &["ig", "insta"],
        advised_per_day: sourced(2, "Hootsuite: 3-7 a week, taken as 2 on a busy day", "2026-08"),
        quota_per_day: sourced(25, INTERFACES, "2026-08"),
    },
    Network {
        name: "threads",
        title: "Threads",
        aliases: &[],
        advised_per_day: sourced(5, PRACTITIONERS, "2026-08"),
        quota_per_day: sourced(
            250,
            "developers.facebook.com, Threads posts: 250 posts in 24 hours",
            "2026-08",
        ),
    },
    Network {
        name: "x",
        title: "X",
        aliases: &["twitter"],
        advised_per_day: sourced(5, "Hootsuite: 1-5 a day; Adobe: 3", "2026-08"),
        quota_per_day: None,
    },
    Network {
        name: "linkedin",
        title: "LinkedIn",
        aliases: &[],
        advised_per_day: sourced(1, "Hootsuite: 1-5 a week; Buffer and SumAll: 1 a day", "2026-08"),
        quota_per_day: sourced(100, INTERFACES, "2026-08"),
    },
    Network {
        name: "telegram",
        title: "Telegram",
        aliases: &["tg"],
        advised_per_day: sourced(5, PRACTITIONERS, "2026-08"),
        quota_per_day: None,
    },
    Network {
        name: "vkontakte",
        title: "VKontakte",
        aliases: &["vk"],
        advised_per_day: sourced(5, PRACTITIONERS, "2026-08"),
        quota_per_day: sourced(500, "SevereCloud/vk-limits, data.ts: 500 posts a day", "2026-08"),
    },
    Network {
        name: "odnoklassniki",
        title: "Odnoklassniki",
        aliases: &["ok"],
        advised_per_day: sourced(5, PRACTITIONERS, "2026-08"),
        quota_per_day: None,
    },
    Network {
        name: "moy-mir",
        title: "Moy Mir",
        aliases: &["moymir"],
        advised_per_day: sourced(5, PRACTITIONERS, "2026-08"),
        quota_per_day: None,
    },
    Network {
        name: "livejournal",
        title: "LiveJournal",
        aliases: &["lj"],
        advised_per_day: sourced(5, PRACTITIONERS, "2026-08"),
        quota_per_day: None,
    },
    Network {
        name: "google-plus",
        title: "Google+",
        aliases: &["google+", "gplus"],
        advised_per_day: None,
        quota_per_day: None,
    },
    Network {
        name: "youtube",
        title: "YouTube",
        aliases: &["yt"],
        advised_per_day: sourced(5, PRACTITIONERS, "2026-08"),
        quota_per_day: sourced(50, INTERFACES, "2026-08"),
    },
    Network {
        name: "tiktok",
        title: "TikTok",
        aliases: &[],
        advised_per_day: sourced(3, "Adobe: 1-3 a day", "2026-08"),
        quota_per_day: sourced(15, INTERFACES, "2026-08"),
    },
    Network {
        name: "pinterest",
        title: "Pinterest",
        aliases: &[],
        advised_per_day: sourced(10, "Adobe: 4-10 a day", "2026-08"),
        quota_per_day: sourced(50, INTERFACES, "2026-08"),
    },
    Network {
        name: "reddit",
        title: "Reddit",
        aliases: &[],
        advised_per_day: sourced(5, PRACTITIONERS, "2026-08"),
        quota_per_day: None,
    },
    Network {
        name: "bluesky",
        title: "Bluesky",
        aliases: &["bsky"],
        advised_per_day: sourced(5, PRACTITIONERS, "2026-08"),
        quota_per_day: sourced(200, INTERFACES, "2026-08"),
    },
    Network {
        name: "mastodon",
        title: "Mastodon",
        aliases: &[],
        advised_per_day: sourced(5, PRACTITIONERS, "2026-08"),
        quota_per_day: sourced(200, INTERFACES, "2026-08"),
    },
    Network {
        name: "discord",
        title: "Discord",
        aliases: &[],
        advised_per_day: sourced(5, PRACTITIONERS, "2026-08"),
        quota_per_day: None,
    },
    Network {
        name: "whatsapp",
        title: "WhatsApp",
        aliases: &["wa"],
        advised_per_day: sourced(5, PRACTITIONERS, "2026-08"),
        quota_per_day: None,
    },
    Network {
        name: "viber",
        title: "Viber",
        aliases: &[],
        advised_per_day: sourced(5, PRACTITIONERS, "2026-08"),
        quota_per_day: None,
    },
    Network {
        name: "google-business",
        title: "Google Business",
        aliases: &["gbp", "google-my-business"],
        advised_per_day: sourced(5, PRACTITIONERS, "2026-08"),
        quota_per_day: sourced(50, INTERFACES, "2026-08"),
    },
    Network {
        name: "tumblr",
        title: "Tumblr",
        aliases: &[],
        advised_per_day: sourced(5, PRACTITIONERS, "2026-08"),
        quota_per_day: None,
    },
    Network {
        name: "dev-to",
        title: "dev.to",
        aliases: &["devto", "dev.to"],
        advised_per_day: sourced(5, PRACTITIONERS, "2026-08"),
        quota_per_day: None,
    },
    Network {
        name: "lemmy",
        title: "Lemmy",
        aliases: &[],
        advised_per_day: sourced(5, PRACTITIONERS, "2026-08"),
        quota_per_day: None,
    },
    Network {
        name: "nostr",
        title: "Nostr",
        aliases: &[],
        advised_per_day: sourced(5, PRACTITIONERS, "2026-08"),
        quota_per_day: None,
    },
    Network {
        name: "forum",
        title: "Web forum",
        aliases: &["web-forum"],
        advised_per_day: None,
        quota_per_day: None,
    },
    Network {
        name: "newsletter",
        title: "Newsletter",
        aliases: &["email"],
        advised_per_day: None,
        quota_per_day: None,
    },
    Network { name: "blog", title: "Blog", aliases: &[], advised_per_day: None, quota_per_day: None },
    Network { name: "other", title: "Other", aliases: &[], advised_per_day: None, quota_per_day: None },
];
