//! Stated against itemised: a total that a source states, beside what the log counts.
//!
//! Called by `snapshot::at`. A reading is compared over its own window, from the same known-at: the
//! log is replayed there and the least and the greatest count are taken. The log is never corrected by it.

use std::collections::BTreeMap;

use crate::model::calendar::{self, UnixTime};
use crate::model::cursor::Cursor;
use crate::model::figure::{Amount, Counts, Figure, Qualifier};
use crate::model::id::PartyKey;
use crate::model::scenario::Scenario;
use crate::snapshot::claims;
use crate::snapshot::control::PlaceState;
use crate::snapshot::figures;
use crate::snapshot::fold::Fold;
use crate::snapshot::reference::{ClaimRef, FigureRef};
use crate::snapshot::sequence::Placed;

/// The result of comparing a stated total with the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountVerdict {
    /// The count bears it out.
    Consistent,
    /// A total that the count confirms only if contested and claimed places are counted the other way.
    ConsistentWithDisputed,
    /// A total that is less than the log counts.
    Behind,
    /// A total that is more than the log counts.
    Ahead,
}

impl CountVerdict {
    /// The word for it in exports.
    pub fn to_word(self) -> &'static str {
        match self {
            Self::Consistent => "consistent",
            Self::ConsistentWithDisputed => "consistent-with-disputed",
            Self::Behind => "behind",
            Self::Ahead => "ahead",
        }
    }

    /// Reports whether the two agree.
    pub fn is_agreement(self) -> bool {
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
    /// The result of comparing the two.
    pub verdict: CountVerdict,
    /// The count of the log at the cursor.
    pub counted: usize,
    /// True if the count at the cursor confirms the source too, so that no window is needed to see that they agree.
    pub is_met_here: bool,
}

/// All stated totals of the cursor's day; of a series without one that day, those of the last moment before.
pub fn at(fold: &Fold<'_>) -> Vec<Stated> {
    let scenario = fold.scenario;
    let day_start = calendar::start_of(
        calendar::day_of(fold.cursor.as_of, scenario.zone()),
        scenario.zone(),
    );
    let effect = |reading: &FigureRef| reading.get(scenario).provenance.at.effective_at();
    list_totals(scenario, &fold.cursor, |readings| {
        let since = readings
            .last()
            .map_or(day_start, |last| effect(last).min(day_start));
        readings.partition_point(|reading| effect(reading) < since)
    })
}

/// The stated totals of each series from the one on that `first` chooses.
fn list_totals(
    scenario: &Scenario,
    cursor: &Cursor,
    first: impl Fn(&[FigureRef]) -> usize,
) -> Vec<Stated> {
    let mut courses: BTreeMap<(PartyKey, Option<&str>), Course> = BTreeMap::new();
    let mut stated = Vec::new();
    for (key, readings) in figures::known_figures(scenario, cursor) {
        let Some(counts) = scenario.one_series(key.series).compared_counts() else {
            continue;
        };
        let course = courses
            .entry((counts.party, counts.scope.as_deref()))
            .or_insert_with(|| Course::from_log(scenario, cursor, counts));
        let first = first(&readings);
        let listed = readings.into_iter().skip(first);
        stated.extend(listed.map(|reading| course.compare_reading(scenario, cursor, reading)));
    }
    stated
}

/// Every stated total that a cursor knows, by series and then by time.
pub fn list_all_totals(scenario: &Scenario, cursor: &Cursor) -> Vec<Stated> {
    list_totals(scenario, cursor, |_| 0)
}

/// Compares one reading with the log.
pub fn compare_reading(
    scenario: &Scenario,
    cursor: &Cursor,
    reading: FigureRef,
    counts: &Counts,
) -> Stated {
    Course::from_log(scenario, cursor, counts).compare_reading(scenario, cursor, reading)
}

/// The count of the log at one moment, without and with disputed places.
#[derive(Clone, Copy, Default)]
struct PlaceCount {
    held: usize,
    contested: usize,
    wanted: usize,
}

impl PlaceCount {
    /// Returns the share of one place in the count of a party.
    fn from_state(state: &PlaceState, party: PartyKey) -> Self {
        let is_held = state.holder == Some(party);
        let is_wanted = state.rivals.iter().any(|rival| rival.party == party)
            || state.mark.is_some_and(|mark| mark.party == party);
        Self {
            held: usize::from(is_held),
            contested: usize::from(is_held && !state.rivals.is_empty()),
            wanted: usize::from(!is_held && is_wanted),
        }
    }

    fn replace_place(&mut self, before: Self, after: Self) {
        self.held = self.held + after.held - before.held;
        self.contested = self.contested + after.contested - before.contested;
        self.wanted = self.wanted + after.wanted - before.wanted;
    }
}

/// The least and greatest count over a window, without and with disputed places.
#[derive(Clone, Copy)]
struct CountRange {
    least: usize,
    greatest: usize,
    least_undisputed: usize,
    greatest_disputed: usize,
}

/// The course of the count up to the cursor: its value from each moment on, the first from before the log.
struct Course {
    steps: Vec<(UnixTime, PlaceCount)>,
    windows: BTreeMap<(UnixTime, UnixTime), CountRange>,
}

impl Course {
    fn from_log(scenario: &Scenario, cursor: &Cursor, counts: &Counts) -> Self {
        let mut states: Vec<PlaceState> = scenario
            .place_keys()
            .map(|place| PlaceState::before_the_log(scenario, place))
            .collect();
        let mut count = PlaceCount::default();
        for state in &states {
            count.replace_place(
                PlaceCount::default(),
                PlaceCount::from_state(state, counts.party),
            );
        }
        let by_place = claims::by_place(scenario, cursor, counts.scope.as_deref());
        let mut turns: Vec<(usize, &Placed<ClaimRef>)> = by_place
            .iter()
            .enumerate()
            .flat_map(|(row, claims)| claims.turns.iter().map(move |placed| (row, placed)))
            .collect();
        // Within a place they are in order already, and a stable sort by moment keeps them so.
        turns.sort_by_key(|(_, placed)| placed.effect);
        let mut steps = vec![(UnixTime::MIN, count)];
        for (row, placed) in turns {
            let Some(state) = states.get_mut(row) else {
                continue;
            };
            let before = PlaceCount::from_state(state, counts.party);
            state.apply_turn(scenario, placed);
            count.replace_place(before, PlaceCount::from_state(state, counts.party));
            let moment = placed.effect;
            match steps.last_mut() {
                Some((last, so_far)) if *last == moment => *so_far = count,
                _ => steps.push((moment, count)),
            }
        }
        Self {
            steps,
            windows: BTreeMap::new(),
        }
    }

    fn compare_reading(
        &mut self,
        scenario: &Scenario,
        cursor: &Cursor,
        reading: FigureRef,
    ) -> Stated {
        let figure = reading.get(scenario);
        let last = figure.provenance.at.effective_at().min(cursor.as_of);
        let count = self.extremes_over(figure.provenance.at.start(), last);
        let here = self.extremes_over(cursor.as_of, cursor.as_of);
        Stated {
            figure: reading,
            least: count.least,
            greatest: count.greatest,
            verdict: judge_count(figure, &count),
            counted: here.greatest,
            is_met_here: judge_count(figure, &here) == CountVerdict::Consistent,
        }
    }

    /// The extremes over a window. They are kept, since a day's readings mostly share a few windows.
    fn extremes_over(&mut self, start: UnixTime, last: UnixTime) -> CountRange {
        let Self { steps, windows } = self;
        *windows.entry((start, last)).or_insert_with(|| {
            let first = steps.partition_point(|(moment, _)| *moment <= start);
            let within = steps
                .get(first.saturating_sub(1)..)
                .unwrap_or_default()
                .iter()
                .take_while(|(moment, _)| *moment <= start.max(last))
                .map(|(_, count)| count);
            let nothing = CountRange {
                least: usize::MAX,
                greatest: 0,
                least_undisputed: usize::MAX,
                greatest_disputed: 0,
            };
            within.fold(nothing, |so_far, count| CountRange {
                least: so_far.least.min(count.held),
                greatest: so_far.greatest.max(count.held),
                least_undisputed: so_far.least_undisputed.min(count.held - count.contested),
                greatest_disputed: so_far.greatest_disputed.max(count.held + count.wanted),
            })
        })
    }
}

fn judge_count(figure: &Figure, count: &CountRange) -> CountVerdict {
    let (low, high) = accepted_range(figure.amount, figure.qualifier);
    let meets =
        |least: usize, greatest: usize| low <= as_number(greatest) && as_number(least) <= high;
    if meets(count.least, count.greatest) {
        CountVerdict::Consistent
    } else if meets(count.least_undisputed, count.greatest_disputed) {
        CountVerdict::ConsistentWithDisputed
    } else if high < as_number(count.least) {
        CountVerdict::Behind
    } else {
        CountVerdict::Ahead
    }
}

/// The counts that a source means by its words: "about" allows a tenth, at least one, to either side
/// and "nearly" the same below.
pub fn accepted_range(amount: Amount, qualifier: Qualifier) -> (f64, f64) {
    let (low, high) = (amount.low_end(), amount.high_end());
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
