//! `repeated-idea`: two ideas of a bank are one.

use std::collections::HashMap;

use crate::diag::shortened;
use crate::model::{Idea, Name};
use crate::rules::prelude::*;

use super::fold::told;

declare_rule! {
    /// Two ideas say the same under two ids.
    ///
    /// Their titles or their texts are the same but for case, punctuation, links and hashtags. A title that two ideas share is no fault where each
    /// has a text, a link or a picture of its own. A bank that is checked by itself is looked through too.
    ///
    /// ## Why it matters
    /// An idea's id is how its uses are counted: under two ids it comes back too soon, and the bank looks fuller than it is.
    ///
    /// Source: the plan's format; what is said twice is practice P24.
    ///
    /// ## Example
    /// ```toml bad
    /// [[idea]]
    /// id = "grind"
    /// category = "functional"
    /// title = "How to grind coffee"
    ///
    /// [[idea]]
    /// id = "grinding"
    /// category = "functional"
    /// title = "How to grind coffee?"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// [[idea]]
    /// id = "grind"
    /// category = "functional"
    /// title = "How to grind coffee"
    /// repeat_after = 60
    /// ```
    pub struct RepeatedIdea { name: "repeated-idea", group: Repeat, level: Warning, scope: Post, since: "0.1.0" }
}

impl Rule for RepeatedIdea {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let ideas = &cx.plan.ideas;
        let (mut titles, mut texts) = (HashMap::new(), HashMap::new());
        let mut scratch = Vec::new();
        for idea in ideas {
            let title = folded(idea.title.as_ref(), &mut scratch);
            let text = folded(idea.text.as_ref(), &mut scratch);
            let by_text = text.and_then(|text| {
                let first = *texts.entry(text).or_insert(idea);
                Some((first, first.text.as_ref()?, idea.text.as_ref()?, "text"))
            });
            let by_title = title.and_then(|title| {
                let same: &mut Titled<'_> = titles.entry(title).or_default();
                let first = same.add(idea, own(idea, text))?;
                Some((first, first.title.as_ref()?, idea.title.as_ref()?, "title"))
            });
            let mut found = [by_text, by_title].into_iter().flatten();
            // An id that is taken is another rule's finding.
            if let Some((first, before, again, what)) =
                found.find(|(first, ..)| first.span != idea.span && first.name() != idea.name())
            {
                let (name, other) = (shortened(idea.name()), shortened(first.name()));
                let finding =
                    out.report(again.span, format!("the idea `{name}` has the {what} of `{other}`"));
                finding.related(before.span, "it stands here before");
                finding.help("drop one of the two; `repeat_after` lets an idea come back");
            }
        }
    }

    fn judges_banks(&self) -> bool {
        true
    }
}

/// Ideas of one title.
#[derive(Default)]
struct Titled<'a> {
    first: Option<&'a Idea>,
    /// The first that has nothing but its title.
    bare: Option<&'a Idea>,
    /// The first with each own content.
    by_own: HashMap<u64, &'a Idea>,
}

impl<'a> Titled<'a> {
    /// Adds an idea by its own content; returns one before that says the same, if any.
    fn add(&mut self, idea: &'a Idea, own: Option<u64>) -> Option<&'a Idea> {
        let same = match own {
            None => self.first,
            Some(own) => self.bare.or_else(|| self.by_own.get(&own).copied()),
        };
        self.first.get_or_insert(idea);
        match own {
            None => *self.bare.get_or_insert(idea),
            Some(own) => self.by_own.entry(own).or_insert(idea),
        };
        same
    }
}

/// Returns what an idea has beside its title, as a number; `None` where it has nothing.
fn own(idea: &Idea, text: Option<u64>) -> Option<u64> {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let link = idea.link.as_ref().map(|link| &*link.value);
    let media: Vec<&str> = idea.media.iter().map(|media| &*media.file.value).collect();
    if text.is_none() && link.is_none() && media.is_empty() {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    (text, link, media).hash(&mut hasher);
    Some(hasher.finish())
}

/// Folds a title or a text to a number; `None` where no word is left of it.
fn folded(text: Option<&Name>, scratch: &mut Vec<u32>) -> Option<u64> {
    scratch.clear();
    told(text?, scratch)
}
