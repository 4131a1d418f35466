//! Figures at two ends: what was in force before and after, and what lies between.
//!
//! The ledger and the panes of compare ask here, and nobody pairs readings otherwise. A pair is what stands at either
//! end of one series and status, whoever published it.

use std::collections::BTreeSet;

use crate::model::claim::Provenance;
use crate::model::figure::Measure;
use crate::model::scenario::Scenario;
use crate::snapshot::figures::{FigureKey, Reading, find_publisher};
use crate::snapshot::fold::Fold;
use crate::snapshot::numbers::{self, Trend};
use crate::snapshot::reference::{EndRef, FigureRef};

/// The readings in force of a series and status, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigurePair {
    /// The series and status.
    pub key: FigureKey,
    /// The readings in force at the first end, the one that leads first.
    pub before: Vec<FigureRef>,
    /// The readings in force at the second end, the one that leads first.
    pub after: Vec<FigureRef>,
    /// The readings given between the two ends and no longer in force, oldest first.
    pub between: Vec<FigureRef>,
    /// The item that ends the series, where nothing is in force at the second end because of it.
    pub ended: Option<EndRef>,
    /// True if it is more than a week old at both ends.
    pub is_old: bool,
}

/// A row of a pair: readings that stand beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairRow {
    /// The reading of the first end.
    pub before: Option<FigureRef>,
    /// The reading of the second.
    pub after: Option<FigureRef>,
}

impl FigurePair {
    /// Whether something else is in force at the second end, or was between both.
    pub fn has_changed(&self) -> bool {
        self.before != self.after || self.was_only_between()
    }

    /// Tells whether it was in force only between the ends.
    pub fn was_only_between(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }

    /// Reports whether its readings are increments.
    pub fn is_added(&self, scenario: &Scenario) -> bool {
        scenario.one_series(self.key.series).measure == Measure::Increment
    }

    /// Returns the reading that leads at the second end, else at the first, else the last one between them.
    pub fn leading_figure(&self) -> Option<FigureRef> {
        let ends = self.after.first().or(self.before.first());
        ends.or(self.between.last()).copied()
    }

    /// Returns all readings of both ends in rows: the two that lead, then a reading with itself, with another of its
    /// publisher, with what is left. What was only between has one row without either.
    pub fn build_rows(&self, scenario: &Scenario) -> Vec<PairRow> {
        let mut before = self.before.clone();
        let mut rows: Vec<PairRow> = self
            .after
            .iter()
            .map(|after| PairRow {
                before: None,
                after: Some(*after),
            })
            .collect();
        let mut take = |row: &mut PairRow, is_its: &dyn Fn(FigureRef) -> bool| {
            let place = before.iter().position(|figure| is_its(*figure));
            if let (None, Some(place)) = (row.before, place) {
                row.before = Some(before.remove(place));
            }
        };
        if let Some(first) = rows.first_mut() {
            take(first, &|_| true);
        }
        for row in &mut rows {
            let after = row.after;
            take(row, &|figure| Some(figure) == after);
        }
        for row in &mut rows {
            let name = row.after.map(|after| find_publisher(scenario, after));
            take(row, &|figure| {
                Some(find_publisher(scenario, figure)) == name
            });
        }
        for row in &mut rows {
            take(row, &|_| true);
        }
        rows.extend(before.into_iter().map(|before| PairRow {
            before: Some(before),
            after: None,
        }));
        if rows.is_empty() {
            rows.push(PairRow {
                before: None,
                after: None,
            });
        }
        rows
    }

    /// Reports whether its readings come from more than one publisher, so that each number needs its own.
    pub fn has_publishers(&self, scenario: &Scenario) -> bool {
        let figures = self.before.iter().chain(&self.after).chain(&self.between);
        let names: BTreeSet<Option<&str>> = figures
            .map(|figure| find_publisher(scenario, *figure))
            .collect();
        names.len() > 1
    }

    /// Returns how a reading of the second end compares with the first end.
    pub fn compute_trend(&self, scenario: &Scenario, after: FigureRef) -> Trend {
        numbers::compute_trend(scenario, after, &self.before)
    }
}

/// Returns every series and status of which something is in force at one of the ends or was between them, with both
/// ends.
pub fn list_pairs(from: &Fold<'_>, to: &Fold<'_>) -> Vec<FigurePair> {
    let in_force = from.figures.iter().chain(&to.figures);
    let keys: BTreeSet<FigureKey> = in_force
        .map(|reading| reading.key)
        .chain(to.known_figures.keys().copied())
        .collect();
    let pairs = keys.into_iter().map(|key| build_pair(from, to, key));
    pairs
        .filter(|pair| pair.leading_figure().is_some())
        .collect()
}

fn in_force<'f>(end: &'f Fold<'_>, key: FigureKey) -> Option<&'f Reading> {
    end.figures.iter().find(|reading| reading.key == key)
}

fn build_pair(from: &Fold<'_>, to: &Fold<'_>, key: FigureKey) -> FigurePair {
    let ends = [from, to].map(|end| in_force(end, key));
    let [before, after] = ends
        .map(|reading| reading.map_or_else(Vec::new, |reading| reading.all_figures().collect()));
    let ended = to.ended.iter().find(|ended| ended.key == key);
    let ended = ended.filter(|_| after.is_empty()).map(|ended| ended.end);
    FigurePair {
        between: readings_between(from, to, key, &before, &after),
        ended,
        is_old: ends.iter().any(Option::is_some)
            && ends.into_iter().flatten().all(|reading| reading.is_old),
        key,
        before,
        after,
    }
}

/// Returns what was said after what is in force at the first end and is not in force at the second, oldest first.
fn readings_between(
    from: &Fold<'_>,
    to: &Fold<'_>,
    key: FigureKey,
    before: &[FigureRef],
    after: &[FigureRef],
) -> Vec<FigureRef> {
    let scenario = to.scenario;
    if scenario.one_series(key.series).measure == Measure::Increment {
        return Vec::new();
    }
    let effect = |figure: &FigureRef| figure_provenance(scenario, *figure).at.effective_at();
    let since = before.iter().map(effect).max();
    let was_known = |figure: &FigureRef| {
        let known = from.known_figures.get(&key);
        known.is_some_and(|known| known.contains(figure))
    };
    let is_between = |figure: &FigureRef| {
        let at = effect(figure);
        let is_since = since.map_or(at > from.cursor.as_of, |since| at >= since);
        is_since && !was_known(figure) && !before.contains(figure) && !after.contains(figure)
    };
    let known = to.known_figures.get(&key).into_iter().flatten();
    known.copied().filter(is_between).collect()
}

fn figure_provenance(scenario: &Scenario, figure: FigureRef) -> &Provenance {
    &figure.get(scenario).provenance
}
