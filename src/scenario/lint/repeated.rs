//! Lints of hours that clocks show twice, where they are set back.
//!
//! `events` calls [`check`] for each event that has no errors of its own.

use super::Notes;
use super::items::judged;
use crate::diagnostic::lints::HOUR_TWICE;
use crate::diagnostic::{Problem, Span};
use crate::model::event::Event;
use crate::model::moment::{Moment, Precision, Zone};
use crate::model::zone::{LocalOffsets, Offset, TimeZone};
use crate::scenario::parse::Row;
use crate::scenario::raw::RawEvent;

/// Warns of the moments of an event and of its items that are an hour which the scenario's clocks show twice.
pub(super) fn check(row: &Row<RawEvent<'_>>, event: &Event, zone: TimeZone, notes: &mut Notes) {
    let raw = row.raw.get_ref();
    let mut tell = |span: std::ops::Range<usize>, moment: &Moment| {
        warn_of(row.origin.span(span), moment, zone, notes);
    };
    tell(raw.at.span(), &event.provenance.at);
    if let Some(recorded) = &raw.recorded_at {
        tell(recorded.span(), &event.provenance.recorded_at);
    }
    for (item, provenance) in judged(raw, event) {
        if let Some(at) = item.at {
            tell(at.span(), &provenance.at);
        }
        if let Some(recorded) = item.recorded_at {
            tell(recorded.span(), &provenance.recorded_at);
        }
    }
}

fn warn_of(span: Span, moment: &Moment, zone: TimeZone, notes: &mut Notes) {
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
