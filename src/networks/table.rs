//! The data: one entry a network, one line a limit, to be read line by line.
//!
//! A network is added here and nowhere else; `other` stays last. Where sources disagree, the smaller number is
//! advised and the larger one hard. Notes were read in August 2026.

use super::Carried::{InField, Nowhere};
use super::Counting::{CodePoints, EmojiBytes, Escaped, Graphemes, LinkedGraphemes, Utf8, Utf16, Weighted};
use super::What::{
    AltText, Caption, Comment, DocumentBytes, Documents, GifBytes, Gifs, Hashtags, ImageBytes, ImageRatio,
    ImageSides, Images, Link, Media, MediaKinds, PerDay, Text, Title, VideoBytes, VideoSeconds, Videos,
};
use super::limit::{of, text};
use super::{Carried, Formats, Network, State};

/// Who gives advice where no study does.
const PRACTICE: &str = "no study of this network; practitioners call 6 a day in one channel an overload";
/// Who collected what the networks' interfaces let one account publish a day.
const QUOTAS: &str = "brightbean, apps/api/limits.py of May 2026";
/// A scheduler whose list of limits is dated.
const OPENPOST: &str = "openpost, docs-site/providers/platform-limits.md of 2026-08-03";
/// A scheduler that ships the number.
const POSTIZ: &str = "Postiz, its providers' limits";
/// No page of the vendor was found.
const KNOWN: &str = "widely known, not verified";
const X_DOCS: &str = "docs.x.com, media";
const ATPROTO: &str = "bluesky-social/atproto, lexicons/app/bsky/embed";
const THREADS: &str = "developers.facebook.com, Threads posts";
const INSTAGRAM: &str = "developers.facebook.com, Instagram content publishing";
const TELEGRAM: &str = "core.telegram.org/bots/api";
/// People may send more by hand.
const TELEGRAM_BOTS: &str = "core.telegram.org/bots/api: what bots may send";
const VK: &str = "SevereCloud/vk-limits, data.ts";
const YOUTUBE: &str = "developers.google.com/youtube/v3/docs/videos";
const TIKTOK: &str = "developers.tiktok.com, content posting";
/// A scheduler that lists what each network takes.
const AYRSHARE: &str = "Ayrshare, media guidelines";
/// The same, of documents: it passes them on to LinkedIn alone.
const NO_DOCUMENTS: &str = "Ayrshare, media guidelines: documents go to LinkedIn alone";

/// A network that says nothing of itself.
const PLAIN: Network = Network {
    name: "",
    title: "",
    aliases: &[],
    state: State::Alive,
    in_2012: None,
    note: None,
    has_title: false,
    link: Carried::InText,
    hashtags: Carried::InText,
    links_work: true,
    repeat_days: 3,
    doubtful: false,
    images: None,
    videos: None,
    limits: &[],
};

/// Every network, the large ones first.
pub const NETWORKS: &[Network] = &[
    Network {
        name: "facebook",
        title: "Facebook",
        aliases: &["fb", "meta"],
        in_2012: Some("most people interested in brands; about 10 % bots"),
        note: Some(
            "the interface for groups was closed in 2024, so posts to a group go out by hand (support.schedulin.app); about 480 characters stand before the fold (orshot.com)",
        ),
        repeat_days: 7,
        limits: &[
            text(Text, 63_206, CodePoints, "Postiz and OpenPost", "2026-08"),
            text(Text, 5_000, CodePoints, "Mixpost takes no more", "2026-08").advised(),
            of(Hashtags, 2, "TrackMaven, 65,000 posts: best with 1; practice 1-2", "2026-08").advised(),
            of(Images, 10, OPENPOST, "2026-08"),
            of(MediaKinds, 1, OPENPOST, "2026-08"),
            of(Documents, 0, "openpost: pictures or a video; members of a group may add files", "2026-08")
                .advised(),
            of(ImageBytes, 10_000_000, OPENPOST, "2026-08"),
            of(PerDay, 2, "Hootsuite and Adobe: 1-2 a day; Buffer and SumAll: at most 2", "2026-08")
                .advised(),
            of(PerDay, 200, QUOTAS, "2026-08"),
        ],
        ..PLAIN
    },
    Network {
        name: "instagram",
        title: "Instagram",
        aliases: &["ig", "insta"],
        note: Some(
            "links in a caption cannot be followed; 125 characters stand before the fold (orshot.com); 30 hashtags became 5 in December 2025 (socialsamosa.com): set the channel's `limits` where it still takes more",
        ),
        link: Nowhere,
        links_work: false,
        limits: &[
            text(Text, 2_200, CodePoints, "openpost and the vendor's page on content publishing", "2026-08"),
            of(Hashtags, 5, "Ayrshare's documentation: up to 5, since December 2025", "2026-08"),
            text(AltText, 1_000, CodePoints, INSTAGRAM, "2026-08"),
            of(Media, 1, INSTAGRAM, "2026-08").least(),
            of(Media, 10, INSTAGRAM, "2026-08"),
            of(Documents, 0, INSTAGRAM, "2026-08"),
            of(ImageRatio, 80, INSTAGRAM, "2026-08").least(),
            of(ImageRatio, 191, INSTAGRAM, "2026-08"),
            of(PerDay, 2, "Hootsuite: 3-7 a week, taken as 2 on a busy day", "2026-08").advised(),
            of(PerDay, 25, QUOTAS, "2026-08").advised(),
            of(PerDay, 50, INSTAGRAM, "2026-08"),
        ],
        ..PLAIN
    },
    Network {
        name: "threads",
        title: "Threads",
        note: Some(
            "the page says 500 characters with emoji as bytes; Postiz measured that the whole text is counted in bytes, so Cyrillic is at risk from 250 letters on",
        ),
        limits: &[
            text(Text, 500, EmojiBytes, THREADS, "2026-04-14"),
            text(
                Text,
                500,
                Utf8,
                "Postiz, pull request 1946: 175 refusals in 90 days, all by bytes",
                "2026-08",
            )
            .advised(),
            of(Hashtags, 1, "developers.facebook.com, Threads posts: one topic tag", "2026-04-14"),
            of(Media, 20, THREADS, "2026-04-14"),
            of(Documents, 0, THREADS, "2026-04-14"),
            of(PerDay, 5, PRACTICE, "2026-08").advised(),
            of(PerDay, 250, "developers.facebook.com, Threads posts: 250 in 24 hours", "2026-04-14"),
        ],
        ..PLAIN
    },
    Network {
        name: "x",
        title: "X",
        aliases: &["twitter"],
        in_2012: Some(
            "overlaps with Facebook, less topical, but the liveliest audience, the readiest to make contact",
        ),
        note: Some(
            "who pays may write 25,000 (OpenPost, Ayrshare): set the channel's `max_chars`; a post takes 4 pictures, 1 GIF or 1 video",
        ),
        limits: &[
            text(Text, 280, Weighted, "twitter-text, configuration 3", "2026-08"),
            of(Hashtags, 2, "Zoho: up to 2 help, more cost 17 %; practice at most 2", "2026-08").advised(),
            text(AltText, 1_000, CodePoints, X_DOCS, "2026-08"),
            of(Media, 4, X_DOCS, "2026-08"),
            of(MediaKinds, 1, X_DOCS, "2026-08"),
            of(Images, 4, X_DOCS, "2026-08"),
            of(Gifs, 1, X_DOCS, "2026-08"),
            of(Videos, 1, X_DOCS, "2026-08"),
            of(Documents, 0, X_DOCS, "2026-08"),
            of(ImageBytes, 5_000_000, X_DOCS, "2026-08"),
            of(GifBytes, 15_000_000, X_DOCS, "2026-08"),
            of(VideoBytes, 512_000_000, X_DOCS, "2026-08"),
            of(VideoSeconds, 140, X_DOCS, "2026-08"),
            of(PerDay, 5, "Hootsuite: 1-5 a day; Adobe: 3", "2026-08").advised(),
        ],
        ..PLAIN
    },
    Network {
        name: "linkedin",
        title: "LinkedIn",
        note: Some(
            "brackets and other reserved characters count twice (brightbean); about 210 characters stand before the fold (orshot.com)",
        ),
        repeat_days: 7,
        limits: &[
            text(Text, 3_000, Escaped, "openpost; brightbean, providers/linkedin.py", "2026-08"),
            text(Comment, 1_250, CodePoints, "openpost and brightbean", "2026-08"),
            of(Hashtags, 5, "practitioners: 3-5", "2026-08").advised(),
            of(Images, 20, "OpenPost and MagicSync: 2-20", "2026-08"),
            of(Videos, 1, AYRSHARE, "2026-08"),
            of(Documents, 1, OPENPOST, "2026-08"),
            of(MediaKinds, 1, AYRSHARE, "2026-08"),
            of(ImageBytes, 5_000_000, AYRSHARE, "2026-08"),
            of(VideoBytes, 500_000_000, AYRSHARE, "2026-08"),
            of(DocumentBytes, 100_000_000, AYRSHARE, "2026-08"),
            of(VideoSeconds, 1800, AYRSHARE, "2026-08"),
            of(PerDay, 1, "Hootsuite: 1-5 a week; Buffer and SumAll: 1 a day", "2026-08").advised(),
            of(PerDay, 100, QUOTAS, "2026-08"),
        ],
        ..PLAIN
    },
    Network {
        name: "telegram",
        title: "Telegram",
        aliases: &["tg"],
        note: Some(
            "blocked or slowed in places; premium accounts may write captions of 2,048 (not verified): set the channel's `limits`; at most 100 posts can be scheduled, 365 days ahead (tginfo/Telegram-Limits)",
        ),
        limits: &[
            text(Text, 4_096, Utf16, TELEGRAM, "2026-08"),
            text(Caption, 1_024, Utf16, TELEGRAM, "2026-08"),
            of(Media, 10, TELEGRAM, "2026-08"),
            of(ImageBytes, 50_000_000, TELEGRAM_BOTS, "2026-08").advised(),
            of(VideoBytes, 50_000_000, TELEGRAM_BOTS, "2026-08").advised(),
            of(DocumentBytes, 50_000_000, TELEGRAM_BOTS, "2026-08").advised(),
            of(PerDay, 5, "practitioners: 4-7 a week; 6 a day in one channel are an overload", "2026-08")
                .advised(),
        ],
        ..PLAIN
    },
    Network {
        name: "vkontakte",
        title: "VKontakte",
        aliases: &["vk"],
        in_2012: Some("active and young people; up to 50 % bots"),
        note: Some(
            "the longest text is in doubt: one page says 16,384, a scheduler takes 2,048; 1,500 posts can be scheduled, 250 a day (SevereCloud/vk-limits)",
        ),
        doubtful: true,
        images: Some(Formats { endings: &["jpg", "png", "gif"], source: VK, read: "2026-08" }),
        limits: &[
            text(Text, 16_384, CodePoints, "novaittestteam/nova.docs, vkwpflow.md", "2026-08"),
            text(Text, 2_048, CodePoints, POSTIZ, "2026-08").advised(),
            of(Hashtags, 10, "practitioners: at most 10", "2026-08").advised(),
            of(Media, 10, VK, "2026-08"),
            of(ImageBytes, 50_000_000, VK, "2026-08"),
            of(ImageSides, 14_000, VK, "2026-08"),
            of(ImageRatio, 5, VK, "2026-08").least(),
            of(ImageRatio, 2000, VK, "2026-08"),
            of(PerDay, 5, PRACTICE, "2026-08").advised(),
            of(PerDay, 500, "SevereCloud/vk-limits, data.ts: 500 posts a day", "2026-08"),
        ],
        ..PLAIN
    },
    Network {
        name: "odnoklassniki",
        title: "Odnoklassniki",
        aliases: &["ok"],
        in_2012: Some("the audience is not always ready to talk with firms"),
        note: Some("no limit of text is known"),
        doubtful: true,
        limits: &[
            text(Comment, 3_000, CodePoints, "novaittestteam/nova.docs, okwpconnector.md", "2026-08"),
            of(PerDay, 5, PRACTICE, "2026-08").advised(),
        ],
        ..PLAIN
    },
    Network {
        name: "moy-mir",
        title: "Moy Mir",
        aliases: &["moymir"],
        state: State::Unknown,
        in_2012: Some("generates traffic, little conversation"),
        note: Some("no page says whether it is still alive"),
        doubtful: true,
        limits: &[of(PerDay, 5, PRACTICE, "2026-08").advised()],
        ..PLAIN
    },
    Network {
        name: "livejournal",
        title: "LiveJournal",
        aliases: &["lj"],
        in_2012: Some("good for traffic from search engines, narrow audience"),
        note: Some("its servers have stood in Russia since December 2016 (widely known)"),
        has_title: true,
        hashtags: InField,
        doubtful: true,
        limits: &[
            text(Text, 65_535, Utf8, "LiveJournal's source, BMAX_EVENT", "2026-08"),
            text(Title, 100, CodePoints, KNOWN, "2026-08"),
            of(PerDay, 5, PRACTICE, "2026-08").advised(),
        ],
        ..PLAIN
    },
    Network {
        name: "google-plus",
        title: "Google+",
        aliases: &["google+", "gplus"],
        state: State::Closed { on: "2019-04-02", source: "mercurynews.com, 2019-01-31" },
        in_2012: Some("a failure, no sense promoting there"),
        ..PLAIN
    },
    Network {
        name: "youtube",
        title: "YouTube",
        aliases: &["yt"],
        note: Some("the text is the description of a video; it may hold no angle brackets"),
        has_title: true,
        limits: &[
            text(Text, 5_000, Utf8, YOUTUBE, "2026-08"),
            text(Title, 100, CodePoints, YOUTUBE, "2026-08"),
            of(Hashtags, 15, KNOWN, "2026-08").advised(),
            of(Media, 1, YOUTUBE, "2026-08").least(),
            of(Images, 0, YOUTUBE, "2026-08"),
            of(Videos, 1, YOUTUBE, "2026-08"),
            of(Documents, 0, YOUTUBE, "2026-08"),
            of(PerDay, 5, PRACTICE, "2026-08").advised(),
            of(PerDay, 50, QUOTAS, "2026-08"),
        ],
        ..PLAIN
    },
    Network {
        name: "tiktok",
        title: "TikTok",
        note: Some(
            "links in a caption cannot be followed; photos have a title of 90 and a description of 4,000 (developers.tiktok.com)",
        ),
        link: Nowhere,
        links_work: false,
        images: Some(Formats { endings: &["jpg", "webp"], source: TIKTOK, read: "2026-08" }),
        limits: &[
            text(Text, 2_200, Utf16, TIKTOK, "2026-08"),
            of(Hashtags, 5, KNOWN, "2026-08").advised(),
            of(Media, 1, TIKTOK, "2026-08").least(),
            of(Images, 35, TIKTOK, "2026-08"),
            of(Videos, 1, TIKTOK, "2026-08"),
            of(Documents, 0, TIKTOK, "2026-08"),
            of(MediaKinds, 1, TIKTOK, "2026-08"),
            of(ImageBytes, 20_000_000, TIKTOK, "2026-08"),
            of(VideoBytes, 4_000_000_000, TIKTOK, "2026-08"),
            of(VideoSeconds, 600, TIKTOK, "2026-08"),
            of(PerDay, 3, "Adobe: 1-3 a day", "2026-08").advised(),
            of(PerDay, 15, QUOTAS, "2026-08"),
        ],
        ..PLAIN
    },
    Network {
        name: "pinterest",
        title: "Pinterest",
        note: Some(
            "every pin needs a picture and a board; the fifth version of the interface may take descriptions of 800",
        ),
        has_title: true,
        link: InField,
        limits: &[
            text(Text, 800, CodePoints, "Pinterest's interface, version 5, not verified", "2026-08"),
            text(Text, 500, CodePoints, POSTIZ, "2026-08").advised(),
            text(Title, 100, CodePoints, POSTIZ, "2026-08"),
            text(AltText, 500, CodePoints, "Ayrshare's documentation", "2026-08"),
            of(Media, 1, POSTIZ, "2026-08").least(),
            of(Images, 5, "Ayrshare's documentation", "2026-08"),
            of(Documents, 0, NO_DOCUMENTS, "2026-11"),
            text(Link, 2_048, CodePoints, POSTIZ, "2026-08"),
            of(PerDay, 10, "Adobe: 4-10 a day", "2026-08").advised(),
            of(PerDay, 100, QUOTAS, "2026-08"),
        ],
        ..PLAIN
    },
    Network {
        name: "reddit",
        title: "Reddit",
        note: Some("a post needs a subreddit, perhaps a flair; hashtags mean nothing there"),
        has_title: true,
        hashtags: Nowhere,
        limits: &[
            text(Text, 40_000, CodePoints, "orshot.com, posting guidelines", "2026-08"),
            text(Text, 10_000, CodePoints, POSTIZ, "2026-08").advised(),
            text(Title, 300, CodePoints, "orshot.com and Postiz", "2026-08"),
            of(PerDay, 5, PRACTICE, "2026-08").advised(),
        ],
        ..PLAIN
    },
    Network {
        name: "bluesky",
        title: "Bluesky",
        aliases: &["bsky"],
        note: Some("two limits hold at once: 300 characters as people see them, and 3,000 bytes"),
        videos: Some(Formats { endings: &["mp4"], source: ATPROTO, read: "2026-08" }),
        limits: &[
            text(Text, 300, Graphemes, "bluesky-social/atproto, app/bsky/feed/post.json", "2026-08"),
            text(Text, 3_000, Utf8, "bluesky-social/atproto, app/bsky/feed/post.json", "2026-08"),
            of(MediaKinds, 1, ATPROTO, "2026-08"),
            of(Images, 20, "bluesky-social/atproto, app/bsky/embed/gallery.json", "2026-08"),
            of(Images, 4, "bluesky-social/atproto, app/bsky/embed/images.json", "2026-08").advised(),
            of(Videos, 1, ATPROTO, "2026-08"),
            of(Documents, 0, ATPROTO, "2026-08"),
            of(ImageBytes, 2_000_000, ATPROTO, "2026-08"),
            of(VideoBytes, 300_000_000, ATPROTO, "2026-08"),
            of(VideoBytes, 100_000_000, OPENPOST, "2026-08").advised(),
            of(PerDay, 5, PRACTICE, "2026-08").advised(),
            of(PerDay, 200, QUOTAS, "2026-08"),
        ],
        ..PLAIN
    },
    Network {
        name: "mastodon",
        title: "Mastodon",
        note: Some(
            "every instance sets its own limit: set the channel's `max_chars`; the tags of several words are read best in CamelCase",
        ),
        limits: &[
            text(Text, 500, LinkedGraphemes, "mixpost and openpost: the default of an instance", "2026-08"),
            text(AltText, 1_500, CodePoints, KNOWN, "2026-08"),
            of(Media, 4, "mixpost and openpost: the default of an instance", "2026-08"),
            of(PerDay, 5, PRACTICE, "2026-08").advised(),
            of(PerDay, 200, QUOTAS, "2026-08"),
        ],
        ..PLAIN
    },
    Network {
        name: "discord",
        title: "Discord",
        note: Some(
            "paying accounts may write 4,000 (openpost): set the channel's `max_chars`; Postiz takes 1,980",
        ),
        hashtags: Nowhere,
        limits: &[
            text(Text, 2_000, CodePoints, OPENPOST, "2026-08"),
            of(Media, 10, OPENPOST, "2026-08"),
            of(ImageBytes, 10_000_000, OPENPOST, "2026-08"),
            of(VideoBytes, 10_000_000, OPENPOST, "2026-08"),
            of(DocumentBytes, 10_000_000, OPENPOST, "2026-08"),
            of(PerDay, 5, PRACTICE, "2026-08").advised(),
        ],
        ..PLAIN
    },
    Network {
        name: "whatsapp",
        title: "WhatsApp",
        aliases: &["wa"],
        note: Some("the numbers are those of the business interface; channels were not verified"),
        hashtags: Nowhere,
        doubtful: true,
        limits: &[
            text(Text, 4_096, CodePoints, "developer.8x8.com", "2026-08"),
            text(Caption, 1_024, CodePoints, "developer.8x8.com", "2026-08"),
            of(PerDay, 5, PRACTICE, "2026-08").advised(),
        ],
        ..PLAIN
    },
    Network {
        name: "viber",
        title: "Viber",
        note: Some("bots may write 7,000, businesses 1,000 (infobip.com)"),
        hashtags: Nowhere,
        limits: &[
            text(Text, 7_000, CodePoints, "infobip.com, Viber bots", "2026-08"),
            text(Text, 1_000, CodePoints, "infobip.com, Viber for businesses", "2026-08").advised(),
            of(ImageBytes, 1_000_000, "infobip.com, Viber bots", "2026-08"),
            of(VideoBytes, 26_000_000, "infobip.com, Viber bots", "2026-08"),
            of(PerDay, 5, PRACTICE, "2026-08").advised(),
        ],
        ..PLAIN
    },
    Network {
        name: "google-business",
        title: "Google Business",
        aliases: &["gbp", "google-my-business"],
        note: Some("the link becomes a button; hashtags mean nothing there"),
        link: InField,
        hashtags: Nowhere,
        limits: &[
            text(Text, 1_500, CodePoints, "Postiz and BrightBean", "2026-08"),
            of(Images, 1, "Postiz and BrightBean", "2026-08"),
            of(Videos, 0, "Postiz and BrightBean", "2026-08"),
            of(Documents, 0, NO_DOCUMENTS, "2026-11"),
            of(PerDay, 5, PRACTICE, "2026-08").advised(),
            of(PerDay, 50, QUOTAS, "2026-08"),
        ],
        ..PLAIN
    },
    Network {
        name: "tumblr",
        title: "Tumblr",
        hashtags: InField,
        limits: &[
            text(Text, 32_768, CodePoints, "Postiz and BrightBean", "2026-08"),
            of(Images, 30, "Postiz and BrightBean", "2026-08"),
            of(Videos, 1, "Postiz and BrightBean", "2026-08"),
            of(PerDay, 5, PRACTICE, "2026-08").advised(),
        ],
        ..PLAIN
    },
    Network {
        name: "dev-to",
        title: "dev.to",
        aliases: &["devto", "dev.to"],
        has_title: true,
        hashtags: InField,
        limits: &[
            text(Text, 100_000, CodePoints, "Postiz and BrightBean", "2026-08"),
            text(Title, 128, CodePoints, "Postiz and BrightBean", "2026-08"),
            of(PerDay, 5, PRACTICE, "2026-08").advised(),
        ],
        ..PLAIN
    },
    Network {
        name: "lemmy",
        title: "Lemmy",
        has_title: true,
        link: InField,
        hashtags: Nowhere,
        limits: &[
            text(Text, 10_000, CodePoints, "Postiz and BrightBean", "2026-08"),
            of(PerDay, 5, PRACTICE, "2026-08").advised(),
        ],
        ..PLAIN
    },
    Network {
        name: "nostr",
        title: "Nostr",
        limits: &[
            text(Text, 100_000, CodePoints, "Postiz and BrightBean", "2026-08"),
            of(PerDay, 5, PRACTICE, "2026-08").advised(),
        ],
        ..PLAIN
    },
    Network {
        name: "forum",
        title: "Web forum",
        aliases: &["web-forum"],
        in_2012: Some("a relic, but one that is still alive has a close-knit community"),
        has_title: true,
        hashtags: Nowhere,
        ..PLAIN
    },
    Network {
        name: "newsletter",
        title: "Newsletter",
        aliases: &["email"],
        has_title: true,
        hashtags: Nowhere,
        ..PLAIN
    },
    Network { name: "blog", title: "Blog", has_title: true, hashtags: InField, ..PLAIN },
    Network {
        name: "other",
        title: "Other",
        note: Some("no limits are known: set the channel's `max_chars` and `limits`"),
        ..PLAIN
    },
];
