//! The log as the lints of this room see it: whole, with the places of its items.
//!
//! `lint` makes one for each report. The places come from `scenario`, which keeps them for nobody else.

use crate::diagnostic::Span;
use crate::model::calendar::UnixTime;
use crate::model::cursor::{Audience, Cursor, Known};
use crate::model::scenario::Scenario;
use crate::scenario::lint::{Notes, Spots};
use crate::snapshot::reference::{ClaimRef, DeadlineRef, FigureRef};

/// The log as a whole, with the places of its items.
pub(super) struct Log<'s> {
    pub(super) scenario: &'s Scenario,
    spots: &'s [Option<Box<Spots>>],
    /// At the end of the log, seeing all that the desk sees.
    pub(super) cursor: Cursor,
}

impl<'s> Log<'s> {
    pub(super) fn of(scenario: &'s Scenario, notes: &'s Notes) -> Self {
        Self {
            scenario,
            spots: &notes.spots,
            cursor: Cursor {
                as_of: UnixTime::MAX,
                known: Known::Now,
                audience: Audience::Desk,
                now: UnixTime::MAX,
            },
        }
    }

    /// Where a claim stands.
    pub(super) fn claim(&self, reference: ClaimRef) -> Span {
        let spots = self
            .spots
            .get(reference.event.row())
            .and_then(Option::as_ref);
        spots
            .and_then(|spots| spots.claim(reference.item))
            .unwrap_or_default()
    }

    /// Returns where a word on a deadline stands.
    pub(super) fn deadline(&self, reference: DeadlineRef) -> Span {
        let spots = self
            .spots
            .get(reference.event.row())
            .and_then(Option::as_ref);
        spots
            .and_then(|spots| spots.deadline(reference.item))
            .unwrap_or_default()
    }

    /// Where the number of a figure stands.
    pub(super) fn figure(&self, reference: FigureRef) -> Span {
        let spots = self
            .spots
            .get(reference.event.row())
            .and_then(Option::as_ref);
        spots
            .and_then(|spots| spots.figure(reference.item))
            .unwrap_or_default()
    }
}
