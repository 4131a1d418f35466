//! What belongs to a place: the events that are about it, newest first, and the figures that they carry.
//!
//! Called by `Sheet::of`; what it says comes from the snapshot alone.

use super::deadline;
use super::figure::named_item;
use super::parts::{Row, Sheet, Teller, event_item};
use crate::model::id::Id;
use crate::snapshot::filter::Filter;
use crate::snapshot::query::{FigureRow, Order, list};

/// The sheet of what belongs to a place; `None` if the scenario has no such place.
pub(super) fn sheet(id: &Id, tell: Teller<'_>) -> Option<Sheet> {
    let snapshot = tell.snapshot;
    let scenario = snapshot.scenario;
    let place = scenario.place_by_id(id.as_str())?;
    let filter = Filter {
        place: vec![place],
        ..Filter::default()
    };
    let listing = list(snapshot, &filter, Order::default());
    let mut rows = vec![Row::Heading(
        tell.heading("Events"),
        format!("{}, newest first", listing.events.len()),
    )];
    let events = listing.events.iter();
    rows.extend(events.map(|event| Row::Item(event_item(tell, *event))));
    if !listing.figures.is_empty() {
        rows.push(Row::Heading(tell.heading("Figures"), String::new()));
    }
    rows.extend(listing.figures.iter().filter_map(|row| {
        Some(Row::Item(match *row {
            FigureRow::Reading(row) => named_item(tell, snapshot.figures.get(row)?.figure),
            FigureRow::Deadline(row) => deadline::item(tell, snapshot.deadlines.get(row)?.deadline),
        }))
    }));
    Some(Sheet {
        title: format!("Everything about {}", scenario.place(place).full_name()),
        intro: Vec::new(),
        rows,
        ..Sheet::default()
    })
}
