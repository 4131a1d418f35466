//! What is sought, and on which of what was found somebody stands.
//!
//! `App` holds it; what its keys do is in `search_keys`, what is found `snapshot::hits` says.

use crate::snapshot::hits::Hit;

/// A search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// What is sought, as typed.
    pub text: String,
    /// Where it stands.
    pub current: Option<Hit>,
}
