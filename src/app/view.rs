//! All that a pane may see: the queried snapshot and the state of the interface.
//!
//! The edge folds a [`Shown`] when the cursor or the order changes, makes a [`View`] of it a frame and
//! hands that to `ui::draw`. A view borrows everything and changes nothing.

use crate::app::action::Pane;
use crate::app::state::App;
use crate::app::{panes, ribbon};
use crate::model::id::{EventKey, PlaceKey};
use crate::model::scenario::Scenario;
use crate::snapshot::query::{FigureRow, Filter, Listing, list};
use crate::snapshot::{self, Snapshot};

/// What the log gives for the cursor and the order of an interface.
#[derive(Clone, Debug)]
pub struct Shown<'s> {
    /// The facts.
    pub snapshot: Snapshot<'s>,
    /// Which of them are listed, and in which order.
    pub listing: Listing,
    /// How many events each day of the ribbon has.
    pub days: Vec<usize>,
}

impl<'s> Shown<'s> {
    /// Folds the log where the interface is.
    pub fn at(scenario: &'s Scenario, app: &App) -> Self {
        let snapshot = snapshot::at(scenario, app.cursor);
        Self {
            listing: list(&snapshot, &Filter::default(), app.order),
            days: ribbon::counts(scenario, &app.cursor),
            snapshot,
        }
    }

    /// What one frame of the interface shows.
    pub fn view<'v>(&'v self, app: &'v App) -> View<'v> {
        View {
            snapshot: &self.snapshot,
            listing: &self.listing,
            app,
            days: &self.days,
        }
    }
}

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

    /// The selected figure or deadline, by its row in the listing.
    pub fn selected_figure(&self) -> Option<(usize, FigureRow)> {
        self.app.selected_figure(self.snapshot, self.listing)
    }

    /// The selected event, by its row in the listing.
    pub fn selected_event(&self) -> Option<(usize, EventKey)> {
        self.app.selected_event(self.snapshot, self.listing)
    }
}
