//! Going over to another state of the file: everybody stays where they are.
//!
//! Sessions call it before they make room for a newer state. What is selected stays selected by its id; where
//! that is gone, what stood behind it takes its place.

use crate::app::action::Pane;
use crate::app::search::Search;
use crate::app::sheet::Subject;
use crate::app::state::App;
use crate::model::id::{Id, PersonKey, SeriesKey};
use crate::model::scenario::Scenario;
use crate::snapshot::Snapshot;
use crate::snapshot::matches::Hit;
use crate::snapshot::query::Listing;

impl App {
    /// Goes over from what is shown to another state of its scenario.
    pub fn go_over(&mut self, old: &Snapshot<'_>, listing: &Listing, new: &Scenario) {
        self.keep_selection(old, listing, new);
        self.found = None;
        let searches = self.search.iter_mut();
        let origin = self.prompt.as_mut().and_then(|prompt| {
            let origin = prompt.origin.as_mut()?;
            origin.search.as_mut()
        });
        for search in searches.chain(origin) {
            keep_hit(search, old.scenario, new);
        }
        self.select_saved(new);
    }

    /// Holds on to what is selected, or to what stood nearest to it and still exists. Where nothing was chosen and
    /// the pane does not take the keys, or live, the list goes on by itself.
    fn keep_selection(&mut self, old: &Snapshot<'_>, listing: &Listing, new: &Scenario) {
        let scenario = old.scenario;
        let is_at = |pane: Pane| self.pane == pane && !self.is_live;
        let has_place = self.selection.place.is_some() || is_at(Pane::Places) || is_at(Pane::Map);
        let place = self.selection.place_in(old, listing).filter(|_| has_place);
        let has_event = self.selection.event.is_some() || is_at(Pane::Timeline);
        let event = self.selection.event_in(old, listing).filter(|_| has_event);
        let has_figure = self.selection.figure.is_some() || is_at(Pane::Figures);
        let figure = self.selection.figure_in(old, listing);
        let figure = figure.filter(|_| has_figure);
        if let Some((row, _)) = place {
            let ids = listing
                .places
                .iter()
                .map(|place| &scenario.place(*place).id);
            let is_there = |id: &&_| new.places.iter().any(|place| place.id == **id);
            self.selection.place = find_nearest(ids.collect(), row, is_there).cloned();
        }
        if let Some((row, _)) = event {
            let ids = listing
                .events
                .iter()
                .map(|event| &scenario.event(*event).id);
            let is_there = |id: &&Id| new.event_by_id(id.as_str()).is_some();
            self.selection.event = find_nearest(ids.collect(), row, is_there).cloned();
        }
        if let Some((row, _)) = figure {
            let rows = listing.figures.iter();
            let subjects = rows.filter_map(|row| Subject::of_figure(*row, old));
            let is_there = |subject: &Subject| match subject {
                Subject::Figure(id, _) => new.series.iter().any(|series| series.id == *id),
                _ => true,
            };
            self.selection.figure = find_nearest(subjects.collect(), row, is_there);
        }
    }
}

/// What stands at a row if it is still there, else the first after it that is, else the last before it.
fn find_nearest<T>(mut rows: Vec<T>, row: usize, is_there: impl Fn(&T) -> bool) -> Option<T> {
    let after = rows.iter().skip(row).position(&is_there);
    let found = after.map(|by| row + by).or_else(|| {
        let before = rows.iter().take(row);
        before.rev().position(&is_there).map(|by| row - 1 - by)
    })?;
    Some(rows.swap_remove(found))
}

/// Stays with the same match, as far as it is still there.
fn keep_hit(search: &mut Search, old: &Scenario, new: &Scenario) {
    search.current = search.current.and_then(|hit| match hit {
        Hit::Place(place) => new
            .place_by_id(old.place(place).id.as_str())
            .map(Hit::Place),
        Hit::Event(event) => new
            .event_by_id(old.event(event).id.as_str())
            .map(Hit::Event),
        Hit::Person(person, event) => {
            let id = &old.person(person).id;
            let row = new.persons.iter().position(|person| person.id == *id)?;
            let event = event.and_then(|event| new.event_by_id(old.event(event).id.as_str()));
            Some(Hit::Person(PersonKey::new(row)?, event))
        }
        Hit::Figure(series, status) => {
            let id = &old.one_series(series).id;
            let row = new.series.iter().position(|series| series.id == *id)?;
            Some(Hit::Figure(SeriesKey::new(row)?, status))
        }
    });
}
