//! Deadlines that stand at a cursor: the last word on each, from when it was known.
//!
//! Called by `snapshot::Fold`. A later event moves a deadline by its id, or drops it.

use std::collections::BTreeMap;

use crate::model::calendar;
use crate::model::cursor::Cursor;
use crate::model::scenario::Scenario;
use crate::snapshot::reference::DeadlineRef;
use crate::snapshot::visible;

/// A deadline that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeadlineState {
    /// The last word on it.
    pub deadline: DeadlineRef,
    /// Days from the cursor's day to it; negative once it has passed.
    pub days: i64,
}

/// The deadlines that stand at a cursor, by their day, then id.
pub fn at(scenario: &Scenario, cursor: &Cursor) -> Vec<DeadlineState> {
    let mut last: BTreeMap<&str, DeadlineRef> = BTreeMap::new();
    let order = |reference: DeadlineRef| {
        let provenance = &reference.get(scenario).provenance;
        (
            provenance.at.effect(),
            provenance.recorded_at.effect(),
            scenario.event(reference.event).id.as_str(),
            reference.item,
        )
    };
    for event in visible::carriers(scenario, cursor) {
        for (reference, deadline) in DeadlineRef::of(scenario, event) {
            if visible::is_known(&deadline.provenance, cursor) {
                let entry = last.entry(deadline.id.as_str()).or_insert(reference);
                if order(*entry) < order(reference) {
                    *entry = reference;
                }
            }
        }
    }
    let today = calendar::day_of(cursor.as_of, scenario.zone());
    let mut standing: Vec<DeadlineState> = last
        .into_values()
        .filter(|reference| !reference.get(scenario).dropped)
        .filter_map(|deadline| {
            let on = deadline.get(scenario).on?.day_in(scenario.zone());
            Some(DeadlineState {
                deadline,
                days: calendar::days_between(today, on),
            })
        })
        .collect();
    standing.sort_by_key(|state| state.days);
    standing
}
