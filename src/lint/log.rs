//! The whole log with the places of its items, as the lints here see it.
//!
//! `lint` makes one for each report. `scenario` records the places for the lints alone.

use crate::diagnostic::Span;
use crate::model::calendar::UnixTime;
use crate::model::cursor::{Audience, Cursor, Known};
use crate::model::id::EventKey;
use crate::model::scenario::Scenario;
use crate::scenario::lint::{Notes, Spots};
use crate::snapshot::reference::{ClaimRef, DeadlineRef, EndRef, FigureRef};

/// The whole log, with the places of its items in the files.
pub(super) struct Log<'s> {
    pub(super) scenario: &'s Scenario,
    spots: &'s [Option<Box<Spots>>],
    /// The end of the log, as the desk sees it.
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

    /// Returns the place of a claim in the files.
    pub(super) fn claim(&self, reference: ClaimRef) -> Span {
        self.span(reference.event, |spots| spots.claim(reference.item))
    }

    /// Returns the place of a deadline in the files.
    pub(super) fn deadline(&self, reference: DeadlineRef) -> Span {
        self.span(reference.event, |spots| spots.deadline(reference.item))
    }

    /// Returns the place of a figure's number in the files.
    pub(super) fn figure(&self, reference: FigureRef) -> Span {
        self.span(reference.event, |spots| spots.figure(reference.item))
    }

    /// Returns where the end of a series stands.
    pub(super) fn end(&self, reference: EndRef) -> Span {
        self.span(reference.event, |spots| spots.end(reference.item))
    }

    fn span(&self, event: EventKey, item: impl FnOnce(&Spots) -> Option<Span>) -> Span {
        let spots = self.spots.get(event.row()).and_then(Option::as_deref);
        spots.and_then(item).unwrap_or_default()
    }
}
