//! The whole log with the places of its items, as the lints here see it.
//!
//! `lint` makes one for each report. `scenario` records the places for the lints alone.

use crate::diagnostic::Span;
use crate::model::calendar::UnixTime;
use crate::model::cursor::{Audience, Cursor, KnownAt};
use crate::model::id::EventKey;
use crate::model::scenario::Scenario;
use crate::scenario::lint::{LintNotes, Spots};
use crate::snapshot::reference::{ClaimRef, DeadlineRef, EndRef, FigureRef};

/// The whole log, with the places of its items in the files.
pub(super) struct LintLog<'s> {
    pub(super) scenario: &'s Scenario,
    spots: &'s [Option<Box<Spots>>],
    /// The end of the log, as the desk sees it.
    pub(super) cursor: Cursor,
}

impl<'s> LintLog<'s> {
    pub(super) fn from_notes(scenario: &'s Scenario, notes: &'s LintNotes) -> Self {
        Self {
            scenario,
            spots: &notes.spots,
            cursor: Cursor {
                as_of: UnixTime::MAX,
                known: KnownAt::Now,
                audience: Audience::Desk,
                now: UnixTime::MAX,
            },
        }
    }

    /// Returns the place of a claim in the files.
    pub(super) fn find_claim(&self, reference: ClaimRef) -> Span {
        self.find_span(reference.event, |spots| spots.find_claim(reference.item))
    }

    /// Returns the place of a deadline in the files.
    pub(super) fn find_deadline(&self, reference: DeadlineRef) -> Span {
        self.find_span(reference.event, |spots| spots.find_deadline(reference.item))
    }

    /// Returns the place of a figure's number in the files.
    pub(super) fn find_figure(&self, reference: FigureRef) -> Span {
        self.find_span(reference.event, |spots| spots.find_figure(reference.item))
    }

    /// Returns where the end of a series stands.
    pub(super) fn find_end(&self, reference: EndRef) -> Span {
        self.find_span(reference.event, |spots| spots.find_end(reference.item))
    }

    fn find_span(&self, event: EventKey, item: impl FnOnce(&Spots) -> Option<Span>) -> Span {
        let spots = self.spots.get(event.row()).and_then(Option::as_deref);
        spots.and_then(item).unwrap_or_default()
    }
}
