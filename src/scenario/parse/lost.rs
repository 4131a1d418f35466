//! Tables that are known to be there, but not what they hold.
//!
//! `parse` notes them and `validate` asks: what refers to them is not called unknown as well, and
//! their ids cannot be used again.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Span;

/// Tables that could not be read, so that what refers to them is not called unknown as well.
#[derive(Debug, Default)]
pub(in crate::scenario) struct Lost {
    /// With the places where these ids stand, as far as they count as used.
    pub(super) ids: BTreeMap<(&'static str, String), Vec<Span>>,
    pub(super) unnamed: BTreeSet<&'static str>,
    pub(super) everything: bool,
}

impl Lost {
    /// Notes a table by the word in its header and its id, if that could be read; the place of an id
    /// is where no other table may have it.
    pub(in crate::scenario) fn add(
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

    /// Whether a table with this word may have been lost.
    pub(in crate::scenario) fn any(&self, name: &str) -> bool {
        self.may_be_unnamed(name) || self.ids(name).next().is_some()
    }

    /// Whether a table was lost whose id is not known.
    pub(in crate::scenario) fn may_be_unnamed(&self, name: &str) -> bool {
        self.everything || self.unnamed.contains(name)
    }

    /// The ids that are known of lost tables, with their places.
    pub(in crate::scenario) fn ids<'l>(
        &'l self,
        name: &'l str,
    ) -> impl Iterator<Item = (&'l str, &'l [Span])> {
        self.ids
            .iter()
            .filter(move |((table, _), _)| *table == name)
            .map(|((_, id), places)| (id.as_str(), places.as_slice()))
    }

    /// Whether a table with this word and this id was lost.
    pub(in crate::scenario) fn has(&self, name: &'static str, id: &str) -> bool {
        self.ids.contains_key(&(name, id.to_owned()))
    }

    /// Adds what was lost elsewhere.
    pub(in crate::scenario) fn absorb(&mut self, other: Self) {
        for (id, places) in other.ids {
            self.ids.entry(id).or_default().extend(places);
        }
        self.unnamed.extend(other.unnamed);
        self.everything |= other.everything;
    }
}
