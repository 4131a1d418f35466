//! Warns of moments that a zone makes unclear: hours that clocks show twice, days elsewhere that end on the next day
//! here.
//!
//! `events` calls it for each event that has no errors of its own.

use super::Notes;
use super::items::judged;
use crate::diagnostic::lints::{HOUR_TWICE, RECORD_ENDS_NEXT_DAY};
use crate::diagnostic::{Problem, Span};
use crate::model::event::Event;
use crate::model::moment::{Moment, Precision, Zone};
use crate::model::zone::{LocalOffsets, Offset, TimeZone};
use crate::scenario::parse::Row;
use crate::scenario::raw::RawEvent;

/// Warns of the moments of an event and of its items that the scenario's zone makes unclear.
pub(super) fn check(row: &Row<RawEvent<'_>>, event: &Event, zone: TimeZone, notes: &mut Notes) {
    let raw = row.raw.get_ref();
    let own = &event.provenance;
    warn_of_repeated(row.origin.span(raw.at.span()), &own.at, zone, notes);
    if let Some(recorded) = &raw.recorded_at {
        warn_of_record(
            row.origin.span(recorded.span()),
            &own.recorded_at,
            zone,
            notes,
        );
    }
    for (item, provenance) in judged(raw, event) {
        if let Some(at) = item.at {
            warn_of_repeated(row.origin.span(at.span()), &provenance.at, zone, notes);
        }
        if let Some(recorded) = item.recorded_at {
            let span = row.origin.span(recorded.span());
            warn_of_record(span, &provenance.recorded_at, zone, notes);
        }
    }
}

/// Warns of a record that is an hour which clocks show twice, or a day elsewhere that ends on the next day here.
fn warn_of_record(span: Span, moment: &Moment, zone: TimeZone, notes: &mut Notes) {
    warn_of_repeated(span, moment, zone, notes);
    let written = moment.written_local().date();
    if moment.precision() != Precision::Day || moment.day_in(zone) <= written {
        return;
    }
    let message = format!("this day ends on {} in {zone}", moment.day_in(zone));
    notes.warnings.push(
        Problem::warning(&RECORD_ENDS_NEXT_DAY, span, message)
            .help("as known then it is hidden on its own day; write the hour that the page prints, or a part of the day"),
    );
}

fn warn_of_repeated(span: Span, moment: &Moment, zone: TimeZone, notes: &mut Notes) {
    let is_bare = moment.precision() == Precision::Clock && moment.zone() == Zone::Scenario;
    let LocalOffsets::Twice(first, second) = zone.local_offsets(moment.written_local()) else {
        return;
    };
    if !is_bare {
        return;
    }
    let (first, second) = (Offset(first), Offset(second));
    let message = format!("clocks show this hour twice; the first, at {first}, is taken");
    notes.warnings.push(
        Problem::warning(&HOUR_TWICE, span, message)
            .help(format!("write the offset behind it: {first} or {second}")),
    );
}
