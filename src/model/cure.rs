//! The cheapest cures of a window that is off target: the fewest posts to add, the fewest to change.
//!
//! A number of posts n allows each category a range of counts that pass the test of [`Shares::strays`]. A cure moves every
//! count into its range. Of several additions that are equally cheap, the one is taken whose worst category deviates
//! least, and of these the one that spreads the new posts most evenly, which is the easiest to carry out; of several
//! changes the one with the smallest sum of squared deviations.

use super::{CategoryId, Plan, Shares};

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

impl Cure {
    /// Puts both cures into words: "add 2 functional and 2 emotional posts, or make 2 branded ones emotional".
    pub fn words(&self, plan: &Plan) -> String {
        let added = self.add.iter().map(|add| {
            let parts = plan.mix.categories().filter(|category| add[category.index()] > 0);
            let parts: Vec<String> = parts
                .map(|category| format!("{} {}", add[category.index()], plan.category(category)))
                .collect();
            let posts = if add.iter().sum::<usize>() == 1 { "post" } else { "posts" };
            format!("add {} {posts}", listed(&parts))
        });
        let changed: Vec<String> = self
            .change
            .iter()
            .map(|change| {
                let ones = if change.posts == 1 { "one" } else { "ones" };
                format!("{} {} {ones} {}", change.posts, plan.category(change.from), plan.category(change.to))
            })
            .collect();
        let changed = (!changed.is_empty()).then(|| format!("make {}", listed(&changed)));
        added.chain(changed).collect::<Vec<_>>().join(", or ")
    }
}

/// Joins parts with commas and a last "and".
fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// Most posts that a cure is looked for with, times the posts there are: beyond it, adding is no advice.
const FAR: usize = 20;

/// Computes both cures of a window with these counts by category; `tolerance` is in hundredths of a percentage point,
/// `room` is how many posts its days still take.
pub fn cure(shares: &Shares, counts: &[usize], tolerance: u32, room: Option<usize>) -> Cure {
    Cure { add: addition(shares, counts, tolerance, room), change: change(shares, counts, tolerance) }
}

/// The counts of a category that pass in a window of n posts, from the least to the most.
#[derive(Clone, Copy, Debug)]
struct Range {
    least: usize,
    most: usize,
}

/// Finds the range of a category: c passes where |c·total − n·part| < total, or where 10,000 times that is at most
/// tolerance·n·total.
fn range(shares: &Shares, part: u32, tolerance: u32, posts: usize) -> Range {
    let (total, n) = (i128::from(shares.total), posts as i128);
    let target = n * i128::from(part);
    // The larger of the two bounds on |c·total − target|.
    let slack = (total - 1).max(i128::from(tolerance) * n * total / 10_000);
    let least = (target - slack).max(0) + total - 1;
    let narrow = |count: i128| usize::try_from(count.clamp(0, n)).expect("a count is at most n");
    Range { least: narrow(least.div_euclid(total)), most: narrow((target + slack).div_euclid(total)) }
}

fn ranges(shares: &Shares, tolerance: u32, posts: usize) -> Vec<Range> {
    shares.parts.iter().map(|&part| range(shares, part, tolerance, posts)).collect()
}

/// Finds the fewest posts to add, category by category.
fn addition(shares: &Shares, counts: &[usize], tolerance: u32, room: Option<usize>) -> Option<Vec<usize>> {
    let posts: usize = counts.iter().sum();
    let most = (posts + 10).saturating_mul(FAR).min(posts.saturating_add(room.unwrap_or(usize::MAX)));
    let mut n = posts + 1;
    while n <= most {
        let ranges = ranges(shares, tolerance, n);
        let over = counts.iter().zip(&ranges).any(|(&count, range)| count > range.most);
        let needed: usize = counts.iter().zip(&ranges).map(|(&count, range)| count.max(range.least)).sum();
        if !over && needed <= n && ranges.iter().map(|range| range.most).sum::<usize>() >= n {
            let filled = fill(shares, counts, &ranges, n);
            return Some(filled.iter().zip(counts).map(|(after, before)| after - before).collect());
        }
        n = (n + 1).max(nearest(shares, counts, tolerance)?);
    }
    None
}

/// Bounds from below how many posts a window must have before no category is over; `None` where no number is enough.
fn nearest(shares: &Shares, counts: &[usize], tolerance: u32) -> Option<usize> {
    let total = i128::from(shares.total);
    let bound = |(&count, &part): (&usize, &u32)| {
        let (scaled, part) = (count as i128 * total, i128::from(part));
        // A count passes within the tolerance, or by being less than one post too many.
        let by_tolerance = (part * 10_000 + i128::from(tolerance) * total, scaled * 10_000);
        let by_rounding = (part, scaled - total + 1);
        let bounds = [by_tolerance, by_rounding].into_iter().filter(|&(slope, _)| slope > 0);
        let bound = bounds.map(|(slope, needed)| needed.max(0) / slope).min();
        bound.or((scaled < total).then_some(0)).and_then(|bound| usize::try_from(bound).ok())
    };
    counts.iter().zip(&shares.parts).map(bound).try_fold(0, |most, bound| Some(most.max(bound?)))
}

/// Spreads the posts that are missing to n: the worst deviation as small as it can be, then as evenly as that allows.
fn fill(shares: &Shares, counts: &[usize], ranges: &[Range], n: usize) -> Vec<usize> {
    let target = |index: usize| n as i128 * i128::from(shares.parts[index]);
    let behind = |index: usize, count: usize| target(index) - count as i128 * i128::from(shares.total);
    let missing = |filled: &[usize]| n - filled.iter().sum::<usize>();
    let base = || counts.iter().zip(ranges).map(|(&count, range)| count.max(range.least)).collect::<Vec<_>>();

    // Filling up whoever is furthest behind gives the smallest worst deviation that there is.
    let mut filled = base();
    for _ in 0..missing(&filled) {
        let open = (0..filled.len()).filter(|&index| filled[index] < ranges[index].most);
        let best = open.max_by_key(|&index| (behind(index, filled[index]), std::cmp::Reverse(index)));
        filled[best.expect("the ranges hold n posts")] += 1;
    }
    let worst = (0..filled.len()).map(|index| behind(index, filled[index]).abs()).max().unwrap_or_default();

    // The same worst deviation, from what it demands of each, spread evenly.
    let total = i128::from(shares.total);
    let mut even = base();
    for (index, count) in even.iter_mut().enumerate() {
        while behind(index, *count) > worst {
            *count += 1;
        }
    }
    for _ in 0..missing(&even) {
        let takes =
            |index: usize| even[index] < ranges[index].most && total - behind(index, even[index]) <= worst;
        let open = (0..even.len()).filter(|&index| takes(index));
        let best =
            open.min_by_key(|&index| (even[index] - counts[index], -behind(index, even[index]), index));
        even[best.expect("the first way of filling is one such")] += 1;
    }
    even
}

/// Finds the fewest posts to change.
fn change(shares: &Shares, counts: &[usize], tolerance: u32) -> Vec<Change> {
    let posts: usize = counts.iter().sum();
    let ranges = ranges(shares, tolerance, posts);
    let mut after: Vec<usize> =
        counts.iter().zip(&ranges).map(|(&count, range)| count.clamp(range.least, range.most)).collect();
    // What was taken and what was given must meet: the rest goes where it deviates least.
    loop {
        let sum: usize = after.iter().sum();
        let ahead = |index: usize| {
            let target = posts as i128 * i128::from(shares.parts[index]);
            after[index] as i128 * i128::from(shares.total) - target
        };
        if sum == posts {
            break;
        }
        if sum < posts {
            // A post may only go where none was taken from, else it was no change.
            let open = (0..after.len())
                .filter(|&index| after[index] < ranges[index].most && after[index] >= counts[index]);
            let Some(best) = open.min_by_key(|&index| (ahead(index), index)) else { break };
            after[best] += 1;
        } else {
            let open = (0..after.len())
                .filter(|&index| after[index] > ranges[index].least && after[index] <= counts[index]);
            let Some(best) = open.max_by_key(|&index| (ahead(index), std::cmp::Reverse(index))) else {
                break;
            };
            after[best] -= 1;
        }
    }
    pair(counts, &after)
}

/// Pairs what is too many with what is too few, in the order of the categories.
fn pair(before: &[usize], after: &[usize]) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let mut to = 0;
    let mut gains: Vec<usize> =
        before.iter().zip(after).map(|(before, after)| after.saturating_sub(*before)).collect();
    for from in 0..before.len() {
        let mut left = before[from].saturating_sub(after[from]);
        while left > 0 && to < gains.len() {
            let posts = left.min(gains[to]);
            if posts > 0 {
                changes.push(Change { from: CategoryId::new(from), to: CategoryId::new(to), posts });
                left -= posts;
                gains[to] -= posts;
            }
            if gains[to] == 0 {
                to += 1;
            }
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn house() -> Shares {
        Shares::new(vec![30, 35, 35])
    }

    fn passes(shares: &Shares, counts: &[usize], tolerance: u32) -> bool {
        shares.strays(counts, tolerance).categories.is_empty()
    }

    fn applied(counts: &[usize], changes: &[Change]) -> Vec<usize> {
        let mut counts = counts.to_vec();
        for change in changes {
            counts[change.from.index()] -= change.posts;
            counts[change.to.index()] += change.posts;
        }
        counts
    }

    fn squares(shares: &Shares, counts: &[usize]) -> i128 {
        shares.deviations(counts).iter().map(|&deviation| i128::from(deviation).pow(2)).sum()
    }

    /// Lists every way to spread so many posts over so many categories.
    fn spreads(posts: usize, categories: usize) -> Vec<Vec<usize>> {
        if categories == 1 {
            return vec![vec![posts]];
        }
        let first = |own: usize| {
            spreads(posts - own, categories - 1).into_iter().map(move |mut rest| {
                rest.insert(0, own);
                rest
            })
        };
        (0..=posts).flat_map(first).collect()
    }

    #[test]
    fn the_table_of_verdicts_holds() {
        let cases: [(&[usize], &[usize]); 7] = [
            (&[2, 2, 3], &[]),
            (&[3, 2, 2], &[]),
            (&[4, 1, 2], &[0, 1]),
            (&[4, 3, 3], &[0]),
            (&[3, 4, 3], &[]),
            (&[14, 14, 14], &[]),
            (&[16, 14, 12], &[0, 2]),
        ];
        for (counts, off) in cases {
            let strays: Vec<usize> =
                house().strays(counts, 500).categories.iter().map(|stray| stray.index()).collect();
            assert_eq!(strays, off, "{counts:?}");
        }
        assert!(passes(&house(), &[0, 0, 0], 500));
    }

    #[test]
    fn the_example_of_the_manual_is_cured_as_it_says() {
        let cure = cure(&house(), &[16, 14, 12], 500, None);
        assert_eq!(cure.add, Some(vec![0, 2, 2]));
        let two = Change { from: CategoryId::new(0), to: CategoryId::new(2), posts: 2 };
        assert_eq!(cure.change, [two]);
    }

    #[test]
    fn full_days_leave_only_changing() {
        assert_eq!(cure(&house(), &[16, 14, 12], 500, Some(3)).add, None);
        assert!(cure(&house(), &[16, 14, 12], 500, Some(4)).add.is_some());
    }

    #[test]
    fn a_share_of_nothing_and_no_tolerance_are_survived() {
        let shares = Shares::new(vec![0, 50, 50]);
        let hopeless = cure(&shares, &[5, 0, 0], 0, None);
        assert_eq!(hopeless.add, None);
        assert!(passes(&shares, &applied(&[5, 0, 0], &hopeless.change), 0));
        assert_eq!(cure(&Shares::new(vec![100]), &[7], 0, None).change, []);
    }

    #[test]
    fn a_million_posts_are_cured_at_once() {
        let shares = Shares::new(vec![10, 10, 10, 10, 10, 10, 10, 10, 5, 5, 5, 5]);
        let mut counts = vec![80_000; 12];
        counts[0] = 200_000;
        let cure = cure(&shares, &counts, 500, None);
        assert!(passes(&shares, &applied(&counts, &cure.change), 500));
    }

    fn windows() -> impl Strategy<Value = (Vec<u32>, Vec<usize>, u32)> {
        (2_usize..5).prop_flat_map(|categories| {
            let parts = proptest::collection::vec(0_u32..10, categories);
            let counts = proptest::collection::vec(0_usize..6, categories);
            (parts, counts, prop_oneof![Just(0_u32), Just(500), Just(1000), 0_u32..3000])
        })
    }

    proptest! {
        #![proptest_config(proptest::test_runner::Config {
            failure_persistence: None,
            max_global_rejects: 1 << 20,
            ..Default::default()
        })]

        #[test]
        fn changing_cures_and_nothing_smaller_does((parts, counts, tolerance) in windows()) {
            prop_assume!(parts.iter().sum::<u32>() > 0);
            let shares = Shares::new(parts);
            let posts: usize = counts.iter().sum();
            let changes = change(&shares, &counts, tolerance);
            let after = applied(&counts, &changes);
            prop_assert!(passes(&shares, &after, tolerance), "{after:?}");
            let moved: usize = changes.iter().map(|change| change.posts).sum();
            let moves = |spread: &[usize]| spread.iter().zip(&counts).map(|(new, old)| new.saturating_sub(*old)).sum::<usize>();
            for spread in spreads(posts, counts.len()).into_iter().filter(|spread| passes(&shares, spread, tolerance)) {
                prop_assert!(moves(&spread) >= moved, "{spread:?} changes fewer");
                if moves(&spread) == moved {
                    prop_assert!(squares(&shares, &spread) >= squares(&shares, &after), "{spread:?} deviates less than {after:?}");
                }
            }
        }

        #[test]
        fn adding_cures_and_nothing_smaller_does((parts, counts, tolerance) in windows()) {
            prop_assume!(parts.iter().sum::<u32>() > 0);
            let shares = Shares::new(parts);
            prop_assume!(!passes(&shares, &counts, tolerance));
            let room = 12;
            let added = addition(&shares, &counts, tolerance, Some(room));
            let works = |more: &[usize]| {
                let after: Vec<usize> = counts.iter().zip(more).map(|(count, more)| count + more).collect();
                let worst = shares.deviations(&after).iter().map(|deviation| deviation.abs()).max();
                let even: usize = more.iter().map(|more| more * more).sum();
                passes(&shares, &after, tolerance).then_some((worst, even))
            };
            let fewest = (1..=room).find_map(|more| {
                let best = spreads(more, counts.len()).iter().filter_map(|more| works(more)).min();
                best.map(|least| (more, least))
            });
            match (added, fewest) {
                (None, None) => {}
                (Some(added), Some((more, least))) => {
                    prop_assert_eq!(added.iter().sum::<usize>(), more);
                    prop_assert_eq!(works(&added), Some(least));
                }
                (added, fewest) => prop_assert!(false, "{added:?} against {fewest:?}"),
            }
        }
    }
}
