//! What is in force at a cursor, by series and status: the last by `at`, of each publisher those last recorded.
//!
//! Called by `snapshot::Fold`. What has ended, was withdrawn or lapsed by its own words is not in force.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::calendar::{self, UnixTime};
use crate::model::cursor::Cursor;
use crate::model::figure::{Amount, ForceStatus, Measure};
use crate::model::id::SeriesKey;
use crate::model::moment::Moment;
use crate::model::scenario::Scenario;
use crate::snapshot::figures::{Ended, FigureKey, Figures, KnownFigures, Reading};
use crate::snapshot::figures::{
    bitemporal_key, by_time, effective_time, find_publisher, known_ends, known_figures,
};
use crate::snapshot::reference::{EndRef, FigureRef};

/// Number of days for which a reading counts as fresh, and for which the end of a series is reported.
const FRESH_DAYS: i64 = 7;

/// Returns the figures at a cursor.
pub fn at(scenario: &Scenario, cursor: &Cursor) -> Figures {
    let known = known_figures(scenario, cursor);
    let ends = last_ends(scenario, cursor);
    let today = calendar::day_of(cursor.as_of, scenario.zone());
    let at = At {
        scenario,
        cursor,
        day_start: calendar::start_of(today, scenario.zone()),
        known: &known,
        ends: &ends,
    };
    let mut figures = Figures::default();
    for key in known.keys().copied() {
        match at.find_standing(key) {
            StandingReadings::InForce(figures_of) => {
                figures.in_force.extend(at.build_reading(key, figures_of));
            }
            StandingReadings::Lapsed(last) => figures.over.push(last),
            StandingReadings::Closed => {}
        }
    }
    figures.ended = ends
        .iter()
        .filter(|(key, _)| !figures.in_force.iter().any(|reading| reading.key == **key))
        .filter(|(key, end)| at.has_closed(**key, **end))
        .filter(|(_, end)| {
            let day = end.get(scenario).provenance.at.day_in(scenario.zone());
            calendar::days_between(day, today) <= FRESH_DAYS
        })
        .map(|(key, end)| Ended {
            key: *key,
            end: *end,
        })
        .collect();
    figures.known = known;
    figures
}

/// Returns the last known end of each series and status.
fn last_ends(scenario: &Scenario, cursor: &Cursor) -> BTreeMap<FigureKey, EndRef> {
    let mut last: BTreeMap<FigureKey, EndRef> = BTreeMap::new();
    for (key, reference) in known_ends(scenario, cursor) {
        let moment = |end: EndRef| {
            let provenance = &end.get(scenario).provenance;
            (
                provenance.at.effective_at(),
                provenance.recorded_at.effective_at(),
            )
        };
        let is_later = last
            .get(&key)
            .is_none_or(|known| moment(*known) < moment(reference));
        if is_later {
            last.insert(key, reference);
        }
    }
    last
}

/// The readings of a series and status that still stand.
enum StandingReadings {
    /// These are in force, the one that leads first.
    InForce(Vec<FigureRef>),
    /// The last one ended by its own words.
    Lapsed(FigureRef),
    /// None: the series ended, or its forces were withdrawn.
    Closed,
}

/// The facts that decide which readings are in force.
struct At<'k, 's> {
    scenario: &'s Scenario,
    cursor: &'k Cursor,
    day_start: UnixTime,
    known: &'k KnownFigures,
    ends: &'k BTreeMap<FigureKey, EndRef>,
}

impl At<'_, '_> {
    fn series_measure(&self, key: FigureKey) -> Measure {
        self.scenario.one_series(key.series).measure
    }

    /// Returns the known readings since the series and status last ended, oldest first.
    fn readings_since_end(&self, key: FigureKey) -> &[FigureRef] {
        let readings = self.known.get(&key).map_or(&[][..], Vec::as_slice);
        let end = self.ends.get(&key).map(|end| end.get(self.scenario));
        let from = end.map_or(0, |end| {
            let end = end.provenance.at.effective_at();
            readings.partition_point(|reading| effective_time(self.scenario, *reading) <= end)
        });
        readings.get(from..).unwrap_or_default()
    }

    /// Reports whether there was a reading for an end to close; an end without one is reported by `check` alone.
    fn has_closed(&self, key: FigureKey, end: EndRef) -> bool {
        let first = self.known.get(&key).and_then(|readings| readings.first());
        let end = end.get(self.scenario).provenance.at.effective_at();
        first.is_some_and(|first| effective_time(self.scenario, *first) <= end)
    }

    /// Returns what stands of a series and status.
    fn find_standing(&self, key: FigureKey) -> StandingReadings {
        let open = self.readings_since_end(key);
        let Some(last) = open
            .last()
            .copied()
            .filter(|last| !self.is_withdrawn(key, *last))
        else {
            return StandingReadings::Closed;
        };
        if self.series_measure(key) == Measure::Increment {
            return self.standing_increments(key, open);
        }
        let of_moment = self.last_words(open, effective_time(self.scenario, last));
        let standing: Vec<FigureRef> = of_moment
            .into_iter()
            .filter(|figure| self.has_not_lapsed(key, *figure))
            .collect();
        if standing.is_empty() {
            StandingReadings::Lapsed(last)
        } else {
            StandingReadings::InForce(standing)
        }
    }

    /// Reports whether a reading is closed because its forces are gone.
    fn is_withdrawn(&self, key: FigureKey, last: FigureRef) -> bool {
        let gone = FigureKey {
            status: Some(ForceStatus::Withdrawn),
            ..key
        };
        let withdrawn = self.known.get(&gone).and_then(|readings| readings.last());
        key != gone
            && withdrawn.is_some_and(|gone| {
                bitemporal_key(self.scenario, last) <= bitemporal_key(self.scenario, *gone)
            })
    }

    /// Reports whether a reading still stands by its own words: a period or a day that it names is not over.
    fn has_not_lapsed(&self, key: FigureKey, reference: FigureRef) -> bool {
        let figure = reference.get(self.scenario);
        let is_until_now = |until: &Moment| self.cursor.as_of <= until.effective_at();
        let is_over = self.series_measure(key) == Measure::Period
            && figure.provenance.at.effective_at() < self.day_start;
        !is_over && figure.until().is_none_or(is_until_now)
    }

    /// Returns the readings of one moment, of each publisher those last recorded; the better grade first, then one
    /// number before a range, then the higher.
    fn last_words(&self, readings: &[FigureRef], moment: UnixTime) -> Vec<FigureRef> {
        let scenario = self.scenario;
        let of_moment = readings.iter().copied();
        let of_moment: Vec<FigureRef> = of_moment
            .filter(|reading| effective_time(scenario, *reading) == moment)
            .collect();
        let mut last_of: BTreeMap<Option<&str>, (UnixTime, UnixTime)> = BTreeMap::new();
        for reading in &of_moment {
            let its = bitemporal_key(scenario, *reading);
            let last = last_of
                .entry(find_publisher(scenario, *reading))
                .or_insert(its);
            *last = its.max(*last);
        }
        let is_last = |reading: &FigureRef| {
            let last = last_of.get(&find_publisher(scenario, *reading));
            last == Some(&bitemporal_key(scenario, *reading))
        };
        let mut last: Vec<FigureRef> = of_moment.iter().copied().filter(is_last).collect();
        last.sort_by(|a, b| {
            let rank = |reference: FigureRef| {
                let figure = reference.get(scenario);
                let grade = scenario.grade_item(&figure.provenance, self.cursor);
                let is_range = matches!(figure.amount, Amount::Range(..));
                (Reverse((grade.reliability, grade.credibility)), is_range)
            };
            rank(*a)
                .cmp(&rank(*b))
                .then_with(|| by_time(scenario, *b, *a))
        });
        last
    }

    /// Returns what was added, oldest first; to the last reading of another series only what is later.
    fn standing_increments(&self, key: FigureKey, open: &[FigureRef]) -> StandingReadings {
        let scenario = self.scenario;
        let standing = open.iter().copied();
        let standing: Vec<FigureRef> = standing
            .filter(|figure| self.has_not_lapsed(key, *figure))
            .collect();
        let Some(last) = standing.last().copied() else {
            return open.last().map_or(StandingReadings::Closed, |last| {
                StandingReadings::Lapsed(*last)
            });
        };
        let Some(base) = last.get(scenario).adds_to() else {
            return StandingReadings::InForce(standing);
        };
        // Without a total in force there is nothing to which it could be said to add.
        let Some(base) = self.find_base(base, key.status) else {
            return StandingReadings::Closed;
        };
        let later = standing
            .into_iter()
            .filter(|figure| effective_time(scenario, *figure) > effective_time(scenario, base));
        let figures: Vec<FigureRef> = std::iter::once(base).chain(later).collect();
        if figures.len() > 1 {
            StandingReadings::InForce(figures)
        } else {
            StandingReadings::Closed
        }
    }

    /// Returns the reading in force to which increments of a status add: one of that status, else the last of any.
    fn find_base(&self, series: SeriesKey, status: Option<ForceStatus>) -> Option<FigureRef> {
        let keys = self
            .known
            .keys()
            .copied()
            .filter(|key| key.series == series);
        let mut leads: Vec<(bool, UnixTime, FigureRef)> = keys
            .filter(|key| self.series_measure(*key) != Measure::Increment)
            .filter_map(|key| match self.find_standing(key) {
                StandingReadings::InForce(figures) => {
                    let lead = figures.first().copied()?;
                    Some((
                        key.status == status,
                        effective_time(self.scenario, lead),
                        lead,
                    ))
                }
                StandingReadings::Lapsed(_) | StandingReadings::Closed => None,
            })
            .collect();
        leads.sort_by_key(|(is_same, at, _)| (*is_same, *at));
        leads.pop().map(|(_, _, lead)| lead)
    }

    /// Returns what is in force with what was before it.
    fn build_reading(&self, key: FigureKey, mut figures: Vec<FigureRef>) -> Option<Reading> {
        let scenario = self.scenario;
        let is_added = self.series_measure(key) == Measure::Increment;
        let last = if is_added {
            figures.last()
        } else {
            figures.first()
        };
        let last = *last?;
        let open = self.readings_since_end(key);
        let before = open.partition_point(|reading| {
            effective_time(scenario, *reading) < effective_time(scenario, last)
        });
        let before = open.get(..before).unwrap_or_default();
        let previous = before
            .last()
            .filter(|_| !is_added)
            .map_or_else(Vec::new, |last| {
                self.last_words(before, effective_time(scenario, *last))
            });
        let today = calendar::day_of(self.cursor.as_of, scenario.zone());
        let day = |figure: FigureRef| figure.get(scenario).provenance.at.day_in(scenario.zone());
        let earlier = open.iter().copied();
        let earlier = earlier.filter(|figure| day(*figure) == today && !figures.contains(figure));
        let earlier = earlier.collect();
        let others = figures.split_off(1);
        Some(Reading {
            key,
            figure: figures.pop()?,
            others,
            previous,
            earlier,
            is_new: day(last) == today,
            is_old: calendar::days_between(day(last), today) > FRESH_DAYS,
        })
    }
}
