//! What belongs to a place: the events that are about it, newest first, and the figures that they carry.
//!
//! Called by `Sheet::of`; what it says comes from the snapshot alone.

use super::deadline;
use super::figure::named_item;
use super::parts::{Sheet, SheetContext, SheetRow, event_item};
use crate::model::id::Id;
use crate::snapshot::filter::Filter;
use crate::snapshot::query::{FigureRow, ListOrder, list_snapshot};

/// The sheet of what belongs to a place; `None` if the scenario has no such place.
pub(super) fn describe_related(id: &Id, tell: SheetContext<'_>) -> Option<Sheet> {
    let snapshot = tell.snapshot;
    let scenario = snapshot.scenario;
    let place = scenario.place_by_id(id.as_str())?;
    let filter = Filter {
        place: vec![place],
        ..Filter::default()
    };
    let listing = list_snapshot(snapshot, &filter, ListOrder::default());
    let mut rows = vec![SheetRow::Heading(
        tell.word_heading("Events"),
        format!("{}, newest first", listing.events.len()),
    )];
    let events = listing.events.iter();
    rows.extend(events.map(|event| SheetRow::Item(event_item(tell, *event))));
    if !listing.figures.is_empty() {
        rows.push(SheetRow::Heading(
            tell.word_heading("Figures"),
            String::new(),
        ));
    }
    rows.extend(listing.figures.iter().filter_map(|row| {
        Some(SheetRow::Item(match *row {
            FigureRow::Reading(row) => named_item(tell, snapshot.figures.get(row)?.figure),
            FigureRow::Deadline(row) => {
                deadline::deadline_item(tell, snapshot.deadlines.get(row)?.deadline)
            }
        }))
    }));
    Some(Sheet {
        title: format!("Everything about {}", scenario.place(place).full_name()),
        intro: Vec::new(),
        rows,
        ..Sheet::default()
    })
}
