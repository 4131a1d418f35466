//! All that a pane may see: the queried snapshot and the state of the interface.
//!
//! The edge makes one a frame and hands it to `ui::draw`. It borrows everything and changes nothing.

use crate::app::action::Pane;
use crate::app::state::App;
use crate::model::id::{EventKey, PlaceKey};
use crate::snapshot::Snapshot;
use crate::snapshot::query::Listing;

/// What one frame shows.
#[derive(Clone, Copy)]
pub struct View<'v> {
    /// The facts.
    pub snapshot: &'v Snapshot<'v>,
    /// Which of them are listed, and in which order.
    pub listing: &'v Listing,
    /// The state of the interface.
    pub app: &'v App,
    /// How many events each day of the ribbon has.
    pub days: &'v [usize],
}

impl View<'_> {
    /// The panes that this scenario has anything for, in the order of their numbers.
    pub fn panes(&self) -> Vec<Pane> {
        panes(self.snapshot)
    }

    /// The selected place, by its row in the listing.
    pub fn selected_place(&self) -> Option<(usize, PlaceKey)> {
        self.app.selected_place(self.snapshot, self.listing)
    }

    /// The selected figure, by its row in the listing.
    pub fn selected_figure(&self) -> Option<usize> {
        self.app.selected_figure(self.snapshot, self.listing)
    }

    /// The selected event, by its row in the listing.
    pub fn selected_event(&self) -> Option<(usize, EventKey)> {
        self.app.selected_event(self.snapshot, self.listing)
    }
}

/// The panes that a scenario has anything for; the others are left out and their numbers stay unused.
pub fn panes(snapshot: &Snapshot<'_>) -> Vec<Pane> {
    let scenario = snapshot.scenario;
    Pane::ALL
        .into_iter()
        .filter(|pane| match pane {
            Pane::Places => !scenario.places.is_empty(),
            Pane::Figures => scenario.series.iter().any(|series| series.counts.is_none()),
            Pane::Timeline => true,
            Pane::Map => has_map(snapshot),
        })
        .collect()
}

/// Whether places have tiles, and no two of them the same.
fn has_map(snapshot: &Snapshot<'_>) -> bool {
    let mut tiles: Vec<(u8, u8)> = snapshot
        .scenario
        .places
        .iter()
        .filter_map(|place| place.tile)
        .collect();
    let count = tiles.len();
    tiles.sort_unstable();
    tiles.dedup();
    count > 0 && tiles.len() == count
}
