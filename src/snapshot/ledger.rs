//! The ledger between two cursors: what changed, what was only learnt, what was corrected.
//!
//! [`between`] compares two folds of one scenario. `snapshot::at` takes it against the end of the day
//! before; comparing two dates takes it between any two. It tells apart what happened between the two
//! moments from what had happened by the first and was recorded only later.

use crate::model::calendar::UnixTime;
use crate::model::claim::Provenance;
use crate::model::figure::ForceStatus;
use crate::model::id::{EventKey, PartyKey, PlaceKey, SeriesKey};
use crate::model::scenario::Scenario;
use crate::snapshot::Fold;
use crate::snapshot::control::{Control, PlaceState, PressureKind};
use crate::snapshot::figures::Reading;
use crate::snapshot::reference::{ClaimRef, DeadlineRef, FigureRef};

/// Why an entry stands in the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It happened between the two moments.
    Happened,
    /// It had happened by the first moment and was recorded between the two.
    Learnt,
    /// An event was corrected.
    Corrected,
}

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
    /// The claim that it rests on; `None` where a claim fell away.
    pub claim: Option<ClaimRef>,
    /// Why it is here.
    pub why: Why,
}

/// A figure before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureChange {
    /// Of which series.
    pub series: SeriesKey,
    /// For forces, of which status.
    pub status: Option<ForceStatus>,
    /// The reading in force at the first cursor.
    pub before: Option<FigureRef>,
    /// The reading in force at the second.
    pub after: Option<FigureRef>,
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

/// A deadline that was set, moved or dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeadlineChange {
    /// What stood at the first cursor.
    pub before: Option<DeadlineRef>,
    /// What stands at the second.
    pub after: Option<DeadlineRef>,
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
    /// The change of holder of a place that happened between the cursors.
    pub fn taken(&self, place: PlaceKey) -> Option<(Option<PartyKey>, Option<PartyKey>)> {
        self.places.iter().find_map(|change| match change.what {
            PlaceWhat::Holder(from, to) if change.place == place && from != to => Some((from, to)),
            _ => None,
        })
    }

    /// How many places a party gained.
    pub fn gained(&self, party: PartyKey) -> usize {
        self.moved(|_, to| to == Some(party))
    }

    /// How many places a party lost.
    pub fn lost(&self, party: PartyKey) -> usize {
        self.moved(|from, _| from == Some(party))
    }

    fn moved(&self, is_meant: impl Fn(Option<PartyKey>, Option<PartyKey>) -> bool) -> usize {
        let is_move = |change: &&PlaceChange| match change.what {
            PlaceWhat::Holder(from, to) => from != to && is_meant(from, to),
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
        place_changes(&ends, before, after, &mut places);
    }
    Ledger {
        places,
        figures: figure_changes(&ends, from, to),
        events: event_changes(&ends, from, to),
        deadlines: deadline_changes(from, to),
    }
}

/// The two moments that are compared, the earlier one first.
struct Ends<'s> {
    scenario: &'s Scenario,
    early: UnixTime,
    late: UnixTime,
}

impl<'s> Ends<'s> {
    fn of(from: &Fold<'s>, to: &Fold<'s>) -> Self {
        let (a, b) = (from.cursor.as_of, to.cursor.as_of);
        Self {
            scenario: to.scenario,
            early: a.min(b),
            late: a.max(b),
        }
    }

    fn is_recorded_between(&self, provenance: &Provenance) -> bool {
        let recorded = provenance.recorded_at.effect();
        self.early < recorded && recorded <= self.late
    }

    fn is_learnt(&self, provenance: &Provenance) -> bool {
        provenance.at.effect() <= self.early && self.is_recorded_between(provenance)
    }

    /// Why something with this provenance, carried by this event, makes a difference.
    fn why(&self, event: EventKey, provenance: &Provenance) -> Why {
        if self.scenario.event(event).corrects().is_some()
            && self.is_recorded_between(&self.scenario.event(event).provenance)
        {
            Why::Corrected
        } else if provenance.at.effect() <= self.early {
            Why::Learnt
        } else {
            Why::Happened
        }
    }

    fn why_claim(&self, claim: Option<ClaimRef>) -> Why {
        claim.map_or(Why::Happened, |claim| {
            self.why(claim.event, &claim.get(self.scenario).provenance)
        })
    }
}

fn place_changes(
    ends: &Ends<'_>,
    before: &PlaceState,
    after: &PlaceState,
    into: &mut Vec<PlaceChange>,
) {
    let mut push = |what, claim: Option<ClaimRef>, why| {
        into.push(PlaceChange {
            place: after.place,
            what,
            claim,
            why,
        })
    };
    if before.holder != after.holder {
        let claim = after.since.or(before.since);
        push(
            PlaceWhat::Holder(before.holder, after.holder),
            claim,
            ends.why_claim(claim),
        );
    } else if let Some(claim) = after
        .since
        .filter(|claim| ends.is_learnt(&claim.get(ends.scenario).provenance))
    {
        push(
            PlaceWhat::Holder(after.before, after.holder),
            Some(claim),
            Why::Learnt,
        );
    }
    if before.control() != after.control() {
        let contender = |state: &PlaceState| {
            state
                .rivals
                .last()
                .or(state.mark.as_ref())
                .map(|contender| contender.claim)
        };
        let claim = contender(after).or_else(|| contender(before));
        push(
            PlaceWhat::Control(before.control(), after.control()),
            claim,
            ends.why_claim(claim),
        );
    }
    let pressed = |state: &PlaceState| {
        state
            .pressure
            .map(|pressure| (pressure.kind, pressure.party))
    };
    if pressed(before) != pressed(after) {
        let claim = after
            .pressure
            .or(before.pressure)
            .map(|pressure| pressure.claim);
        push(
            PlaceWhat::Pressure(pressed(before), pressed(after)),
            claim,
            ends.why_claim(claim),
        );
    }
}

fn figure_changes(ends: &Ends<'_>, from: &Fold<'_>, to: &Fold<'_>) -> Vec<FigureChange> {
    let key = |reading: &Reading| {
        let figure = reading.figure.get(ends.scenario);
        (figure.series, figure.status)
    };
    let mut keys: Vec<_> = from.figures.iter().chain(&to.figures).map(key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter()
        .filter_map(|(series, status)| {
            let find = |fold: &Fold<'_>| {
                fold.figures
                    .iter()
                    .find(|reading| key(reading) == (series, status))
                    .map(|reading| reading.figure)
            };
            let (before, after) = (find(from), find(to));
            let reading = after.or(before)?;
            let provenance = &reading.get(ends.scenario).provenance;
            let is_same = before == after;
            if is_same && !ends.is_learnt(provenance) {
                return None;
            }
            let why = if is_same {
                Why::Learnt
            } else {
                ends.why(reading.event, provenance)
            };
            Some(FigureChange {
                series,
                status,
                before,
                after,
                why,
            })
        })
        .collect()
}

fn event_changes(ends: &Ends<'_>, from: &Fold<'_>, to: &Fold<'_>) -> Vec<EventChange> {
    let (earlier, later) = if from.cursor.as_of <= to.cursor.as_of {
        (from, to)
    } else {
        (to, from)
    };
    later
        .events
        .iter()
        .filter_map(|event| {
            let provenance = &ends.scenario.event(*event).provenance;
            let is_new = earlier.events.binary_search(event).is_err();
            let why = ends.why(*event, provenance);
            (is_new || ends.is_learnt(provenance)).then_some(EventChange { event: *event, why })
        })
        .collect()
}

fn deadline_changes(from: &Fold<'_>, to: &Fold<'_>) -> Vec<DeadlineChange> {
    let scenario = to.scenario;
    let mut ids: Vec<&str> = from
        .deadlines
        .iter()
        .chain(&to.deadlines)
        .map(|state| state.deadline.get(scenario).id.as_str())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter()
        .filter_map(|id| {
            let find = |fold: &Fold<'_>| {
                fold.deadlines
                    .iter()
                    .map(|state| state.deadline)
                    .find(|deadline| deadline.get(scenario).id.as_str() == id)
            };
            let (before, after) = (find(from), find(to));
            (before != after).then_some(DeadlineChange { before, after })
        })
        .collect()
}
