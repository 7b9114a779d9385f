//! What is said at a post, at a day, and of a plan as a whole, where a plan is shown to people.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Diagnostic, Level};
use crate::text::FileId;

/// The errors and warnings about a plan, by what they are about; notes are left out.
#[derive(Clone, Debug, Default)]
pub struct Remarks<'a> {
    posts: HashMap<usize, Vec<&'a Diagnostic>>,
    days: HashMap<NaiveDate, Vec<&'a Diagnostic>>,
    whole: Vec<&'a Diagnostic>,
}

impl<'a> Remarks<'a> {
    /// Sorts the findings of a run; those about other plans are passed over.
    pub fn of(findings: &'a [Diagnostic], plan: FileId) -> Self {
        let mut remarks = Self::default();
        let own = findings.iter().filter(|finding| finding.plan == plan && finding.level > Level::Note);
        for finding in own {
            // The post at which a day is too full is as good as the others.
            let post = finding.post_index.filter(|_| finding.rule.name != "too-many-posts");
            match (post, finding.day) {
                (Some(post), _) => remarks.posts.entry(post).or_default().push(finding),
                (None, Some(day)) => remarks.days.entry(day).or_default().push(finding),
                (None, None) => remarks.whole.push(finding),
            }
        }
        remarks
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.posts.is_empty() && self.days.is_empty() && self.whole.is_empty()
    }

    /// Lists those about a post, by its number in the plan's list of posts.
    pub fn on_post(&self, index: usize) -> &[&'a Diagnostic] {
        self.posts.get(&index).map_or(&[], Vec::as_slice)
    }

    /// Lists those about a day that are about no post of it.
    pub fn on_day(&self, day: NaiveDate) -> &[&'a Diagnostic] {
        self.days.get(&day).map_or(&[], Vec::as_slice)
    }

    /// Lists those that are about neither.
    pub fn on_plan(&self) -> &[&'a Diagnostic] {
        &self.whole
    }
}
