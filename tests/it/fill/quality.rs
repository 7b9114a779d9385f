//! How good fillings are, against every other filling.

use content_plan::fill::Filling;
use proptest::prelude::*;

use super::oracle::{Oracle, Quality, categories};
use super::{filled, plan_of, small_plan};

/// Fills a small plan and tries every other filling: ours, and the best.
fn ours_and_best(text: &str) -> (Quality, Quality) {
    let (plan, calendar) = plan_of(text);
    let filling = filled(&plan, &calendar);
    let oracle = Oracle::new(&plan, &calendar, &filling);
    let ours = oracle.judge(&categories(&filling));
    let hungry = filling.posts.iter().filter(|filled| filled.idea.is_none()).count();
    assert_eq!(hungry, ours.2, "as many ideas are used as these categories can take\n{text}");
    let hundredths = format!("{:.0}", filling.balance.posts(filling.balance.gap) * 100.0);
    assert_eq!(hundredths, ours.1.to_string(), "{text}");
    assert_eq!(filling.balance.breaks as usize, ours.0, "{text}");
    assert!(filling.balance.least <= filling.balance.gap, "{text}");
    (ours, oracle.best())
}

/// Follows one rule: at each place, the category that is farthest behind in the plan.
fn farthest_behind_first(oracle: &Oracle, filling: &Filling) -> Quality {
    let mut sequence: Vec<usize> = Vec::new();
    for _ in &filling.posts {
        let behind = |category: usize| oracle.behind(&sequence, category);
        let next = (0..3).max_by_key(|&category| (behind(category), std::cmp::Reverse(category)));
        sequence.push(next.unwrap_or(0));
    }
    oracle.judge(&sequence)
}

/// A plan of one channel without given posts: shares and slots a day.
fn one_free_stream() -> impl Strategy<Value = (usize, String)> {
    let shares = prop::collection::vec(1..100_u32, 2..6);
    (shares, 1..40_usize, 1..20_usize).prop_map(|(mut shares, slots, days)| {
        let sum: u32 = shares.iter().sum();
        // Whole percents that make a hundred; what rounding takes is the first one's.
        for share in &mut shares {
            *share = (*share * 100 / sum).max(1);
        }
        let others: u32 = shares[1..].iter().sum();
        shares[0] = 100 - others.min(99);
        let named: Vec<String> = (0..).zip(&shares).map(|(index, share): (u32, _)| format!("c{index} = {share}")).collect();
        let times: Vec<String> = (0..slots).map(|slot| format!("{:02}:{:02}:00", 7 + slot / 3, slot % 3 * 20)).collect();
        let text = format!(
            "[plan]\nstart = 2026-11-23\ndays = {days}\n[mix]\nshares = {{ {} }}\n[cadence]\ngap = 1\nper_day = {{ min = 1, max = 99 }}\n[rules]\ncategory-run = \"off\"\n[channels.feed]\nnetwork = \"other\"\nslots = [{}]\n",
            named.join(", "),
            times.join(", ")
        );
        (shares.len(), text)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_filling_is_more_even_and_none_feeds_many_more(text in small_plan(6)) {
        let (ours, best) = ours_and_best(&text);
        prop_assert_eq!((ours.0, ours.1), (best.0, best.1), "{}", text);
        prop_assert!(ours.2 <= best.2 + 1, "{:?} {:?}\n{}", ours, best, text);
    }

    #[test]
    fn a_single_stream_around_given_posts_is_as_even_as_is_proved(text in small_plan(16)) {
        let calm = format!("{text}[rules]\ncategory-run = \"off\"\nbranded-run = \"off\"\n");
        let (plan, calendar) = plan_of(&calm);
        let filling = filled(&plan, &calendar);
        prop_assert!(plan.channels.len() > 1 || filling.balance.gap == filling.balance.least, "{}", calm);
    }

    #[test]
    fn taking_what_is_farthest_behind_is_never_more_even(text in small_plan(20)) {
        let (plan, calendar) = plan_of(&text);
        let filling = filled(&plan, &calendar);
        let oracle = Oracle::new(&plan, &calendar, &filling);
        let (ours, simple) = (oracle.judge(&categories(&filling)), farthest_behind_first(&oracle, &filling));
        prop_assert!((ours.0, ours.1) <= (simple.0, simple.1), "{:?} {:?}\n{}", ours, simple, text);
    }

    #[test]
    fn a_single_free_stream_stays_within_what_is_always_possible((categories, text) in one_free_stream()) {
        let (plan, calendar) = plan_of(&text);
        let filling = filled(&plan, &calendar);
        let bound = content_plan::model::Balance::bound(categories);
        let gap = filling.balance.posts(filling.balance.gap);
        prop_assert!(gap <= bound + 1e-9, "{} over {}\n{}", gap, bound, text);
    }
}

/// Prints how often ours is the best, over many plans: `cargo test --release --test it -- --ignored --nocapture quality`.
#[test]
#[ignore = "takes minutes; prints what it measured"]
#[expect(clippy::print_stdout, reason = "that is what it is for")]
fn quality_against_brute_force() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut plans, mut places) = (0, 0);
    let mut equal = [0; 4];
    let mut worst = (0, 0);
    let mut helped = [0; 2];
    for _ in 0..1000 {
        let text = small_plan(9).new_tree(&mut runner).expect("a plan").current();
        let (ours, best) = ours_and_best(&text);
        plans += 1;
        places += plan_of(&text).0.posts.len();
        let same = [ours.0 == best.0, ours.1 == best.1, ours.2 == best.2, ours.3 == best.3];
        for (equal, same) in equal.iter_mut().zip(same) {
            *equal += u32::from(same);
        }
        if ours.1 == best.1 {
            worst.1 = worst.1.max(ours.2.saturating_sub(best.2));
        }
        worst.0 = worst.0.max(ours.1 - best.1);
        let more = format!("{text}[[idea]]\nid = \"more\"\ncategory = \"emotional\"\ntitle = \"one more\"\n");
        let hungry = |text: &str| {
            let (plan, calendar) = plan_of(text);
            filled(&plan, &calendar).posts.iter().filter(|filled| filled.idea.is_none()).count()
        };
        helped[usize::from(hungry(&more) > hungry(&text))] += 1;
    }
    println!(
        "{plans} plans ({places} given posts): breaks, gap, hungry, squares as good as the best in {equal:?}"
    );
    println!("at worst {:.2} posts of gap and {} hungry places more", worst.0 as f64 / 100.0, worst.1);
    println!("one more idea made more places hungry in {} of {} plans", helped[1], helped[0] + helped[1]);
}
