//! The keys of the format with what they mean, said once: the JSON Schema for editors, the reference in the README and what the
//! language server shows of a key are made of these tables.
//!
//! The reader has its own lists; a test walks both and holds them together.

mod bank;
mod channels;
mod export;
mod holds;
mod json;
mod post;
mod reference;
mod root;
mod settings;

pub use holds::Holds;
pub use json::json_schema;
pub use reference::markdown;

/// What editors look for beside a plan: the name of the file that holds the schema.
pub const FILE_NAME: &str = "plan.schema.json";

/// A key of the format.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What may stand behind it.
    pub holds: Holds,
    /// What it means, in Markdown: a few words without a full stop.
    pub about: &'static str,
    /// Whether it must be there.
    pub needed: bool,
    /// What holds where it is not there; empty where nothing does.
    pub without: &'static str,
}

impl Key {
    const fn new(name: &'static str, holds: Holds, about: &'static str) -> Self {
        Self { name, holds, about, needed: false, without: "" }
    }

    /// Makes it a key that must be there.
    const fn needed(self) -> Self {
        Self { needed: true, ..self }
    }

    /// Says what holds where it is not there.
    const fn without(self, without: &'static str) -> Self {
        Self { without, ..self }
    }

    /// Says what it means and what holds without it, in Markdown.
    ///
    /// # Example
    ///
    /// ```
    /// let days = content_plan::schema::find(&["plan"], "days").expect("a key of the format");
    /// assert_eq!(days.text(), "How many days the plan has, in place of `end`. Without it: 7.");
    /// ```
    pub fn text(&self) -> String {
        let mut letters = self.about.chars();
        let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
        let rest = letters.as_str();
        match (self.needed, self.without) {
            (true, _) => format!("{first}{rest}. Must be there."),
            (false, "") => format!("{first}{rest}."),
            (false, without) => format!("{first}{rest}. Without it: {without}."),
        }
    }

    /// Returns whether both mean the same in their tables.
    fn means(&self, other: &Self) -> bool {
        self.name == other.name
            && self.needed == other.needed
            && self.about == other.about
            && self.without == other.without
    }
}

/// A table of the format.
#[derive(Debug)]
pub struct Table {
    /// What the schema calls it.
    pub name: &'static str,
    /// How it is written: `[[post]]`, `[channels.NAME]`; empty for one that stands in the line of its key.
    pub header: &'static str,
    /// What it is, in Markdown: the end of a sentence that begins with its header, without a full stop.
    pub about: &'static str,
    /// Its keys, in the order of the reference.
    pub keys: &'static [Key],
    /// Keys of which one must be there.
    pub one_of: &'static [&'static str],
    /// Whether keys that must be there may stand in a file that is extended.
    pub inherits: bool,
}

impl Table {
    /// Makes a table that stands in the line of its key.
    const fn inline(name: &'static str, keys: &'static [Key]) -> Self {
        Self { name, header: "", about: "", keys, one_of: &[], inherits: false }
    }

    /// Makes a table with a header.
    const fn headed(
        name: &'static str,
        header: &'static str,
        about: &'static str,
        keys: &'static [Key],
    ) -> Self {
        Self { name, header, about, keys, one_of: &[], inherits: false }
    }

    /// Names keys of which one must be there.
    const fn one_of(self, one_of: &'static [&'static str]) -> Self {
        Self { one_of, ..self }
    }

    /// Says that its keys may stand in a file that is extended.
    const fn inheriting(self) -> Self {
        Self { inherits: true, ..self }
    }

    /// Finds a key by its name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// Lists the tables that stand inside of it, each behind its key.
    pub fn inside(&self) -> impl Iterator<Item = (&'static Key, Inside)> + use<> {
        self.keys.iter().filter_map(|key| Some((key, key.holds.inside()?)))
    }
}

/// A table inside another.
#[derive(Clone, Copy, Debug)]
pub struct Inside {
    /// The table.
    pub table: &'static Table,
    /// Whether a name of the plan's own stands between it and its key.
    pub named: bool,
}

/// Returns the table of a file's top level, which all others stand in.
pub fn root() -> &'static Table {
    &root::ROOT
}

/// Finds a table by the keys that lead to it, lists left out: `["post", "variants", "telegram"]`, `["post", "media"]`. None where
/// the table is not of the format, or its keys are names of the plan's own.
pub fn table(path: &[&str]) -> Option<&'static Table> {
    let mut table = root();
    let mut path = path.iter();
    while let Some(key) = path.next() {
        let inside = table.key(key)?.holds.inside()?;
        if inside.named {
            path.next()?;
        }
        table = inside.table;
    }
    Some(table)
}

/// Finds a key by the table that it stands in, named as in [`table`], and its name.
pub fn find(path: &[&str], key: &str) -> Option<&'static Key> {
    table(path)?.key(key)
}
