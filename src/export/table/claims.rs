//! The table of claims: one row a claim about who controls a place, in the order of the log.
//!
//! Those that move no state are in it too, and say so.

use super::parts::{Cell, Column, LogExtent};
use super::provenance::{self, optional_cell, text_cell};
use crate::facts::find_word;
use crate::facts::place::basis_word;
use crate::model::claim::Status;
use crate::snapshot::claims;
use crate::snapshot::reference::ClaimRef;

/// The claims up to the cursor.
pub(super) fn list_claims<'s>(log: &LogExtent<'s>) -> impl Iterator<Item = ClaimRef> + use<'s> {
    let log = *log;
    log.list_carriers()
        .flat_map(move |event| ClaimRef::of(log.scenario, event))
        .filter(move |(_, claim)| log.is_included(&claim.provenance))
        .map(|(reference, _)| reference)
        .filter(move |reference| log.passes_filter(|retained| retained.has_claim(*reference)))
}

pub(super) fn claim_columns() -> Vec<Column<ClaimRef>> {
    let mut columns: Vec<Column<ClaimRef>> = vec![
        Column::new("place", "id of the place", |log, key| {
            text_cell(log.scenario.place(key.get(log.scenario).place).id.as_str())
        }),
        Column::new("party", "id of who holds, denies or presses", |log, key| {
            text_cell(log.scenario.party(key.get(log.scenario).party).id.as_str())
        }),
        Column::new(
            "status",
            "how a place is held, what a claim says, where forces are",
            |log, key| text_cell(find_word(&Status::WORDS, key.get(log.scenario).status)),
        ),
        Column::new(
            "basis",
            "on what it rests: claimed, assessed, reported, confirmed; initial is before the log",
            |log, key| text_cell(basis_word(key.get(log.scenario).basis)),
        ),
        Column::new("scope", "what exactly it is about", |log, key| {
            let scope = key.get(log.scenario).scope.as_deref();
            text_cell(scope.unwrap_or(&log.scenario.heading.control_scope))
        }),
        Column::new("counts", "whether it may move the state", |log, key| {
            Cell::Flag(claims::is_counted(
                log.scenario,
                key.get(log.scenario),
                None,
            ))
        }),
        Column::new(
            "alternative",
            "why the editor does not follow it",
            |log, key| optional_cell(key.get(log.scenario).alternative.as_deref()),
        ),
        Column::new("event", "id of the event that says so", |log, key| {
            text_cell(log.scenario.event(key.event).id.as_str())
        }),
        Column::new("note", "the editor's remark, for readers", |log, key| {
            optional_cell(key.get(log.scenario).note.as_deref())
        }),
    ];
    columns.extend(provenance::provenance_columns());
    columns
}
