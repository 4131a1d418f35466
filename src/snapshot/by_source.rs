//! Figures at two ends, paired so that a number only ever stands beside one of the same publisher.
//!
//! The ledger and the panes of compare ask here. What was added each time is paired with nothing: one instalment is no
//! news of another. Which pairs are changes is the ledger's to say.

use std::collections::BTreeSet;

use crate::model::figure::{ForceStatus, Measure};
use crate::model::id::SeriesKey;
use crate::model::scenario::Scenario;
use crate::snapshot::figures::Reading;
use crate::snapshot::fold::Fold;
use crate::snapshot::reference::FigureRef;

/// What one publisher says before and after; at one of the ends it may say nothing.
pub(super) type Pair = (Option<FigureRef>, Option<FigureRef>);

/// Of which series a reading is, and of which status.
pub(super) type Key = (SeriesKey, Option<ForceStatus>);

/// Of which series and status a reading in force is.
pub(super) fn key(scenario: &Scenario, reading: &Reading) -> Key {
    let figure = reading.figure.get(scenario);
    (figure.series, figure.status)
}

/// Every series and status of which a reading is in force at one of the ends, in order.
pub(super) fn keys(from: &Fold<'_>, to: &Fold<'_>) -> BTreeSet<Key> {
    let readings = from.figures.iter().chain(&to.figures);
    readings.map(|reading| key(to.scenario, reading)).collect()
}

/// The reading in force.
pub(super) fn in_force<'f>(end: &'f Fold<'_>, its: Key) -> Option<&'f Reading> {
    let mut readings = end.figures.iter();
    readings.find(|reading| key(end.scenario, reading) == its)
}

/// A pair for each publisher, those of before first; of what was added each time a pair for each instalment.
///
/// Each end is what was said on the day of the reading that is in force there, the last word of each publisher.
pub(super) fn pairs(from: &Fold<'_>, to: &Fold<'_>, its: Key) -> Vec<Pair> {
    let scenario = to.scenario;
    if scenario.one_series(its.0).measure == Measure::Increment {
        return instalments(from, to, its);
    }
    let (before, after) = (said(from, its), said(to, its));
    let name = |figure: &FigureRef| publisher(scenario, *figure);
    let mut names: Vec<Option<&str>> = Vec::new();
    for figure in before.iter().chain(&after) {
        if !names.contains(&name(figure)) {
            names.push(name(figure));
        }
    }
    let of = |figures: &[FigureRef], its: Option<&str>| {
        figures.iter().find(|figure| name(figure) == its).copied()
    };
    let pairs = names.into_iter();
    pairs
        .map(|its| (of(&before, its), of(&after, its)))
        .collect()
}

/// Who published a reading, by the name that stands beside it.
pub fn publisher(scenario: &Scenario, figure: FigureRef) -> Option<&str> {
    let source = scenario.first_source(&figure.get(scenario).provenance);
    source.map(|source| source.short().as_str())
}

/// What was added: what still counts stands on both sides, what came only after, what went only before.
fn instalments(from: &Fold<'_>, to: &Fold<'_>, its: Key) -> Vec<Pair> {
    let (before, after) = (of_the_day(from, its), of_the_day(to, its));
    let is_counted = |end: &Fold<'_>, figure: &FigureRef| {
        in_force(end, its).is_some()
            && end
                .known_figures
                .get(&its)
                .is_some_and(|known| known.contains(figure))
    };
    let gone = before.into_iter().filter(|figure| !is_counted(to, figure));
    let mut pairs: Vec<Pair> = gone.map(|figure| (Some(figure), None)).collect();
    pairs.extend(after.into_iter().map(|figure| {
        let before = Some(figure).filter(|figure| is_counted(from, figure));
        (before, Some(figure))
    }));
    pairs
}

/// The readings of the day of the one in force, oldest first; nothing where none is in force.
fn of_the_day(end: &Fold<'_>, its: Key) -> Vec<FigureRef> {
    let scenario = end.scenario;
    let Some(last) = in_force(end, its).map(|reading| reading.figure) else {
        return Vec::new();
    };
    let day = |figure: FigureRef| figure.get(scenario).provenance.at.day_in(scenario.zone());
    let known = end.known_figures.get(&its).into_iter().flatten();
    known
        .filter(|figure| day(**figure) == day(last))
        .copied()
        .collect()
}

/// The same, the last of each publisher.
fn said(end: &Fold<'_>, its: Key) -> Vec<FigureRef> {
    let mut said: Vec<FigureRef> = Vec::new();
    for figure in of_the_day(end, its) {
        let name = publisher(end.scenario, figure);
        said.retain(|other| publisher(end.scenario, *other) != name);
        said.push(figure);
    }
    said
}
