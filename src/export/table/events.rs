//! The table of events: one row an event that stands, oldest first.
//!
//! An event that a correction replaces is not in it; the correction names it.

use super::parts::{Cell, Column, LogExtent};
use super::provenance::{self, optional_cell, text_cell};
use crate::facts::find_word;
use crate::model::event::{Correction, CorrectionKind};
use crate::model::id::EventKey;
use crate::snapshot::visibility;
use crate::text::Text;

/// The events up to the cursor.
pub(super) fn list_events<'s>(log: &LogExtent<'s>) -> impl Iterator<Item = EventKey> + use<'s> {
    let log = *log;
    let carriers = log.list_carriers();
    carriers
        .filter(move |key| log.is_included(&log.scenario.event(*key).provenance))
        .filter(move |key| log.passes_filter(|retained| retained.has_event(*key)))
}

pub(super) fn event_columns() -> Vec<Column<EventKey>> {
    let mut columns: Vec<Column<EventKey>> = vec![
        Column::new("id", "its id", |log, key| {
            text_cell(log.scenario.event(key).id.as_str())
        }),
        Column::new("kind", "id of the kind of event", |log, key| {
            let kind = log.scenario.event(key).kind;
            optional_cell(kind.map(|kind| log.scenario.kind(kind).id.as_str()))
        }),
        Column::new("headline", "the line of the timeline", |log, key| {
            text_cell(&log.scenario.event(key).headline)
        }),
        Column::new("body", "what more there is to say", |log, key| {
            optional_cell(log.scenario.event(key).body.as_deref())
        }),
        Column::new(
            "places",
            "ids of the places that it is about",
            |log, key| {
                let places = log.scenario.event(key).places.iter();
                let ids = places.map(|place| log.scenario.place(*place).id.as_str().into());
                Cell::List(ids.collect())
            },
        ),
        Column::new("tags", "words that group events", |log, key| {
            let tags = log.scenario.event(key).tags().iter();
            Cell::List(tags.map(|tag| tag.as_str().into()).collect())
        }),
        Column::new("statements", "who said what, one a line", |log, key| {
            let event = log.scenario.event(key);
            let statement = visibility::known_statements(event, &log.cursor);
            let lines = statement.map(|statement| {
                format!(
                    "{}: {}",
                    log.scenario.person(statement.speaker).name,
                    statement.says
                )
            });
            Cell::Lines(lines.collect())
        }),
        Column::new("note", "the editor's remark, for readers", |log, key| {
            optional_cell(log.scenario.event(key).note().map(Text::as_str))
        }),
    ];
    columns.extend(correction_columns());
    columns.extend(provenance::provenance_columns());
    columns
}

/// Returns how an event replaces another; what was never public is not told of by its correction either.
fn find_correction<'s>(log: &LogExtent<'s>, key: EventKey) -> Option<&'s Correction> {
    visibility::visible_original(log.scenario, &log.cursor, key)?;
    log.scenario.event(key).corrects()
}

fn correction_columns() -> Vec<Column<EventKey>> {
    vec![
        Column::new(
            "corrects",
            "id of the event that it replaces",
            |log, key| {
                let original = visibility::visible_original(log.scenario, &log.cursor, key);
                optional_cell(original.map(|original| log.scenario.event(original).id.as_str()))
            },
        ),
        Column::new(
            "correction",
            "how it replaces it: corrected, refile or withdrawn",
            |log, key| {
                optional_cell(
                    find_correction(log, key)
                        .map(|correction| find_word(&CorrectionKind::WORDS, correction.kind)),
                )
            },
        ),
        Column::new("reason", "why it replaces it", |log, key| {
            optional_cell(
                find_correction(log, key).and_then(|correction| correction.reason.as_deref()),
            )
        }),
    ]
}
