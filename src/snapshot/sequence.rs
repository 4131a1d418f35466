//! The order in which items about one thing take effect, and which of them tie: the one piece of code for both.
//!
//! `control` puts the claims of a place in order here, `deadlines` the words on a deadline. Neither the
//! spelling of an id nor the order of the file decides anything: where nothing says which of two items
//! came last, they tie.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::calendar::UnixTime;
use crate::model::claim::Provenance;
use crate::model::id::EventKey;
use crate::model::moment::Moment;
use crate::model::scenario::Scenario;
use crate::snapshot::precedence::Precedence;

/// An item that takes its turn.
#[derive(Clone, Copy, Debug)]
pub(super) struct SequenceItem<'s, Item, Side> {
    /// The item.
    pub(super) item: Item,
    /// The event that carries it.
    pub(super) event: EventKey,
    /// The second from which it counts.
    pub(super) effect: UnixTime,
    /// The moment at which it was recorded, where the log gives one.
    recorded: Option<UnixTime>,
    /// Its rank among items of one second: status and basis.
    rank: (u8, u8),
    /// For whom it decides; items that decide nothing never tie.
    side: Option<Side>,
    /// The key that orders it in lists among others that take effect with it.
    content: (i64, &'s str, EventKey, u32),
}

impl<'s, Item: Copy, Side: Copy + Ord> SequenceItem<'s, Item, Side> {
    /// Makes an entry of an item by its place among those of its event; it decides nothing yet.
    pub(super) fn new(
        scenario: &'s Scenario,
        precedence: &Precedence,
        event: EventKey,
        place: u32,
        provenance: &Provenance,
        item: Item,
    ) -> Self {
        let at: &Moment = &provenance.at;
        let headline = scenario.event(event).headline.as_str();
        Self {
            item,
            event,
            effect: precedence.effective_from(event, at),
            recorded: provenance
                .is_recorded
                .then(|| provenance.recorded_at.effective_at()),
            rank: (0, 0),
            side: None,
            content: (0, headline, event, place),
        }
    }

    /// Gives it its rank among items of one second, and a place in lists.
    pub(super) fn with_rank(self, rank: (u8, u8), listed: i64) -> Self {
        let (_, headline, event, place) = self.content;
        Self {
            rank,
            content: (listed, headline, event, place),
            ..self
        }
    }

    /// Says for whom it decides.
    pub(super) fn with_side(self, side: Option<Side>) -> Self {
        Self { side, ..self }
    }
}

/// A turn in the order of items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SequenceTurn<Item> {
    /// An item takes effect.
    Taken(Item),
    /// Several items decide for different sides, and nothing says which came last.
    Tied(Vec<Item>),
    /// An item that is settled by others of its second, which came later.
    Settled(Item),
}

/// A turn with the second in which it comes, and its level: what is of a lower one is older.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<Item> {
    /// The turn.
    pub turn: SequenceTurn<Item>,
    /// The second in which it comes.
    pub effect: UnixTime,
    /// Number of levels before it: a later second is one, and so is an item that is recorded later or follows by
    /// `after`.
    pub level: usize,
}

/// Puts items in order.
pub(super) fn arrange_items<Item: Copy, Side: Copy + Ord>(
    precedence: &Precedence,
    mut entries: Vec<SequenceItem<'_, Item, Side>>,
) -> Vec<Placed<Item>> {
    entries.sort_by_key(|entry| entry.effect);
    let mut placed = Vec::with_capacity(entries.len());
    for second in entries.chunk_by(|a, b| a.effect == b.effect) {
        let level = placed
            .last()
            .map_or(0, |last: &Placed<Item>| last.level + 1);
        if let [only] = second {
            placed.push(Placed {
                turn: SequenceTurn::Taken(only.item),
                effect: only.effect,
                level,
            });
        } else {
            Second::from_items(precedence, second).arrange_turns(level, &mut placed);
        }
    }
    placed
}

/// The items of one second.
struct Second<'e, 's, Item, Side> {
    entries: &'e [SequenceItem<'s, Item, Side>],
    /// For each item, those that had happened before it.
    leaders: Vec<Vec<usize>>,
    /// The position of each item: its own key, or that of an item that follows it where that is lower.
    positions: Vec<SequenceKey>,
    /// Number of items that stand before each, one behind the other.
    depths: Vec<usize>,
}

/// The key by which items of one second are sorted: when they were recorded, status, basis.
type SequenceKey = (Option<UnixTime>, (u8, u8));

impl<'e, 's, Item: Copy, Side: Copy + Ord> Second<'e, 's, Item, Side> {
    fn from_items(precedence: &Precedence, entries: &'e [SequenceItem<'s, Item, Side>]) -> Self {
        let is_recorded = entries.iter().all(|entry| entry.recorded.is_some());
        let key = |entry: &SequenceItem<'_, Item, Side>| {
            (entry.recorded.filter(|_| is_recorded), entry.rank)
        };
        let mut by_event: BTreeMap<EventKey, Vec<usize>> = BTreeMap::new();
        for (place, entry) in entries.iter().enumerate() {
            by_event.entry(entry.event).or_default().push(place);
        }
        let mut leaders = vec![Vec::new(); entries.len()];
        let mut positions: Vec<SequenceKey> = entries.iter().map(key).collect();
        let mut depths = vec![0; entries.len()];
        let mut events: Vec<EventKey> = by_event.keys().copied().collect();
        events.sort_by_key(|event| precedence.place_in_order(*event));
        let of = |event: &EventKey| by_event.get(event).into_iter().flatten().copied();
        for event in &events {
            let its = precedence.leaders_among(*event, |other| by_event.contains_key(&other));
            let its: Vec<usize> = its.iter().flat_map(of).collect();
            let depth = its.iter().map(|place| depths[*place] + 1).max();
            for place in of(event) {
                depths[place] = depth.unwrap_or_default();
                leaders[place].clone_from(&its);
            }
        }
        for event in events.iter().rev() {
            for place in of(event) {
                for leader in &leaders[place] {
                    positions[*leader] = positions[*leader].min(positions[place]);
                }
            }
        }
        Self {
            entries,
            leaders,
            positions,
            depths,
        }
    }

    fn arrange_turns(&self, mut level: usize, placed: &mut Vec<Placed<Item>>) {
        let mut order: Vec<usize> = (0..self.entries.len()).collect();
        order.sort_by_key(|place| {
            let entry = &self.entries[*place];
            let position = self.positions[*place];
            (position, self.depths[*place], entry.rank, entry.content)
        });
        let mut recorded = None;
        let mut at_this_level = BTreeSet::new();
        for run in order.chunk_by(|a, b| self.positions[*a] == self.positions[*b]) {
            for turn in self.settle_run(run) {
                let rows = match &turn {
                    SequenceTurn::Taken(place) | SequenceTurn::Settled(place) => {
                        std::slice::from_ref(place)
                    }
                    SequenceTurn::Tied(tied) => tied.as_slice(),
                };
                let now = rows.first().and_then(|place| self.positions[*place].0);
                let mut leaders = rows.iter().flat_map(|place| &self.leaders[*place]);
                let is_later = recorded.is_some() && recorded < now;
                if is_later || leaders.any(|leader| at_this_level.contains(leader)) {
                    level += 1;
                    at_this_level.clear();
                }
                recorded = now;
                at_this_level.extend(rows.iter().copied());
                let item = |place: usize| self.entries[place].item;
                placed.push(Placed {
                    effect: self.entries[run[0]].effect,
                    level,
                    turn: match turn {
                        SequenceTurn::Taken(place) => SequenceTurn::Taken(item(place)),
                        SequenceTurn::Settled(place) => SequenceTurn::Settled(item(place)),
                        SequenceTurn::Tied(tied) => {
                            SequenceTurn::Tied(tied.into_iter().map(item).collect())
                        }
                    },
                });
            }
        }
    }

    /// Decides among the items of one position, which come leaders first.
    ///
    /// Of those that decide, only those count in the end that none of the others follows. If these are for one
    /// side, what came before them takes its turn first, as far as that is for one side itself; else all tie.
    fn settle_run(&self, run: &[usize]) -> Vec<SequenceTurn<usize>> {
        let side = |place: &usize| self.entries[*place].side;
        let deciding: BTreeSet<usize> = run
            .iter()
            .copied()
            .filter(|place| side(place).is_some())
            .collect();
        if deciding.len() < 2 {
            return run.iter().copied().map(SequenceTurn::Taken).collect();
        }
        let followed = self.followed_items(run, &deciding);
        let is_last = |place: &usize| deciding.contains(place) && !followed.contains(place);
        let sides: BTreeSet<Option<Side>> = run.iter().filter(|at| is_last(at)).map(side).collect();
        let mut before: Vec<SequenceTurn<usize>> = Vec::new();
        let mut behind: Vec<SequenceTurn<usize>> = Vec::new();
        for layer in run.chunk_by(|a, b| self.depths[*a] == self.depths[*b]) {
            let earlier: Vec<usize> = layer
                .iter()
                .copied()
                .filter(|place| deciding.contains(place) && followed.contains(place))
                .collect();
            let is_one_sided = earlier.iter().map(side).collect::<BTreeSet<_>>().len() == 1;
            let turn = if sides.len() == 1 && is_one_sided {
                SequenceTurn::Taken
            } else {
                SequenceTurn::Settled
            };
            before.extend(earlier.into_iter().map(turn));
            let others = layer
                .iter()
                .copied()
                .filter(|place| !deciding.contains(place));
            for other in others {
                if followed.contains(&other) {
                    before.push(SequenceTurn::Taken(other));
                } else {
                    behind.push(SequenceTurn::Taken(other));
                }
            }
        }
        let last = run.iter().copied().filter(is_last);
        if sides.len() == 1 {
            before.extend(last.map(SequenceTurn::Taken));
        } else {
            before.push(SequenceTurn::Tied(last.collect()));
        }
        before.extend(behind);
        before
    }

    /// Returns those of a run that one of the deciding items follows, directly or through others of the second.
    fn followed_items(&self, run: &[usize], deciding: &BTreeSet<usize>) -> BTreeSet<usize> {
        let mut followed = BTreeSet::new();
        for place in run.iter().rev().filter(|place| deciding.contains(place)) {
            let mut rest: Vec<usize> = self.leaders[*place].clone();
            while let Some(leader) = rest.pop() {
                if followed.insert(leader) {
                    rest.extend(&self.leaders[leader]);
                }
            }
        }
        followed
    }
}
