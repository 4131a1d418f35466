//! Warns of moments that a zone makes unclear: hours that clocks show twice, days elsewhere that end on the next day
//! here.
//!
//! `events` calls it for each event that has no errors of its own.

use super::LintNotes;
use super::items::list_judged;
use crate::diagnostic::lints::{HOUR_TWICE, RECORD_ENDS_NEXT_DAY};
use crate::diagnostic::{Problem, Span};
use crate::model::event::Event;
use crate::model::moment::{Moment, Precision, Zone};
use crate::model::zone::{LocalOffsets, Offset, TimeZone};
use crate::scenario::parse::ParsedRow;
use crate::scenario::raw::RawEvent;

/// Warns of the moments of an event and of its items that the scenario's zone makes unclear.
pub(super) fn check_zone(
    row: &ParsedRow<RawEvent<'_>>,
    event: &Event,
    zone: TimeZone,
    notes: &mut LintNotes,
) {
    let raw = row.raw.get_ref();
    let own = &event.provenance;
    warn_of_repeated(row.origin.to_file_span(raw.at.span()), &own.at, zone, notes);
    if let Some(recorded) = &raw.recorded_at {
        warn_of_record(
            row.origin.to_file_span(recorded.span()),
            &own.recorded_at,
            zone,
            notes,
        );
    }
    for (item, provenance) in list_judged(raw, event) {
        if let Some(at) = item.at {
            warn_of_repeated(
                row.origin.to_file_span(at.span()),
                &provenance.at,
                zone,
                notes,
            );
        }
        if let Some(recorded) = item.recorded_at {
            let span = row.origin.to_file_span(recorded.span());
            warn_of_record(span, &provenance.recorded_at, zone, notes);
        }
    }
}

/// Warns of a record that is an hour which clocks show twice, or a day elsewhere that ends on the next day here.
fn warn_of_record(span: Span, moment: &Moment, zone: TimeZone, notes: &mut LintNotes) {
    warn_of_repeated(span, moment, zone, notes);
    let written = moment.written_local().date();
    if moment.precision() != Precision::Day || moment.day_in(zone) <= written {
        return;
    }
    let message = format!("this day ends on {} in {zone}", moment.day_in(zone));
    notes.warnings.push(
        Problem::new_warning(&RECORD_ENDS_NEXT_DAY, span, message)
            .with_help("as known then it is hidden on its own day; write the hour that the page prints, or a part of the day"),
    );
}

fn warn_of_repeated(span: Span, moment: &Moment, zone: TimeZone, notes: &mut LintNotes) {
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
        Problem::new_warning(&HOUR_TWICE, span, message)
            .with_help(format!("write the offset behind it: {first} or {second}")),
    );
}
