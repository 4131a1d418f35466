//! The claims about each place at a cursor, in the order in which they take effect; those that move nothing stand apart.
//!
//! `control` folds them, `stated` replays them over a window, `evidence` and the exports list them. The order
//! and the ties come from `sequence`; what a claim does is decided in `control`.

use std::collections::BTreeMap;

use crate::model::calendar::UnixTime;
use crate::model::claim::{Basis, Claim, Status};
use crate::model::cursor::Cursor;
use crate::model::id::{PartyKey, PlaceKey};
use crate::model::moment::Moment;
use crate::model::scenario::Scenario;
use crate::snapshot::precedence::Precedence;
use crate::snapshot::reference::ClaimRef;
use crate::snapshot::sequence::{Placed, SequenceItem, SequenceTurn, arrange_items};
use crate::snapshot::visibility;

/// The claims about one place.
#[derive(Clone, Debug, Default)]
pub struct PlaceClaims {
    /// Those that move the state, in order.
    pub turns: Vec<Placed<ClaimRef>>,
    /// Those that would, were there not a shorter moment inside theirs, with when they take effect.
    pub too_wide: Vec<(UnixTime, ClaimRef)>,
    /// Those of another scope, and those that the editor does not follow.
    pub others: Vec<(UnixTime, ClaimRef)>,
}

impl PlaceClaims {
    /// Returns all of them in the order in which they took effect.
    pub fn all_claims(&self) -> Vec<ClaimRef> {
        let turns = self.turns.iter().flat_map(|placed| {
            let claims = placed.turn.items_in_turn().iter();
            claims.map(|claim| (placed.effect, *claim))
        });
        let beside = self.too_wide.iter().chain(&self.others).copied();
        let mut all: Vec<(UnixTime, ClaimRef)> = turns.chain(beside).collect();
        all.sort_by_key(|(effect, _)| *effect);
        all.into_iter().map(|(_, claim)| claim).collect()
    }
}

impl<Item> SequenceTurn<Item> {
    /// Returns the items that take their turn.
    pub fn items_in_turn(&self) -> &[Item] {
        match self {
            Self::Taken(item) | Self::Settled(item) => std::slice::from_ref(item),
            Self::Tied(items) => items,
        }
    }
}

/// Returns whether a claim is about this scope and followed by the editor, so that it can move the state.
pub fn is_counted(scenario: &Scenario, claim: &Claim, scope: Option<&str>) -> bool {
    let usual = scenario.heading.control_scope.as_str();
    claim.alternative.is_none() && scope_of(scenario, claim) == scope.unwrap_or(usual)
}

/// Returns what part of its place a claim is about.
pub fn scope_of<'s>(scenario: &'s Scenario, claim: &'s Claim) -> &'s str {
    let usual = scenario.heading.control_scope.as_str();
    claim.scope.as_deref().unwrap_or(usual)
}

/// Returns whether a claim gives its place to its party where nothing speaks against it.
pub fn gives_place(claim: &Claim) -> bool {
    claim.status == Status::Held && claim.basis > Basis::Claimed
}

/// Returns the claims about each place, by its row, that are known at a cursor and have happened by it.
pub fn by_place(scenario: &Scenario, cursor: &Cursor, scope: Option<&str>) -> Vec<PlaceClaims> {
    gather_claims(scenario, cursor, scope, |_| true)
}

/// Returns the claims about one place that are known at a cursor and have happened by it.
pub fn of_place(scenario: &Scenario, cursor: &Cursor, place: PlaceKey) -> PlaceClaims {
    let mut all = gather_claims(scenario, cursor, None, |its| its == place);
    if place.row() < all.len() {
        all.swap_remove(place.row())
    } else {
        PlaceClaims::default()
    }
}

fn gather_claims(
    scenario: &Scenario,
    cursor: &Cursor,
    scope: Option<&str>,
    is_wanted: impl Fn(PlaceKey) -> bool,
) -> Vec<PlaceClaims> {
    let precedence = Precedence::at(scenario, cursor);
    let mut followed: Vec<Vec<SequenceItem<'_, ClaimRef, PartyKey>>> =
        std::iter::repeat_with(Vec::new)
            .take(scenario.places.len())
            .collect();
    let mut gathered = vec![PlaceClaims::default(); scenario.places.len()];
    for event in visibility::carrying_events(scenario, cursor) {
        for (reference, claim) in ClaimRef::of(scenario, event) {
            if !is_wanted(claim.place) || !precedence.is_known(event, &claim.provenance, cursor) {
                continue;
            }
            let row = claim.place.row();
            if is_counted(scenario, claim, scope) {
                followed[row].push(sequence_claim(scenario, &precedence, reference));
            } else {
                let effect = precedence.effective_from(event, &claim.provenance.at);
                gathered[row].others.push((effect, reference));
            }
        }
    }
    for (claims, entries) in gathered.iter_mut().zip(followed) {
        let (wide, entries) = part_too_wide(scenario, entries);
        claims.too_wide = wide
            .iter()
            .map(|entry| (entry.effect, entry.item))
            .collect();
        claims.turns = arrange_items(&precedence, entries);
        let order = |(effect, claim): &(UnixTime, ClaimRef)| {
            let event = scenario.event(claim.event);
            (*effect, event.headline.as_str(), claim.event, claim.item)
        };
        claims.too_wide.sort_by(|a, b| order(a).cmp(&order(b)));
        claims.others.sort_by(|a, b| order(a).cmp(&order(b)));
    }
    gathered
}

fn sequence_claim<'s>(
    scenario: &'s Scenario,
    precedence: &Precedence,
    reference: ClaimRef,
) -> SequenceItem<'s, ClaimRef, PartyKey> {
    let claim = reference.get(scenario);
    let ClaimRef { event, item } = reference;
    let basis = u8::from(claim.basis > Basis::Claimed)
        + u8::from(claim.basis > Basis::Assessed)
        + u8::from(claim.basis > Basis::Reported);
    SequenceItem::new(
        scenario,
        precedence,
        event,
        item,
        &claim.provenance,
        reference,
    )
    .with_rank(
        (claim.status.rank_in_moment(), basis),
        i64::try_from(claim.party.row()).unwrap_or(i64::MAX),
    )
    .with_side(gives_place(claim).then_some(claim.party))
}

/// Claims that are put in order.
type Claims<'s> = Vec<SequenceItem<'s, ClaimRef, PartyKey>>;

/// Parts the claims with a window longer than a day that has a shorter one inside it by which the place may change hands.
fn part_too_wide<'s>(scenario: &Scenario, entries: Claims<'s>) -> (Claims<'s>, Claims<'s>) {
    let window =
        |entry: &SequenceItem<'_, ClaimRef, PartyKey>| entry.item.get(scenario).provenance.at;
    if !entries
        .iter()
        .any(|entry| window(entry).is_longer_than_a_day())
    {
        return (Vec::new(), entries);
    }
    let giving = entries
        .iter()
        .filter(|entry| gives_place(entry.item.get(scenario)));
    let inner = Windows::from_moments(giving.map(window));
    entries.into_iter().partition(|entry| {
        let at = window(entry);
        at.is_longer_than_a_day() && inner.has_one_inside(&at)
    })
}

/// Windows that can be asked whether one of them lies inside another and is shorter.
struct Windows {
    /// For each start the first end.
    first_end: BTreeMap<UnixTime, UnixTime>,
    /// For each start the first end of those that start then or later.
    least_end: BTreeMap<UnixTime, UnixTime>,
}

impl Windows {
    fn from_moments(windows: impl Iterator<Item = Moment>) -> Self {
        let mut first_end: BTreeMap<UnixTime, UnixTime> = BTreeMap::new();
        for window in windows {
            let end = first_end.entry(window.start()).or_insert(UnixTime::MAX);
            *end = (*end).min(window.effective_at());
        }
        let mut least = UnixTime::MAX;
        let mut least_end = BTreeMap::new();
        for (start, end) in first_end.iter().rev() {
            least = least.min(*end);
            least_end.insert(*start, least);
        }
        Self {
            first_end,
            least_end,
        }
    }

    fn has_one_inside(&self, at: &Moment) -> bool {
        let with_it = self.first_end.get(&at.start());
        let mut later = self.least_end.range(at.start()..);
        let behind = later.find(|(start, _)| **start > at.start());
        with_it.is_some_and(|end| *end < at.effective_at())
            || behind.is_some_and(|(_, end)| *end <= at.effective_at())
    }
}
