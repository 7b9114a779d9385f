//! Text inside Markdown that stays text, in a table's cell and wherever GitHub and GitLab look for references.
//!
//! Signs of Markdown get a backslash, those of HTML their entity. An address loses its own life by the entity of its colon or dot.
//! Behind the sign of a mention or a reference stands a space of no width: both services look at the finished page, where
//! entities are signs again. Line ends become `<br>`; control characters their pictures, and what turns the writing
//! direction its number, so that the file itself can be read.

use std::fmt::Write as _;

use crate::text::is_override;

/// A space of no width.
const NO_WIDTH: &str = "&#8203;";

/// Writes a text as Markdown for one cell or heading.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|&(_, next)| next);
        match letter {
            '\r' if next == Some('\n') => {}
            '\n' | '\r' => out.push_str("<br>"),
            '\t' => out.push_str("&#9;"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            ':' if text[at..].starts_with("://") => out.push_str("&#58;"),
            '.' if ends_with_www(&text[..at]) => out.push_str("&#46;"),
            '\\' | '`' | '*' | '_' | '~' | '[' | ']' | '|' | '#' | '$' => {
                out.push('\\');
                out.push(letter);
            }
            letter if letter.is_ascii_control() => push_picture(letter, &mut out),
            // The numbers of these are other characters in a page.
            letter if letter.is_control() => {
                let _ = write!(out, "\\\\u{{{:x}}}", u32::from(letter));
            }
            letter if is_override(letter) => {
                let _ = write!(out, "&#{};", u32::from(letter));
            }
            letter => out.push(letter),
        }
        if is_reference(letter, next) || ends_with_gh(&text[..at], letter, next) {
            out.push_str(NO_WIDTH);
        }
    }
    out
}

/// Returns whether a sign and what follows would be taken for somebody or something: `@name`, `#1`, `!1`, `~label`.
fn is_reference(letter: char, next: Option<char>) -> bool {
    match letter {
        '@' => next.is_some_and(|next| !next.is_whitespace()),
        '#' | '!' | '$' | '%' | '&' | '^' | '~' => next.is_some_and(|next| next.is_ascii_digit()),
        _ => false,
    }
}

/// Returns whether `GH-1` begins here, by which GitHub knows an issue too.
fn ends_with_gh(before: &str, letter: char, next: Option<char>) -> bool {
    letter == '-'
        && next.is_some_and(|next| next.is_ascii_digit())
        && before.get(before.len().saturating_sub(2)..).is_some_and(|end| end.eq_ignore_ascii_case("gh"))
}

fn ends_with_www(before: &str) -> bool {
    before.get(before.len().saturating_sub(3)..).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

fn push_picture(letter: char, out: &mut String) {
    let code = u32::from(letter);
    out.extend(char::from_u32(if code == 0x7f { 0x2421 } else { 0x2400 + code }));
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nobody_is_pinged_and_nothing_is_linked() {
        assert_eq!(escaped("@nadia, a@b.example"), "@&#8203;nadia, a@&#8203;b.example");
        assert_eq!(escaped("#1 !2 GH-3 #кава"), "\\#&#8203;1 !&#8203;2 GH-&#8203;3 \\#кава");
        assert_eq!(escaped("https://a.example www.a.example"), "https&#58;//a.example www&#46;a.example");
    }

    #[test]
    fn no_sign_of_markdown_or_html_is_left() {
        assert_eq!(
            escaped("| `a` *b* [c](d) <img>&amp;\n\r\n\\"),
            "\\| \\`a\\` \\*b\\* \\[c\\](d) &lt;img&gt;&amp;amp;<br><br>\\\\"
        );
        assert_eq!(escaped("\u{0}\u{1b}\u{7f}\u{85}\u{202e}"), "␀␛␡\\\\u{85}&#8238;");
    }
}
