//! Words of a plan inside Markdown: they are shown, and mean nothing.

use crate::diag::shortened;
use crate::text::visible;

/// Writes words of a plan so that no mark in them is obeyed, cut to what a line holds.
pub(super) fn plain(text: &str) -> String {
    let text = visible(text.trim());
    let mut out = String::with_capacity(text.len() + 8);
    for letter in shortened(&text).chars() {
        if letter.is_ascii_punctuation()
            && !matches!(letter, '-' | '.' | ',' | ':' | ';' | '?' | '\'' | '"' | '/' | '%')
        {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// Makes plain text of what was written here, for an editor that shows Markdown as it stands.
pub(super) fn unmarked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => out.extend(letters.next()),
            '*' if letters.peek() == Some(&'*') => {
                letters.next();
            }
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{plain, unmarked};

    #[test]
    fn plain_text_has_neither_marks_nor_what_kept_them_from_being_obeyed() {
        let text = "**a*b** `c`\\d";
        assert_eq!(unmarked(&format!("**{}**, 5 %", plain(text))), format!("{text}, 5 %"));
    }

    #[test]
    fn no_mark_of_a_plan_is_obeyed() {
        assert_eq!(plain("Кава, що? 50 %"), "Кава, що? 50 %");
        assert_eq!(plain("![x](http://a)<b>`c`"), "\\!\\[x\\]\\(http://a\\)\\<b\\>\\`c\\`");
    }
}
