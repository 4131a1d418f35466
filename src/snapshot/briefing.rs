//! What there is to say of a day, one thing after the other: the steps of a briefing, as finished facts.
//!
//! [`at`] orders what the snapshot's ledger against the day before holds: places, figures, stated totals, deadlines,
//! then the events that none of these tells. `facts::told` puts steps into sentences; nothing is worded here.

use std::collections::BTreeSet;

use crate::model::calendar::{self, UnixTime};
use crate::model::cursor::{Audience, Cursor};
use crate::model::id::EventKey;
use crate::model::scenario::Scenario;
use crate::snapshot::deadlines::DeadlineState;
use crate::snapshot::ledger::{DeadlineChange, EventChange, FigureChange, PlaceChange, PlaceNews};
use crate::snapshot::news::NewsOrder;
use crate::snapshot::reconciliation::Stated;
use crate::snapshot::{self, Snapshot, change_points};

/// One thing that is said.
#[derive(Clone, Debug, PartialEq)]
pub enum BriefingStep {
    /// A change of a place.
    Place(PlaceNews),
    /// A figure that is new.
    Figure(FigureChange),
    /// The totals of one series that were stated on the day, the last one first, beside what the log counts.
    Stated(Vec<Stated>),
    /// A deadline that was set or moved, that passed, or whose end was told.
    Moved(DeadlineChange),
    /// A deadline that stands and has not passed.
    Ahead(DeadlineState),
    /// An event that no other step tells.
    Event(EventChange),
}

/// The briefing at a cursor: everything there is to say, step by step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Briefing {
    /// One thing after the other.
    pub steps: Vec<BriefingStep>,
    /// True if any step is news of the day; a deadline that merely stands is not.
    pub has_news: bool,
}

/// Returns the deadlines that are ahead and of which nothing else is told.
fn not_moved(snapshot: &Snapshot<'_>, moved: &[DeadlineChange]) -> Vec<DeadlineState> {
    let is_moved = |state: &&DeadlineState| {
        let mut after = moved.iter().filter_map(|change| change.after);
        after.any(|after| after.deadline == state.deadline)
    };
    let ahead = snapshot.deadlines.iter().filter(|state| state.is_ahead());
    ahead.filter(|state| !is_moved(state)).copied().collect()
}

/// Returns the briefing on a snapshot's day, up to its cursor.
pub fn at(snapshot: &Snapshot<'_>) -> Briefing {
    let known = snapshot.cursor.known;
    let places = list_place_news(snapshot);
    let stated = list_stated_totals(snapshot);
    let is_stated = |change: &&FigureChange| {
        let mut all = stated.iter().flatten();
        !all.any(|stated| change.pair.after.contains(&stated.figure))
    };
    // That a reading lapsed or was closed nobody said: it is no news.
    let is_spoken = |change: &&FigureChange| {
        change.why.is_news(known) && (!change.pair.after.is_empty() || change.pair.ended.is_some())
    };
    let figures = snapshot.changes.figures.iter();
    let figures = figures.filter(is_spoken).filter(is_stated).cloned();
    let mut figures: Vec<FigureChange> = figures.collect();
    let series = |change: &FigureChange| snapshot.scenario.one_series(change.pair.key.series);
    figures.sort_by_key(|change| !series(change).is_key);
    let moved = snapshot.changes.deadlines.iter();
    let moved: Vec<DeadlineChange> = moved
        .filter(|change| change.why.is_news(known))
        .copied()
        .collect();
    let ahead = not_moved(snapshot, &moved);

    let taken = places.iter().flat_map(PlaceNews::supporting_claims);
    let taken: BTreeSet<EventKey> = taken.map(|claim| claim.event).collect();
    let mut mentioned: BTreeSet<EventKey> = BTreeSet::new();
    let readings = figures.iter().flat_map(|change| &change.pair.after);
    mentioned.extend(readings.map(|figure| figure.event));
    let ended = figures.iter().filter_map(|change| change.pair.ended);
    mentioned.extend(ended.map(|end| end.event));
    mentioned.extend(stated.iter().flatten().map(|stated| stated.figure.event));
    let words = moved.iter().filter_map(|change| change.after);
    mentioned.extend(words.map(|state| state.deadline.event));
    let [first, leading, rest] = list_events(snapshot, &taken, &mentioned);

    let mut steps: Vec<BriefingStep> = first.into_iter().map(BriefingStep::Event).collect();
    steps.extend(places.into_iter().map(BriefingStep::Place));
    steps.extend(leading.into_iter().map(BriefingStep::Event));
    steps.extend(figures.into_iter().map(BriefingStep::Figure));
    steps.extend(stated.into_iter().map(BriefingStep::Stated));
    steps.extend(moved.into_iter().map(BriefingStep::Moved));
    steps.extend(ahead.into_iter().map(BriefingStep::Ahead));
    steps.extend(rest.into_iter().map(BriefingStep::Event));
    let is_news =
        |step: &BriefingStep| !matches!(step, BriefingStep::Ahead(state) if state.days > 0);
    Briefing {
        has_news: steps.iter().any(is_news),
        steps,
    }
}

/// Returns the events that no place and nothing else tells, by their news: those before which nothing goes, those that
/// weigh as much as a place that changes hands, whatever else tells them, and the rest.
fn list_events(
    snapshot: &Snapshot<'_>,
    taken: &BTreeSet<EventKey>,
    mentioned: &BTreeSet<EventKey>,
) -> [Vec<EventChange>; 3] {
    let known = snapshot.cursor.known;
    let order = NewsOrder::from_snapshot(snapshot);
    let is_untold = |change: &&EventChange| {
        let is_shown = snapshot.events.binary_search(&change.event).is_ok();
        let is_mentioned = mentioned.contains(&change.event) && !order.is_lead(change.event);
        is_shown && change.why.is_news(known) && !taken.contains(&change.event) && !is_mentioned
    };
    let events = snapshot.changes.events.iter().filter(is_untold).copied();
    let mut first: Vec<EventChange> = events.collect();
    first.sort_by_cached_key(|change| order.top_key(change.event));
    let rest = first.split_off(first.partition_point(|change| order.is_lead(change.event)));
    let leading = first.split_off(first.partition_point(|change| order.is_first(change.event)));
    [first, leading, rest]
}

/// Returns what changed about places, as far as it is news: the changes of hands of each, then what is beside.
fn list_place_news(snapshot: &Snapshot<'_>) -> Vec<PlaceNews> {
    let known = snapshot.cursor.known;
    let news = snapshot.changes.news_of_places().into_iter();
    let news: Vec<PlaceNews> = news
        .filter_map(|news| news.filter_changes(|change| change.why.is_news(known)))
        .collect();
    // What stands beside a holder is a sentence of its own, after all changes of hands.
    let hands = news
        .iter()
        .filter_map(|news| news.filter_changes(PlaceChange::is_of_hands));
    let beside = news
        .iter()
        .filter_map(|news| news.filter_changes(|change| !change.is_of_hands()));
    hands.chain(beside).collect()
}

/// The totals that were stated on the day, a list for each series, the last one first.
fn list_stated_totals(snapshot: &Snapshot<'_>) -> Vec<Vec<Stated>> {
    let scenario = snapshot.scenario;
    let is_of_today = |stated: &&Stated| {
        let at = &stated.figure.get(scenario).provenance.at;
        at.day_in(scenario.zone()) == snapshot.day
    };
    let today: Vec<Stated> = snapshot
        .stated
        .iter()
        .filter(is_of_today)
        .copied()
        .collect();
    let series = |stated: &Stated| stated.figure.get(scenario).series;
    today
        .chunk_by(|a, b| series(a) == series(b))
        .map(|one| one.iter().rev().copied().collect())
        .collect()
}

/// The end of the next day of which there is something to say.
pub fn day_after(scenario: &Scenario, cursor: &Cursor) -> Option<UnixTime> {
    seek_news(scenario, cursor, |from| {
        change_points::next_change(scenario, from, |at| is_within(scenario, at))
    })
}

/// The end of the last day before of which there is something to say.
pub fn day_before(scenario: &Scenario, cursor: &Cursor) -> Option<UnixTime> {
    seek_news(scenario, cursor, |from| {
        let today = calendar::day_of(from.as_of, scenario.zone());
        let from = Cursor {
            as_of: calendar::start_of(today, scenario.zone()),
            ..*from
        };
        change_points::previous_change(scenario, &from, |at| is_within(scenario, at))
    })
}

fn is_within(scenario: &Scenario, at: UnixTime) -> bool {
    (scenario.first_start()..=scenario.last_end()).contains(&at)
}

/// Goes from change to change until there is something to say of the day of one.
fn seek_news(
    scenario: &Scenario,
    cursor: &Cursor,
    next: impl Fn(&Cursor) -> Option<UnixTime>,
) -> Option<UnixTime> {
    let mut cursor = Cursor {
        audience: Audience::Public,
        ..*cursor
    };
    loop {
        let day = calendar::day_of(next(&cursor)?, scenario.zone());
        cursor.as_of = calendar::end_of(day, scenario.zone());
        if at(&snapshot::at(scenario, cursor)).has_news {
            return Some(cursor.as_of);
        }
    }
}
