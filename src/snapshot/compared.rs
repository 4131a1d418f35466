//! What stands in the panes where two dates are compared: entries of the ledger, figures before and after.
//!
//! `snapshot::compared` asks for the figures, `listed` for the rest; documents list places by the same rule.
//! What changed is the ledger's to say.

use crate::model::figure::Group;
use crate::model::id::EventKey;
use crate::snapshot::deadlines::{DeadlineState, filter_shown};
use crate::snapshot::fold::Fold;
use crate::snapshot::ledger::{Ledger, PlaceNews, Why};
use crate::snapshot::order;
use crate::snapshot::paired::{self, FigurePair};

/// A change that stands in one of the three lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedEntry {
    /// In which list.
    pub why: Why,
    /// The thing that changed.
    pub what: ChangeKind,
}

/// The thing that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// A place.
    Place(PlaceNews),
    /// An event that was reported late or corrected and made no difference that is listed.
    Event(EventKey),
}

/// A figure or deadline as it stands before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BeforeAfter {
    /// The readings in force of a series and status.
    Figure(FigurePair),
    /// A deadline that stands at one of the ends.
    Deadline(Option<DeadlineState>, Option<DeadlineState>),
}

impl BeforeAfter {
    /// Reports whether the second end differs; the days to a deadline always do.
    pub fn has_changed(&self) -> bool {
        match self {
            Self::Figure(pair) => pair.has_changed(),
            Self::Deadline(..) => true,
        }
    }
}

/// The rows that a comparison lists, as far as they pass the filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComparedRows {
    /// The entries of the three lists, one after the other: what changed, what was reported late, what was corrected.
    pub entries: Vec<ComparedEntry>,
    /// Figures before and after: what changed first, older ones last.
    pub figures: Vec<BeforeAfter>,
}

/// Returns the news of places that stands in one list, each place once.
pub fn list_place_news(ledger: &Ledger, why: Why) -> Vec<PlaceNews> {
    let mut news = ledger.news_of_places();
    news.retain(|news| news.why == why);
    news
}

/// Figures before and after: groups of which something changed, deadlines, groups of which nothing did, then what
/// is older than a week at both ends.
pub(super) fn pair_figures(from: &Fold<'_>, to: &Fold<'_>, ledger: &Ledger) -> Vec<BeforeAfter> {
    let scenario = to.scenario;
    let mut pairs = paired::list_pairs(from, to);
    let groups = order::order_groups(scenario);
    pairs.sort_by_key(|pair| order::rank_series(scenario, &groups, pair.key.series));
    let is_listed = |pair: &FigurePair| {
        ledger
            .figures
            .iter()
            .any(|change| change.pair.key == pair.key)
    };
    let (old, fresh): (Vec<FigurePair>, Vec<FigurePair>) = pairs
        .into_iter()
        .partition(|pair| pair.is_old && !is_listed(pair));
    let fresh: Vec<BeforeAfter> = fresh.into_iter().map(BeforeAfter::Figure).collect();
    let old = old.into_iter().map(BeforeAfter::Figure);
    let group = |row: &BeforeAfter| match row {
        BeforeAfter::Figure(pair) => Some(scenario.one_series(pair.key.series).group),
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
    rows.extend(pair_deadlines(from, to));
    rows.extend(same);
    rows.extend(old);
    rows
}

/// The deadlines that stand at one of the ends, the next one first.
fn pair_deadlines(from: &Fold<'_>, to: &Fold<'_>) -> Vec<BeforeAfter> {
    let scenario = to.scenario;
    let id = |state: &DeadlineState| &state.deadline.get(scenario).id;
    let of = |states: &[DeadlineState], its| {
        filter_shown(states).find(|state| id(state) == its).copied()
    };
    let mut ids = Vec::new();
    for state in filter_shown(&to.deadlines).chain(filter_shown(&from.deadlines)) {
        if !ids.contains(&id(state)) {
            ids.push(id(state));
        }
    }
    ids.into_iter()
        .map(|its| BeforeAfter::Deadline(of(&from.deadlines, its), of(&to.deadlines, its)))
        .collect()
}
