//! The head of every form in words: what is counted, what is not taken, what falls on the day.
//!
//! The header and plain mode both call these. What stands in which order is decided by the snapshot.

use crate::model::id::EventKey;
use crate::model::scenario::Scenario;
use crate::snapshot::control::{PlaceState, PressureKind};
use crate::snapshot::{Snapshot, marks, visibility};
use crate::text::Text;

/// Returns the count of the log over the time of a reading: `18`, or `13 to 15`.
pub fn word_range(least: usize, greatest: usize) -> String {
    if least == greatest {
        greatest.to_string()
    } else {
        format!("{least} to {greatest}")
    }
}

/// The major places that are not taken; those that are encircled first.
pub fn list_holdouts<'s>(snapshot: &'s Snapshot<'_>) -> Vec<&'s PlaceState> {
    let mut holdouts: Vec<&PlaceState> = snapshot
        .holdouts
        .iter()
        .filter_map(|place| snapshot.place_state(*place))
        .collect();
    holdouts.sort_by_key(|state| {
        state.pressure.map(|pressure| pressure.kind) != Some(PressureKind::Encircled)
    });
    holdouts
}

/// Reports whether control of a place means control of its capital.
pub fn is_about_capitals(scenario: &Scenario) -> bool {
    scenario.heading.control_scope.as_str() == "capital"
}

/// Returns the label of the last holdouts.
pub fn holdouts_label(scenario: &Scenario) -> &'static str {
    if is_about_capitals(scenario) {
        "Big cities not taken"
    } else {
        "Major places not taken"
    }
}

/// Returns the deadlines of the cursor's day, with a word before those that must not be published yet.
pub fn deadlines_today(snapshot: &Snapshot<'_>, withheld: &str) -> Vec<String> {
    let scenario = snapshot.scenario;
    let marked = |event: Option<EventKey>, label: &Text| {
        let is_retained = visibility::depends_on_withheld(scenario, &snapshot.cursor, event);
        format!("{}{label}", if is_retained { withheld } else { "" })
    };
    let due = snapshot.deadlines.iter();
    let due = due.filter(|state| state.days == 0 && state.is_ahead());
    let deadlines = due.map(|state| {
        let deadline = state.deadline.get(scenario);
        let label = deadline.short.as_ref().unwrap_or(&deadline.label);
        marked(Some(state.deadline.event), label)
    });
    deadlines.collect()
}

/// Returns the bookmarks of the cursor's day, with a word before those that must not be published yet.
pub fn bookmarks_today(snapshot: &Snapshot<'_>, withheld: &str) -> Vec<String> {
    let scenario = snapshot.scenario;
    let shown = marks::visible_bookmarks(scenario, &snapshot.cursor);
    let today = shown.filter(|mark| mark.at.day_in(scenario.zone()) == snapshot.day);
    let labels = today.map(|mark| {
        let is_retained = visibility::depends_on_withheld(scenario, &snapshot.cursor, mark.event);
        format!("{}{}", if is_retained { withheld } else { "" }, mark.label)
    });
    labels.collect()
}
