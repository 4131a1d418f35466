//! The table of sources: one row a source that anything exported names, in the order of the file.
//!
//! A source that only withheld or embargoed events name is as little for the public as they are.

use std::collections::BTreeSet;

use super::parts::{Cell, Column, LogExtent};
use super::provenance::{optional_cell, owned_cell, text_cell};
use crate::model::id::SourceKey;

/// The sources of the log up to the cursor.
pub(super) fn list_sources(log: &LogExtent<'_>) -> impl Iterator<Item = SourceKey> + use<> {
    let mut cited: BTreeSet<SourceKey> = BTreeSet::new();
    for event in log.list_carriers() {
        let provenances = log.scenario.event(event).all_provenances();
        let known = provenances.filter(|provenance| log.is_included(provenance));
        cited.extend(known.flat_map(|its| log.scenario.sources_out(its, &log.cursor)));
    }
    cited.retain(|source| log.passes_filter(|retained| retained.has_source(*source)));
    cited.into_iter()
}

pub(super) fn source_columns() -> Vec<Column<SourceKey>> {
    vec![
        Column::new("id", "its id", |log, key| {
            text_cell(log.scenario.source(key).id.as_str())
        }),
        Column::new("publisher", "who publishes it", |log, key| {
            text_cell(&log.scenario.source(key).publisher)
        }),
        Column::new("short", "the publisher in few letters", |log, key| {
            text_cell(log.scenario.source(key).short_name())
        }),
        Column::new("title", "its title", |log, key| {
            optional_cell(log.scenario.source(key).title.as_deref())
        }),
        Column::new(
            "published",
            "when it was published, as the scenario writes it",
            |log, key| {
                let published = log.scenario.source(key).published;
                published.map_or(Cell::None, |at| owned_cell(at.to_string()))
            },
        ),
        Column::new("url", "its address", |log, key| {
            optional_cell(log.scenario.source(key).url.as_deref())
        }),
        Column::new("reliability", "Admiralty letter, A to F", |log, key| {
            owned_cell(format!("{:?}", log.scenario.source(key).reliability))
        }),
        Column::new("reliability_words", "the letter in words", |log, key| {
            text_cell(log.scenario.source(key).reliability.word_meaning())
        }),
    ]
}
