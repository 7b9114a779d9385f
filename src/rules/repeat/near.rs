//! Texts that are nearly equal, found by the rare groups of three words that they share.
//!
//! Of two texts that share nine in ten trigrams of the longer one, the rarest n/10 + 1 of each have one in common: whatever
//! order is the same for all texts will do, and with the rarest first hardly any other text has one of them. So only a few
//! texts are ever compared trigram by trigram.

use chrono::TimeDelta;
use rayon::prelude::*;

use super::echoes::{Echo, NEAR_DAYS, Said, Texts, narrow};
use super::fold::shared;

/// Part of the word trigrams that nearly equal texts share, in percent of the longer one's.
const NEAR_PERCENT: usize = 90;
/// Earlier texts with one rare trigram in common with which a text is compared.
const CANDIDATES: usize = 8;
/// Earlier places at most that are looked at for these.
const LOOKED_AT: usize = 64;
/// Texts from which on several threads are worth their start.
const MANY: usize = 4096;

/// Finds for each text the earlier one on its channel that is nearly the same; equal ones are left out.
pub(super) fn find(texts: &Texts, mut all: Vec<Said>) -> Vec<Echo> {
    all.sort_unstable_by_key(|said| (said.channel, said.spot));
    let marks = marks(texts, &all);
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for group in marks.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|group| group.len() > 1) {
        for (place, &(_, _, later)) in group.iter().enumerate() {
            let here = &all[later as usize];
            let before = group[..place].iter().rev().take(LOOKED_AT).map(|&(_, _, earlier)| earlier);
            let recent = before.take_while(|&earlier| {
                here.spot.instant - all[earlier as usize].spot.instant < TimeDelta::days(NEAR_DAYS)
            });
            let other = recent.filter(|&earlier| may_be_near(texts, here, &all[earlier as usize]));
            pairs.extend(other.take(CANDIDATES).map(|earlier| (later, earlier)));
        }
    }
    pairs.sort_unstable_by_key(|&(later, earlier)| (later, std::cmp::Reverse(earlier)));
    pairs.dedup();
    let judged = |&(later, earlier): &(u32, u32)| {
        let (later, earlier) = (&all[later as usize], &all[earlier as usize]);
        let (own, other) = (texts.of(later.text), texts.of(earlier.text));
        let (common, most) = (shared(own, other), own.len().max(other.len()));
        let is_near = common * 100 >= most * NEAR_PERCENT;
        is_near.then(|| Echo { later: later.spot, earlier: earlier.spot, percent: common * 100 / most })
    };
    if pairs.len() > MANY {
        pairs.par_iter().filter_map(judged).collect()
    } else {
        pairs.iter().filter_map(judged).collect()
    }
}

/// Returns whether two texts are different and of nearly one length.
fn may_be_near(texts: &Texts, a: &Said, b: &Said) -> bool {
    let (own, other) = (texts.of(a.text).len(), texts.of(b.text).len());
    own.min(other) * 100 >= own.max(other) * NEAR_PERCENT && texts.hash(a) != texts.hash(b)
}

/// Lists the rare trigrams by which texts find each other: channel, trigram, and the text's place in the list; sorted.
fn marks(texts: &Texts, all: &[Said]) -> Vec<(u32, u32, u32)> {
    let counts = Counts::new(texts);
    let own = |(index, said): (usize, &Said)| {
        let channel = said.channel;
        let trigrams = texts.of(said.text);
        let needed = (trigrams.len() * NEAR_PERCENT).div_ceil(100);
        let enough = if trigrams.is_empty() { 0 } else { trigrams.len() - needed + 1 };
        let mut rarest: Vec<(u8, u32)> =
            trigrams.iter().map(|&trigram| (counts.of(trigram), trigram)).collect();
        if enough < rarest.len() {
            rarest.select_nth_unstable(enough);
            rarest.truncate(enough);
        }
        // What stands in one text alone leads to no other.
        let shared = rarest.into_iter().filter(|&(count, _)| count > 1);
        shared.map(move |(_, trigram)| (channel, trigram, narrow(index)))
    };
    let mut marks: Vec<_> = if all.len() > MANY {
        all.par_iter().enumerate().flat_map_iter(own).collect()
    } else {
        all.iter().enumerate().flat_map(own).collect()
    };
    if marks.len() > MANY {
        marks.par_sort_unstable();
    } else {
        marks.sort_unstable();
    }
    marks
}

/// In how many texts trigrams stand, or more: trigrams that end alike are counted together.
struct Counts {
    counts: Vec<u8>,
}

impl Counts {
    fn new(texts: &Texts) -> Self {
        let size = (texts.trigrams.len() * 2).next_power_of_two().clamp(1 << 6, 1 << 24);
        let mut counts = Self { counts: vec![0; size] };
        for &trigram in &texts.trigrams {
            let place = counts.place(trigram);
            counts.counts[place] = counts.counts[place].saturating_add(1);
        }
        counts
    }

    fn of(&self, trigram: u32) -> u8 {
        self.counts[self.place(trigram)]
    }

    fn place(&self, trigram: u32) -> usize {
        trigram as usize & (self.counts.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use proptest::prelude::*;

    use super::*;
    use crate::model::{ChannelId, PostId};
    use crate::rules::repeat::echoes::Spot;

    proptest! {
        #[test]
        fn nothing_is_missed_and_nothing_is_made_up(
            changes in proptest::collection::vec((0_usize..40, 0_usize..3, 0_u32..2, 0_i64..50), 1..8),
        ) {
            let mut texts = Texts::default();
            let mut all = Vec::new();
            for (index, &(place, word, channel, day)) in changes.iter().enumerate() {
                let mut words: Vec<String> = (0..36).map(|number| format!("word{number}")).collect();
                if let Some(changed) = words.get_mut(place) {
                    *changed = ["one", "two", "three"][word].to_owned();
                }
                let text = texts.add(&words.join(" ")).expect("a text of words");
                let instant = DateTime::from_timestamp(day * 86_400, 0).expect("a day of this century");
                let spot = Spot { instant, plan: 0, post: PostId::new(index), channel: ChannelId::new(0) };
                all.push(Said { spot, channel, text });
            }
            let mut expected = Vec::new();
            for later in &all {
                for earlier in all.iter().filter(|earlier| earlier.spot < later.spot && earlier.channel == later.channel) {
                    let (own, other) = (texts.of(later.text), texts.of(earlier.text));
                    let common = own.iter().filter(|trigram| other.contains(trigram)).count();
                    let is_near = common * 100 >= own.len().max(other.len()) * NEAR_PERCENT;
                    let is_recent = later.spot.instant - earlier.spot.instant < TimeDelta::days(NEAR_DAYS);
                    if is_near && is_recent && texts.hash(later) != texts.hash(earlier) {
                        expected.push((later.spot, earlier.spot));
                    }
                }
            }
            expected.sort_unstable();
            let mut found: Vec<_> = find(&texts, all).iter().map(|echo| (echo.later, echo.earlier)).collect();
            found.sort_unstable();
            prop_assert_eq!(found, expected);
        }
    }
}
