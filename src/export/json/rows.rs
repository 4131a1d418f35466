//! The keys of the JSON export: one struct an object, in the order in which they are written.
//!
//! `export::json` fills these from a snapshot. Names are stable: programs that are not ours read them.

use std::collections::BTreeMap;

use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Document<'a> {
    pub(super) format: u32,
    pub(super) scenario: Heading<'a>,
    pub(super) cursor: CursorRow,
    pub(super) places: Vec<PlaceRow<'a>>,
    pub(super) tally: BTreeMap<&'a str, usize>,
    pub(super) unknown: usize,
    pub(super) figures: Vec<FigureRow<'a>>,
    pub(super) events: Vec<EventRow<'a>>,
    pub(super) deadlines: Vec<DeadlineRow<'a>>,
    pub(super) stated: Vec<StatedRow<'a>>,
    pub(super) holdouts: Vec<&'a str>,
    pub(super) hidden: usize,
    pub(super) sources: Vec<SourceRow<'a>>,
}

#[derive(Serialize)]
pub(super) struct Heading<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) zone: &'a str,
}

#[derive(Serialize)]
pub(in crate::export) struct CursorRow {
    pub(super) as_of: String,
    pub(super) known_at: String,
}

#[derive(Serialize)]
pub(super) struct PlaceRow<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) capital: &'a str,
    pub(super) holder: Option<&'a str>,
    pub(super) status: &'static str,
    pub(super) basis: &'static str,
    pub(super) since: Option<String>,
    pub(super) since_or: Vec<String>,
    pub(super) pressure: Option<PressureRow<'a>>,
    pub(super) claimed_by: Option<&'a str>,
    pub(super) rivals: Vec<&'a str>,
    pub(super) claims: Vec<ClaimRow<'a>>,
}

#[derive(Serialize)]
pub(super) struct PressureRow<'a> {
    pub(super) status: &'static str,
    pub(super) party: &'a str,
}

#[derive(Serialize)]
pub(super) struct ProvenanceRow<'a> {
    pub(super) at: String,
    pub(super) recorded_at: String,
    pub(super) sources: Vec<&'a str>,
    pub(super) grade: String,
}

#[derive(Serialize)]
pub(super) struct ClaimRow<'a> {
    pub(super) event: &'a str,
    pub(super) party: &'a str,
    pub(super) status: &'static str,
    pub(super) basis: &'static str,
    pub(super) scope: &'a str,
    pub(super) counts: bool,
    pub(super) alternative: Option<&'a str>,
    pub(super) note: Option<&'a str>,
    #[serde(flatten)]
    pub(super) provenance: ProvenanceRow<'a>,
}

#[derive(Serialize)]
pub(super) struct FigureRow<'a> {
    pub(super) series: &'a str,
    pub(super) label: &'a str,
    pub(super) group: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) low: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) high: Option<serde_json::Number>,
    pub(super) qualifier: &'static str,
    pub(super) unit: &'a str,
    pub(super) measure: &'static str,
    pub(super) scope: Option<&'a str>,
    pub(super) since: Option<String>,
    pub(super) period: Option<&'a str>,
    pub(super) status: Option<&'static str>,
    pub(super) event: &'a str,
    pub(super) note: Option<&'a str>,
    #[serde(flatten)]
    pub(super) provenance: ProvenanceRow<'a>,
}

#[derive(Serialize)]
pub(super) struct EventRow<'a> {
    pub(super) id: &'a str,
    pub(super) kind: Option<&'a str>,
    pub(super) headline: &'a str,
    pub(super) body: Option<&'a str>,
    pub(super) places: Vec<&'a str>,
    pub(super) tags: Vec<&'a str>,
    pub(super) note: Option<&'a str>,
    pub(super) corrects: Option<&'a str>,
    pub(super) statements: Vec<StatementRow<'a>>,
    #[serde(flatten)]
    pub(super) provenance: ProvenanceRow<'a>,
}

#[derive(Serialize)]
pub(super) struct StatementRow<'a> {
    pub(super) speaker: &'a str,
    pub(super) name: &'a str,
    pub(super) role: Option<&'a str>,
    pub(super) says: &'a str,
    pub(super) likelihood: Option<&'static str>,
    pub(super) confidence: Option<&'static str>,
    pub(super) sources: Vec<&'a str>,
}

#[derive(Serialize)]
pub(super) struct DeadlineRow<'a> {
    pub(super) id: &'a str,
    pub(super) label: &'a str,
    pub(super) on: Option<String>,
    pub(super) days: i64,
    pub(super) event: &'a str,
    pub(super) sources: Vec<&'a str>,
}

#[derive(Serialize)]
pub(super) struct StatedRow<'a> {
    pub(super) series: &'a str,
    pub(super) stated: StatedAmount,
    pub(super) qualifier: &'static str,
    pub(super) itemised: Itemised,
    pub(super) verdict: &'static str,
    pub(super) at: String,
    pub(super) sources: Vec<&'a str>,
    pub(super) grade: String,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum StatedAmount {
    Value(serde_json::Number),
    Range {
        low: serde_json::Number,
        high: serde_json::Number,
    },
}

#[derive(Serialize)]
pub(super) struct Itemised {
    pub(super) least: usize,
    pub(super) greatest: usize,
}

#[derive(Serialize)]
pub(super) struct SourceRow<'a> {
    pub(super) id: &'a str,
    pub(super) publisher: &'a str,
    pub(super) title: Option<&'a str>,
    pub(super) published: Option<String>,
    pub(super) url: Option<&'a str>,
    pub(super) reliability: String,
}
