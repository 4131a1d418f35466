//! What of a ledger and of its newer end passes a filter: the lists of a report that is filtered.
//!
//! `brief` and `diff` ask here. What passes is what `query::list` lists at one of the two ends, so that a condition
//! means the same as in a pane. Tallies never follow a filter: they are made from the whole ledger.

use std::collections::BTreeSet;

use crate::model::id::{EventKey, PlaceKey};
use crate::snapshot::Snapshot;
use crate::snapshot::deadlines::DeadlineState;
use crate::snapshot::figures::FigureKey;
use crate::snapshot::filter::{Condition, Filter, word_conditions};
use crate::snapshot::ledger::Ledger;
use crate::snapshot::query::{FigureRow, ListOrder, list_snapshot};

/// The lists of a report that is filtered, with the conditions.
#[derive(Clone, Debug)]
pub struct Filtered<'s> {
    /// What passes.
    pub narrowed: Narrowed<'s>,
    /// The entries of the ledger that pass.
    pub ledger: Ledger,
    /// The conditions, as they are shown.
    pub conditions: Vec<String>,
}

impl<'s> Filtered<'s> {
    /// Filters a ledger and both its ends; `None` without conditions.
    pub fn between(
        older: &Snapshot<'s>,
        newer: &Snapshot<'s>,
        ledger: &Ledger,
        conditions: &[Condition],
    ) -> Option<Self> {
        if conditions.is_empty() {
            return None;
        }
        let filter = Filter::from_conditions(conditions, newer.scenario);
        let narrowed = Narrowed::between(older, newer, &filter);
        Some(Self {
            ledger: narrowed.narrow_ledger(newer, ledger),
            narrowed,
            conditions: word_conditions(conditions),
        })
    }

    /// Says what a report is limited to: `only kind control; grade at least B`.
    pub fn words(&self) -> String {
        format!("only {}", self.conditions.join("; "))
    }
}

/// What passes a filter at one of two ends.
#[derive(Clone, Debug, Default)]
pub struct Narrowed<'s> {
    places: BTreeSet<PlaceKey>,
    events: BTreeSet<EventKey>,
    figures: BTreeSet<FigureKey>,
    deadlines: BTreeSet<&'s str>,
}

impl<'s> Narrowed<'s> {
    /// Filters two ends: places at the newer one, all else at either.
    pub fn between(older: &Snapshot<'s>, newer: &Snapshot<'s>, filter: &Filter) -> Self {
        let mut narrowed = Self::default();
        narrowed.add(older, filter);
        narrowed.places.clear();
        narrowed.add(newer, filter);
        narrowed
    }

    fn add(&mut self, snapshot: &Snapshot<'s>, filter: &Filter) {
        let listing = list_snapshot(snapshot, filter, ListOrder::default());
        self.places.extend(listing.places);
        self.events.extend(listing.events);
        for row in listing.figures {
            match row {
                FigureRow::Reading(row) => {
                    self.figures
                        .extend(snapshot.figures.get(row).map(|reading| reading.key));
                }
                FigureRow::Deadline(row) => {
                    let state = snapshot.deadlines.get(row);
                    let id = |state: &DeadlineState| state.last_word(snapshot.scenario).id.as_str();
                    self.deadlines.extend(state.map(id));
                }
            }
        }
    }

    /// Tells whether a place passes.
    pub fn has_place(&self, place: PlaceKey) -> bool {
        self.places.contains(&place)
    }

    /// Tells whether what is in force of a series and status passes.
    pub fn has_figure(&self, key: FigureKey) -> bool {
        self.figures.contains(&key)
    }

    /// Returns the entries of a ledger that pass.
    #[must_use]
    pub fn narrow_ledger(&self, snapshot: &Snapshot<'s>, ledger: &Ledger) -> Ledger {
        let mut ledger = ledger.clone();
        ledger.places.retain(|change| self.has_place(change.place));
        ledger
            .figures
            .retain(|change| self.has_figure(change.pair.key));
        ledger
            .events
            .retain(|change| self.events.contains(&change.event));
        ledger.deadlines.retain(|change| {
            let state = change.after.or(change.before);
            state.is_some_and(|state| self.has_deadline(snapshot, &state))
        });
        ledger
    }

    /// Returns a snapshot whose figures, events and deadlines pass; places and totals stay, since tallies do.
    #[must_use]
    pub fn narrow_snapshot(&self, snapshot: &Snapshot<'s>) -> Snapshot<'s> {
        let mut narrowed = snapshot.clone();
        narrowed
            .figures
            .retain(|reading| self.has_figure(reading.key));
        narrowed.events.retain(|event| self.events.contains(event));
        narrowed
            .deadlines
            .retain(|state| self.has_deadline(snapshot, state));
        narrowed
    }

    fn has_deadline(&self, snapshot: &Snapshot<'s>, state: &DeadlineState) -> bool {
        self.deadlines
            .contains(state.last_word(snapshot.scenario).id.as_str())
    }
}
