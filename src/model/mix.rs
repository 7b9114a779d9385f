//! The mix: categories, target shares, and the exact test of whether a window is off target.
//!
//! Deviations are integers over the shares' sum, never floats.

use super::{Name, Setting, id};

id! {
    /// A category of the mix.
    CategoryId
}

/// Signs of categories, in the order of the mix; further ones share the last.
const SIGNS: [&str; 12] = ["■", "●", "▲", "◆", "★", "○", "□", "△", "◇", "☆", "+", "•"];

impl CategoryId {
    /// Returns the sign by which people know it where colours alone would not do.
    pub fn sign(self) -> &'static str {
        SIGNS[self.index().min(SIGNS.len() - 1)]
    }
}

/// Target shares of the categories, by [`CategoryId`]; whole parts of their sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shares {
    /// The part of each category; a category that is not named has 0.
    pub parts: Vec<u32>,
    /// The sum of the parts; never 0.
    pub total: u32,
}

impl Shares {
    /// Makes shares of parts, in hundredths of a percent or any other unit.
    ///
    /// # Panics
    ///
    /// Panics where the parts are nothing or over four thousand million together; the reader takes percents only.
    pub fn new(parts: Vec<u32>) -> Self {
        let total = parts.iter().try_fold(0_u32, |sum, &part| sum.checked_add(part));
        let total = total.filter(|&total| total > 0).expect("shares are percents with a sum of 100");
        Self { parts, total }
    }

    /// Returns a category's target in percent.
    pub fn percent(&self, category: CategoryId) -> f64 {
        f64::from(self.parts[category.index()]) * 100.0 / f64::from(self.total)
    }

    /// Returns d = c − n·p of each category, in posts times [`Shares::total`].
    ///
    /// # Panics
    ///
    /// Panics on more posts than bytes fit into memory.
    pub fn deviations(&self, counts: &[usize]) -> Vec<i64> {
        let posts: usize = counts.iter().sum();
        let scaled = |count: usize, part: u32| {
            let wide = |number: usize| i64::try_from(number).expect("a plan has fewer posts than bytes");
            wide(count) * i64::from(self.total) - wide(posts) * i64::from(part)
        };
        counts.iter().zip(&self.parts).map(|(&count, &part)| scaled(count, part)).collect()
    }
}

/// The plan's mix.
#[derive(Clone, Debug)]
pub struct Mix {
    /// The names of the categories; their place is the key in `shares`.
    pub names: Vec<Name>,
    /// The targets; its place is the table `shares`.
    pub shares: Setting<Shares>,
    /// How far a share may be from its target, in hundredths of a percentage point; 500 unless set.
    pub tolerance: Setting<u32>,
}

impl Mix {
    /// The house mix (practice P9): its categories and their shares in percent.
    pub const HOUSE: [(&'static str, u32); 3] = [("branded", 30), ("functional", 35), ("emotional", 35)];

    /// Most posts of one category in a row on a channel (practice P9).
    pub const LONGEST_RUN: usize = 3;
    /// Most branded or selling posts in a row on a channel (practice P3).
    pub const LONGEST_BRANDED_RUN: usize = 2;

    /// Returns how many of so many posts may sell: a fifth (practice P3), but always one.
    pub const fn most_selling(posts: usize) -> usize {
        if posts < 10 { 1 } else { posts / 5 }
    }

    /// Finds a category by its name.
    pub fn find(&self, name: &str) -> Option<CategoryId> {
        self.names.iter().position(|known| *known.value == *name).map(CategoryId::new)
    }

    /// Lists the categories in the order of `shares`.
    pub fn categories(&self) -> impl Iterator<Item = CategoryId> + use<> {
        (0..self.names.len()).map(CategoryId::new)
    }
}

/// Which categories of a window are off target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strays {
    /// The categories, in the order of the mix.
    pub categories: Vec<CategoryId>,
}

impl Shares {
    /// Tests a window: lists the categories that another whole number of posts would bring nearer to the target, and
    /// that are further from it than the tolerance (hundredths of a percentage point).
    pub fn strays(&self, counts: &[usize], tolerance: u32) -> Strays {
        let posts: usize = counts.iter().sum();
        let off = |deviation: i64| self.is_off(deviation, posts, tolerance);
        let categories = self
            .deviations(counts)
            .into_iter()
            .enumerate()
            .filter(|&(_, deviation)| off(deviation))
            .map(|(index, _)| CategoryId::new(index))
            .collect();
        Strays { categories }
    }

    /// Tests one deviation of a window of so many posts.
    pub(super) fn is_off(&self, deviation: i64, posts: usize, tolerance: u32) -> bool {
        let (deviation, total, posts) = (i128::from(deviation).abs(), i128::from(self.total), posts as i128);
        deviation >= total && 10_000 * deviation > i128::from(tolerance) * posts * total
    }
}

/// How far a stream of posts strays from the mix on its way (the running balance).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// The worst |d| of any category at any moment, in posts times [`Shares::total`].
    pub gap: i64,
    /// The category in which it is reached.
    pub category: CategoryId,
    /// Whether the category is ahead of its target there, not behind it.
    pub ahead: bool,
    /// The number of posts, from 1, after which it is reached first.
    pub moment: usize,
    /// The worst |d| after each post, in posts times [`Shares::total`].
    pub course: Vec<i64>,
}

impl Balance {
    /// Follows a stream; `None` for an empty one.
    pub fn of(shares: &Shares, stream: impl IntoIterator<Item = CategoryId>) -> Option<Self> {
        let mut deviations = vec![0_i64; shares.parts.len()];
        let mut balance: Option<Self> = None;
        for (before, category) in stream.into_iter().enumerate() {
            deviations[category.index()] += i64::from(shares.total);
            for (deviation, &part) in deviations.iter_mut().zip(&shares.parts) {
                *deviation -= i64::from(part);
            }
            let furthest = deviations.iter().copied().enumerate();
            let (index, deviation) =
                furthest.max_by_key(|&(index, deviation)| (deviation.abs(), std::cmp::Reverse(index)))?;
            let here = Self {
                gap: deviation.abs(),
                category: CategoryId::new(index),
                ahead: deviation > 0,
                moment: before + 1,
                course: Vec::new(),
            };
            let balance = balance.get_or_insert_with(|| here.clone());
            balance.course.push(here.gap);
            if here.gap > balance.gap {
                *balance = Self { course: std::mem::take(&mut balance.course), ..here };
            }
        }
        balance
    }

    /// Returns the gap in posts.
    pub fn gap_posts(&self, shares: &Shares) -> f64 {
        self.gap as f64 / f64::from(shares.total)
    }

    /// Returns the gap that some order of any length stays within: 1 − 1/(2(k−1)) posts for k categories
    /// (Tijdeman 1980, the chairman assignment problem).
    pub fn bound(categories: usize) -> f64 {
        if categories < 2 { 0.0 } else { 1.0 - 1.0 / (2.0 * (categories as f64 - 1.0)) }
    }
}
