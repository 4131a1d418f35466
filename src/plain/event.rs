//! Events: the headline first, then when, what kind, on whose word; and the days under which they stand.
//!
//! The lines of the third pane and of changes. A day is said once, before the first of its events.

use crate::model::date::Date;

use crate::app::action::Action;
use crate::app::view::View;
use crate::facts::capitalised;
use crate::facts::change;
use crate::facts::moment::{DayForm, MomentForm, shown_day, word_day, word_moment};
use crate::facts::number::counted_of;
use crate::model::calendar;
use crate::model::cursor::Known;
use crate::model::id::EventKey;
use crate::plain::keys;
use crate::plain::words::{line, source, withheld};
use crate::snapshot::{Flips, Snapshot, news, steps, visible};

/// `Lashkar Gah falls after weeks of fighting. Morning. Control. AP, B1.`
pub(super) fn sentence(snapshot: &Snapshot<'_>, key: EventKey) -> String {
    let scenario = snapshot.scenario;
    let event = scenario.event(key);
    let at = &event.provenance.at;
    let zone = scenario.zone();
    // In another zone it may have been another day, and it may stand under the one on which it was known.
    let is_its_day = day(snapshot, key) == at.day_in(zone);
    let time = if is_its_day && shown_day(at, scenario.clocks()) == at.day_in(zone) {
        capitalised(&word_moment(at, snapshot, MomentForm::SpokenTime))
    } else {
        word_moment(at, snapshot, MomentForm::Spoken)
    };
    let kind = event
        .kind
        .map_or_else(String::new, |kind| capitalised(&scenario.kind(kind).label));
    let correction =
        visible::corrected(scenario, &snapshot.cursor, key).map_or("", |_| "Correction");
    line([
        withheld(snapshot, [key]),
        correction.to_owned(),
        event.headline.to_string(),
        time,
        kind,
        source(snapshot, &event.provenance),
    ])
}

/// The day under which an event stands.
pub(super) fn day(snapshot: &Snapshot<'_>, key: EventKey) -> Date {
    news::day_of(snapshot.scenario, &snapshot.cursor, key)
}

/// `Friday 13 August: 36 events, 5 capitals.`, for the day of the event in a row of the list.
pub(super) fn heading(view: &View<'_>, row: usize) -> Option<String> {
    let snapshot = view.snapshot;
    let events = &view.listing.events;
    let its = day(snapshot, *events.get(row)?);
    let is_its = |event: &&EventKey| day(snapshot, **event) == its;
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
        taken => format!(", {}", change::flips(snapshot.scenario, taken)),
    };
    Some(line([format!(
        "{}: {}{taken}",
        word_day(its, DayForm::LongWeekday, Some(snapshot.day)),
        counted_of(count, all, "events")
    )]))
}

/// Why there is no event, and which key helps.
pub(super) fn none(view: &View<'_>) -> String {
    let snapshot = view.snapshot;
    if snapshot.cursor.known != Known::Now {
        return line(["No events known by then".to_owned()]);
    }
    let scenario = snapshot.scenario;
    let is_within = |at| at <= scenario.last_end();
    let first = steps::after(scenario, &snapshot.cursor, is_within).map(|at| {
        let day = word_day(
            calendar::day_of(at, scenario.zone()),
            DayForm::LongWeekday,
            None,
        );
        line([
            format!("The first is on {day}"),
            keys::hinted(Action::ChangeAfter, "go there"),
        ])
    });
    line(
        ["No events up to this date".to_owned()]
            .into_iter()
            .chain(first),
    )
}
