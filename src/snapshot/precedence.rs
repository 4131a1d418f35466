//! What events say of their order by `after`, as far as a cursor sees it.
//!
//! `control` and `deadlines` make one for each fold and hand it to `sequence`. An event that is not
//! visible orders nothing, nor does a ring; whether a scenario has one is told by its validation.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::calendar::UnixTime;
use crate::model::claim::Provenance;
use crate::model::cursor::Cursor;
use crate::model::id::EventKey;
use crate::model::moment::Moment;
use crate::model::scenario::Scenario;
use crate::snapshot::visibility;

/// The window of an event that had not happened before another one, with the second from which it counts.
#[derive(Clone, Copy, Debug)]
struct Limit {
    start: UnixTime,
    effect: UnixTime,
}

/// The order of events beyond what their moments say: which had happened before which others.
#[derive(Clone, Debug, Default)]
pub struct Precedence {
    /// For each event that names others, those.
    leaders: BTreeMap<EventKey, Vec<EventKey>>,
    /// For each event that is named, the windows of those that name it.
    limits: BTreeMap<EventKey, Vec<Limit>>,
    /// Leaders before those that name them.
    places: BTreeMap<EventKey, usize>,
}

impl Precedence {
    /// Reads what the events that are visible at a cursor say of their order.
    pub fn at(scenario: &Scenario, cursor: &Cursor) -> Self {
        let mut events = scenario.events.iter();
        if !events.any(|event| event.after().is_some()) {
            return Self::default();
        }
        let mut is_visible = vec![false; scenario.events.len()];
        for key in visibility::carrying_events(scenario, cursor) {
            if let Some(entry) = is_visible.get_mut(key.row()) {
                *entry = visibility::is_recorded(scenario.event(key), cursor);
            }
        }
        let is_visible = |key: EventKey| is_visible.get(key.row()).copied().unwrap_or_default();
        let mut leaders: BTreeMap<EventKey, Vec<EventKey>> = BTreeMap::new();
        for key in scenario.event_keys().filter(|key| is_visible(*key)) {
            let named = scenario.event(key).after();
            let leader = named.map(|named| standing_event(scenario, cursor, named));
            if let Some(leader) = leader.filter(|leader| is_visible(*leader)) {
                leaders.entry(key).or_default().push(leader);
            }
        }
        Self::without_rings(scenario, leaders)
    }

    /// Puts leaders before those that name them, and drops what lies in a ring or behind one.
    fn without_rings(scenario: &Scenario, mut leaders: BTreeMap<EventKey, Vec<EventKey>>) -> Self {
        let mut followers: BTreeMap<EventKey, Vec<EventKey>> = BTreeMap::new();
        let mut waits_for: BTreeMap<EventKey, usize> = BTreeMap::new();
        for (follower, its) in &leaders {
            waits_for.insert(*follower, its.len());
            for leader in its {
                followers.entry(*leader).or_default().push(*follower);
                waits_for.entry(*leader).or_default();
            }
        }
        let free = waits_for.iter().filter(|(_, count)| **count == 0);
        let mut order: Vec<EventKey> = free.map(|(event, _)| *event).collect();
        let mut next = 0;
        while let Some(leader) = order.get(next).copied() {
            next += 1;
            for follower in followers.get(&leader).into_iter().flatten() {
                if let Some(count) = waits_for.get_mut(follower) {
                    *count -= 1;
                    if *count == 0 {
                        order.push(*follower);
                    }
                }
            }
        }
        let places: BTreeMap<EventKey, usize> = order.iter().copied().zip(0..).collect();
        leaders.retain(|follower, _| places.contains_key(follower));
        let mut precedence = Self {
            leaders,
            limits: BTreeMap::new(),
            places,
        };
        // From the last ones back, since a limit reaches through to what stands before it.
        for follower in order.iter().rev() {
            let at = &scenario.event(*follower).provenance.at;
            let limit = Limit {
                start: at.start(),
                effect: precedence.effective_from(*follower, at),
            };
            let its = precedence.leaders.get(follower).cloned();
            for leader in its.into_iter().flatten() {
                precedence.limits.entry(leader).or_default().push(limit);
            }
        }
        precedence
    }

    /// Returns the second from which something of an event counts: its last one, or that of an event that names
    /// it, where their windows meet and that is earlier.
    pub fn effective_from(&self, event: EventKey, at: &Moment) -> UnixTime {
        let limits = self.limits.get(&event).into_iter().flatten();
        let meeting = limits
            .filter(|limit| limit.start <= at.effective_at() && at.start() <= limit.effect)
            .map(|limit| limit.effect);
        meeting.fold(at.effective_at(), UnixTime::min)
    }

    /// Returns whether an item is known and counts by the cursor.
    pub fn is_known(&self, event: EventKey, provenance: &Provenance, cursor: &Cursor) -> bool {
        self.effective_from(event, &provenance.at) <= cursor.as_of
            && provenance.known_from <= cursor.known_at()
    }

    /// Returns the place of an event among those that name one another: leaders come first.
    pub(super) fn place_in_order(&self, event: EventKey) -> usize {
        self.places.get(&event).copied().unwrap_or_default()
    }

    /// Returns the nearest of some events that one of them follows, directly or through events that are not among them.
    pub(super) fn leaders_among(
        &self,
        event: EventKey,
        is_among: impl Fn(EventKey) -> bool,
    ) -> BTreeSet<EventKey> {
        let mut found = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut rest: Vec<EventKey> = self.leaders.get(&event).cloned().unwrap_or_default();
        while let Some(leader) = rest.pop() {
            if !seen.insert(leader) {
                continue;
            }
            if is_among(leader) {
                found.insert(leader);
            } else {
                rest.extend(self.leaders.get(&leader).into_iter().flatten());
            }
        }
        found
    }

    /// Returns whether one event follows another, directly or through others.
    pub fn follows_event(&self, event: EventKey, leader: EventKey) -> bool {
        self.leaders_among(event, |other| other == leader)
            .contains(&leader)
    }
}

/// Returns the event that stands for another at a cursor: itself, or the last correction of it that is visible.
fn standing_event(scenario: &Scenario, cursor: &Cursor, named: EventKey) -> EventKey {
    let mut standing = named;
    let mut next = visibility::corrected_by(scenario, named);
    while let Some(correction) = next {
        if visibility::is_recorded(scenario.event(correction), cursor) {
            standing = correction;
        }
        next = visibility::corrected_by(scenario, correction);
    }
    standing
}
