//! What a search finds: places, figures, people and events, on every date that the cursor may know.
//!
//! Called by `app`, which goes from one to the next, and by its view, which marks them. What is found follows from the
//! log and not from the date that is looked at, so that going to a match changes nothing of it. Known-then
//! finds nothing that was not known; a filter leaves out what it does not list.

use std::collections::{BTreeMap, HashSet};

use crate::model::calendar::UnixTime;
use crate::model::cursor::{Cursor, Known};
use crate::model::event::Event;
use crate::model::figure::ForceStatus;
use crate::model::id::{EventKey, PersonKey, PlaceKey, SeriesKey};
use crate::model::scenario::Scenario;
use crate::snapshot::figures::{self, FigureKey};
use crate::snapshot::filter::{Condition, Filter};
use crate::snapshot::in_force;
use crate::snapshot::kept::Kept;
use crate::snapshot::query::{Order, list};
use crate::snapshot::reference::FigureRef;
use crate::snapshot::search::{Mentions, Needle, Print, Rank};
use crate::snapshot::visible;

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

/// What a search has found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// All of it: names first, then headlines, then what else says so.
    pub hits: Vec<Hit>,
    /// How many of them have each rank, from the first on.
    ranks: Vec<Rank>,
    /// The same, each with its place in `hits`, to be looked up.
    sorted: Vec<(Hit, usize)>,
    /// What was sought for it.
    pub basis: Option<Basis>,
}

/// What decides what is found in a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// The text.
    pub text: String,
    /// As of when and as known when is looked.
    pub reach: Cursor,
    /// The conditions of the filter.
    pub conditions: Vec<Condition>,
}

impl Found {
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
    pub fn position(&self, hit: Hit) -> Option<usize> {
        let row = self
            .sorted
            .binary_search_by_key(&hit, |(hit, _)| *hit)
            .ok()?;
        self.sorted.get(row).map(|(_, position)| *position)
    }

    /// Returns those that say so as well as the first one does.
    pub fn best(&self) -> &[Hit] {
        let first = self.ranks.first();
        let count = self
            .ranks
            .iter()
            .take_while(|rank| Some(*rank) == first)
            .count();
        self.hits.get(..count).unwrap_or_default()
    }
}

/// What is sought, and in what.
#[derive(Clone, Copy)]
pub struct Sought<'s> {
    /// Where.
    pub scenario: &'s Scenario,
    /// As known when, and for whom.
    pub cursor: Cursor,
    /// The text.
    pub text: &'s str,
    /// How the value of a reading is shown.
    pub print: Print,
}

impl<'s> Sought<'s> {
    /// Returns everything that holds the text; `None` if it was called off before the end.
    pub fn find(&self, filter: &Filter, is_called_off: &dyn Fn() -> bool) -> Option<Found> {
        if self.text.trim().is_empty() {
            return Some(Found::default());
        }
        let scenario = self.scenario;
        let needle = self.needle();
        let listed = (*filter != Filter::default()).then(|| Listed::of(self, filter));
        let passes = |event: &EventKey| {
            let listed = listed.as_ref();
            listed.is_none_or(|listed| listed.kept.has_event(*event))
        };
        let visible: Vec<EventKey> = visible::events(scenario, &self.reach())
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
        ranked.extend(self.figures(&needle, listed.as_ref(), is_called_off)?);
        let people = self.people(&needle, &visible, listed.is_some());
        ranked.extend(people.into_iter().map(|hit| (Rank::Name, hit)));
        for event in visible {
            if is_called_off() {
                return None;
            }
            let rank = needle.rank_event(scenario.event(event));
            ranked.extend(rank.map(|rank| (rank, Hit::Event(event))));
        }
        Some(Found::new(ranked))
    }

    /// The end of the day on which a series reads what is sought, unless it does so already: the next one, else the
    /// last. Known-then it stays where it is.
    pub fn day_of_figure(
        &self,
        series: SeriesKey,
        status: Option<ForceStatus>,
    ) -> Option<UnixTime> {
        if self.cursor.known == Known::Then {
            return None;
        }
        let scenario = self.scenario;
        let needle = self.needle();
        let reads = |reading: &FigureRef| needle.is_in_figure(reading.get(scenario));
        let key = FigureKey { series, status };
        let here = in_force::at(scenario, &self.cursor).in_force;
        let mut here = here.iter().filter(|reading| reading.key == key);
        if here.any(|reading| reading.figures().any(|figure| reads(&figure))) {
            return None;
        }
        let known = figures::known(scenario, &self.reach());
        let readings = known.get(&key)?.iter().filter(|it| reads(it));
        let moments: Vec<UnixTime> = readings
            .map(|reading| reading.get(scenario).provenance.at.effect())
            .collect();
        let next = moments.iter().find(|at| **at > self.cursor.as_of);
        next.or(moments.last()).copied()
    }

    /// The first figure of what is found that reads what is sought where the cursor is.
    pub fn figure_here(&self, found: &Found) -> Option<Hit> {
        let scenario = self.scenario;
        let needle = self.needle();
        let here = in_force::at(scenario, &self.cursor).in_force;
        let mut here = here
            .iter()
            .map(|reading| reading.figure.get(scenario))
            .filter(|figure| needle.is_in_figure(figure))
            .map(|figure| Hit::Figure(figure.series, figure.status));
        here.find(|hit| found.position(*hit).is_some())
    }

    /// The event of a person to stand on: the last that has happened in which they speak, else the next.
    pub fn event_of_person(&self, person: PersonKey) -> Option<EventKey> {
        let scenario = self.scenario;
        let reach = self.reach();
        let events = visible::events(scenario, &reach);
        let spoken: Vec<EventKey> = events
            .filter(|event| {
                let mut said = visible::statements(scenario.event(*event), &reach);
                said.any(|said| said.speaker == person)
            })
            .collect();
        let is_past =
            |event: &&EventKey| scenario.event(**event).provenance.at.effect() <= self.cursor.as_of;
        let newest = spoken.iter().rev().find(is_past);
        newest.or(spoken.first()).copied()
    }

    fn needle(&self) -> Needle<'s> {
        Needle::new(self.scenario, self.reach(), self.text).printed(self.print)
    }

    fn figures(
        &self,
        needle: &Needle<'_>,
        listed: Option<&Listed>,
        is_called_off: &dyn Fn() -> bool,
    ) -> Option<Vec<(Rank, Hit)>> {
        let scenario = self.scenario;
        let readings: Vec<FigureRef> = if self.cursor.known == Known::Then {
            let in_force = in_force::at(scenario, &self.cursor).in_force;
            in_force.iter().map(|reading| reading.figure).collect()
        } else {
            let reach = self.reach();
            let carried = visible::carriers(scenario, &reach);
            let carried = carried.flat_map(|event| FigureRef::of(scenario, event));
            carried
                .filter(|(_, figure)| visible::is_known(&figure.provenance, &reach))
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
            let passes = || listed.is_none_or(|listed| listed.kept.has_figure(reading));
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
    fn people(&self, needle: &Needle<'_>, visible: &[EventKey], is_filtered: bool) -> Vec<Hit> {
        let scenario = self.scenario;
        let named: Vec<PersonKey> = (0..scenario.persons.len())
            .filter_map(PersonKey::new)
            .filter(|person| needle.is_person(scenario.person(*person)))
            .collect();
        if named.is_empty() {
            return Vec::new();
        }
        let reach = self.reach();
        let mut first: BTreeMap<PersonKey, EventKey> = BTreeMap::new();
        for event in visible {
            for said in visible::statements(scenario.event(*event), &reach) {
                first.entry(said.speaker).or_insert(*event);
            }
        }
        let events = scenario.events.iter();
        let speakers: HashSet<PersonKey> = events
            .flat_map(Event::statements)
            .map(|said| said.speaker)
            .collect();
        let silent = named.iter().copied();
        let silent: Vec<PersonKey> = silent.filter(|person| !speakers.contains(person)).collect();
        if !silent.is_empty() {
            let mentions = Mentions::of(scenario, &silent);
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
    pub fn reach(&self) -> Cursor {
        let cursor = self.cursor;
        match cursor.known {
            Known::Then => cursor,
            Known::Now | Known::At(_) => Cursor {
                as_of: visible::end_of_log(self.scenario, &cursor),
                ..cursor
            },
        }
    }
}

/// What a filter lists on any date.
struct Listed {
    kept: Kept,
    places: HashSet<PlaceKey>,
}

impl Listed {
    fn of(sought: &Sought<'_>, filter: &Filter) -> Self {
        let scenario = sought.scenario;
        let reached = super::at(scenario, sought.reach());
        let kept = Kept::of(&reached, filter);
        let mut places: HashSet<PlaceKey> = kept.places_of_claims(scenario).collect();
        if sought.cursor.known == Known::Then {
            places.clear();
        } else {
            // What stands before the log is listed on its first day.
            let before = Cursor {
                as_of: UnixTime::MIN,
                ..sought.cursor
            };
            let before = super::at(scenario, before);
            places.extend(list(&before, filter, Order::default()).places);
        }
        Self { kept, places }
    }

    fn has_place(&self, place: PlaceKey) -> bool {
        self.kept.has_place(place) || self.places.contains(&place)
    }
}
