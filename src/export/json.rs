//! The snapshot as JSON, with stable keys: everything that the panes show, each with its sources.
//!
//! Called by `dateline export`. Moments are as the scenario writes them, the cursor is in RFC 3339;
//! what is unknown is null, never 0.

pub(super) mod rows;

use std::collections::BTreeSet;
use std::io::{self, Write};

use crate::facts::find_word;
use crate::facts::place::basis_word;
use crate::model::calendar::format_rfc3339;
use crate::model::claim::{Claim, Provenance, Status};
use crate::model::cursor::{Cursor, KnownAt};
use crate::model::figure::{Amount, Figure, ForceStatus, Group, Measure, Qualifier};
use crate::model::id::{EventKey, PartyKey, SourceKey};
use crate::model::scenario::Scenario;
use crate::snapshot::claims::{self, PlaceClaims};
use crate::snapshot::control::PlaceState;
use crate::snapshot::figures::Reading;
use crate::snapshot::filter::{Condition, word_conditions};
use crate::snapshot::query::{self, Listing};
use crate::snapshot::reference::{ClaimRef, FigureRef};
use crate::snapshot::{Snapshot, visibility};
use rows::{
    ClaimRow, CursorRow, DeadlineRow, EventRow, FigureDocumentRow, Itemised, PlaceRow, PressureRow,
    ProvenanceRow, ScenarioHeading, SnapshotDocument, SourceRow, StatedAmount, StatedRow,
    StatementRow,
};

/// The version of these keys.
const FORMAT: u32 = 1;

/// Writes a snapshot as one JSON object and a line break.
///
/// # Errors
///
/// What the writer gives.
pub fn write(snapshot: &Snapshot<'_>, to: impl Write) -> io::Result<()> {
    print_document(&to_document(snapshot), to)
}

/// Writes what is listed of a snapshot, and by which conditions. Tallies and what is stated of them follow no filter;
/// sources are those that something written names.
///
/// # Errors
///
/// What the writer gives.
pub fn write_listed(
    snapshot: &Snapshot<'_>,
    listing: &Listing,
    conditions: &[Condition],
    to: impl Write,
) -> io::Result<()> {
    if conditions.is_empty() {
        return write(snapshot, to);
    }
    let scenario = snapshot.scenario;
    let mut document = to_document(snapshot);
    document.filter = list_condition_words(conditions);
    let places: BTreeSet<&str> = listing
        .places
        .iter()
        .map(|place| scenario.place(*place).id.as_str())
        .collect();
    document.places.retain(|place| places.contains(place.id));
    let events: BTreeSet<&str> = listing
        .events
        .iter()
        .map(|event| scenario.event(*event).id.as_str())
        .collect();
    document.events.retain(|event| events.contains(event.id));
    let is_listed = |row| listing.figures.contains(&row);
    let readings = snapshot.figures.iter().enumerate();
    document.figures = readings
        .filter(|(row, _)| is_listed(query::FigureRow::Reading(*row)))
        .flat_map(|(_, reading)| readings_of(snapshot, reading))
        .collect();
    let mut row = 0;
    document.deadlines.retain(|_| {
        row += 1;
        is_listed(query::FigureRow::Deadline(row - 1))
    });
    let named = document.named_sources();
    document.sources.retain(|source| named.contains(source.id));
    print_document(&document, to)
}

/// The conditions of a filter, as they are shown.
pub(super) fn list_condition_words(conditions: &[Condition]) -> Vec<String> {
    word_conditions(conditions)
}

fn print_document(document: &SnapshotDocument<'_>, mut to: impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut to, document).map_err(io::Error::from)?;
    to.write_all(b"\n")?;
    to.flush()
}

/// All that is in force of a series and status.
fn readings_of<'a>(snapshot: &Snapshot<'a>, reading: &Reading) -> Vec<FigureDocumentRow<'a>> {
    let figures = reading.all_figures();
    let rows = figures.map(|figure| figure_row(Seen::at(snapshot), figure));
    rows.collect()
}

fn to_document<'a>(snapshot: &'a Snapshot<'a>) -> SnapshotDocument<'a> {
    let scenario = snapshot.scenario;
    let mut holdouts: Vec<&str> = snapshot
        .holdouts
        .iter()
        .map(|place| scenario.place(*place).id.as_str())
        .collect();
    holdouts.sort_unstable();
    SnapshotDocument {
        format: FORMAT,
        scenario: to_heading(scenario),
        cursor: cursor_row(scenario, &snapshot.cursor),
        filter: Vec::new(),
        places: place_rows(snapshot),
        tally: scenario
            .party_keys()
            .map(|party| (scenario.party(party).id.as_str(), snapshot.held_by(party)))
            .collect(),
        unknown: snapshot.unknown,
        figures: snapshot
            .figures
            .iter()
            .flat_map(|reading| readings_of(snapshot, reading))
            .collect(),
        events: snapshot
            .events
            .iter()
            .map(|event| event_row(Seen::at(snapshot), *event))
            .collect(),
        deadlines: deadline_rows(snapshot),
        stated: stated_rows(snapshot),
        holdouts,
        hidden: snapshot.hidden,
        sources: source_rows(snapshot),
    }
}

/// A scenario as a cursor sees it.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) cursor: Cursor,
}

impl<'a> Seen<'a> {
    fn at(snapshot: &Snapshot<'a>) -> Self {
        Self {
            scenario: snapshot.scenario,
            cursor: snapshot.cursor,
        }
    }
}

/// What every JSON form says of the scenario.
pub(super) fn to_heading(scenario: &Scenario) -> ScenarioHeading<'_> {
    ScenarioHeading {
        id: scenario.heading.id.as_str(),
        title: &scenario.heading.title,
        zone: scenario.zone().to_string(),
    }
}

/// The cursor as every JSON form gives it.
pub(super) fn cursor_row(scenario: &Scenario, cursor: &Cursor) -> CursorRow {
    let zone = scenario.clock_zones().hours;
    CursorRow {
        as_of: format_rfc3339(cursor.as_of, zone),
        known_at: match cursor.known {
            KnownAt::Now => "now".to_owned(),
            KnownAt::Then | KnownAt::At(_) => format_rfc3339(cursor.known_at(), zone),
        },
    }
}

fn place_rows<'a>(snapshot: &'a Snapshot<'a>) -> Vec<PlaceRow<'a>> {
    let scenario = snapshot.scenario;
    // Looked up once for all places: asking place by place would read the log once for each.
    let claims = claims::by_place(scenario, &snapshot.cursor, None);
    let claims = claims.iter().map(PlaceClaims::all_claims);
    snapshot
        .places
        .iter()
        .zip(claims)
        .map(|(state, claims)| place_row(snapshot, state, &claims))
        .collect()
}

fn place_row<'a>(snapshot: &Snapshot<'a>, state: &PlaceState, claims: &[ClaimRef]) -> PlaceRow<'a> {
    let scenario = snapshot.scenario;
    let place = scenario.place(state.place);
    let id = |party: PartyKey| scenario.party(party).id.as_str();
    PlaceRow {
        id: place.id.as_str(),
        name: &place.name,
        capital: place.seat_or_name(),
        holder: state.holder.map(id),
        status: state.derive_control().to_word(),
        basis: state.basis.map_or("initial", basis_word),
        since: state
            .since
            .map(|since| since.get(scenario).provenance.at.to_string()),
        since_or: state
            .alternative_moments(scenario)
            .map(ToString::to_string)
            .collect(),
        pressure: state.pressure.map(|pressure| PressureRow {
            status: pressure.kind.to_word(),
            party: id(pressure.party),
        }),
        claimed_by: state.mark.map(|mark| id(mark.party)),
        rivals: state.rivals.iter().map(|rival| id(rival.party)).collect(),
        claims: claims
            .iter()
            .map(|claim| claim_row(Seen::at(snapshot), *claim))
            .collect(),
    }
}

/// A claim as a cursor shows it.
pub(super) fn claim_row(seen: Seen<'_>, reference: ClaimRef) -> ClaimRow<'_> {
    let scenario = seen.scenario;
    let claim: &Claim = reference.get(scenario);
    ClaimRow {
        event: scenario.event(reference.event).id.as_str(),
        party: scenario.party(claim.party).id.as_str(),
        status: find_word(&Status::WORDS, claim.status),
        basis: basis_word(claim.basis),
        scope: claim
            .scope
            .as_deref()
            .unwrap_or(&scenario.heading.control_scope),
        counts: claims::is_counted(scenario, claim, None),
        alternative: claim.alternative.as_deref(),
        note: claim.note.as_deref(),
        provenance: provenance_row(seen, &claim.provenance),
    }
}

fn provenance_row<'a>(seen: Seen<'a>, provenance: &'a Provenance) -> ProvenanceRow<'a> {
    ProvenanceRow {
        at: provenance.at.to_string(),
        recorded_at: provenance.recorded_at.to_string(),
        sources: source_ids(seen, provenance),
        grade: seen
            .scenario
            .grade_item(provenance, &seen.cursor)
            .to_string(),
    }
}

fn source_ids<'a>(seen: Seen<'a>, provenance: &'a Provenance) -> Vec<&'a str> {
    let scenario = seen.scenario;
    scenario
        .sources_out(provenance, &seen.cursor)
        .map(|source| scenario.source(source).id.as_str())
        .collect()
}

/// A reading as a cursor shows it.
pub(super) fn figure_row(seen: Seen<'_>, reference: FigureRef) -> FigureDocumentRow<'_> {
    let scenario = seen.scenario;
    let figure: &Figure = reference.get(scenario);
    let series = scenario.one_series(figure.series);
    let (value, range) = match figure.amount {
        Amount::Value(value) => (Some(to_json_number(value)), None),
        Amount::Range(low, high) => (None, Some((to_json_number(low), to_json_number(high)))),
    };
    let (low, high) = range.unzip();
    FigureDocumentRow {
        series: series.id.as_str(),
        label: &series.label,
        group: find_word(&Group::WORDS, series.group),
        value,
        low,
        high,
        qualifier: find_word(&Qualifier::WORDS, figure.qualifier),
        unit: &series.unit,
        measure: find_word(&Measure::WORDS, series.measure),
        scope: figure
            .scope()
            .or(series.scope.as_ref())
            .map(|scope| &**scope),
        printed: figure.printed().map(|words| &**words),
        until: figure.until().map(ToString::to_string),
        since: series.since.as_ref().map(ToString::to_string),
        period: series.period.as_deref(),
        status: figure
            .status
            .map(|status| find_word(&ForceStatus::WORDS, status)),
        event: scenario.event(reference.event).id.as_str(),
        note: figure.note.as_deref(),
        provenance: provenance_row(seen, &figure.provenance),
    }
}

/// An event as a cursor shows it.
pub(super) fn event_row(seen: Seen<'_>, key: EventKey) -> EventRow<'_> {
    let Seen { scenario, cursor } = seen;
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
        corrects: visibility::visible_original(scenario, &cursor, key)
            .map(|original| scenario.event(original).id.as_str()),
        statements: visibility::known_statements(event, &cursor)
            .map(|statement| statement_row(seen, statement))
            .collect(),
        provenance: provenance_row(seen, &event.provenance),
    }
}

fn statement_row<'a>(
    seen: Seen<'a>,
    statement: &'a crate::model::statement::Statement,
) -> StatementRow<'a> {
    use crate::model::statement::{Confidence, Likelihood};
    let scenario = seen.scenario;
    let person = scenario.person(statement.speaker);
    StatementRow {
        speaker: person.id.as_str(),
        name: &person.name,
        role: person.role.as_deref(),
        says: &statement.says,
        likelihood: statement
            .likelihood
            .map(|likelihood| find_word(&Likelihood::WORDS, likelihood)),
        confidence: statement
            .confidence
            .map(|confidence| find_word(&Confidence::WORDS, confidence)),
        sources: source_ids(seen, &statement.provenance),
    }
}

fn deadline_rows<'a>(snapshot: &'a Snapshot<'a>) -> Vec<DeadlineRow<'a>> {
    let scenario = snapshot.scenario;
    snapshot
        .deadlines
        .iter()
        .map(|state| {
            let deadline = state.deadline.get(scenario);
            DeadlineRow {
                id: deadline.id.as_str(),
                label: &deadline.label,
                on: state.earliest_date(scenario).map(|on| on.to_string()),
                days: state.days,
                event: scenario.event(state.deadline.event).id.as_str(),
                sources: source_ids(Seen::at(snapshot), &deadline.provenance),
                on_or: state
                    .possible_dates(scenario)
                    .skip(1)
                    .map(|on| on.to_string())
                    .collect(),
                state: state.phase.to_word(),
                ended_at: state.ended_at(scenario).map(|at| at.to_string()),
            }
        })
        .collect()
}

fn stated_rows<'a>(snapshot: &'a Snapshot<'a>) -> Vec<StatedRow<'a>> {
    let scenario = snapshot.scenario;
    snapshot
        .stated
        .iter()
        .map(|stated| {
            let figure = stated.figure.get(scenario);
            StatedRow {
                series: scenario.one_series(figure.series).id.as_str(),
                stated: match figure.amount {
                    Amount::Value(value) => StatedAmount::Value(to_json_number(value)),
                    Amount::Range(low, high) => StatedAmount::Range {
                        low: to_json_number(low),
                        high: to_json_number(high),
                    },
                },
                qualifier: find_word(&Qualifier::WORDS, figure.qualifier),
                itemised: Itemised {
                    least: stated.least,
                    greatest: stated.greatest,
                },
                verdict: stated.verdict.to_word(),
                at: figure.provenance.at.to_string(),
                sources: source_ids(Seen::at(snapshot), &figure.provenance),
                grade: scenario
                    .grade_item(&figure.provenance, &snapshot.cursor)
                    .to_string(),
            }
        })
        .collect()
}

/// The sources that anything in the export names.
fn source_rows<'a>(snapshot: &Snapshot<'a>) -> Vec<SourceRow<'a>> {
    let scenario = snapshot.scenario;
    let mut cited: BTreeSet<SourceKey> = BTreeSet::new();
    let mut cite = |provenance: &Provenance| {
        cited.extend(scenario.sources_out(provenance, &snapshot.cursor));
    };
    for key in visibility::carrying_events(scenario, &snapshot.cursor) {
        let cited = scenario.event(key).all_provenances();
        cited
            .filter(|provenance| visibility::is_known(provenance, &snapshot.cursor))
            .for_each(&mut cite);
    }
    cited
        .into_iter()
        .map(|key| scenario.source(key))
        .map(|source| SourceRow {
            id: source.id.as_str(),
            publisher: &source.publisher,
            title: source.title.as_deref(),
            published: source.published.as_ref().map(ToString::to_string),
            url: source.url.as_deref(),
            reliability: format!("{:?}", source.reliability),
        })
        .collect()
}

/// A whole number without a decimal point, so that 14 does not read as 14.0.
pub(super) fn to_json_number(value: f64) -> serde_json::Number {
    let text = value.to_string();
    text.parse::<u64>()
        .map(serde_json::Number::from)
        .ok()
        .or_else(|| serde_json::Number::from_f64(value))
        .unwrap_or_else(|| serde_json::Number::from(0))
}
