//! The snapshot as JSON, with stable keys: everything that the panes show, each with its sources.
//!
//! Called by `dateline export`. Moments are as the scenario writes them, the cursor is in RFC 3339;
//! what is unknown is null, never 0.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::format::moment::rfc3339;
use crate::format::place::basis_word;
use crate::model::claim::{Claim, Provenance, Status};
use crate::model::cursor::Known;
use crate::model::figure::{Amount, Figure, ForceStatus, Group, Measure, Qualifier};
use crate::model::id::{EventKey, PartyKey};
use crate::model::scenario::Scenario;
use crate::snapshot::control::{self, PlaceState};
use crate::snapshot::reference::{ClaimRef, FigureRef};
use crate::snapshot::{Snapshot, visible};

/// The version of these keys.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    scenario: Heading<'a>,
    cursor: CursorRow,
    places: Vec<PlaceRow<'a>>,
    tally: BTreeMap<&'a str, usize>,
    unknown: usize,
    figures: Vec<FigureRow<'a>>,
    events: Vec<EventRow<'a>>,
    deadlines: Vec<DeadlineRow<'a>>,
    stated: Vec<StatedRow<'a>>,
    holdouts: Vec<&'a str>,
    hidden: usize,
}

#[derive(Serialize)]
struct Heading<'a> {
    id: &'a str,
    title: &'a str,
    zone: &'a str,
}

#[derive(Serialize)]
struct CursorRow {
    as_of: String,
    known_at: String,
}

#[derive(Serialize)]
struct PlaceRow<'a> {
    id: &'a str,
    name: &'a str,
    capital: &'a str,
    holder: Option<&'a str>,
    status: &'static str,
    basis: &'static str,
    since: Option<String>,
    since_or: Vec<String>,
    pressure: Option<PressureRow<'a>>,
    claimed_by: Option<&'a str>,
    rivals: Vec<&'a str>,
    claims: Vec<ClaimRow<'a>>,
}

#[derive(Serialize)]
struct PressureRow<'a> {
    status: &'static str,
    party: &'a str,
}

#[derive(Serialize)]
struct ProvenanceRow<'a> {
    at: String,
    recorded_at: String,
    sources: Vec<&'a str>,
    grade: String,
}

#[derive(Serialize)]
struct ClaimRow<'a> {
    event: &'a str,
    party: &'a str,
    status: &'static str,
    basis: &'static str,
    scope: &'a str,
    counts: bool,
    alternative: Option<&'a str>,
    note: Option<&'a str>,
    #[serde(flatten)]
    provenance: ProvenanceRow<'a>,
}

#[derive(Serialize)]
struct FigureRow<'a> {
    series: &'a str,
    label: &'a str,
    group: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<serde_json::Number>,
    qualifier: &'static str,
    unit: &'a str,
    measure: &'static str,
    scope: Option<&'a str>,
    since: Option<String>,
    period: Option<&'a str>,
    status: Option<&'static str>,
    event: &'a str,
    note: Option<&'a str>,
    #[serde(flatten)]
    provenance: ProvenanceRow<'a>,
}

#[derive(Serialize)]
struct EventRow<'a> {
    id: &'a str,
    kind: Option<&'a str>,
    headline: &'a str,
    body: Option<&'a str>,
    places: Vec<&'a str>,
    tags: Vec<&'a str>,
    note: Option<&'a str>,
    corrects: Option<&'a str>,
    statements: Vec<StatementRow<'a>>,
    #[serde(flatten)]
    provenance: ProvenanceRow<'a>,
}

#[derive(Serialize)]
struct StatementRow<'a> {
    speaker: &'a str,
    name: &'a str,
    role: Option<&'a str>,
    says: &'a str,
    likelihood: Option<&'static str>,
    confidence: Option<&'static str>,
    sources: Vec<&'a str>,
}

#[derive(Serialize)]
struct DeadlineRow<'a> {
    id: &'a str,
    label: &'a str,
    on: Option<String>,
    days: i64,
    event: &'a str,
    sources: Vec<&'a str>,
}

#[derive(Serialize)]
struct StatedRow<'a> {
    series: &'a str,
    stated: StatedAmount,
    qualifier: &'static str,
    itemised: Itemised,
    verdict: &'static str,
    at: String,
    sources: Vec<&'a str>,
    grade: String,
}

#[derive(Serialize)]
#[serde(untagged)]
enum StatedAmount {
    Value(serde_json::Number),
    Range {
        low: serde_json::Number,
        high: serde_json::Number,
    },
}

#[derive(Serialize)]
struct Itemised {
    least: usize,
    greatest: usize,
}

/// Writes a snapshot as one JSON object and a line break.
///
/// # Errors
///
/// What the writer gives.
pub fn write(snapshot: &Snapshot<'_>, mut to: impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut to, &document(snapshot)).map_err(io::Error::from)?;
    to.write_all(b"\n")?;
    to.flush()
}

fn document<'a>(snapshot: &'a Snapshot<'a>) -> Document<'a> {
    let scenario = snapshot.scenario;
    let zone = scenario.zone();
    let mut holdouts: Vec<&str> = snapshot
        .holdouts
        .iter()
        .map(|place| scenario.place(*place).id.as_str())
        .collect();
    holdouts.sort_unstable();
    Document {
        format: FORMAT,
        scenario: Heading {
            id: scenario.heading.id.as_str(),
            title: &scenario.heading.title,
            zone: scenario.heading.zone.name(),
        },
        cursor: CursorRow {
            as_of: rfc3339(snapshot.cursor.as_of, zone),
            known_at: match snapshot.cursor.known {
                Known::Now => "now".to_owned(),
                Known::Then | Known::At(_) => rfc3339(snapshot.cursor.known_at(), zone),
            },
        },
        places: places(snapshot),
        tally: scenario
            .party_keys()
            .map(|party| (scenario.party(party).id.as_str(), snapshot.held_by(party)))
            .collect(),
        unknown: snapshot.unknown,
        figures: snapshot
            .figures
            .iter()
            .flat_map(|reading| std::iter::once(&reading.figure).chain(&reading.disagreeing))
            .map(|figure| figure_row(scenario, *figure))
            .collect(),
        events: snapshot
            .events
            .iter()
            .map(|event| event_row(scenario, *event))
            .collect(),
        deadlines: deadlines(snapshot),
        stated: stated(snapshot),
        holdouts,
        hidden: snapshot.hidden,
    }
}

fn places<'a>(snapshot: &'a Snapshot<'a>) -> Vec<PlaceRow<'a>> {
    let scenario = snapshot.scenario;
    // Looked up once for all places: asking place by place would read the log once for each.
    let mut claims: Vec<Vec<ClaimRef>> = vec![Vec::new(); scenario.places.len()];
    for event in visible::carriers(scenario, &snapshot.cursor) {
        for (reference, claim) in ClaimRef::of(scenario, event) {
            if visible::is_known(&claim.provenance, &snapshot.cursor) {
                claims[claim.place.row()].push(reference);
            }
        }
    }
    for claims in &mut claims {
        claims.sort_by(|a, b| {
            control::order(scenario, *a, a.get(scenario)).cmp(&control::order(
                scenario,
                *b,
                b.get(scenario),
            ))
        });
    }
    snapshot
        .places
        .iter()
        .zip(claims)
        .map(|(state, claims)| place_row(scenario, state, &claims))
        .collect()
}

fn place_row<'a>(scenario: &'a Scenario, state: &PlaceState, claims: &[ClaimRef]) -> PlaceRow<'a> {
    let place = scenario.place(state.place);
    let id = |party: PartyKey| scenario.party(party).id.as_str();
    PlaceRow {
        id: place.id.as_str(),
        name: &place.name,
        capital: place.seat(),
        holder: state.holder.map(id),
        status: state.control().word(),
        basis: state.basis.map_or("initial", basis_word),
        since: state
            .since
            .map(|since| since.get(scenario).provenance.at.to_string()),
        since_or: state
            .alternatives(scenario)
            .map(ToString::to_string)
            .collect(),
        pressure: state.pressure.map(|pressure| PressureRow {
            status: pressure.kind.word(),
            party: id(pressure.party),
        }),
        claimed_by: state.mark.map(|mark| id(mark.party)),
        rivals: state.rivals.iter().map(|rival| id(rival.party)).collect(),
        claims: claims
            .iter()
            .map(|claim| claim_row(scenario, *claim))
            .collect(),
    }
}

fn claim_row(scenario: &Scenario, reference: ClaimRef) -> ClaimRow<'_> {
    let claim: &Claim = reference.get(scenario);
    ClaimRow {
        event: scenario.event(reference.event).id.as_str(),
        party: scenario.party(claim.party).id.as_str(),
        status: word(&Status::WORDS, claim.status),
        basis: basis_word(claim.basis),
        scope: claim
            .scope
            .as_deref()
            .unwrap_or(&scenario.heading.control_scope),
        counts: control::counts(scenario, claim, None),
        alternative: claim.alternative.as_deref(),
        note: claim.note.as_deref(),
        provenance: provenance(scenario, &claim.provenance),
    }
}

fn provenance<'a>(scenario: &'a Scenario, provenance: &Provenance) -> ProvenanceRow<'a> {
    ProvenanceRow {
        at: provenance.at.to_string(),
        recorded_at: provenance.recorded_at.to_string(),
        sources: source_ids(scenario, provenance),
        grade: scenario.grade(provenance).to_string(),
    }
}

fn source_ids<'a>(scenario: &'a Scenario, provenance: &Provenance) -> Vec<&'a str> {
    provenance
        .sources
        .iter()
        .map(|source| scenario.source(*source).id.as_str())
        .collect()
}

fn figure_row(scenario: &Scenario, reference: FigureRef) -> FigureRow<'_> {
    let figure: &Figure = reference.get(scenario);
    let series = scenario.one_series(figure.series);
    let (value, range) = match figure.amount {
        Amount::Value(value) => (Some(number(value)), None),
        Amount::Range(low, high) => (None, Some((number(low), number(high)))),
    };
    let (low, high) = range.unzip();
    FigureRow {
        series: series.id.as_str(),
        label: &series.label,
        group: word(&Group::WORDS, series.group),
        value,
        low,
        high,
        qualifier: word(&Qualifier::WORDS, figure.qualifier),
        unit: &series.unit,
        measure: word(&Measure::WORDS, series.measure),
        scope: series.scope.as_deref(),
        since: series.since.as_ref().map(ToString::to_string),
        period: series.period.as_deref(),
        status: figure
            .status
            .map(|status| word(&ForceStatus::WORDS, status)),
        event: scenario.event(reference.event).id.as_str(),
        note: figure.note.as_deref(),
        provenance: provenance(scenario, &figure.provenance),
    }
}

fn event_row(scenario: &Scenario, key: EventKey) -> EventRow<'_> {
    let event = scenario.event(key);
    EventRow {
        id: event.id.as_str(),
        kind: event.kind.map(|kind| scenario.kind(kind).id.as_str()),
        headline: &event.headline,
        body: event.body.as_deref(),
        places: event
            .places
            .iter()
            .map(|place| scenario.place(*place).id.as_str())
            .collect(),
        tags: event.tags().iter().map(|tag| &**tag).collect(),
        note: event.note().map(|note| &**note),
        corrects: event
            .corrects()
            .map(|correction| scenario.event(correction.event).id.as_str()),
        statements: event
            .statements()
            .iter()
            .map(|said| statement_row(scenario, said))
            .collect(),
        provenance: provenance(scenario, &event.provenance),
    }
}

fn statement_row<'a>(
    scenario: &'a Scenario,
    said: &'a crate::model::statement::Statement,
) -> StatementRow<'a> {
    use crate::model::statement::{Confidence, Likelihood};
    let person = scenario.person(said.speaker);
    StatementRow {
        speaker: person.id.as_str(),
        name: &person.name,
        role: person.role.as_deref(),
        says: &said.says,
        likelihood: said
            .likelihood
            .map(|likelihood| word(&Likelihood::WORDS, likelihood)),
        confidence: said
            .confidence
            .map(|confidence| word(&Confidence::WORDS, confidence)),
        sources: source_ids(scenario, &said.provenance),
    }
}

fn deadlines<'a>(snapshot: &'a Snapshot<'a>) -> Vec<DeadlineRow<'a>> {
    let scenario = snapshot.scenario;
    snapshot
        .deadlines
        .iter()
        .map(|state| {
            let deadline = state.deadline.get(scenario);
            DeadlineRow {
                id: deadline.id.as_str(),
                label: &deadline.label,
                on: deadline.on.map(|on| on.to_string()),
                days: state.days,
                event: scenario.event(state.deadline.event).id.as_str(),
                sources: source_ids(scenario, &deadline.provenance),
            }
        })
        .collect()
}

fn stated<'a>(snapshot: &'a Snapshot<'a>) -> Vec<StatedRow<'a>> {
    let scenario = snapshot.scenario;
    snapshot
        .stated
        .iter()
        .map(|stated| {
            let figure = stated.figure.get(scenario);
            StatedRow {
                series: scenario.one_series(figure.series).id.as_str(),
                stated: match figure.amount {
                    Amount::Value(value) => StatedAmount::Value(number(value)),
                    Amount::Range(low, high) => StatedAmount::Range {
                        low: number(low),
                        high: number(high),
                    },
                },
                qualifier: word(&Qualifier::WORDS, figure.qualifier),
                itemised: Itemised {
                    least: stated.least,
                    greatest: stated.greatest,
                },
                verdict: stated.verdict.word(),
                at: figure.provenance.at.to_string(),
                sources: source_ids(scenario, &figure.provenance),
                grade: scenario.grade(&figure.provenance).to_string(),
            }
        })
        .collect()
}

fn word<T: PartialEq + Copy>(words: &[(&'static str, T)], value: T) -> &'static str {
    words
        .iter()
        .find(|(_, known)| *known == value)
        .map_or("", |(word, _)| *word)
}

/// A whole number without a decimal point, so that 14 does not read as 14.0.
fn number(value: f64) -> serde_json::Number {
    let text = value.to_string();
    text.parse::<u64>()
        .map(serde_json::Number::from)
        .ok()
        .or_else(|| serde_json::Number::from_f64(value))
        .unwrap_or_else(|| serde_json::Number::from(0))
}
