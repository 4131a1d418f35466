//! Events: the headline first, then when, what kind, on whose word; and the days under which they stand.
//!
//! The lines of the third pane and of changes. A day is said once, before the first of its events.

use crate::model::date::Date;

use crate::app::action::Action;
use crate::app::view::View;
use crate::facts::capitalise_first;
use crate::facts::change;
use crate::facts::moment::{DayForm, MomentForm, shown_day, word_day, word_moment};
use crate::facts::number::counted_of;
use crate::model::calendar;
use crate::model::cursor::KnownAt;
use crate::model::id::EventKey;
use crate::plain::keys;
use crate::plain::words::{join_sentences, withheld_prefix, word_source};
use crate::snapshot::{Flips, Snapshot, change_points, news, visibility};

/// `Lashkar Gah falls after weeks of fighting. Morning. Control. AP, B1.`
pub(super) fn event_sentence(snapshot: &Snapshot<'_>, key: EventKey) -> String {
    let scenario = snapshot.scenario;
    let event = scenario.event(key);
    let at = &event.provenance.at;
    let zone = scenario.zone();
    // In another zone it may have been another day, and it may stand under the one on which it was known.
    let is_its_day = event_day(snapshot, key) == at.day_in(zone);
    let time = if is_its_day && shown_day(at, scenario.clock_zones()) == at.day_in(zone) {
        capitalise_first(&word_moment(at, snapshot, MomentForm::SpokenTime))
    } else {
        word_moment(at, snapshot, MomentForm::Spoken)
    };
    let kind = event.kind.map_or_else(String::new, |kind| {
        capitalise_first(&scenario.kind(kind).label)
    });
    let correction =
        visibility::visible_original(scenario, &snapshot.cursor, key).map_or("", |_| "Correction");
    join_sentences([
        withheld_prefix(snapshot, [key]),
        correction.to_owned(),
        event.headline.to_string(),
        time,
        kind,
        word_source(snapshot, &event.provenance),
    ])
}

/// The day under which an event stands.
pub(super) fn event_day(snapshot: &Snapshot<'_>, key: EventKey) -> Date {
    news::day_of(snapshot.scenario, &snapshot.cursor, key)
}

/// `Friday 13 August: 36 events, 5 capitals.`, for the day of the event in a row of the list.
pub(super) fn day_heading(view: &View<'_>, row: usize) -> Option<String> {
    let snapshot = view.snapshot;
    let events = &view.listing.events;
    let its = event_day(snapshot, *events.get(row)?);
    let is_its = |event: &&EventKey| event_day(snapshot, **event) == its;
    // The events of a day stand together.
    let (before, after) = events.split_at(row);
    let count =
        before.iter().rev().take_while(is_its).count() + after.iter().take_while(is_its).count();
    let all = if view.app.filter.is_empty() {
        count
    } else {
        snapshot.events.iter().filter(is_its).count()
    };
    let taken = match snapshot.flips_on(its) {
        Flips { places: 0, .. } => String::new(),
        taken => format!(", {}", change::word_flips(snapshot.scenario, taken)),
    };
    Some(join_sentences([format!(
        "{}: {}{taken}",
        word_day(its, DayForm::LongWeekday, Some(snapshot.day)),
        counted_of(count, all, "events")
    )]))
}

/// Why there is no event, and which key helps.
pub(super) fn explain_empty(view: &View<'_>) -> String {
    let snapshot = view.snapshot;
    if snapshot.cursor.known != KnownAt::Now {
        return join_sentences(["No events known by then".to_owned()]);
    }
    let scenario = snapshot.scenario;
    let is_within = |at| at <= scenario.last_end();
    let first = change_points::next_change(scenario, &snapshot.cursor, is_within).map(|at| {
        let day = word_day(
            calendar::day_of(at, scenario.zone()),
            DayForm::LongWeekday,
            None,
        );
        join_sentences([
            format!("The first is on {day}"),
            keys::word_hint(Action::ChangeAfter, "go there"),
        ])
    });
    join_sentences(
        ["No events up to this date".to_owned()]
            .into_iter()
            .chain(first),
    )
}
