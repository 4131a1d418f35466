//! Stated against itemised: a total that a source states, beside what the log counts.
//!
//! Called by `snapshot::at`. A reading is compared over its own window, from the same known-at: the
//! log is replayed there and the least and the greatest count are taken. The log is never corrected by it.

use crate::model::calendar::{self, UnixTime};
use crate::model::cursor::Cursor;
use crate::model::figure::{Amount, Counts, Figure, Qualifier};
use crate::model::id::PartyKey;
use crate::model::scenario::Scenario;
use crate::snapshot::Fold;
use crate::snapshot::control::{self, PlaceState};
use crate::snapshot::figures;
use crate::snapshot::reference::FigureRef;

/// How a stated total compares with the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The count bears it out.
    Consistent,
    /// It bears it out if contested and claimed places are counted the other way.
    ConsistentWithDisputed,
    /// It states less than the log counts.
    Behind,
    /// It states more than the log counts.
    Ahead,
}

impl Verdict {
    /// The word for it in exports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Consistent => "consistent",
            Self::ConsistentWithDisputed => "consistent-with-disputed",
            Self::Behind => "behind",
            Self::Ahead => "ahead",
        }
    }

    /// Whether the two agree.
    pub fn agrees(self) -> bool {
        matches!(self, Self::Consistent | Self::ConsistentWithDisputed)
    }
}

/// A stated total beside what the log counts over its window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The reading that states it.
    pub figure: FigureRef,
    /// The fewest that the log counts in its window.
    pub least: usize,
    /// The most.
    pub greatest: usize,
    /// How the two compare.
    pub verdict: Verdict,
}

/// All stated totals of the cursor's day; of a series without one that day, the last one before.
pub fn at(fold: &Fold<'_>) -> Vec<Stated> {
    let scenario = fold.scenario;
    let day_start = calendar::start_of(
        calendar::day_of(fold.cursor.as_of, scenario.zone()),
        scenario.zone(),
    );
    let mut stated = Vec::new();
    for ((series, _), readings) in figures::known(scenario, &fold.cursor) {
        let Some(counts) = &scenario.one_series(series).counts else {
            continue;
        };
        let is_of_the_day =
            |reading: &&FigureRef| reading.get(scenario).provenance.at.effect() >= day_start;
        let from = readings
            .iter()
            .position(|reading| is_of_the_day(&reading))
            .unwrap_or(readings.len().saturating_sub(1));
        for reading in readings.iter().skip(from) {
            stated.push(compare(scenario, &fold.cursor, *reading, counts));
        }
    }
    stated
}

/// Compares one reading with the log.
pub fn compare(
    scenario: &Scenario,
    cursor: &Cursor,
    reading: FigureRef,
    counts: &Counts,
) -> Stated {
    let figure = reading.get(scenario);
    let window = (
        figure.provenance.at.start(),
        figure.provenance.at.effect().min(cursor.as_of),
    );
    let count = Counted::over(scenario, cursor, window, counts);
    Stated {
        figure: reading,
        least: count.least,
        greatest: count.greatest,
        verdict: verdict(figure, &count),
    }
}

/// The least and greatest count over a window, without and with disputed places.
struct Counted {
    least: usize,
    greatest: usize,
    least_undisputed: usize,
    greatest_disputed: usize,
}

impl Counted {
    fn over(
        scenario: &Scenario,
        cursor: &Cursor,
        (start, last): (UnixTime, UnixTime),
        counts: &Counts,
    ) -> Self {
        let cursor = Cursor {
            as_of: last,
            ..*cursor
        };
        let by_place = control::claims_by_place(scenario, &cursor, counts.scope.as_deref());
        let mut states: Vec<PlaceState> = scenario
            .place_keys()
            .map(|place| PlaceState::before_the_log(scenario, place))
            .collect();
        let mut later = Vec::new();
        for (state, claims) in states.iter_mut().zip(by_place) {
            for reference in claims {
                if control::effect(scenario, reference) <= start {
                    state.apply(scenario, reference, reference.get(scenario));
                } else {
                    later.push(reference);
                }
            }
        }
        later.sort_by(|a, b| {
            control::order(scenario, *a, a.get(scenario)).cmp(&control::order(
                scenario,
                *b,
                b.get(scenario),
            ))
        });
        let mut counted = Self::of(&states, counts.party);
        for moment in
            later.chunk_by(|a, b| control::effect(scenario, *a) == control::effect(scenario, *b))
        {
            for reference in moment {
                let claim = reference.get(scenario);
                states[claim.place.row()].apply(scenario, *reference, claim);
            }
            counted.widen(&Self::of(&states, counts.party));
        }
        counted
    }

    fn of(states: &[PlaceState], party: PartyKey) -> Self {
        let held = states.iter().filter(|state| state.holder == Some(party));
        let is_disputed = |state: &&PlaceState| !state.rivals.is_empty();
        let is_wanted = |state: &&PlaceState| {
            state.holder != Some(party)
                && (state.rivals.iter().any(|rival| rival.party == party)
                    || state.mark.is_some_and(|mark| mark.party == party))
        };
        let count = held.clone().count();
        Self {
            least: count,
            greatest: count,
            least_undisputed: count - held.filter(is_disputed).count(),
            greatest_disputed: count + states.iter().filter(is_wanted).count(),
        }
    }

    fn widen(&mut self, other: &Self) {
        self.least = self.least.min(other.least);
        self.greatest = self.greatest.max(other.greatest);
        self.least_undisputed = self.least_undisputed.min(other.least_undisputed);
        self.greatest_disputed = self.greatest_disputed.max(other.greatest_disputed);
    }
}

fn verdict(figure: &Figure, count: &Counted) -> Verdict {
    let (low, high) = meant(figure.amount, figure.qualifier);
    let meets =
        |least: usize, greatest: usize| low <= as_number(greatest) && as_number(least) <= high;
    if meets(count.least, count.greatest) {
        Verdict::Consistent
    } else if meets(count.least_undisputed, count.greatest_disputed) {
        Verdict::ConsistentWithDisputed
    } else if high < as_number(count.least) {
        Verdict::Behind
    } else {
        Verdict::Ahead
    }
}

/// The counts that a source means by its words: "about" allows a tenth, at least one, to either side
/// and "nearly" the same below.
fn meant(amount: Amount, qualifier: Qualifier) -> (f64, f64) {
    let (low, high) = (amount.low(), amount.high());
    let slack = |value: f64| (value / 10.0).floor().max(1.0);
    match qualifier {
        Qualifier::Exactly => (low, high),
        Qualifier::AtLeast => (low, f64::INFINITY),
        Qualifier::MoreThan => (low.floor() + 1.0, f64::INFINITY),
        Qualifier::About => (low - slack(low), high + slack(high)),
        Qualifier::Nearly => (low - slack(low), high),
        Qualifier::UpTo => (0.0, high),
        Qualifier::FewerThan => (0.0, high.ceil() - 1.0),
    }
}

fn as_number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}
