//! The table of places: one row a place with its state at the cursor, in the order of the file.
//!
//! `geojson` writes the same columns as the properties of its features.

use super::parts::{Cell, Column, Log};
use super::provenance::{maybe, owned, source_ids, text};
use crate::facts::place::basis_word;
use crate::model::claim::Provenance;
use crate::model::id::PartyKey;
use crate::model::scenario::{Place, Scenario};
use crate::snapshot::control::{self, PlaceState};

type Key<'k> = &'k PlaceState;

/// The states at the cursor; of what is newer than a moment, those that rest on a newer claim.
pub(super) fn states(log: &Log<'_>) -> Vec<PlaceState> {
    let states = control::at(log.scenario, &log.cursor);
    let is_new = |state: &PlaceState| {
        let mut claims = state.claims();
        claims.any(|claim| log.has(&claim.get(log.scenario).provenance))
    };
    states
        .into_iter()
        .filter(|state| log.since.is_none() || is_new(state))
        .filter(|state| log.keeps(|kept| kept.has_place(state.place)))
        .collect()
}

fn place<'s>(log: &Log<'s>, state: Key<'_>) -> &'s Place {
    log.scenario.place(state.place)
}

fn party<'s>(log: &Log<'s>, party: Option<PartyKey>) -> Cell<'s> {
    maybe(party.map(|party| log.scenario.party(party).id.as_str()))
}

fn degrees<'l>(value: Option<f64>) -> Cell<'l> {
    value.map_or(Cell::None, Cell::Number)
}

pub(super) fn columns<'k>() -> Vec<Column<Key<'k>>> {
    let mut columns = about();
    columns.extend(held());
    columns.extend(beside());
    columns.extend(judged());
    columns
}

/// What does not change.
fn about<'k>() -> Vec<Column<Key<'k>>> {
    vec![
        Column::new("id", "its id", |log, state| {
            text(place(log, state).id.as_str())
        }),
        Column::new("name", "its name", |log, state| {
            text(&place(log, state).name)
        }),
        Column::new("code", "its letters on the map", |log, state| {
            maybe(place(log, state).code.as_deref())
        }),
        Column::new("capital", "its seat", |log, state| {
            text(place(log, state).seat())
        }),
        Column::new("latitude", "of the seat, degrees north", |log, state| {
            let capital = place(log, state).capital.as_ref();
            degrees(capital.and_then(|capital| capital.latitude))
        }),
        Column::new("longitude", "of the seat, degrees east", |log, state| {
            let capital = place(log, state).capital.as_ref();
            degrees(capital.and_then(|capital| capital.longitude))
        }),
        Column::new(
            "region",
            "the region under which it is listed",
            |log, state| maybe(place(log, state).region.as_deref()),
        ),
        Column::new("population", "people who live there", |log, state| {
            place(log, state).population.map_or(Cell::None, Cell::Count)
        }),
        Column::new(
            "major",
            "whether it counts among the last holdouts",
            |log, state| Cell::Flag(place(log, state).major),
        ),
    ]
}

/// Who holds it, since when, on what word.
fn held<'k>() -> Vec<Column<Key<'k>>> {
    vec![
        Column::new(
            "holder",
            "id of the party that holds it; empty if unknown",
            |log, state| party(log, state.holder),
        ),
        Column::new("holder_name", "name of that party", |log, state| {
            maybe(
                state
                    .holder
                    .map(|party| log.scenario.party(party).name.as_str()),
            )
        }),
        Column::new(
            "status",
            "how a place is held, what a claim says, where forces are",
            |_, state| text(state.control().word()),
        ),
        Column::new(
            "basis",
            "on what it rests: claimed, assessed, reported, confirmed; initial is before the log",
            |_, state| text(state.basis.map_or("initial", basis_word)),
        ),
        Column::new(
            "since",
            "since when it is held or counted, as the scenario writes it",
            |log, state| {
                since(log.scenario, state).map_or(Cell::None, |since| owned(since.at.to_string()))
            },
        ),
        Column::new(
            "since_or",
            "other moments that are given for it",
            |log, state| {
                let moments = state.alternatives(log.scenario);
                Cell::List(moments.map(|at| at.to_string().into()).collect())
            },
        ),
        Column::new(
            "before",
            "id of the party that held it before",
            |log, state| party(log, state.since.and(state.before)),
        ),
    ]
}

/// What is said of it beside its holder.
fn beside<'k>() -> Vec<Column<Key<'k>>> {
    vec![
        Column::new("pressure", "encircled or threatened", |_, state| {
            maybe(state.pressure.map(|pressure| pressure.kind.word()))
        }),
        Column::new(
            "pressure_by",
            "id of the party that presses it",
            |log, state| party(log, state.pressure.map(|pressure| pressure.party)),
        ),
        Column::new(
            "claimed_by",
            "id of a party that only claims it",
            |log, state| party(log, state.mark.map(|mark| mark.party)),
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
fn judged<'k>() -> Vec<Column<Key<'k>>> {
    vec![
        Column::new("event", "id of the event that says so", |log, state| {
            let since = state.since;
            maybe(since.map(|since| log.scenario.event(since.event).id.as_str()))
        }),
        Column::new(
            "sources",
            "ids of its sources, the first one graded",
            |log, state| {
                let since = since(log.scenario, state);
                since.map_or(Cell::List(Vec::new()), |since| source_ids(log, since))
            },
        ),
        Column::new(
            "grade",
            "Admiralty grade; `F6` is not judged",
            |log, state| {
                let since = since(log.scenario, state);
                since.map_or(Cell::None, |since| {
                    owned(log.scenario.grade(since, &log.cursor).to_string())
                })
            },
        ),
        Column::new("note", "the editor's remark, for readers", |log, state| {
            maybe(place(log, state).note.as_deref())
        }),
    ]
}

fn since<'s>(scenario: &'s Scenario, state: &PlaceState) -> Option<&'s Provenance> {
    state.since.map(|since| &since.get(scenario).provenance)
}
