//! The query of a snapshot, and of one that is compared with another: what lies between the two dates.
//!
//! The view of the interface asks here. A filter keeps what it keeps at one of the dates, so that what is gone
//! from the other passes too.

use crate::model::id::EventKey;
use crate::snapshot::compared::{
    BeforeAfter, ChangeKind, ComparedEntry, ComparedRows, list_place_news,
};
use crate::snapshot::filter::Filter;
use crate::snapshot::ledger::{PlaceNews, Why};
use crate::snapshot::news::{EventOrder, NewsOrder};
use crate::snapshot::query::{self, FigureRow, ListOrder, Listing};
use crate::snapshot::{Comparison, Snapshot};

/// Filters and orders a snapshot, or what lies between it and the date with which it is compared.
pub fn list_compared(snapshot: &Snapshot<'_>, filter: &Filter, order: ListOrder) -> Listing {
    let mut listing = query::list_snapshot(snapshot, filter, order);
    if let Some(compared) = &snapshot.compared {
        narrow_to_changes(&mut listing, snapshot, compared, filter);
    }
    listing
}

/// Makes of a listing at the end that moves one of what lies between both ends.
fn narrow_to_changes(
    listing: &mut Listing,
    snapshot: &Snapshot<'_>,
    compared: &Comparison<'_>,
    filter: &Filter,
) {
    let at_marked = (*filter != Filter::default())
        .then(|| query::list_snapshot(&compared.older.snapshot, filter, ListOrder::default()));
    let passes_event = |event: EventKey| {
        at_marked
            .as_ref()
            .is_none_or(|marked| listing.events.contains(&event) || marked.events.contains(&event))
    };
    let ledger = &snapshot.changes;
    let its = |why: Why| ledger.events.iter().filter(move |change| change.why == why);
    let order = NewsOrder::from_snapshot(snapshot);
    let mut entries: Vec<ComparedEntry> = Vec::new();
    for why in [Why::Happened, Why::Learnt, Why::Corrected] {
        let mut changes = list_place_news(ledger, why);
        changes.retain(|news| listing.places.contains(&news.place));
        let shown_by = |event: EventKey| {
            let mut claims = changes.iter().flat_map(PlaceNews::supporting_claims);
            claims.any(|claim| claim.event == event)
        };
        let mut events: Vec<EventKey> = its(why).map(|change| change.event).collect();
        order.sort_events(EventOrder::Newest, &mut events);
        let events: Vec<EventKey> = events
            .into_iter()
            .filter(|event| why != Why::Happened && !shown_by(*event) && passes_event(*event))
            .collect();
        let entry = |what| ComparedEntry { why, what };
        entries.extend(
            changes
                .into_iter()
                .map(|change| entry(ChangeKind::Place(change))),
        );
        entries.extend(
            events
                .into_iter()
                .map(|event| entry(ChangeKind::Event(event))),
        );
    }
    let mut events: Vec<EventKey> = its(Why::Happened).map(|change| change.event).collect();
    events.retain(|event| passes_event(*event));
    order.sort_events(listing.order.events, &mut events);
    let mut figures = compared.figures.clone();
    if let Some(marked) = &at_marked {
        let ends = [(&*listing, snapshot), (marked, &compared.older.snapshot)];
        figures.retain(|row| {
            ends.iter()
                .any(|(listing, end)| is_listed(row, listing, end))
        });
    }
    listing.events = events;
    listing.compared = Some(ComparedRows { entries, figures });
}

/// Reports whether a figure or deadline is listed at one of the ends.
fn is_listed(row: &BeforeAfter, listing: &Listing, end: &Snapshot<'_>) -> bool {
    listing.figures.iter().any(|listed| match (*listed, row) {
        (FigureRow::Reading(at), BeforeAfter::Figure(pair)) => {
            let reading = end.figures.get(at);
            reading.is_some_and(|reading| reading.key == pair.key)
        }
        (FigureRow::Deadline(at), BeforeAfter::Deadline(before, after)) => {
            let deadline = end.deadlines.get(at).map(|state| state.deadline);
            [before, after]
                .into_iter()
                .flatten()
                .any(|state| Some(state.deadline) == deadline)
        }
        _ => false,
    })
}
