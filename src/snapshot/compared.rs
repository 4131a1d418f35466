//! What stands in the panes where two dates are compared: entries of the ledger, figures before and after.
//!
//! `snapshot::compared` asks for the figures, `listed` for the rest; documents list places by the same rule.
//! What changed is the ledger's to say.

use crate::model::figure::{ForceStatus, Group};
use crate::model::id::{EventKey, SeriesKey, SourceKey};
use crate::model::scenario::Scenario;
use crate::snapshot::by_source::{self, Key, Pair};
use crate::snapshot::deadlines::{DeadlineState, shown};
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
    let mut keys: Vec<Key> = by_source::keys(from, to).into_iter().collect();
    keys.sort_by_key(|(series, _)| scenario.one_series(*series).group);
    let (mut fresh, mut old) = (Vec::new(), Vec::new());
    for its in keys {
        let ends = [from, to].map(|end| by_source::in_force(end, its));
        let mut changed = ledger.figures.iter();
        let is_changed = changed.any(|change| (change.series, change.status) == its);
        let is_old = ends.into_iter().flatten().all(|reading| reading.is_old);
        let row = |publisher, before, after| BeforeAfter::Figure {
            series: its.0,
            status: its.1,
            publisher,
            before,
            after,
            is_old: is_old && !is_changed,
        };
        if is_changed {
            let pairs = by_source::pairs(from, to, its);
            let of = |(before, after): Pair| after.or(before);
            let mut names = pairs.iter().filter_map(|pair| of(*pair));
            let first = names
                .next()
                .map(|figure| by_source::publisher(scenario, figure));
            let are_several =
                names.any(|figure| Some(by_source::publisher(scenario, figure)) != first);
            fresh.extend(pairs.into_iter().map(|pair| {
                let figure = of(pair).filter(|_| are_several);
                let publisher = figure
                    .and_then(|figure| figure.get(scenario).provenance.sources.first().copied());
                row(publisher, pair.0, pair.1)
            }));
        } else {
            let list = if is_old { &mut old } else { &mut fresh };
            let [before, after] = ends.map(|reading| reading.map(|reading| reading.figure));
            list.push(row(None, before, after));
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

/// The deadlines that stand at one of the ends, the next one first.
fn deadlines(from: &Fold<'_>, to: &Fold<'_>) -> Vec<BeforeAfter> {
    let scenario = to.scenario;
    let id = |state: &DeadlineState| &state.deadline.get(scenario).id;
    let of = |states: &[DeadlineState], its| shown(states).find(|state| id(state) == its).copied();
    let mut ids = Vec::new();
    for state in shown(&to.deadlines).chain(shown(&from.deadlines)) {
        if !ids.contains(&id(state)) {
            ids.push(id(state));
        }
    }
    ids.into_iter()
        .map(|its| BeforeAfter::Deadline(of(&from.deadlines, its), of(&to.deadlines, its)))
        .collect()
}
