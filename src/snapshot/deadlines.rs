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
    /// The word before, which set it, moved it or dropped it.
    pub previous: Option<DeadlineRef>,
    /// Days from the cursor's day to it; negative once it has passed.
    pub days: i64,
}

/// Every word on a deadline that is known at a cursor, oldest first, by its id.
pub fn words<'s>(scenario: &'s Scenario, cursor: &Cursor) -> BTreeMap<&'s str, Vec<DeadlineRef>> {
    let mut words: BTreeMap<&str, Vec<DeadlineRef>> = BTreeMap::new();
    for event in visible::carriers(scenario, cursor) {
        for (reference, deadline) in DeadlineRef::of(scenario, event) {
            if visible::is_known(&deadline.provenance, cursor) {
                words
                    .entry(deadline.id.as_str())
                    .or_default()
                    .push(reference);
            }
        }
    }
    let order = |reference: &DeadlineRef| {
        let provenance = &reference.get(scenario).provenance;
        (
            provenance.at.effect(),
            provenance.recorded_at.effect(),
            scenario.event(reference.event).id.as_str(),
            reference.item,
        )
    };
    for words in words.values_mut() {
        words.sort_by(|a, b| order(a).cmp(&order(b)));
    }
    words
}

/// The deadlines that stand at a cursor, by their day, then id.
pub fn at(scenario: &Scenario, cursor: &Cursor) -> Vec<DeadlineState> {
    let today = calendar::day_of(cursor.as_of, scenario.zone());
    let mut standing: Vec<DeadlineState> = words(scenario, cursor)
        .into_values()
        .filter_map(|mut words| {
            let deadline = words.pop()?;
            let said = deadline.get(scenario);
            let on = said.on.filter(|_| said.outcome.is_none())?.day_in(scenario.zone());
            Some(DeadlineState {
                deadline,
                previous: words.pop(),
                days: calendar::days_between(today, on),
            })
        })
        .collect();
    standing.sort_by_key(|state| (state.days < 0, state.days));
    standing
}
