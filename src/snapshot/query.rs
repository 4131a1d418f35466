//! The query: what of a snapshot is listed, and in which order.
//!
//! Panes and command-line flags use the same [`Filter`], so that they mean the same. A filter never
//! changes a tally: it only says which rows are shown. Text search folds case and accents and knows
//! every spelling of a place or a person.

use crate::model::calendar::UnixTime;
use crate::model::claim::Provenance;
use crate::model::event::Event;
use crate::model::grade::Grade;
use crate::model::id::{EventKey, KindKey, PartyKey, PersonKey, PlaceKey, SourceKey};
use crate::snapshot::Snapshot;
use crate::snapshot::control::PlaceState;
use crate::snapshot::figures::Reading;
use crate::text::fold::fold;

/// What is listed; everything that is set must hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Events of this kind, and what they are about.
    pub kind: Option<KindKey>,
    /// Events with this tag, and what they are about.
    pub tag: Option<String>,
    /// What concerns this party.
    pub party: Option<PartyKey>,
    /// What concerns this place.
    pub place: Option<PlaceKey>,
    /// What concerns places of this region.
    pub region: Option<String>,
    /// What this person said.
    pub person: Option<PersonKey>,
    /// What this source says.
    pub source: Option<SourceKey>,
    /// What has at least this grade.
    pub grade: Option<Grade>,
    /// What happened or was recorded after this moment.
    pub changed_since: Option<UnixTime>,
    /// What contains this text.
    pub text: Option<String>,
}

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

/// The rows that are listed, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Places.
    pub places: Vec<PlaceKey>,
    /// Figures in force, by their place in the snapshot.
    pub figures: Vec<usize>,
    /// Events, newest first.
    pub events: Vec<EventKey>,
}

/// Filters and orders a snapshot.
pub fn list(snapshot: &Snapshot<'_>, filter: &Filter, order: PlaceOrder) -> Listing {
    let seek = Seek {
        snapshot,
        filter,
        needle: filter.text.as_deref().map(fold),
    };
    let mut places: Vec<PlaceKey> = snapshot
        .scenario
        .place_keys()
        .filter(|place| seek.has_place(*place))
        .collect();
    sort_places(snapshot, order, &mut places);
    Listing {
        places,
        figures: (0..snapshot.figures.len())
            .filter(|row| {
                snapshot
                    .figures
                    .get(*row)
                    .is_some_and(|reading| seek.has_figure(reading))
            })
            .collect(),
        events: snapshot
            .events
            .iter()
            .rev()
            .copied()
            .filter(|event| seek.has_event(*event))
            .collect(),
    }
}

fn sort_places(snapshot: &Snapshot<'_>, order: PlaceOrder, places: &mut [PlaceKey]) {
    let scenario = snapshot.scenario;
    let region = |place: PlaceKey| {
        let region = &scenario.place(place).region;
        scenario
            .places
            .iter()
            .position(|other| &other.region == region)
    };
    let name = |place: PlaceKey| fold(&scenario.place(place).name);
    let since = |place: PlaceKey| {
        snapshot
            .place(place)
            .and_then(|state| state.since)
            .map(|claim| claim.get(scenario).provenance.at.effect())
    };
    match order {
        PlaceOrder::Region => {
            places.sort_by_cached_key(|place| (region(*place), name(*place), *place))
        }
        PlaceOrder::Name => places.sort_by_cached_key(|place| (name(*place), *place)),
        PlaceOrder::Change => {
            places.sort_by_cached_key(|place| {
                (
                    std::cmp::Reverse(since(*place)),
                    region(*place),
                    name(*place),
                    *place,
                )
            });
        }
    }
}

/// A filter at work on a snapshot.
struct Seek<'q, 's> {
    snapshot: &'q Snapshot<'s>,
    filter: &'q Filter,
    needle: Option<String>,
}

impl Seek<'_, '_> {
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
            source,
            grade,
            changed_since,
            ..
        } = self.filter;
        let claims = || event.claims.iter();
        let places = || {
            event
                .places
                .iter()
                .copied()
                .chain(claims().map(|claim| claim.place))
        };
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
            && person
                .is_none_or(|person| event.statements().iter().any(|said| said.speaker == person))
            && source.is_none_or(|source| self.cites(event, source))
            && grade.is_none_or(|grade| scenario.grade(&event.provenance).is_at_least(grade))
            && changed_since.is_none_or(|since| is_after(&event.provenance, since))
            && self
                .needle
                .as_deref()
                .is_none_or(|needle| self.event_says(event, needle))
    }

    fn has_place(&self, place: PlaceKey) -> bool {
        let scenario = self.snapshot.scenario;
        let Some(state) = self.snapshot.place(place) else {
            return false;
        };
        let Filter {
            kind,
            tag,
            party,
            place: only,
            region,
            person,
            source,
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
            && changed_since
                .is_none_or(|since| claim.is_some_and(|claim| is_after(&claim.provenance, since)))
            && self
                .needle
                .as_deref()
                .is_none_or(|needle| self.place_says(place, needle))
            && (kind.is_none() && tag.is_none() && person.is_none() && source.is_none()
                || self.is_in_an_event(place))
    }

    fn has_figure(&self, reading: &Reading) -> bool {
        let scenario = self.snapshot.scenario;
        let figure = reading.figure.get(scenario);
        let series = scenario.one_series(figure.series);
        let Filter {
            kind,
            tag,
            party,
            place,
            region,
            person,
            source,
            grade,
            changed_since,
            ..
        } = self.filter;
        let by_event = Filter {
            kind: *kind,
            tag: tag.clone(),
            place: *place,
            region: region.clone(),
            person: *person,
            ..Filter::default()
        };
        let names = [
            Some(&series.label),
            series.short.as_ref(),
            series.scope.as_ref(),
            Some(&series.unit),
            figure.note.as_ref(),
        ];
        source.is_none_or(|source| figure.provenance.sources.contains(&source))
            && party.is_none_or(|party| {
                series
                    .counts
                    .as_ref()
                    .is_some_and(|counts| counts.party == party)
            })
            && grade.is_none_or(|grade| scenario.grade(&figure.provenance).is_at_least(grade))
            && changed_since.is_none_or(|since| is_after(&figure.provenance, since))
            && self.needle.as_deref().is_none_or(|needle| {
                names
                    .into_iter()
                    .flatten()
                    .any(|text| fold(text).contains(needle))
                    || self.sources_say(&figure.provenance, needle)
            })
            && Seek {
                snapshot: self.snapshot,
                filter: &by_event,
                needle: None,
            }
            .has_event(reading.figure.event)
    }

    /// Whether an event up to the cursor that passes the filter is about a place.
    fn is_in_an_event(&self, place: PlaceKey) -> bool {
        let Filter {
            kind,
            tag,
            person,
            source,
            ..
        } = self.filter.clone();
        let filter = Filter {
            kind,
            tag,
            person,
            source,
            place: Some(place),
            ..Filter::default()
        };
        let seek = Seek {
            snapshot: self.snapshot,
            filter: &filter,
            needle: None,
        };
        self.snapshot
            .events
            .iter()
            .any(|event| seek.has_event(*event))
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
        event
            .statements()
            .iter()
            .any(|said| self.snapshot.scenario.person(said.speaker).party == Some(party))
    }

    fn cites(&self, event: &Event, source: SourceKey) -> bool {
        let has = |provenance: &Provenance| provenance.sources.contains(&source);
        has(&event.provenance)
            || event.claims.iter().any(|claim| has(&claim.provenance))
            || event.figures.iter().any(|figure| has(&figure.provenance))
            || event.statements().iter().any(|said| has(&said.provenance))
    }

    fn place_says(&self, place: PlaceKey, needle: &str) -> bool {
        let place = self.snapshot.scenario.place(place);
        let names = [
            Some(&place.name),
            Some(place.seat()),
            place.code.as_ref(),
            place.region.as_ref(),
            place.note.as_ref(),
        ];
        names
            .into_iter()
            .flatten()
            .chain(&place.aliases)
            .any(|text| fold(text).contains(needle))
    }

    fn sources_say(&self, provenance: &Provenance, needle: &str) -> bool {
        provenance.sources.iter().any(|source| {
            let source = self.snapshot.scenario.source(*source);
            [
                Some(&source.publisher),
                source.short.as_ref(),
                source.title.as_ref(),
            ]
            .into_iter()
            .flatten()
            .any(|text| fold(text).contains(needle))
        })
    }

    fn event_says(&self, event: &Event, needle: &str) -> bool {
        let scenario = self.snapshot.scenario;
        let texts = [Some(&event.headline), event.body.as_ref(), event.note()];
        let has = |text: &str| fold(text).contains(needle);
        texts
            .into_iter()
            .flatten()
            .chain(event.tags())
            .any(|text| has(text))
            || event
                .places
                .iter()
                .any(|place| self.place_says(*place, needle))
            || event.statements().iter().any(|said| {
                let person = scenario.person(said.speaker);
                has(&said.says)
                    || has(&person.name)
                    || person.aliases.iter().any(|alias| has(alias))
                    || person.role.as_deref().is_some_and(has)
            })
            || self.sources_say(&event.provenance, needle)
    }
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
