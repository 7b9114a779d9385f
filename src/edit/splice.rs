//! Replacements of bytes, put into a text.

use super::Refusal;
use crate::diag::Edit;

/// Replaces bytes of a text; insertions at one place stay in the order in which they come.
///
/// # Errors
///
/// [`Refusal::Overlap`] where two edits want the same bytes, or one lies beside the text.
pub fn apply(text: &str, edits: &[Edit]) -> Result<String, Refusal> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let added: usize = edits.iter().map(|edit| edit.text.len()).sum();
    let mut out = String::with_capacity(text.len() + added);
    let mut at = 0;
    for edit in sorted {
        let range = edit.span.range();
        let kept = text.get(at..range.start).filter(|_| range.start <= range.end).ok_or(Refusal::Overlap)?;
        if text.get(range.clone()).is_none() {
            return Err(Refusal::Overlap);
        }
        out.push_str(kept);
        out.push_str(&edit.text);
        at = range.end;
    }
    out.push_str(&text[at..]);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Sources, Span};

    fn applied(text: &str, edits: &[(usize, usize, &str)]) -> Result<String, Refusal> {
        let file = Sources::new().add("plan.toml", text.to_owned()).expect("a short text");
        let edit = |&(start, end, text): &(usize, usize, &str)| Edit {
            span: Span::new(file, start..end),
            text: text.into(),
        };
        apply(text, &edits.iter().map(edit).collect::<Vec<_>>())
    }

    #[test]
    fn edits_are_put_in_by_place_and_insertions_by_turn() {
        let edits = [(4, 5, "E"), (0, 0, "1"), (0, 0, "2"), (0, 1, "A"), (2, 4, "")];
        assert_eq!(applied("abcdef", &edits).as_deref(), Ok("12AbEf"));
        assert_eq!(applied("abc", &[(3, 3, "!")]).as_deref(), Ok("abc!"));
    }

    #[test]
    fn edits_that_cannot_be_are_refused() {
        assert_eq!(applied("abc", &[(0, 2, ""), (1, 3, "")]), Err(Refusal::Overlap));
        assert_eq!(applied("abc", &[(2, 9, "")]), Err(Refusal::Overlap));
        assert_eq!(applied("її", &[(1, 2, "")]), Err(Refusal::Overlap));
    }
}
