//! Ids for posts that have none: made of their time, different from all others of the plan.

use std::collections::{HashMap, HashSet};

use super::{Plan, Post};

/// The ids of a plan, and those that were made up so far.
#[derive(Debug)]
pub struct FreeIds<'a> {
    taken: HashSet<&'a str>,
    made: HashSet<String>,
    /// The last number tried for each time: a thousand posts of one minute are numbered in one go.
    numbers: HashMap<String, usize>,
}

impl<'a> FreeIds<'a> {
    /// Takes up the ids of a plan.
    pub fn of(plan: &'a Plan) -> Self {
        let taken = plan.posts.iter().filter_map(|post| post.id.as_ref()).map(|id| &*id.value).collect();
        Self { taken, made: HashSet::new(), numbers: HashMap::new() }
    }

    /// Makes an id of a post's time that no other post has.
    pub fn free(&mut self, post: &Post) -> String {
        let time = post.at.time.map_or_else(String::new, |time| time.format("-%H%M").to_string());
        let base = format!("{}{time}", post.at.date);
        let number = self.numbers.entry(base.clone()).or_default();
        loop {
            *number += 1;
            let id = if *number == 1 { base.clone() } else { format!("{base}-{number}") };
            if !self.taken.contains(&*id) && self.made.insert(id.clone()) {
                return id;
            }
        }
    }
}
