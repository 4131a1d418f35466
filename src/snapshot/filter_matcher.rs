//! A filter at work: whether a place, an event, a reading, a claim or a deadline passes it.
//!
//! `query` lists what passes in panes, `kept` in tables, so that a condition means the same in both. It orders nothing.

use std::collections::HashSet;

use crate::model::calendar::UnixTime;
use crate::model::claim::Provenance;
use crate::model::event::Event;
use crate::model::grade::Grade;
use crate::model::id::{EventKey, PartyKey, PlaceKey, SeriesKey, SourceKey};
use crate::snapshot::control::PlaceState;
use crate::snapshot::deadlines::DeadlineState;
use crate::snapshot::filter::Filter;
use crate::snapshot::reference::{ClaimRef, EndRef, FigureRef};
use crate::snapshot::search::Needle;
use crate::snapshot::{Snapshot, visibility};
use crate::text::case_fold::case_fold;

/// Returns the part of a filter that an item passes or fails through its event.
pub(super) fn of_event(filter: &Filter) -> Filter {
    Filter {
        kind: filter.kind.clone(),
        tag: filter.tag.clone(),
        place: filter.place.clone(),
        region: filter.region.clone(),
        person: filter.person.clone(),
        ..Filter::default()
    }
}

/// A filter at work on a snapshot.
pub(super) struct Seek<'q, 's> {
    pub(super) snapshot: &'q Snapshot<'s>,
    filter: &'q Filter,
    /// One for each text that will do.
    needles: Vec<Needle<'s>>,
}

impl<'q, 's> Seek<'q, 's> {
    pub(super) fn new(snapshot: &'q Snapshot<'s>, filter: &'q Filter) -> Self {
        let needle = |text: &String| Needle::new(snapshot.scenario, snapshot.cursor, text);
        Self {
            snapshot,
            filter,
            needles: filter.text.iter().map(needle).collect(),
        }
    }

    pub(super) fn has_event(&self, key: EventKey) -> bool {
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
        let is_known = |provenance| visibility::is_known(provenance, &self.snapshot.cursor);
        let claims = || {
            event
                .claims
                .iter()
                .filter(|claim| is_known(&claim.provenance))
        };
        let statement = || visibility::known_statements(event, &self.snapshot.cursor);
        let places = || self.places_of(key);
        any_holds(kind, |kind| event.kind == Some(*kind))
            && any_holds(tag, |tag| {
                event
                    .tags()
                    .iter()
                    .any(|has| case_fold(has) == case_fold(tag))
            })
            && any_holds(party, |&party| {
                claims().any(|claim| claim.party == party) || self.speaks_for(event, party)
            })
            && any_holds(place, |&place| places().any(|has| has == place))
            && any_holds(region, |region| {
                places().any(|place| self.is_in(place, region))
            })
            && any_holds(person, |person| {
                statement().any(|statement| statement.speaker == *person)
            })
            && self.cites_source(event, sources.as_deref())
            && grade.is_none_or(|grade| {
                scenario
                    .grade_item(&event.provenance, &self.snapshot.cursor)
                    .is_at_least(grade)
            })
            && changed_since.is_none_or(|since| is_since(&event.provenance, since))
            && any_holds(&self.needles, |needle| needle.is_in_event(event))
    }

    pub(super) fn has_place(&self, place: PlaceKey) -> bool {
        let scenario = self.snapshot.scenario;
        let Some(state) = self.snapshot.place_state(place) else {
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
        let judged = claim.map_or_else(Grade::default, |claim| {
            scenario.grade_item(&claim.provenance, &self.snapshot.cursor)
        });
        any_holds(only, |only| *only == place)
            && any_holds(region, |region| self.is_in(place, region))
            && any_holds(party, |&party| concerns_party(state, party))
            && grade.is_none_or(|grade| judged.is_at_least(grade))
            && changed_since.is_none_or(|since| {
                state
                    .supporting_claims()
                    .any(|claim| is_since(&claim.get(scenario).provenance, since))
            })
            && any_holds(&self.needles, |needle| needle.is_place(place))
    }

    /// `by_event` holds the filters that a reading has through its event.
    pub(super) fn has_figure(&self, reference: FigureRef, by_event: &Seek<'_, 's>) -> bool {
        let figure = reference.get(self.snapshot.scenario);
        self.has_word_on(figure.series, &figure.provenance)
            && any_holds(&self.needles, |needle| needle.is_in_figure(figure))
            && by_event.has_event(reference.event)
    }

    /// Returns whether the end of a series passes, as a reading of it would.
    pub(super) fn has_end(&self, reference: EndRef, by_event: &Seek<'_, 's>) -> bool {
        let end = reference.get(self.snapshot.scenario);
        self.has_word_on(end.series, &end.provenance)
            && any_holds(&self.needles, |needle| needle.is_in_end(end))
            && by_event.has_event(reference.event)
    }

    /// Reports whether a statement about a series passes, apart from its words and its event.
    fn has_word_on(&self, series: SeriesKey, provenance: &Provenance) -> bool {
        let scenario = self.snapshot.scenario;
        let counts = scenario.one_series(series).counts.as_ref();
        let Filter {
            party,
            sources,
            grade,
            changed_since,
            ..
        } = self.filter;
        is_from(self.snapshot, provenance, sources.as_deref())
            && any_holds(party, |&party| {
                counts.is_some_and(|counts| counts.party == party)
            })
            && grade.is_none_or(|grade| {
                scenario
                    .grade_item(provenance, &self.snapshot.cursor)
                    .is_at_least(grade)
            })
            && changed_since.is_none_or(|since| is_since(provenance, since))
    }

    /// A claim is about its own place, whatever else its event is about.
    pub(super) fn has_claim(&self, reference: ClaimRef, by_event: &Seek<'_, 's>) -> bool {
        let scenario = self.snapshot.scenario;
        let claim = reference.get(scenario);
        let Filter {
            party,
            place,
            region,
            sources,
            grade,
            changed_since,
            ..
        } = self.filter;
        let provenance = &claim.provenance;
        is_from(self.snapshot, provenance, sources.as_deref())
            && any_holds(party, |&party| claim.party == party)
            && any_holds(place, |&place| claim.place == place)
            && any_holds(region, |region| self.is_in(claim.place, region))
            && grade.is_none_or(|grade| {
                scenario
                    .grade_item(provenance, &self.snapshot.cursor)
                    .is_at_least(grade)
            })
            && changed_since.is_none_or(|since| is_since(provenance, since))
            && any_holds(&self.needles, |needle| needle.is_in_claim(claim))
            && by_event.has_event(reference.event)
    }

    /// A deadline is nobody's: what concerns a party leaves it out.
    pub(super) fn has_deadline(&self, state: &DeadlineState, by_event: &Seek<'_, 's>) -> bool {
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
        party.is_empty()
            && is_from(self.snapshot, provenance, sources.as_deref())
            && grade.is_none_or(|grade| {
                scenario
                    .grade_item(provenance, &self.snapshot.cursor)
                    .is_at_least(grade)
            })
            && changed_since.is_none_or(|since| is_since(provenance, since))
            && any_holds(&self.needles, |needle| needle.is_in_deadline(deadline))
            && by_event.has_event(state.deadline.event)
    }

    /// The places of the events that pass the filters which places do not have themselves; `None` without such.
    pub(super) fn places_of_events(&self) -> Option<HashSet<PlaceKey>> {
        let Filter {
            kind,
            tag,
            person,
            sources,
            ..
        } = self.filter;
        if kind.is_empty() && tag.is_empty() && person.is_empty() && sources.is_none() {
            return None;
        }
        let filter = Filter {
            kind: kind.clone(),
            tag: tag.clone(),
            person: person.clone(),
            sources: sources.clone(),
            ..Filter::default()
        };
        let seek = Seek {
            snapshot: self.snapshot,
            filter: &filter,
            needles: Vec::new(),
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
        let known = claims.filter(move |claim| visibility::is_known(&claim.provenance, &cursor));
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
            .is_some_and(|has| case_fold(has) == case_fold(region))
    }

    fn speaks_for(&self, event: &Event, party: PartyKey) -> bool {
        visibility::known_statements(event, &self.snapshot.cursor)
            .any(|statement| self.snapshot.scenario.person(statement.speaker).party == Some(party))
    }

    fn cites_source(&self, event: &Event, sources: Option<&[SourceKey]>) -> bool {
        if sources.is_none() {
            return true;
        }
        let has = |provenance: &Provenance| {
            is_from(self.snapshot, provenance, sources)
                && visibility::is_known(provenance, &self.snapshot.cursor)
        };
        event.all_provenances().any(has)
    }
}

/// Reports whether one of some conditions holds; true if there are none.
fn any_holds<T>(conditions: &[T], holds: impl FnMut(&T) -> bool) -> bool {
    conditions.is_empty() || conditions.iter().any(holds)
}

/// Reports whether one of the requested sources stands behind an item.
fn is_from(
    snapshot: &Snapshot<'_>,
    provenance: &Provenance,
    sources: Option<&[SourceKey]>,
) -> bool {
    sources.is_none_or(|sources| {
        let mut its = snapshot.scenario.sources_out(provenance, &snapshot.cursor);
        its.any(|source| sources.contains(&source))
    })
}

fn is_since(provenance: &Provenance, since: UnixTime) -> bool {
    provenance.at.effective_at() >= since || provenance.known_from >= since
}

fn concerns_party(state: &PlaceState, party: PartyKey) -> bool {
    state.holder == Some(party)
        || state.mark.is_some_and(|mark| mark.party == party)
        || state
            .pressure
            .is_some_and(|pressure| pressure.party == party)
        || state.rivals.iter().any(|rival| rival.party == party)
}
