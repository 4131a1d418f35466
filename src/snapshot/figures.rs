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
use crate::snapshot::visible;

/// Of which series a reading is and, for forces, of which status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureKey {
    /// The series.
    pub series: SeriesKey,
    /// For forces, the status.
    pub status: Option<ForceStatus>,
}

impl FigureKey {
    /// Returns the key of a reading.
    pub fn of(scenario: &Scenario, figure: FigureRef) -> Self {
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

/// What is in force of a series and status: readings of one moment, or one increment after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Of which series and status.
    pub key: FigureKey,
    /// The reading that leads; of what is added to another series, the last reading of that one.
    pub figure: FigureRef,
    /// What stands beside it: other readings of its moment, or what was added since, oldest first.
    pub others: Vec<FigureRef>,
    /// What was in force before them, in the same order; nothing of what is added each time.
    pub previous: Vec<FigureRef>,
    /// Earlier readings of the cursor's day that are no longer in force, oldest first.
    pub earlier: Vec<FigureRef>,
    /// Whether it is of the cursor's day.
    pub is_new: bool,
    /// Whether it is more than a week old at the cursor.
    pub is_old: bool,
}

impl Reading {
    /// Returns all of it, the one that leads first.
    pub fn figures(&self) -> impl Iterator<Item = FigureRef> {
        std::iter::once(self.figure).chain(self.others.iter().copied())
    }

    /// Returns how one of it compares with what was in force before; `None` where it is not of the cursor's day.
    pub fn trend(&self, scenario: &Scenario, figure: FigureRef) -> Option<Trend> {
        self.is_new
            .then(|| numbers::trend(scenario, figure, &self.previous))
    }

    /// Returns what stands beside the one that leads and says something else: the rest only repeats a number.
    pub fn other_words(&self, scenario: &Scenario) -> Vec<FigureRef> {
        if self.is_added(scenario) {
            return self.others.clone();
        }
        let mut told = vec![self.figure];
        for other in &self.others {
            let figure = other.get(scenario);
            let is_told = told.iter().map(|told| told.get(scenario)).any(|told| {
                (told.amount, told.qualifier, told.scope())
                    == (figure.amount, figure.qualifier, figure.scope())
            });
            if !is_told {
                told.push(*other);
            }
        }
        told.split_off(1)
    }

    /// Whether it is a row of what was added each time.
    pub fn is_added(&self, scenario: &Scenario) -> bool {
        scenario.one_series(self.key.series).measure == Measure::Increment
    }

    /// Whether one of it was added to another one before it, so that its number is "more".
    pub fn is_more(&self, scenario: &Scenario, figure: FigureRef) -> bool {
        self.is_added(scenario) && figure != self.figure
    }
}

/// A series and status that has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Of which series and status.
    pub key: FigureKey,
    /// Who says so.
    pub end: EndRef,
}

/// Readings, oldest first, by series and status.
pub type KnownFigures = BTreeMap<FigureKey, Vec<FigureRef>>;

/// The figures at a cursor.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// What is in force, by series in the order of the file, then status.
    pub in_force: Vec<Reading>,
    /// The last readings that lapsed by themselves and that no other has followed.
    pub over: Vec<FigureRef>,
    /// What ended within the last week and has not begun again.
    pub ended: Vec<Ended>,
    /// Every reading that is known, oldest first.
    pub known: KnownFigures,
}

/// Returns the readings that are known at a cursor, oldest first, by series and status.
pub fn known(scenario: &Scenario, cursor: &Cursor) -> KnownFigures {
    let mut known = KnownFigures::new();
    for event in visible::carriers(scenario, cursor) {
        for (reference, figure) in FigureRef::of(scenario, event) {
            if visible::is_known(&figure.provenance, cursor) {
                let key = FigureKey::of(scenario, reference);
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
    let ends = visible::carriers(scenario, cursor)
        .flat_map(|event| EndRef::of(scenario, event).collect::<Vec<_>>());
    ends.filter(|(_, end)| visible::is_known(&end.provenance, cursor))
        .map(|(reference, end)| (FigureKey::of_end(end), reference))
}

/// Orders readings by what they say of themselves: their time, when they were recorded, their number.
pub(super) fn by_time(scenario: &Scenario, a: FigureRef, b: FigureRef) -> Ordering {
    let (one, other) = (a.get(scenario), b.get(scenario));
    word(scenario, a)
        .cmp(&word(scenario, b))
        .then(one.amount.high().total_cmp(&other.amount.high()))
        .then(one.amount.low().total_cmp(&other.amount.low()))
        .then(one.qualifier.cmp(&other.qualifier))
        .then_with(|| publisher(scenario, a).cmp(&publisher(scenario, b)))
}

/// Returns as of when a reading counts, and when it was recorded.
pub(super) fn word(scenario: &Scenario, reference: FigureRef) -> (UnixTime, UnixTime) {
    let provenance = &reference.get(scenario).provenance;
    (provenance.at.effect(), provenance.recorded_at.effect())
}

/// Returns as of when a reading counts.
pub(super) fn effect(scenario: &Scenario, reference: FigureRef) -> UnixTime {
    reference.get(scenario).provenance.at.effect()
}

/// Returns who published a reading, by which readings are told apart whatever is known of it yet; who is named for it
/// is `Scenario::first_source`.
pub fn publisher(scenario: &Scenario, figure: FigureRef) -> Option<&str> {
    let source = figure.get(scenario).provenance.sources.first();
    source.map(|source| scenario.source(*source).publisher.as_str())
}
