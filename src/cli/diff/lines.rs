//! Which lines two texts share, in time linear in their length: changes are small beside a plan.

use std::cmp::Reverse;
use std::collections::HashMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Lines that must agree before two texts are in step again.
const STEP: usize = 3;
/// Lines that are compared every way; where two texts are out of step for longer, they have nothing in common.
const MOST: usize = 10_000;

/// Lists what is equal, gone and new, in the order of the texts.
pub(super) fn compare(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    let mut ops: Vec<DiffOp> = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        let equal = old[i..].iter().zip(&new[j..]).take_while(|(old, new)| old == new).count();
        if equal > 0 {
            ops.push(DiffOp::Equal { old_index: i, new_index: j, len: equal });
            (i, j) = (i + equal, j + equal);
            continue;
        }
        let (a, b) = in_step(&old[i..], &new[j..]);
        let between = if a.max(b) > MOST {
            vec![DiffOp::Replace { old_index: 0, old_len: a, new_index: 0, new_len: b }]
        } else {
            capture_diff_slices(Algorithm::Myers, &old[i..i + a], &new[j..j + b])
        };
        ops.extend(between.into_iter().map(|op| moved(op, i, j)));
        (i, j) = (i + a, j + b);
    }
    let mut joined = join(ops);
    slide(&mut joined, new);
    joined
}

/// Finds how many lines of each text pass before they are in step; all where they never are.
fn in_step(old: &[&str], new: &[&str]) -> (usize, usize) {
    let mut width = 16;
    loop {
        let mut places: HashMap<&[&str], usize> = HashMap::new();
        for (place, lines) in old.windows(STEP).take(width).enumerate() {
            places.entry(lines).or_insert(place);
        }
        let found =
            new.windows(STEP).take(width).enumerate().filter_map(|(b, lines)| Some((*places.get(lines)?, b)));
        if let Some(found) = found.min_by_key(|(a, b)| a + b) {
            return found;
        }
        if width > old.len().max(new.len()) {
            return (old.len(), new.len());
        }
        width *= 4;
    }
}

/// Puts what was found in a part of the texts in its place.
fn moved(op: DiffOp, i: usize, j: usize) -> DiffOp {
    match op {
        DiffOp::Equal { old_index, new_index, len } => {
            DiffOp::Equal { old_index: old_index + i, new_index: new_index + j, len }
        }
        DiffOp::Delete { old_index, old_len, new_index } => {
            DiffOp::Delete { old_index: old_index + i, old_len, new_index: new_index + j }
        }
        DiffOp::Insert { old_index, new_index, new_len } => {
            DiffOp::Insert { old_index: old_index + i, new_index: new_index + j, new_len }
        }
        DiffOp::Replace { old_index, old_len, new_index, new_len } => {
            DiffOp::Replace { old_index: old_index + i, old_len, new_index: new_index + j, new_len }
        }
    }
}

/// Joins equal lines that follow each other.
fn join(ops: Vec<DiffOp>) -> Vec<DiffOp> {
    let mut joined: Vec<DiffOp> = Vec::with_capacity(ops.len());
    for op in ops {
        match (joined.last_mut(), op) {
            (Some(DiffOp::Equal { len, .. }), DiffOp::Equal { len: more, .. }) => *len += more,
            (_, op) => joined.push(op),
        }
    }
    joined
}

/// Moves new lines up where that reads better: a post that was added begins with a blank line or its header, not with the second
/// half of the post behind it.
fn slide(ops: &mut Vec<DiffOp>, new: &[&str]) {
    for place in 1..ops.len() {
        let Some([before, op, behind]) = ops.get_mut(place - 1..=place + 1) else { continue };
        let (
            &mut DiffOp::Equal { old_index, new_index, len: room },
            &mut DiffOp::Insert { old_index: old_place, new_index: new_place, new_len },
            &mut DiffOp::Equal { old_index: old_next, new_index: new_next, len },
        ) = (&mut *before, &mut *op, &mut *behind)
        else {
            continue;
        };
        let fits = |up: usize| new[new_place - up] == new[new_place + new_len - up];
        let most = (1..=room.min(new_len)).take_while(|&up| fits(up)).count();
        let worth = |up: usize| match new[new_place - up].trim() {
            "" => 2,
            line if line.starts_with(['[', '#']) => 1,
            _ => 0,
        };
        let up = (0..=most).max_by_key(|&up| (worth(up), Reverse(up))).unwrap_or(0);
        *before = DiffOp::Equal { old_index, new_index, len: room - up };
        *op = DiffOp::Insert { old_index: old_place - up, new_index: new_place - up, new_len };
        *behind = DiffOp::Equal { old_index: old_next - up, new_index: new_next - up, len: len + up };
    }
    ops.retain(|op| !matches!(op, DiffOp::Equal { len: 0, .. }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<&str> {
        text.split_inclusive('\n').collect()
    }

    /// Makes the new text of the old one by what was found.
    fn replay(old: &str, new: &str) -> (String, Vec<DiffOp>) {
        let (old, new) = (lines(old), lines(new));
        let ops = compare(&old, &new);
        let mut out = String::new();
        let mut at = 0;
        for op in &ops {
            assert_eq!(op.old_range().start, at, "{ops:?}");
            at = op.old_range().end;
            match op {
                DiffOp::Equal { .. } => out.extend(old[op.old_range()].iter().copied()),
                _ => out.extend(new[op.new_range()].iter().copied()),
            }
        }
        assert_eq!(at, old.len());
        (out, ops)
    }

    #[test]
    fn what_is_found_makes_the_new_text_of_the_old_one() {
        let post = |id: &str| format!("\n[[post]]\nid = \"{id}\"\nat = 1\n");
        let texts = [
            String::new(),
            "a\n".to_owned(),
            "a".to_owned(),
            ["a", "b", "c", "d"].map(post).concat(),
            ["a", "x", "b", "y", "z", "c", "d"].map(post).concat(),
            ["x", "a", "c", "d", "d"].map(post).concat() + "b\n",
            "\n[[post]]\n".repeat(50),
        ];
        for old in &texts {
            for new in &texts {
                assert_eq!(&replay(old, new).0, new);
            }
        }
    }

    #[test]
    fn a_new_post_begins_with_its_blank_line() {
        let post = |id: &str| format!("\n[[post]]\nid = \"{id}\"\nat = 1\n");
        let (old, new) = (["a", "b"].map(post).concat(), ["a", "x", "b"].map(post).concat());
        let (_, ops) = replay(&old, &new);
        assert_eq!(ops[1], DiffOp::Insert { old_index: 4, new_index: 4, new_len: 4 });
    }

    #[test]
    fn a_change_in_every_post_takes_no_longer_than_the_plan_is() {
        let plan = |ids: bool| {
            let post = |number: usize| {
                let id = if ids { format!("id = \"{number}\"\n") } else { String::new() };
                format!("\n[[post]]\n{id}at = {number}\ncategory = \"a\"\n")
            };
            (0..50_000).map(post).collect::<Vec<_>>().concat()
        };
        let (old, new) = (plan(false), plan(true));
        assert_eq!(replay(&old, &new).0, new);
    }
}
