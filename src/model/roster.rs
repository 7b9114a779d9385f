//! People, partners and campaigns.

use chrono::NaiveDate;

use super::{Name, id};
use crate::text::Spanned;

id! {
    /// A person of the plan.
    PersonId
}
id! {
    /// A partner of the plan.
    PartnerId
}
id! {
    /// A campaign of the plan.
    CampaignId
}

/// How somebody belongs to the team (practice P25).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Employed.
    Staff,
    /// Of an agency.
    Agency,
    /// Self-employed.
    Freelance,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Staff, Self::Agency, Self::Freelance];

    /// Returns the word that plans write.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Agency => "agency",
            Self::Freelance => "freelance",
        }
    }
}

/// Somebody who makes posts.
#[derive(Clone, Debug)]
pub struct Person {
    /// The key under `[people]`.
    pub key: Name,
    /// The name that people read.
    pub name: Option<Name>,
    /// How they belong to the team.
    pub role: Option<Spanned<Role>>,
}

/// Somebody to post with (practice P16).
#[derive(Clone, Debug)]
pub struct Partner {
    /// The key under `[partners]`.
    pub key: Name,
    /// The name that people read.
    pub name: Option<Name>,
    /// Whether they compete with us.
    pub competitor: Option<Spanned<bool>>,
}

/// A burst of posts with one aim.
#[derive(Clone, Debug)]
pub struct Campaign {
    /// The key under `[campaigns]`.
    pub key: Name,
    /// The title that people read.
    pub title: Option<Name>,
    /// First day.
    pub start: Option<Spanned<NaiveDate>>,
    /// Last day.
    pub end: Option<Spanned<NaiveDate>>,
}
