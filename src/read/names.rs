//! Names that the plan declares, and looking them up.

use std::collections::HashMap;

use super::values::Reading;
use crate::diag::{Fault, Problem};
use crate::model::{CampaignId, CategoryId, ChannelId, IdeaId, Name, PartnerId, PersonId};
use crate::text::Spanned;

/// Everything that posts can name.
#[derive(Debug)]
pub(super) struct Names {
    pub(super) categories: Lookup,
    pub(super) channels: Lookup,
    pub(super) people: Lookup,
    pub(super) partners: Lookup,
    pub(super) campaigns: Lookup,
    pub(super) ideas: Lookup,
}

/// The declared names of one sort of thing.
#[derive(Debug)]
pub(super) struct Lookup {
    /// "channel".
    what: &'static str,
    /// How to declare one.
    declare: &'static str,
    names: Vec<Box<str>>,
    index: HashMap<Box<str>, usize>,
    /// Whether names are declared elsewhere, in the plans that use this file: then none is strange.
    open: bool,
}

impl Lookup {
    pub(super) fn new<'a>(
        what: &'static str,
        declare: &'static str,
        names: impl IntoIterator<Item = &'a str>,
        open: bool,
    ) -> Self {
        let names: Vec<Box<str>> = names.into_iter().map(Box::from).collect();
        let index = names.iter().enumerate().rev().map(|(index, name)| (name.clone(), index)).collect();
        Self { what, declare, names, index, open }
    }

    /// Finds a name; where nothing declares it, says so.
    pub(super) fn find(&self, name: &Name, reading: &mut Reading) -> Option<Spanned<usize>> {
        if let Some(&index) = self.index.get(&*name.value) {
            return Some(Spanned::new(index, name.span));
        }
        if self.open {
            return None;
        }
        let message = format!("no {} is called `{}`", self.what, crate::diag::shortened(&name.value));
        let problem = Problem::new(Fault::UnknownName, name.span, message);
        reading.problem(match reading.closest(&name.value, self.names.iter().map(|name| &**name)) {
            Some(near) => problem
                .help(format!("did you mean `{near}`?"))
                .fix(format!("write `{near}`"), super::values::quoted(near)),
            None if self.names.is_empty() => problem.help(format!("none is declared: {}", self.declare)),
            None => problem.help(format!("write {}, or {}", self.list(), self.declare)),
        });
        None
    }

    fn list(&self) -> String {
        let shown = self.names.iter().take(12).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        if self.names.len() > 12 { format!("{shown} …") } else { shown }
    }
}

macro_rules! lookups {
    ($($method:ident $field:ident $id:ident)*) => {
        impl Names {
            $(pub(super) fn $method(&self, name: &Name, reading: &mut Reading) -> Option<Spanned<$id>> {
                Some(self.$field.find(name, reading)?.map($id::new))
            })*
        }
    };
}

lookups! {
    category categories CategoryId
    channel channels ChannelId
    person people PersonId
    partner partners PartnerId
    campaign campaigns CampaignId
}

impl Names {
    /// Finds an idea in the banks that were read.
    pub(super) fn idea(&self, name: &Name, reading: &mut Reading) -> Option<IdeaId> {
        Some(IdeaId::new(self.ideas.find(name, reading)?.value))
    }
}
