//! Deadlines at a cursor: the last word on each, from when it was known, and how it ended.
//!
//! Called by `snapshot::Fold`. A later event moves a deadline by its id, drops it, or tells that it was met
//! or missed; one that passes without a word has only passed. What ties is decided in `sequence`.

use std::collections::BTreeMap;

use crate::model::calendar;
use crate::model::cursor::Cursor;
use crate::model::moment::{Moment, Precision};
use crate::model::scenario::Scenario;
use crate::model::statement::{Deadline, Outcome};
use crate::snapshot::precedence::Precedence;
use crate::snapshot::reference::DeadlineRef;
use crate::snapshot::sequence::{Placed, SequenceItem, SequenceTurn, arrange_items};
use crate::snapshot::visibility;

/// Number of days for which a deadline that is over is still shown.
const SHOWN_DAYS: i64 = 7;

/// The most dates of one deadline that are listed where several tie; its evidence lists all of them.
const MOST_DATES: usize = 4;

/// The stage that a deadline has reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// A deadline that is still to come, or is of today.
    Ahead,
    /// A deadline that passed without anybody saying whether it was met.
    Passed,
    /// Somebody said how it ended.
    Ended(Outcome),
}

impl Phase {
    /// Returns the word for it in exports.
    pub fn to_word(self) -> &'static str {
        match self {
            Self::Ahead => "ahead",
            Self::Passed => "passed",
            Self::Ended(outcome) => outcome.to_word(),
        }
    }
}

/// The state of a deadline, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeadlineState {
    /// The last word on it.
    pub deadline: DeadlineRef,
    /// The words that give its date: one, or the first of several that tie, the earliest date first.
    dates: [Option<DeadlineRef>; MOST_DATES],
    /// The word before the last, which set it, moved it or ended it.
    pub previous: Option<DeadlineRef>,
    /// The stage that it has reached.
    pub phase: Phase,
    /// Days from the cursor's day to its date, the next one of several; negative once it has passed.
    pub days: i64,
    /// True if it is still to be shown: it has not been over for more than a week, nor was it dropped.
    pub is_shown: bool,
}

impl DeadlineState {
    /// Returns the dates that it may have, of which there is one unless words on it tie.
    pub fn possible_dates<'s>(
        &'s self,
        scenario: &'s Scenario,
    ) -> impl Iterator<Item = Moment> + 's {
        let words = self.dates.iter().flatten();
        words.filter_map(|word| word.get(scenario).on)
    }

    /// Returns its date, the earliest one of several.
    pub fn earliest_date(&self, scenario: &Scenario) -> Option<Moment> {
        self.possible_dates(scenario).next()
    }

    /// Returns the words on which it rests: each that gives a date where several tie, else the last one.
    pub fn words(&self) -> impl Iterator<Item = DeadlineRef> + '_ {
        let [first, others @ ..] = &self.dates;
        let is_tied = others.iter().any(Option::is_some);
        let tied = first.iter().chain(others.iter().flatten());
        let tied = tied.copied().filter(move |_| is_tied);
        tied.chain(Some(self.deadline).filter(|_| !is_tied))
    }

    /// Returns whether words on it tie, so that several dates stand.
    pub fn is_tied(&self) -> bool {
        self.dates.iter().flatten().count() > 1
    }

    /// Returns when it ended, if somebody said how.
    pub fn ended_at(&self, scenario: &Scenario) -> Option<Moment> {
        let word = self.deadline.get(scenario);
        word.outcome.map(|_| word.provenance.at)
    }

    /// Returns the last word on it.
    pub fn last_word<'s>(&self, scenario: &'s Scenario) -> &'s Deadline {
        self.deadline.get(scenario)
    }

    /// Returns what was known of it by the word before the last.
    pub fn previous_state(self, scenario: &Scenario) -> Option<Self> {
        let deadline = self.previous?;
        let word = deadline.get(scenario);
        let dates = if word.on.is_some() {
            first_of(&[deadline])
        } else {
            self.dates
        };
        Some(Self {
            deadline,
            dates,
            previous: None,
            phase: word.outcome.map_or(Phase::Ahead, Phase::Ended),
            ..self
        })
    }

    /// Returns whether it is still to come, or of today, with nothing said of its end.
    pub fn is_ahead(&self) -> bool {
        self.phase == Phase::Ahead
    }
}

/// A word on a deadline that is put in order; the dates that words give it are the sides on which they may tie.
type DeadlineReport<'s> = SequenceItem<'s, DeadlineRef, (i64, i64)>;

/// Returns every word on a deadline that is known at a cursor, in the order in which they count, by its id.
pub fn turns_by_id<'s>(
    scenario: &'s Scenario,
    cursor: &Cursor,
) -> BTreeMap<&'s str, Vec<Placed<DeadlineRef>>> {
    let precedence = Precedence::at(scenario, cursor);
    let mut words: BTreeMap<&str, Vec<DeadlineReport<'_>>> = BTreeMap::new();
    for event in visibility::carrying_events(scenario, cursor) {
        for (reference, deadline) in DeadlineRef::of(scenario, event) {
            if precedence.is_known(event, &deadline.provenance, cursor) {
                let entry = sequence_word(scenario, &precedence, reference);
                words.entry(deadline.id.as_str()).or_default().push(entry);
            }
        }
    }
    words
        .into_iter()
        .map(|(id, entries)| (id, arrange_items(&precedence, entries)))
        .collect()
}

fn sequence_word<'s>(
    scenario: &'s Scenario,
    precedence: &Precedence,
    reference: DeadlineRef,
) -> DeadlineReport<'s> {
    let deadline = reference.get(scenario);
    let DeadlineRef { event, item } = reference;
    let side = deadline.on.map(|on| (on.effective_at().0, on.start().0));
    let rank = match deadline.outcome {
        None => 0,
        Some(Outcome::Dropped) => 1,
        Some(Outcome::Missed) => 2,
        Some(Outcome::Met) => 3,
    };
    SequenceItem::new(
        scenario,
        precedence,
        event,
        item,
        &deadline.provenance,
        reference,
    )
    .with_rank((rank, 0), side.map_or(0, |(end, _)| end))
    .with_side(side.filter(|_| deadline.outcome.is_none()))
}

/// Returns every word on a deadline that is known at a cursor, in the order in which they count.
pub fn list_known_words(scenario: &Scenario, cursor: &Cursor, id: &str) -> Vec<DeadlineRef> {
    let turns = turns_by_id(scenario, cursor).remove(id).unwrap_or_default();
    let words = turns.iter().flat_map(|placed| placed.turn.items_in_turn());
    words.copied().collect()
}

/// Returns every deadline of which a cursor knows the date, those that are shown by their day first.
pub fn at(scenario: &Scenario, cursor: &Cursor) -> Vec<DeadlineState> {
    let known = turns_by_id(scenario, cursor).into_values();
    let mut states: Vec<DeadlineState> = known
        .filter_map(|turns| derive_state(scenario, cursor, &turns))
        .collect();
    states.sort_by_cached_key(|state| {
        let label = state.last_word(scenario).label.to_string();
        (!state.is_ahead(), state.days < 0, state.days, label)
    });
    states
}

/// Returns those that are still to be shown.
pub fn filter_shown(states: &[DeadlineState]) -> impl Iterator<Item = &DeadlineState> {
    states.iter().filter(|state| state.is_shown)
}

fn derive_state(
    scenario: &Scenario,
    cursor: &Cursor,
    turns: &[Placed<DeadlineRef>],
) -> Option<DeadlineState> {
    let mut dates: Vec<DeadlineRef> = Vec::new();
    let mut words = Vec::new();
    for placed in turns {
        match &placed.turn {
            SequenceTurn::Taken(word) => {
                if word.get(scenario).on.is_some() {
                    dates = vec![*word];
                }
                words.push(*word);
            }
            SequenceTurn::Tied(tied) => {
                dates.clone_from(tied);
                dates.dedup_by_key(|word| {
                    word.get(scenario)
                        .on
                        .map(|on| (on.effective_at(), on.start()))
                });
                words.extend(tied.first());
            }
            SequenceTurn::Settled(_) => {}
        }
    }
    let deadline = words.pop()?;
    let zone = scenario.zone();
    let today = calendar::day_of(cursor.as_of, zone);
    let moments: Vec<Moment> = dates
        .iter()
        .filter_map(|word| word.get(scenario).on)
        .collect();
    let days_to = |moment: &Moment| calendar::count_days(today, moment.day_in(zone), zone);
    let (first, last) = (moments.first()?, moments.last()?);
    let mut next = moments.iter().map(days_to);
    let days = next
        .find(|days| *days >= 0)
        .unwrap_or_else(|| days_to(last));
    let is_over = match last.precision() {
        Precision::Day => days < 0,
        _ => last.effective_at() < cursor.as_of,
    };
    let word = deadline.get(scenario);
    let phase = match word.outcome {
        Some(outcome) => Phase::Ended(outcome),
        None if is_over => Phase::Passed,
        None => Phase::Ahead,
    };
    // Somebody's word on its end may come long after its day, or before it.
    let ended = word.outcome.map(|_| days_to(&word.provenance.at));
    let over_since = ended.map_or_else(|| days_to(last), |ended| ended.max(days_to(first)));
    Some(DeadlineState {
        deadline,
        dates: first_of(&dates),
        previous: words.pop(),
        phase,
        days,
        is_shown: match phase {
            Phase::Ahead => true,
            Phase::Ended(Outcome::Dropped) => false,
            Phase::Passed | Phase::Ended(_) => over_since >= -SHOWN_DAYS,
        },
    })
}

/// Returns the first of some words.
fn first_of(words: &[DeadlineRef]) -> [Option<DeadlineRef>; MOST_DATES] {
    let mut words = words.iter().copied();
    std::array::from_fn(|_| words.next())
}
