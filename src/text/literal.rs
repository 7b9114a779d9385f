//! From a byte of a string's value to the byte of the TOML that wrote it: through escapes, and texts of several lines.

/// Returns the byte of a string as it is written, quotes and all, at which a byte of its value begins. In the value a line
/// end is one byte, however it is written. An offset behind the value gives the closing quotes.
pub fn offset_in_literal(written: &str, value: usize) -> usize {
    let (quotes, escapes) = match written.as_bytes() {
        [b'"', b'"', b'"', ..] => (3, true),
        [b'\'', b'\'', b'\'', ..] => (3, false),
        [b'"', ..] => (1, true),
        [b'\'', ..] => (1, false),
        _ => (0, false),
    };
    let end = written.len().saturating_sub(quotes).max(quotes);
    let mut at = quotes.min(written.len());
    if quotes == 3 {
        // The first line end behind the quotes is not part of the value.
        at += line_end(&written[at..]);
    }
    let mut seen = 0;
    while at < end {
        let (bytes, means) = piece(&written[at..end], escapes);
        // What writes nothing belongs to what follows.
        if seen + means > value {
            return at;
        }
        seen += means;
        at += bytes;
    }
    end
}

/// Returns how many bytes the next piece takes as it is written, and how many it stands for.
fn piece(rest: &str, escapes: bool) -> (usize, usize) {
    let line_end = line_end(rest);
    if line_end > 0 {
        return (line_end, 1);
    }
    let mut letters = rest.chars();
    let first = letters.next().map_or(0, char::len_utf8);
    if !escapes || !rest.starts_with('\\') {
        return (first.max(1), first);
    }
    let digits = |count: usize| {
        let code = rest.get(2..2 + count).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        (2 + count, code.and_then(char::from_u32).map_or(1, char::len_utf8))
    };
    match letters.next() {
        Some('u') => digits(4),
        Some('U') => digits(8),
        Some('x') => digits(2),
        Some(blank) if blank.is_ascii_whitespace() => {
            // A backslash at the end of a line swallows all white space up to the next word.
            let swallowed = rest[1..].find(|letter: char| !letter.is_ascii_whitespace());
            (1 + swallowed.unwrap_or(rest.len() - 1), 0)
        }
        Some(letter) => (1 + letter.len_utf8(), 1),
        None => (1, 0),
    }
}

/// Returns the bytes of the line end that a text begins with.
fn line_end(text: &str) -> usize {
    match text.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\n', ..] => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::offset_in_literal;

    fn value(written: &str) -> String {
        let table: toml::Table = format!("a = {written}").parse().expect("valid TOML");
        table["a"].as_str().expect("a text").replace("\r\n", "\n")
    }

    /// Finds what stands in the TOML at the place of a word of the value.
    fn at<'a>(written: &'a str, word: &str) -> &'a str {
        let offset = value(written).find(word).expect("the word is there");
        &written[offset_in_literal(written, offset)..]
    }

    #[test]
    fn places_are_found_through_escapes_and_lines() {
        assert_eq!(at(r#""a\tb\u00e9\U0001F600 here""#, "here"), "here\"");
        assert_eq!(at("'a\\b here'", "here"), "here'");
        assert_eq!(at("\"\"\"\nКава\r\nтут\"\"\"", "тут"), "тут\"\"\"");
        assert_eq!(at("\"\"\"\\\n   one \\\n\n   two\"\"\"", "two"), "two\"\"\"");
        assert_eq!(at("'''\nit's'''", "'s"), "'s'''");
        assert_eq!(offset_in_literal("\"ab\"", 99), 3);
    }

    proptest! {
        #[test]
        fn what_is_written_before_a_place_gives_the_value_before_it(
            parts in proptest::collection::vec(prop_oneof![
                Just("\\n"), Just("\\\""), Just("\\u00e9"), Just("\\U0001F600"), Just("☕"), Just("ї"), Just("x"), Just(" "),
                Just("\n"), Just("\r\n"), Just("\\\n  "),
            ], 0..20),
        ) {
            let written = format!("\"\"\"{}\"\"\"", parts.concat());
            let whole = value(&written);
            for (offset, _) in whole.char_indices() {
                let place = offset_in_literal(&written, offset);
                prop_assert_eq!(value(&format!("{}\"\"\"", &written[..place])), &whole[..offset]);
            }
        }
    }
}
