//! The ledger between two cursors: what changed, what was only learnt, what was corrected.
//!
//! [`compare_folds`] compares two folds of one scenario, always from the older to the newer. `snapshot::at` takes it against
//! the end of the day before; comparing two dates takes it between any two. It tells apart what happened between the
//! two moments from what had happened by the first and was recorded only later; both, with what was corrected, add up
//! to the difference.

mod deadlines;
mod ends;
mod moves;
mod places;
mod ties;

use crate::model::cursor::Cursor;
use crate::model::id::{EventKey, PartyKey, PlaceKey};
use crate::snapshot::fold::Fold;
use crate::snapshot::paired::{self, FigurePair};
use crate::snapshot::visibility;
pub use deadlines::DeadlineChange;
use ends::Ends;
pub use ends::Why;
pub use places::{PlaceChange, PlaceNews, PlaceWhat};

/// A figure before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureChange {
    /// The readings in force at either end.
    pub pair: FigurePair,
    /// Why it is here.
    pub why: Why,
}

/// An event that is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventChange {
    /// The event.
    pub event: EventKey,
    /// Why it is here.
    pub why: Why,
}

/// Everything that differs between two cursors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Changes of places, those of one place together: changes of hands first, major places first.
    pub places: Vec<PlaceChange>,
    /// Figures, by series, then status.
    pub figures: Vec<FigureChange>,
    /// Events, oldest first.
    pub events: Vec<EventChange>,
    /// Deadlines, by id.
    pub deadlines: Vec<DeadlineChange>,
}

impl Ledger {
    /// Returns the news of places, each place once, in the order in which they are told everywhere.
    pub fn news_of_places(&self) -> Vec<PlaceNews> {
        places::gather_news(&self.places)
    }

    /// Returns who held a place at the older end and who holds it at the newer one, where these differ.
    pub fn holder_change(&self, place: PlaceKey) -> Option<(Option<PartyKey>, Option<PartyKey>)> {
        let hands = self.places.iter().filter_map(|change| match change.what {
            PlaceWhat::Holder(from, to) if change.place == place && change.differs => {
                Some((from, to))
            }
            _ => None,
        });
        let (from, to) = hands.reduce(|(from, _), (_, to)| (from, to))?;
        (from != to).then_some((from, to))
    }

    /// Returns how many places a party gained and lost between the two moments, places that it lost and took back
    /// left out.
    pub fn happened_to(&self, party: PartyKey) -> Turnover {
        self.count_turnover(party, |why| why == Why::Happened)
    }

    /// Returns how many places a party had gained and lost by the older moment that became known between the two.
    pub fn reported_late(&self, party: PartyKey) -> Turnover {
        self.count_turnover(party, |why| why == Why::Learnt)
    }

    /// Returns how many places a party gained and lost by corrections.
    pub fn corrected_turnover(&self, party: PartyKey) -> Turnover {
        self.count_turnover(party, |why| why == Why::Corrected)
    }

    /// Returns how many places a party gained and lost in all: the difference between its tallies.
    pub fn total_turnover(&self, party: PartyKey) -> Turnover {
        let mut turnover = Turnover::default();
        let places = self.places.chunk_by(|a, b| a.place == b.place);
        for place in places.filter_map(|changes| changes.first()) {
            if let Some((from, to)) = self.holder_change(place.place) {
                turnover.count_change(party, from, to);
            }
        }
        turnover
    }

    fn count_turnover(&self, party: PartyKey, is_wanted: impl Fn(Why) -> bool) -> Turnover {
        let mut turnover = Turnover::default();
        for step in moves::list_moves(&self.places) {
            if is_wanted(step.why) {
                turnover.count_change(party, step.from, step.to);
            }
        }
        turnover
    }
}

/// The number of places that a party gained and lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turnover {
    /// Places that it has and had not.
    pub gained: usize,
    /// Places that it had and has not.
    pub lost: usize,
}

impl Turnover {
    fn count_change(&mut self, party: PartyKey, from: Option<PartyKey>, to: Option<PartyKey>) {
        self.gained += usize::from(to == Some(party) && from != to);
        self.lost += usize::from(from == Some(party) && from != to);
    }
}

/// Returns two folds of one scenario, the older one first: by what they show, then by what they know.
#[must_use]
pub fn in_order<'f, 's>(one: &'f Fold<'s>, other: &'f Fold<'s>) -> [&'f Fold<'s>; 2] {
    if is_older(&other.cursor, &one.cursor) {
        [other, one]
    } else {
        [one, other]
    }
}

/// Returns whether a cursor shows an older moment than another, or the same one with less knowledge.
pub fn is_older(one: &Cursor, other: &Cursor) -> bool {
    (one.as_of, one.known_at()) < (other.as_of, other.known_at())
}

/// Returns the ledger between two folds of the same scenario, from the older to the newer whichever comes first.
pub fn compare_folds(one: &Fold<'_>, other: &Fold<'_>) -> Ledger {
    let [from, to] = in_order(one, other);
    let ends = Ends::from_folds(from, to);
    Ledger {
        places: places::place_changes(&ends, &from.places, &to.places),
        figures: figure_changes(&ends, from, to),
        events: event_changes(&ends, from, to),
        deadlines: deadlines::deadline_changes(&ends, from, to),
    }
}

/// A change for each series and status of which something else is in force, or of which a reading was learnt.
fn figure_changes(ends: &Ends<'_>, from: &Fold<'_>, to: &Fold<'_>) -> Vec<FigureChange> {
    let pairs = paired::list_pairs(from, to).into_iter();
    pairs
        .filter_map(|pair| {
            let why = if pair.has_changed() {
                Some(ends.why_pair(&pair))
            } else {
                ends.learnt_figure(&pair.after)
            };
            why.map(|why| FigureChange { pair, why })
        })
        .collect()
}

/// The events that one of the cursors shows and the other does not, and those that were learnt.
///
/// An event that is not shown because a correction stands for it is no news: the correction is.
fn event_changes(ends: &Ends<'_>, from: &Fold<'_>, to: &Fold<'_>) -> Vec<EventChange> {
    let is_shown = |fold: &Fold<'_>, event: EventKey| fold.events.binary_search(&event).is_ok();
    let is_replaced =
        |fold: &Fold<'_>, event| visibility::is_superseded(ends.scenario, event, &fold.cursor);
    let mut changes: Vec<EventChange> = to
        .events
        .iter()
        .filter(|event| {
            if is_shown(from, **event) {
                ends.is_learnt(&ends.scenario.event(**event).provenance)
            } else {
                !is_replaced(from, **event)
            }
        })
        .chain(
            from.events
                .iter()
                .filter(|event| !is_shown(to, **event) && !is_replaced(to, **event)),
        )
        .map(|event| EventChange {
            event: *event,
            why: ends.why_item(*event, &ends.scenario.event(*event).provenance),
        })
        .collect();
    changes.sort_unstable_by_key(|change| change.event);
    changes
}
