//! The ledger between two cursors: what changed, what was only learnt, what was corrected.
//!
//! [`between`] compares two folds of one scenario. `snapshot::at` takes it against the end of the day
//! before; comparing two dates takes it between any two. It tells apart what happened between the two
//! moments from what had happened by the first and was recorded only later.

mod deadlines;
mod ends;

use crate::model::id::{EventKey, PartyKey, PlaceKey};
use crate::snapshot::control::{Control, PlaceState, PressureKind};
use crate::snapshot::fold::Fold;
use crate::snapshot::paired::{self, FigurePair};
use crate::snapshot::reference::ClaimRef;
use crate::snapshot::visible;
pub use deadlines::DeadlineChange;
use ends::Ends;
pub use ends::Why;

/// What changed about a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceWhat {
    /// Its holder, from and to.
    Holder(Option<PartyKey>, Option<PartyKey>),
    /// What is said of its holder.
    Control(Control, Control),
    /// How it is pressed from outside.
    Pressure(
        Option<(PressureKind, PartyKey)>,
        Option<(PressureKind, PartyKey)>,
    ),
}

/// A change of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceChange {
    /// The place.
    pub place: PlaceKey,
    /// What changed.
    pub what: PlaceWhat,
    /// The claim that makes the difference: new at the second cursor, or gone from it.
    pub claim: Option<ClaimRef>,
    /// Why it is here.
    pub why: Why,
    /// Whether the two cursors show different states. What both know, because they know equally much,
    /// but was recorded only between them, is learnt without a difference.
    pub differs: bool,
}

/// A figure before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureChange {
    /// What is in force at either end.
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
    /// Places, in the order of the file.
    pub places: Vec<PlaceChange>,
    /// Figures, by series, then status.
    pub figures: Vec<FigureChange>,
    /// Events, oldest first.
    pub events: Vec<EventChange>,
    /// Deadlines, by id.
    pub deadlines: Vec<DeadlineChange>,
}

impl Ledger {
    /// The difference in who holds a place between the cursors.
    pub fn taken(&self, place: PlaceKey) -> Option<(Option<PartyKey>, Option<PartyKey>)> {
        self.places.iter().find_map(|change| match change.what {
            PlaceWhat::Holder(from, to) if change.place == place && change.differs => {
                Some((from, to))
            }
            _ => None,
        })
    }

    /// Whether a change says what no other says: a change of hands settles by itself what was in question.
    pub fn says_more(&self, change: &PlaceChange) -> bool {
        let is_taken = self.taken(change.place).is_some();
        match change.what {
            PlaceWhat::Holder(..) => true,
            PlaceWhat::Control(from, to) => {
                let is_settled = is_taken && to == Control::Held;
                let is_unknown = [from, to].contains(&Control::Unknown);
                !is_settled && !is_unknown
            }
            PlaceWhat::Pressure(_, to) => !(is_taken && to.is_none()),
        }
    }

    /// How many places a party gained.
    pub fn gained(&self, party: PartyKey) -> usize {
        self.moved(|_, to| to == Some(party))
    }

    /// How many places a party lost.
    pub fn lost(&self, party: PartyKey) -> usize {
        self.moved(|from, _| from == Some(party))
    }

    /// How many places a party had taken before and is known to hold only since.
    pub fn learnt(&self, party: PartyKey) -> usize {
        let is_learnt = |change: &&PlaceChange| match change.what {
            PlaceWhat::Holder(_, to) => !change.differs && to == Some(party),
            _ => false,
        };
        self.places.iter().filter(is_learnt).count()
    }

    fn moved(&self, is_meant: impl Fn(Option<PartyKey>, Option<PartyKey>) -> bool) -> usize {
        let is_move = |change: &&PlaceChange| match change.what {
            PlaceWhat::Holder(from, to) => change.differs && is_meant(from, to),
            _ => false,
        };
        self.places.iter().filter(is_move).count()
    }
}

/// The ledger from one cursor to another of the same scenario, in either order of time.
pub fn between(from: &Fold<'_>, to: &Fold<'_>) -> Ledger {
    let ends = Ends::of(from, to);
    let mut places = Vec::new();
    for (before, after) in from.places.iter().zip(&to.places) {
        places.extend(holder_change(&ends, before, after));
        places.extend(control_change(&ends, before, after));
        places.extend(pressure_change(&ends, before, after));
    }
    Ledger {
        places,
        figures: figure_changes(&ends, from, to),
        events: event_changes(&ends, from, to),
        deadlines: deadlines::changes(&ends, from, to),
    }
}

fn holder_change(ends: &Ends<'_>, before: &PlaceState, after: &PlaceState) -> Option<PlaceChange> {
    let differs = before.holder != after.holder;
    let (claim, from) = if differs {
        (ends.cause(before.since, after.since), before.holder)
    } else {
        (ends.learnt(after.since), after.before)
    };
    (differs || claim.is_some()).then(|| PlaceChange {
        place: after.place,
        what: PlaceWhat::Holder(from, after.holder),
        claim,
        why: ends.why_claim(claim),
        differs,
    })
}

fn control_change(ends: &Ends<'_>, before: &PlaceState, after: &PlaceState) -> Option<PlaceChange> {
    let contender = |state: &PlaceState| {
        let contender = state.rivals.last().or(state.mark.as_ref());
        contender.map(|contender| contender.claim)
    };
    let differs = before.control() != after.control();
    let (claim, from) = if differs {
        (
            ends.cause(
                contender(before).or(before.borne_out),
                contender(after).or(after.borne_out),
            ),
            before.control(),
        )
    } else {
        let learnt = contender(after).filter(|_| after.holder.is_some());
        (ends.learnt(learnt), Control::Held)
    };
    (differs || claim.is_some()).then(|| PlaceChange {
        place: after.place,
        what: PlaceWhat::Control(from, after.control()),
        claim,
        why: ends.why_claim(claim),
        differs,
    })
}

fn pressure_change(
    ends: &Ends<'_>,
    before: &PlaceState,
    after: &PlaceState,
) -> Option<PlaceChange> {
    let pressed = |state: &PlaceState| {
        let pressure = state.pressure;
        pressure.map(|pressure| (pressure.kind, pressure.party))
    };
    let claim_of = |state: &PlaceState| state.pressure.map(|pressure| pressure.claim);
    let differs = pressed(before) != pressed(after);
    let (claim, from) = if differs {
        (
            ends.cause(
                claim_of(before).or(before.borne_out),
                claim_of(after).or(after.borne_out),
            ),
            pressed(before),
        )
    } else {
        (ends.learnt(claim_of(after)), None)
    };
    (differs || claim.is_some()).then(|| PlaceChange {
        place: after.place,
        what: PlaceWhat::Pressure(from, pressed(after)),
        claim,
        why: ends.why_claim(claim),
        differs,
    })
}

/// A change for each series and status of which something else is in force, or of which a reading was learnt.
fn figure_changes(ends: &Ends<'_>, from: &Fold<'_>, to: &Fold<'_>) -> Vec<FigureChange> {
    let pairs = paired::pairs(from, to).into_iter();
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
        |fold: &Fold<'_>, event| visible::is_superseded(ends.scenario, event, &fold.cursor);
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
            why: ends.why(*event, &ends.scenario.event(*event).provenance),
        })
        .collect();
    changes.sort_unstable_by_key(|change| change.event);
    changes
}
