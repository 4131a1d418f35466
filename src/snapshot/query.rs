//! The query: what of a snapshot is listed, and in which order.
//!
//! Panes and command-line flags use the same `Filter`, so that they mean the same. A filter never
//! changes a tally: it only says which rows are shown. Text search folds case and accents and knows
//! every spelling of a place or a person.

use std::collections::{HashMap, HashSet};

use crate::model::calendar::UnixTime;
use crate::model::claim::Provenance;
use crate::model::event::Event;
use crate::model::grade::Grade;
use crate::model::id::{EventKey, PartyKey, PlaceKey, SourceKey};
use crate::model::scenario::Scenario;
use crate::snapshot::control::PlaceState;
use crate::snapshot::deadlines::DeadlineState;
use crate::snapshot::figures::Reading;
use crate::snapshot::filter::Filter;
use crate::snapshot::search::Needle;
use crate::snapshot::{Snapshot, visible};
use crate::text::fold::fold;

/// The order of places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlaceOrder {
    /// By region as they come in the file, then name.
    #[default]
    Region,
    /// By name.
    Name,
    /// Those that changed last first, then by region.
    Change,
}

impl PlaceOrder {
    /// The words for it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Region => "by region",
            Self::Name => "by name",
            Self::Change => "by change",
        }
    }

    /// The order that comes after it, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Region => Self::Name,
            Self::Name => Self::Change,
            Self::Change => Self::Region,
        }
    }
}

/// The order of events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EventOrder {
    /// The newest first.
    #[default]
    NewestFirst,
    /// The oldest first.
    OldestFirst,
}

impl EventOrder {
    /// The words for it.
    pub fn words(self) -> &'static str {
        match self {
            Self::NewestFirst => "newest first",
            Self::OldestFirst => "oldest first",
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::NewestFirst => Self::OldestFirst,
            Self::OldestFirst => Self::NewestFirst,
        }
    }
}

/// In which order everything is listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// Places.
    pub places: PlaceOrder,
    /// Events.
    pub events: EventOrder,
}

/// A row of the figures, by its place in the snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureRow {
    /// A reading in force.
    Reading(usize),
    /// A deadline that stands.
    Deadline(usize),
}

impl FigureRow {
    /// The event that carries it.
    pub fn event(self, snapshot: &Snapshot<'_>) -> Option<EventKey> {
        Some(match self {
            Self::Reading(row) => snapshot.figures.get(row)?.figure.event,
            Self::Deadline(row) => snapshot.deadlines.get(row)?.deadline.event,
        })
    }

    /// The reading, if it is one.
    pub fn reading<'n>(self, snapshot: &'n Snapshot<'_>) -> Option<&'n Reading> {
        match self {
            Self::Reading(row) => snapshot.figures.get(row),
            Self::Deadline(_) => None,
        }
    }
}

/// The rows that are listed, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Places.
    pub places: Vec<PlaceKey>,
    /// Fresh readings by group, then deadlines, then readings older than a week.
    pub figures: Vec<FigureRow>,
    /// Events.
    pub events: Vec<EventKey>,
    /// In which order they are.
    pub order: Order,
}

/// Filters and orders a snapshot.
pub fn list(snapshot: &Snapshot<'_>, filter: &Filter, order: Order) -> Listing {
    let seek = Seek {
        snapshot,
        filter,
        needle: filter
            .text
            .as_deref()
            .map(|text| Needle::new(snapshot.scenario, snapshot.cursor, text)),
    };
    let concerned = seek.places_of_events();
    let by_event = Filter {
        kind: filter.kind,
        tag: filter.tag.clone(),
        place: filter.place,
        region: filter.region.clone(),
        person: filter.person,
        ..Filter::default()
    };
    let by_event = Seek {
        snapshot,
        filter: &by_event,
        needle: None,
    };
    let mut places: Vec<PlaceKey> = snapshot
        .scenario
        .place_keys()
        .filter(|place| seek.has_place(*place))
        .filter(|place| concerned.as_ref().is_none_or(|set| set.contains(place)))
        .collect();
    sort_places(snapshot, order.places, &mut places);
    let mut events: Vec<EventKey> = snapshot.events.clone();
    events.retain(|event| seek.has_event(*event));
    if order.events == EventOrder::NewestFirst {
        events.reverse();
    }
    Listing {
        places,
        figures: figures(&seek, &by_event),
        events,
        order,
    }
}

/// The rows of the figures. What is older than a week comes last, so that it does not hide the day's.
fn figures(seek: &Seek<'_, '_>, by_event: &Seek<'_, '_>) -> Vec<FigureRow> {
    let snapshot = seek.snapshot;
    let group = |reading: &Reading| {
        let series = reading.figure.get(snapshot.scenario).series;
        snapshot.scenario.one_series(series).group
    };
    let readings = snapshot.figures.iter().enumerate();
    let mut readings: Vec<(usize, &Reading)> = readings
        .filter(|(_, reading)| seek.has_figure(reading, by_event))
        .collect();
    readings
        .sort_by_key(|(_, reading)| (reading.is_old, (!reading.is_old).then(|| group(reading))));
    let fresh = readings.partition_point(|(_, reading)| !reading.is_old);
    let mut rows: Vec<FigureRow> = readings
        .iter()
        .map(|(row, _)| FigureRow::Reading(*row))
        .collect();
    let deadlines = snapshot.deadlines.iter().enumerate();
    let deadlines = deadlines
        .filter(|(_, deadline)| seek.has_deadline(deadline, by_event))
        .map(|(row, _)| FigureRow::Deadline(row));
    rows.splice(fresh..fresh, deadlines);
    rows
}

/// All places in the usual order: by region as they come in the file, then name.
pub fn by_region(scenario: &Scenario) -> Vec<PlaceKey> {
    let mut regions: HashMap<Option<&str>, usize> = HashMap::new();
    for (row, place) in scenario.places.iter().enumerate() {
        regions.entry(place.region.as_deref()).or_insert(row);
    }
    let region = |place: PlaceKey| regions.get(&scenario.place(place).region.as_deref());
    let name = |place: PlaceKey| fold(&scenario.place(place).name);
    let mut places: Vec<PlaceKey> = scenario.place_keys().collect();
    places.sort_by_cached_key(|place| (region(*place), name(*place), *place));
    places
}

fn sort_places(snapshot: &Snapshot<'_>, order: PlaceOrder, places: &mut [PlaceKey]) {
    let scenario = snapshot.scenario;
    let name = |place: PlaceKey| fold(&scenario.place(place).name);
    let since = |place: PlaceKey| {
        snapshot
            .place(place)
            .and_then(|state| state.since)
            .map(|claim| claim.get(scenario).provenance.at.effect())
    };
    let mut rank = vec![0; scenario.places.len()];
    for (place, key) in by_region(scenario).into_iter().enumerate() {
        rank[key.row()] = place;
    }
    match order {
        PlaceOrder::Region => places.sort_by_key(|place| rank[place.row()]),
        PlaceOrder::Name => places.sort_by_cached_key(|place| (name(*place), *place)),
        PlaceOrder::Change => {
            places
                .sort_by_cached_key(|place| (std::cmp::Reverse(since(*place)), rank[place.row()]));
        }
    }
}

/// A filter at work on a snapshot.
struct Seek<'q, 's> {
    snapshot: &'q Snapshot<'s>,
    filter: &'q Filter,
    needle: Option<Needle<'s>>,
}

impl<'s> Seek<'_, 's> {
    fn has_event(&self, key: EventKey) -> bool {
        let scenario = self.snapshot.scenario;
        let event = scenario.event(key);
        let Filter {
            kind,
            tag,
            party,
            place,
            region,
            person,
            sources,
            grade,
            changed_since,
            ..
        } = self.filter;
        let is_known = |provenance| visible::is_known(provenance, &self.snapshot.cursor);
        let claims = || {
            event
                .claims
                .iter()
                .filter(|claim| is_known(&claim.provenance))
        };
        let mut said = visible::statements(event, &self.snapshot.cursor);
        let places = || self.places_of(key);
        kind.is_none_or(|kind| event.kind == Some(kind))
            && tag
                .as_deref()
                .is_none_or(|tag| event.tags().iter().any(|has| fold(has) == fold(tag)))
            && party.is_none_or(|party| {
                claims().any(|claim| claim.party == party) || self.speaks_for(event, party)
            })
            && place.is_none_or(|place| places().any(|has| has == place))
            && region
                .as_deref()
                .is_none_or(|region| places().any(|place| self.is_in(place, region)))
            && person.is_none_or(|person| said.any(|said| said.speaker == person))
            && self.cites(event, sources.as_deref())
            && grade.is_none_or(|grade| scenario.grade(&event.provenance).is_at_least(grade))
            && changed_since.is_none_or(|since| is_after(&event.provenance, since))
            && self
                .needle
                .as_ref()
                .is_none_or(|needle| needle.is_in_event(event))
    }

    fn has_place(&self, place: PlaceKey) -> bool {
        let scenario = self.snapshot.scenario;
        let Some(state) = self.snapshot.place(place) else {
            return false;
        };
        let Filter {
            party,
            place: only,
            region,
            grade,
            changed_since,
            ..
        } = self.filter;
        let claim = state.since.map(|since| since.get(scenario));
        let judged = claim.map_or_else(Grade::default, |claim| scenario.grade(&claim.provenance));
        only.is_none_or(|only| only == place)
            && region
                .as_deref()
                .is_none_or(|region| self.is_in(place, region))
            && party.is_none_or(|party| concerns(state, party))
            && grade.is_none_or(|grade| judged.is_at_least(grade))
            && changed_since.is_none_or(|since| {
                state
                    .claims()
                    .any(|claim| is_after(&claim.get(scenario).provenance, since))
            })
            && self
                .needle
                .as_ref()
                .is_none_or(|needle| needle.is_place(place))
    }

    /// `by_event` holds the filters that a reading has through its event.
    fn has_figure(&self, reading: &Reading, by_event: &Self) -> bool {
        let scenario = self.snapshot.scenario;
        let figure = reading.figure.get(scenario);
        let series = scenario.one_series(figure.series);
        let Filter {
            party,
            sources,
            grade,
            changed_since,
            ..
        } = self.filter;
        is_from(&figure.provenance, sources.as_deref())
            && party.is_none_or(|party| {
                series
                    .counts
                    .as_ref()
                    .is_some_and(|counts| counts.party == party)
            })
            && grade.is_none_or(|grade| scenario.grade(&figure.provenance).is_at_least(grade))
            && changed_since.is_none_or(|since| is_after(&figure.provenance, since))
            && self
                .needle
                .as_ref()
                .is_none_or(|needle| needle.is_in_figure(figure))
            && by_event.has_event(reading.figure.event)
    }

    /// A deadline is nobody's: what concerns a party leaves it out.
    fn has_deadline(&self, state: &DeadlineState, by_event: &Self) -> bool {
        let scenario = self.snapshot.scenario;
        let deadline = state.deadline.get(scenario);
        let Filter {
            party,
            sources,
            grade,
            changed_since,
            ..
        } = self.filter;
        let provenance = &deadline.provenance;
        party.is_none()
            && is_from(provenance, sources.as_deref())
            && grade.is_none_or(|grade| scenario.grade(provenance).is_at_least(grade))
            && changed_since.is_none_or(|since| is_after(provenance, since))
            && self
                .needle
                .as_ref()
                .is_none_or(|needle| needle.is_in_deadline(deadline))
            && by_event.has_event(state.deadline.event)
    }

    /// The places of the events that pass the filters which places do not have themselves; `None` without such.
    fn places_of_events(&self) -> Option<HashSet<PlaceKey>> {
        let Filter {
            kind,
            tag,
            person,
            sources,
            ..
        } = self.filter;
        if kind.is_none() && tag.is_none() && person.is_none() && sources.is_none() {
            return None;
        }
        let filter = Filter {
            kind: *kind,
            tag: tag.clone(),
            person: *person,
            sources: sources.clone(),
            ..Filter::default()
        };
        let seek = Seek {
            snapshot: self.snapshot,
            filter: &filter,
            needle: None,
        };
        let events = self.snapshot.events.iter();
        let passing = events.filter(|event| seek.has_event(**event));
        Some(passing.flat_map(|event| self.places_of(*event)).collect())
    }

    /// The places that an event is about, as far as the cursor knows.
    fn places_of(&self, event: EventKey) -> impl Iterator<Item = PlaceKey> + use<'s> {
        let cursor = self.snapshot.cursor;
        let event = self.snapshot.scenario.event(event);
        let claims = event.claims.iter();
        let known = claims.filter(move |claim| visible::is_known(&claim.provenance, &cursor));
        event
            .places
            .iter()
            .copied()
            .chain(known.map(|claim| claim.place))
    }

    fn is_in(&self, place: PlaceKey, region: &str) -> bool {
        self.snapshot
            .scenario
            .place(place)
            .region
            .as_ref()
            .is_some_and(|has| fold(has) == fold(region))
    }

    fn speaks_for(&self, event: &Event, party: PartyKey) -> bool {
        visible::statements(event, &self.snapshot.cursor)
            .any(|said| self.snapshot.scenario.person(said.speaker).party == Some(party))
    }

    fn cites(&self, event: &Event, sources: Option<&[SourceKey]>) -> bool {
        if sources.is_none() {
            return true;
        }
        let has = |provenance: &Provenance| {
            is_from(provenance, sources) && visible::is_known(provenance, &self.snapshot.cursor)
        };
        has(&event.provenance)
            || event.claims.iter().any(|claim| has(&claim.provenance))
            || event.figures.iter().any(|figure| has(&figure.provenance))
            || event.statements().iter().any(|said| has(&said.provenance))
            || event
                .deadlines()
                .iter()
                .any(|deadline| has(&deadline.provenance))
    }
}

/// Whether one of the sources that are asked for stands behind it.
fn is_from(provenance: &Provenance, sources: Option<&[SourceKey]>) -> bool {
    sources.is_none_or(|sources| {
        let mut its = provenance.sources.iter();
        its.any(|source| sources.contains(source))
    })
}

fn is_after(provenance: &Provenance, since: UnixTime) -> bool {
    provenance.at.effect() > since || provenance.recorded_at.effect() > since
}

fn concerns(state: &PlaceState, party: PartyKey) -> bool {
    state.holder == Some(party)
        || state.mark.is_some_and(|mark| mark.party == party)
        || state
            .pressure
            .is_some_and(|pressure| pressure.party == party)
        || state.rivals.iter().any(|rival| rival.party == party)
}
