//! What belongs to a place: the events that are about it, newest first, and the figures that they carry.
//!
//! Called by `Sheet::of`; what it says comes from the snapshot alone.

use super::deadline;
use super::figure::named_item;
use super::parts::{Row, Sheet, event_item};
use crate::format::Style;
use crate::model::id::Id;
use crate::snapshot::Snapshot;
use crate::snapshot::filter::Filter;
use crate::snapshot::query::{FigureRow, Order, list};

/// The sheet of what belongs to a place; `None` if the scenario has no such place.
pub(super) fn sheet(id: &Id, snapshot: &Snapshot<'_>, wording: Style) -> Option<Sheet> {
    let scenario = snapshot.scenario;
    let place = scenario.place_by_id(id.as_str())?;
    let filter = Filter {
        place: Some(place),
        ..Filter::default()
    };
    let listing = list(snapshot, &filter, Order::default());
    let mut rows = vec![Row::Heading(
        "EVENTS".to_owned(),
        format!("{}, newest first", listing.events.len()),
    )];
    let events = listing.events.iter();
    rows.extend(events.map(|event| Row::Item(event_item(snapshot, *event))));
    if !listing.figures.is_empty() {
        rows.push(Row::Heading("FIGURES".to_owned(), String::new()));
    }
    rows.extend(listing.figures.iter().filter_map(|row| {
        Some(Row::Item(match *row {
            FigureRow::Reading(row) => {
                named_item(snapshot, snapshot.figures.get(row)?.figure, wording)
            }
            FigureRow::Deadline(row) => {
                deadline::item(snapshot, snapshot.deadlines.get(row)?.deadline)
            }
        }))
    }));
    Some(Sheet {
        title: format!("What belongs to {}", scenario.place(place).name),
        intro: Vec::new(),
        rows,
    })
}
