//! What the keys of a search do: follow what is typed, go to the next match and the one before, and back.
//!
//! `App` hands them here. A match is gone to by selecting it; an event that the date does not show yet
//! takes the cursor along. Letters that wait are sought together, and a key that comes meanwhile calls a search off.

use std::sync::Arc;

use crate::app::action::Pane;
use crate::app::prompt::{Asks, SearchOrigin};
use crate::app::search::Search;
use crate::app::sheet::Subject;
use crate::app::state::{App, Effect};
use crate::facts::number;
use crate::model::calendar::{self, UnixTime};
use crate::model::scenario::Scenario;
use crate::snapshot::Snapshot;
use crate::snapshot::filter::{Condition, Filter};
use crate::snapshot::matches::{Hit, SearchBasis, SearchMatches, SearchQuery};

impl App {
    /// Where somebody is who begins a search.
    pub(super) fn search_origin(&self) -> SearchOrigin {
        SearchOrigin {
            as_of: self.cursor.as_of,
            pane: self.pane,
            selection: self.selection.clone(),
            search: self.search.clone(),
        }
    }

    /// Goes back to where a search began.
    pub(super) fn return_to(&mut self, origin: SearchOrigin) {
        self.cursor.as_of = origin.as_of;
        self.pane = origin.pane;
        self.selection = origin.selection;
        self.search = origin.search;
    }

    /// The conditions of the filter as they are typed.
    pub(super) fn typed_conditions(&self) -> String {
        let conditions: Vec<String> = self.filter.iter().map(Condition::to_string).collect();
        conditions.join("; ")
    }

    /// Seeks what is typed, unless more of it waits to be read; then the last of it does.
    pub(super) fn follow_typed(&mut self, snapshot: &Snapshot<'_>) -> Effect {
        self.progress.is_due = true;
        if self.progress.has_more_keys {
            return Effect::Draw;
        }
        self.seek_typed(snapshot)
    }

    /// Returns whether what is typed is still to be sought.
    pub fn is_search_due(&self) -> bool {
        self.progress.is_due
    }

    /// Seeks what is typed, if that is still to be done.
    pub fn seek_typed(&mut self, snapshot: &Snapshot<'_>) -> Effect {
        if !std::mem::take(&mut self.progress.is_due) {
            return Effect::None;
        }
        let query = self
            .prompt
            .as_ref()
            .filter(|prompt| prompt.asks == Asks::Search)
            .map(|prompt| prompt.typed_text().to_owned());
        query.map_or(Effect::None, |text| self.look_for(&text, snapshot))
    }

    /// Seeks a text and goes to the first match: from where the search began, so that a letter more
    /// never leads away from what still matches.
    fn look_for(&mut self, text: &str, snapshot: &Snapshot<'_>) -> Effect {
        let origin = self
            .prompt
            .as_ref()
            .and_then(|prompt| prompt.origin.clone());
        if let Some(origin) = origin {
            self.return_to(*origin);
        }
        let scenario = snapshot.scenario;
        let Some(found) = self.search_text(text, scenario) else {
            // The key that called it off comes next; what is typed then is sought anew.
            self.progress.is_due = true;
            return Effect::Draw;
        };
        let here = self.cursor.as_of;
        let is_past = |hit: &&Hit| match hit {
            Hit::Event(event) => scenario.event(*event).provenance.at.effective_at() <= here,
            Hit::Place(_) | Hit::Figure(..) | Hit::Person(..) => false,
        };
        let first = found.hits.first().copied();
        let is_event = matches!(first, Some(Hit::Event(_)));
        let newest = found.best_matches().iter().rev().find(is_past).copied();
        // What stands on the screen comes before what another date shows.
        let is_figure = matches!(first, Some(Hit::Figure(..)));
        let shown = || self.search_query(text, scenario).figure_here(&found);
        let shown = is_figure.then(shown).flatten();
        let current = newest.filter(|_| is_event).or(shown).or(first);
        self.search = Some(Search {
            text: text.to_owned(),
            current,
        });
        if let Some(at) = current.and_then(|hit| self.select_hit(hit, snapshot)) {
            // While it is typed the date is only looked at; Enter makes it one to come back from.
            self.cursor.as_of = at;
        }
        Effect::Fold
    }

    /// Stays with what was found.
    pub(super) fn accept_search(&mut self, origin: Option<Box<SearchOrigin>>) -> Effect {
        let here = self.cursor.as_of;
        if self
            .search
            .as_ref()
            .is_some_and(|search| search.text.trim().is_empty())
        {
            self.search = None;
        }
        self.progress.tells_match = self.search.is_some();
        if let Some(origin) = origin.filter(|origin| origin.as_of != here) {
            self.cursor.as_of = origin.as_of;
            let selection = self.selection.clone();
            self.go_to(Some(here));
            self.selection = selection;
        }
        if self
            .search
            .as_ref()
            .is_some_and(|search| search.current.is_some())
        {
            self.popups.clear();
        }
        Effect::Fold
    }

    /// Goes to the next match, or the one before; round and round.
    pub(super) fn next_match(&mut self, by: isize, snapshot: &Snapshot<'_>) -> Effect {
        let Some(search) = &self.search else {
            return Effect::None;
        };
        let current = search.current;
        let text = search.text.clone();
        let Some(found) = self.search_text(&text, snapshot.scenario) else {
            self.notice = Some("the search was stopped".to_owned());
            return Effect::Draw;
        };
        let Some(last) = found.hits.len().checked_sub(1) else {
            return Effect::None;
        };
        let at = current.and_then(|current| found.find_position(current));
        let next = match (at, by < 0) {
            (Some(row), false) if row < last => row + 1,
            (Some(row), true) if row > 0 => row - 1,
            (_, false) => 0,
            (_, true) => last,
        };
        let Some(hit) = found.hits.get(next).copied() else {
            return Effect::None;
        };
        self.progress.tells_match = true;
        if let Some(search) = &mut self.search {
            search.current = Some(hit);
        }
        self.popups.clear();
        if let Some(at) = self.select_hit(hit, snapshot) {
            let selection = self.selection.clone();
            self.go_to(Some(at));
            self.selection = selection;
        }
        Effect::Fold
    }

    /// Finds a text from where the cursor is, unless a key calls it off. What was found before is not sought again.
    fn search_text(&mut self, text: &str, scenario: &Scenario) -> Option<Arc<SearchMatches>> {
        let basis = self.search_basis(text, scenario);
        let known = self.found.as_ref();
        if let Some(known) = known.filter(|known| known.basis.as_ref() == Some(&basis)) {
            return Some(Arc::clone(known));
        }
        let filter = Filter::from_conditions(&self.filter, scenario);
        let interrupt = &self.interrupt;
        let query = self.search_query(text, scenario);
        let mut found = query.find_matches(&filter, &|| interrupt.is_raised())?;
        found.basis = Some(basis);
        let found = Arc::new(found);
        self.found = Some(Arc::clone(&found));
        Some(found)
    }

    /// Returns what is found of the search for a frame: as it is known, or found anew.
    pub(super) fn found_now(
        &self,
        scenario: &Scenario,
        known: Option<&Arc<SearchMatches>>,
    ) -> Arc<SearchMatches> {
        let Some(search) = &self.search else {
            return Arc::default();
        };
        let basis = self.search_basis(&search.text, scenario);
        let known = self.found.iter().chain(known);
        for found in known {
            if found.basis.as_ref() == Some(&basis) {
                return Arc::clone(found);
            }
        }
        let filter = Filter::from_conditions(&self.filter, scenario);
        let found = self
            .search_query(&search.text, scenario)
            .find_matches(&filter, &|| false);
        let mut found = found.unwrap_or_default();
        found.basis = Some(basis);
        Arc::new(found)
    }

    fn search_basis(&self, text: &str, scenario: &Scenario) -> SearchBasis {
        SearchBasis {
            text: text.to_owned(),
            reach: self.search_query(text, scenario).horizon_cursor(),
            conditions: self.filter.clone(),
        }
    }

    fn search_query<'t>(&self, text: &'t str, scenario: &'t Scenario) -> SearchQuery<'t> {
        SearchQuery {
            scenario,
            cursor: self.cursor,
            text,
            print: number::list_search_forms,
        }
    }

    /// Selects what was found, in its pane; gives the date that shows it, if this one does not.
    pub(super) fn select_hit(&mut self, hit: Hit, snapshot: &Snapshot<'_>) -> Option<UnixTime> {
        let scenario = snapshot.scenario;
        let zone = scenario.zone();
        let end_of_day = |at| calendar::end_of(calendar::day_of(at, zone), zone);
        self.forget_compared();
        match hit {
            Hit::Place(place) => {
                self.selection.place = Some(scenario.place(place).id.clone());
                if self.pane != Pane::Map {
                    self.pane = Pane::Places;
                }
            }
            Hit::Figure(series, status) => {
                let id = scenario.one_series(series).id.clone();
                self.selection.figure = Some(Subject::Figure(id, status));
                self.pane = Pane::Figures;
                let search = self.search.as_ref()?;
                let query = self.search_query(&search.text, scenario);
                return query.day_of_figure(series, status).map(end_of_day);
            }
            Hit::Person(person, first) => {
                let event = self.search_query("", scenario).event_of_person(person);
                return self.select_hit(Hit::Event(event.or(first)?), snapshot);
            }
            Hit::Event(event) => {
                let event = scenario.event(event);
                let at = event.provenance.at.effective_at();
                self.selection.event = Some(event.id.clone());
                self.pane = Pane::Timeline;
                return (at > self.cursor.as_of).then(|| end_of_day(at));
            }
        }
        None
    }
}
