//! What a cursor shows before anything is compared.
//!
//! `snapshot::at` folds the log at its cursor and at the end of the day before; comparing two dates
//! takes one fold of each. Nothing here looks at another cursor.

use super::control::{self, PlaceState};
use super::deadlines::{self, DeadlineState};
use super::figures::{Ended, KnownFigures, Reading};
use super::in_force;
use super::reference::FigureRef;
use super::visibility;
use crate::model::cursor::Cursor;
use crate::model::id::EventKey;
use crate::model::scenario::Scenario;

/// The log folded at a cursor: the part that the ledger needs of both its ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Fold<'s> {
    /// The scenario that is folded.
    pub scenario: &'s Scenario,
    /// The cursor at which the log is folded.
    pub cursor: Cursor,
    /// The state of each place, by its row.
    pub places: Vec<PlaceState>,
    /// Figures in force.
    pub figures: Vec<Reading>,
    /// The last figures that lapsed by themselves.
    pub over: Vec<FigureRef>,
    /// Series that ended within the last week.
    pub ended: Vec<Ended>,
    /// Every reading that is known.
    pub known_figures: KnownFigures,
    /// Events up to the cursor, oldest first.
    pub events: Vec<EventKey>,
    /// Every deadline of which the date is known.
    pub deadlines: Vec<DeadlineState>,
}

impl<'s> Fold<'s> {
    /// Folds the log at a cursor, without comparing it to anything.
    pub fn at(scenario: &'s Scenario, cursor: Cursor) -> Self {
        let figures = in_force::at(scenario, &cursor);
        Self {
            scenario,
            cursor,
            places: control::at(scenario, &cursor),
            figures: figures.in_force,
            over: figures.over,
            ended: figures.ended,
            known_figures: figures.known,
            events: visibility::visible_events(scenario, &cursor).collect(),
            deadlines: deadlines::at(scenario, &cursor),
        }
    }
}
