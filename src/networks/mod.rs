//! The registry of networks: what each is called, how often one may post there.

mod table;

pub use table::NETWORKS;

/// A number that somebody stated, with its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sourced {
    /// The number; its unit is the field's.
    pub value: u32,
    /// Who says so.
    pub source: &'static str,
    /// When that was read, as year and month or day.
    pub read: &'static str,
}

/// A network.
#[derive(Debug)]
pub struct Network {
    /// The name that plans write.
    pub name: &'static str,
    /// The name that people read.
    pub title: &'static str,
    /// Other names that plans may write.
    pub aliases: &'static [&'static str],
    /// Most placements a day that studies advise.
    pub advised_per_day: Option<Sourced>,
    /// Most placements a day that the network lets one account publish.
    pub quota_per_day: Option<Sourced>,
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
}
