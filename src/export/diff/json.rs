//! The change ledger as JSON with stable keys: the same three lists, with ids.
//!
//! Called by `dateline diff --format json`. Figures, events and what judges them have the keys of the
//! JSON export.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::export::diff::ComparedEnds;
use crate::export::entries::is_shown;
use crate::export::json::rows::{
    ClaimRow, CursorRow, EventRow, FigureDocumentRow, PressureRow, ScenarioHeading,
};
use crate::export::json::{Seen, claim_row, cursor_row, event_row, figure_row, to_heading};
use crate::facts::find_word;
use crate::model::figure::ForceStatus;
use crate::model::id::PartyKey;
use crate::model::statement::Outcome;
use crate::snapshot::Fold;
use crate::snapshot::control::PressureKind;
use crate::snapshot::deadlines::{DeadlineState, Phase};
use crate::snapshot::ledger::{DeadlineChange, PlaceChange, PlaceWhat, Why};
use crate::snapshot::paired::FigurePair;
use crate::snapshot::reference::FigureRef;

/// The version of these keys.
const FORMAT: u32 = 1;

/// Writes a ledger as one JSON object and a line break.
///
/// # Errors
///
/// What the writer gives.
pub fn write(compared: ComparedEnds<'_, '_>, mut to: impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut to, &to_document(compared)).map_err(io::Error::from)?;
    to.write_all(b"\n")?;
    to.flush()
}

#[derive(Serialize)]
struct LedgerDocument<'a> {
    format: u32,
    scenario: ScenarioHeading<'a>,
    from: CursorRow,
    to: CursorRow,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    filter: Vec<String>,
    tally: BTreeMap<&'a str, CountCell>,
    changed: ChangeList<'a>,
    learnt: ChangeList<'a>,
    corrected: ChangeList<'a>,
}

#[derive(Serialize)]
struct CountCell {
    before: usize,
    after: usize,
}

#[derive(Serialize)]
struct ChangeList<'a> {
    places: Vec<LedgerPlaceRow<'a>>,
    figures: Vec<FigureChanges<'a>>,
    deadlines: Vec<LedgerDeadlineRow<'a>>,
    events: Vec<EventRow<'a>>,
}

#[derive(Serialize)]
struct LedgerPlaceRow<'a> {
    place: &'a str,
    name: &'a str,
    what: &'static str,
    before: PlaceSide<'a>,
    after: PlaceSide<'a>,
    differs: bool,
    claim: Option<ClaimRow<'a>>,
}

/// What is said of a place at one end: its holder's id, a word for how it is held, or what presses it.
#[derive(Serialize)]
#[serde(untagged)]
enum PlaceSide<'a> {
    Holder(Option<&'a str>),
    Control(&'static str),
    Pressure(Option<PressureRow<'a>>),
}

#[derive(Serialize)]
struct FigureChanges<'a> {
    series: &'a str,
    status: Option<&'static str>,
    /// What leads at either end.
    before: Option<FigureDocumentRow<'a>>,
    after: Option<FigureDocumentRow<'a>>,
    /// All that is in force at either end, and what was said between and no longer is.
    all_before: Vec<FigureDocumentRow<'a>>,
    all_after: Vec<FigureDocumentRow<'a>>,
    between: Vec<FigureDocumentRow<'a>>,
    /// The event that says that the series ended.
    ended: Option<&'a str>,
}

#[derive(Serialize)]
struct LedgerDeadlineRow<'a> {
    id: &'a str,
    label: &'a str,
    before: Option<String>,
    after: Option<String>,
    event: Option<&'a str>,
    state_before: Option<&'static str>,
    state_after: Option<&'static str>,
}

fn to_document<'a>(compared: ComparedEnds<'a, 'a>) -> LedgerDocument<'a> {
    let ComparedEnds { from, to, .. } = compared;
    let scenario = to.scenario;
    let holds = |end: &Fold<'_>, party: PartyKey| {
        let states = end.places.iter();
        states.filter(|state| state.holder == Some(party)).count()
    };
    let tally = scenario.party_keys().map(|party| {
        let count = CountCell {
            before: holds(from, party),
            after: holds(to, party),
        };
        (scenario.party(party).id.as_str(), count)
    });
    LedgerDocument {
        format: FORMAT,
        scenario: to_heading(scenario),
        from: cursor_row(scenario, &from.cursor),
        to: cursor_row(scenario, &to.cursor),
        filter: compared
            .filtered
            .map_or_else(Vec::new, |filtered| filtered.conditions.clone()),
        tally: tally.collect(),
        changed: to_list(compared, Why::Happened),
        learnt: to_list(compared, Why::Learnt),
        corrected: to_list(compared, Why::Corrected),
    }
}

fn to_list<'a>(compared: ComparedEnds<'a, 'a>, why: Why) -> ChangeList<'a> {
    let ComparedEnds { from, to, .. } = compared;
    let ledger = compared.listed();
    let places = ledger.places.iter().filter(|change| change.why == why);
    let figures = ledger.figures.iter().filter(|change| change.why == why);
    let deadlines = ledger.deadlines.iter().filter(|change| change.why == why);
    let events = ledger.events.iter().filter(|change| change.why == why);
    ChangeList {
        places: places.map(|change| place_row(compared, change)).collect(),
        figures: figures
            .map(|change| pair_row(compared, &change.pair))
            .collect(),
        deadlines: deadlines
            .filter_map(|change| deadline_row(compared, change))
            .collect(),
        events: events
            .map(|change| {
                // An event that has gone is as the first end showed it.
                let end = if is_shown(to, change.event) { to } else { from };
                event_row(seen_from(end), change.event)
            })
            .collect(),
    }
}

fn pair_row<'a>(compared: ComparedEnds<'a, 'a>, pair: &FigurePair) -> FigureChanges<'a> {
    let ComparedEnds { from, to, .. } = compared;
    let scenario = to.scenario;
    let rows = |end: &'a Fold<'a>, figures: &[FigureRef]| {
        let figures = figures.iter();
        let rows = figures.map(|figure| figure_row(seen_from(end), *figure));
        rows.collect::<Vec<FigureDocumentRow<'a>>>()
    };
    let ended = pair.ended.map(|end| scenario.event(end.event).id.as_str());
    FigureChanges {
        series: scenario.one_series(pair.key.series).id.as_str(),
        status: pair
            .key
            .status
            .map(|status| find_word(&ForceStatus::WORDS, status)),
        before: rows(from, &pair.before).into_iter().next(),
        after: rows(to, &pair.after).into_iter().next(),
        all_before: rows(from, &pair.before),
        all_after: rows(to, &pair.after),
        between: rows(to, &pair.between),
        ended,
    }
}

/// The scenario as one end sees it.
fn seen_from<'a>(end: &'a Fold<'a>) -> Seen<'a> {
    Seen {
        scenario: end.scenario,
        cursor: end.cursor,
    }
}

fn place_row<'a>(compared: ComparedEnds<'a, 'a>, change: &PlaceChange) -> LedgerPlaceRow<'a> {
    let scenario = compared.to.scenario;
    let place = scenario.place(change.place);
    let id = |party: PartyKey| scenario.party(party).id.as_str();
    let pressure = |pressure: Option<(PressureKind, PartyKey)>| {
        PlaceSide::Pressure(pressure.map(|(kind, party)| PressureRow {
            status: kind.to_word(),
            party: id(party),
        }))
    };
    let (what, before, after) = match change.what {
        PlaceWhat::Holder(from, to) => (
            "holder",
            PlaceSide::Holder(from.map(id)),
            PlaceSide::Holder(to.map(id)),
        ),
        PlaceWhat::Control(from, to) => (
            "control",
            PlaceSide::Control(from.to_word()),
            PlaceSide::Control(to.to_word()),
        ),
        PlaceWhat::Pressure(from, to) => ("pressure", pressure(from), pressure(to)),
        PlaceWhat::Tied(to) => (
            "tied",
            PlaceSide::Holder(None),
            PlaceSide::Holder(Some(id(to))),
        ),
    };
    LedgerPlaceRow {
        place: place.id.as_str(),
        name: &place.name,
        what,
        before,
        after,
        differs: change.differs,
        claim: change
            .claim
            .map(|claim| claim_row(seen_from(compared.to), claim)),
    }
}

fn deadline_row<'a>(
    compared: ComparedEnds<'a, 'a>,
    change: &DeadlineChange,
) -> Option<LedgerDeadlineRow<'a>> {
    let scenario = compared.to.scenario;
    let state = change.after.or(change.before)?;
    let word = state.last_word(scenario);
    let on = |state: Option<DeadlineState>| {
        let on = state.filter(|state| state.phase != Phase::Ended(Outcome::Dropped));
        Some(on?.earliest_date(scenario)?.to_string())
    };
    let phase = |state: DeadlineState| state.phase.to_word();
    Some(LedgerDeadlineRow {
        id: word.id.as_str(),
        label: &word.label,
        before: on(change.before),
        after: on(change.after),
        event: change
            .after
            .map(|state| scenario.event(state.deadline.event).id.as_str()),
        state_before: change.before.map(phase),
        state_after: change.after.map(phase),
    })
}
