//! What changed about each place between the two ends: every change of hands in order, then what is said beside.
//!
//! `ledger` asks here. The changes of a place that differ form a chain: put one after the other to the older state,
//! they give the newer one. The order of places is this file's, for every list, report and pane.

use crate::model::id::{PartyKey, PlaceKey};
use crate::model::scenario::Scenario;
use crate::snapshot::control::{Control, PlaceState, PressureKind};
use crate::snapshot::ledger::ends::{Ends, Why};
use crate::snapshot::ledger::ties;
use crate::snapshot::order;
use crate::snapshot::reference::ClaimRef;

/// The aspect of a place that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceWhat {
    /// Its holder, from and to.
    Holder(Option<PartyKey>, Option<PartyKey>),
    /// The state of its holder, from and to.
    Control(Control, Control),
    /// The pressure on it from outside, from and to.
    Pressure(
        Option<(PressureKind, PartyKey)>,
        Option<(PressureKind, PartyKey)>,
    ),
    /// One of several reports of one moment that give it to different parties, and to whom: all of these stand one
    /// after the other. The holder stays.
    Tied(PartyKey),
}

/// A change of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceChange {
    /// The place.
    pub place: PlaceKey,
    /// The aspect that changed.
    pub what: PlaceWhat,
    /// The claim that makes the difference: new at the newer end, or gone from it.
    pub claim: Option<ClaimRef>,
    /// Why it is here.
    pub why: Why,
    /// True if it leads from the older state to the newer one. A change makes no difference if both ends know it,
    /// because they know equally much, and it was only recorded between them, or if it has been overtaken since.
    pub differs: bool,
}

impl PlaceChange {
    /// Returns whether it is a change of hands.
    pub fn is_of_hands(&self) -> bool {
        matches!(self.what, PlaceWhat::Holder(..))
    }

    /// Returns whether it is a change of hands to a party.
    pub fn gives_it_to(&self, party: PartyKey) -> bool {
        matches!(self.what, PlaceWhat::Holder(_, Some(to)) if to == party)
    }

    /// Returns whether it only ends what was said of a place.
    fn is_over(&self) -> bool {
        match self.what {
            PlaceWhat::Holder(..) | PlaceWhat::Tied(_) => false,
            PlaceWhat::Control(_, to) => matches!(to, Control::Held | Control::Unknown),
            PlaceWhat::Pressure(_, to) => to.is_none(),
        }
    }

    /// Returns the party that it is about: who has the place now, or who presses it.
    fn acting_party(&self) -> Option<PartyKey> {
        match self.what {
            PlaceWhat::Holder(_, to) => to,
            PlaceWhat::Control(..) | PlaceWhat::Tied(_) => None,
            PlaceWhat::Pressure(_, to) => to.map(|(_, party)| party),
        }
    }
}

/// All that is told of one place: its changes of hands in order, then what is said beside its holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceNews {
    /// The place.
    pub place: PlaceKey,
    /// In which list it stands.
    pub why: Why,
    /// The changes, at least one.
    pub changes: Vec<PlaceChange>,
}

impl PlaceNews {
    /// Gathers changes of one place; `None` of none.
    fn from_changes(changes: Vec<PlaceChange>) -> Option<Self> {
        // What makes a difference says in which list the place stands, a change of hands before all else.
        let first = |is_wanted: &dyn Fn(&&PlaceChange) -> bool| {
            let its = changes.iter().filter(is_wanted);
            its.map(|change| change.why).min()
        };
        let why = first(&|change| change.differs && change.is_of_hands())
            .or_else(|| first(&|change| change.differs))
            .or_else(|| first(&|_| true))?;
        let place = changes.first()?.place;
        Some(Self {
            place,
            why,
            changes,
        })
    }

    /// Keeps some of the changes; `None` where none is kept.
    #[must_use]
    pub fn filter_changes(&self, is_retained: impl Fn(&PlaceChange) -> bool) -> Option<Self> {
        let its = self.changes.iter().copied();
        Self::from_changes(its.filter(|change| is_retained(change)).collect())
    }

    /// Returns the changes of hands, in order.
    pub fn changes_of_hands(&self) -> impl Iterator<Item = &PlaceChange> {
        self.changes.iter().filter(|change| change.is_of_hands())
    }

    /// Returns the claims on which it rests, in order.
    pub fn supporting_claims(&self) -> impl Iterator<Item = ClaimRef> {
        self.changes.iter().filter_map(|change| change.claim)
    }
}

/// Returns the changes of all places, those of one place together, in the order in which they are told everywhere.
///
/// Changes of hands come first, then new pressure and contests, then what is over; within these major places come
/// first, then they stand by who has them now, and as it happened.
pub(super) fn place_changes(
    ends: &Ends<'_>,
    before: &[PlaceState],
    after: &[PlaceState],
) -> Vec<PlaceChange> {
    let mut groups: Vec<Vec<PlaceChange>> = before
        .iter()
        .zip(after)
        .map(|(before, after)| {
            let mut changes = hand_changes(ends, before, after);
            changes.extend(control_change(ends, before, after));
            let tied = ties::list_tied(ends, before, after).into_iter();
            changes.extend(tied.map(|claim| tied_report(ends, claim)));
            changes.extend(pressure_change(ends, before, after));
            changes
        })
        .filter(|changes| !changes.is_empty())
        .collect();
    let mut listed = vec![usize::MAX; after.len()];
    for (at, place) in order::by_region(ends.scenario).into_iter().enumerate() {
        if let Some(entry) = listed.get_mut(place.row()) {
            *entry = at;
        }
    }
    groups.sort_by_cached_key(|changes| {
        let rank = changes.iter().map(rank_change).min();
        let hands = changes.iter().rfind(|change| change.is_of_hands());
        let last = hands.or(changes.last());
        let first = changes.iter().find_map(|change| change.claim);
        let when = first.map(|claim| {
            let provenance = &claim.get(ends.scenario).provenance;
            (
                provenance.at.effective_at(),
                provenance.recorded_at.effective_at(),
            )
        });
        let place = changes.first().map(|change| change.place);
        (
            rank,
            place.is_some_and(|place| !ends.scenario.place(place).major),
            last.and_then(PlaceChange::acting_party),
            when,
            place.and_then(|place| listed.get(place.row()).copied()),
        )
    });
    groups.into_iter().flatten().collect()
}

fn rank_change(change: &PlaceChange) -> u8 {
    match change.what {
        PlaceWhat::Holder(..) => 0,
        _ if change.is_over() => 2,
        _ => 1,
    }
}

/// Returns the news of places, each place once; what a change of hands settles by itself is not said beside it.
pub(super) fn gather_news(changes: &[PlaceChange]) -> Vec<PlaceNews> {
    let groups = changes.chunk_by(|a, b| a.place == b.place);
    groups
        .filter_map(|group| {
            let is_taken = group
                .iter()
                .any(|change| change.is_of_hands() && change.differs);
            let is_named_in_tie = |change: &&PlaceChange| {
                matches!(change.what, PlaceWhat::Control(..))
                    && group.iter().any(|other| {
                        matches!(other.what, PlaceWhat::Tied(_)) && other.claim == change.claim
                    })
            };
            let phrase = group
                .iter()
                .filter(|change| says_more(change, is_taken) && !is_named_in_tie(change));
            PlaceNews::from_changes(phrase.copied().collect())
        })
        .collect()
}

fn says_more(change: &PlaceChange, is_taken: bool) -> bool {
    match change.what {
        PlaceWhat::Holder(..) | PlaceWhat::Tied(_) => true,
        PlaceWhat::Control(from, to) => {
            let is_settled = is_taken && to == Control::Held;
            let is_unknown = [from, to].contains(&Control::Unknown);
            !is_settled && !is_unknown
        }
        PlaceWhat::Pressure(_, to) => !(is_taken && to.is_none()),
    }
}

/// A change of hands as a state tells it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Hand {
    from: Option<PartyKey>,
    to: PartyKey,
    claim: ClaimRef,
}

/// Returns the changes of hands that a state tells, oldest first.
fn hands_of(scenario: &Scenario, state: &PlaceState) -> Vec<Hand> {
    let mut holder = scenario.place(state.place).holder;
    let flips = state.flips.iter();
    flips
        .map(|claim| {
            let to = claim.get(scenario).party;
            let from = holder.replace(to);
            Hand {
                from,
                to,
                claim: *claim,
            }
        })
        .collect()
}

/// Returns every change of hands that leads from one state to the other, and those that were reported late or
/// corrected without a difference.
fn hand_changes(ends: &Ends<'_>, before: &PlaceState, after: &PlaceState) -> Vec<PlaceChange> {
    let old = hands_of(ends.scenario, before);
    let new = hands_of(ends.scenario, after);
    let happened = new.iter().take_while(|hand| ends.had_happened(hand.claim));
    let (revised, since) = new.split_at(happened.count());
    let mut mentioned = Telling {
        ends,
        place: after.place,
        changes: Vec::new(),
    };
    mentioned.tell_revisions(before.holder, &old, revised);
    for hand in since {
        let why = ends.why_claim(Some(hand.claim));
        mentioned.push(hand, hand.from, Some(hand.claim), why, true);
    }
    mentioned.changes
}

/// The changes of hands of one place while they are told.
struct Telling<'e, 's> {
    ends: &'e Ends<'s>,
    place: PlaceKey,
    changes: Vec<PlaceChange>,
}

impl Telling<'_, '_> {
    fn push(
        &mut self,
        hand: &Hand,
        from: Option<PartyKey>,
        claim: Option<ClaimRef>,
        why: Why,
        differs: bool,
    ) {
        self.changes.push(PlaceChange {
            place: self.place,
            what: PlaceWhat::Holder(from, Some(hand.to)),
            claim,
            why,
            differs,
        });
    }

    /// Tells how what the older end knew of the time up to it differs from what the newer end knows of that time.
    fn tell_revisions(&mut self, holder: Option<PartyKey>, old: &[Hand], new: &[Hand]) {
        let by_claim = Matched::from_hands(old, new, |a, b| a.claim == b.claim);
        // The same change on another word or at another moment moves nothing.
        let alike = Matched::from_hands(by_claim.gone, by_claim.came, |a, b| {
            (a.from, a.to) == (b.from, b.to)
        });
        for (was, is) in by_claim.head.iter().chain(&alike.head) {
            self.tell_unchanged(was, is);
        }
        if by_claim.tail.is_empty() && alike.tail.is_empty() {
            self.tell_chain(holder, alike.gone, alike.came, new.last());
        } else {
            for hand in alike.came {
                let why = self.ends.why_claim(Some(hand.claim));
                self.push(hand, hand.from, Some(hand.claim), why, false);
            }
        }
        for (was, is) in alike.tail.iter().chain(&by_claim.tail) {
            self.tell_unchanged(was, is);
        }
    }

    /// Tells a change that both ends show, where the newer one has it from what was reported late or corrected.
    fn tell_unchanged(&mut self, was: &Hand, is: &Hand) {
        let cause = if was.claim == is.claim {
            self.ends.learnt_claim(Some(is.claim))
        } else {
            self.ends.new_claim(Some(was.claim), Some(is.claim))
        };
        if cause.is_some() {
            let why = self.ends.why_claim(cause);
            self.push(is, is.from, Some(is.claim), why, false);
        }
    }

    /// Tells what leads from the holder that the older end knew to the one that the newer end knows for that moment.
    fn tell_chain(
        &mut self,
        holder: Option<PartyKey>,
        gone: &[Hand],
        came: &[Hand],
        last: Option<&Hand>,
    ) {
        let taken_away = gone.last().map(|hand| hand.claim);
        let mut from = holder;
        let mut why = taken_away.map(|claim| self.ends.why_claim(Some(claim)));
        for hand in came {
            let cause = self.ends.new_claim(None, Some(hand.claim));
            if cause.is_some() || why.is_none() {
                why = Some(self.ends.why_claim(Some(hand.claim)));
            }
            let differs = from != Some(hand.to);
            let shown = if differs { from } else { hand.from };
            self.push(
                hand,
                shown,
                Some(hand.claim),
                why.unwrap_or(Why::Learnt),
                differs,
            );
            from = Some(hand.to);
        }
        let now = last.map_or(self.ends.scenario.place(self.place).holder, |hand| {
            Some(hand.to)
        });
        if came.is_empty() && from != now {
            self.changes.push(PlaceChange {
                place: self.place,
                what: PlaceWhat::Holder(from, now),
                claim: taken_away,
                why: why.unwrap_or(Why::Corrected),
                differs: true,
            });
        }
    }
}

/// Two lists of changes of hands laid beside each other.
struct Matched<'h> {
    /// The pairs at the beginning of both.
    head: Vec<(&'h Hand, &'h Hand)>,
    /// The changes that only the older list has, between beginning and end.
    gone: &'h [Hand],
    /// The changes that only the newer list has there.
    came: &'h [Hand],
    /// The pairs at the end of both.
    tail: Vec<(&'h Hand, &'h Hand)>,
}

impl<'h> Matched<'h> {
    /// Pairs two lists from their beginning, then what is left from its end.
    fn from_hands(
        old: &'h [Hand],
        new: &'h [Hand],
        is_pair: impl Fn(&Hand, &Hand) -> bool,
    ) -> Self {
        let is_matched = |pair: &(&Hand, &Hand)| is_pair(pair.0, pair.1);
        let head: Vec<_> = old.iter().zip(new).take_while(is_matched).collect();
        let rest = |hands: &'h [Hand]| hands.get(head.len()..).unwrap_or_default();
        let (old, new) = (rest(old), rest(new));
        let backwards = old.iter().rev().zip(new.iter().rev());
        let mut tail: Vec<_> = backwards.take_while(is_matched).collect();
        tail.reverse();
        let middle = |hands: &'h [Hand]| hands.get(..hands.len() - tail.len()).unwrap_or_default();
        Self {
            gone: middle(old),
            came: middle(new),
            head,
            tail,
        }
    }
}

fn control_change(ends: &Ends<'_>, before: &PlaceState, after: &PlaceState) -> Option<PlaceChange> {
    let contender = |state: &PlaceState| {
        let contender = state.rivals.last().or(state.mark.as_ref());
        contender.map(|contender| contender.claim)
    };
    let differs = before.derive_control() != after.derive_control();
    let (claim, from) = if differs {
        (
            ends.find_cause(
                contender(before).or(before.borne_out),
                contender(after).or(after.borne_out),
            ),
            before.derive_control(),
        )
    } else {
        let learnt = contender(after).filter(|_| after.holder.is_some());
        (ends.learnt_claim(learnt), Control::Held)
    };
    (differs || claim.is_some()).then(|| PlaceChange {
        place: after.place,
        what: PlaceWhat::Control(from, after.derive_control()),
        claim,
        why: ends.why_claim(claim),
        differs,
    })
}

fn tied_report(ends: &Ends<'_>, claim: ClaimRef) -> PlaceChange {
    let its = claim.get(ends.scenario);
    PlaceChange {
        place: its.place,
        what: PlaceWhat::Tied(its.party),
        claim: Some(claim),
        why: ends.why_claim(Some(claim)),
        differs: false,
    }
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
            ends.find_cause(
                claim_of(before).or(before.borne_out),
                claim_of(after).or(after.borne_out),
            ),
            pressed(before),
        )
    } else {
        (ends.learnt_claim(claim_of(after)), None)
    };
    (differs || claim.is_some()).then(|| PlaceChange {
        place: after.place,
        what: PlaceWhat::Pressure(from, pressed(after)),
        claim,
        why: ends.why_claim(claim),
        differs,
    })
}
