//! What events, readings and claims are judged by, in columns: both clocks, the sources, the grade.
//!
//! The tables beside this file put these columns at their end.

use std::borrow::Cow;

use crate::model::zone::TimeZone;

use super::parts::{Cell, Column, LogExtent};
use crate::model::calendar::UnixTime;
use crate::model::calendar::format_rfc3339;
use crate::model::claim::Provenance;
use crate::model::id::EventKey;
use crate::model::scenario::Scenario;
use crate::snapshot::reference::ClaimRef;

/// What a row is judged by.
pub(super) trait Judged: Copy {
    fn provenance(self, scenario: &Scenario) -> &Provenance;
}

impl Judged for EventKey {
    fn provenance(self, scenario: &Scenario) -> &Provenance {
        &scenario.event(self).provenance
    }
}

impl Judged for ClaimRef {
    fn provenance(self, scenario: &Scenario) -> &Provenance {
        &self.get(scenario).provenance
    }
}

impl<Key: Judged, More: Copy> Judged for (Key, More) {
    fn provenance(self, scenario: &Scenario) -> &Provenance {
        self.0.provenance(scenario)
    }
}

/// The columns of what a row is judged by.
pub(super) fn provenance_columns<Key: Judged>() -> Vec<Column<Key>> {
    vec![
        Column::new(
            "at",
            "when it happened, as the scenario writes it",
            |log, key| owned_cell(key.provenance(log.scenario).at.to_string()),
        ),
        Column::new(
            "at_start",
            "the first second of `at`, RFC 3339 in UTC",
            |log, key| instant_cell(key.provenance(log.scenario).at.start()),
        ),
        Column::new(
            "at_end",
            "the last second of `at`, from which it counts",
            |log, key| instant_cell(key.provenance(log.scenario).at.effective_at()),
        ),
        Column::new(
            "recorded_at",
            "when it could first be known, as the scenario writes it",
            |log, key| owned_cell(key.provenance(log.scenario).recorded_at.to_string()),
        ),
        Column::new(
            "recorded_end",
            "the last second of `recorded_at`, from which it is known",
            |log, key| instant_cell(key.provenance(log.scenario).recorded_at.effective_at()),
        ),
        Column::new(
            "sources",
            "ids of its sources, the first one graded",
            |log, key| source_ids(log, key.provenance(log.scenario)),
        ),
        Column::new(
            "grade",
            "Admiralty grade; `F6` is not judged",
            |log, key| {
                let provenance = key.provenance(log.scenario);
                owned_cell(log.scenario.grade_item(provenance, &log.cursor).to_string())
            },
        ),
    ]
}

/// The ids of the sources of an item that could be read by then.
pub(super) fn source_ids<'s>(log: &LogExtent<'s>, provenance: &'s Provenance) -> Cell<'s> {
    let sources = log.scenario.sources_out(provenance, &log.cursor);
    let ids = sources.map(|source| log.scenario.source(source).id.as_str().into());
    Cell::List(ids.collect())
}

/// A text that was made for its cell.
pub(super) fn owned_cell<'l>(text: String) -> Cell<'l> {
    Cell::Text(Cow::Owned(text))
}

/// A text of the scenario.
pub(super) fn text_cell(text: &str) -> Cell<'_> {
    Cell::Text(Cow::Borrowed(text))
}

/// A text of the scenario that may be missing.
pub(super) fn optional_cell(text: Option<&str>) -> Cell<'_> {
    text.map_or(Cell::None, |text| Cell::Text(Cow::Borrowed(text)))
}

/// An instant that sorts as text, whatever the scenario's zone.
pub(super) fn instant_cell<'l>(at: UnixTime) -> Cell<'l> {
    owned_cell(format_rfc3339(at, TimeZone::UTC))
}
