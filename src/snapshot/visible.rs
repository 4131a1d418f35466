//! What can be seen at a cursor: publication, embargo, corrections and the two clocks.
//!
//! Every other file of the fold asks here first. A correction replaces the whole event from the
//! moment it is visible, whatever the cursor's `as_of` is.

use crate::model::claim::Provenance;
use crate::model::cursor::{Audience, Cursor};
use crate::model::event::{Event, PubStatus};
use crate::model::id::EventKey;
use crate::model::scenario::Scenario;

/// Whether an event may be shown to the cursor's audience at all.
pub fn is_publishable(event: &Event, cursor: &Cursor) -> bool {
    let is_over = event
        .embargoed_until()
        .is_none_or(|until| until.effect() <= cursor.now);
    match (event.pub_status(), cursor.audience) {
        (PubStatus::Cancelled, _) => false,
        (_, Audience::Desk) => true,
        (PubStatus::Withheld, Audience::Public) => false,
        (PubStatus::Usable, Audience::Public) => is_over,
    }
}

/// Whether an event is kept from the public, so that the desk sees it marked.
pub fn is_withheld(event: &Event, cursor: &Cursor) -> bool {
    !is_publishable(
        event,
        &Cursor {
            audience: Audience::Public,
            ..*cursor
        },
    )
}

/// Whether an event has been replaced by a correction that is visible.
pub fn is_superseded(scenario: &Scenario, key: EventKey, cursor: &Cursor) -> bool {
    let mut next = corrected_by(scenario, key);
    while let Some(correction) = next {
        let event = scenario.event(correction);
        if is_publishable(event, cursor)
            && event.provenance.recorded_at.effect() <= cursor.known_at()
        {
            return true;
        }
        next = corrected_by(scenario, correction);
    }
    false
}

fn corrected_by(scenario: &Scenario, key: EventKey) -> Option<EventKey> {
    scenario.corrected_by.get(key.row()).copied().flatten()
}

/// Whether something with this provenance is known and has happened by the cursor.
pub fn is_known(provenance: &Provenance, cursor: &Cursor) -> bool {
    provenance.at.effect() <= cursor.as_of && provenance.recorded_at.effect() <= cursor.known_at()
}

/// The events whose items may count, whether or not the event itself is known yet: an item's own
/// `recorded_at` governs it before its event's.
pub fn carriers(scenario: &Scenario, cursor: &Cursor) -> impl Iterator<Item = EventKey> {
    scenario.event_keys().filter(move |key| {
        is_publishable(scenario.event(*key), cursor) && !is_superseded(scenario, *key, cursor)
    })
}

/// The events up to the cursor, oldest first.
pub fn events(scenario: &Scenario, cursor: &Cursor) -> impl Iterator<Item = EventKey> {
    carriers(scenario, cursor).filter(move |key| is_known(&scenario.event(*key).provenance, cursor))
}

/// How many events and items had happened by the cursor but were recorded later than it knows.
///
/// An item counts by itself only where its event is known.
pub fn hidden(scenario: &Scenario, cursor: &Cursor) -> usize {
    let is_later = |provenance: &Provenance| {
        provenance.at.effect() <= cursor.as_of
            && provenance.recorded_at.effect() > cursor.known_at()
    };
    scenario
        .event_keys()
        .map(|key| scenario.event(key))
        .filter(|event| is_publishable(event, cursor))
        .map(|event| {
            if is_later(&event.provenance) {
                return 1;
            }
            event
                .claims
                .iter()
                .filter(|claim| is_later(&claim.provenance))
                .count()
                + event
                    .figures
                    .iter()
                    .filter(|figure| is_later(&figure.provenance))
                    .count()
        })
        .sum()
}
