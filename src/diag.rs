//! Findings as data: what a rule is, what it found, where, and what to do next.
//!
//! Everything here is owned and knows neither colours nor formats; `report` renders it.

mod consequences;
mod remarks;

use std::borrow::Cow;
use std::fmt;

use chrono::NaiveDate;

pub use consequences::Consequences;
pub use remarks::Remarks;

use crate::text::{FileId, Span};

/// How serious a finding is, from advice to refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Advice; counted, shown on request.
    Note,
    /// Against good practice.
    Warning,
    /// The plan cannot be carried out.
    Error,
}

impl Level {
    /// Returns the word for the level, as `[rules]` writes it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The groups of the catalogue; each is a folder of `rules`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The plan file itself.
    Plan,
    /// The balance of categories.
    Mix,
    /// How many posts, how close, when.
    Cadence,
    /// Clocks and time zones.
    Time,
    /// What is written.
    Text,
    /// Pictures and videos.
    Media,
    /// What was said before.
    Repeat,
    /// Followers, partners, and who speaks to them.
    Community,
    /// The networks themselves.
    Network,
    /// How far posts have come, and who sees to them.
    Workflow,
}

impl Group {
    /// Returns the group's word; also the name of its folder.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Mix => "mix",
            Self::Cadence => "cadence",
            Self::Time => "time",
            Self::Text => "text",
            Self::Media => "media",
            Self::Repeat => "repeat",
            Self::Community => "community",
            Self::Network => "network",
            Self::Workflow => "workflow",
        }
    }
}

/// What a rule needs to have been read before it can speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Looks at one post and runs whatever else is broken.
    Post,
    /// Looks at the whole plan and waits until all of it could be read, since totals over half a plan lie.
    Plan,
}

/// A rule of the catalogue, as data.
#[derive(Debug)]
pub struct RuleInfo {
    /// The rule's name: kebab-case, says the fault, never reused.
    pub name: &'static str,
    /// Its group.
    pub group: Group,
    /// Its level where nothing is set; `None` for a rule that is off by default.
    pub level: Option<Level>,
    /// What it needs.
    pub scope: Scope,
    /// The version that brought it.
    pub since: &'static str,
    /// Its manual page in Markdown; the first line says the fault.
    pub page: &'static str,
}

impl RuleInfo {
    /// Returns the first line of the page, without its full stop.
    pub fn summary(&self) -> &'static str {
        self.page.trim_start().lines().next().unwrap_or_default().trim_end_matches('.')
    }

    /// Returns the address of the page: the file of the rule, whose doc comment it is.
    pub fn address(&self) -> String {
        let (group, file) = (self.group.word(), self.name.replace('-', "_"));
        format!("https://github.com/content-plan/content-plan/blob/main/src/rules/{group}/{file}.rs")
    }

    /// Returns the word for the default level: `off` for a rule that must be switched on.
    pub fn level_word(&self) -> &'static str {
        self.level.map_or("off", Level::word)
    }
}

/// A place with what is to be said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// A few words; may be empty where the finding's message says it all.
    pub message: String,
}

/// One replacement of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes.
    pub span: Span,
    /// What comes instead.
    pub text: String,
}

/// A cure that is certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does: "write `emotional`".
    pub title: String,
    /// The replacements; they do not overlap.
    pub edits: Vec<Edit>,
}

/// Something that a rule found.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule.
    pub rule: &'static RuleInfo,
    /// The level in this plan.
    pub level: Level,
    /// The fact, with its number and unit; lowercase, no full stop.
    pub message: String,
    /// The text that causes it.
    pub primary: Label,
    /// The settings or other posts that make it a fault.
    pub related: Vec<Label>,
    /// The next step.
    pub help: Option<String>,
    /// The cure, where it is certain.
    pub fix: Option<Fix>,
    /// The plan that was judged; the place may be in a file that it extends.
    pub plan: FileId,
    /// Number of the post that it concerns, in its plan's list of posts.
    pub post_index: Option<usize>,
    /// Id of the post that it concerns.
    pub post: Option<String>,
    /// Name of the channel that it concerns.
    pub channel: Option<String>,
    /// The day that it concerns.
    pub day: Option<NaiveDate>,
    /// The message's facts as numbers; each rule's page documents its own.
    pub data: Option<serde_json::Value>,
}

impl Diagnostic {
    /// Returns the fact and the next step in one sentence.
    pub fn sentence(&self) -> String {
        match &self.help {
            Some(help) => format!("{}; {help}", self.message),
            None => self.message.clone(),
        }
    }
}

/// What can be wrong with a plan file before any practice is looked at. Each has a rule of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// Not TOML there.
    Syntax,
    /// A key that the format does not know.
    UnknownKey,
    /// A key that must be there.
    MissingKey,
    /// A value of another type.
    WrongType,
    /// A value of the right type that cannot be.
    BadValue,
    /// A name that nothing declares.
    UnknownName,
    /// An id that is taken.
    DuplicateId,
}

/// Rules whose level no plan can set: what cannot be read cannot be planned with.
pub const ALWAYS_ERRORS: &[&str] = &["syntax", "missing-key", "wrong-type", "bad-value"];

/// A fault that the reader met; the rule of the fault's name reports it.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Which rule it is for.
    pub fault: Fault,
    /// The fact; lowercase, no full stop.
    pub message: String,
    /// The text that causes it.
    pub primary: Label,
    /// Other places that matter.
    pub related: Vec<Label>,
    /// The next step.
    pub help: Option<String>,
    /// The cure, where it is certain.
    pub fix: Option<Fix>,
    /// Id of the post in which it stands.
    pub post: Option<String>,
    /// A level of its own, beside the rule's.
    pub level: Option<Level>,
}

impl Problem {
    /// Starts a problem with the fact and its place.
    pub fn new(fault: Fault, span: Span, message: impl Into<String>) -> Self {
        Self {
            fault,
            message: message.into(),
            primary: Label { span, message: String::new() },
            related: Vec::new(),
            help: None,
            fix: None,
            post: None,
            level: None,
        }
    }

    /// Says a few words at the place itself.
    #[must_use]
    pub fn label(mut self, message: impl Into<String>) -> Self {
        self.primary.message = message.into();
        self
    }

    /// Adds another place that matters.
    #[must_use]
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Label { span, message: message.into() });
        self
    }

    /// Says the next step.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Offers a replacement of the place as the certain cure.
    #[must_use]
    pub fn fix(mut self, title: impl Into<String>, text: impl Into<String>) -> Self {
        let edit = Edit { span: self.primary.span, text: text.into() };
        self.fix = Some(Fix { title: title.into(), edits: vec![edit] });
        self
    }
}

/// All that a run found.
#[derive(Debug, Default)]
pub struct Report {
    /// The files that were asked for, in that order.
    pub files: Vec<FileReport>,
    /// The rules that it was made with, in the order of the catalogue.
    pub rules: Vec<&'static RuleInfo>,
    /// The findings, by path and place.
    pub findings: Vec<Diagnostic>,
    /// How many findings an `allow` silenced.
    pub silenced: usize,
}

impl Report {
    /// Counts the findings of a level.
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }
}

/// What a file turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A plan with posts, or at least a `[plan]`.
    Plan,
    /// Settings that plans share.
    Settings,
    /// A bank of ideas.
    Ideas,
}

/// A file at a glance.
#[derive(Clone, Debug)]
pub struct FileReport {
    /// The file.
    pub file: FileId,
    /// Its path, as shown.
    pub path: String,
    /// What it is.
    pub kind: FileKind,
    /// Whether all of it could be read; where not, rules of [`Scope::Plan`] waited.
    pub whole: bool,
    /// Posts that count: in the period asked for, not cancelled.
    pub posts: usize,
    /// Placements of these posts.
    pub placements: usize,
    /// Days of the period.
    pub days: usize,
    /// Ideas in the file or in the banks that it names.
    pub ideas: usize,
    /// The mix, category by category.
    pub mix: Vec<ShareReport>,
}

/// A category's part in the mix.
#[derive(Clone, Debug, PartialEq)]
pub struct ShareReport {
    /// The category.
    pub category: String,
    /// Its posts.
    pub posts: usize,
    /// Its share of the posts, in percent.
    pub share: f64,
    /// Its target, in percent.
    pub target: f64,
}

/// Writes a number with its word, in the plural where it is not 1.
pub fn count(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}

/// Longest word for which a near one is looked for; a longer one is no slip of the finger.
const LONGEST_WORD: usize = 64;

/// Finds the known word that a misspelt one most likely stands for.
pub fn closest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST_WORD {
        return None;
    }
    let folded = word.to_lowercase().replace(['_', ' '], "-");
    let allowed = (folded.chars().count() / 3).max(1);
    let distance = |known: &str| {
        let known = known.to_lowercase().replace(['_', ' '], "-");
        let far = known.len().abs_diff(folded.len()) > LONGEST_WORD / 2;
        if far { usize::MAX } else { strsim::damerau_levenshtein(&folded, &known) }
    };
    let near = known.into_iter().take(1000).map(|known| (distance(known), known));
    near.filter(|&(distance, _)| distance <= allowed).min().map(|(_, known)| known)
}

/// Cuts a text that a message quotes, to 60 code points.
pub fn shortened(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(60) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let known = ["branded", "functional", "emotional"];
        assert_eq!(closest("emotionel", known), Some("emotional"));
        assert_eq!(closest("Branded", known), Some("branded"));
        assert_eq!(closest("no_before", ["not_before", "not_after"]), Some("not_before"));
        assert_eq!(closest("politics", known), None);
        assert_eq!(closest(&"x".repeat(1 << 20), known), None);
    }
}
