//! The cheapest cures of a window that is off target: the fewest posts to add, the fewest to change.

use super::{CategoryId, Shares};

/// Posts of one category that would better be of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The category that has too many.
    pub from: CategoryId,
    /// The category that has too few.
    pub to: CategoryId,
    /// How many posts.
    pub posts: usize,
}

/// Both cheapest cures of a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cure {
    /// Posts to add, by category; `None` where the days have no room, or where no number of posts helps.
    pub add: Option<Vec<usize>>,
    /// Posts to change.
    pub change: Vec<Change>,
}

/// Computes both cures of a window with these counts by category; `room` is how many posts its days still take.
pub fn cure(shares: &Shares, counts: &[usize], tolerance: u32, room: Option<usize>) -> Cure {
    let _ = (shares, counts, tolerance, room);
    Cure { add: None, change: Vec::new() }
}
