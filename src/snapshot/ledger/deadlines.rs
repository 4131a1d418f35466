//! Deadlines in a ledger: set, moved, met, missed or dropped between two cursors, or passed without a word.
//!
//! Only `ledger` uses this. That one which is over is no longer shown is no change.

use std::collections::BTreeMap;

use super::ends::{Ends, Why};
use crate::model::moment::Moment;
use crate::snapshot::deadlines::{DeadlineState, Phase};
use crate::snapshot::fold::Fold;
use crate::text::Text;

/// A deadline that was set or moved, that passed, or whose end was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeadlineChange {
    /// The deadline at the first cursor.
    pub before: Option<DeadlineState>,
    /// The deadline at the second cursor.
    pub after: Option<DeadlineState>,
    /// Why it is here. What both cursors know is learnt, with the word before it as what stood.
    pub why: Why,
}

/// A deadline as each of the two ends knows it.
type DeadlinePair<'f> = (Option<&'f DeadlineState>, Option<&'f DeadlineState>);

/// Returns the deadlines of which the two ends say something else, and those that were only learnt, by id.
pub(super) fn deadline_changes(
    ends: &Ends<'_>,
    from: &Fold<'_>,
    to: &Fold<'_>,
) -> Vec<DeadlineChange> {
    let scenario = ends.scenario;
    let mut pairs: BTreeMap<&str, DeadlinePair<'_>> = BTreeMap::new();
    for state in &from.deadlines {
        pairs
            .entry(state.last_word(scenario).id.as_str())
            .or_default()
            .0 = Some(state);
    }
    for state in &to.deadlines {
        pairs
            .entry(state.last_word(scenario).id.as_str())
            .or_default()
            .1 = Some(state);
    }
    let changes = pairs.into_values();
    changes
        .filter_map(|(before, after)| deadline_change(ends, before, after))
        .collect()
}

fn deadline_change(
    ends: &Ends<'_>,
    before: Option<&DeadlineState>,
    after: Option<&DeadlineState>,
) -> Option<DeadlineChange> {
    let scenario = ends.scenario;
    let phrase = |state: &DeadlineState| -> (Vec<Moment>, Text, Phase) {
        let dates = state.possible_dates(scenario).collect();
        (dates, state.last_word(scenario).label.clone(), state.phase)
    };
    let cause = ends.new_item(
        before.map(|state| state.deadline),
        after.map(|state| state.deadline),
        |word| (word.event, &word.get(scenario).provenance),
    );
    let differs = before.map(phrase) != after.map(phrase);
    let learnt =
        after.filter(|state| !differs && ends.is_learnt(&state.last_word(scenario).provenance));
    let why = cause
        .or(learnt.map(|state| state.deadline))
        .map(|word| ends.why_item(word.event, &word.get(scenario).provenance));
    (differs || learnt.is_some()).then(|| DeadlineChange {
        before: match learnt {
            Some(state) => state.previous_state(scenario),
            None => before.copied(),
        },
        after: after.copied(),
        why: why.unwrap_or(Why::Happened),
    })
}
