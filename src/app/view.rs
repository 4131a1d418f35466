//! All that a pane may see: the queried snapshot and the state of the interface.
//!
//! The edge makes one a frame and hands it to `ui::draw`. It borrows everything and changes nothing.

use crate::app::action::Pane;
use crate::app::panes;
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
        panes::of(self.snapshot)
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
