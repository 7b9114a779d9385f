//! What is to be exported: plans, the posts that were chosen of them, and the wishes.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::{Entry, Part, Previous, file_name};
use crate::diag::Diagnostic;
use crate::model::{Calendar, FreeIds, Placement, Plan, Post, PostId, Status};

/// Which posts to export; an empty list is no wish.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Channels, by their names in the plan.
    pub channels: Vec<String>,
    /// How far posts have come.
    pub statuses: Vec<Status>,
    /// Campaigns, by their keys.
    pub campaigns: Vec<String>,
    /// Categories.
    pub categories: Vec<String>,
}

impl Choice {
    fn takes(&self, plan: &Plan, placement: &Placement) -> bool {
        let is_wanted = |wanted: &[String], name: Option<&str>| {
            wanted.is_empty() || name.is_some_and(|name| wanted.iter().any(|wanted| wanted == name))
        };
        let post = plan.post(placement.post);
        let campaign = post.details().campaign.map(|id| &*plan.campaigns[id.value.index()].key.value);
        is_wanted(&self.channels, Some(&plan.channel(placement.channel).name.value))
            && is_wanted(&self.categories, Some(plan.category(post.category.value)))
            && is_wanted(&self.campaigns, campaign)
            && (self.statuses.is_empty() || self.statuses.contains(&post.status()))
    }
}

/// What an event of a calendar stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Per {
    /// A post on a channel.
    #[default]
    Placement,
    /// A post, wherever it goes out.
    Post,
}

/// How it is to be exported; each format heeds what concerns it.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The zone of local times; each channel's own unless given.
    pub timezone: Option<Tz>,
    /// What an event stands for.
    pub per: Per,
    /// Whether each channel gets a file of its own.
    pub split: bool,
    /// Whether duties stand beside posts.
    pub duties: bool,
    /// Minutes before which a calendar reminds.
    pub alarm: Option<u32>,
    /// The calendar as it was published before.
    pub previous: Option<Previous>,
    /// The moment to put where a format wants to know when it was made; the clock is never read.
    pub stamp: Option<DateTime<Utc>>,
    /// Whether a byte order mark goes first, by which spreadsheets know UTF-8.
    pub bom: bool,
    /// The header line of a template to fill in.
    pub header: Option<String>,
    /// The table to write, of those that the plan describes; the only one, unless given.
    pub table: Option<String>,
}

/// A plan of the job.
#[derive(Clone, Debug)]
pub struct Chosen<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its calendar, narrowed to the period asked for.
    pub calendar: &'a Calendar,
    /// What the plan is known by, whatever its title and dates: its file's name without the ending.
    pub slug: String,
    /// Ids of posts that have none of their own.
    made: HashMap<PostId, String>,
}

impl<'a> Chosen<'a> {
    /// Takes up a plan under its file's name.
    pub fn new(plan: &'a Plan, calendar: &'a Calendar, slug: String) -> Self {
        // All of the plan's, whatever days are looked at: a post keeps the id that was made for it.
        let posts = (0..plan.posts.len()).map(PostId::new);
        let mut missing = posts.filter(|&id| plan.post(id).id.is_none()).peekable();
        let mut made = HashMap::new();
        // Most plans need no ids, and looking through those that they have takes time.
        if missing.peek().is_some() {
            let mut free = FreeIds::of(plan);
            made.extend(missing.map(|id| (id, free.free(plan.post(id)))));
        }
        Self { plan, calendar, slug, made }
    }

    /// Returns what a post is known by: its id, else one that is made of its time.
    pub fn id(&self, post: PostId) -> &str {
        let own = self.plan.post(post).id.as_ref().map(|id| &*id.value);
        own.or_else(|| self.made.get(&post).map(String::as_str)).unwrap_or_default()
    }

    /// Lists the posts without an id of their own, whose events will double when they move.
    pub fn without_id(&self) -> impl Iterator<Item = &'a Post> {
        self.calendar.posts().iter().map(|&id| self.plan.post(id)).filter(|post| post.id.is_none())
    }
}

/// What is to be exported, and how.
#[derive(Clone, Debug)]
pub struct Job<'a> {
    /// The plans.
    pub plans: &'a [Chosen<'a>],
    /// What was asked for.
    pub choice: Choice,
    /// What was chosen of them, in order of time; where the hour is open, last on its day.
    pub entries: Vec<Entry<'a>>,
    /// What was found in them.
    pub findings: &'a [Diagnostic],
    /// The wishes.
    pub options: Options,
}

impl<'a> Job<'a> {
    /// Chooses placements of plans.
    pub fn new(
        plans: &'a [Chosen<'a>],
        choice: &Choice,
        findings: &'a [Diagnostic],
        options: Options,
    ) -> Self {
        let mut entries: Vec<Entry<'a>> = Vec::new();
        for chosen in plans {
            let placements = chosen.calendar.placements().iter();
            let taken = placements.filter(|placement| choice.takes(chosen.plan, placement));
            entries.extend(taken.map(|placement| Entry { chosen, placement }));
        }
        entries.sort_by_cached_key(Entry::order);
        Self { plans, choice: choice.clone(), entries, findings, options }
    }

    /// Divides the work into one file, or one a channel where that was asked for.
    pub fn parts(&self, stem: &str, ending: &str) -> Vec<Part<'a>> {
        if !self.options.split {
            let name = format!("{stem}.{ending}");
            return vec![Part { name, channel: None, entries: self.entries.clone() }];
        }
        self.by_channel(stem, ending)
    }

    /// Divides the work into one file a channel, in the order of their declaration; channels of one name share a file.
    pub fn by_channel(&self, stem: &str, ending: &str) -> Vec<Part<'a>> {
        let mut names: Vec<&str> = Vec::new();
        for channel in self.plans.iter().flat_map(|chosen| &chosen.plan.channels) {
            if !names.contains(&&*channel.name.value) {
                names.push(&channel.name.value);
            }
        }
        let mut used = HashSet::new();
        let mut parts = Vec::new();
        for channel in names {
            let own = self.entries.iter().filter(|entry| *entry.channel().name.value == *channel);
            let entries: Vec<Entry<'a>> = own.copied().collect();
            if entries.is_empty() {
                continue;
            }
            let base = file_name(&format!("{stem}-{}", entries[0].channel().label()));
            let mut name = format!("{base}.{ending}");
            let mut number = 1;
            // File systems that do not tell capital letters apart would write one file over the other.
            while !used.insert(name.to_lowercase()) {
                number += 1;
                name = format!("{base}-{number}.{ending}");
            }
            parts.push(Part { name, channel: Some(channel.to_owned()), entries });
        }
        parts
    }
}
