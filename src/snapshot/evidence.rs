//! Evidence: why a place is shown as it is, and what stands behind a figure.
//!
//! The interface asks when somebody opens a place or a figure. The claims of a place are replayed one
//! by one, so that each can say what it did to the state; those that do not count say why. Derives
//! nothing that the fold does not: the last state here is the one on screen.

use crate::model::claim::{Basis, Status};
use crate::model::cursor::Cursor;
use crate::model::id::PlaceKey;
use crate::model::scenario::Scenario;
use crate::snapshot::Snapshot;
use crate::snapshot::control::{self, PlaceState};
use crate::snapshot::figures::{self, Reading};
use crate::snapshot::reference::{ClaimRef, FigureRef};

/// What a claim did to the state of its place.
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
    /// It is not counted: it is about another part of the place.
    OtherScope,
    /// It is not counted: the editor does not follow it.
    NotFollowed,
}

/// On which side of the question a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
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
    /// What it did when it took effect.
    pub did: Did,
    /// On which side it stands now.
    pub side: Side,
}

/// Every visible claim about a place up to the cursor: by side, each in the order in which it took effect.
pub fn of_place(snapshot: &Snapshot<'_>, place: PlaceKey) -> Vec<Weighed> {
    let weighed = weigh(snapshot.scenario, &snapshot.cursor, place);
    let Some(state) = snapshot.place(place) else {
        return Vec::new();
    };
    let mut sided: Vec<Weighed> = weighed
        .into_iter()
        .map(|(claim, did)| Weighed {
            claim,
            did,
            side: side(snapshot, state, claim, did),
        })
        .collect();
    sided.sort_by_key(|entry| entry.side);
    sided
}

/// Replays the claims about a place up to a cursor, each with what it did, in the order in which it took effect.
pub fn weigh(scenario: &Scenario, cursor: &Cursor, place: PlaceKey) -> Vec<(ClaimRef, Did)> {
    let mut state = PlaceState::before_the_log(scenario, place);
    let claims = control::evidence(scenario, cursor, place).into_iter();
    claims
        .map(|claim| (claim, did(scenario, &mut state, claim)))
        .collect()
}

fn did(scenario: &Scenario, state: &mut PlaceState, reference: ClaimRef) -> Did {
    let claim = reference.get(scenario);
    if claim.alternative.is_some() {
        return Did::NotFollowed;
    }
    if !control::counts(scenario, claim, None) {
        return Did::OtherScope;
    }
    let before = state.clone();
    state.apply(scenario, reference, claim);
    if state.since != before.since {
        return Did::Flipped;
    }
    if *state != before {
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

fn side(snapshot: &Snapshot<'_>, state: &PlaceState, reference: ClaimRef, did: Did) -> Side {
    let scenario = snapshot.scenario;
    let claim = reference.get(scenario);
    let is_for = state.holder == Some(claim.party) && claim.status == Status::Held;
    let since = state.since.map(|since| control::effect(scenario, since));
    match did {
        Did::OtherScope => Side::NotCounted,
        Did::NotFollowed if is_for => Side::For,
        _ if since.is_some_and(|since| claim.provenance.at.effect() < since) => Side::Earlier,
        _ if is_for => Side::For,
        _ => Side::Against,
    }
}

/// The readings behind one in force: all of its series and status up to the cursor, newest first.
pub fn of_figure(snapshot: &Snapshot<'_>, reading: &Reading) -> Vec<FigureRef> {
    let mut known = figures::known(snapshot.scenario, &snapshot.cursor);
    let mut readings = known.remove(&reading.key).unwrap_or_default();
    readings.reverse();
    readings
}
