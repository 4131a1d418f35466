//! The keys of the JSON export: one struct an object, in the order in which they are written.
//!
//! `export::json` fills these from a snapshot. Names are stable: programs that are not ours read them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

#[derive(Serialize)]
pub(in crate::export) struct SnapshotDocument<'a> {
    pub(in crate::export) format: u32,
    pub(in crate::export) scenario: ScenarioHeading<'a>,
    pub(in crate::export) cursor: CursorRow,
    /// The conditions by which rows are left out; not written where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::export) filter: Vec<String>,
    pub(in crate::export) places: Vec<PlaceRow<'a>>,
    pub(in crate::export) tally: BTreeMap<&'a str, usize>,
    pub(in crate::export) unknown: usize,
    pub(in crate::export) figures: Vec<FigureDocumentRow<'a>>,
    pub(in crate::export) events: Vec<EventRow<'a>>,
    pub(in crate::export) deadlines: Vec<DeadlineRow<'a>>,
    pub(in crate::export) stated: Vec<StatedRow<'a>>,
    pub(in crate::export) holdouts: Vec<&'a str>,
    pub(in crate::export) hidden: usize,
    pub(in crate::export) sources: Vec<SourceRow<'a>>,
}

impl<'a> SnapshotDocument<'a> {
    /// The ids of the sources that a row names.
    pub(in crate::export) fn named_sources(&self) -> BTreeSet<&'a str> {
        let claims = self.places.iter().flat_map(|place| &place.claims);
        let of_claims = claims.flat_map(|claim| &claim.provenance.sources);
        let figures = self.figures.iter();
        let of_figures = figures.flat_map(|figure| &figure.provenance.sources);
        let of_events = self.events.iter().flat_map(|event| {
            let statement = event
                .statements
                .iter()
                .flat_map(|statement| &statement.sources);
            event.provenance.sources.iter().chain(statement)
        });
        let of_deadlines = self.deadlines.iter().flat_map(|deadline| &deadline.sources);
        let of_stated = self.stated.iter().flat_map(|stated| &stated.sources);
        let all = of_claims.chain(of_figures).chain(of_events);
        all.chain(of_deadlines).chain(of_stated).copied().collect()
    }
}

#[derive(Serialize)]
pub(in crate::export) struct ScenarioHeading<'a> {
    pub(in crate::export) id: &'a str,
    pub(in crate::export) title: &'a str,
    pub(in crate::export) zone: String,
}

#[derive(Serialize)]
pub(in crate::export) struct CursorRow {
    pub(in crate::export) as_of: String,
    pub(in crate::export) known_at: String,
}

#[derive(Serialize)]
pub(in crate::export) struct PlaceRow<'a> {
    pub(in crate::export) id: &'a str,
    pub(in crate::export) name: &'a str,
    pub(in crate::export) capital: &'a str,
    pub(in crate::export) holder: Option<&'a str>,
    pub(in crate::export) status: &'static str,
    pub(in crate::export) basis: &'static str,
    pub(in crate::export) since: Option<String>,
    pub(in crate::export) since_or: Vec<String>,
    pub(in crate::export) pressure: Option<PressureRow<'a>>,
    pub(in crate::export) claimed_by: Option<&'a str>,
    pub(in crate::export) rivals: Vec<&'a str>,
    pub(in crate::export) claims: Vec<ClaimRow<'a>>,
}

#[derive(Serialize)]
pub(in crate::export) struct PressureRow<'a> {
    pub(in crate::export) status: &'static str,
    pub(in crate::export) party: &'a str,
}

#[derive(Serialize)]
pub(in crate::export) struct ProvenanceRow<'a> {
    pub(in crate::export) at: String,
    pub(in crate::export) recorded_at: String,
    pub(in crate::export) sources: Vec<&'a str>,
    pub(in crate::export) grade: String,
}

#[derive(Serialize)]
pub(in crate::export) struct ClaimRow<'a> {
    pub(in crate::export) event: &'a str,
    pub(in crate::export) party: &'a str,
    pub(in crate::export) status: &'static str,
    pub(in crate::export) basis: &'static str,
    pub(in crate::export) scope: &'a str,
    pub(in crate::export) counts: bool,
    pub(in crate::export) alternative: Option<&'a str>,
    pub(in crate::export) note: Option<&'a str>,
    #[serde(flatten)]
    pub(in crate::export) provenance: ProvenanceRow<'a>,
}

#[derive(Serialize)]
pub(in crate::export) struct FigureDocumentRow<'a> {
    pub(in crate::export) series: &'a str,
    pub(in crate::export) label: &'a str,
    pub(in crate::export) group: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::export) value: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::export) low: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::export) high: Option<serde_json::Number>,
    pub(in crate::export) qualifier: &'static str,
    pub(in crate::export) unit: &'a str,
    pub(in crate::export) measure: &'static str,
    pub(in crate::export) scope: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::export) printed: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::export) until: Option<String>,
    pub(in crate::export) since: Option<String>,
    pub(in crate::export) period: Option<&'a str>,
    pub(in crate::export) status: Option<&'static str>,
    pub(in crate::export) event: &'a str,
    pub(in crate::export) note: Option<&'a str>,
    #[serde(flatten)]
    pub(in crate::export) provenance: ProvenanceRow<'a>,
}

#[derive(Serialize)]
pub(in crate::export) struct EventRow<'a> {
    pub(in crate::export) id: &'a str,
    pub(in crate::export) kind: Option<&'a str>,
    pub(in crate::export) headline: &'a str,
    pub(in crate::export) body: Option<&'a str>,
    pub(in crate::export) places: Vec<&'a str>,
    pub(in crate::export) tags: Vec<&'a str>,
    pub(in crate::export) note: Option<&'a str>,
    pub(in crate::export) corrects: Option<&'a str>,
    pub(in crate::export) statements: Vec<StatementRow<'a>>,
    #[serde(flatten)]
    pub(in crate::export) provenance: ProvenanceRow<'a>,
}

#[derive(Serialize)]
pub(in crate::export) struct StatementRow<'a> {
    pub(in crate::export) speaker: &'a str,
    pub(in crate::export) name: &'a str,
    pub(in crate::export) role: Option<&'a str>,
    pub(in crate::export) says: &'a str,
    pub(in crate::export) likelihood: Option<&'static str>,
    pub(in crate::export) confidence: Option<&'static str>,
    pub(in crate::export) sources: Vec<&'a str>,
}

#[derive(Serialize)]
pub(in crate::export) struct DeadlineRow<'a> {
    pub(in crate::export) id: &'a str,
    pub(in crate::export) label: &'a str,
    pub(in crate::export) on: Option<String>,
    pub(in crate::export) days: i64,
    pub(in crate::export) event: &'a str,
    pub(in crate::export) sources: Vec<&'a str>,
    /// Other dates that words of the same moment give.
    pub(in crate::export) on_or: Vec<String>,
    pub(in crate::export) state: &'static str,
    /// When it ended, as somebody says.
    pub(in crate::export) ended_at: Option<String>,
}

#[derive(Serialize)]
pub(in crate::export) struct StatedRow<'a> {
    pub(in crate::export) series: &'a str,
    pub(in crate::export) stated: StatedAmount,
    pub(in crate::export) qualifier: &'static str,
    pub(in crate::export) itemised: Itemised,
    pub(in crate::export) verdict: &'static str,
    pub(in crate::export) at: String,
    pub(in crate::export) sources: Vec<&'a str>,
    pub(in crate::export) grade: String,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(in crate::export) enum StatedAmount {
    Value(serde_json::Number),
    Range {
        low: serde_json::Number,
        high: serde_json::Number,
    },
}

#[derive(Serialize)]
pub(in crate::export) struct Itemised {
    pub(in crate::export) least: usize,
    pub(in crate::export) greatest: usize,
}

#[derive(Serialize)]
pub(in crate::export) struct SourceRow<'a> {
    pub(in crate::export) id: &'a str,
    pub(in crate::export) publisher: &'a str,
    pub(in crate::export) title: Option<&'a str>,
    pub(in crate::export) published: Option<String>,
    pub(in crate::export) url: Option<&'a str>,
    pub(in crate::export) reliability: String,
}
