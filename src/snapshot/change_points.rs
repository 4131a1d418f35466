//! The moments at which something changes: where `]` and `[` stop.
//!
//! The interface asks for the next one or the one before. In known-then news counts from when it was
//! known, whether or not it was corrected later: a step over it would be a hint at the correction.

use crate::model::calendar::UnixTime;
use crate::model::claim::Provenance;
use crate::model::cursor::{Cursor, KnownAt};
use crate::model::event::Event;
use crate::model::scenario::Scenario;
use crate::snapshot::visibility;

/// The next moment after the cursor at which something changes, among those that `is_within` allows.
pub fn next_change(
    scenario: &Scenario,
    cursor: &Cursor,
    is_within: impl Fn(UnixTime) -> bool,
) -> Option<UnixTime> {
    change_moments(scenario, cursor)
        .into_iter()
        .filter(|at| *at > cursor.as_of && is_within(*at))
        .min()
}

/// The last moment before the cursor at which something changed, among those that `is_within` allows.
pub fn previous_change(
    scenario: &Scenario,
    cursor: &Cursor,
    is_within: impl Fn(UnixTime) -> bool,
) -> Option<UnixTime> {
    change_moments(scenario, cursor)
        .into_iter()
        .filter(|at| *at < cursor.as_of && is_within(*at))
        .max()
}

fn change_moments(scenario: &Scenario, cursor: &Cursor) -> Vec<UnixTime> {
    let effect = |provenance: &Provenance| provenance.at.effective_at();
    let recorded = |provenance: &Provenance| provenance.known_from;
    if cursor.known == KnownAt::Then {
        let events = scenario
            .events
            .iter()
            .filter(|event| visibility::is_publishable(event, cursor));
        let provenances = events.flat_map(Event::all_provenances);
        return provenances
            .map(|provenance| effect(provenance).max(recorded(provenance)))
            .collect();
    }
    let events = visibility::carrying_events(scenario, cursor).map(|event| scenario.event(event));
    let known = events
        .flat_map(Event::all_provenances)
        .filter(|provenance| recorded(provenance) <= cursor.known_at());
    known.map(effect).collect()
}
