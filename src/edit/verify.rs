//! Whether a changed text reads as it was meant to: what should change did, and nothing else.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{NewPost, Value};

/// What is meant to change.
#[derive(Default)]
pub(super) struct Meant<'c> {
    /// Values that take the place of others, by the bytes of these.
    pub(super) replaced: HashMap<(usize, usize), &'c Value>,
    /// Keys that posts get, by the post's number.
    pub(super) added: HashMap<usize, Vec<(&'c str, &'c Value)>>,
    /// New posts, with the number of posts that stand before them.
    pub(super) inserted: Vec<(usize, &'c NewPost)>,
    /// Posts that go.
    pub(super) removed: HashSet<usize>,
}

/// Reads the new text, and compares it with the old one.
pub(super) fn reads_as_meant(text: &str, old: &DeTable<'_>, written: &str, mut meant: Meant<'_>) -> bool {
    let Ok(new) = DeTable::parse(written) else { return false };
    // Stable: several at one place stand in their own order.
    meant.inserted.sort_by_key(|(index, _)| *index);
    let comparison = Comparison { meant: &meant, seen: Cell::new(0) };
    let is_bom_kept = text.starts_with('\u{feff}') == written.starts_with('\u{feff}');
    is_bom_kept && comparison.roots(old, new.get_ref()) && comparison.seen.get() == meant.replaced.len()
}

struct Comparison<'m, 'c> {
    meant: &'m Meant<'c>,
    /// Replaced values that were met.
    seen: Cell<usize>,
}

type Entries<'a, 'i> = Vec<(&'a str, &'a Spanned<DeValue<'i>>)>;

/// Lists the entries of a table by key.
fn entries<'a, 'i>(table: &'a DeTable<'i>) -> Entries<'a, 'i> {
    let mut entries: Entries<'a, 'i> =
        table.iter().map(|(key, value)| (key.get_ref().as_ref(), value)).collect();
    entries.sort_by_key(|(key, _)| *key);
    entries
}

/// Takes the posts out of the entries of a file.
fn taken<'a, 'i>(entries: &mut Entries<'a, 'i>) -> &'a [Spanned<DeValue<'i>>] {
    let found = entries.iter().position(|(key, value)| *key == "post" && value.get_ref().is_array());
    let posts = found.and_then(|found| entries.remove(found).1.get_ref().as_array());
    posts.map_or(&[], |posts| posts.as_ref())
}

impl Comparison<'_, '_> {
    fn roots(&self, old: &DeTable<'_>, new: &DeTable<'_>) -> bool {
        let (mut old, mut new) = (entries(old), entries(new));
        let (old_posts, new_posts) = (taken(&mut old), taken(&mut new));
        self.posts(old_posts, new_posts) && self.tables(&old, &new)
    }

    fn posts(&self, old: &[Spanned<DeValue<'_>>], new: &[Spanned<DeValue<'_>>]) -> bool {
        let mut inserted = self.meant.inserted.iter().peekable();
        let mut new = new.iter();
        for index in 0..=old.len() {
            while let Some((_, post)) = inserted.next_if(|(before, _)| *before == index) {
                if !new.next().is_some_and(|read| is_post(post, read.get_ref())) {
                    return false;
                }
            }
            let Some(post) = old.get(index).filter(|_| !self.meant.removed.contains(&index)) else {
                continue;
            };
            let Some(read) = new.next() else { return false };
            let is_same = match (post.get_ref(), read.get_ref(), self.meant.added.get(&index)) {
                (DeValue::Table(post), DeValue::Table(read), Some(added)) => {
                    let mut read = entries(read);
                    let gone = added.iter().all(|(key, value)| {
                        let found =
                            read.iter().position(|(name, read)| name == key && value.is(read.get_ref()));
                        found.map(|found| read.remove(found)).is_some()
                    });
                    gone && self.tables(&entries(post), &read)
                }
                _ => self.values(post, read),
            };
            if !is_same {
                return false;
            }
        }
        new.next().is_none() && inserted.next().is_none()
    }

    fn tables(&self, old: &Entries<'_, '_>, new: &Entries<'_, '_>) -> bool {
        let mut pairs = old.iter().zip(new);
        old.len() == new.len() && pairs.all(|((key, old), (name, new))| key == name && self.values(old, new))
    }

    fn values(&self, old: &Spanned<DeValue<'_>>, new: &Spanned<DeValue<'_>>) -> bool {
        let span = old.span();
        if let Some(value) = self.meant.replaced.get(&(span.start, span.end)) {
            self.seen.set(self.seen.get() + 1);
            return value.is(new.get_ref());
        }
        match (old.get_ref(), new.get_ref()) {
            (DeValue::Table(old), DeValue::Table(new)) => self.tables(&entries(old), &entries(new)),
            (DeValue::Array(old), DeValue::Array(new)) => {
                old.len() == new.len() && old.iter().zip(new.iter()).all(|(old, new)| self.values(old, new))
            }
            (DeValue::String(old), DeValue::String(new)) => old == new,
            (DeValue::Integer(old), DeValue::Integer(new)) => {
                (old.as_str(), old.radix()) == (new.as_str(), new.radix())
            }
            (DeValue::Float(old), DeValue::Float(new)) => old.as_str() == new.as_str(),
            (DeValue::Boolean(old), DeValue::Boolean(new)) => old == new,
            (DeValue::Datetime(old), DeValue::Datetime(new)) => old == new,
            _ => false,
        }
    }
}

/// Returns whether a post that was read is the one that was to be added.
fn is_post(post: &NewPost, read: &DeValue<'_>) -> bool {
    let DeValue::Table(table) = read else { return false };
    let at = Value::Moment(post.at);
    let wanted = post.keys.iter().map(|(key, value)| (*key, value)).chain([("at", &at)]);
    let holds = |(key, value): (&str, &Value)| {
        table.iter().any(|(name, read)| *name.get_ref() == key && value.is(read.get_ref()))
    };
    table.len() == post.keys.len() + 1 && wanted.into_iter().all(holds)
}
