//! What is left of a bank: uses so far, and what may be used when.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};

use super::{Idea, Plan};
use crate::text::FileId;

/// The days on which ideas are used, over all plans that draw from the same banks.
#[derive(Clone, Debug, Default)]
pub struct Uses {
    /// By the place of the idea, which is the same in all of these plans; days in order.
    days: HashMap<(FileId, u32), Vec<NaiveDate>>,
}

impl Uses {
    /// Gathers the uses out of plans; cancelled posts use nothing.
    pub fn of<'a>(plans: impl IntoIterator<Item = &'a Plan>) -> Self {
        let mut days: HashMap<(FileId, u32), Vec<NaiveDate>> = HashMap::new();
        for plan in plans {
            for post in plan.posts.iter().filter(|post| post.counts()) {
                let Some(id) = post.details().idea.as_ref().and_then(|idea| idea.value.id) else { continue };
                days.entry(place(&plan.ideas[id.index()])).or_default().push(post.at.date);
            }
        }
        for days in days.values_mut() {
            days.sort_unstable();
        }
        Self { days }
    }

    /// Returns the days on which an idea is used, in order; a day once for each post.
    pub fn of_idea(&self, idea: &Idea) -> &[NaiveDate] {
        self.days.get(&place(idea)).map_or(&[], Vec::as_slice)
    }
}

fn place(idea: &Idea) -> (FileId, u32) {
    (idea.span.file, idea.span.start)
}

/// Whether an idea may be used on a day, and where not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It may be used.
    Free,
    /// Its window opens on this day.
    NotBefore(NaiveDate),
    /// It was used too near to the day, and may be used again on this one.
    Resting(NaiveDate),
    /// It was used, and may not be used again.
    UsedUp,
    /// Its window closed after this day.
    Expired(NaiveDate),
}

impl State {
    /// Returns the word for programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::NotBefore(_) => "not-before",
            Self::Resting(_) => "resting",
            Self::UsedUp => "used-up",
            Self::Expired(_) => "expired",
        }
    }
}

impl Idea {
    /// Returns the first day from one on that its window and its uses, in order, leave free; `None` where there is none.
    ///
    /// An idea that may be used again keeps `repeat_after` days to every use, also to one that is planned for later.
    pub fn next_free(&self, uses: &[NaiveDate], day: NaiveDate) -> Option<NaiveDate> {
        let mut day = self.not_before.map_or(day, |first| first.value.max(day));
        match self.repeat_after {
            None if !uses.is_empty() => return None,
            None => {}
            Some(rest) => {
                for &used in uses {
                    if (used - day).num_days().abs() < i64::from(rest.value) {
                        day = used.checked_add_days(Days::new(rest.value.into()))?;
                    }
                }
            }
        }
        self.not_after.is_none_or(|last| day <= last.value).then_some(day)
    }

    /// Returns whether it may be used on a day.
    pub fn state(&self, uses: &[NaiveDate], day: NaiveDate) -> State {
        if self.repeat_after.is_none() && !uses.is_empty() {
            return State::UsedUp;
        }
        if let Some(last) = self.not_after.filter(|last| last.value < day) {
            return State::Expired(last.value);
        }
        match self.next_free(uses, day) {
            None => State::UsedUp,
            Some(next) if next == day => State::Free,
            Some(next) if self.not_before.is_some_and(|first| first.value == next) => State::NotBefore(next),
            Some(next) => State::Resting(next),
        }
    }
}
