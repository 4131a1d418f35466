//! The sources of the flagship: everything has one, every one is used, general knowledge is never verified.

use std::collections::{BTreeMap, HashSet};

use dateline::model::claim::Provenance;
use dateline::model::id::SourceKey;
use dateline::model::scenario::Scenario;

use crate::support::{cursor_of, flagship};

/// Everything that is judged: events and their items, with the event's id.
fn judged(scenario: &Scenario) -> impl Iterator<Item = (&str, &'static str, &Provenance)> {
    scenario.events.iter().flat_map(|event| {
        let claims = event
            .claims()
            .iter()
            .map(|claim| ("claim", &claim.provenance));
        let figures = event
            .figures()
            .iter()
            .map(|figure| ("figure", &figure.provenance));
        let said = event
            .statements()
            .iter()
            .map(|said| ("statement", &said.provenance));
        let deadlines = event.deadlines().iter();
        std::iter::once(("event", &event.provenance))
            .chain(claims)
            .chain(figures)
            .chain(said)
            .chain(deadlines.map(|deadline| ("deadline", &deadline.provenance)))
            .map(|(kind, provenance)| (event.id.as_str(), kind, provenance))
    })
}

#[test]
fn every_item_has_a_source_and_every_source_an_item() {
    let scenario = flagship();
    let mut used: HashSet<SourceKey> = HashSet::new();
    for (event, kind, provenance) in judged(scenario) {
        assert!(!provenance.sources.is_empty(), "{kind} of {event}");
        used.extend(&provenance.sources);
    }
    let keys = (0..scenario.sources.len()).filter_map(SourceKey::new);
    let unused: Vec<&str> = keys
        .filter(|key| !used.contains(key))
        .map(|key| scenario.source(key).id.as_str())
        .collect();
    assert_eq!(unused, Vec::<&str>::new());
}

#[test]
fn what_rests_on_general_knowledge_alone_shows_f6() {
    let scenario = flagship();
    let cursor = cursor_of(scenario, "2022-12-31");
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for (event, kind, provenance) in judged(scenario) {
        let mut sources = provenance.sources.iter();
        if sources.all(|key| scenario.source(*key).id.as_str() == "general-knowledge") {
            assert_eq!(
                scenario.grade_item(provenance, &cursor).to_string(),
                "F6",
                "{kind} of {event}"
            );
            *found.entry(event).or_default() += 1;
        }
    }
    let events: Vec<&str> = found.keys().copied().collect();
    assert_eq!(events, ["count-33", "parun-handed-over"]);
}
