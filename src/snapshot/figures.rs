//! Readings of series at a cursor: those that are known, and what is in force of a series and status.
//!
//! Readings of one moment all stand together; nothing is summed. What is in force is decided in `in_force`, how two
//! numbers compare in `numbers`.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::model::calendar::UnixTime;
use crate::model::cursor::Cursor;
use crate::model::figure::{ForceStatus, Measure, SeriesEnd};
use crate::model::id::SeriesKey;
use crate::model::scenario::Scenario;
use crate::snapshot::numbers::{self, Trend};
use crate::snapshot::reference::{EndRef, FigureRef};
use crate::snapshot::visibility;

/// The series of a reading and, for forces, its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureKey {
    /// The series.
    pub series: SeriesKey,
    /// For forces, the status.
    pub status: Option<ForceStatus>,
}

impl FigureKey {
    /// Returns the key of a reading.
    pub fn from_figure(scenario: &Scenario, figure: FigureRef) -> Self {
        let figure = figure.get(scenario);
        Self {
            series: figure.series,
            status: figure.status,
        }
    }

    /// Returns the key of the readings that an end closes.
    pub fn of_end(end: &SeriesEnd) -> Self {
        Self {
            series: end.series,
            status: end.status,
        }
    }
}

/// The readings in force of a series and status: readings of one moment, or one increment after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The series and status.
    pub key: FigureKey,
    /// The reading that leads; of what is added to another series, the last reading of that one.
    pub figure: FigureRef,
    /// The readings beside it: others of its moment, or what was added since, oldest first.
    pub others: Vec<FigureRef>,
    /// The readings that were in force before them, in the same order; none where each one is an increment.
    pub previous: Vec<FigureRef>,
    /// Earlier readings of the cursor's day that are no longer in force, oldest first.
    pub earlier: Vec<FigureRef>,
    /// True if it is of the cursor's day.
    pub is_new: bool,
    /// True if it is more than a week old at the cursor.
    pub is_old: bool,
}

impl Reading {
    /// Returns all of it, the one that leads first.
    pub fn all_figures(&self) -> impl Iterator<Item = FigureRef> {
        std::iter::once(self.figure).chain(self.others.iter().copied())
    }

    /// Returns how one of it compares with what was in force before; `None` where it is not of the cursor's day.
    pub fn compute_trend(&self, scenario: &Scenario, figure: FigureRef) -> Option<Trend> {
        self.is_new
            .then(|| numbers::compute_trend(scenario, figure, &self.previous))
    }

    /// Returns what stands beside the one that leads and says something else: the rest only repeats a number.
    pub fn other_words(&self, scenario: &Scenario) -> Vec<FigureRef> {
        if self.is_added(scenario) {
            return self.others.clone();
        }
        let mut mentioned = vec![self.figure];
        for other in &self.others {
            let figure = other.get(scenario);
            let is_mentioned = mentioned
                .iter()
                .map(|mentioned| mentioned.get(scenario))
                .any(|mentioned| {
                    (mentioned.amount, mentioned.qualifier, mentioned.scope())
                        == (figure.amount, figure.qualifier, figure.scope())
                });
            if !is_mentioned {
                mentioned.push(*other);
            }
        }
        mentioned.split_off(1)
    }

    /// Reports whether it is a row of increments.
    pub fn is_added(&self, scenario: &Scenario) -> bool {
        scenario.one_series(self.key.series).measure == Measure::Increment
    }

    /// Reports whether a reading was added to another one before it, so that its number is followed by "more".
    pub fn is_more(&self, scenario: &Scenario, figure: FigureRef) -> bool {
        self.is_added(scenario) && figure != self.figure
    }
}

/// A series and status that has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The series and status.
    pub key: FigureKey,
    /// The item that ends it.
    pub end: EndRef,
}

/// Readings, oldest first, by series and status.
pub type KnownFigures = BTreeMap<FigureKey, Vec<FigureRef>>;

/// The figures at a cursor.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// The readings in force, by series in the order of the file, then by status.
    pub in_force: Vec<Reading>,
    /// The last readings that lapsed by themselves and that no other has followed.
    pub over: Vec<FigureRef>,
    /// The series and statuses that ended within the last week and have not begun again.
    pub ended: Vec<Ended>,
    /// Every reading that is known, oldest first.
    pub known: KnownFigures,
}

/// Returns the readings that are known at a cursor, oldest first, by series and status.
pub fn known_figures(scenario: &Scenario, cursor: &Cursor) -> KnownFigures {
    let mut known = KnownFigures::new();
    for event in visibility::carrying_events(scenario, cursor) {
        for (reference, figure) in FigureRef::of(scenario, event) {
            if visibility::is_known(&figure.provenance, cursor) {
                let key = FigureKey::from_figure(scenario, reference);
                known.entry(key).or_default().push(reference);
            }
        }
    }
    for readings in known.values_mut() {
        readings.sort_by(|a, b| by_time(scenario, *a, *b));
    }
    known
}

/// Returns every end that is known at a cursor, with the series and status that it closes.
pub(super) fn known_ends(
    scenario: &Scenario,
    cursor: &Cursor,
) -> impl Iterator<Item = (FigureKey, EndRef)> {
    let ends = visibility::carrying_events(scenario, cursor)
        .flat_map(|event| EndRef::of(scenario, event).collect::<Vec<_>>());
    ends.filter(|(_, end)| visibility::is_known(&end.provenance, cursor))
        .map(|(reference, end)| (FigureKey::of_end(end), reference))
}

/// Orders readings by what they say of themselves: their time, when they were recorded, their number.
pub(super) fn by_time(scenario: &Scenario, a: FigureRef, b: FigureRef) -> Ordering {
    let (one, other) = (a.get(scenario), b.get(scenario));
    bitemporal_key(scenario, a)
        .cmp(&bitemporal_key(scenario, b))
        .then(one.amount.high_end().total_cmp(&other.amount.high_end()))
        .then(one.amount.low_end().total_cmp(&other.amount.low_end()))
        .then(one.qualifier.cmp(&other.qualifier))
        .then_with(|| find_publisher(scenario, a).cmp(&find_publisher(scenario, b)))
}

/// Returns as of when a reading counts, and when it was recorded.
pub(super) fn bitemporal_key(scenario: &Scenario, reference: FigureRef) -> (UnixTime, UnixTime) {
    let provenance = &reference.get(scenario).provenance;
    (
        provenance.at.effective_at(),
        provenance.recorded_at.effective_at(),
    )
}

/// Returns as of when a reading counts.
pub(super) fn effective_time(scenario: &Scenario, reference: FigureRef) -> UnixTime {
    reference.get(scenario).provenance.at.effective_at()
}

/// Returns who published a reading, by which readings are told apart whatever is known of it yet; who is named for it
/// is `Scenario::first_source`.
pub fn find_publisher(scenario: &Scenario, figure: FigureRef) -> Option<&str> {
    let source = figure.get(scenario).provenance.sources.first();
    source.map(|source| scenario.source(*source).publisher.as_str())
}
