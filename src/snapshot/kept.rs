//! What of a whole log passes a filter: places, events, readings and claims, those in force or not.
//!
//! Tables are filtered by it, as panes are by `query::list`: both ask the same questions, so that a condition means the
//! same in both. It orders nothing.

use std::collections::HashSet;

use crate::model::claim::Provenance;
use crate::model::id::{EventKey, PlaceKey, SourceKey};
use crate::model::scenario::Scenario;
use crate::snapshot::filter::Filter;
use crate::snapshot::query::{Order, list};
use crate::snapshot::reference::{ClaimRef, EndRef, FigureRef};
use crate::snapshot::seek::{Seek, of_event};
use crate::snapshot::{Snapshot, visible};

/// What is kept, and the sources that may be.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    places: HashSet<PlaceKey>,
    events: HashSet<EventKey>,
    figures: HashSet<FigureRef>,
    ends: HashSet<EndRef>,
    claims: HashSet<ClaimRef>,
    sources: HashSet<SourceKey>,
}

impl Kept {
    /// What of the log of a snapshot passes a filter.
    pub fn of(snapshot: &Snapshot<'_>, filter: &Filter) -> Self {
        let scenario = snapshot.scenario;
        let listing = list(snapshot, filter, Order::default());
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
        let mut kept = Self {
            places: listing.places.into_iter().collect(),
            events: listing.events.into_iter().collect(),
            ..Self::default()
        };
        for key in visible::carriers(scenario, &snapshot.cursor) {
            let figures = FigureRef::of(scenario, key).map(|(reference, _)| reference);
            kept.figures
                .extend(figures.filter(|reference| seek.has_figure(*reference, &by_event)));
            let ends = EndRef::of(scenario, key).map(|(reference, _)| reference);
            kept.ends
                .extend(ends.filter(|reference| seek.has_end(*reference, &by_event)));
            let claims = ClaimRef::of(scenario, key).map(|(reference, _)| reference);
            kept.claims
                .extend(claims.filter(|reference| seek.has_claim(*reference, &by_kind)));
        }
        kept.sources = kept.sources_of(snapshot, filter);
        kept
    }

    /// The sources that something kept names; of those that are asked for, if some are.
    fn sources_of(&self, snapshot: &Snapshot<'_>, filter: &Filter) -> HashSet<SourceKey> {
        let scenario = snapshot.scenario;
        let events = self.events.iter();
        let of_events = events.flat_map(|key| scenario.event(*key).provenances());
        let figures = self.figures.iter();
        let of_figures = figures.map(|reference| &reference.get(scenario).provenance);
        let claims = self.claims.iter();
        let of_claims = claims.map(|reference| &reference.get(scenario).provenance);
        let is_known = |its: &&Provenance| visible::is_known(its, &snapshot.cursor);
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

    /// Whether a place is kept.
    pub fn has_place(&self, place: PlaceKey) -> bool {
        self.places.contains(&place)
    }

    /// The places that a claim that is kept is about.
    pub fn places_of_claims(&self, scenario: &Scenario) -> impl Iterator<Item = PlaceKey> {
        self.claims.iter().map(|claim| claim.get(scenario).place)
    }

    /// Whether an event is kept.
    pub fn has_event(&self, event: EventKey) -> bool {
        self.events.contains(&event)
    }

    /// Whether a reading is kept.
    pub fn has_figure(&self, figure: FigureRef) -> bool {
        self.figures.contains(&figure)
    }

    /// Whether the end of a series is kept.
    pub fn has_end(&self, end: EndRef) -> bool {
        self.ends.contains(&end)
    }

    /// Whether a claim is kept.
    pub fn has_claim(&self, claim: ClaimRef) -> bool {
        self.claims.contains(&claim)
    }

    /// Whether a source is kept.
    pub fn has_source(&self, source: SourceKey) -> bool {
        self.sources.contains(&source)
    }
}
