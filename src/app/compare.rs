//! Comparing two dates: the one that stays, and what is selected of what lies between.
//!
//! `App` holds it while the cursor is the date that moves; what the keys do is in `compare_keys`. What is selected
//! is kept by id, so that a step keeps it where it is still listed.

use crate::app::sheet::Subject;
use crate::model::calendar::UnixTime;
use crate::model::cursor::Cursor;
use crate::model::id::Id;
use crate::model::scenario::Scenario;
use crate::snapshot::compared::{BeforeAfter, ChangeKind, ComparedEntry, ComparedRows};

/// A comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compare {
    /// The date that stays.
    pub from: UnixTime,
    pub(super) entry: Option<EntryId>,
    pub(super) figure: Option<Subject>,
}

/// An entry by what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum EntryId {
    /// A place.
    Place(Id),
    Event(Id),
}

impl Compare {
    /// A comparison from a date.
    pub fn from(from: UnixTime) -> Self {
        Self {
            from,
            entry: None,
            figure: None,
        }
    }

    /// The cursor at the date that stays, as far as the other one sees.
    pub fn other_cursor(&self, other: Cursor) -> Cursor {
        Cursor {
            as_of: self.from,
            ..other
        }
    }

    /// The selected entry with its row: else one of the selected place, else the first.
    pub fn entry_in(
        &self,
        place: Option<&Id>,
        rows: &ComparedRows,
        scenario: &Scenario,
    ) -> Option<(usize, ComparedEntry)> {
        let ids = || rows.entries.iter().map(|entry| entry_id(entry, scenario));
        let is_its = |id: EntryId| matches!(id, EntryId::Place(id) if Some(&id) == place);
        let its = self.entry.as_ref();
        let row = its
            .and_then(|its| ids().position(|id| id == *its))
            .or_else(|| ids().position(is_its))
            .unwrap_or(0);
        rows.entries.get(row).map(|entry| (row, entry.clone()))
    }

    /// The selected figure or deadline with its row: else one of the subject, else the first.
    pub fn figure_in(
        &self,
        subject: Option<&Subject>,
        rows: &ComparedRows,
        scenario: &Scenario,
    ) -> Option<(usize, BeforeAfter)> {
        let ids = || rows.figures.iter().map(|row| subject_of(row, scenario));
        let row = self
            .figure
            .as_ref()
            .and_then(|its| ids().position(|id| id.as_ref() == Some(its)))
            .or_else(|| ids().position(|id| id.as_ref() == subject))
            .unwrap_or(0);
        rows.figures.get(row).map(|figure| (row, figure.clone()))
    }
}

pub(super) fn entry_id(entry: &ComparedEntry, scenario: &Scenario) -> EntryId {
    match &entry.what {
        ChangeKind::Place(news) => EntryId::Place(scenario.place(news.place).id.clone()),
        ChangeKind::Event(event) => EntryId::Event(scenario.event(*event).id.clone()),
    }
}

/// What a row of the figures is about.
pub(super) fn subject_of(row: &BeforeAfter, scenario: &Scenario) -> Option<Subject> {
    match row {
        BeforeAfter::Figure(pair) => {
            let id = scenario.one_series(pair.key.series).id.clone();
            Some(Subject::Figure(id, pair.key.status))
        }
        BeforeAfter::Deadline(before, after) => {
            let state = after.or(*before)?;
            Some(Subject::Deadline(state.deadline.get(scenario).id.clone()))
        }
    }
}
