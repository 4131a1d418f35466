//! What a search finds: places, figures and events, on every date that the cursor may know.
//!
//! Called by `app`, which goes from one to the next, and by its view, which marks them. Known-then
//! finds nothing that was not known; a filter leaves out what it does not list.

use std::collections::BTreeSet;

use crate::model::cursor::{Cursor, Known};
use crate::model::figure::ForceStatus;
use crate::model::id::{EventKey, PlaceKey, SeriesKey};
use crate::snapshot::filter::Filter;
use crate::snapshot::query::{FigureRow, Listing, Order, list};
use crate::snapshot::search::Needle;
use crate::snapshot::{Snapshot, visible};

/// Something that a search finds. In order: places as in the file, figures, events by date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hit {
    /// A place, by any of its names.
    Place(PlaceKey),
    /// A series and status with a reading in force at the cursor.
    Figure(SeriesKey, Option<ForceStatus>),
    /// An event, of any date.
    Event(EventKey),
}

/// Everything that holds a text, in order.
pub fn hits(snapshot: &Snapshot<'_>, listing: &Listing, filter: &Filter, text: &str) -> Vec<Hit> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    let scenario = snapshot.scenario;
    let reach = reach(snapshot);
    let needle = Needle::new(scenario, reach, text);
    let places = listing.places.iter().copied();
    let places = places
        .filter(|place| needle.is_place(*place))
        .map(Hit::Place);
    let rows = listing.figures.iter();
    let readings = rows.filter_map(|row| FigureRow::reading(*row, snapshot));
    let figures = readings.map(|reading| reading.figure.get(scenario));
    let figures = figures
        .filter(|figure| needle.is_in_figure(figure))
        .map(|figure| Hit::Figure(figure.series, figure.status));
    let listed: Option<BTreeSet<EventKey>> = (*filter != Filter::default()).then(|| {
        let reached = super::at(scenario, reach);
        let listing = list(&reached, filter, Order::default());
        listing.events.into_iter().collect()
    });
    let events = visible::events(scenario, &reach)
        .filter(|event| listed.as_ref().is_none_or(|listed| listed.contains(event)))
        .filter(|event| needle.is_in_event(scenario.event(*event)))
        .map(Hit::Event);
    let mut hits: Vec<Hit> = places.chain(figures).chain(events).collect();
    hits.sort_unstable();
    hits
}

/// The cursor up to which a search looks: to the last day, but never further than is known.
fn reach(snapshot: &Snapshot<'_>) -> Cursor {
    let cursor = snapshot.cursor;
    let last = snapshot.scenario.last_end().max(cursor.as_of);
    match cursor.known {
        Known::Then => cursor,
        Known::Now | Known::At(_) => Cursor {
            as_of: last,
            ..cursor
        },
    }
}
