//! The scenario's marks that may be shown at a cursor.
//!
//! A mark names what happened, so that its name alone could tell what was not known. One that is about an event is
//! shown when that itself is public and it, or what corrects it, is known, whatever the cursor's date; one that is
//! not, only as now known.

use crate::model::cursor::{Cursor, Known};
use crate::model::event::CorrectionKind;
use crate::model::id::EventKey;
use crate::model::scenario::{Mark, Scenario};
use crate::snapshot::visible;

/// The marks that may be shown, in the order of the file.
pub fn shown<'s>(scenario: &'s Scenario, cursor: &Cursor) -> impl Iterator<Item = &'s Mark> {
    let cursor = *cursor;
    scenario
        .marks
        .iter()
        .filter(move |mark| is_shown(scenario, mark.event, &cursor))
}

/// Whether a mark that is about an event, or about none, may be shown.
pub fn is_shown(scenario: &Scenario, event: Option<EventKey>, cursor: &Cursor) -> bool {
    match event {
        Some(key) => {
            let is_its_own = visible::is_publishable(scenario.event(key), cursor);
            is_its_own && told(scenario, key, cursor).is_some()
        }
        None => cursor.known == Known::Now,
    }
}

/// What is known and public of an event: itself or the last of what corrects it, unless that withdraws it.
pub fn told(scenario: &Scenario, event: EventKey, cursor: &Cursor) -> Option<EventKey> {
    let mut told = None;
    let mut next = Some(event);
    while let Some(key) = next {
        let event = scenario.event(key);
        if visible::is_recorded(event, cursor) {
            let kind = event.corrects().map(|correction| correction.kind);
            told = (kind != Some(CorrectionKind::Withdrawn)).then_some(key);
        }
        next = visible::corrected_by(scenario, key);
    }
    told
}
