//! Figures in force at a cursor: the last reading of each series and status, with the one before.
//!
//! Called by `snapshot::Fold`. Readings of one moment that disagree are all kept; nothing is summed.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::calendar::{self, UnixTime};
use crate::model::cursor::Cursor;
use crate::model::figure::{Figure, ForceStatus, Measure};
use crate::model::id::SeriesKey;
use crate::model::scenario::Scenario;
use crate::snapshot::reference::FigureRef;
use crate::snapshot::visible;

/// How many days a reading counts as fresh.
const FRESH_DAYS: i64 = 7;

/// A reading in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The reading.
    pub figure: FigureRef,
    /// The last reading of an earlier moment, of the same series and status.
    pub previous: Option<FigureRef>,
    /// Other readings of the same moment that give another number.
    pub disagreeing: Vec<FigureRef>,
    /// Whether it is of the cursor's day.
    pub is_new: bool,
    /// Whether it is more than a week old at the cursor.
    pub is_old: bool,
}

/// How a reading of the cursor's day compares with the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// There is none before it, or the number is the same; or it is one more of what is added each time.
    New,
    /// It rose.
    Up,
    /// It fell.
    Down,
}

impl Reading {
    /// How it compares with the one before; `None` for a reading that is not of the cursor's day.
    pub fn trend(&self, scenario: &Scenario) -> Option<Trend> {
        if !self.is_new {
            return None;
        }
        let figure = self.figure.get(scenario);
        // What was added each time has no ups and downs.
        let is_added = scenario.one_series(figure.series).measure == Measure::Increment;
        let before = self.previous.filter(|_| !is_added);
        let now = figure.amount.low();
        let before = before.map(|before| before.get(scenario).amount.low());
        Some(match before {
            Some(before) if now > before => Trend::Up,
            Some(before) if now < before => Trend::Down,
            _ => Trend::New,
        })
    }
}

/// The order of readings: the last one is in force.
pub fn order(scenario: &Scenario, reference: FigureRef) -> impl PartialOrd {
    let figure = reference.get(scenario);
    (
        word(scenario, reference),
        figure.amount.high(),
        figure.amount.low(),
        reference.item,
    )
}

/// When a reading was said, and where: readings of one event and moment are said in one breath.
fn word(scenario: &Scenario, reference: FigureRef) -> (UnixTime, UnixTime, &str) {
    let provenance = &reference.get(scenario).provenance;
    (
        provenance.at.effect(),
        provenance.recorded_at.effect(),
        scenario.event(reference.event).id.as_str(),
    )
}

/// The readings that are known at a cursor, oldest first, by series and status.
pub fn known(scenario: &Scenario, cursor: &Cursor) -> KnownFigures {
    let mut known = KnownFigures::new();
    for event in visible::carriers(scenario, cursor) {
        for (reference, figure) in FigureRef::of(scenario, event) {
            if visible::is_known(&figure.provenance, cursor) {
                known
                    .entry((figure.series, figure.status))
                    .or_default()
                    .push(reference);
            }
        }
    }
    for readings in known.values_mut() {
        readings.sort_by(|a, b| {
            order(scenario, *a)
                .partial_cmp(&order(scenario, *b))
                .unwrap_or(std::cmp::Ordering::Equal)
        });
    }
    known
}

/// The figures at a cursor.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// The readings in force, by series in the order of the file, then status.
    pub in_force: Vec<Reading>,
    /// The last readings of periods that are over, which no other has followed.
    pub over: Vec<FigureRef>,
    /// Every reading that is known, oldest first.
    pub known: KnownFigures,
}

/// Readings, oldest first, by series and status.
pub type KnownFigures = BTreeMap<(SeriesKey, Option<ForceStatus>), Vec<FigureRef>>;

/// The figures at a cursor.
pub fn at(scenario: &Scenario, cursor: &Cursor) -> Figures {
    let known = known(scenario, cursor);
    let today = calendar::day_of(cursor.as_of, scenario.zone());
    let day_start = calendar::start_of(today, scenario.zone());
    let effect = |reference: FigureRef| reference.get(scenario).provenance.at.effect();
    let day_of = |reading: FigureRef| reading.get(scenario).provenance.at.day_in(scenario.zone());
    let mut in_force = Vec::new();
    let mut over = Vec::new();
    for ((series, status), readings) in &known {
        let Some(&last) = readings.last() else {
            continue;
        };
        let is_over =
            scenario.one_series(*series).measure == Measure::Period && effect(last) < day_start;
        let withdrawn = known
            .get(&(*series, Some(ForceStatus::Withdrawn)))
            .and_then(|readings| readings.last());
        let is_closed = *status != Some(ForceStatus::Withdrawn)
            && withdrawn
                .is_some_and(|withdrawn| word(scenario, last) <= word(scenario, *withdrawn));
        if is_over {
            over.push(last);
        }
        if is_over || is_closed {
            continue;
        }
        let moment = readings.partition_point(|reading| effect(*reading) < effect(last));
        let (earlier, of_moment) = readings.split_at(moment);
        in_force.push(Reading {
            figure: last,
            previous: earlier.last().copied(),
            disagreeing: disagreeing(scenario, last, of_moment.iter().copied()),
            is_new: day_of(last) == today,
            is_old: calendar::days_between(day_of(last), today) > FRESH_DAYS,
        });
    }
    Figures {
        in_force,
        over,
        known,
    }
}

/// Those among readings of one moment that give another number than one of them, each number once.
fn disagreeing(
    scenario: &Scenario,
    with: FigureRef,
    readings: impl Iterator<Item = FigureRef>,
) -> Vec<FigureRef> {
    let words = |reference: FigureRef| {
        let Figure {
            amount, qualifier, ..
        } = reference.get(scenario);
        (amount.low().to_bits(), amount.high().to_bits(), *qualifier)
    };
    let mut seen = BTreeSet::from([words(with)]);
    readings
        .filter(|reading| seen.insert(words(*reading)))
        .collect()
}
