//! What keys do while two dates are compared: begin, swap, end, and move through what lies between.
//!
//! `App::update` and the keys of popups ask here first. Steps in time are the dashboard's own: the cursor is the date
//! that moves.

use crate::app::action::Pane;
use crate::app::compare::{Compare, entry_id, subject_of};
use crate::app::sheet::Subject;
use crate::app::state::{App, Effect};
use crate::model::id::EventKey;
use crate::model::scenario::Scenario;
use crate::snapshot::Snapshot;
use crate::snapshot::compared::{BeforeAfter, ChangeKind, ComparedEntry, ComparedRows};
use crate::snapshot::query::Listing;

/// What an entry is about.
fn subject_of_entry(entry: &ComparedEntry, scenario: &Scenario) -> Subject {
    match &entry.what {
        ChangeKind::Place(news) => Subject::Place(scenario.place(news.place).id.clone()),
        ChangeKind::Event(event) => Subject::Event(scenario.event(*event).id.clone()),
    }
}

/// The event that carries what a row says last.
fn event_of(row: &BeforeAfter) -> Option<EventKey> {
    match row {
        BeforeAfter::Figure(pair) => pair.leading_figure().map(|figure| figure.event),
        BeforeAfter::Deadline(before, after) => after.or(*before).map(|state| state.deadline.event),
    }
}

impl App {
    /// Compares from the present date on, or ends the comparison where it has led to.
    pub(super) fn toggle_compare(&mut self) -> Effect {
        self.compare = match self.compare {
            Some(_) => None,
            None => Some(Compare::from(self.cursor.as_of)),
        };
        Effect::Fold
    }

    /// Lets the two dates change places.
    pub(super) fn swap_dates(&mut self) -> Effect {
        let here = self.cursor.as_of;
        let Some(compare) = &mut self.compare else {
            return Effect::None;
        };
        let from = std::mem::replace(&mut compare.from, here);
        self.go_to(Some(from))
    }

    /// What lies between the dates, where two are compared and the pane lists it by itself.
    fn compared_rows<'l>(&self, listing: &'l Listing) -> Option<(&Compare, &'l ComparedRows)> {
        let is_own = matches!(self.pane, Pane::Places | Pane::Figures);
        let compare = self.compare.as_ref().filter(|_| is_own)?;
        Some((compare, listing.compared.as_ref()?))
    }

    /// Whether the open pane lists what lies between two dates by itself.
    pub(super) fn is_compared(&self, listing: &Listing) -> bool {
        self.compared_rows(listing).is_some()
    }

    /// The row that is selected of the open pane, and how many there are.
    pub(super) fn compared_row(
        &self,
        snapshot: &Snapshot<'_>,
        listing: &Listing,
    ) -> Option<(usize, usize)> {
        let (compare, rows) = self.compared_rows(listing)?;
        let (place, figure) = (&self.selection.place, &self.selection.figure);
        let scenario = snapshot.scenario;
        Some(if self.pane == Pane::Places {
            let selected = compare.entry_in(place.as_ref(), rows, scenario);
            (selected.map_or(0, |(row, _)| row), rows.entries.len())
        } else {
            let selected = compare.figure_in(figure.as_ref(), rows, scenario);
            (selected.map_or(0, |(row, _)| row), rows.figures.len())
        })
    }

    /// Selects a row of the open pane; the map follows to its place.
    pub(super) fn select_compared(
        &mut self,
        row: usize,
        snapshot: &Snapshot<'_>,
        listing: &Listing,
    ) {
        let scenario = snapshot.scenario;
        let is_places = self.pane == Pane::Places;
        let Some((compare, rows)) = self.compare.as_mut().zip(listing.compared.as_ref()) else {
            return;
        };
        if is_places {
            let Some(entry) = rows.entries.get(row) else {
                return;
            };
            compare.entry = Some(entry_id(entry, scenario));
            if let ChangeKind::Place(news) = &entry.what {
                self.selection.place = Some(scenario.place(news.place).id.clone());
            }
        } else if let Some(figure) = rows.figures.get(row) {
            compare.figure = subject_of(figure, scenario);
            self.selection.figure = subject_of(figure, scenario);
        }
    }

    /// Lets a place or figure that is selected elsewhere be the one that is selected here.
    pub(super) fn forget_compared(&mut self) {
        if let Some(compare) = &mut self.compare {
            (compare.entry, compare.figure) = (None, None);
        }
    }

    /// The subject of the selected row of the open pane, where it lists what lies between two dates.
    pub(super) fn compared_subject(
        &self,
        snapshot: &Snapshot<'_>,
        listing: &Listing,
    ) -> Option<Subject> {
        let (_, rows) = self.compared_rows(listing)?;
        let (row, _) = self.compared_row(snapshot, listing)?;
        let scenario = snapshot.scenario;
        if self.pane == Pane::Places {
            let entry = rows.entries.get(row);
            entry.map(|entry| subject_of_entry(entry, scenario))
        } else {
            let figure = rows.figures.get(row);
            figure.and_then(|figure| subject_of(figure, scenario))
        }
    }

    /// What belongs to it: the events of a place, the event that says so.
    pub(super) fn compared_related(
        &self,
        snapshot: &Snapshot<'_>,
        listing: &Listing,
    ) -> Option<Subject> {
        let (_, rows) = self.compared_rows(listing)?;
        let (row, _) = self.compared_row(snapshot, listing)?;
        let event = |event: EventKey| Subject::Event(snapshot.scenario.event(event).id.clone());
        match self.compared_subject(snapshot, listing)? {
            Subject::Place(id) => Some(Subject::Related(id)),
            Subject::Figure(..) | Subject::Deadline(_) => {
                rows.figures.get(row).and_then(event_of).map(event)
            }
            other => Some(other),
        }
    }
}
