//! What can be seen at a cursor: publication, embargo, corrections and the two clocks.
//!
//! Every other file of the fold asks here first. A correction replaces the whole event from the
//! moment it is visible, whatever the cursor's `as_of` is.

use std::collections::BTreeSet;

use crate::model::calendar::{self, UnixTime};
use crate::model::claim::Provenance;
use crate::model::cursor::{Audience, Cursor};
use crate::model::event::{Event, PubStatus};
use crate::model::id::{EventKey, SeriesKey};
use crate::model::scenario::Scenario;
use crate::model::statement::Statement;

/// Reports whether an event may be shown to the cursor's audience at all.
pub fn is_publishable(event: &Event, cursor: &Cursor) -> bool {
    match cursor.audience {
        Audience::Desk => event.pub_status() != PubStatus::Cancelled,
        Audience::Public => event.is_public_at(cursor.now),
    }
}

/// Reports whether an event is withheld from the public, so that the desk sees it marked.
pub fn is_withheld(event: &Event, cursor: &Cursor) -> bool {
    !is_publishable(
        event,
        &Cursor {
            audience: Audience::Public,
            ..*cursor
        },
    )
}

/// Reports whether any of the events on which something depends is withheld from the public.
pub fn depends_on_withheld(
    scenario: &Scenario,
    cursor: &Cursor,
    events: impl IntoIterator<Item = EventKey>,
) -> bool {
    let is_retained = |event| is_withheld(scenario.event(event), cursor);
    events.into_iter().any(is_retained)
}

/// Reports whether an event itself is visible or would be, were it not replaced: published, and recorded by then.
pub(super) fn is_recorded(event: &Event, cursor: &Cursor) -> bool {
    is_publishable(event, cursor) && event.provenance.known_from <= cursor.known_at()
}

/// Returns what an event corrects: the last of the originals behind it that the cursor's audience may see.
pub fn visible_original(scenario: &Scenario, cursor: &Cursor, key: EventKey) -> Option<EventKey> {
    let mut original = scenario.event(key).corrects()?.event;
    while !is_publishable(scenario.event(original), cursor) {
        original = scenario.event(original).corrects()?.event;
    }
    Some(original)
}

/// Reports whether an event has been replaced by a correction that is visible, or by a correction of that one.
pub fn is_superseded(scenario: &Scenario, key: EventKey, cursor: &Cursor) -> bool {
    let mut next = corrected_by(scenario, key);
    while let Some(correction) = next {
        if is_recorded(scenario.event(correction), cursor) {
            return true;
        }
        next = corrected_by(scenario, correction);
    }
    false
}

/// For each event, whether it has been replaced; every link of a chain of corrections is walked once.
fn superseded_flags(scenario: &Scenario, cursor: &Cursor) -> Vec<bool> {
    let mut superseded = vec![false; scenario.events.len()];
    for event in &scenario.events {
        let mut link = event.corrects().filter(|_| is_recorded(event, cursor));
        while let Some(correction) = link {
            let Some(entry) = superseded.get_mut(correction.event.row()) else {
                break;
            };
            if std::mem::replace(entry, true) {
                break;
            }
            link = scenario.event(correction.event).corrects();
        }
    }
    superseded
}

pub(super) fn corrected_by(scenario: &Scenario, key: EventKey) -> Option<EventKey> {
    scenario.corrected_by.get(key.row()).copied().flatten()
}

/// Reports whether an item with this provenance is known and has happened by the cursor.
pub fn is_known(provenance: &Provenance, cursor: &Cursor) -> bool {
    provenance.at.effective_at() <= cursor.as_of && provenance.known_from <= cursor.known_at()
}

/// Returns whether something that became known late is no late report: its record may go back to before its day was
/// over, so that it was known overnight.
pub fn is_known_overnight(scenario: &Scenario, provenance: &Provenance) -> bool {
    let zone = scenario.zone();
    provenance.recorded_at.start() <= calendar::end_of(provenance.at.day_in(zone), zone)
}

/// The events whose items may count, whether or not the event itself is known yet: an item's own
/// `recorded_at` governs it before its event's. A correction is taken whole, from when it is visible.
pub fn carrying_events(scenario: &Scenario, cursor: &Cursor) -> impl Iterator<Item = EventKey> {
    let superseded = superseded_flags(scenario, cursor);
    scenario.event_keys().filter(move |key| {
        let event = scenario.event(*key);
        let is_replaced = superseded.get(key.row()).copied().unwrap_or_default();
        !is_replaced
            && is_publishable(event, cursor)
            && (visible_original(scenario, cursor, *key).is_none() || is_recorded(event, cursor))
    })
}

/// Reports whether an item that an event carries counts at a cursor.
pub fn has_item(
    scenario: &Scenario,
    event: EventKey,
    provenance: &Provenance,
    cursor: &Cursor,
) -> bool {
    let carrier = scenario.event(event);
    is_known(provenance, cursor)
        && is_publishable(carrier, cursor)
        && (visible_original(scenario, cursor, event).is_none() || is_recorded(carrier, cursor))
        && !is_superseded(scenario, event, cursor)
}

/// Returns the statements made in an event, as far as the cursor knows them.
pub fn known_statements<'e>(
    event: &'e Event,
    cursor: &Cursor,
) -> impl Iterator<Item = &'e Statement> {
    let cursor = *cursor;
    event
        .statements()
        .iter()
        .filter(move |statement| is_known(&statement.provenance, &cursor))
}

/// Returns the series that a cursor's audience may know of: those of which it may see a reading, now or later, and
/// those that have none.
pub fn visible_series(scenario: &Scenario, cursor: &Cursor) -> Vec<SeriesKey> {
    let keys = (0..scenario.series.len()).filter_map(SeriesKey::new);
    let is_withheld = |event: &&Event| !is_publishable(event, cursor);
    if !scenario.events.iter().any(|event| is_withheld(&event)) {
        return keys.collect();
    }
    let (withheld, public): (Vec<&Event>, Vec<&Event>) =
        scenario.events.iter().partition(is_withheld);
    let named = |events: Vec<&Event>| -> BTreeSet<SeriesKey> {
        events.into_iter().flat_map(Event::named_series).collect()
    };
    let (withheld, public) = (named(withheld), named(public));
    keys.filter(|key| public.contains(key) || !withheld.contains(key))
        .collect()
}

/// The events up to the cursor, oldest first.
pub fn visible_events(scenario: &Scenario, cursor: &Cursor) -> impl Iterator<Item = EventKey> {
    carrying_events(scenario, cursor)
        .filter(move |key| is_known(&scenario.event(*key).provenance, cursor))
}

/// The end of all that a cursor's audience may see: of the last day, or later where the log goes on.
pub fn end_of_log(scenario: &Scenario, cursor: &Cursor) -> UnixTime {
    let events = scenario.events.iter();
    let public = events.filter(|event| is_publishable(event, cursor));
    let last = public
        .flat_map(Event::all_provenances)
        .map(|provenance| provenance.at.effective_at())
        .max();
    last.unwrap_or(UnixTime::MIN).max(scenario.last_end())
}

/// Counts the events and items that had happened by the cursor but were recorded later than it knows. An item counts
/// by itself only where its event does not.
pub fn count_not_yet_known(scenario: &Scenario, cursor: &Cursor) -> usize {
    let is_later = |provenance: &Provenance| {
        provenance.at.effective_at() <= cursor.as_of && provenance.known_from > cursor.known_at()
    };
    let superseded = superseded_flags(scenario, cursor);
    scenario
        .events
        .iter()
        .zip(superseded)
        .filter(|(event, is_replaced)| !is_replaced && is_publishable(event, cursor))
        .map(|(event, _)| {
            if is_later(&event.provenance) {
                return 1;
            }
            event
                .item_provenances()
                .filter(|provenance| is_later(provenance))
                .count()
        })
        .sum()
}
