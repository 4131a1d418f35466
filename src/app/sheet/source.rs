//! Evidence on a source: what it is and how reliable, then every event that rests on it, newest first.
//!
//! Called by `Sheet::of`; what it says comes from the snapshot alone.

use super::parts::{Sheet, SheetContext, SheetRow, event_item, word_published};
use crate::model::id::{Id, SourceKey};
use crate::snapshot::filter::Filter;
use crate::snapshot::query::{ListOrder, list_snapshot};

/// The sheet of a source; `None` if the scenario has no such source.
pub(super) fn describe_source(id: &Id, tell: SheetContext<'_>) -> Option<Sheet> {
    let scenario = tell.scenario_of();
    let row = scenario
        .sources
        .iter()
        .position(|source| source.id == *id)?;
    let source = scenario.sources.get(row)?;
    let filter = Filter {
        sources: Some(vec![SourceKey::new(row)?]),
        ..Filter::default()
    };
    let events = list_snapshot(tell.snapshot, &filter, ListOrder::default()).events;
    let title = source.title.as_ref().map(ToString::to_string);
    let published = source.published.map(|at| word_published(tell, &at));
    let words = source.reliability.word_meaning();
    let mut intro = vec![format!(
        "{}{}. {:?}, {words}.",
        source.publisher,
        published.unwrap_or_default(),
        source.reliability
    )];
    intro.extend(source.url.as_ref().map(ToString::to_string));
    let mut rows = vec![SheetRow::Heading(
        tell.word_heading("Events"),
        format!("{}, newest first", events.len()),
    )];
    rows.extend(
        events
            .iter()
            .map(|event| SheetRow::Item(event_item(tell, *event))),
    );
    Some(Sheet {
        title: title.unwrap_or_else(|| source.publisher.to_string()),
        intro,
        address: source.web_address(),
        rows,
    })
}
