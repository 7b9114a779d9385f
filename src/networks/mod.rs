//! The registry of networks: what each is called, what it takes, and how it counts text.

pub mod counting;
mod limit;
mod table;

pub use counting::Counting;
pub(crate) use limit::grouped;
pub use limit::{Bound, Force, Limit, Unit, What};
pub use table::NETWORKS;

/// Whether a network is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// People post there.
    Alive,
    /// Nobody can post there any more.
    Closed {
        /// The last day, as `YYYY-MM-DD`.
        on: &'static str,
        /// Who says so.
        source: &'static str,
    },
    /// Nobody could be found who says whether it is alive.
    Unknown,
}

/// Where a post's link or hashtags go, beside those that its text holds already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carried {
    /// At the end of the text; they count.
    InText,
    /// Into a field of their own; they do not count.
    InField,
    /// Nowhere: the network has no use for them.
    Nowhere,
}

/// Formats of media that a network takes, by the endings of their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Formats {
    /// Endings in lower case, such as `jpg`.
    pub endings: &'static [&'static str],
    /// Who says so.
    pub source: &'static str,
    /// When that was read, as year and month or day.
    pub read: &'static str,
}

/// Who says within how many days a network refuses the same text again: SMQueue from experience, Ayrshare refuses within 2-3
/// days itself.
pub const REPEAT_SOURCE: &str = "support.smqueue.com, article 3000031692; Ayrshare";
/// When that, and what the notes say, was read.
pub const NOTES_READ: &str = "2026-08";

/// A network.
#[derive(Debug)]
pub struct Network {
    /// The name that plans write.
    pub name: &'static str,
    /// The name that people read.
    pub title: &'static str,
    /// Other names that plans may write.
    pub aliases: &'static [&'static str],
    /// Whether it is there.
    pub state: State,
    /// What Vlad Titov's training said of it in 2012 (practice P2).
    pub in_2012: Option<&'static str>,
    /// What is worth knowing today.
    pub note: Option<&'static str>,
    /// Whether posts have a title of their own there.
    pub has_title: bool,
    /// Where a link goes.
    pub link: Carried,
    /// Where hashtags go.
    pub hashtags: Carried,
    /// Whether readers can follow a link inside the text.
    pub links_work: bool,
    /// Days within which the network refuses the same text again; see [`REPEAT_SOURCE`].
    pub repeat_days: u32,
    /// Whether the limits are old or of doubtful source.
    pub doubtful: bool,
    /// Formats of pictures that it takes, where that is known.
    pub images: Option<Formats>,
    /// Formats of videos that it takes, where that is known.
    pub videos: Option<Formats>,
    /// What it takes, number by number.
    pub limits: &'static [Limit],
}

impl PartialEq for Network {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Network {}

impl Network {
    /// Finds a network by its name or an alias.
    pub fn find(name: &str) -> Option<&'static Self> {
        NETWORKS.iter().find(|network| network.name == name || network.aliases.contains(&name))
    }

    /// Returns the network of a channel that is on none in particular.
    ///
    /// # Panics
    ///
    /// Panics if the registry has lost its last entry.
    pub fn other() -> &'static Self {
        NETWORKS.last().expect("the registry ends with `other`")
    }

    /// Lists what is known of one thing: where sources disagree, the smaller number is advice and the larger one hard.
    pub fn limits(&self, what: What) -> impl Iterator<Item = &'static Limit> + use<> {
        let limits = self.limits;
        limits.iter().filter(move |limit| limit.what == what)
    }

    /// Returns a thing's limit of one force.
    pub fn limit(&self, what: What, force: Force) -> Option<&'static Limit> {
        self.limits(what).find(|limit| limit.force == force)
    }

    /// Returns how the network counts text: the way of its hard limit, else of any, else code points.
    pub fn counting(&self) -> Counting {
        let hard = self.limit(What::Text, Force::Hard).or_else(|| self.limits(What::Text).next());
        match hard.map(|limit| limit.unit) {
            Some(Unit::Text(counting)) => counting,
            _ => Counting::CodePoints,
        }
    }
}
