//! What is selected in each pane, by id, so that a date step or a reload keeps it.
//!
//! `App` holds it and moves it; its view asks where it stands in what is listed. Nothing is selected
//! that is not listed: the first row takes its place then, for events the newest.

use crate::app::sheet::Subject;
use crate::model::id::{EventKey, Id, PlaceKey};
use crate::snapshot::Snapshot;
use crate::snapshot::news::EventOrder;
use crate::snapshot::query::{FigureRow, Listing};

/// What is selected in each pane, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The place, in the list and on the map.
    pub place: Option<Id>,
    /// The figure or deadline.
    pub figure: Option<Subject>,
    /// The event; `None` follows the date.
    pub event: Option<Id>,
}

impl Selection {
    /// The selected place with its row; the first one where none is.
    pub fn place_in(
        &self,
        snapshot: &Snapshot<'_>,
        listing: &Listing,
    ) -> Option<(usize, PlaceKey)> {
        let is_it =
            |place: &PlaceKey| Some(&snapshot.scenario.place(*place).id) == self.place.as_ref();
        let row = listing.places.iter().position(is_it).unwrap_or(0);
        listing.places.get(row).map(|place| (row, *place))
    }

    /// The selected figure or deadline with its row; the first one where none is.
    pub fn figure_in(
        &self,
        snapshot: &Snapshot<'_>,
        listing: &Listing,
    ) -> Option<(usize, FigureRow)> {
        let is_it = |row: &FigureRow| Subject::of_figure(*row, snapshot) == self.figure;
        let found = self
            .figure
            .as_ref()
            .and_then(|_| listing.figures.iter().position(is_it));
        let row = found.unwrap_or(0);
        listing.figures.get(row).map(|figure| (row, *figure))
    }

    /// The selected event with its row; the newest one where none is.
    pub fn event_in(
        &self,
        snapshot: &Snapshot<'_>,
        listing: &Listing,
    ) -> Option<(usize, EventKey)> {
        let is_it =
            |event: &EventKey| Some(&snapshot.scenario.event(*event).id) == self.event.as_ref();
        let found = self
            .event
            .as_ref()
            .and_then(|_| listing.events.iter().position(is_it));
        let newest = match listing.order.events {
            EventOrder::Top | EventOrder::Newest => 0,
            EventOrder::Oldest => listing.events.len().saturating_sub(1),
        };
        let row = found.unwrap_or(newest);
        listing.events.get(row).map(|event| (row, *event))
    }
}
