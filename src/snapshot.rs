//! What the log says at one cursor: the fold that every pane and every export shows.
//!
//! [`at`] is called by the edge whenever the cursor or the file changes. A [`Snapshot`] holds
//! finished facts, each with the claim or reading it rests on; `query` filters and orders them. Pure:
//! the same scenario and cursor give the same snapshot, whatever the order of the file was.

pub mod briefing;
pub mod change_points;
pub mod claims;
pub mod compared;
pub mod compared_list;
pub mod control;
pub mod deadlines;
pub mod evidence;
pub mod figures;
pub mod filter;
mod filter_matcher;
pub mod filtered_log;
mod fold;
pub mod holdouts;
pub mod in_force;
pub mod ledger;
pub mod marks;
pub mod matches;
pub mod narrowed;
pub mod news;
pub mod numbers;
pub mod order;
pub mod paired;
pub mod precedence;
pub mod query;
pub mod reconciliation;
pub mod reference;
pub mod remarks;
pub mod search;
pub mod sequence;
mod typed_mistake;
pub mod typed_moment;
pub mod typed_phrase;
pub mod unmatched;
pub mod version;
pub mod visibility;

pub use fold::Fold;

use std::sync::Arc;

use crate::model::date::Date;

use crate::model::calendar::{self, UnixTime};
use crate::model::cursor::Cursor;
use crate::model::figure::{Group, Series};
use crate::model::id::{EventKey, PartyKey, PlaceKey, SeriesKey};
use crate::model::scenario::Scenario;
use compared::BeforeAfter;
use control::PlaceState;
use deadlines::DeadlineState;
use figures::{Ended, Reading};
use ledger::Ledger;
use reconciliation::Stated;
use reference::{ClaimRef, FigureRef};

/// The number of places that a party holds, with how many of them are in question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Places that it holds, contested ones included.
    pub held: usize,
    /// Number of these that are contested.
    pub contested: usize,
    /// Number of these that are encircled.
    pub encircled: usize,
    /// Number of these that are threatened.
    pub threatened: usize,
    /// Number of these that another party claims.
    pub claimed: usize,
}

/// Everything that the log says at a cursor.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot<'s> {
    /// The scenario that was folded.
    pub scenario: &'s Scenario,
    /// The cursor at which the log was folded.
    pub cursor: Cursor,
    /// The cursor's day in the scenario's zone.
    pub day: Date,
    /// The state of each place, by its row.
    pub places: Vec<PlaceState>,
    /// Series that may be named, in the order of the file: the public knows none that it may see no reading of.
    pub series: Vec<SeriesKey>,
    /// The tally of each party, by its row.
    pub tally: Vec<Tally>,
    /// Places that nobody is known to hold.
    pub unknown: usize,
    /// Figures in force: by series, then status.
    pub figures: Vec<Reading>,
    /// The last figures that lapsed by themselves, of series without one in force.
    pub over: Vec<FigureRef>,
    /// Series that ended within the last week.
    pub ended: Vec<Ended>,
    /// Events up to the cursor, oldest first.
    pub events: Vec<EventKey>,
    /// Deadlines, the next one first, then those that are over, for a week.
    pub deadlines: Vec<DeadlineState>,
    /// Stated totals beside what the log counts.
    pub stated: Vec<Stated>,
    /// Major places that the winning party has not taken, in the order of the file.
    pub holdouts: Vec<PlaceKey>,
    /// The changes since the end of the day before or, where two dates are compared, since the other end.
    pub changes: Ledger,
    /// The other end, where two dates are compared.
    pub compared: Option<Comparison<'s>>,
    /// Items that had happened but were recorded later than the cursor knows.
    pub hidden: usize,
    /// The moment at which the newest visible event was recorded.
    pub newest_record: Option<UnixTime>,
}

/// Folds the log at a cursor.
pub fn at(scenario: &Scenario, cursor: Cursor) -> Snapshot<'_> {
    let here = Fold::at(scenario, cursor);
    let before = Fold::at(scenario, cursor.day_before(scenario.zone()));
    let changes = ledger::compare_folds(&before, &here);
    from_fold(here, changes)
}

/// The date that stays while another is moved and compared with it.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedDate<'s> {
    /// The fold, which the ledger needs.
    pub fold: Fold<'s>,
    /// All that is said of it by itself.
    pub snapshot: Snapshot<'s>,
}

impl<'s> ComparedDate<'s> {
    /// Folds the log at the date that stays.
    pub fn at(scenario: &'s Scenario, cursor: Cursor) -> Self {
        let fold = Fold::at(scenario, cursor);
        let snapshot = from_fold(fold.clone(), Ledger::default());
        Self { fold, snapshot }
    }
}

/// With what a snapshot is compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison<'s> {
    /// The date that stays.
    pub marked: Arc<ComparedDate<'s>>,
    /// The older of the two dates; the snapshot itself is at the newer one.
    pub older: Arc<ComparedDate<'s>>,
    /// The cursor at the date that moves.
    pub moving: Cursor,
    /// Figures and deadlines before and after.
    pub figures: Vec<BeforeAfter>,
}

/// Returns the snapshot at the newer of a cursor and the date that stays, compared with the older one.
pub fn compare_dates<'s>(
    scenario: &'s Scenario,
    cursor: Cursor,
    marked: Arc<ComparedDate<'s>>,
) -> Snapshot<'s> {
    let (older, newer) = if ledger::is_older(&cursor, &marked.fold.cursor) {
        (
            Arc::new(ComparedDate::at(scenario, cursor)),
            marked.fold.clone(),
        )
    } else {
        (Arc::clone(&marked), Fold::at(scenario, cursor))
    };
    let changes = ledger::compare_folds(&older.fold, &newer);
    let figures = compared::pair_figures(&older.fold, &newer, &changes);
    Snapshot {
        compared: Some(Comparison {
            marked,
            older,
            moving: cursor,
            figures,
        }),
        ..from_fold(newer, changes)
    }
}

/// A fold with what changed by it.
fn from_fold(here: Fold<'_>, changes: Ledger) -> Snapshot<'_> {
    let (scenario, cursor) = (here.scenario, here.cursor);
    let stated = reconciliation::at(&here);
    let mut tally = vec![Tally::default(); scenario.parties.len()];
    let mut unknown = 0;
    for state in &here.places {
        match state.holder.and_then(|holder| tally.get_mut(holder.row())) {
            Some(entry) => entry.add_place(state),
            None => unknown += 1,
        }
    }
    let newest_record = here
        .events
        .iter()
        .map(|key| scenario.event(*key).provenance.recorded_at.effective_at())
        .max();
    Snapshot {
        scenario,
        cursor,
        day: calendar::day_of(cursor.as_of, scenario.zone()),
        holdouts: holdouts::find_holdouts(scenario, &here.places),
        places: here.places,
        series: visibility::visible_series(scenario, &cursor),
        tally,
        unknown,
        figures: here.figures,
        over: here.over,
        ended: here.ended,
        events: here.events,
        deadlines: deadlines::filter_shown(&here.deadlines).copied().collect(),
        stated,
        changes,
        compared: None,
        hidden: visibility::count_not_yet_known(scenario, &cursor),
        newest_record,
    }
}

/// The number of places that changed hands, and how often all of them changed hands together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flips {
    /// Places.
    pub places: usize,
    /// Changes of hands.
    pub changes: usize,
}

impl Flips {
    /// Adds a place that changed hands so often.
    pub fn add_place(&mut self, changes: usize) {
        self.places += usize::from(changes > 0);
        self.changes += changes;
    }
}

impl Tally {
    fn add_place(&mut self, state: &PlaceState) {
        self.held += 1;
        self.contested += usize::from(!state.rivals.is_empty());
        self.claimed += usize::from(state.mark.is_some());
        match state.pressure.map(|pressure| pressure.kind) {
            Some(control::PressureKind::Encircled) => self.encircled += 1,
            Some(control::PressureKind::Threatened) => self.threatened += 1,
            None => {}
        }
    }
}

impl Snapshot<'_> {
    /// Returns the cursor that steps move: where two dates are compared, the date that moves may be the older one.
    pub fn moving_cursor(&self) -> Cursor {
        let compared = self.compared.as_ref();
        compared.map_or(self.cursor, |compared| compared.moving)
    }

    /// The state of a place.
    pub fn place_state(&self, key: PlaceKey) -> Option<&PlaceState> {
        self.places.get(key.row())
    }

    /// Returns how many places changed hands on a day, and how often.
    pub fn flips_on(&self, day: Date) -> Flips {
        let zone = self.scenario.zone();
        let is_its = |flip: &&ClaimRef| flip.get(self.scenario).provenance.at.day_in(zone) == day;
        let mut flips = Flips::default();
        for state in &self.places {
            flips.add_place(state.flips.iter().filter(is_its).count());
        }
        flips
    }

    /// The parties that a head names: those that hold a place or held one before the log.
    pub fn leading_parties(&self) -> Vec<PartyKey> {
        let scenario = self.scenario;
        let held_before = |party: PartyKey| {
            let mut holders = scenario.places.iter().map(|place| place.holder);
            holders.any(|holder| holder == Some(party))
        };
        scenario
            .party_keys()
            .filter(|party| self.held_by(*party) > 0 || held_before(*party))
            .collect()
    }

    /// Returns the series that may be named, in the order of the file.
    pub fn named_series(&self) -> impl Iterator<Item = &Series> {
        self.series.iter().map(|key| self.scenario.one_series(*key))
    }

    /// Returns whether a group has a series that may be named.
    pub fn has_group(&self, group: Group) -> bool {
        self.named_series().any(|series| series.group == group)
    }

    /// The last reading of a group of which every period is over.
    pub fn last_over(&self, group: Group) -> Option<FigureRef> {
        let scenario = self.scenario;
        let its = self.over.iter().copied().filter(|figure| {
            let series = figure.get(scenario).series;
            scenario.one_series(series).group == group
        });
        its.max_by_key(|figure| figure.get(scenario).provenance.at.effective_at())
    }

    /// Reports whether sources disagree on what is in force: for what the log counts, whether its count contradicts
    /// one of them.
    pub fn is_disputed(&self, reading: &Reading) -> bool {
        let scenario = self.scenario;
        let series = scenario.one_series(reading.key.series);
        if series.compared_counts().is_none() {
            let figures: Vec<FigureRef> = reading.all_figures().collect();
            return numbers::are_disputed(scenario, &figures);
        }
        let mut contradicted = self
            .stated
            .iter()
            .filter(|stated| !stated.verdict.is_agreement());
        contradicted.any(|stated| reading.all_figures().any(|figure| figure == stated.figure))
    }

    /// Counts the places whose state depends on what must not be published yet; the tallies depend on it too.
    pub fn withheld_places(&self) -> usize {
        let attributions = |state: &&PlaceState| {
            visibility::depends_on_withheld(self.scenario, &self.cursor, state.supporting_events())
        };
        self.places.iter().filter(attributions).count()
    }

    /// Counts the places that a party holds.
    pub fn held_by(&self, party: PartyKey) -> usize {
        self.tally.get(party.row()).map_or(0, |tally| tally.held)
    }
}
