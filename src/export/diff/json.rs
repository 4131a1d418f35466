//! The change ledger as JSON with stable keys: the same three lists, with ids.
//!
//! Called by `dateline diff --format json`. Figures, events and what judges them have the keys of the
//! JSON export.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::export::diff::Compared;
use crate::export::entries::is_shown;
use crate::export::json::rows::{ClaimRow, CursorRow, EventRow, FigureRow, Heading, PressureRow};
use crate::export::json::{Seen, claim_row, cursor_row, event_row, figure_row, heading};
use crate::facts::word;
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
pub fn write(compared: Compared<'_, '_>, mut to: impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut to, &document(compared)).map_err(io::Error::from)?;
    to.write_all(b"\n")?;
    to.flush()
}

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    scenario: Heading<'a>,
    from: CursorRow,
    to: CursorRow,
    tally: BTreeMap<&'a str, Count>,
    changed: List<'a>,
    learnt: List<'a>,
    corrected: List<'a>,
}

#[derive(Serialize)]
struct Count {
    before: usize,
    after: usize,
}

#[derive(Serialize)]
struct List<'a> {
    places: Vec<PlaceRow<'a>>,
    figures: Vec<Figures<'a>>,
    deadlines: Vec<DeadlineRow<'a>>,
    events: Vec<EventRow<'a>>,
}

#[derive(Serialize)]
struct PlaceRow<'a> {
    place: &'a str,
    name: &'a str,
    what: &'static str,
    before: Side<'a>,
    after: Side<'a>,
    differs: bool,
    claim: Option<ClaimRow<'a>>,
}

/// What is said of a place at one end: its holder's id, a word for how it is held, or what presses it.
#[derive(Serialize)]
#[serde(untagged)]
enum Side<'a> {
    Holder(Option<&'a str>),
    Control(&'static str),
    Pressure(Option<PressureRow<'a>>),
}

#[derive(Serialize)]
struct Figures<'a> {
    series: &'a str,
    status: Option<&'static str>,
    /// What leads at either end.
    before: Option<FigureRow<'a>>,
    after: Option<FigureRow<'a>>,
    /// All that is in force at either end, and what was said between and no longer is.
    all_before: Vec<FigureRow<'a>>,
    all_after: Vec<FigureRow<'a>>,
    between: Vec<FigureRow<'a>>,
    /// The event that says that the series ended.
    ended: Option<&'a str>,
}

#[derive(Serialize)]
struct DeadlineRow<'a> {
    id: &'a str,
    label: &'a str,
    before: Option<String>,
    after: Option<String>,
    event: Option<&'a str>,
    state_before: Option<&'static str>,
    state_after: Option<&'static str>,
}

fn document<'a>(compared: Compared<'a, 'a>) -> Document<'a> {
    let Compared { from, to, .. } = compared;
    let scenario = to.scenario;
    let holds = |end: &Fold<'_>, party: PartyKey| {
        let states = end.places.iter();
        states.filter(|state| state.holder == Some(party)).count()
    };
    let tally = scenario.party_keys().map(|party| {
        let count = Count {
            before: holds(from, party),
            after: holds(to, party),
        };
        (scenario.party(party).id.as_str(), count)
    });
    Document {
        format: FORMAT,
        scenario: heading(scenario),
        from: cursor_row(scenario, &from.cursor),
        to: cursor_row(scenario, &to.cursor),
        tally: tally.collect(),
        changed: list(compared, Why::Happened),
        learnt: list(compared, Why::Learnt),
        corrected: list(compared, Why::Corrected),
    }
}

fn list<'a>(compared: Compared<'a, 'a>, why: Why) -> List<'a> {
    let Compared { from, to, ledger } = compared;
    let places = ledger.places.iter().filter(|change| change.why == why);
    let figures = ledger.figures.iter().filter(|change| change.why == why);
    let deadlines = ledger.deadlines.iter().filter(|change| change.why == why);
    let events = ledger.events.iter().filter(|change| change.why == why);
    List {
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
                event_row(seen(end), change.event)
            })
            .collect(),
    }
}

fn pair_row<'a>(compared: Compared<'a, 'a>, pair: &FigurePair) -> Figures<'a> {
    let Compared { from, to, .. } = compared;
    let scenario = to.scenario;
    let rows = |end: &'a Fold<'a>, figures: &[FigureRef]| {
        let figures = figures.iter();
        let rows = figures.map(|figure| figure_row(seen(end), *figure));
        rows.collect::<Vec<FigureRow<'a>>>()
    };
    let ended = pair.ended.map(|end| scenario.event(end.event).id.as_str());
    Figures {
        series: scenario.one_series(pair.key.series).id.as_str(),
        status: pair
            .key
            .status
            .map(|status| word(&ForceStatus::WORDS, status)),
        before: rows(from, &pair.before).into_iter().next(),
        after: rows(to, &pair.after).into_iter().next(),
        all_before: rows(from, &pair.before),
        all_after: rows(to, &pair.after),
        between: rows(to, &pair.between),
        ended,
    }
}

/// The scenario as one end sees it.
fn seen<'a>(end: &'a Fold<'a>) -> Seen<'a> {
    Seen {
        scenario: end.scenario,
        cursor: end.cursor,
    }
}

fn place_row<'a>(compared: Compared<'a, 'a>, change: &PlaceChange) -> PlaceRow<'a> {
    let scenario = compared.to.scenario;
    let place = scenario.place(change.place);
    let id = |party: PartyKey| scenario.party(party).id.as_str();
    let pressure = |pressure: Option<(PressureKind, PartyKey)>| {
        Side::Pressure(pressure.map(|(kind, party)| PressureRow {
            status: kind.word(),
            party: id(party),
        }))
    };
    let (what, before, after) = match change.what {
        PlaceWhat::Holder(from, to) => (
            "holder",
            Side::Holder(from.map(id)),
            Side::Holder(to.map(id)),
        ),
        PlaceWhat::Control(from, to) => (
            "control",
            Side::Control(from.word()),
            Side::Control(to.word()),
        ),
        PlaceWhat::Pressure(from, to) => ("pressure", pressure(from), pressure(to)),
    };
    PlaceRow {
        place: place.id.as_str(),
        name: &place.name,
        what,
        before,
        after,
        differs: change.differs,
        claim: change
            .claim
            .map(|claim| claim_row(seen(compared.to), claim)),
    }
}

fn deadline_row<'a>(
    compared: Compared<'a, 'a>,
    change: &DeadlineChange,
) -> Option<DeadlineRow<'a>> {
    let scenario = compared.to.scenario;
    let state = change.after.or(change.before)?;
    let word = state.word(scenario);
    let on = |state: Option<DeadlineState>| {
        let on = state.filter(|state| state.phase != Phase::Ended(Outcome::Dropped));
        Some(on?.on(scenario)?.to_string())
    };
    let phase = |state: DeadlineState| state.phase.word();
    Some(DeadlineRow {
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
