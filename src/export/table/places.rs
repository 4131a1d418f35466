//! The table of places: one row a place with its state at the cursor, in the order of the file.
//!
//! `geojson` writes the same columns as the properties of its features.

use super::parts::{Cell, Column, LogExtent};
use super::provenance::{optional_cell, owned_cell, source_ids, text_cell};
use crate::facts::place::basis_word;
use crate::model::claim::Provenance;
use crate::model::id::PartyKey;
use crate::model::scenario::{Place, Scenario};
use crate::snapshot::control::{self, PlaceState};

type PlaceSortKey<'k> = &'k PlaceState;

/// The states at the cursor; of what is newer than a moment, those that rest on a newer claim.
pub(super) fn list_states(log: &LogExtent<'_>) -> Vec<PlaceState> {
    let states = control::at(log.scenario, &log.cursor);
    let is_new = |state: &PlaceState| {
        let mut claims = state.supporting_claims();
        claims.any(|claim| log.is_included(&claim.get(log.scenario).provenance))
    };
    states
        .into_iter()
        .filter(|state| log.since.is_none() || is_new(state))
        .filter(|state| log.passes_filter(|retained| retained.has_place(state.place)))
        .collect()
}

fn find_place<'s>(log: &LogExtent<'s>, state: PlaceSortKey<'_>) -> &'s Place {
    log.scenario.place(state.place)
}

fn party_cell<'s>(log: &LogExtent<'s>, party: Option<PartyKey>) -> Cell<'s> {
    optional_cell(party.map(|party| log.scenario.party(party).id.as_str()))
}

fn degrees_cell<'l>(value: Option<f64>) -> Cell<'l> {
    value.map_or(Cell::None, Cell::Number)
}

pub(super) fn place_columns<'k>() -> Vec<Column<PlaceSortKey<'k>>> {
    let mut columns = constant_columns();
    columns.extend(holder_columns());
    columns.extend(overlay_columns());
    columns.extend(claim_columns());
    columns
}

/// What does not change.
fn constant_columns<'k>() -> Vec<Column<PlaceSortKey<'k>>> {
    vec![
        Column::new("id", "its id", |log, state| {
            text_cell(find_place(log, state).id.as_str())
        }),
        Column::new("name", "its name", |log, state| {
            text_cell(&find_place(log, state).name)
        }),
        Column::new("code", "its letters on the map", |log, state| {
            optional_cell(find_place(log, state).code.as_deref())
        }),
        Column::new("capital", "its seat", |log, state| {
            text_cell(find_place(log, state).seat_or_name())
        }),
        Column::new("latitude", "of the seat, degrees north", |log, state| {
            let capital = find_place(log, state).capital.as_ref();
            degrees_cell(capital.and_then(|capital| capital.latitude))
        }),
        Column::new("longitude", "of the seat, degrees east", |log, state| {
            let capital = find_place(log, state).capital.as_ref();
            degrees_cell(capital.and_then(|capital| capital.longitude))
        }),
        Column::new(
            "region",
            "the region under which it is listed",
            |log, state| optional_cell(find_place(log, state).region.as_deref()),
        ),
        Column::new("population", "people who live there", |log, state| {
            find_place(log, state)
                .population
                .map_or(Cell::None, Cell::Count)
        }),
        Column::new(
            "major",
            "whether it counts among the last holdouts",
            |log, state| Cell::Flag(find_place(log, state).major),
        ),
    ]
}

/// Who holds it, since when, on what word.
fn holder_columns<'k>() -> Vec<Column<PlaceSortKey<'k>>> {
    vec![
        Column::new(
            "holder",
            "id of the party that holds it; empty if unknown",
            |log, state| party_cell(log, state.holder),
        ),
        Column::new("holder_name", "name of that party", |log, state| {
            optional_cell(
                state
                    .holder
                    .map(|party| log.scenario.party(party).name.as_str()),
            )
        }),
        Column::new(
            "status",
            "how a place is held, what a claim says, where forces are",
            |_, state| text_cell(state.derive_control().to_word()),
        ),
        Column::new(
            "basis",
            "on what it rests: claimed, assessed, reported, confirmed; initial is before the log",
            |_, state| text_cell(state.basis.map_or("initial", basis_word)),
        ),
        Column::new(
            "since",
            "since when it is held or counted, as the scenario writes it",
            |log, state| {
                holding_since(log.scenario, state)
                    .map_or(Cell::None, |since| owned_cell(since.at.to_string()))
            },
        ),
        Column::new(
            "since_or",
            "other moments that are given for it",
            |log, state| {
                let moments = state.alternative_moments(log.scenario);
                Cell::List(moments.map(|at| at.to_string().into()).collect())
            },
        ),
        Column::new(
            "before",
            "id of the party that held it before",
            |log, state| party_cell(log, state.since.and(state.before)),
        ),
    ]
}

/// What is said of it beside its holder.
fn overlay_columns<'k>() -> Vec<Column<PlaceSortKey<'k>>> {
    vec![
        Column::new("pressure", "encircled or threatened", |_, state| {
            optional_cell(state.pressure.map(|pressure| pressure.kind.to_word()))
        }),
        Column::new(
            "pressure_by",
            "id of the party that presses it",
            |log, state| party_cell(log, state.pressure.map(|pressure| pressure.party)),
        ),
        Column::new(
            "claimed_by",
            "id of a party that only claims it",
            |log, state| party_cell(log, state.mark.map(|mark| mark.party)),
        ),
        Column::new(
            "rivals",
            "ids of the parties that fight for it",
            |log, state| {
                let rivals = state.rivals.iter();
                let ids = rivals.map(|rival| log.scenario.party(rival.party).id.as_str().into());
                Cell::List(ids.collect())
            },
        ),
    ]
}

/// The claim by which its holder took it.
fn claim_columns<'k>() -> Vec<Column<PlaceSortKey<'k>>> {
    vec![
        Column::new("event", "id of the event that says so", |log, state| {
            let since = state.since;
            optional_cell(since.map(|since| log.scenario.event(since.event).id.as_str()))
        }),
        Column::new(
            "sources",
            "ids of its sources, the first one graded",
            |log, state| {
                let since = holding_since(log.scenario, state);
                since.map_or(Cell::List(Vec::new()), |since| source_ids(log, since))
            },
        ),
        Column::new(
            "grade",
            "Admiralty grade; `F6` is not judged",
            |log, state| {
                let since = holding_since(log.scenario, state);
                since.map_or(Cell::None, |since| {
                    owned_cell(log.scenario.grade_item(since, &log.cursor).to_string())
                })
            },
        ),
        Column::new("note", "the editor's remark, for readers", |log, state| {
            optional_cell(find_place(log, state).note.as_deref())
        }),
    ]
}

fn holding_since<'s>(scenario: &'s Scenario, state: &PlaceState) -> Option<&'s Provenance> {
    state.since.map(|since| &since.get(scenario).provenance)
}
