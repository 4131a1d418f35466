//! The news order: which events lead, of all and of each day.
//!
//! The query, the report and the briefing all sort by it, so that they lead with the same news. An event ranks by its
//! urgency or, where nobody gave one, by what it did: what its claims did to the state at their own day, what it set.
//! Neither the file's order nor the spelling of an id decides as long as anything else does.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use crate::model::calendar::{self, UnixTime};
use crate::model::claim::Claim;
use crate::model::cursor::{Cursor, KnownAt};
use crate::model::date::Date;
use crate::model::event::{Event, Urgency};
use crate::model::id::EventKey;
use crate::model::moment::Moment;
use crate::model::scenario::Scenario;
use crate::model::statement::Outcome;
use crate::snapshot::control::PlaceState;
use crate::snapshot::reference::ClaimRef;
use crate::snapshot::{Snapshot, deadlines, visibility};

/// The rank of an event by which a major place changes hands.
const MAJOR_TAKEN: u8 = 2;
/// The rank of an event by which another place changes hands.
const TAKEN: u8 = 3;
/// The rank of an event that presses on a place, or sets or moves a deadline.
const NOTABLE: u8 = 4;
/// The rank of most events.
const USUAL: u8 = 6;
/// The rank of an assessment.
const ASSESSMENT: u8 = 7;
/// The rank of an event before the days of the scenario.
const BACKGROUND: u8 = 8;

/// The shortest window that gives no hour: a day on which the clocks skip one, or two.
const NO_HOUR: i64 = 22 * 3600;

/// The order of events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EventOrder {
    /// The newest day first, and within a day what leads.
    #[default]
    Top,
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
}

impl EventOrder {
    /// The words for it.
    pub fn word_order(self) -> &'static str {
        match self {
            Self::Top => "top first",
            Self::Newest => "newest first",
            Self::Oldest => "oldest first",
        }
    }

    /// The order that comes after it, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Top => Self::Newest,
            Self::Newest => Self::Oldest,
            Self::Oldest => Self::Top,
        }
    }
}

/// Orders events by their news.
pub struct NewsOrder<'s> {
    scenario: &'s Scenario,
    cursor: Cursor,
    /// The ranks of events that changed the state of places, or deadlines.
    ranks: HashMap<EventKey, u8>,
}

impl<'s> NewsOrder<'s> {
    /// Ranks what the events of a snapshot did.
    pub fn from_snapshot(snapshot: &Snapshot<'s>) -> Self {
        Self::new(snapshot.scenario, snapshot.cursor, &snapshot.places)
    }

    /// Ranks what the events known at a cursor did to places in these states.
    pub fn new(scenario: &'s Scenario, cursor: Cursor, places: &[PlaceState]) -> Self {
        let mut order = Self {
            scenario,
            cursor,
            ranks: HashMap::new(),
        };
        for state in places {
            let taken = if scenario.place(state.place).major {
                MAJOR_TAKEN
            } else {
                TAKEN
            };
            for claim in &state.flips {
                order.note_claim(*claim, taken);
            }
            for claim in &state.challenges {
                order.note_claim(*claim, NOTABLE);
            }
        }
        for event in events_that_set_deadlines(scenario, &cursor) {
            order.note_event(event, NOTABLE);
        }
        order
    }

    fn note_event(&mut self, event: EventKey, rank: u8) {
        let entry = self.ranks.entry(event).or_insert(rank);
        *entry = rank.min(*entry);
    }

    /// Ranks the event of a claim, unless the claim is of another day than its event.
    fn note_claim(&mut self, reference: ClaimRef, rank: u8) {
        let zone = self.scenario.zone();
        let claim: &Claim = reference.get(self.scenario);
        let event = self.scenario.event(reference.event);
        let is_of_its_day = claim.provenance.at == event.provenance.at
            || claim.provenance.at.day_in(zone) == event.provenance.at.day_in(zone);
        if is_of_its_day {
            self.note_event(reference.event, rank);
        }
    }

    /// Returns the rank of an event, 1 to 9: the lowest leads.
    pub fn rank_event(&self, key: EventKey) -> u8 {
        let event = self.scenario.event(key);
        if let Some(urgency) = find_urgency(self.scenario, &self.cursor, key) {
            return urgency;
        }
        if let Some(rank) = self.ranks.get(&key) {
            return *rank;
        }
        let scenario = self.scenario;
        let mut readings = event.figures().iter();
        let kind = event.kind.map(|kind| scenario.kind(kind).id.as_str());
        match kind {
            _ if readings.any(|figure| scenario.one_series(figure.series).is_key) => NOTABLE,
            _ if event.provenance.at.effective_at() < self.scenario.first_start() => BACKGROUND,
            Some("assessment") => ASSESSMENT,
            _ => USUAL,
        }
    }

    /// Tells whether nothing goes before an event.
    pub fn is_first(&self, key: EventKey) -> bool {
        self.rank_event(key) < MAJOR_TAKEN
    }

    /// Tells whether an event weighs as much as a place that changes hands.
    pub fn is_lead(&self, key: EventKey) -> bool {
        self.rank_event(key) <= TAKEN
    }

    /// Returns when an event became news: as known then when it was known, else when it happened.
    fn event_moment(&self, key: EventKey) -> UnixTime {
        news_moment(self.scenario, &self.cursor, key)
    }

    /// Sorts events: by day, then within each by their news, or as they happened.
    pub fn sort_events(&self, order: EventOrder, events: &mut Vec<EventKey>) {
        events.sort_by_key(|event| self.event_moment(*event));
        let mut sorted = Vec::with_capacity(events.len());
        let mut rest = events.as_mut_slice();
        while let Some(first) = rest.first() {
            let day = calendar::day_of(self.event_moment(*first), self.scenario.zone());
            let end = calendar::end_of(day, self.scenario.zone());
            let (of_day, later) =
                rest.split_at_mut(rest.partition_point(|event| self.event_moment(*event) <= end));
            if of_day.len() > 1 {
                match order {
                    EventOrder::Top => of_day.sort_by_cached_key(|event| self.top_key(*event)),
                    EventOrder::Newest => {
                        of_day.sort_by_cached_key(|event| self.newest_key(*event));
                    }
                    EventOrder::Oldest => {
                        of_day.sort_by_cached_key(|event| self.oldest_key(*event));
                    }
                }
            }
            sorted.push(&*of_day);
            rest = later;
        }
        if order != EventOrder::Oldest {
            sorted.reverse();
        }
        *events = sorted.concat();
    }

    /// Returns the place of an event within its day by its news.
    pub fn top_key(&self, key: EventKey) -> impl Ord + use<'s> {
        (self.rank_event(key), self.newest_key(key))
    }

    fn newest_key(&self, key: EventKey) -> impl Ord + use<'s> {
        let at = &self.scenario.event(key).provenance.at;
        (
            !has_hour(at),
            Reverse(at.effective_at()),
            at.start(),
            self.tie_break_key(key),
        )
    }

    fn oldest_key(&self, key: EventKey) -> impl Ord + use<'s> {
        let at = &self.scenario.event(key).provenance.at;
        (
            !has_hour(at),
            at.effective_at(),
            at.start(),
            self.tie_break_key(key),
        )
    }

    /// Returns what decides between events of one rank and moment: the better grade, the larger population, the headline.
    fn tie_break_key(&self, key: EventKey) -> impl Ord + use<'s> {
        let scenario = self.scenario;
        let event = scenario.event(key);
        let grade = scenario.grade_item(&event.provenance, &self.cursor);
        let claimed = event.claims().iter().map(|claim| claim.place);
        let places = event.places.iter().copied().chain(claimed);
        let population = places.filter_map(|place| scenario.place(place).population);
        (
            Reverse((grade.reliability, grade.credibility)),
            Reverse(population.max()),
            event.headline.as_str(),
            event.id.as_str(),
        )
    }
}

/// Returns the day under which an event stands: as known then that on which it became known.
pub fn day_of(scenario: &Scenario, cursor: &Cursor, key: EventKey) -> Date {
    calendar::day_of(news_moment(scenario, cursor, key), scenario.zone())
}

/// Returns when an event became news at a cursor.
fn news_moment(scenario: &Scenario, cursor: &Cursor, key: EventKey) -> UnixTime {
    let provenance = &scenario.event(key).provenance;
    match cursor.known {
        KnownAt::Then => provenance.at.effective_at().max(provenance.known_from),
        _ => provenance.at.effective_at(),
    }
}

/// Tells whether a moment names an hour or a part of a day.
pub fn has_hour(at: &Moment) -> bool {
    at.effective_at().0.saturating_sub(at.start().0) < NO_HOUR
}

/// Returns the urgency that an editor gave: of the event, of what it corrects as far as the audience may see that, or of
/// its kind.
fn find_urgency(scenario: &Scenario, cursor: &Cursor, key: EventKey) -> Option<u8> {
    let mut next = Some(key);
    let chain = std::iter::from_fn(|| {
        let here = next?;
        next = visibility::visible_original(scenario, cursor, here);
        Some(scenario.event(here))
    });
    let mut given = chain.filter_map(Event::urgency);
    let of_kind = || scenario.kind(scenario.event(key).kind?).urgency;
    given.next().or_else(of_kind).map(Urgency::to_digit)
}

/// Returns the events known at a cursor that set a deadline, moved one to another day, or say that it was met.
fn events_that_set_deadlines(scenario: &Scenario, cursor: &Cursor) -> BTreeSet<EventKey> {
    let mut events = BTreeSet::new();
    for turns in deadlines::turns_by_id(scenario, cursor).into_values() {
        let mut before = None;
        for word in turns.iter().flat_map(|placed| placed.turn.items_in_turn()) {
            let deadline = word.get(scenario);
            let is_moved = deadline.on.is_some() && deadline.on != before;
            match deadline.outcome {
                None if is_moved => events.insert(word.event),
                Some(Outcome::Met) => events.insert(word.event),
                _ => false,
            };
            before = deadline.on.or(before);
        }
    }
    events
}
