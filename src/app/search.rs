//! What is sought, and on which of what was found somebody stands.
//!
//! `App` holds it; what its keys do is in `search_keys`, what is found `snapshot::hits` says.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::snapshot::matches::Hit;

/// A search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// What is sought, as typed.
    pub text: String,
    /// Where it stands.
    pub current: Option<Hit>,
}

/// How far a search has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Whether what is typed is still to be sought.
    pub(super) is_due: bool,
    /// Whether the last key went to a match, of which it is told which it is.
    pub tells_match: bool,
    /// Whether more keys wait behind the one that takes effect.
    pub has_more_keys: bool,
}

/// Says to whoever searches that a key waits; the edge counts them.
#[derive(Clone, Debug, Default)]
pub struct Interrupt(Arc<AtomicUsize>);

impl Interrupt {
    /// Takes that a key has come.
    pub fn raise_for_key(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    /// Takes that so many keys have been taken.
    pub fn lower_by_keys(&self, keys: usize) {
        self.0.fetch_sub(keys, Ordering::Relaxed);
    }

    /// Returns whether a key waits.
    pub fn is_raised(&self) -> bool {
        self.0.load(Ordering::Relaxed) > 0
    }
}
