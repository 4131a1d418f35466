//! What a search finds: places, figures, people and events, on every date that the cursor may know.
//!
//! Called by `app`, which goes from one to the next, and by its view, which marks them. What is found follows from the
//! log and not from the date that is looked at, so that going to a match changes nothing of it. Known-then
//! finds nothing that was not known; a filter leaves out what it does not list.

use std::collections::{BTreeMap, HashSet};

use crate::model::calendar::UnixTime;
use crate::model::cursor::{Cursor, KnownAt};
use crate::model::event::Event;
use crate::model::figure::ForceStatus;
use crate::model::id::{EventKey, PersonKey, PlaceKey, SeriesKey};
use crate::model::scenario::Scenario;
use crate::snapshot::figures::{self, FigureKey};
use crate::snapshot::filter::{Condition, Filter};
use crate::snapshot::filtered_log::FilteredLog;
use crate::snapshot::in_force;
use crate::snapshot::query::{ListOrder, list_snapshot};
use crate::snapshot::reference::FigureRef;
use crate::snapshot::search::{Mentions, Needle, Print, Rank};
use crate::snapshot::visibility;

/// Something that a search finds. Of one rank they stand in this order: places as in the file, figures, people, events
/// by date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hit {
    /// A place, by any of its names.
    Place(PlaceKey),
    /// A series and status with a reading of any date; known-then, with one in force.
    Figure(SeriesKey, Option<ForceStatus>),
    /// A person, by any of their names, with the first event in which they speak or are named.
    Person(PersonKey, Option<EventKey>),
    /// An event, of any date.
    Event(EventKey),
}

/// The matches of a search.
#[derive(Clone, Debug, Default)]
pub struct SearchMatches {
    /// All of it: names first, then headlines, then what else says so.
    pub hits: Vec<Hit>,
    /// The rank of each match, from the first on.
    ranks: Vec<Rank>,
    /// The matches in sorted order, each with its place in `hits`, for looking one up.
    sorted: Vec<(Hit, usize)>,
    /// The basis of the search that found them.
    pub basis: Option<SearchBasis>,
}

/// The basis of a search: everything that decides which matches a scenario has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchBasis {
    /// The text.
    pub text: String,
    /// As of when and as known when is looked.
    pub reach: Cursor,
    /// The conditions of the filter.
    pub conditions: Vec<Condition>,
}

impl SearchMatches {
    fn new(mut ranked: Vec<(Rank, Hit)>) -> Self {
        ranked.sort_unstable();
        let ranks = ranked.iter().map(|(rank, _)| *rank).collect();
        let hits: Vec<Hit> = ranked.into_iter().map(|(_, hit)| hit).collect();
        let mut sorted: Vec<(Hit, usize)> = hits.iter().copied().zip(0..).collect();
        sorted.sort_unstable();
        Self {
            hits,
            ranks,
            sorted,
            basis: None,
        }
    }

    /// Returns where something stands among what was found, from 0.
    pub fn find_position(&self, hit: Hit) -> Option<usize> {
        let row = self
            .sorted
            .binary_search_by_key(&hit, |(hit, _)| *hit)
            .ok()?;
        self.sorted.get(row).map(|(_, position)| *position)
    }

    /// Returns those that say so as well as the first one does.
    pub fn best_matches(&self) -> &[Hit] {
        let first = self.ranks.first();
        let count = self
            .ranks
            .iter()
            .take_while(|rank| Some(*rank) == first)
            .count();
        self.hits.get(..count).unwrap_or_default()
    }
}

/// A search for a text, with the scenario to search.
#[derive(Clone, Copy)]
pub struct SearchQuery<'s> {
    /// The scenario to search.
    pub scenario: &'s Scenario,
    /// As known when, and for whom.
    pub cursor: Cursor,
    /// The text.
    pub text: &'s str,
    /// The function that shows the value of a reading.
    pub print: Print,
}

impl<'s> SearchQuery<'s> {
    /// Returns everything that holds the text; `None` if it was called off before the end.
    pub fn find_matches(
        &self,
        filter: &Filter,
        is_called_off: &dyn Fn() -> bool,
    ) -> Option<SearchMatches> {
        if self.text.trim().is_empty() {
            return Some(SearchMatches::default());
        }
        let scenario = self.scenario;
        let needle = self.build_needle();
        let listed =
            (*filter != Filter::default()).then(|| FilteredItems::from_query(self, filter));
        let passes = |event: &EventKey| {
            let listed = listed.as_ref();
            listed.is_none_or(|listed| listed.retained.has_event(*event))
        };
        let visible: Vec<EventKey> = visibility::visible_events(scenario, &self.horizon_cursor())
            .filter(passes)
            .collect();
        let places = scenario.place_keys().filter(|place| {
            listed
                .as_ref()
                .is_none_or(|listed| listed.has_place(*place))
        });
        let mut ranked: Vec<(Rank, Hit)> = places
            .filter_map(|place| Some((needle.rank_place(place)?, Hit::Place(place))))
            .collect();
        ranked.extend(self.find_figures(&needle, listed.as_ref(), is_called_off)?);
        let people = self.find_people(&needle, &visible, listed.is_some());
        ranked.extend(people.into_iter().map(|hit| (Rank::Name, hit)));
        for event in visible {
            if is_called_off() {
                return None;
            }
            let rank = needle.rank_event(scenario.event(event));
            ranked.extend(rank.map(|rank| (rank, Hit::Event(event))));
        }
        Some(SearchMatches::new(ranked))
    }

    /// The end of the day on which a series reads what is sought, unless it does so already: the next one, else the
    /// last. Known-then it stays where it is.
    pub fn day_of_figure(
        &self,
        series: SeriesKey,
        status: Option<ForceStatus>,
    ) -> Option<UnixTime> {
        if self.cursor.known == KnownAt::Then {
            return None;
        }
        let scenario = self.scenario;
        let needle = self.build_needle();
        let reads = |reading: &FigureRef| needle.is_in_figure(reading.get(scenario));
        let key = FigureKey { series, status };
        let here = in_force::at(scenario, &self.cursor).in_force;
        let mut here = here.iter().filter(|reading| reading.key == key);
        if here.any(|reading| reading.all_figures().any(|figure| reads(&figure))) {
            return None;
        }
        let known = figures::known_figures(scenario, &self.horizon_cursor());
        let readings = known.get(&key)?.iter().filter(|it| reads(it));
        let moments: Vec<UnixTime> = readings
            .map(|reading| reading.get(scenario).provenance.at.effective_at())
            .collect();
        let next = moments.iter().find(|at| **at > self.cursor.as_of);
        next.or(moments.last()).copied()
    }

    /// The first figure of what is found that reads what is sought where the cursor is.
    pub fn figure_here(&self, found: &SearchMatches) -> Option<Hit> {
        let scenario = self.scenario;
        let needle = self.build_needle();
        let here = in_force::at(scenario, &self.cursor).in_force;
        let mut here = here
            .iter()
            .map(|reading| reading.figure.get(scenario))
            .filter(|figure| needle.is_in_figure(figure))
            .map(|figure| Hit::Figure(figure.series, figure.status));
        here.find(|hit| found.find_position(*hit).is_some())
    }

    /// The event of a person to stand on: the last that has happened in which they speak, else the next.
    pub fn event_of_person(&self, person: PersonKey) -> Option<EventKey> {
        let scenario = self.scenario;
        let reach = self.horizon_cursor();
        let events = visibility::visible_events(scenario, &reach);
        let spoken: Vec<EventKey> = events
            .filter(|event| {
                let mut statement = visibility::known_statements(scenario.event(*event), &reach);
                statement.any(|statement| statement.speaker == person)
            })
            .collect();
        let is_past = |event: &&EventKey| {
            scenario.event(**event).provenance.at.effective_at() <= self.cursor.as_of
        };
        let newest = spoken.iter().rev().find(is_past);
        newest.or(spoken.first()).copied()
    }

    fn build_needle(&self) -> Needle<'s> {
        Needle::new(self.scenario, self.horizon_cursor(), self.text).with_values(self.print)
    }

    fn find_figures(
        &self,
        needle: &Needle<'_>,
        listed: Option<&FilteredItems>,
        is_called_off: &dyn Fn() -> bool,
    ) -> Option<Vec<(Rank, Hit)>> {
        let scenario = self.scenario;
        let readings: Vec<FigureRef> = if self.cursor.known == KnownAt::Then {
            let in_force = in_force::at(scenario, &self.cursor).in_force;
            in_force.iter().map(|reading| reading.figure).collect()
        } else {
            let reach = self.horizon_cursor();
            let carried = visibility::carrying_events(scenario, &reach);
            let carried = carried.flat_map(|event| FigureRef::of(scenario, event));
            carried
                .filter(|(_, figure)| visibility::is_known(&figure.provenance, &reach))
                .map(|(reference, _)| reference)
                .collect()
        };
        let mut found: BTreeMap<Hit, Rank> = BTreeMap::new();
        for reading in readings {
            if is_called_off() {
                return None;
            }
            let figure = reading.get(scenario);
            let hit = Hit::Figure(figure.series, figure.status);
            let known = found.get(&hit).copied();
            let passes = || listed.is_none_or(|listed| listed.retained.has_figure(reading));
            if known != Some(Rank::Name)
                && let Some(rank) = needle.rank_figure(figure)
                && passes()
            {
                found.insert(hit, known.map_or(rank, |known| known.min(rank)));
            }
        }
        Some(found.into_iter().map(|(hit, rank)| (rank, hit)).collect())
    }

    /// People with these names. Who only speaks in what is not known yet is not found; a filter leaves out
    /// whoever is in no event.
    fn find_people(
        &self,
        needle: &Needle<'_>,
        visible: &[EventKey],
        is_filtered: bool,
    ) -> Vec<Hit> {
        let scenario = self.scenario;
        let named: Vec<PersonKey> = (0..scenario.persons.len())
            .filter_map(PersonKey::new)
            .filter(|person| needle.is_person(scenario.person(*person)))
            .collect();
        if named.is_empty() {
            return Vec::new();
        }
        let reach = self.horizon_cursor();
        let mut first: BTreeMap<PersonKey, EventKey> = BTreeMap::new();
        for event in visible {
            for statement in visibility::known_statements(scenario.event(*event), &reach) {
                first.entry(statement.speaker).or_insert(*event);
            }
        }
        let events = scenario.events.iter();
        let speakers: HashSet<PersonKey> = events
            .flat_map(Event::statements)
            .map(|statement| statement.speaker)
            .collect();
        let silent = named.iter().copied();
        let silent: Vec<PersonKey> = silent.filter(|person| !speakers.contains(person)).collect();
        if !silent.is_empty() {
            let mentions = Mentions::from_people(scenario, &silent);
            for event in visible {
                for person in mentions.in_event(scenario.event(*event)) {
                    first.entry(person).or_insert(*event);
                }
            }
        }
        let hits = named.into_iter().filter_map(|person| {
            let event = first.get(&person).copied();
            let is_shown = event.is_some() || (!is_filtered && !speakers.contains(&person));
            is_shown.then_some(Hit::Person(person, event))
        });
        hits.collect()
    }

    /// The cursor up to which a search looks: to the last day, but never further than is known.
    pub fn horizon_cursor(&self) -> Cursor {
        let cursor = self.cursor;
        match cursor.known {
            KnownAt::Then => cursor,
            KnownAt::Now | KnownAt::At(_) => Cursor {
                as_of: visibility::end_of_log(self.scenario, &cursor),
                ..cursor
            },
        }
    }
}

/// The items that a filter lists on any date.
struct FilteredItems {
    retained: FilteredLog,
    places: HashSet<PlaceKey>,
}

impl FilteredItems {
    fn from_query(query: &SearchQuery<'_>, filter: &Filter) -> Self {
        let scenario = query.scenario;
        let reached = super::at(scenario, query.horizon_cursor());
        let retained = FilteredLog::from_filter(&reached, filter);
        let mut places: HashSet<PlaceKey> = retained.places_of_claims(scenario).collect();
        if query.cursor.known == KnownAt::Then {
            places.clear();
        } else {
            // What stands before the log is listed on its first day.
            let before = Cursor {
                as_of: UnixTime::MIN,
                ..query.cursor
            };
            let before = super::at(scenario, before);
            places.extend(list_snapshot(&before, filter, ListOrder::default()).places);
        }
        Self { retained, places }
    }

    fn has_place(&self, place: PlaceKey) -> bool {
        self.retained.has_place(place) || self.places.contains(&place)
    }
}
