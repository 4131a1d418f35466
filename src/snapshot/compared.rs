//! What stands in the panes where two dates are compared: entries of the ledger, figures before and after.
//!
//! `snapshot::compared` asks for the figures, `listed` for the rest; documents list places by the same rule.
//! What changed is the ledger's to say.

use crate::model::figure::Group;
use crate::model::id::EventKey;
use crate::snapshot::deadlines::{DeadlineState, shown};
use crate::snapshot::fold::Fold;
use crate::snapshot::ledger::{Ledger, PlaceNews, Why};
use crate::snapshot::order;
use crate::snapshot::paired::{self, FigurePair};

/// A change that stands in one of the three lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// In which list.
    pub why: Why,
    /// What changed.
    pub what: What,
}

/// What changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A place.
    Place(PlaceNews),
    /// An event that was reported late or corrected and made no difference that is listed.
    Event(EventKey),
}

/// What stands before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BeforeAfter {
    /// What is in force of a series and status.
    Figure(FigurePair),
    /// A deadline that stands at one of the ends.
    Deadline(Option<DeadlineState>, Option<DeadlineState>),
}

impl BeforeAfter {
    /// Whether the second end says something else; the days to a deadline always do.
    pub fn has_changed(&self) -> bool {
        match self {
            Self::Figure(pair) => pair.has_changed(),
            Self::Deadline(..) => true,
        }
    }
}

/// What is listed of a comparison, as far as it passes the filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// What changed, what was reported late, what was corrected, one list behind the other.
    pub entries: Vec<Entry>,
    /// Figures before and after: what changed first, older ones last.
    pub figures: Vec<BeforeAfter>,
}

/// Returns the news of places that stands in one list, each place once.
pub fn places(ledger: &Ledger, why: Why) -> Vec<PlaceNews> {
    let mut news = ledger.news_of_places();
    news.retain(|news| news.why == why);
    news
}

/// Figures before and after: groups of which something changed, deadlines, groups of which nothing did, then what
/// is older than a week at both ends.
pub(super) fn figures(from: &Fold<'_>, to: &Fold<'_>, ledger: &Ledger) -> Vec<BeforeAfter> {
    let scenario = to.scenario;
    let mut pairs = paired::pairs(from, to);
    let groups = order::groups(scenario);
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
