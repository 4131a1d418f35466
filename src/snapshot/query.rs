//! The query: what of a snapshot is listed, and in which order.
//!
//! Panes and command-line flags use the same `Filter`, so that they mean the same. A filter never
//! changes a tally: it only says which rows are shown. Text search folds case and accents and knows
//! every spelling of a place or a person.

use crate::model::id::{EventKey, PlaceKey};
use crate::snapshot::figures::Reading;
use crate::snapshot::filter::Filter;
use crate::snapshot::filter_matcher::{Seek, of_event};
use crate::snapshot::news::{EventOrder, NewsOrder};
use crate::snapshot::{Snapshot, compared, order as usual};
use crate::text::case_fold::case_fold;

/// The order of places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlaceOrder {
    /// By region as they come in the file, then name.
    #[default]
    Region,
    /// By name.
    Name,
    /// Those that changed last first, then by region.
    Change,
}

impl PlaceOrder {
    /// The words for it.
    pub fn word_order(self) -> &'static str {
        match self {
            Self::Region => "by region",
            Self::Name => "by name",
            Self::Change => "by change",
        }
    }

    /// The order that comes after it, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Region => Self::Name,
            Self::Name => Self::Change,
            Self::Change => Self::Region,
        }
    }
}

/// In which order everything is listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListOrder {
    /// Places.
    pub places: PlaceOrder,
    /// Events.
    pub events: EventOrder,
}

/// A row of the figures, by its place in the snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureRow {
    /// A reading in force.
    Reading(usize),
    /// A deadline that stands.
    Deadline(usize),
}

impl FigureRow {
    /// The event that carries it.
    pub fn carrying_event(self, snapshot: &Snapshot<'_>) -> Option<EventKey> {
        Some(match self {
            Self::Reading(row) => snapshot.figures.get(row)?.figure.event,
            Self::Deadline(row) => snapshot.deadlines.get(row)?.deadline.event,
        })
    }

    /// The reading, if it is one.
    pub fn find_reading<'n>(self, snapshot: &'n Snapshot<'_>) -> Option<&'n Reading> {
        match self {
            Self::Reading(row) => snapshot.figures.get(row),
            Self::Deadline(_) => None,
        }
    }
}

/// The rows that are listed, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Places.
    pub places: Vec<PlaceKey>,
    /// Fresh readings by group, then deadlines, then readings older than a week.
    pub figures: Vec<FigureRow>,
    /// Events.
    pub events: Vec<EventKey>,
    /// In which order they are.
    pub order: ListOrder,
    /// The rows between two dates that are compared; the events above are then those that are new.
    pub compared: Option<compared::ComparedRows>,
}

/// Filters and orders a snapshot.
pub fn list_snapshot(snapshot: &Snapshot<'_>, filter: &Filter, order: ListOrder) -> Listing {
    let seek = Seek::new(snapshot, filter);
    let concerned = seek.places_of_events();
    let by_event = of_event(filter);
    let by_event = Seek::new(snapshot, &by_event);
    let mut places: Vec<PlaceKey> = snapshot
        .scenario
        .place_keys()
        .filter(|place| seek.has_place(*place))
        .filter(|place| concerned.as_ref().is_none_or(|set| set.contains(place)))
        .collect();
    sort_places(snapshot, order.places, &mut places);
    let mut events: Vec<EventKey> = snapshot.events.clone();
    events.retain(|event| seek.has_event(*event));
    NewsOrder::from_snapshot(snapshot).sort_events(order.events, &mut events);
    Listing {
        places,
        figures: list_figures(&seek, &by_event),
        events,
        order,
        compared: None,
    }
}

/// The rows of the figures. What is older than a week comes last, so that it does not hide the day's.
fn list_figures(seek: &Seek<'_, '_>, by_event: &Seek<'_, '_>) -> Vec<FigureRow> {
    let snapshot = seek.snapshot;
    let groups = usual::order_groups(snapshot.scenario);
    let rank =
        |reading: &Reading| usual::rank_series(snapshot.scenario, &groups, reading.key.series);
    let readings = snapshot.figures.iter().enumerate();
    let mut readings: Vec<(usize, &Reading)> = readings
        .filter(|(_, reading)| seek.has_figure(reading.figure, by_event))
        .collect();
    readings.sort_by_key(|(_, reading)| (reading.is_old, (!reading.is_old).then(|| rank(reading))));
    let fresh = readings.partition_point(|(_, reading)| !reading.is_old);
    let mut rows: Vec<FigureRow> = readings
        .iter()
        .map(|(row, _)| FigureRow::Reading(*row))
        .collect();
    let deadlines = snapshot.deadlines.iter().enumerate();
    let deadlines = deadlines
        .filter(|(_, deadline)| seek.has_deadline(deadline, by_event))
        .map(|(row, _)| FigureRow::Deadline(row));
    rows.splice(fresh..fresh, deadlines);
    rows
}

fn sort_places(snapshot: &Snapshot<'_>, order: PlaceOrder, places: &mut [PlaceKey]) {
    let scenario = snapshot.scenario;
    let name = |place: PlaceKey| case_fold(&scenario.place(place).name);
    let since = |place: PlaceKey| {
        snapshot
            .place_state(place)
            .and_then(|state| state.since)
            .map(|claim| claim.get(scenario).provenance.at.effective_at())
    };
    let mut rank = vec![0; scenario.places.len()];
    for (place, key) in usual::by_region(scenario).into_iter().enumerate() {
        rank[key.row()] = place;
    }
    match order {
        PlaceOrder::Region => places.sort_by_key(|place| rank[place.row()]),
        PlaceOrder::Name => places.sort_by_cached_key(|place| (name(*place), *place)),
        PlaceOrder::Change => {
            places
                .sort_by_cached_key(|place| (std::cmp::Reverse(since(*place)), rank[place.row()]));
        }
    }
}
