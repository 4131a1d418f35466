//! Evidence: why a place is shown as it is, and what stands behind a figure.
//!
//! The interface asks when somebody opens a place or a figure. The claims of a place are replayed one
//! by one, so that each can say what it did to the state; those that do not count say why. Derives
//! nothing that the fold does not: the last state here is the one on screen.

use crate::model::claim::{Basis, Status};
use crate::model::id::PlaceKey;
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
    let scenario = snapshot.scenario;
    let mut state = PlaceState::before_the_log(scenario, place);
    let mut weighed: Vec<Weighed> = control::evidence(scenario, &snapshot.cursor, place)
        .into_iter()
        .map(|claim| {
            let did = did(snapshot, &mut state, claim);
            Weighed {
                claim,
                did,
                side: Side::For,
            }
        })
        .collect();
    for entry in &mut weighed {
        entry.side = side(snapshot, &state, entry);
    }
    weighed.sort_by_key(|entry| entry.side);
    weighed
}

fn did(snapshot: &Snapshot<'_>, state: &mut PlaceState, reference: ClaimRef) -> Did {
    let scenario = snapshot.scenario;
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

fn side(snapshot: &Snapshot<'_>, state: &PlaceState, entry: &Weighed) -> Side {
    let scenario = snapshot.scenario;
    let claim = entry.claim.get(scenario);
    let is_for = state.holder == Some(claim.party) && claim.status == Status::Held;
    let since = state.since.map(|since| control::effect(scenario, since));
    match entry.did {
        Did::OtherScope => Side::NotCounted,
        Did::NotFollowed if is_for => Side::For,
        _ if since.is_some_and(|since| claim.provenance.at.effect() < since) => Side::Earlier,
        _ if is_for => Side::For,
        _ => Side::Against,
    }
}

/// The readings behind one in force: all of its series and status up to the cursor, newest first.
pub fn of_figure(snapshot: &Snapshot<'_>, reading: &Reading) -> Vec<FigureRef> {
    let figure = reading.figure.get(snapshot.scenario);
    let mut known = figures::known(snapshot.scenario, &snapshot.cursor);
    let mut readings = known
        .remove(&(figure.series, figure.status))
        .unwrap_or_default();
    readings.reverse();
    readings
}
