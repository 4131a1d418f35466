//! Marks: those that are set here, and those of the scenario that may be shown, in order of time.
//!
//! `App` holds the set ones, for the session; the popup of marks lists both. A mark that is set names a moment and,
//! if somebody typed one, has a name.

use crate::model::calendar::UnixTime;
use crate::model::cursor::Cursor;
use crate::model::id::EventKey;
use crate::model::scenario::Scenario;
use crate::snapshot::{Snapshot, marks};

/// A mark that was set here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetMark {
    /// When.
    pub at: UnixTime,
    /// Its name; may be empty.
    pub name: String,
}

/// A mark that can be gone to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkTarget {
    /// When.
    pub at: UnixTime,
    /// Its name; empty for one that was set without.
    pub name: String,
    /// What to say there.
    pub note: Option<String>,
    /// What it is about.
    pub event: Option<EventKey>,
    /// Whether it was set here.
    pub is_set: bool,
}

impl MarkTarget {
    /// Its name with what to say there first: `Kandahar falls: the second city`.
    pub fn word_target(&self) -> String {
        let name = if self.name.is_empty() {
            UNNAMED
        } else {
            &self.name
        };
        match self.note.as_deref().and_then(|note| note.lines().next()) {
            Some(first) => format!("{name}: {first}"),
            None => name.to_owned(),
        }
    }
}

/// What a mark without a name is called.
pub const UNNAMED: &str = "your mark";

/// Every mark that may be shown, in order of time; of one moment the scenario's first.
pub fn list_shown(set: &[SetMark], snapshot: &Snapshot<'_>) -> Vec<MarkTarget> {
    let mut all = list_all(set, snapshot.scenario);
    let (scenario, cursor) = (snapshot.scenario, &snapshot.cursor);
    all.retain(|mark| mark.is_set || is_shown(scenario, mark, cursor));
    for mark in &mut all {
        mark.event = mark
            .event
            .and_then(|event| marks::current_version(scenario, event, cursor));
    }
    all
}

/// Whether a mark of the scenario may be shown at a cursor.
pub(super) fn is_shown(scenario: &Scenario, mark: &MarkTarget, cursor: &Cursor) -> bool {
    marks::is_shown(scenario, mark.event, cursor)
}

/// Every mark, whether or not it may be shown.
pub(super) fn list_all(set: &[SetMark], scenario: &Scenario) -> Vec<MarkTarget> {
    let of_scenario = scenario.marks.iter().map(|mark| MarkTarget {
        at: mark.at.effective_at(),
        name: mark.label.to_string(),
        note: mark.note.as_ref().map(ToString::to_string),
        event: mark.event,
        is_set: false,
    });
    let set = set.iter().map(|mark| MarkTarget {
        at: mark.at,
        name: mark.name.clone(),
        note: None,
        event: None,
        is_set: true,
    });
    let mut all: Vec<MarkTarget> = of_scenario.chain(set).collect();
    all.sort_by_key(|mark| (mark.at, mark.is_set));
    all
}
