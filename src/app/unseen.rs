//! Events that a reload brought or changed, until somebody looks at them.
//!
//! `App` holds them by id, so that they survive further reloads; what its keys do with them is in `unseen_keys`.

use std::collections::BTreeSet;

use crate::model::id::Id;

/// Events that nobody has looked at since they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unseen(pub(super) BTreeSet<Id>);

impl Unseen {
    /// How many there are.
    pub fn count_unseen(&self) -> usize {
        self.0.len()
    }

    /// Whether an event is one of them.
    pub fn contains_event(&self, event: &Id) -> bool {
        self.0.contains(event)
    }
}
