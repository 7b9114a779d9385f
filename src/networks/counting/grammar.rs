//! What X and Mastodon take for the letters of a link.
//!
//! Both read links by the grammar of twitter-text 3.1, Mastodon with changes of its own. Sources, read August 2026: twitter-text, js/src/regexp and
//! rb/lib/twitter-text/regex.rb; mastodon, config/initializers/twitter_regex.rb.

/// By whose grammar links are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grammar {
    /// X: with or without a scheme, in UTF-16, where half a letter may count.
    X,
    /// Mastodon: with a scheme, all of Unicode in paths and queries.
    Mastodon,
}

impl Grammar {
    /// Lists what a link may begin with.
    pub(super) const fn schemes(self) -> &'static [&'static str] {
        match self {
            Self::X => &["https://", "http://"],
            Self::Mastodon => &[
                "https://",
                "http://",
                "dat://",
                "dweb://",
                "ipfs://",
                "ipns://",
                "ssb://",
                "gopher://",
                "gemini://",
            ],
        }
    }

    /// Returns whether a letter may stand right before a link.
    pub(super) fn may_precede(letter: char) -> bool {
        !letter.is_ascii_alphanumeric()
            && !matches!(letter, '@' | '＠' | '$' | '#' | '＃' | '\u{fffe}' | '\u{feff}' | '\u{ffff}')
    }

    /// Returns whether a letter may begin or end a label of a domain: all but punctuation, white space and marks of direction.
    pub(super) fn is_label_letter(self, letter: char) -> bool {
        if letter.is_ascii() {
            let is_odd = matches!(letter, '"' | '`') || letter.is_ascii_control();
            let is_space = letter.is_ascii_whitespace() || letter == '\u{b}';
            return letter.is_ascii_alphanumeric() || (self == Self::X && is_odd && !is_space);
        }
        !matches!(letter,
            '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{180e}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}'
            | '\u{205f}' | '\u{3000}' | '\u{fffe}' | '\u{feff}' | '\u{ffff}' | '\u{202a}'..='\u{202e}' | '\u{61c}'
            | '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}')
    }

    /// Returns whether a letter may stand in a label or between two.
    pub(super) fn is_domain_letter(self, letter: char) -> bool {
        self.is_label_letter(letter) || matches!(letter, '-' | '_' | '.')
    }

    /// Returns whether a letter may stand in a path.
    pub(super) fn is_path_letter(self, letter: char) -> bool {
        match self {
            Self::X => {
                ends_path_on_x(letter)
                    || matches!(
                        letter,
                        '!' | '*' | '\'' | ';' | ':' | ',' | '.' | '$' | '%' | '[' | ']' | '–'
                    )
                    || matches!(letter, '~' | '@' | '|' | '&')
            }
            Self::Mastodon => !letter.is_whitespace() && !matches!(letter, '<' | '>' | '(' | ')' | '?'),
        }
    }

    /// Returns whether a path may end in a letter.
    pub(super) fn ends_path(self, letter: char) -> bool {
        match self {
            Self::X => ends_path_on_x(letter),
            Self::Mastodon => {
                let is_plain = letter.is_ascii_alphanumeric() || "#/+-_{}\\^`".contains(letter);
                is_plain
                    || letter.is_ascii_control() && !letter.is_whitespace()
                    || !letter.is_ascii() && !letter.is_whitespace() && !matches!(letter, '「' | '」')
            }
        }
    }

    /// Returns whether parentheses at the very end of a path may hold a letter.
    pub(super) fn is_in_last_parentheses(self, letter: char) -> bool {
        match self {
            Self::X => self.is_path_letter(letter),
            // Mastodon left these as they were, and the dashes of all scripts are there.
            Self::Mastodon => Self::X.is_path_letter(letter) || ('\u{2010}'..='\u{2015}').contains(&letter),
        }
    }

    /// Returns whether a letter may stand in a query.
    pub(super) fn is_query_letter(self, letter: char) -> bool {
        let is_plain = letter.is_ascii_alphanumeric() || "!?*'@();:&=+$/%#[]-_.,~|".contains(letter);
        is_plain || (self == Self::Mastodon && (letter == '^' || is_international(letter)))
    }

    /// Returns whether a query may end in a letter.
    pub(super) fn ends_query(self, letter: char) -> bool {
        letter.is_ascii_alphanumeric()
            || "-_&=#/".contains(letter)
            || (self == Self::Mastodon && is_international(letter))
    }
}

/// Returns whether addresses of all languages may hold a letter as it is.
fn is_international(letter: char) -> bool {
    letter >= '\u{a0}'
        && !matches!(letter, '\u{fdd0}'..='\u{fdef}' | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..='\u{e0fff}')
        && u32::from(letter) & 0xfffe != 0xfffe
}

fn ends_path_on_x(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || matches!(letter, '+' | '-' | '=' | '_' | '#' | '/')
        || matches!(letter, '\u{400}'..='\u{4ff}' | '\u{1c80}'..='\u{1c87}')
        || is_accented(letter)
}

/// Returns whether a letter is Latin with an accent, or a mark over one.
///
/// So is what the grammar takes for the same in the other case: letters of phonetics, and the iota, which stands for a mark.
pub(super) fn is_accented(letter: char) -> bool {
    matches!(letter,
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}' | '\u{253}' | '\u{254}' | '\u{256}' | '\u{257}'
        | '\u{259}' | '\u{25b}' | '\u{260}' | '\u{263}' | '\u{268}' | '\u{269}' | '\u{26f}' | '\u{272}' | '\u{275}'
        | '\u{280}' | '\u{283}' | '\u{288}'..='\u{28c}' | '\u{292}' | '\u{2bb}' | '\u{300}'..='\u{36f}' | 'Ι' | 'ι'
        | '\u{1e00}'..='\u{1eff}' | '\u{2c65}' | '\u{2c66}' | '\u{2c7e}' | '\u{2c7f}' | '\u{a7dc}')
}
