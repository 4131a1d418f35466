//! The tables that exist but could not be read.
//!
//! `parse` records them and `validate` asks for them: references to them are not called unknown, and their ids cannot
//! be used again.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Span;

/// The tables that could not be read, so that references to them are not called unknown.
#[derive(Debug, Default)]
pub(in crate::scenario) struct Lost {
    /// The known ids, with the places where they count as used.
    pub(super) ids: BTreeMap<(&'static str, String), Vec<Span>>,
    pub(super) unnamed: BTreeSet<&'static str>,
    pub(super) everything: bool,
}

impl Lost {
    /// Records a table by its name and its id, if that could be read, with the place where the id counts as used.
    pub(in crate::scenario) fn add_table(
        &mut self,
        name: &'static str,
        id: Option<(&str, Option<Span>)>,
    ) {
        match id {
            Some((id, place)) => {
                let places = self.ids.entry((name, id.to_owned())).or_default();
                places.extend(place);
            }
            None => drop(self.unnamed.insert(name)),
        }
    }

    /// Returns whether a table with this name may be unread.
    pub(in crate::scenario) fn has_any(&self, name: &str) -> bool {
        self.may_be_unnamed(name) || self.list_ids(name).next().is_some()
    }

    /// Returns whether an unread table with this name may have any id.
    pub(in crate::scenario) fn may_be_unnamed(&self, name: &str) -> bool {
        self.everything || self.unnamed.contains(name)
    }

    /// Returns the known ids of unread tables, with their places.
    pub(in crate::scenario) fn list_ids<'l>(
        &'l self,
        name: &'l str,
    ) -> impl Iterator<Item = (&'l str, &'l [Span])> {
        self.ids
            .iter()
            .filter(move |((table, _), _)| *table == name)
            .map(|((_, id), places)| (id.as_str(), places.as_slice()))
    }

    /// Returns whether a table with this name and id is unread.
    pub(in crate::scenario) fn has_id(&self, name: &'static str, id: &str) -> bool {
        self.ids.contains_key(&(name, id.to_owned()))
    }

    /// Adds the unread tables of another part.
    pub(in crate::scenario) fn absorb(&mut self, other: Self) {
        for (id, places) in other.ids {
            self.ids.entry(id).or_default().extend(places);
        }
        self.unnamed.extend(other.unnamed);
        self.everything |= other.everything;
    }
}
