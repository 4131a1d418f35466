//! What of a whole log passes a filter: places, events, readings and claims, those in force or not.
//!
//! Tables are filtered by it, as panes are by `query::list`: both ask the same questions, so that a condition means the
//! same in both. It orders nothing.

use std::collections::HashSet;

use crate::model::claim::Provenance;
use crate::model::id::{EventKey, PlaceKey, SourceKey};
use crate::model::scenario::Scenario;
use crate::snapshot::filter::Filter;
use crate::snapshot::filter_matcher::{Seek, of_event};
use crate::snapshot::query::{ListOrder, list_snapshot};
use crate::snapshot::reference::{ClaimRef, EndRef, FigureRef};
use crate::snapshot::{Snapshot, visibility};

/// The items of a log that pass a filter, and the sources that may be listed with them.
#[derive(Clone, Debug, Default)]
pub struct FilteredLog {
    places: HashSet<PlaceKey>,
    events: HashSet<EventKey>,
    figures: HashSet<FigureRef>,
    ends: HashSet<EndRef>,
    claims: HashSet<ClaimRef>,
    sources: HashSet<SourceKey>,
}

impl FilteredLog {
    /// Returns the part of a snapshot's log that passes a filter.
    pub fn from_filter(snapshot: &Snapshot<'_>, filter: &Filter) -> Self {
        let scenario = snapshot.scenario;
        let listing = list_snapshot(snapshot, filter, ListOrder::default());
        let seek = Seek::new(snapshot, filter);
        let through_event = of_event(filter);
        let by_event = Seek::new(snapshot, &through_event);
        // A claim has a place of its own.
        let through_event = Filter {
            place: Vec::new(),
            region: Vec::new(),
            ..through_event.clone()
        };
        let by_kind = Seek::new(snapshot, &through_event);
        let mut retained = Self {
            places: listing.places.into_iter().collect(),
            events: listing.events.into_iter().collect(),
            ..Self::default()
        };
        for key in visibility::carrying_events(scenario, &snapshot.cursor) {
            let figures = FigureRef::of(scenario, key).map(|(reference, _)| reference);
            retained
                .figures
                .extend(figures.filter(|reference| seek.has_figure(*reference, &by_event)));
            let ends = EndRef::of(scenario, key).map(|(reference, _)| reference);
            retained
                .ends
                .extend(ends.filter(|reference| seek.has_end(*reference, &by_event)));
            let claims = ClaimRef::of(scenario, key).map(|(reference, _)| reference);
            retained
                .claims
                .extend(claims.filter(|reference| seek.has_claim(*reference, &by_kind)));
        }
        retained.sources = retained.sources_of(snapshot, filter);
        retained
    }

    /// The sources that something kept names; of those that are asked for, if some are.
    fn sources_of(&self, snapshot: &Snapshot<'_>, filter: &Filter) -> HashSet<SourceKey> {
        let scenario = snapshot.scenario;
        let events = self.events.iter();
        let of_events = events.flat_map(|key| scenario.event(*key).all_provenances());
        let figures = self.figures.iter();
        let of_figures = figures.map(|reference| &reference.get(scenario).provenance);
        let claims = self.claims.iter();
        let of_claims = claims.map(|reference| &reference.get(scenario).provenance);
        let is_known = |its: &&Provenance| visibility::is_known(its, &snapshot.cursor);
        let ends = self.ends.iter();
        let of_ends = ends.map(|reference| &reference.get(scenario).provenance);
        let named = of_events
            .chain(of_figures)
            .chain(of_ends)
            .chain(of_claims)
            .filter(is_known);
        let named = named.flat_map(|its| scenario.sources_out(its, &snapshot.cursor));
        let asked = filter.sources.as_deref();
        named
            .filter(|source| asked.is_none_or(|asked| asked.contains(source)))
            .collect()
    }

    /// Reports whether a place passes.
    pub fn has_place(&self, place: PlaceKey) -> bool {
        self.places.contains(&place)
    }

    /// The places that a claim that is kept is about.
    pub fn places_of_claims(&self, scenario: &Scenario) -> impl Iterator<Item = PlaceKey> {
        self.claims.iter().map(|claim| claim.get(scenario).place)
    }

    /// Reports whether an event passes.
    pub fn has_event(&self, event: EventKey) -> bool {
        self.events.contains(&event)
    }

    /// Reports whether a reading passes.
    pub fn has_figure(&self, figure: FigureRef) -> bool {
        self.figures.contains(&figure)
    }

    /// Reports whether the end of a series passes.
    pub fn has_end(&self, end: EndRef) -> bool {
        self.ends.contains(&end)
    }

    /// Reports whether a claim passes.
    pub fn has_claim(&self, claim: ClaimRef) -> bool {
        self.claims.contains(&claim)
    }

    /// Reports whether a source passes.
    pub fn has_source(&self, source: SourceKey) -> bool {
        self.sources.contains(&source)
    }
}
