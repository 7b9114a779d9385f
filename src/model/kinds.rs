//! The registry of kinds of posts, and the category that each belongs to.

/// A kind of post that the trade knows.
#[derive(Debug)]
pub struct Kind {
    /// Its name.
    pub name: &'static str,
    /// The category of the house mix that it belongs to (practice P9).
    pub category: &'static str,
    /// Whether people take part in it (practice P17).
    pub participation: bool,
    /// Whether it sells (practice P3).
    pub selling: bool,
    /// What it is, in a few words.
    pub meaning: &'static str,
}

const fn kind(name: &'static str, category: &'static str, meaning: &'static str) -> Kind {
    Kind { name, category, participation: false, selling: false, meaning }
}

const fn taking_part(name: &'static str, meaning: &'static str) -> Kind {
    Kind { name, category: "emotional", participation: true, selling: false, meaning }
}

const fn selling(name: &'static str, meaning: &'static str) -> Kind {
    Kind { name, category: "branded", participation: false, selling: true, meaning }
}

/// The known kinds, by category. Free words are allowed beside them.
pub const KINDS: &[Kind] = &[
    kind("announcement", "branded", "something new about the brand"),
    kind("product", "branded", "what we make, shown"),
    selling("sale", "a price that is lower for a while"),
    selling("promo", "an offer, a code, a gift for buying"),
    selling("ad", "plain advertising"),
    kind("event", "branded", "something to come to"),
    kind("news", "branded", "what happened to us"),
    kind("review", "branded", "the word of a satisfied customer"),
    kind("case", "branded", "how we solved somebody's problem"),
    kind("how-to", "functional", "steps to do something oneself"),
    kind("tip", "functional", "one useful thing to know"),
    kind("faq", "functional", "a question that many ask, answered"),
    kind("answer", "functional", "a public answer to somebody"),
    kind("support", "functional", "help with a trouble"),
    kind("guide", "functional", "a longer explanation"),
    kind("digest", "functional", "the best of a day or a week"),
    kind("schedule", "functional", "opening hours, programme, timetable"),
    kind("joke", "emotional", "something to laugh at"),
    taking_part("contest", "a competition with a prize"),
    kind("humour", "emotional", "a light look at ourselves"),
    kind("photo", "emotional", "a picture that speaks for itself"),
    kind("interview", "emotional", "somebody of the team or a guest speaks"),
    taking_part("poll", "a vote"),
    taking_part("question", "a question to the audience"),
    taking_part("award", "a title for an active follower"),
    taking_part("ugc", "what followers made"),
    kind("story", "emotional", "something that happened, told"),
    kind("greeting", "emotional", "a good word for the day"),
    kind("backstage", "emotional", "how things look behind the counter"),
];

/// Finds a known kind by its name.
pub fn find_kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}
