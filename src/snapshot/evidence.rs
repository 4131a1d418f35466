//! Evidence: why a place is shown as it is, and what stands behind a figure.
//!
//! The interface asks when somebody opens a place or a figure. The claims of a place are replayed one
//! by one, so that each can say what it did to the state; those that do not count say why. Derives
//! nothing that the fold does not: the last state here is the one on screen.

use crate::model::calendar::UnixTime;
use crate::model::claim::{Basis, Status};
use crate::model::cursor::Cursor;
use crate::model::id::PlaceKey;
use crate::model::scenario::Scenario;
use crate::snapshot::Snapshot;
use crate::snapshot::claims;
use crate::snapshot::control::PlaceState;
use crate::snapshot::figures::{self, Reading};
use crate::snapshot::reference::{ClaimRef, FigureRef};
use crate::snapshot::sequence::SequenceTurn;

/// The effect of a claim on the state of its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Did {
    /// The place changed hands.
    Flipped,
    /// The holder was borne out, and what was older and disputed it was settled.
    BoreOut,
    /// Its party became a rival.
    Contested,
    /// The place was put under pressure.
    Pressed,
    /// The place was marked as claimed: a bare claim does not flip it.
    Marked,
    /// Nothing: its party held the place already.
    AlreadyHeld,
    /// Nothing: a bare word on what is not in question.
    BareWord,
    /// Nothing: the change that it denies was confirmed, or there was none.
    NothingToDeny,
    /// Nothing by itself: it ties with others of its moment, and nothing says which came last.
    Tied,
    /// Nothing: others of its moment came after it, which settle what it says.
    Followed,
    /// Nothing: a shorter moment inside its own moves the state.
    TooWide,
    /// Nothing, and it is not counted: it is about another part of the place.
    OtherScope,
    /// Nothing, and it is not counted: the editor does not follow it.
    NotFollowed,
}

/// On which side of the question a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClaimSide {
    /// For the holder.
    For,
    /// Against the holder, since it holds the place.
    Against,
    /// From before the holder took the place.
    Earlier,
    /// Not about what control means here.
    NotCounted,
}

/// A claim with what it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// The claim.
    pub claim: ClaimRef,
    /// The effect that it had when its turn came.
    pub did: Did,
    /// On which side it stands now.
    pub side: ClaimSide,
}

/// Every visible claim about a place up to the cursor: by side, each in the order in which it took effect.
pub fn of_place(snapshot: &Snapshot<'_>, place: PlaceKey) -> Vec<Weighed> {
    let Some(state) = snapshot.place_state(place) else {
        return Vec::new();
    };
    let replayed = replay_claims(snapshot.scenario, &snapshot.cursor, place);
    let since = replayed
        .iter()
        .find(|entry| Some(entry.claim) == state.since);
    let mut weighed: Vec<Weighed> = replayed
        .iter()
        .map(|entry| Weighed {
            claim: entry.claim,
            did: entry.did,
            side: find_side(snapshot.scenario, state, since, entry),
        })
        .collect();
    weighed.sort_by_key(|entry| entry.side);
    weighed
}

/// Replays the claims about a place up to a cursor, each with what it did, in the order in which it took effect.
pub fn weigh_claims(scenario: &Scenario, cursor: &Cursor, place: PlaceKey) -> Vec<(ClaimRef, Did)> {
    let replayed = replay_claims(scenario, cursor, place).into_iter();
    replayed.map(|entry| (entry.claim, entry.did)).collect()
}

/// A claim with what it did, and when.
struct Replayed {
    claim: ClaimRef,
    did: Did,
    effect: UnixTime,
    /// Its level among those that move the state.
    level: Option<usize>,
}

fn replay_claims(scenario: &Scenario, cursor: &Cursor, place: PlaceKey) -> Vec<Replayed> {
    let claims = claims::of_place(scenario, cursor, place);
    let mut state = PlaceState::before_the_log(scenario, place);
    let mut replayed = Vec::new();
    for placed in &claims.turns {
        let before = state.clone();
        state.apply_turn(scenario, placed);
        for claim in placed.turn.items_in_turn() {
            replayed.push(Replayed {
                claim: *claim,
                did: match placed.turn {
                    SequenceTurn::Taken(claim) => classify_effect(scenario, &before, &state, claim),
                    SequenceTurn::Tied(_) => Did::Tied,
                    SequenceTurn::Settled(_) => Did::Followed,
                },
                effect: placed.effect,
                level: Some(placed.level),
            });
        }
    }
    let not_counted = |claim: ClaimRef| match &claim.get(scenario).alternative {
        Some(_) => Did::NotFollowed,
        None => Did::OtherScope,
    };
    let others = claims
        .others
        .iter()
        .map(|other| (*other, not_counted(other.1)));
    let too_wide = claims.too_wide.iter().map(|wide| (*wide, Did::TooWide));
    replayed.extend(
        too_wide
            .chain(others)
            .map(|((effect, claim), did)| Replayed {
                claim,
                did,
                effect,
                level: None,
            }),
    );
    replayed.sort_by_key(|entry| entry.effect);
    replayed
}

fn classify_effect(
    scenario: &Scenario,
    before: &PlaceState,
    after: &PlaceState,
    claim: ClaimRef,
) -> Did {
    let claim = claim.get(scenario);
    if after.since != before.since {
        return Did::Flipped;
    }
    if after != before {
        return match claim.status {
            Status::Held if claim.basis == Basis::Claimed => Did::Marked,
            Status::Held => Did::BoreOut,
            Status::Contested | Status::Denied => Did::Contested,
            Status::Encircled | Status::Threatened => Did::Pressed,
        };
    }
    match claim.status {
        _ if before.holder == Some(claim.party) => Did::AlreadyHeld,
        Status::Denied => Did::NothingToDeny,
        _ => Did::BareWord,
    }
}

fn find_side(
    scenario: &Scenario,
    state: &PlaceState,
    since: Option<&Replayed>,
    entry: &Replayed,
) -> ClaimSide {
    let claim = entry.claim.get(scenario);
    let is_for = state.holder == Some(claim.party) && claim.status == Status::Held;
    let is_earlier = since.is_some_and(|since| match entry.level {
        Some(level) => Some(level) < since.level,
        None => entry.effect < since.effect,
    });
    match entry.did {
        Did::OtherScope => ClaimSide::NotCounted,
        Did::NotFollowed if is_for => ClaimSide::For,
        _ if is_earlier => ClaimSide::Earlier,
        _ if is_for => ClaimSide::For,
        _ => ClaimSide::Against,
    }
}

/// The readings behind one in force: all of its series and status up to the cursor, newest first.
pub fn of_figure(snapshot: &Snapshot<'_>, reading: &Reading) -> Vec<FigureRef> {
    let mut known = figures::known_figures(snapshot.scenario, &snapshot.cursor);
    let mut readings = known.remove(&reading.key).unwrap_or_default();
    readings.reverse();
    readings
}
