//! How places moved between parties, for tallies: one move of each for what had happened, one for what happened between.
//!
//! Only `ledger` uses this.

use crate::model::id::PartyKey;
use crate::snapshot::ledger::ends::Why;
use crate::snapshot::ledger::places::{PlaceChange, PlaceWhat};

/// A step of a place from one holder to another, several changes of hands taken together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Move {
    /// The party that held it before.
    pub from: Option<PartyKey>,
    /// The party that holds it afterwards.
    pub to: Option<PartyKey>,
    /// Why.
    pub why: Why,
}

/// Returns the moves of places: of each what had happened by the older end, then what happened between the two.
pub(super) fn list_moves(changes: &[PlaceChange]) -> Vec<Move> {
    let is_move = |change: &&PlaceChange| change.differs && change.is_of_hands();
    let hands: Vec<&PlaceChange> = changes.iter().filter(is_move).collect();
    let is_one = |a: &&PlaceChange, b: &&PlaceChange| {
        a.place == b.place && (a.why == Why::Happened) == (b.why == Why::Happened)
    };
    let segments = hands.chunk_by(|a, b| is_one(a, b));
    segments
        .filter_map(|segment| {
            let (first, last) = (segment.first()?, segment.last()?);
            match (first.what, last.what) {
                (PlaceWhat::Holder(from, _), PlaceWhat::Holder(_, to)) => Some(Move {
                    from,
                    to,
                    why: last.why,
                }),
                _ => None,
            }
        })
        .collect()
}
