//! Facts into lines: each a sentence, one behind the other.
//!
//! Every line of plain mode is put together here, so that all of them end in a full stop. Words of the program's
//! own begin with a capital; names and what editors wrote stay as they are.

use crate::facts::{add_full_stop, capitalise_first};
use crate::model::claim::Provenance;
use crate::model::id::EventKey;
use crate::snapshot::{Snapshot, visibility};

/// Facts as the sentences of one line; empty ones are left out.
pub(super) fn join_sentences(facts: impl IntoIterator<Item = String>) -> String {
    let facts = facts.into_iter().filter(|fact| !fact.is_empty());
    facts
        .map(|fact| add_full_stop(&fact))
        .collect::<Vec<String>>()
        .join(" ")
}

/// A line of the program's own words.
pub(super) fn end_sentence(words: &str) -> String {
    join_sentences([capitalise_first(words)])
}

/// Who says so, with the grade: `Financial Times, B1`.
pub(super) fn word_source(snapshot: &Snapshot<'_>, provenance: &Provenance) -> String {
    let scenario = snapshot.scenario;
    let name = scenario
        .first_source(provenance, &snapshot.cursor)
        .map_or("no source", |source| source.publisher.as_str());
    format!(
        "{name}, {}",
        scenario.grade_item(provenance, &snapshot.cursor)
    )
}

/// The word before what must not be published yet; nothing before anything else.
pub(super) fn withheld_prefix(
    snapshot: &Snapshot<'_>,
    events: impl IntoIterator<Item = EventKey>,
) -> String {
    if visibility::depends_on_withheld(snapshot.scenario, &snapshot.cursor, events) {
        "Withheld".to_owned()
    } else {
        String::new()
    }
}
