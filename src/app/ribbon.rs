//! How much happened on each day: the bars of the ribbon.
//!
//! The edge asks once a snapshot; the ribbon pane scales the counts to its width. In known-then the
//! days after the cursor are empty, because the future was not known.

use crate::model::date::Date;

use crate::model::calendar;
use crate::model::cursor::{Cursor, KnownAt};
use crate::model::scenario::Scenario;
use crate::snapshot::visibility;

/// The events of each day from the scenario's first day to its last.
pub fn count_events(scenario: &Scenario, cursor: &Cursor) -> Vec<usize> {
    let (first, last) = scenario.heading.days;
    let days = usize::try_from(calendar::count_days(first, last, scenario.zone()) + 1).unwrap_or(0);
    let mut counts = vec![0; days];
    let whole = match cursor.known {
        KnownAt::Now => Cursor {
            as_of: calendar::UnixTime::MAX,
            ..*cursor
        },
        KnownAt::Then | KnownAt::At(_) => *cursor,
    };
    for event in visibility::visible_events(scenario, &whole) {
        let day = scenario.event(event).provenance.at.day_in(scenario.zone());
        if let Some(count) = index(scenario, day).and_then(|day| counts.get_mut(day)) {
            *count += 1;
        }
    }
    counts
}

/// Returns the column of a day on the ribbon, from 0; `None` before its first day. A day that the zone left out has none.
pub fn index(scenario: &Scenario, day: Date) -> Option<usize> {
    let first = scenario.heading.days.0;
    usize::try_from(calendar::count_days(first, day, scenario.zone())).ok()
}

/// Returns the day of a column of the ribbon.
pub fn day_at(scenario: &Scenario, column: usize) -> Date {
    let first = scenario.heading.days.0;
    let days = i64::try_from(column).ok();
    let day = days.and_then(|days| calendar::nth_day(first, days, scenario.zone()));
    day.unwrap_or(first)
}
