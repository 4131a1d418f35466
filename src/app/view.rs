//! All that a pane may see: the queried snapshot and the state of the interface.
//!
//! The edge folds a [`Shown`] when the cursor or the order changes, makes a [`View`] of it a frame and
//! hands that to `ui::draw`. A view borrows everything and changes nothing.

use std::sync::Arc;

use crate::app::action::Pane;
use crate::app::popup::Popup;
use crate::app::presented::Presented;
use crate::app::sheet::Sheet;
use crate::app::state::App;
use crate::app::{marks, panes, ribbon};
use crate::facts::WordingStyle;
use crate::model::id::{EventKey, PlaceKey};
use crate::model::scenario::Scenario;
use crate::snapshot::compared::{BeforeAfter, ChangeKind, ComparedEntry, ComparedRows};
use crate::snapshot::compared_list::list_compared;
use crate::snapshot::filter::Filter;
use crate::snapshot::matches::{Hit, SearchMatches};
use crate::snapshot::query::{FigureRow, Listing};
use crate::snapshot::{self, ComparedDate, Comparison, Snapshot};

/// What the log gives for the cursor and the order of an interface.
#[derive(Clone, Debug)]
pub struct Shown<'s> {
    /// The facts.
    pub snapshot: Snapshot<'s>,
    /// Which of them are listed, and in which order.
    pub listing: Listing,
    /// How many events each day of the ribbon has.
    pub days: Vec<usize>,
    /// What is found of what is sought.
    pub found: Arc<SearchMatches>,
    /// What presenting needs beside, while somebody presents.
    pub presented: Option<Box<Presented<'s>>>,
}

impl<'s> Shown<'s> {
    /// Folds the log where the interface is.
    pub fn at(scenario: &'s Scenario, app: &App) -> Self {
        Self::fold_shown(scenario, app, (None, None))
    }

    /// Folds the log again where the interface has gone. A date that stays while it is compared is not folded again.
    pub fn renew_folds(&mut self, scenario: &'s Scenario, app: &App) {
        let compared = self.snapshot.compared.as_ref();
        let marked = compared.map(|compared| Arc::clone(&compared.marked));
        let marked = marked.filter(|marked| std::ptr::eq(marked.fold.scenario, scenario));
        *self = Self::fold_shown(scenario, app, (marked, Some(&self.found)));
    }

    fn fold_shown(
        scenario: &'s Scenario,
        app: &App,
        (marked, found): (Option<Arc<ComparedDate<'s>>>, Option<&Arc<SearchMatches>>),
    ) -> Self {
        let snapshot = match &app.compare {
            None => snapshot::at(scenario, app.cursor),
            Some(compare) => {
                let cursor = compare.other_cursor(app.cursor);
                let same = marked.filter(|marked| marked.fold.cursor == cursor);
                let marked = same.unwrap_or_else(|| Arc::new(ComparedDate::at(scenario, cursor)));
                snapshot::compare_dates(scenario, app.cursor, marked)
            }
        };
        let filter = Filter::from_conditions(&app.filter, scenario);
        let listing = list_compared(&snapshot, &filter, app.order);
        Self {
            found: app.found_now(scenario, found),
            listing,
            days: ribbon::count_events(scenario, &app.cursor),
            presented: Presented::fold_presented(app, &snapshot),
            snapshot,
        }
    }

    /// What one frame of the interface shows.
    pub fn to_view<'v>(&'v self, app: &'v App) -> View<'v> {
        View {
            snapshot: &self.snapshot,
            listing: &self.listing,
            app,
            days: &self.days,
            hits: &self.found.hits,
            found: &self.found,
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
    /// The same, to be looked up.
    pub found: &'v SearchMatches,
    /// What presenting needs beside, while somebody presents.
    pub presented: Option<&'v Presented<'v>>,
}

impl View<'_> {
    /// The panes that this scenario has anything for, in the order of their numbers.
    pub fn list_panes(&self) -> Vec<Pane> {
        panes::list_panes(self.snapshot)
    }

    /// What the popup on top says, unless it is the keys.
    pub fn top_sheet(&self, wording: WordingStyle) -> Option<Sheet> {
        Some(match &self.app.popups.last()?.popup {
            Popup::Help(_) => return None,
            Popup::Evidence(subject) => Sheet::from_subject(subject, self.snapshot, wording),
            Popup::Problems => Sheet::of_file(&self.app.file, self.snapshot),
            Popup::Marks => {
                let marks = marks::list_shown(&self.app.marks, self.snapshot);
                Sheet::of_marks(&marks, self.snapshot, wording)
            }
        })
    }

    /// The same for reading aloud.
    pub fn sheet_aloud(&self) -> Option<Sheet> {
        Some(match &self.app.popups.last()?.popup {
            Popup::Help(_) => return None,
            Popup::Evidence(subject) => Sheet::for_reading_aloud(subject, self.snapshot),
            Popup::Problems => Sheet::of_file(&self.app.file, self.snapshot),
            Popup::Marks => {
                let marks = marks::list_shown(&self.app.marks, self.snapshot);
                Sheet::marks_aloud(&marks, self.snapshot)
            }
        })
    }

    /// With what the date is compared, and what is listed of it.
    pub fn comparison_rows(&self) -> Option<(&Comparison<'_>, &ComparedRows)> {
        self.snapshot
            .compared
            .as_ref()
            .zip(self.listing.compared.as_ref())
    }

    /// The selected entry of a comparison, by its row.
    pub fn selected_entry(&self) -> Option<(usize, ComparedEntry)> {
        let (_, rows) = self.comparison_rows()?;
        let place = self.app.selection.place.as_ref();
        let compare = self.app.compare.as_ref()?;
        compare.entry_in(place, rows, self.snapshot.scenario)
    }

    /// The selected figure or deadline of a comparison, by its row.
    pub fn selected_before_after(&self) -> Option<(usize, BeforeAfter)> {
        let (_, rows) = self.comparison_rows()?;
        let subject = self.app.selection.figure.as_ref();
        let compare = self.app.compare.as_ref()?;
        compare.figure_in(subject, rows, self.snapshot.scenario)
    }

    /// Whether a search has found something.
    pub fn is_hit(&self, hit: Hit) -> bool {
        self.found.find_position(hit).is_some()
    }

    /// Whether a place is listed.
    pub fn is_listed(&self, place: PlaceKey) -> bool {
        self.app.filter.is_empty() || self.listing.places.contains(&place)
    }

    /// Which of what is found the search stands on, from 1.
    pub fn hit_number(&self) -> Option<usize> {
        let current = self.app.search.as_ref()?.current?;
        Some(self.found.find_position(current)? + 1)
    }

    /// The selected place, by its row in the listing.
    pub fn selected_place(&self) -> Option<(usize, PlaceKey)> {
        // Where nothing was selected yet, the map points to what the list of changes does.
        if self.app.selection.place.is_none()
            && let Some((_, entry)) = self.selected_entry()
            && let ChangeKind::Place(news) = entry.what
        {
            let row = self
                .listing
                .places
                .iter()
                .position(|key| *key == news.place);
            return row.map(|row| (row, news.place));
        }
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
