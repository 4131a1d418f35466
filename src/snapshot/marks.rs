//! The scenario's marks that may be shown at a cursor.
//!
//! A mark names what happened, so that its name alone could tell what was not known. One that is about an event is
//! shown when that itself is public and it, or what corrects it, is known, whatever the cursor's date; one that is
//! not, only as now known.

use crate::model::cursor::{Cursor, KnownAt};
use crate::model::event::CorrectionKind;
use crate::model::id::EventKey;
use crate::model::scenario::{Bookmark, Scenario};
use crate::snapshot::visibility;

/// The marks that may be shown, in the order of the file.
pub fn visible_bookmarks<'s>(
    scenario: &'s Scenario,
    cursor: &Cursor,
) -> impl Iterator<Item = &'s Bookmark> {
    let cursor = *cursor;
    scenario
        .marks
        .iter()
        .filter(move |mark| is_shown(scenario, mark.event, &cursor))
}

/// Reports whether a bookmark that is about an event, or about none, may be shown.
pub fn is_shown(scenario: &Scenario, event: Option<EventKey>, cursor: &Cursor) -> bool {
    match event {
        Some(key) => {
            let is_its_own = visibility::is_publishable(scenario.event(key), cursor);
            is_its_own && current_version(scenario, key, cursor).is_some()
        }
        None => cursor.known == KnownAt::Now,
    }
}

/// Returns the known and public version of an event: itself or the last of its corrections; `None` if that withdraws
/// it.
pub fn current_version(scenario: &Scenario, event: EventKey, cursor: &Cursor) -> Option<EventKey> {
    let mut mentioned = None;
    let mut next = Some(event);
    while let Some(key) = next {
        let event = scenario.event(key);
        if visibility::is_recorded(event, cursor) {
            let kind = event.corrects().map(|correction| correction.kind);
            mentioned = (kind != Some(CorrectionKind::Withdrawn)).then_some(key);
        }
        next = visibility::corrected_by(scenario, key);
    }
    mentioned
}
