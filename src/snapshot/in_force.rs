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
use crate::snapshot::figures::{by_time, effect, known, known_ends, publisher, word};
use crate::snapshot::reference::{EndRef, FigureRef};

/// How many days a reading counts as fresh, and the end of a series is told.
const FRESH_DAYS: i64 = 7;

/// Returns the figures at a cursor.
pub fn at(scenario: &Scenario, cursor: &Cursor) -> Figures {
    let known = known(scenario, cursor);
    let ends = ends(scenario, cursor);
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
        match at.standing(key) {
            Standing::InForce(figures_of) => figures.in_force.extend(at.reading(key, figures_of)),
            Standing::Lapsed(last) => figures.over.push(last),
            Standing::Closed => {}
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
fn ends(scenario: &Scenario, cursor: &Cursor) -> BTreeMap<FigureKey, EndRef> {
    let mut last: BTreeMap<FigureKey, EndRef> = BTreeMap::new();
    for (key, reference) in known_ends(scenario, cursor) {
        let moment = |end: EndRef| {
            let provenance = &end.get(scenario).provenance;
            (provenance.at.effect(), provenance.recorded_at.effect())
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

/// What stands of a series and status.
enum Standing {
    /// These are in force, the one that leads first.
    InForce(Vec<FigureRef>),
    /// The last one ended by its own words.
    Lapsed(FigureRef),
    /// It ended, or what was there is withdrawn.
    Closed,
}

/// What decides what is in force.
struct At<'k, 's> {
    scenario: &'s Scenario,
    cursor: &'k Cursor,
    day_start: UnixTime,
    known: &'k KnownFigures,
    ends: &'k BTreeMap<FigureKey, EndRef>,
}

impl At<'_, '_> {
    fn measure(&self, key: FigureKey) -> Measure {
        self.scenario.one_series(key.series).measure
    }

    /// Returns the known readings since the series and status last ended, oldest first.
    fn open(&self, key: FigureKey) -> &[FigureRef] {
        let readings = self.known.get(&key).map_or(&[][..], Vec::as_slice);
        let end = self.ends.get(&key).map(|end| end.get(self.scenario));
        let from = end.map_or(0, |end| {
            let end = end.provenance.at.effect();
            readings.partition_point(|reading| effect(self.scenario, *reading) <= end)
        });
        readings.get(from..).unwrap_or_default()
    }

    /// Whether there was a reading for an end to close: one without it is told by `check` alone.
    fn has_closed(&self, key: FigureKey, end: EndRef) -> bool {
        let first = self.known.get(&key).and_then(|readings| readings.first());
        let end = end.get(self.scenario).provenance.at.effect();
        first.is_some_and(|first| effect(self.scenario, *first) <= end)
    }

    /// Returns what stands of a series and status.
    fn standing(&self, key: FigureKey) -> Standing {
        let open = self.open(key);
        let Some(last) = open
            .last()
            .copied()
            .filter(|last| !self.is_withdrawn(key, *last))
        else {
            return Standing::Closed;
        };
        if self.measure(key) == Measure::Increment {
            return self.increments(key, open);
        }
        let of_moment = self.last_words(open, effect(self.scenario, last));
        let standing: Vec<FigureRef> = of_moment
            .into_iter()
            .filter(|figure| self.has_not_lapsed(key, *figure))
            .collect();
        if standing.is_empty() {
            Standing::Lapsed(last)
        } else {
            Standing::InForce(standing)
        }
    }

    /// Whether forces that are gone close a reading.
    fn is_withdrawn(&self, key: FigureKey, last: FigureRef) -> bool {
        let gone = FigureKey {
            status: Some(ForceStatus::Withdrawn),
            ..key
        };
        let withdrawn = self.known.get(&gone).and_then(|readings| readings.last());
        key != gone
            && withdrawn.is_some_and(|gone| word(self.scenario, last) <= word(self.scenario, *gone))
    }

    /// Whether a reading still stands by its own words: a period or a day that it names is not over.
    fn has_not_lapsed(&self, key: FigureKey, reference: FigureRef) -> bool {
        let figure = reference.get(self.scenario);
        let is_until_now = |until: &Moment| self.cursor.as_of <= until.effect();
        let is_over =
            self.measure(key) == Measure::Period && figure.provenance.at.effect() < self.day_start;
        !is_over && figure.until().is_none_or(is_until_now)
    }

    /// Returns the readings of one moment, of each publisher those last recorded; the better grade first, then one
    /// number before a range, then the higher.
    fn last_words(&self, readings: &[FigureRef], moment: UnixTime) -> Vec<FigureRef> {
        let scenario = self.scenario;
        let of_moment = readings.iter().copied();
        let of_moment: Vec<FigureRef> = of_moment
            .filter(|reading| effect(scenario, *reading) == moment)
            .collect();
        let mut last_of: BTreeMap<Option<&str>, (UnixTime, UnixTime)> = BTreeMap::new();
        for reading in &of_moment {
            let its = word(scenario, *reading);
            let last = last_of.entry(publisher(scenario, *reading)).or_insert(its);
            *last = its.max(*last);
        }
        let is_last = |reading: &FigureRef| {
            let last = last_of.get(&publisher(scenario, *reading));
            last == Some(&word(scenario, *reading))
        };
        let mut last: Vec<FigureRef> = of_moment.iter().copied().filter(is_last).collect();
        last.sort_by(|a, b| {
            let rank = |reference: FigureRef| {
                let figure = reference.get(scenario);
                let grade = scenario.grade(&figure.provenance, self.cursor);
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
    fn increments(&self, key: FigureKey, open: &[FigureRef]) -> Standing {
        let scenario = self.scenario;
        let standing = open.iter().copied();
        let standing: Vec<FigureRef> = standing
            .filter(|figure| self.has_not_lapsed(key, *figure))
            .collect();
        let Some(last) = standing.last().copied() else {
            return open
                .last()
                .map_or(Standing::Closed, |last| Standing::Lapsed(*last));
        };
        let base = last.get(scenario).adds_to();
        let Some(base) = base.and_then(|base| self.base(base, key.status)) else {
            return Standing::InForce(standing);
        };
        let later = standing
            .into_iter()
            .filter(|figure| effect(scenario, *figure) > effect(scenario, base));
        let figures: Vec<FigureRef> = std::iter::once(base).chain(later).collect();
        if figures.len() > 1 {
            Standing::InForce(figures)
        } else {
            Standing::Closed
        }
    }

    /// Returns the reading in force to which increments of a status add: one of that status, else the last of any.
    fn base(&self, series: SeriesKey, status: Option<ForceStatus>) -> Option<FigureRef> {
        let keys = self
            .known
            .keys()
            .copied()
            .filter(|key| key.series == series);
        let mut leads: Vec<(bool, UnixTime, FigureRef)> = keys
            .filter(|key| self.measure(*key) != Measure::Increment)
            .filter_map(|key| match self.standing(key) {
                Standing::InForce(figures) => {
                    let lead = figures.first().copied()?;
                    Some((key.status == status, effect(self.scenario, lead), lead))
                }
                Standing::Lapsed(_) | Standing::Closed => None,
            })
            .collect();
        leads.sort_by_key(|(is_same, at, _)| (*is_same, *at));
        leads.pop().map(|(_, _, lead)| lead)
    }

    /// Returns what is in force with what was before it.
    fn reading(&self, key: FigureKey, mut figures: Vec<FigureRef>) -> Option<Reading> {
        let scenario = self.scenario;
        let is_added = self.measure(key) == Measure::Increment;
        let last = if is_added {
            figures.last()
        } else {
            figures.first()
        };
        let last = *last?;
        let open = self.open(key);
        let before =
            open.partition_point(|reading| effect(scenario, *reading) < effect(scenario, last));
        let before = open.get(..before).unwrap_or_default();
        let previous = before
            .last()
            .filter(|_| !is_added)
            .map_or_else(Vec::new, |last| {
                self.last_words(before, effect(scenario, *last))
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
