//! Facts into lines: each a sentence, one behind the other.
//!
//! Every line of plain mode is put together here, so that all of them end in a full stop. Words of the program's
//! own begin with a capital; names and what editors wrote stay as they are.

use crate::facts::{capitalised, stopped};
use crate::model::claim::Provenance;
use crate::model::id::EventKey;
use crate::snapshot::{Snapshot, visible};

/// Facts as the sentences of one line; empty ones are left out.
pub(super) fn line(facts: impl IntoIterator<Item = String>) -> String {
    let facts = facts.into_iter().filter(|fact| !fact.is_empty());
    facts
        .map(|fact| stopped(&fact))
        .collect::<Vec<String>>()
        .join(" ")
}

/// A line of the program's own words.
pub(super) fn own(words: &str) -> String {
    line([capitalised(words)])
}

/// Who says so, with the grade: `Financial Times, B1`.
pub(super) fn source(snapshot: &Snapshot<'_>, provenance: &Provenance) -> String {
    let scenario = snapshot.scenario;
    let name = scenario
        .first_source(provenance, &snapshot.cursor)
        .map_or("no source", |source| source.publisher.as_str());
    format!("{name}, {}", scenario.grade(provenance, &snapshot.cursor))
}

/// The word before what must not be published yet; nothing before anything else.
pub(super) fn withheld(
    snapshot: &Snapshot<'_>,
    events: impl IntoIterator<Item = EventKey>,
) -> String {
    if visible::rests_on_withheld(snapshot.scenario, &snapshot.cursor, events) {
        "Withheld".to_owned()
    } else {
        String::new()
    }
}
