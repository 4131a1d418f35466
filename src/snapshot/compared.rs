//! What stands in the panes where two dates are compared: entries of the ledger, figures before and after.
//!
//! `snapshot::compared` asks for the figures, `listed` for the rest; documents list places by the same rule.
//! What changed is the ledger's to say.

use crate::model::figure::{ForceStatus, Group};
use crate::model::id::{EventKey, SeriesKey, SourceKey};
use crate::model::scenario::Scenario;
use crate::snapshot::deadlines::DeadlineState;
use crate::snapshot::figures::{KnownFigures, Reading};
use crate::snapshot::fold::Fold;
use crate::snapshot::ledger::{Ledger, PlaceChange, Why};
use crate::snapshot::order;
use crate::snapshot::reference::FigureRef;

/// A change that stands in one of the three lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// In which list.
    pub why: Why,
    /// What changed.
    pub what: What,
}

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A place.
    Place(PlaceChange),
    /// An event that was learnt or corrected and made no difference that is listed.
    Event(EventKey),
}

/// What one source, or all of them alike, say before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BeforeAfter {
    /// Readings of a series and status.
    Figure {
        /// Of which series.
        series: SeriesKey,
        /// For forces, of which status.
        status: Option<ForceStatus>,
        /// Who says so, where more than one does.
        publisher: Option<SourceKey>,
        /// The last word by the first end.
        before: Option<FigureRef>,
        /// The last word by the second.
        after: Option<FigureRef>,
        /// Whether it is more than a week old at both ends.
        is_old: bool,
    },
    /// A deadline that stands at one of the ends.
    Deadline(Option<DeadlineState>, Option<DeadlineState>),
}

impl BeforeAfter {
    /// Whether the second end says something else; the days to a deadline always do.
    pub fn has_changed(&self) -> bool {
        match self {
            Self::Figure { before, after, .. } => before != after,
            Self::Deadline(..) => true,
        }
    }
}

/// What is listed of a comparison, as far as it passes the filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// What changed, what was learnt, what was corrected, one list behind the other.
    pub entries: Vec<Entry>,
    /// Figures before and after: what changed first, older ones last.
    pub figures: Vec<BeforeAfter>,
}

/// The changes of places that stand in one list, in the usual order of places.
///
/// What a change of hands settles by itself is not said beside it.
pub fn places(scenario: &Scenario, ledger: &Ledger, why: Why) -> Vec<PlaceChange> {
    let its = ledger.places.iter().filter(|change| change.why == why);
    let mut changes: Vec<PlaceChange> = its
        .filter(|change| ledger.says_more(change))
        .copied()
        .collect();
    let order = order::by_region(scenario);
    changes.sort_by_key(|change| order.iter().position(|place| *place == change.place));
    changes
}

/// Figures before and after: groups of which something changed, deadlines, groups of which nothing did, then what
/// is older than a week at both ends.
pub(super) fn figures(from: &Fold<'_>, to: &Fold<'_>, ledger: &Ledger) -> Vec<BeforeAfter> {
    let scenario = to.scenario;
    let key = |reading: &Reading| {
        let figure = reading.figure.get(scenario);
        (figure.series, figure.status)
    };
    let mut keys: Vec<_> = from.figures.iter().chain(&to.figures).map(key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.sort_by_key(|(series, _)| scenario.one_series(*series).group);
    let (mut fresh, mut old) = (Vec::new(), Vec::new());
    for its in keys {
        let in_force = |end: &Fold<'_>| {
            let mut readings = end.figures.iter().filter(|reading| key(reading) == its);
            readings.next().cloned()
        };
        let (before, after) = (in_force(from), in_force(to));
        let mut changed = ledger.figures.iter();
        let is_changed = changed.any(|change| (change.series, change.status) == its);
        let is_old = [&before, &after]
            .into_iter()
            .flatten()
            .all(|reading| reading.is_old);
        let row = |publisher, before, after| BeforeAfter::Figure {
            series: its.0,
            status: its.1,
            publisher,
            before,
            after,
            is_old: is_old && !is_changed,
        };
        if is_changed {
            let before = said(scenario, &from.known_figures, before.as_ref());
            let after = said(scenario, &to.known_figures, after.as_ref());
            fresh.extend(
                by_publisher(scenario, &before, &after)
                    .into_iter()
                    .map(|(publisher, before, after)| row(publisher, before, after)),
            );
        } else {
            let list = if is_old { &mut old } else { &mut fresh };
            let figure = |reading: Option<Reading>| reading.map(|reading| reading.figure);
            list.push(row(None, figure(before), figure(after)));
        }
    }
    let group = |row: &BeforeAfter| match row {
        BeforeAfter::Figure { series, .. } => Some(scenario.one_series(*series).group),
        BeforeAfter::Deadline(..) => None,
    };
    let changed: Vec<Option<Group>> = fresh
        .iter()
        .filter(|row| row.has_changed())
        .map(group)
        .collect();
    let (mut rows, same): (Vec<BeforeAfter>, Vec<BeforeAfter>) = fresh
        .into_iter()
        .partition(|row| changed.contains(&group(row)));
    rows.extend(deadlines(from, to));
    rows.extend(same);
    rows.extend(old);
    rows
}

/// The readings of the day of the one in force, the last of each publisher; nothing where none is in force.
fn said(scenario: &Scenario, known: &KnownFigures, in_force: Option<&Reading>) -> Vec<FigureRef> {
    let Some(last) = in_force.map(|reading| reading.figure) else {
        return Vec::new();
    };
    let figure = last.get(scenario);
    let day = |figure: FigureRef| figure.get(scenario).provenance.at.day_in(scenario.zone());
    let of_the_day = known
        .get(&(figure.series, figure.status))
        .into_iter()
        .flatten()
        .filter(|figure| day(**figure) == day(last));
    let mut said: Vec<FigureRef> = Vec::new();
    for figure in of_the_day {
        let name = publisher(scenario, *figure);
        said.retain(|other| publisher(scenario, *other) != name);
        said.push(*figure);
    }
    said
}

/// Who published a reading, by the name that stands beside it.
fn publisher(scenario: &Scenario, figure: FigureRef) -> Option<&str> {
    let source = scenario.first_source(&figure.get(scenario).provenance);
    source.map(|source| source.short().as_str())
}

/// A row for each publisher, as one source's number is never another's before; one row where there is but one.
fn by_publisher(
    scenario: &Scenario,
    before: &[FigureRef],
    after: &[FigureRef],
) -> Vec<(Option<SourceKey>, Option<FigureRef>, Option<FigureRef>)> {
    let name = |figure: &FigureRef| publisher(scenario, *figure);
    let mut names: Vec<Option<&str>> = Vec::new();
    for figure in before.iter().chain(after) {
        if !names.contains(&name(figure)) {
            names.push(name(figure));
        }
    }
    let are_several = names.len() > 1;
    let of = |figures: &[FigureRef], its: Option<&str>| {
        figures.iter().find(|figure| name(figure) == its).copied()
    };
    let rows = names.into_iter().map(|its| {
        let (before, after) = (of(before, its), of(after, its));
        let source = after.or(before).and_then(|figure| {
            let sources = &figure.get(scenario).provenance.sources;
            sources.first().copied()
        });
        (source.filter(|_| are_several), before, after)
    });
    rows.collect()
}

/// The deadlines that stand at one of the ends, the next one first.
fn deadlines(from: &Fold<'_>, to: &Fold<'_>) -> Vec<BeforeAfter> {
    let scenario = to.scenario;
    let id = |state: &DeadlineState| &state.deadline.get(scenario).id;
    let of = |states: &[DeadlineState], its| states.iter().find(|state| id(state) == its).copied();
    let mut ids = Vec::new();
    for state in to.deadlines.iter().chain(&from.deadlines) {
        if !ids.contains(&id(state)) {
            ids.push(id(state));
        }
    }
    ids.into_iter()
        .map(|its| BeforeAfter::Deadline(of(&from.deadlines, its), of(&to.deadlines, its)))
        .collect()
}
