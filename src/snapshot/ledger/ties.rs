//! Reports of one moment that give a place to different parties, in a ledger: each is an entry, and none moves the place.
//!
//! Only `places` uses this; what ties is decided in `sequence`.

use crate::snapshot::control::PlaceState;
use crate::snapshot::ledger::ends::Ends;
use crate::snapshot::reference::ClaimRef;

/// Returns the reports that tie over a place at the newer end, unless the older one shows the same tie and knew them all.
pub(super) fn list_tied(ends: &Ends<'_>, before: &PlaceState, after: &PlaceState) -> Vec<ClaimRef> {
    let claims = |state: &PlaceState| state.tie.as_ref().map(|tie| tie.claims.clone());
    let tied = claims(after).unwrap_or_default();
    let is_known = claims(before).is_some_and(|before| before == tied);
    if is_known
        && !tied
            .iter()
            .any(|claim| ends.learnt_claim(Some(*claim)).is_some())
    {
        return Vec::new();
    }
    tied
}
