//! All that a pane may see: the queried snapshot and the state of the interface.
//!
//! The edge folds a [`Shown`] when the cursor or the order changes, makes a [`View`] of it a frame and
//! hands that to `ui::draw`. A view borrows everything and changes nothing.

use crate::app::action::Pane;
use crate::app::presented::Presented;
use crate::app::state::App;
use crate::app::{panes, ribbon};
use crate::model::id::{EventKey, PlaceKey};
use crate::model::scenario::Scenario;
use crate::snapshot::filter::Filter;
use crate::snapshot::hits::{Hit, hits};
use crate::snapshot::query::{FigureRow, Listing, list};
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
    /// What is found of what is sought, in order.
    pub hits: Vec<Hit>,
    /// What presenting needs beside, while somebody presents.
    pub presented: Option<Box<Presented<'s>>>,
}

impl<'s> Shown<'s> {
    /// Folds the log where the interface is.
    pub fn at(scenario: &'s Scenario, app: &App) -> Self {
        let snapshot = snapshot::at(scenario, app.cursor);
        let filter = Filter::of(&app.filter, scenario);
        let listing = list(&snapshot, &filter, app.order);
        let sought = app.search.as_ref();
        let hits = sought.map(|search| hits(&snapshot, &listing, &filter, &search.text));
        Self {
            hits: hits.unwrap_or_default(),
            listing,
            days: ribbon::counts(scenario, &app.cursor),
            presented: Presented::of(app, &snapshot),
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
            hits: &self.hits,
            presented: self.presented.as_deref(),
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
    /// What is found of what is sought, in order.
    pub hits: &'v [Hit],
    /// What presenting needs beside, while somebody presents.
    pub presented: Option<&'v Presented<'v>>,
}

impl View<'_> {
    /// The panes that this scenario has anything for, in the order of their numbers.
    pub fn panes(&self) -> Vec<Pane> {
        panes::of(self.snapshot)
    }

    /// Whether a search has found something.
    pub fn is_hit(&self, hit: Hit) -> bool {
        self.hits.binary_search(&hit).is_ok()
    }

    /// Whether a place is listed.
    pub fn is_listed(&self, place: PlaceKey) -> bool {
        self.app.filter.is_empty() || self.listing.places.contains(&place)
    }

    /// Which of what is found the search stands on, from 1.
    pub fn hit_number(&self) -> Option<usize> {
        let current = self.app.search.as_ref()?.current?;
        let row = self.hits.binary_search(&current).ok()?;
        Some(row + 1)
    }

    /// The selected place, by its row in the listing.
    pub fn selected_place(&self) -> Option<(usize, PlaceKey)> {
        self.app.selection.place_in(self.snapshot, self.listing)
    }

    /// The selected figure or deadline, by its row in the listing.
    pub fn selected_figure(&self) -> Option<(usize, FigureRow)> {
        self.app.selection.figure_in(self.snapshot, self.listing)
    }

    /// The selected event, by its row in the listing.
    pub fn selected_event(&self) -> Option<(usize, EventKey)> {
        self.app.selection.event_in(self.snapshot, self.listing)
    }
}
